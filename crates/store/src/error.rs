//! Why the store could not do what was asked.

use domain::refusal::Refusal;

/// The machine failed; people see a reference number, the cause goes to the log.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another transaction was in the way (40001, 40P01, or a number drawn twice); the act may run again.
    #[error("another transaction was in the way: {0}")]
    Retry(String),
    /// The node's block of ids is used up; the door draws another and runs the act again.
    #[error("the block of ids is used up")]
    IdsSpent,
    /// The connection was lost; at COMMIT the key row settles what happened.
    #[error("the connection to the database was lost: {0}")]
    Lost(String),
    /// No room left for the database: its disk, a quota or a limit of the system. Nothing of the act was kept.
    #[error("the disk of the database is full: {0}")]
    Full(String),
    /// A stored row does not make sense.
    #[error("a stored row does not make sense: {0}")]
    Corrupt(String),
    /// The schema is newer than this program, or a migration was changed.
    #[error("{0}")]
    Schema(String),
    /// The setting of the database cannot be used; the text says the remedy.
    #[error("{0}")]
    Setting(String),
    /// Anything else a driver says.
    #[error("the database refused a statement: {0}")]
    Driver(String),
}

/// Why an act did not happen. A refusal keeps nothing, not even its key.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The rules, or the grants, say no.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// The machine failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<domain::event::Corrupt> for Error {
    fn from(corrupt: domain::event::Corrupt) -> Self {
        Self::Corrupt(corrupt.to_string())
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full(error.to_string()),
            Some(ErrorCode::SystemIoFailure) if is_unwritten(&error) => Self::Full(error.to_string()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Retry(error.to_string()),
            Some(ErrorCode::ConstraintViolation) if is_unique(&error) => Self::Retry(error.to_string()),
            _ => Self::Driver(error.to_string()),
        }
    }
}

fn is_unique(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error().map(|e| e.extended_code),
        Some(rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY)
    )
}

/// SQLite tells a disk without room apart, but not a quota or a limit on the size of a file: there only a write fails.
fn is_unwritten(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error().map(|e| e.extended_code),
        Some(rusqlite::ffi::SQLITE_IOERR_WRITE | rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
    )
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            // Without a server's answer the connection itself is what failed.
            return Self::Lost(error.to_string());
        };
        let text = format!("{} {}", db.code().code(), db.message());
        match db.code().code() {
            "40001" | "40P01" | "23505" => Self::Retry(text),
            "53100" => Self::Full(text),
            // Administrator's shutdown, crash shutdown, cannot connect now.
            "57P01" | "57P02" | "57P03" => Self::Lost(text),
            _ => Self::Driver(text),
        }
    }
}

impl From<deadpool_postgres::PoolError> for Error {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Backend(error) => error.into(),
            other => Self::Lost(other.to_string()),
        }
    }
}
