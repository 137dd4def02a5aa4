//! What the hall sees: the agenda, and under a running number the village and a neutral title that was released. No name and
//! no words of anybody.

use askama::Template;

use crate::look::shell::Shell;

/// A matter under its neutral title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Released {
    /// Its running number in the dialogue.
    pub number: i64,
    /// The village.
    pub place: String,
    /// The neutral title.
    pub title: String,
}

/// What changes while people speak.
#[derive(Debug, Clone, Default)]
pub struct OnScreen {
    /// The themes of the agenda, in order; may be empty.
    pub agenda: Vec<String>,
    /// What was released, the last one first.
    pub released: Vec<Released>,
}

/// `GET /dialogues/{id}/projector/part`: what changes, for the page to put in the place of the last.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/projector.html")]
pub struct ProjectorPart {
    /// The frame.
    pub shell: Shell,
    /// What is shown.
    pub screen: OnScreen,
}

/// `GET /dialogues/{id}/projector`.
#[derive(Debug, Clone, Template)]
#[template(path = "projector.html")]
pub struct Projector {
    /// The frame; the page has no header.
    pub shell: Shell,
    /// The dialogue.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Day and place: one line.
    pub line: String,
    /// What is shown.
    pub screen: OnScreen,
}
