//! What is looked for in a file and what was found: headings and rows are recognised where the file was opened, within the same
//! limits, and what comes of it is counted before it is handed on.

use domain::day::Day;
use serde::{Deserialize, Serialize};

use crate::figures::{FiguresFound, figures};
use crate::found::Recognised;
use crate::limits;
use crate::read::{Unread, read};
use crate::recognise::recognise;
use crate::table::Table;

/// What is looked for in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sought {
    /// Matters that people raised.
    Matters {
        /// The day given for the whole table.
        near: Day,
        /// The day after which nothing lies.
        today: Day,
    },
    /// Units and their numbers.
    Figures,
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// Matters that people raised.
    Matters(Recognised),
    /// Units and their numbers.
    Figures(FiguresFound),
}

impl Sought {
    /// Recognises it in tables. Refused where there is nothing of it, or more than may be handed on.
    pub fn of(self, tables: &[Table]) -> Result<Found, Unread> {
        match self {
            Self::Matters { near, today } => {
                let found = recognise(tables, near, today).map_err(Unread::Unrecognised)?;
                let items: usize = found.rows.iter().map(|row| row.items.len()).sum();
                if items > limits::ITEMS { Err(Unread::too_large("items")) } else { Ok(Found::Matters(found)) }
            }
            Self::Figures => {
                let found = figures(tables).map_err(Unread::Unrecognised)?;
                let lines = found.lines.len() + found.wrong.len();
                if lines > limits::UNITS { Err(Unread::too_large("units")) } else { Ok(Found::Figures(found)) }
            }
        }
    }

    /// Opens a file and recognises it, all in this process.
    pub fn within(self, bytes: &[u8]) -> Result<Found, Unread> {
        self.of(&read(bytes)?)
    }
}
