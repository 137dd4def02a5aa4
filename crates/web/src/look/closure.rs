//! Days on which the bodies of a place are closed.

use askama::Template;

use super::form::{Choice, FormState};
use super::shell::Shell;

/// A closure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClosureLine {
    /// Its days.
    pub days: String,
    /// Why the bodies are closed.
    pub name: String,
    /// The document that says so.
    pub document: String,
    /// Whether it was taken back.
    pub lifted: bool,
    /// Whether it is that of a place above.
    pub above: bool,
}

/// `GET /closures`, and the answer to a wrong form of that page.
#[derive(Debug, Clone, Template)]
#[template(path = "closures.html")]
pub struct Closures {
    /// The frame.
    pub shell: Shell,
    /// How far the last change has come through the clocks that run; empty where it is through.
    pub progress: String,
    /// The body whose administrator closes the place, where that is not the reader's own; else empty.
    pub kept_by: String,
    /// The version of the rulebook that is shown.
    pub version: i64,
    /// What was ever set for the place and those above it, the last days first.
    pub rows: Vec<ClosureLine>,
    /// The form that closes the place, where the reader may: `from_on`, `to_on`, `name`, `document`.
    pub close: Option<FormState>,
    /// The form that takes a closure back: `closure`, `reason`.
    pub lift: Option<FormState>,
    /// Those one may take back.
    pub choices: Vec<Choice>,
}

impl Closures {
    /// Whether a form of the page was refused.
    pub fn is_wrong(&self) -> bool {
        [&self.close, &self.lift].into_iter().flatten().any(FormState::is_refused)
    }
}
