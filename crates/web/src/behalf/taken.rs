//! What was recorded for a body or its head, as a file.

use sheets::Cell;
use store::behalf::{self, BehalfRow, For};
use store::grant::Grant;
use store::{Error, Page, Read};

use crate::look::Shell;
use crate::page::file::{PIECE, Rows, text};

/// What others recorded for the reader's body.
pub(super) struct Taken {
    pub(super) shell: Shell,
    /// The right to contest; without it the list is empty.
    pub(super) grant: Option<(Grant, For)>,
    pub(super) before: Option<i64>,
}

/// The columns of a list of what was recorded for others, with their widths.
pub(super) const COLUMNS: &[(&str, u16)] = &[
    ("column-day", 13),
    ("column-act", 36),
    ("on-behalf-column-subject", 36),
    ("column-whose", 36),
    ("column-typed-by", 28),
    ("column-typed-for", 32),
    ("column-typed-on", 13),
    ("column-state", 28),
    ("column-paper", 36),
];

/// A row of such a list.
pub(super) fn cells(shell: &Shell, row: BehalfRow) -> Vec<Cell> {
    let whose = if row.head { shell.t("on-behalf-head") } else { shell.ta("on-behalf-body", &[("body", &row.name)]) };
    let state = match (row.contest.by, row.contest.waits()) {
        (None, _) => String::new(),
        (Some(_), true) => shell.t("on-behalf-contest-waits"),
        (Some(_), false) => shell.t("on-behalf-contest-settled"),
    };
    let paper = super::paper(shell, &row);
    vec![
        Cell::Day(row.recorded.happened_on),
        text(shell.of("act", row.recorded.event.act())),
        text(super::subject(shell, &row)),
        text(whose),
        text(row.typist_name),
        text(row.typist_body),
        Cell::Day(row.recorded.recorded_at.day()),
        text(state),
        text(paper),
    ]
}

impl Rows for Taken {
    const TITLE: &'static str = "on-behalf-title";
    const COLUMNS: &'static [(&'static str, u16)] = COLUMNS;

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let Some((grant, reader)) = &self.grant else { return Ok(Page { rows: Vec::new(), more: false }) };
        let page = behalf::recorded_for(read, grant, *reader, self.before, PIECE).await?;
        self.before = page.rows.last().map(|last| last.recorded.id).or(self.before);
        let cells = |row: BehalfRow| cells(&self.shell, row);
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}
