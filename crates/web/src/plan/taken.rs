//! The board of a year as a file: a row for each post.

use sheets::Cell;
use store::{Error, Page, Read};

use super::heads::Head;
use crate::look::Shell;
use crate::page::file::{Rows, count, text};

/// The posts of a year, all of which the board reads at once.
pub(super) struct Taken(Vec<Vec<Cell>>);

impl Taken {
    pub(super) fn new(shell: &Shell, year: i16, heads: &[Head<'_>]) -> Self {
        let row = |head: &Head<'_>| {
            let state = head.plan.map_or_else(|| shell.t("plan-none"), |plan| shell.of("plan-state", &plan.state));
            vec![
                text(head.body.place.clone()),
                text(head.body.name.clone()),
                text(shell.of("post", head.post)),
                text(year.to_string()),
                text(state),
                count(head.tally.planned),
                count(head.tally.adjusted),
                count(head.held()),
                count(head.added()),
                count(head.tally.postponed),
                count(head.tally.cancelled),
            ]
        };
        Self(heads.iter().map(row).collect())
    }
}

impl Rows for Taken {
    const TITLE: &'static str = "nav-plans";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-place", 28),
        ("column-body", 36),
        ("field-post", 24),
        ("field-year", 10),
        ("column-state", 18),
        ("number-planned", 12),
        ("number-adjusted", 12),
        ("number-held", 12),
        ("number-added", 12),
        ("number-postponed", 12),
        ("number-cancelled", 12),
    ];

    async fn more(&mut self, _: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        Ok(Page { rows: std::mem::take(&mut self.0), more: false })
    }
}
