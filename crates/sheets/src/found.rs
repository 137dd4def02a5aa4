//! What was found in a table, or why nothing was.

use serde::{Deserialize, Serialize};

use crate::legacy;
use crate::row::{Column, SheetRow};

/// Why a row of the table holds no matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It stands above the headings.
    Title,
    /// It is the headings, or their numbers.
    Head,
    /// Nothing stands in it.
    Blank,
    /// It is the title of the rows below it.
    Group,
    /// It is a sum.
    Total,
    /// It says who made or signed the table, or follows such a row.
    Signature,
    /// It goes on with the row above it.
    GoesOn,
}

/// A row that holds no matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its number in the file, from 1.
    pub row: usize,
    /// Why.
    pub why: Why,
}

/// What was found in a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recognised {
    /// What each known column holds, with its heading.
    pub columns: Vec<(Column, String)>,
    /// Headings of columns that nothing is taken from.
    #[serde(default)]
    pub unused: Vec<String>,
    /// The rows that hold matters.
    pub rows: Vec<SheetRow>,
    /// The others.
    pub left_out: Vec<LeftOut>,
    /// The old encoding that was converted, where one was found.
    pub encoding: Option<legacy::Encoding>,
}

/// Why nothing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unrecognised {
    /// No table stands there.
    #[error("no table stands there")]
    NoTable,
    /// No column of words has a known heading.
    #[error("no heading says which column holds the words")]
    NoHeadings,
    /// There are headings, and no row below them.
    #[error("no row stands below the headings")]
    NoRows,
}
