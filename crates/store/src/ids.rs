//! Ids drawn in memory from blocks of the database, so that each table of an act is one INSERT.

use std::sync::{Mutex, PoisonError};

use crate::Error;

/// How many ids a node draws at once.
pub(crate) const BLOCK: i64 = 1024;
/// How often ids are drawn for one act, each time twice as many until they are very many.
pub(crate) const REFILLS: u32 = 16;

/// The size of the block that is drawn when an act has used up so many blocks before it got to its end.
pub(crate) const fn block(spent: u32) -> i64 {
    BLOCK << if spent < 12 { spent } else { 12 }
}

/// The ids this node may still give out. One space for all tables: an id names one row of one table.
#[derive(Debug, Default)]
pub struct Ids(Mutex<(i64, i64)>);

impl Ids {
    /// The next id; [`Error::IdsSpent`] makes the door draw a block and run the act again.
    pub fn draw(&self) -> Result<i64, Error> {
        let mut range = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if range.0 >= range.1 {
            return Err(Error::IdsSpent);
        }
        range.0 += 1;
        Ok(range.0 - 1)
    }

    /// Gives this node the block `from..to`. Of that and what is left the larger one is kept: an act that needs very many
    /// ids must not find the small block that another drew meanwhile.
    pub(crate) fn refill(&self, from: i64, to: i64) {
        let mut range = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if to - from > range.1 - range.0 {
            *range = (from, to);
        }
    }

    /// How many are left.
    pub(crate) fn left(&self) -> i64 {
        let range = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        range.1 - range.0
    }
}
