//! What the program does by itself (việc nền), for the administrator: what does not go on, and the backups.

use askama::Template;

use super::shell::Shell;

/// A job that does not go on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FailingLine {
    /// The job.
    pub id: i64,
    /// What has to be done.
    pub what: String,
    /// Why it was not.
    pub fault: String,
    /// What to do about it.
    pub remedy: String,
    /// How often it was begun, and when it is begun again or that it stands still: one line.
    pub state: String,
    /// Whether it stands still.
    pub stopped: bool,
}

/// How the daily backup is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Backup {
    /// When the last one was taken that opens, and how old it is; or that there is none.
    pub line: String,
    /// What came of the last attempt, where it failed; else empty.
    pub fault: String,
    /// Whether there is none, or it is older than it may be.
    pub over: bool,
}

/// `GET /jobs`.
#[derive(Debug, Clone, Template)]
#[template(path = "jobs.html")]
pub struct Jobs {
    /// The frame.
    pub shell: Shell,
    /// The backups.
    pub backup: Backup,
    /// What does not go on, the oldest first.
    pub rows: Vec<FailingLine>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
}
