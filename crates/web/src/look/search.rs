//! What was found by words: cases and dialogues.

use askama::Template;

use super::case::CaseRow;
use super::dialogue::DialogueRow;
use super::form::FormState;
use super::shell::Shell;

/// `GET /search`.
#[derive(Debug, Clone, Template)]
#[template(path = "search.html")]
pub struct Search {
    /// The frame.
    pub shell: Shell,
    /// What was typed: `q`.
    pub form: FormState,
    /// Whether anything was typed.
    pub asked: bool,
    /// The cases found: with the marks that were typed first, then the newest.
    pub cases: Vec<CaseRow>,
    /// The dialogues found, in the same order.
    pub dialogues: Vec<DialogueRow>,
    /// Whether more is there than is shown.
    pub more: bool,
}
