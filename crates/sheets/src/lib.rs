//! Tables that people bring: workbooks, Word files, text files and what is pasted from them.
//!
//! Two halves. The readers (`read`) make a neutral [`Table`] of whatever was brought, and never trust it: what is larger
//! than [`limits`] says is refused by name. `recognise` finds headings and rows in a table by rules of its own, without
//! clock, files or database. Whoever opens what somebody brings does both in a process of its own with limits of memory and
//! time ([`Sought`]): the readers of workbooks were written by others, and work grows with what is in a file. Decision 0023.
//!
//! The other way, [`mod@write`] makes files of lists.

mod cells;
mod csv;
mod day;
mod docx;
mod figures;
mod found;
mod heading;
mod html;
mod legacy;
pub mod limits;
mod named;
mod outcome;
mod paper;
mod paste;
mod read;
mod recognise;
mod row;
mod sought;
mod split;
mod table;
mod words;
mod workbook;
pub mod write;
mod zipped;

pub use cells::field_of_words;
pub use figures::{FiguresFound, UnitLine, WrongCell, figures};
pub use found::{LeftOut, Recognised, Unrecognised, Why};
pub use legacy::{Encoding, converted};
pub use named::{bare, body, place};
pub use read::{Brought, Unread, read};
pub use recognise::recognise;
pub use row::{Column, Problem, SentOn, SheetRow, Status};
pub use sought::{Found, Sought};
pub use split::items;
pub use table::{Cell, Merged, Table};
