//! Several matters of a session marked, or answered by one answer.

use askama::Template;

use super::DeskRow;
use crate::look::form::{Choice, FormState};
use crate::look::shell::Shell;

/// A matter that was chosen, with the versions that the page shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The matter as the list of the desk has it.
    pub row: DeskRow,
    /// What is posted of it: `id.version.version of its case`.
    pub pick: String,
}

/// `GET /dialogues/{id}/together`, and the answer to a wrong post of it.
#[derive(Debug, Clone, Template)]
#[template(path = "desk-together.html")]
pub struct Together {
    /// The frame.
    pub shell: Shell,
    /// The dialogue.
    pub id: i64,
    /// The session whose desk it came from.
    pub session: i64,
    /// Its title as typed.
    pub title: String,
    /// What was chosen and is still open, in the order in which it was raised; may be empty.
    pub chosen: Vec<Chosen>,
    /// How many were chosen that are not open any more.
    pub left_out: i64,
    /// The form: `answered_by`, `result`, `by_on`, `ground`, `answer`, `happened_on`; posted beside it: `submission` for each
    /// one (`pick`), and `then` (`answer`, `conclusion`, `beyond`, `none`).
    pub form: FormState,
    /// Those who may answer on the spot (value = id).
    pub answerers: Vec<Choice>,
    /// What can come of an answer (value = code).
    pub results: Vec<Choice>,
}
