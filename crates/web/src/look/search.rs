//! What was found by words: cases and dialogues.

use askama::Template;

use super::case::CaseRow;
use super::dialogue::DialogueRow;
use super::form::FormState;
use super::parts::Link;
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
    /// Notices and letters that urge, by their number; before everything else.
    pub papers: Vec<Link>,
    /// The cases found: those whose number or paper was typed, then those with the marks that were typed first, then the newest.
    pub cases: Vec<CaseRow>,
    /// The next page of cases, where there may be one.
    pub next_cases: Option<String>,
    /// The dialogues found, in the same order.
    pub dialogues: Vec<DialogueRow>,
    /// The next page of dialogues, where there is one.
    pub next_dialogues: Option<String>,
}
