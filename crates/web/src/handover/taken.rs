//! The list of handovers as a file.

use sheets::Cell;
use store::grant::Grant;
use store::handover::{self, HandoverRow};
use store::{Error, Page, Read};

use super::{line, title};
use crate::look::Shell;
use crate::page::file::{PIECE, Rows, count, text};

/// What ended bodies and terms of a body left.
pub(super) struct Taken {
    pub(super) shell: Shell,
    pub(super) grant: Grant,
    pub(super) before: Option<i64>,
}

impl Rows for Taken {
    const TITLE: &'static str = "handovers-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-name", 50),
        ("column-body", 32),
        ("column-day", 13),
        ("column-items", 12),
        ("column-open", 16),
        ("column-state", 24),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = handover::list(read, &self.grant, self.before, PIECE).await?;
        self.before = page.rows.last().map(|last| last.id).or(self.before);
        let cells = |row: &HandoverRow| {
            vec![
                text(title(&self.shell, row)),
                text(row.body.clone()),
                Cell::Day(row.ended_on),
                count(row.items),
                count(row.open),
                text(line(&self.shell, row).status.text),
            ]
        };
        Ok(Page { rows: page.rows.iter().map(cells).collect(), more: page.more })
    }
}
