//! Whose results are asked for: a place by level, code and day, or a place or body by its name.

use domain::day::Day;
use domain::fold::fold;
use store::figure::results::{self, PlaceRow, Scope};
use store::{Read, organisation};

use super::day;
use crate::refused::Refused;

/// Levels that a scope can name.
const LEVELS: [&str; 3] = ["province", "district", "commune"];

/// Candidates that are listed.
const LISTED: usize = 20;

/// What was named.
#[derive(Debug)]
pub(super) struct Found {
    /// Whose results.
    pub(super) of: Scope,
    /// Its name.
    pub(super) name: String,
    /// Its level.
    pub(super) level: String,
}

impl From<PlaceRow> for Found {
    fn from(place: PlaceRow) -> Self {
        Self { of: Scope::Place(place.id), name: place.name, level: place.level }
    }
}

impl From<organisation::OrganisationRow> for Found {
    fn from(body: organisation::OrganisationRow) -> Self {
        Self { of: Scope::Body(body.id), name: body.name, level: body.level }
    }
}

/// The place or body that `typed` names; places as they are on the day `on` unless it names another.
pub(super) async fn find(read: &mut dyn Read, typed: &str, on: Day) -> anyhow::Result<Found> {
    if let Some((level, rest)) = typed.split_once(':').filter(|(level, _)| LEVELS.contains(level)) {
        return by_code(read, level, rest, on).await;
    }
    let wanted = fold(typed.trim());
    if wanted.is_empty() {
        return Err(Refused::wrong_use("no scope was named.", "write LEVEL:CODE@DATE, or a name").into());
    }
    let places = results::places_named(read, &wanted, on).await?;
    let bodies = organisation::named(read, &wanted).await?;
    let exact: Vec<Found> = places
        .iter()
        .filter(|place| fold(&place.name) == wanted)
        .cloned()
        .map(Found::from)
        .chain(bodies.iter().filter(|body| fold(&body.name) == wanted).cloned().map(Found::from))
        .collect();
    let candidates: Vec<String> =
        bodies.iter().map(|body| format!("{} ({})", body.name, body.place)).chain(places.iter().map(written)).collect();
    let mut found = match (exact.is_empty(), bodies.is_empty()) {
        (false, _) => exact,
        (true, false) => bodies.into_iter().map(Found::from).collect(),
        (true, true) => places.into_iter().map(Found::from).collect(),
    };
    match found.len() {
        0 => Err(Refused::new(
            "no body and no place has this name.",
            "give a part of its name, with or without marks, or LEVEL:CODE@DATE",
        )
        .into()),
        1 => Ok(found.swap_remove(0)),
        _ => {
            let listed: Vec<&str> = candidates.iter().take(LISTED).map(String::as_str).collect();
            let listed = listed.join("\n  ");
            let more = candidates.len().saturating_sub(LISTED);
            let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
            Err(Refused::ambiguous(
                format!("several bodies or places have this name:\n  {listed}{more}"),
                "give the whole name of one of them, or a place as LEVEL:CODE@DATE",
            )
            .into())
        }
    }
}

fn written(place: &PlaceRow) -> String {
    format!("{} ({}:{}@{})", place.name, place.level, place.code, place.from.to_iso())
}

async fn by_code(read: &mut dyn Read, level: &str, rest: &str, on: Day) -> anyhow::Result<Found> {
    let (code, on) = match rest.split_once('@') {
        Some((code, typed)) => (
            code,
            day(typed).map_err(|problem| Refused::wrong_use(format!("{problem}."), "write LEVEL:CODE@2020-12-31"))?,
        ),
        None => (rest, on),
    };
    let found = results::place(read, level, code, on).await?;
    found.map(Found::from).ok_or_else(|| {
        Refused::new(
            format!("this database has no {level} {code} on {}.", on.vn()),
            "check level, code and day, or name a body",
        )
        .into()
    })
}
