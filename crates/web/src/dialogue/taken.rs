//! The list of dialogues as a file.

use domain::day::Day;
use sheets::Cell;
use store::dialogue::{self, DialogueRow, Filter};
use store::grant::Grant;
use store::{Error, Page, Read};

use crate::look::{Shell, Status};
use crate::page::file::{PIECE, Rows, text};

/// The dialogues of a body by a filter.
pub(super) struct Taken {
    pub(super) shell: Shell,
    pub(super) grant: Grant,
    pub(super) filter: Filter,
    pub(super) after: Option<(Day, i64)>,
}

impl Rows for Taken {
    const TITLE: &'static str = "dialogues-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-day", 13),
        ("column-dialogue", 50),
        ("column-body", 32),
        ("column-place", 22),
        ("column-state", 18),
        ("column-submissions", 12),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = dialogue::filtered(read, &self.grant, &self.filter, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| (last.held_on, last.id));
        let cells = |row: DialogueRow| {
            #[expect(clippy::cast_precision_loss, reason = "a dialogue has fewer submissions than a number can count")]
            let submissions = row.submissions as f64;
            let state = Status::dialogue(self.shell.lang, row.shown_state()).text;
            vec![
                Cell::Day(row.held_on),
                text(row.title),
                text(row.body),
                text(row.place),
                text(state),
                Cell::Number(submissions),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}
