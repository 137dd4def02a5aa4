//! The list of tables as a file.

use sheets::Cell;
use store::grant::Grant;
use store::import::{self, ImportRow};
use store::{Error, Page, Read};

use crate::look::Shell;
use crate::page::file::{PIECE, Rows, count, text};

/// The tables that a body took over or takes over.
pub(super) struct Taken {
    pub(super) shell: Shell,
    pub(super) grant: Grant,
    pub(super) before: Option<i64>,
}

impl Rows for Taken {
    const TITLE: &'static str = "imports-title";
    const COLUMNS: &'static [(&'static str, u16)] =
        &[("column-name", 50), ("column-day", 13), ("column-items", 12), ("column-written", 12), ("column-state", 18)];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = import::list(read, &self.grant, self.before, PIECE).await?;
        self.before = page.rows.last().map(|last| last.id).or(self.before);
        let cells = |row: ImportRow| {
            let state = self.shell.of("import-state", &row.state);
            vec![text(row.title), Cell::Day(row.begun_at.day()), count(row.total), count(row.done), text(state)]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}
