//! Dialogues: the list, and opening one at once. The page of one, and its announcement, stand in [`one`].

pub mod one;

use askama::Template;

use super::form::{Choice, FormState};
use super::parts::Status;
use super::shell::Shell;

/// A dialogue in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DialogueRow {
    /// The dialogue.
    pub id: i64,
    /// Its title as typed.
    pub title: String,
    /// The day of its session, dd/mm/yyyy.
    pub on: String,
    /// Where it is held.
    pub place: String,
    /// The body that holds it; empty where it is the reader's own.
    pub organisation: String,
    /// Its state.
    pub status: Status,
    /// How many submissions it has.
    pub submissions: i64,
    /// Whether a session of it has begun: until then there is no desk.
    pub begun: bool,
    /// Whether the reader may write at its desk now.
    pub may_write: bool,
}

/// `GET /dialogues`.
#[derive(Debug, Clone, Template)]
#[template(path = "dialogues.html")]
pub struct Dialogues {
    /// The frame.
    pub shell: Shell,
    /// The dialogues, newest day first.
    pub rows: Vec<DialogueRow>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// Whether the reader may announce one.
    pub may_announce: bool,
    /// The filter: `state`, `from`, `to`, and `of` hidden.
    pub form: FormState,
    /// The states.
    pub states: Vec<Choice>,
    /// Whether anything is left out.
    pub filtered: bool,
    /// Whether the reader may see the letters beside.
    pub letters: bool,
}

/// `GET /dialogues/new`, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "dialogue-new.html")]
pub struct NewDialogue {
    /// The frame.
    pub shell: Shell,
    /// Fields `title`, `organisation`, `chair`, `happened_on`, `territory`.
    pub form: FormState,
    /// The bodies that may hold it.
    pub organisations: Vec<Choice>,
    /// Those who may chair it; an empty list hides the field.
    pub chairs: Vec<Choice>,
    /// The places where it may be held; an empty list makes the field one of free words.
    pub territories: Vec<Choice>,
}
