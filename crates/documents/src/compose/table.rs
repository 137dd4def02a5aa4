//! Tables: widths of their columns, and which column of a row each cell takes.

use super::Composer;
use crate::error::Error;
use crate::model::{Cell, Column, Row, Table};
use crate::pages::{Align, Grid, GridCell, GridKind, GridRow, Line, Slot};
use crate::profile::Part;

/// From so many characters in one cell on a row may go over two pages: one that must not would leave a page nearly empty.
const LONG: usize = 700;

impl Column {
    /// Its share of the width beside its neighbours.
    fn weight(self) -> u32 {
        match self {
            Self::Number => 5,
            Self::Short => 9,
            Self::Medium => 13,
            Self::Wide => 24,
        }
    }

    /// The least width in twips in which what stands there is not broken: a number of three figures, a date in figures.
    fn least(self) -> u32 {
        match self {
            Self::Number => 680,
            Self::Short => 1340,
            Self::Medium | Self::Wide => 0,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Number => "paper-col-number",
            Self::Short => "paper-col-short",
            Self::Medium => "paper-col-medium",
            Self::Wide => "paper-col-wide",
        }
    }

    fn align(self) -> Align {
        match self {
            Self::Number | Self::Short => Align::Center,
            Self::Medium | Self::Wide => Align::Left,
        }
    }
}

/// The widths of columns: each its share, but the narrow ones at least what they need, at the cost of the others.
fn widths(columns: &[Column], width: u32) -> Vec<u32> {
    let weights: u32 = columns.iter().map(|column| column.weight()).sum();
    let narrow = |column: &Column| width * column.weight() / weights.max(1) < column.least();
    let needed: u32 = columns.iter().filter(|column| narrow(column)).map(|column| column.least()).sum();
    let others: u32 = columns.iter().filter(|column| !narrow(column)).map(|column| column.weight()).sum();
    let left = width.saturating_sub(needed);
    let given = |column: &Column| if narrow(column) { column.least() } else { left * column.weight() / others.max(1) };
    let mut widths: Vec<u32> = columns.iter().map(given).collect();
    let sum: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += width.saturating_sub(sum);
    }
    widths
}

impl Composer<'_> {
    pub(super) fn table(&self, table: &Table, width: u32) -> Result<Grid, Error> {
        let columns = widths(&table.columns, width);
        // For each column, how many rows the cell above still takes, and whether it is the first column of that cell.
        let mut above = vec![(0_usize, 0_usize); table.columns.len()];
        let mut rows = Vec::with_capacity(table.head.len() + table.rows.len());
        for (index, row) in table.head.iter().chain(&table.rows).enumerate() {
            let part = if index < table.head.len() { Part::TableHead } else { Part::TableCell };
            rows.push(self.row(row, part, &table.columns, &mut above).ok_or(Error::TableNotFilled { row: index })?);
        }
        if above.iter().any(|(rows, _)| *rows > 0) {
            return Err(Error::TableNotFilled { row: rows.len() });
        }
        let classes = table.columns.iter().map(|column| column.class()).collect();
        Ok(Grid { kind: GridKind::Table, columns, classes, head: table.head.len(), rows })
    }

    /// The row with its cells in their columns; none if they do not fill it.
    fn row(&self, row: &Row, part: Part, columns: &[Column], above: &mut [(usize, usize)]) -> Option<GridRow> {
        let mut slots = Vec::with_capacity(columns.len());
        let mut cells = row.0.iter();
        let mut at = 0;
        while at < columns.len() {
            let (left, across) = above[at];
            if left > 0 {
                slots.push(Slot::GoesOn(across));
                above[at..at + across].iter_mut().for_each(|taken| taken.0 -= 1);
                at += across;
                continue;
            }
            let cell = cells.next()?;
            let end =
                at.checked_add(cell.across).filter(|end| cell.across > 0 && cell.down > 0 && *end <= columns.len())?;
            if above[at..end].iter().any(|(rows, _)| *rows > 0) {
                return None;
            }
            above[at..end].fill((cell.down - 1, cell.across));
            slots.push(Slot::Begins(self.cell(cell, part, columns[at], columns.len())));
            at = end;
        }
        let whole = row.0.iter().all(|cell| cell.text.as_str().chars().count() < LONG);
        cells.next().is_none().then_some(GridRow { whole, slots })
    }

    fn cell(&self, cell: &Cell, part: Part, column: Column, all: usize) -> GridCell {
        let head = part == Part::TableHead;
        let align = if head { Align::Center } else { column.align() };
        let align = if cell.across > 1 && !head { Align::Left } else { align };
        // The name of a group stays with the first row of it.
        let keep = head || (cell.bold && cell.across == all);
        let line = Line { bold: cell.bold, keep, ..Line::of(part, align, self.cased(part, &cell.text)) };
        GridCell { across: cell.across, down: cell.down, lines: vec![line], class: "" }
    }
}
