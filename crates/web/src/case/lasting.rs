//! `GET /repeated`: matters that were raised several times, and cases that go on for long, by place and field.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use sheets::Cell;
use store::case::{self, Lasting, LastingRow};
use store::grant::{Grant, Of, may};
use store::rulebook::Rulebook;
use store::{Error, Page, Read, Reader, rulebook};

use super::{field, number};
use crate::app::App;
use crate::dialogue::{after, of};
use crate::look::case::CaseRow;
use crate::look::case_lasting::{CaseLasting, Gathered, Part};
use crate::look::{Nav, Shell, Status};
use crate::page::file::{PIECE, Rows, count, text};
use crate::page::{Halt, draw, file, frame, halt, query, short};
use crate::session::SignedIn;

/// Rows of a page.
const PAGE: usize = 50;
/// Places and fields that stand above the list.
const MOST: usize = 20;
/// After how many days a case that is not settled goes on for long.
const RULE: &str = "PM-PROLONGED";

/// `GET /repeated`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::CaseRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let part = if query(&uri, "part").as_deref() == Some("again") { Part::Again } else { Part::Long };
    let most = days(&mut read, &book, scope).await?;
    let which = match (part, most) {
        (Part::Again, _) => Some(Lasting::Repeated),
        (Part::Long, Some(days)) => Some(Lasting::Since(read.today().plus(-days))),
        (Part::Long, None) => None,
    };
    // Without a setting nothing goes on for long: no list is made of a number that nobody set.
    let Some(which) = which else {
        let none =
            CaseLasting { shell, part, days: 0, scope, counts: Vec::new(), rows: Vec::new(), next: None, first: None };
        return Ok(draw(&none));
    };
    if let Some(format) = file::wanted(&uri)? {
        let rows = Taken { shell: shell.clone(), grant, which, after: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let page = case::lasting(&mut read, &grant, which, after(&uri), PAGE).await?;
    let counts = case::lasting_counts(&mut read, &grant, which, MOST).await?;
    let here = format!("/repeated?of={scope}&part={}", part.as_str());
    let last = page.rows.last().filter(|_| page.more);
    Ok(draw(&CaseLasting {
        part,
        scope,
        days: most.unwrap_or_default(),
        counts: counts
            .into_iter()
            .map(|it| Gathered { place: it.place, field: field(&shell, &it.field), count: it.count })
            .collect(),
        next: last.map(|last| format!("{here}&after={}.{}", last.raised_on.to_iso(), last.id)),
        first: after(&uri).map(|_| here),
        rows: page.rows.iter().map(|row| line(&shell, row)).collect(),
        shell,
    }))
}

/// The days of the setting for a body; nothing where none is in force.
async fn days(read: &mut Reader<'_>, book: &Rulebook, body: i64) -> Result<Option<i64>, Error> {
    let at = rulebook::standing(read, body).await?.map(|standing| standing.at);
    let today = read.today();
    Ok(at.and_then(|at| book.rule(RULE, &at, today).map(|rule| i64::from(rule.amount))))
}

fn line(shell: &Shell, row: &LastingRow) -> CaseRow {
    let field = field(shell, &row.field);
    let again = || shell.ta("repeated-times", &[("count", &row.times), ("day", &row.last_on.vn())]);
    CaseRow {
        id: row.id,
        number: number(row.id),
        channel: String::new(),
        title: row.words.as_deref().map_or_else(|| shell.t("words-kept"), |words| short(words, 90)),
        why: if row.times > 1 { again() } else { String::new() },
        body: if row.accountable == shell.unit { String::new() } else { row.accountable.clone() },
        place: if field.is_empty() { row.place.clone() } else { format!("{} · {field}", row.place) },
        status: Status::outcome(shell.lang, &row.outcome),
        raised_on: row.raised_on.vn(),
        due: String::new(),
        over: row.outcome == "in_progress.overdue",
    }
}

/// The list as a file, with the words whole: whoever reads it may open each case.
struct Taken {
    shell: Shell,
    grant: Grant,
    which: Lasting,
    after: Option<(Day, i64)>,
}

impl Rows for Taken {
    const TITLE: &'static str = "repeated-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-case", 14),
        ("column-words", 70),
        ("column-place", 22),
        ("column-field", 22),
        ("column-raised", 13),
        ("column-times", 10),
        ("column-last-raised", 13),
        ("column-accountable", 32),
        ("column-outcome", 24),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = case::lasting(read, &self.grant, self.which, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| (last.raised_on, last.id));
        let cells = |row: LastingRow| {
            vec![
                text(number(row.id)),
                text(row.words.unwrap_or_else(|| self.shell.t("words-kept"))),
                text(row.place),
                text(field(&self.shell, &row.field)),
                Cell::Day(row.raised_on),
                count(row.times),
                Cell::Day(row.last_on),
                text(row.accountable),
                text(self.shell.of("outcome", &row.outcome)),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}
