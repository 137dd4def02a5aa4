//! What other bodies owe, as files: their lists, the letters that urged them, transfers without an answer, and the people who
//! still have to be told.

use std::sync::Arc;

use domain::day::Day;
use sheets::Cell;
use store::back::{self, UntoldRow};
use store::grant::Grant;
use store::reply::{self, ToTellRow};
use store::rulebook::Rulebook;
use store::transfer::{self, WaitingKey};
use store::urging::{self, LetterRow, OwedKey, OwedRow};
use store::{By, Error, Page, Read};

use crate::case::number;
use crate::due::{is_shown, transfer_line};
use crate::look::Shell;
use crate::page::file::{PIECE, Rows, count, text};

/// What bodies owe, or one of them where it is named.
pub(super) struct TakenOwed {
    shell: Shell,
    of: (i64, Option<i64>),
    until: Day,
    after: Option<OwedKey>,
}

impl TakenOwed {
    pub(super) fn new(shell: &Shell, of: (i64, Option<i64>), until: Day) -> Self {
        Self { shell: shell.clone(), of, until, after: None }
    }
}

impl Rows for TakenOwed {
    const TITLE: &'static str = "urging-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-body", 32),
        ("column-due", 13),
        ("column-case", 14),
        ("column-words", 70),
        ("column-place", 22),
        ("column-why", 32),
        ("column-urged", 12),
        ("column-urged-on", 13),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = urging::owed_by(read, self.of, self.until, self.after.as_ref(), PIECE).await?;
        self.after = page.rows.last().map(OwedRow::key).or(self.after.take());
        let line = |row: OwedRow| {
            vec![
                text(row.to_name),
                Cell::Day(row.due_on),
                text(number(row.case)),
                text(row.words.unwrap_or_else(|| self.shell.t("words-kept"))),
                text(row.place),
                text(self.shell.of("owed", &row.what)),
                count(row.urged),
                row.urged_on.map_or(Cell::Empty, Cell::Day),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(line).collect(), more: page.more })
    }
}

/// Transfers without an answer, with the words whole: whoever reads the list may open each case.
pub(super) struct TakenTransfers {
    shell: Shell,
    by: By,
    grant: Grant,
    book: Arc<Rulebook>,
    after: Option<WaitingKey>,
}

impl TakenTransfers {
    pub(super) fn new(shell: &Shell, by: By, grant: &Grant, book: Arc<Rulebook>) -> Self {
        Self { shell: shell.clone(), by, grant: *grant, book, after: None }
    }
}

impl Rows for TakenTransfers {
    const TITLE: &'static str = "transfers-waiting";
    const COLUMNS: &'static [(&'static str, u16)] =
        &[("column-words", 70), ("column-case", 40), ("column-body", 40), ("column-state", 32), ("column-due", 13)];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let today = read.today();
        let of = (self.grant.organisation, self.grant.below);
        let page = transfer::waiting(read, of, self.after, PIECE).await?;
        self.after = page.rows.last().map(transfer::WaitingRow::key).or(self.after);
        let mut rows = Vec::with_capacity(page.rows.len());
        for row in page.rows {
            if !is_shown(read, self.by, &self.grant, &row).await? {
                continue;
            }
            let line = transfer_line(&self.shell, &self.book.calendar, today, &row);
            let due = row.answer_by.map_or(Cell::Empty, Cell::Day);
            let words = row.words.unwrap_or_else(|| self.shell.t("words-kept"));
            rows.push(vec![text(words), text(line.why), text(line.body), text(line.words), due]);
        }
        Ok(Page { rows, more: page.more })
    }
}

/// The letters that a body sent.
pub(super) struct TakenLetters {
    pub(super) shell: Shell,
    pub(super) scope: i64,
    pub(super) before: Option<i64>,
}

impl Rows for TakenLetters {
    const TITLE: &'static str = "urging-letters";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-body", 32),
        ("field-number", 16),
        ("column-day", 13),
        ("column-signer", 32),
        ("column-due", 13),
        ("column-items", 12),
        ("column-still-owed", 12),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = urging::letters(read, self.scope, self.before, PIECE).await?;
        self.before = page.rows.last().map(|last| last.id).or(self.before);
        let line = |row: LetterRow| {
            let answer_by = row.answer_by.map_or(Cell::Empty, Cell::Day);
            let signer = row.signer.map(|(name, post)| format!("{name}, {}", self.shell.of("post", &post)));
            let signer = text(signer.unwrap_or_default());
            vec![
                text(row.to_name),
                text(row.number),
                Cell::Day(row.on),
                signer,
                answer_by,
                count(row.items),
                count(row.open),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(line).collect(), more: page.more })
    }
}

/// The points of which the people still have to be told, then the steps of transfers.
pub(super) struct TakenToTell {
    shell: Shell,
    scope: i64,
    after: i64,
    /// Whether the points are through.
    steps: bool,
}

impl TakenToTell {
    pub(super) fn new(shell: &Shell, scope: i64) -> Self {
        Self { shell: shell.clone(), scope, after: 0, steps: false }
    }

    async fn steps(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = back::untold(read, self.scope, self.after, PIECE).await?;
        self.after = page.rows.last().map_or(self.after, |last| last.transfer);
        let line = |row: UntoldRow| {
            let said = super::step_of(&self.shell, &row);
            let words = row.words.unwrap_or_else(|| self.shell.t("words-kept"));
            vec![text(number(row.case)), text(words), text(row.place), text(said)]
        };
        Ok(Page { rows: page.rows.into_iter().map(line).collect(), more: page.more })
    }
}

impl Rows for TakenToTell {
    const TITLE: &'static str = "to-tell-title";
    const COLUMNS: &'static [(&'static str, u16)] =
        &[("column-case", 14), ("column-words", 70), ("column-place", 22), ("column-way", 24)];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        if self.steps {
            return self.steps(read).await;
        }
        let page = reply::to_tell(read, self.scope, self.after, PIECE).await?;
        self.after = page.rows.last().map_or(self.after, |last| last.point);
        let line = |row: ToTellRow| {
            let words = row.words.unwrap_or_else(|| self.shell.t("words-kept"));
            vec![text(number(row.case)), text(words), text(row.place), text(self.shell.of("delivery", &row.way))]
        };
        let rows = page.rows.into_iter().map(line).collect();
        if !page.more {
            (self.steps, self.after) = (true, 0);
        }
        Ok(Page { rows, more: true })
    }
}
