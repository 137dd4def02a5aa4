//! Text with commas between cells.

use std::io::{self, Write};

use super::{Column, begins_formula};
use crate::table::Cell;

/// A table as text.
pub(super) struct Csv<W: Write> {
    to: W,
    line: String,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(to: W, columns: &[Column]) -> io::Result<Self> {
        // Excel takes text without the mark for text of the machine's old encoding.
        let mut csv = Self { to, line: "\u{feff}".to_owned() };
        let head: Vec<Cell> = columns.iter().map(|column| Cell::Text(column.title.clone())).collect();
        csv.row(&head)?;
        Ok(csv)
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.line.push(',');
            }
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => quoted(text, &mut self.line),
                // Ours, and no text: a number may begin with a minus.
                Cell::Number(_) | Cell::Day(_) => self.line.push_str(&cell.shown()),
            }
        }
        self.line.push_str("\r\n");
        self.to.write_all(self.line.as_bytes())?;
        self.line.clear();
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// A text between quotes, whatever it is, with its lines as one: a program that takes another sign for what stands between
/// cells, or ends a row at each new line, finds no formula in the middle of it either.
fn quoted(text: &str, line: &mut String) {
    line.push('"');
    if begins_formula(text) {
        line.push('\'');
    }
    let mut before = '\0';
    for sign in text.chars() {
        match sign {
            '"' => line.push_str("\"\""),
            '\n' if before == '\r' => {}
            '\r' | '\n' | '\t' => line.push(' '),
            '=' | '+' | '-' | '@' if before == ';' => line.extend(['\'', sign]),
            other => line.push(other),
        }
        before = sign;
    }
    line.push('"');
}
