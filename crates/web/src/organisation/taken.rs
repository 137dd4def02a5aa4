//! The list of bodies as a file: those in force that the page shows in trees, by name.

use sheets::Cell;
use store::organisation::{self, Asked, OrganisationRow};
use store::{Error, Page, Read};

use crate::look::Shell;
use crate::page::file::{PIECE, Rows, text};

/// The bodies of a scope in force today.
pub(super) struct Taken {
    pub(super) shell: Shell,
    pub(super) scope: i64,
    pub(super) below: bool,
    /// What their names hold; empty for all.
    pub(super) find: String,
    pub(super) after: Option<i64>,
}

impl Rows for Taken {
    const TITLE: &'static str = "nav-organisations";
    const COLUMNS: &'static [(&'static str, u16)] =
        &[("column-body", 44), ("column-kind", 28), ("column-place", 28), ("field-level", 16), ("field-from-on", 13)];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let today = read.today();
        let asked = Asked { below: self.below, find: &self.find, ..Asked::in_force(self.scope, today, "") };
        let page = organisation::listed(read, &asked, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| last.id).or(self.after);
        let cells = |row: OrganisationRow| {
            vec![
                text(row.name),
                text(self.shell.of("body-kind", &row.kind)),
                text(row.place),
                text(self.shell.of("level", &row.level)),
                Cell::Day(row.from),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}
