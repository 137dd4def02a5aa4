//! What a search found, as a file: papers and cases with the number that was typed, then the cases and the dialogues with the words, piece
//! by piece to the last.

use sheets::Cell;
use store::grant::Grant;
use store::search::{self, After};
use store::{Error, Page, Read, case, dialogue};

use super::case_line;
use crate::dialogue::line;
use crate::look::case::CaseRow;
use crate::look::dialogue::DialogueRow;
use crate::look::{Link, Shell};
use crate::page::file::{PIECE, Rows, text};
use crate::session::Visitor;

/// Which rows come next.
enum At {
    /// Those with the number that was typed.
    Numbers,
    /// Cases with the words, from a place on.
    Cases(Option<After>),
    /// Dialogues with the words, from a place on.
    Dialogues(Option<After>),
}

/// The rows of all pages, papers first, then cases, then dialogues.
pub(super) struct Taken {
    shell: Shell,
    visitor: Visitor,
    typed: String,
    cases: Grant,
    dialogues: Option<Grant>,
    /// Cases with the number that was typed: they stand first and once.
    first: Vec<i64>,
    papers: Vec<Link>,
    at: Option<At>,
}

impl Taken {
    pub(super) fn new(
        shell: &Shell,
        visitor: &Visitor,
        (typed, asked): (String, bool),
        (cases, dialogues): (Grant, Option<Grant>),
        (first, papers): (Vec<i64>, Vec<Link>),
    ) -> Self {
        let at = asked.then_some(At::Numbers);
        Self { shell: shell.clone(), visitor: visitor.clone(), typed, cases, dialogues, first, papers, at }
    }

    async fn cases(&self, read: &mut dyn Read, ids: &[i64]) -> Result<Vec<Vec<Cell>>, Error> {
        Ok(case::lines(read, ids).await?.iter().map(|row| of_case(case_line(&self.shell, row))).collect())
    }
}

fn of_case(row: CaseRow) -> Vec<Cell> {
    let cells = [row.number, row.title, row.body, row.place, row.channel, row.raised_on, row.status.text];
    cells.into_iter().map(text).collect()
}

fn of_dialogue(row: DialogueRow) -> Vec<Cell> {
    let cells = [row.title, row.organisation, row.place, String::new(), row.on, row.status.text];
    std::iter::once(Cell::Empty).chain(cells.into_iter().map(text)).collect()
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

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let (rows, at) = match self.at.take() {
            None => (Vec::new(), None),
            Some(At::Numbers) => {
                let mut rows = Vec::with_capacity(self.papers.len() + self.first.len());
                for link in std::mem::take(&mut self.papers) {
                    let mut cells = vec![Cell::Empty; Self::COLUMNS.len()];
                    cells[1] = text(link.text);
                    rows.push(cells);
                }
                rows.extend(self.cases(read, &self.first).await?);
                (rows, Some(At::Cases(None)))
            }
            Some(At::Cases(after)) => {
                let (found, next) = search::page_for(read, &self.cases, &self.typed, (after, PIECE)).await?;
                let ids: Vec<i64> = found.iter().map(|one| one.case).filter(|id| !self.first.contains(id)).collect();
                let rows = self.cases(read, &ids).await?;
                let talks = || self.dialogues.as_ref().map(|_| At::Dialogues(None));
                (rows, next.map(|next| At::Cases(Some(next))).or_else(talks))
            }
            Some(At::Dialogues(after)) => {
                let Some(grant) = &self.dialogues else { return Ok(Page { rows: Vec::new(), more: false }) };
                let (found, next) = search::page_of_dialogues(read, grant, &self.typed, (after, PIECE)).await?;
                let ids: Vec<i64> = found.iter().map(|one| one.dialogue).collect();
                let rows = dialogue::some(read, &ids).await?;
                let rows = rows.iter().map(|row| of_dialogue(line(self.visitor.lang, row, &self.visitor))).collect();
                (rows, next.map(|next| At::Dialogues(Some(next))))
            }
        };
        self.at = at;
        Ok(Page { rows, more: self.at.is_some() })
    }
}
