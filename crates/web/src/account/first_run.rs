//! The first run: the place and its bodies, the first account, its recovery codes.

use std::collections::BTreeSet;
use std::sync::Arc;

use acts::account::{BeginPlace, Beginning, Bodies};
use axum::extract::{OriginalUri, State};
use axum::http::header::HeaderMap;
use domain::day::Day;
use domain::organisation::{Of, template};
use domain::refusal::Refusal;
use domain::territory::{Level, SuccessionKind, Unit, parted, units};
use store::organisation;

use super::{Answer, AtDoor, least, outside, refusal, refuse_at};
use crate::app::App;
use crate::look::Shell;
use crate::look::first_run::{BodyGroup, FirstRun, PlaceRow, Places, RecoveryCodes};
use crate::look::form::{Choice, FieldError, FormState};
use crate::page::{Halt, Posted, draw, query, redraw, refuse};
use crate::session::with_token;
use crate::shell::Fault;

/// Levels of a place that no list holds.
const LEVELS: [&str; 2] = ["commune", "province"];
/// Places that a search shows.
const SHOWN: usize = 20;
/// The order of the groups of bodies.
const GROUPS: [&str; 4] = ["party", "authority", "front", "outside"];

fn page(shell: Shell, form: FormState, today: Day) -> FirstRun {
    let levels = LEVELS.map(|level| Choice::new(level, shell.of("level", level))).into();
    let mut places = places(&shell, form.value("find"), form.value("chosen"), today);
    places.error = form.error("chosen").map(|error| error.text.clone()).unwrap_or_default();
    FirstRun { form: form.with("level", LEVELS[0]), places, least: least(), levels, shell }
}

/// The places whose name begins with what was typed: those in force, then those that took the place of an older one of
/// that name. With them the bodies of the one that was chosen.
fn places(shell: &Shell, typed: &str, chosen: &str, today: Day) -> Places {
    let asked = typed.trim();
    let unit = chosen_unit(chosen, today);
    let mut found: Vec<PlaceRow> = Vec::new();
    if asked.is_empty() {
        found.extend(unit.map(|unit| row(unit, None, today)));
    }
    for unit in units().find(asked, today, None, SHOWN) {
        found.push(row(unit, None, today));
    }
    for day in earlier_days(today) {
        for old in units().find(asked, day, None, SHOWN).into_iter().filter(|old| !old.is_in_force(today)) {
            for (unit, kind) in today_of(old, today) {
                let next = row(unit, Some((old, kind)), today);
                if found.len() < SHOWN && !found.iter().any(|known| known.value == next.value) {
                    found.push(next);
                }
            }
        }
    }
    let unit = unit.filter(|unit| found.iter().any(|row| row.value == value(unit)));
    Places {
        shell: shell.clone(),
        asked: asked.to_owned(),
        rows: found,
        chosen: unit.map(value).unwrap_or_default(),
        error: String::new(),
        unit: unit.map(Unit::running).unwrap_or_default(),
        bodies: unit.map(|unit| bodies(unit, today)).unwrap_or_default(),
    }
}

/// The last day of each set of units before today's, the latest first.
fn earlier_days(today: Day) -> Vec<Day> {
    let begun = units().all().iter().map(|unit| unit.from).filter(|from| *from > Day::FLOOR && *from <= today);
    let begun: BTreeSet<Day> = begun.collect();
    begun.into_iter().rev().map(|day| day.plus(-1)).collect()
}

/// The units of a day in which an older one lies now.
fn today_of(old: &'static Unit, today: Day) -> Vec<(&'static Unit, SuccessionKind)> {
    let (mut found, mut waiting) = (Vec::new(), vec![(old, SuccessionKind::Whole)]);
    // A unit has a later one at most a few times; what has none by now is left out.
    for _ in 0..SHOWN * SHOWN {
        let Some((unit, so_far)) = waiting.pop() else { break };
        for step in units().successors(unit) {
            let kind = if so_far == SuccessionKind::Whole { step.kind } else { so_far };
            if step.unit.is_in_force(today) {
                found.push((step.unit, kind));
            } else {
                waiting.push((step.unit, kind));
            }
        }
    }
    found
}

fn value(unit: &Unit) -> String {
    format!("{}:{}", unit.level.as_str(), unit.code)
}

/// The unit of a value that was posted, where it is in force and has bodies.
fn chosen_unit(value: &str, today: Day) -> Option<&'static Unit> {
    let (level, code) = value.split_once(':')?;
    let unit = units().at(Level::parse(level)?, code, today)?;
    template(unit.level, today).map(|_| unit)
}

fn row(unit: &Unit, was: Option<(&Unit, SuccessionKind)>, today: Day) -> PlaceRow {
    let older = |old: &Unit| {
        let on = old.to.plus(-1);
        let above = units().parent(old, on).filter(|above| above.level == Level::District);
        above.map_or_else(|| old.running(), |above| format!("{}, {}", old.running(), above.running()))
    };
    PlaceRow {
        value: value(unit),
        name: unit.name.to_owned(),
        within: units().parent(unit, today).map(Unit::running).unwrap_or_default(),
        now: unit.running(),
        was: was.map(|(old, _)| older(old)).unwrap_or_default(),
        part: was.is_some_and(|(_, kind)| kind == SuccessionKind::Part),
    }
}

/// The bodies that a unit gets, in groups.
fn bodies(unit: &Unit, today: Day) -> Vec<BodyGroup> {
    let above = units().parent(unit, today).map(Unit::running);
    let of = Of { kind: unit.kind, bare: unit.bare, above: above.as_deref() };
    let made = template(unit.level, today).map(|template| template.bodies_of(of, today)).unwrap_or_default();
    let group = |code: &str| BodyGroup {
        code: code.to_owned(),
        names: made
            .iter()
            .filter(|body| group_of(body.kind, body.outside) == code)
            .map(|body| body.name.clone())
            .collect(),
    };
    GROUPS.map(group).into_iter().filter(|group| !group.names.is_empty()).collect()
}

fn group_of(kind: &str, outside: bool) -> &'static str {
    match kind {
        _ if outside => "outside",
        "party_committee" | "party_office" | "party_board" | "party_check" => "party",
        "front" | "organisation" => "front",
        _ => "authority",
    }
}

async fn not_yet_begun(app: &App) -> Result<Day, Halt> {
    if organisation::any(&mut app.office.store().reader().await?).await? {
        return Err(Fault::NotThere.into());
    }
    Ok(app.office.store().clock().now().today)
}

/// `GET /first-run`: not there once there is a body.
pub(crate) async fn first_run(State(app): State<Arc<App>>, headers: HeaderMap, uri: OriginalUri) -> Answer {
    let today = not_yet_begun(&app).await?;
    Ok(draw(&page(outside(&app, &headers, &uri), FormState::default(), today)))
}

/// `GET /first-run/places?q=&chosen=`: the part of the page that changes while one types.
pub(crate) async fn find_places(State(app): State<Arc<App>>, headers: HeaderMap, uri: OriginalUri) -> Answer {
    let today = not_yet_begun(&app).await?;
    let typed = query(&uri, "q").unwrap_or_default();
    let chosen = query(&uri, "chosen").unwrap_or_default();
    Ok(draw(&places(&outside(&app, &headers, &uri), &typed, &chosen, today)))
}

/// `POST /first-run`: the recovery codes are the answer, shown once. With `do=find` it is the page again, with the places
/// that were looked for.
pub(crate) async fn begin(
    State(app): State<Arc<App>>,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let today = app.office.store().clock().now().today;
    let mut shell = outside(&app, &headers, &uri);
    if form.value("do") == "find" {
        form.values.remove("password");
        return Ok(draw(&page(shell, form, not_yet_begun(&app).await?)));
    }
    let Some(place) = place(&form) else {
        let found = !places(&shell, form.value("find"), "", today).rows.is_empty();
        let field = if found { "chosen" } else { "find" };
        not_yet_begun(&app).await?;
        form.values.remove("password");
        form.errors.push(FieldError { field: field.to_owned(), text: shell.t("place-choose") });
        return Ok(redraw(&Refusal::Missing { field }, &page(shell, form, today)));
    };
    if let BeginPlace::Own { name, .. } = &place
        && parted(name).0.is_empty()
    {
        not_yet_begun(&app).await?;
        form.values.remove("password");
        form.errors.push(FieldError { field: "territory".to_owned(), text: shell.t("place-without-type") });
        return Ok(redraw(&Refusal::Unreadable { field: "territory" }, &page(shell, form, today)));
    }
    let own = |name: &str| form.value(name).to_owned();
    let typed = Beginning {
        code: own("code"),
        place,
        bodies: Bodies::Template,
        person: own("person"),
        login: own("login"),
        password: own("password"),
    };
    match acts::account::begin(&app.office, &app.secrets, &key, &typed, &visit).await {
        Ok((begun, codes, signed_in)) => {
            let body = organisation::find(&mut app.office.store().reader().await?, begun.by().organisation).await?;
            shell.unit = body.map(|body| body.name).unwrap_or_default();
            "/".clone_into(&mut shell.path);
            let issued_on = visit.at.day().vn();
            let login = typed.login.trim().to_lowercase();
            let codes = RecoveryCodes { shell, login, codes, issued_on, first: true };
            Ok(with_token(draw(&codes), &signed_in.token, app.secure_cookies))
        }
        Err(stop) => {
            let refusal = refusal(stop)?;
            if refusal.field() == Some("place") {
                form.values.remove("password");
                refuse(&mut form, shell.lang, &Refusal::NotAChoice { field: "find" });
            } else {
                refuse_at(&mut form, shell.lang, &refusal);
            }
            Ok(redraw(&refusal, &page(shell, form, today)))
        }
    }
}

/// The place that was chosen or, where none was, the one that was typed.
fn place(form: &FormState) -> Option<BeginPlace> {
    let own = |name: &str| form.value(name).trim().to_owned();
    if let Some((level, code)) = form.value("chosen").split_once(':') {
        return Some(BeginPlace::Official { level: level.to_owned(), code: code.to_owned() });
    }
    let name = own("territory");
    let level = if own("level").is_empty() { LEVELS[0].to_owned() } else { own("level") };
    (!name.is_empty()).then(|| BeginPlace::Own { level, code: String::new(), name })
}
