//! Photographed slips: opinions that people wrote down, waiting in order to be typed.

use askama::Template;

use crate::look::form::FormState;
use crate::look::shell::Shell;

/// A slip in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SlipRow {
    /// The slip.
    pub id: i64,
    /// Its running number in the session.
    pub number: i64,
    /// By how much the picture is turned to stand upright: 0, 90, 180, 270.
    pub turned: i64,
    /// Where it stands: the case that was typed from it, or why it was set aside; nothing while it waits.
    pub case: Option<i64>,
    /// Why it was set aside.
    pub reason: Option<String>,
}

/// `GET /dialogues/{id}/slips`, and the answer to an upload that was refused.
#[derive(Debug, Clone, Template)]
#[template(path = "desk-slips.html")]
pub struct Slips {
    /// The frame.
    pub shell: Shell,
    /// The dialogue.
    pub id: i64,
    /// The session beside which they lie.
    pub session: i64,
    /// Its title as typed.
    pub title: String,
    /// Whether the reader may bring in pictures and type from them now.
    pub may_write: bool,
    /// Those that wait, in order.
    pub waiting: Vec<SlipRow>,
    /// Those that were typed or set aside, newest first.
    pub settled: Vec<SlipRow>,
    /// The form of the upload: `photo`, one file or several.
    pub form: FormState,
    /// How many pictures may come at once.
    pub most: i64,
    /// How many megabytes one of them may have.
    pub most_mb: i64,
}
