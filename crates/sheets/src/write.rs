//! Tables that people take with them, written row by row: a workbook, or text with commas.
//!
//! Nothing that somebody typed becomes a formula in whatever opens the file: a workbook says of each text that it is one, and
//! in text a cell that would begin a formula begins with an apostrophe. The same rows give the same bytes. No more than a few
//! rows are held, whoever writes: [`Writer`] writes to what takes bytes, [`Pipe`] holds them until they are sent.

mod csv;
mod xlsx;

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use crate::table::Cell;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text in UTF-8 with a byte order mark, commas between cells and CR LF after each row (RFC 4180).
    Csv,
    /// A workbook of Excel since 2007 with one sheet.
    Xlsx,
}

impl Format {
    /// By the ending of its files.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Csv, Self::Xlsx].into_iter().find(|format| format.ending() == word)
    }

    /// The ending of its files.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// What a browser is told that it is.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A column of what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands in the first row.
    pub title: String,
    /// How wide it is in a workbook, in digits of the body text.
    pub width: u16,
}

/// Writes one table, a row at a time.
pub struct Writer<W: Write>(To<W>);

enum To<W: Write> {
    Csv(csv::Csv<W>),
    Xlsx(Box<xlsx::Xlsx<W>>),
}

impl<W: Write> Writer<W> {
    /// Begins a table with its first row; `name` is that of the sheet.
    pub fn new(format: Format, to: W, name: &str, columns: &[Column]) -> io::Result<Self> {
        Ok(Self(match format {
            Format::Csv => To::Csv(csv::Csv::new(to, columns)?),
            Format::Xlsx => To::Xlsx(Box::new(xlsx::Xlsx::new(to, name, columns)?)),
        }))
    }

    /// Writes a row. Refused where a sheet has no room for it: the last is row 1,048,576.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        match &mut self.0 {
            To::Csv(csv) => csv.row(cells),
            To::Xlsx(xlsx) => xlsx.row(cells),
        }
    }

    /// Writes what stands at the end. A file without it is one that was cut off.
    pub fn finish(self) -> io::Result<()> {
        match self.0 {
            To::Csv(csv) => csv.finish(),
            To::Xlsx(xlsx) => xlsx.finish(),
        }
    }
}

/// What was written and not yet sent.
#[derive(Clone, Debug, Default)]
pub struct Pipe(Arc<Mutex<Vec<u8>>>);

impl Pipe {
    /// Takes what was written since it was taken last.
    pub fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a text would begin a formula in a program that opens tables, or may be read as if it did: its first sign, after
/// any spaces, is one of `= + - @`, also in full width, or it begins with a tab or a new line.
fn begins_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n'])
        || text.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
}
