//! The lists of figures as files: the cases behind a number, and the rows behind a number of a report.

use domain::day::Day;
use domain::dialogue::Line;
use sheets::Cell;
use store::figure::results::{self, Asked, Number, Opened, Which};
use store::figure::{self, CaseInFigure, Population, Wanted};
use store::{Error, Page, Read};

use super::opened::standing;
use crate::case::{channel, field, number as case_number};
use crate::look::Shell;
use crate::page::file::{PIECE, Rows, text};
use crate::page::words;

/// The cases of a population, with their words whole: whoever reads the list may open each of them.
pub(super) struct TakenCases {
    pub(super) shell: Shell,
    pub(super) population: Population,
    pub(super) outcomes: &'static [&'static str],
    /// Empty for every level.
    pub(super) level: String,
    /// Empty for every way of raising.
    pub(super) channel: String,
    pub(super) after: Option<(Day, i64)>,
}

impl Rows for TakenCases {
    const TITLE: &'static str = "cases-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("column-case", 14),
        ("column-words", 70),
        ("column-accountable", 32),
        ("column-place", 22),
        ("column-field", 22),
        ("column-channel", 22),
        ("column-raised", 13),
        ("column-outcome", 24),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let level = (!self.level.is_empty()).then_some(self.level.as_str());
        let channel = (!self.channel.is_empty()).then_some((self.channel.as_str(), figure::LOOKED));
        let wanted = Wanted { outcomes: self.outcomes, level, channel };
        let (page, next) = figure::list_wanted(read, &self.population, wanted, self.after, PIECE).await?;
        self.after = next;
        Ok(Page { rows: page.rows.into_iter().map(|row| self.line(row)).collect(), more: page.more })
    }
}

impl TakenCases {
    fn line(&self, row: CaseInFigure) -> Vec<Cell> {
        vec![
            text(case_number(row.id)),
            text(row.words.unwrap_or_else(|| self.shell.t("words-kept"))),
            text(row.accountable),
            text(row.place),
            text(field(&self.shell, &row.field)),
            text(channel(&self.shell, &row.channel)),
            Cell::Day(row.raised_on),
            text(self.shell.of("outcome", &row.outcome)),
        ]
    }
}

/// The rows behind a number, as short as on its page: who reads figures need not be allowed to read cases.
pub(super) struct TakenRows {
    pub(super) shell: Shell,
    pub(super) asked: Asked,
    pub(super) number: Number,
    pub(super) level: Option<String>,
    pub(super) line: Option<Line>,
    pub(super) field: Option<String>,
    pub(super) after: Option<(Day, i64)>,
}

impl Rows for TakenRows {
    const TITLE: &'static str = "nav-figures";
    const COLUMNS: &'static [(&'static str, u16)] =
        &[("column-case", 14), ("column-name", 70), ("column-body", 32), ("column-day", 13), ("column-state", 24)];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let which = Which { level: self.level.as_deref(), line: self.line, field: self.field.as_deref() };
        let page = results::open(read, &self.asked, which, self.number, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| (last.on, last.id));
        Ok(Page { rows: page.rows.into_iter().map(|row| self.line(row)).collect(), more: page.more })
    }
}

impl TakenRows {
    fn line(&self, row: Opened) -> Vec<Cell> {
        let what = self.number.rows();
        let state = standing(&self.shell, what, &row.state);
        vec![
            if what == "case" { text(case_number(row.id)) } else { Cell::Empty },
            text(words(&self.shell, row.words.as_deref(), super::opened::LETTERS)),
            text(row.body),
            if what == "territory" { Cell::Empty } else { Cell::Day(row.on) },
            state.map_or(Cell::Empty, |state| text(state.text)),
        ]
    }
}
