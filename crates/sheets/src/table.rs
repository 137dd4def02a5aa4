//! A table as every reader hands it on.

use domain::day::Day;
use serde::{Deserialize, Serialize};

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, as it was typed.
    Text(String),
    /// A number; a day may be written so, counted from 30/12/1899.
    Number(f64),
    /// A day that the file itself says is one.
    Day(Day),
}

impl Cell {
    /// A text cell, or none where it holds only spaces.
    pub fn text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Day(_) => false,
        }
    }

    /// What it says, as people read it.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.trim().to_owned(),
            #[expect(clippy::cast_possible_truncation, reason = "only whole numbers that an i64 holds come here")]
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => (*number as i64).to_string(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.vn(),
        }
    }
}

/// Cells that were joined into one; first and last row and column, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// First row.
    pub top: usize,
    /// First column.
    pub left: usize,
    /// Last row.
    pub bottom: usize,
    /// Last column.
    pub right: usize,
}

/// One table of a file. What was joined stands in its first cell; the others are empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The name of the sheet, or nothing.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// What was joined in it.
    pub merged: Vec<Merged>,
}

impl Table {
    /// A cell; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        const NOTHING: &Cell = &Cell::Empty;
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(NOTHING)
    }

    /// How many columns the widest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Whether nothing stands in a row.
    pub fn is_blank(&self, row: usize) -> bool {
        self.rows.get(row).is_none_or(|cells| cells.iter().all(Cell::is_empty))
    }
}

/// What was joined in a table, by column, to be looked up fast.
pub(crate) struct Joins(Vec<Vec<Merged>>);

impl Joins {
    /// The joins of a table.
    pub(crate) fn of(table: &Table) -> Self {
        let width = table.width();
        let mut columns: Vec<Vec<Merged>> = vec![Vec::new(); width];
        for it in &table.merged {
            for column in it.left..=it.right.min(width.saturating_sub(1)) {
                if let Some(known) = columns.get_mut(column) {
                    known.push(*it);
                }
            }
        }
        for known in &mut columns {
            known.sort_by_key(|it| it.top);
        }
        Self(columns)
    }

    /// What a cell was joined into.
    pub(crate) fn holding(&self, row: usize, column: usize) -> Option<Merged> {
        let known = self.0.get(column)?;
        let before = known.partition_point(|it| it.top <= row);
        known[..before].last().copied().filter(|it| it.bottom >= row)
    }

    /// The first cell of what a cell was joined into, or itself.
    pub(crate) fn joined(&self, row: usize, column: usize) -> (usize, usize) {
        self.holding(row, column).map_or((row, column), |it| (it.top, it.left))
    }
}
