//! Who writes next, where several programs write to one file: a file beside the database that is held while one waits to
//! begin. The engine itself wakes nobody: whoever waits looks again after ever longer pauses, and would find the file taken
//! for seconds by a program that writes one transaction after the other, as a table is taken over.

use std::fs::{File, OpenOptions};
use std::path::Path;

/// The file of a database.
pub(super) struct Turnstile(Option<File>);

impl Turnstile {
    /// Beside that database. Where there can be none, programs wait for each other as the engine does it.
    pub(super) fn of(database: &Path) -> Self {
        let mut name = database.as_os_str().to_owned();
        name.push(super::TURN);
        Self(OpenOptions::new().create(true).truncate(false).write(true).open(name).ok())
    }

    /// Begins by `begin` what only one program does at a time. Whoever waits for it stands in the turnstile: whoever has just
    /// ended and comes again waits behind.
    pub(super) fn pass<T>(&self, begin: impl FnOnce() -> T) -> T {
        let held = self.0.as_ref().filter(|file| file.lock().is_ok());
        let passed = begin();
        if let Some(file) = held {
            // One that could not be given back goes with the file.
            let _ = file.unlock();
        }
        passed
    }
}
