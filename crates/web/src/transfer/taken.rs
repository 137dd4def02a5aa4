//! What is beyond competence as a file, piece by piece.

use std::collections::VecDeque;

use sheets::Cell;
use store::transfer::beyond::{Key, Passed, PassedRow, keys, of_keys};
use store::{Error, Page, Read};

use super::{answer, reported};
use crate::case::number;
use crate::look::Shell;
use crate::page::file::{PIECE, Rows, text};

/// The table as a file, with the words whole: whoever reads it may open each case.
pub(super) struct Taken {
    shell: Shell,
    body: i64,
    which: Passed,
    /// What was not read yet, in its order; nothing before the first piece: it is put in order once.
    left: Option<VecDeque<Key>>,
}

impl Taken {
    pub(super) fn new(shell: &Shell, body: i64, which: Passed) -> Self {
        Self { shell: shell.clone(), body, which, left: None }
    }
}

impl Rows for Taken {
    const TITLE: &'static str = "beyond-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("beyond-column-to", 34),
        ("column-case", 14),
        ("column-words", 70),
        ("column-place", 22),
        ("column-raised", 13),
        ("beyond-column-mode", 20),
        ("beyond-column-number", 18),
        ("beyond-column-sent", 13),
        ("beyond-column-due", 13),
        ("beyond-column-answer", 60),
        ("beyond-column-reported", 50),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let mut left = match self.left.take() {
            Some(left) => left,
            None => keys(read, self.which).await?.into(),
        };
        let piece: Vec<Key> = left.drain(..PIECE.min(left.len())).collect();
        let rows = of_keys(read, &piece).await?;
        let more = !left.is_empty();
        self.left = Some(left);
        let lang = self.shell.lang;
        let cells = |row: PassedRow| {
            let it = row.sent.as_ref();
            let way = it.map(|it| {
                let sent = lang.of("beyond-mode", &it.mode);
                let by = || lang.ta("beyond-sent-by", &[("sent", &sent), ("body", &it.from.1)]);
                if it.from.0 == self.body { sent.clone() } else { by() }
            });
            let none = it.map(|_| lang.t("beyond-no-answer")).unwrap_or_default();
            vec![
                text(it.map_or_else(|| lang.t("beyond-to-send"), |it| it.to.1.clone())),
                text(number(row.case)),
                text(row.words.clone().unwrap_or_else(|| self.shell.t("minutes-words-erased"))),
                text(row.place.clone()),
                Cell::Day(row.raised_on),
                text(way.unwrap_or_default()),
                text(it.map(|it| it.number.clone()).unwrap_or_default()),
                it.map_or(Cell::Empty, |it| Cell::Day(it.on)),
                it.and_then(|it| it.answer_by).map_or(Cell::Empty, Cell::Day),
                text(it.and_then(|it| answer(lang, it)).unwrap_or(none)),
                text(reported(lang, &row)),
            ]
        };
        Ok(Page { rows: rows.into_iter().map(cells).collect(), more })
    }
}
