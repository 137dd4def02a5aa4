//! `GET /cases`: those first raised with a body, or those for which it answers now, whoever they were raised with.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use sheets::Cell;
use store::case::{self, BorneRow};
use store::grant::{Grant, may_list};
use store::{Error, Page, Read, Reader};

use super::{channel, field, number};
use crate::app::App;
use crate::dialogue::{after, of};
use crate::look::case::{CaseRow, Cases, Condition};
use crate::look::form::FormState;
use crate::look::{Nav, Shell, Status};
use crate::page::file::{PIECE, Rows, text};
use crate::page::{Halt, draw, file, frame, halt, query, short};
use crate::session::SignedIn;

/// Rows of a page.
const PAGE: usize = 50;

/// `GET /cases`: what was raised in a range of days, or, with `part=borne`, what a body answers for now.
pub(crate) async fn list(app: State<Arc<App>>, visitor: SignedIn, uri: OriginalUri) -> Result<Response, Halt> {
    if query(&uri, "part").as_deref() == Some("borne") {
        borne(app, visitor, uri).await
    } else {
        crate::figure::cases(app, visitor, uri).await
    }
}

async fn borne(State(app): State<Arc<App>>, SignedIn(visitor): SignedIn, uri: OriginalUri) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may_list(&mut read, visitor.by, Act::CaseRead, scope).await;
    let (grant, bodies) = right.map_err(halt(shell.clone()))?;
    let all = query(&uri, "state").as_deref() == Some("all");
    if let Some(format) = file::wanted(&uri)? {
        let rows = Borne { shell: shell.clone(), grant, open_only: !all, after: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let page = case::borne_by(&mut read, &bodies, !all, after(&uri), PAGE).await?;
    let address = |all: bool| format!("/cases?part=borne&of={scope}{}", if all { "&state=all" } else { "" });
    let here = address(all);
    let conditions = if all {
        Vec::new()
    } else {
        vec![Condition { label: shell.t("cases-outcome"), value: shell.t("cases-still-open"), without: address(true) }]
    };
    Ok(draw(&Cases {
        conditions,
        count: None,
        next: page
            .rows
            .last()
            .filter(|_| page.more)
            .map(|last| format!("{here}&after={}.{}", last.raised_on.to_iso(), last.id)),
        first: after(&uri).map(|_| here),
        rows: page.rows.iter().map(|row| line(&shell, row)).collect(),
        form: FormState::default().with("of", scope.to_string()),
        outcomes: Vec::new(),
        channels: Vec::new(),
        borne: true,
        shell,
    }))
}

/// The list as a file, with the words whole: whoever reads it may open each case.
struct Borne {
    shell: Shell,
    grant: Grant,
    open_only: bool,
    after: Option<(Day, i64)>,
}

impl Rows for Borne {
    const TITLE: &'static str = "cases-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-case", 14),
        ("column-words", 70),
        ("column-accountable", 32),
        ("column-origin", 32),
        ("column-place", 22),
        ("column-field", 22),
        ("column-channel", 22),
        ("column-raised", 13),
        ("column-outcome", 24),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = case::borne(read, &self.grant, self.open_only, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| (last.raised_on, last.id));
        let cells = |row: BorneRow| {
            vec![
                text(number(row.id)),
                text(row.words.unwrap_or_else(|| self.shell.t("words-kept"))),
                text(row.accountable),
                text(row.origin),
                text(row.place),
                text(field(&self.shell, &row.field)),
                text(channel(&self.shell, &row.channel)),
                Cell::Day(row.raised_on),
                text(self.shell.of("outcome", &row.outcome)),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}

/// The newest cases that a body still has to settle, as rows.
pub(crate) async fn borne_lines(
    read: &mut Reader<'_>,
    shell: &Shell,
    grant: &Grant,
    size: usize,
) -> Result<Vec<CaseRow>, Halt> {
    let page = case::borne(read, grant, true, None, size).await?;
    Ok(page.rows.iter().map(|row| line(shell, row)).collect())
}

/// A case that a body answers for, with the body it came from where that is another one.
fn line(shell: &Shell, row: &BorneRow) -> CaseRow {
    let field = field(shell, &row.field);
    let came = row.origin != row.accountable;
    CaseRow {
        id: row.id,
        number: number(row.id),
        channel: channel(shell, &row.channel),
        title: row.words.as_deref().map_or_else(|| shell.t("words-kept"), |words| short(words, 90)),
        why: if came { shell.ta("case-came-from", &[("body", &row.origin)]) } else { String::new() },
        body: if row.accountable == shell.unit { String::new() } else { row.accountable.clone() },
        place: if field.is_empty() { row.place.clone() } else { format!("{} · {field}", row.place) },
        status: Status::outcome(shell.lang, &row.outcome),
        raised_on: row.raised_on.vn(),
        due: String::new(),
        over: row.outcome == "in_progress.overdue",
    }
}
