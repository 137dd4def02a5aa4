//! The first page after sign-in: what is under way and what waits.

use askama::Template;

use super::case::CaseRow;
use super::dialogue::DialogueRow;
use super::parts::{Link, Shape};
use super::shell::Shell;

/// A counter that leads to what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counter {
    /// The number.
    pub count: i64,
    /// The list and the words.
    pub link: Link,
    /// The shape beside the words; `Over` prints the number in red.
    pub shape: Shape,
}

/// `GET /`.
#[derive(Debug, Clone, Template)]
#[template(path = "home.html")]
pub struct Home {
    /// The frame.
    pub shell: Shell,
    /// The weekday and date of today, one line.
    pub day: String,
    /// Counters, at most five; may be empty.
    pub counters: Vec<Counter>,
    /// Dialogues announced or open.
    pub under_way: Vec<DialogueRow>,
    /// The newest cases, at most ten.
    pub newest: Vec<CaseRow>,
    /// Whether the reader may announce a dialogue.
    pub may_announce: bool,
    /// Whether the reader may make accounts.
    pub may_invite: bool,
    /// Whether there is neither a dialogue nor a case yet: the page then teaches the three things to do.
    pub empty: bool,
}
