//! What the page of figures is asked: whose results, of which days, and as which link each number is opened.

use axum::extract::OriginalUri;
use axum::http::Uri;
use domain::day::{Day, Instant};
use domain::declared::DeclaredNumber;
use domain::dialogue::Line;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::figure::results::{self, Asked, Mode, Number, Scope, Which};
use store::grant::{Of, may};
use store::{Read, Reader, Stop, organisation, territory};

use crate::dialogue::of;
use crate::look::form::FormState;
use crate::page::{query, query_as, typed_day};
use crate::session::Visitor;

/// A question that can be answered.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    /// What is counted.
    pub(super) asked: Asked,
    /// The day by whose end it was recorded.
    pub(super) as_of: Day,
    /// Whose figures.
    pub(super) name: String,
    /// The level of the scope.
    pub(super) level: String,
    /// The scope as it stands in an address: `of=7`, `place=3`.
    query: String,
}

/// The word of a mode.
pub(super) const fn word(mode: Mode) -> &'static str {
    match mode {
        Mode::Raised => "raised",
        Mode::Workload => "workload",
    }
}

/// Whose figures are asked for; refused as not there where the reader may read none of them.
async fn scope(read: &mut Reader<'_>, uri: &OriginalUri, visitor: &Visitor) -> Result<(Scope, String, String), Stop> {
    let chosen = query(uri, "scope").unwrap_or_default();
    let place = match chosen.strip_prefix("place-") {
        Some(place) => place.parse().ok(),
        None => query_as(uri, "place"),
    };
    if let Some(place) = place {
        let scope = Scope::Seen { place, account: visitor.account, on: read.today() };
        let found = territory::find(read, place).await?;
        return match found {
            Some(found) if results::holds_any(read, scope).await? => Ok((scope, found.name, found.level)),
            _ => Err(Refusal::NotThere.into()),
        };
    }
    let body = chosen.strip_prefix("of-").and_then(|body| body.parse().ok()).unwrap_or_else(|| of(uri, visitor));
    let (grant, _) = may(read, visitor.by, Act::FigureRead, Of::Organisation(body)).await?;
    let found = organisation::find(read, body).await?.ok_or(Refusal::NotThere)?;
    let scope = if grant.below { Scope::Body(body) } else { Scope::Alone(body) };
    Ok((scope, format!("{}, {}", found.name, found.place), found.level))
}

/// The days and the mode of a question; an empty field takes its default: this year, and today.
fn typed(uri: &OriginalUri, today: Day) -> Result<(Mode, [Day; 4]), Refusal> {
    let day = |field: &'static str| typed_day(field, &query(uri, field).unwrap_or_default());
    let mode = match query(uri, "mode").unwrap_or_default().as_str() {
        "" | "raised" => Mode::Raised,
        "workload" => Mode::Workload,
        _ => return Err(Refusal::NotAChoice { field: "mode" }),
    };
    let to = day("to")?.unwrap_or(today);
    let first = Day::new(to.year(), 1, 1).expect("every year has a first of January");
    let from = day("from")?.unwrap_or(first);
    let as_of = day("as_of")?.unwrap_or(today);
    let state_on = day("state_on")?.unwrap_or(to.min(as_of));
    if to < from {
        return Err(Refusal::TooEarly { field: "to", earliest: from });
    }
    if state_on > as_of {
        return Err(Refusal::TooLate { field: "state_on", latest: as_of });
    }
    Ok((mode, [from, to, state_on, as_of]))
}

impl Asking {
    /// From the query. What is wrong with its days comes beside the question that is answered instead: that of this year.
    pub(super) async fn read(
        read: &mut Reader<'_>,
        uri: &OriginalUri,
        visitor: &Visitor,
    ) -> Result<(Self, Option<Refusal>), Stop> {
        let (scope, name, level) = scope(read, uri, visitor).await?;
        let today = read.today();
        let ((mode, [from, to, state_on, as_of]), refused) = match typed(uri, today) {
            Ok(typed) => (typed, None),
            Err(refusal) => (typed(&OriginalUri(Uri::default()), today)?, Some(refusal)),
        };
        let query = match scope {
            Scope::Body(id) | Scope::Alone(id) => format!("of={id}"),
            Scope::Place(place) | Scope::Seen { place, .. } => format!("place={place}"),
        };
        let asked = Asked { scope, mode, from, to, state_on, as_of: Instant::end_of(as_of) };
        Ok((Self { asked, as_of, name, level, query }, refused))
    }

    /// The days and the mode as they stand in an address.
    fn days(&self) -> String {
        let Asked { mode, from, to, state_on, .. } = &self.asked;
        format!(
            "&from={}&to={}&mode={}&state_on={}&as_of={}",
            from.to_iso(),
            to.to_iso(),
            word(*mode),
            state_on.to_iso(),
            self.as_of.to_iso()
        )
    }

    /// The figures themselves.
    pub(super) fn here(&self) -> String {
        format!("/figures?{}{}", self.query, self.days())
    }

    /// The figures of a unit, of the same days.
    pub(super) fn of_place(&self, place: i64) -> String {
        format!("/figures?place={place}{}", self.days())
    }

    /// The rows behind a number.
    pub(super) fn rows(&self, which: Which<'_>, number: Number) -> String {
        let mut href = format!("/figures/rows?{}{}&number={}", self.query, self.days(), number.as_str());
        for (name, value) in [("level", which.level), ("line", which.line.map(Line::as_str)), ("field", which.field)] {
            if let Some(value) = value {
                href.extend(["&", name, "=", value]);
            }
        }
        href
    }

    /// The papers behind a declared number, or those of the units that declare.
    pub(super) fn declared(&self, which: Which<'_>, number: Option<DeclaredNumber>, without: bool) -> String {
        let mut href = format!("/figures/declared?{}{}", self.query, self.days());
        let number = number.map(DeclaredNumber::as_str);
        let without = without.then_some("1");
        for (name, value) in [("number", number), ("level", which.level), ("without", without)] {
            if let Some(value) = value {
                href.extend(["&", name, "=", value]);
            }
        }
        href
    }

    /// The form of the question.
    pub(super) fn form(&self) -> FormState {
        FormState::default()
            .with("scope", self.query.replace('=', "-"))
            .with("mode", word(self.asked.mode))
            .with("from", self.asked.from.vn())
            .with("to", self.asked.to.vn())
            .with("state_on", self.asked.state_on.vn())
            .with("as_of", self.as_of.vn())
    }

    /// The year, where the range is one.
    pub(super) fn year(&self) -> Option<String> {
        let Asked { from, to, .. } = &self.asked;
        let whole = from.month() == 1 && from.day() == 1 && (to.month(), to.day()) == (12, 31);
        (whole && from.year() == to.year()).then(|| from.year().to_string())
    }
}
