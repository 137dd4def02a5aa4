//! Backups: the whole database in one file that either engine reads, and the road from one engine to the other.
//!
//! A backup is JSON Lines, packed with gzip. The first line says what it is and of which schema; each table has a line with its
//! name and columns, a line a row, and a line with the number of its rows and the SHA-256 of them; the last line has the sums
//! and the SHA-256 of everything before it. It is of one moment, whatever is written meanwhile. A row is an array: whole
//! numbers, text, null, and bytes as an object with their Base64. The files that were attached are rows like others.
//!
//! Not in it: drafts, which are nobody's but the typist's, and what opens an account now (sessions, one-time codes, counted
//! failures), so that a copy opens nothing; nor the key of the installation.

mod catalogue;
mod packed;
mod restored;
mod taken;

use domain::day::Instant;

pub use packed::check;
pub use restored::restore;
pub use taken::{before_migration, take};

use crate::Error;

/// What the first line says that it is.
const FORMAT: &str = "langnghe backup";
/// The way it is written; a program refuses another.
const VERSION: i64 = 1;

/// Tables that no backup has; the first belongs to the schema, which a restored database gets by its migrations.
const LEFT_OUT: [&str; 8] = [
    "schema_migrations",
    "drafts",
    "account_sessions",
    "one_time_codes",
    "sign_in_failures",
    "search_words",
    "import_rows",
    "gathering_rows",
];

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The number of the last migration of the database.
    pub schema: i64,
    /// When it was taken.
    pub taken_at: Instant,
    /// Whether all of it is invented.
    pub simulated: bool,
    /// Its tables in their order, with the number of rows of each.
    pub tables: Vec<(String, u64)>,
}

impl Kept {
    /// The rows of all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|(_, rows)| rows).sum()
    }
}

/// What cannot be read of a backup.
fn broken(what: impl std::fmt::Display) -> Error {
    Error::Setting(format!("the backup cannot be used: {what}; take another one"))
}

/// How it begins to be said that the disk of a backup is full.
const NO_ROOM: &str = "there is no room for the backup";

/// Whether a backup was not taken because its disk is full.
pub fn is_full(error: &Error) -> bool {
    matches!(error, Error::Setting(why) if why.starts_with(NO_ROOM))
}

/// What cannot be written or read of its file.
fn lost(error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            Error::Setting(format!("{NO_ROOM}: {error}; make room, or choose another folder"))
        }
        _ => Error::Setting(format!("the backup cannot be written or read: {error}; choose another file")),
    }
}
