//! What a survey comes to, as a file: a line for each choice, and one for each answer in somebody's own words.

use std::collections::VecDeque;

use sheets::Cell;
use store::survey::{self, sheet};
use store::{Error, Page, Read};

use super::summed::{of_choice, share};
use crate::look::Shell;
use crate::page::file::{PIECE, Rows, count, text};
use crate::page::words;

pub(super) struct Taken {
    round: i64,
    /// The lines of the choices, until they are read.
    choices: Vec<Vec<Cell>>,
    /// The questions whose written answers are still to be read: their number, id and words.
    open: VecDeque<(i64, i64, String)>,
    /// The text after which the first of them goes on.
    after: i64,
    shell: Shell,
}

impl Taken {
    pub(super) async fn new(read: &mut dyn Read, shell: &Shell, round: i64) -> Result<Self, Error> {
        let questions = survey::questions(read, round).await?;
        let summed = sheet::summed(read, round).await?;
        let (mut choices, mut open) = (Vec::new(), VecDeque::new());
        for (number, question) in (1_i64..).zip(&questions) {
            let asked = words(shell, question.words.as_deref(), 1_000);
            if question.kind == "open" {
                open.push_back((number, question.id, asked));
                continue;
            }
            for (id, said) in &question.choices {
                let (chosen, whole) = of_choice(question, &summed, *id);
                choices.push(vec![
                    count(number),
                    text(asked.clone()),
                    text(words(shell, said.as_deref(), 200)),
                    count(chosen),
                    count(whole),
                    text(share(chosen, whole)),
                ]);
            }
        }
        Ok(Self { round, choices, open, after: 0, shell: shell.clone() })
    }
}

impl Rows for Taken {
    const TITLE: &'static str = "survey-paper";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("survey-column-number", 8),
        ("survey-column-question", 60),
        ("survey-column-answer", 60),
        ("survey-count", 12),
        ("survey-column-valid", 14),
        ("survey-share", 18),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        if !self.choices.is_empty() {
            let rest = self.choices.split_off(self.choices.len().min(PIECE));
            let rows = std::mem::replace(&mut self.choices, rest);
            return Ok(Page { rows, more: !self.choices.is_empty() || !self.open.is_empty() });
        }
        let Some((number, question, asked)) = self.open.front().cloned() else {
            return Ok(Page { rows: Vec::new(), more: false });
        };
        let page = sheet::words(read, (self.round, question), self.after, PIECE).await?;
        self.after = page.rows.last().map_or(0, |last| last.text);
        if !page.more {
            self.open.pop_front();
            self.after = 0;
        }
        let row = |row: &sheet::WordsRow| {
            let said = words(&self.shell, row.words.as_deref(), 10_000);
            vec![count(number), text(asked.clone()), text(said), Cell::Empty, Cell::Empty, Cell::Empty]
        };
        let rows = page.rows.iter().map(row).collect();
        Ok(Page { rows, more: page.more || !self.open.is_empty() })
    }
}
