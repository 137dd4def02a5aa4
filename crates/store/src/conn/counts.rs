//! What was sent to a database, counted for tests.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::StatementStatus;

/// What was sent to one database since it was opened; tests count that of one submission.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) statements: AtomicU64,
    /// How often somebody waited for `PostgreSQL`: statements that travel together are waited for once.
    pub(crate) flights: AtomicU64,
    /// Rows of `SQLite` that were read by going through a table, or put into an index for one statement: they grow with the archive.
    pub(crate) walked: AtomicU64,
}

impl Counts {
    pub(super) fn statements(&self, sent: usize) {
        self.statements.fetch_add(sent as u64, Ordering::Relaxed);
    }

    pub(super) fn flight(&self) {
        self.flights.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn walked(&self, by: &rusqlite::Statement<'_>) {
        let rows = [StatementStatus::FullscanStep, StatementStatus::AutoIndex].map(|status| by.reset_status(status));
        self.walked.fetch_add(rows.into_iter().filter_map(|rows| u64::try_from(rows).ok()).sum(), Ordering::Relaxed);
    }
}

/// The counts of one database, which all its connections share.
pub(crate) type Sent = Arc<Counts>;
