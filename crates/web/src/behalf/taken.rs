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

impl Rows for Taken {
    const TITLE: &'static str = "on-behalf-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-day", 13),
        ("column-act", 36),
        ("column-whose", 36),
        ("column-typed-by", 28),
        ("column-typed-for", 32),
        ("column-typed-on", 13),
        ("column-state", 28),
        ("column-paper", 36),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let Some((grant, reader)) = &self.grant else { return Ok(Page { rows: Vec::new(), more: false }) };
        let page = behalf::recorded_for(read, grant, *reader, self.before, PIECE).await?;
        self.before = page.rows.last().map(|last| last.recorded.id).or(self.before);
        let cells = |row: BehalfRow| {
            let whose = if row.head {
                self.shell.t("on-behalf-head")
            } else {
                self.shell.ta("on-behalf-body", &[("body", &row.name)])
            };
            let state = match (row.contest.by, row.contest.waits()) {
                (None, _) => String::new(),
                (Some(_), true) => self.shell.t("on-behalf-contest-waits"),
                (Some(_), false) => self.shell.t("on-behalf-contest-settled"),
            };
            let paper = super::paper(&self.shell, &row);
            vec![
                Cell::Day(row.recorded.happened_on),
                text(self.shell.of("act", row.recorded.event.act())),
                text(whose),
                text(row.typist_name),
                text(row.typist_body),
                Cell::Day(row.recorded.recorded_at.day()),
                text(state),
                text(paper),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}
