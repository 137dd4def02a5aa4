//! What a search found, as a file: the cases and dialogues of its page.

use sheets::Cell;
use store::{Error, Page, Read};

use crate::look::Link;
use crate::look::case::CaseRow;
use crate::look::dialogue::DialogueRow;
use crate::page::file::{Rows, text};

/// The rows of the page, papers first, then cases.
pub(super) struct Taken(Vec<Vec<Cell>>);

impl Taken {
    pub(super) fn new(papers: Vec<Link>, cases: Vec<CaseRow>, dialogues: Vec<DialogueRow>) -> Self {
        let case = |row: CaseRow| {
            vec![
                text(row.number),
                text(row.title),
                text(row.body),
                text(row.place),
                text(row.channel),
                text(row.raised_on),
                text(row.status.text),
            ]
        };
        let dialogue = |row: DialogueRow| {
            vec![
                Cell::Empty,
                text(row.title),
                text(row.organisation),
                text(row.place),
                Cell::Empty,
                text(row.on),
                text(row.status.text),
            ]
        };
        let paper = |link: Link| {
            let mut cells = vec![Cell::Empty; Self::COLUMNS.len()];
            cells[1] = text(link.text);
            cells
        };
        let first = papers.into_iter().map(paper);
        Self(first.chain(cases.into_iter().map(case)).chain(dialogues.into_iter().map(dialogue)).collect())
    }
}

impl Rows for Taken {
    const TITLE: &'static str = "search-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-case", 14),
        ("column-name", 70),
        ("column-accountable", 32),
        ("column-place", 32),
        ("column-channel", 22),
        ("column-day", 13),
        ("column-state", 24),
    ];

    async fn more(&mut self, _: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        Ok(Page { rows: std::mem::take(&mut self.0), more: false })
    }
}
