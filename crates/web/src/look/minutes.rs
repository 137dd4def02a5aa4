//! The minutes of a dialogue, session by session: how far they are, what they say beside the desk, their scans, and the
//! corrections of the words that they fix.

use askama::Template;

use super::desk::DeskFilter;
use super::form::FormState;
use super::parts::Status;
use super::shell::Shell;

/// A scan of signed minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scan {
    /// Its id.
    pub id: i64,
    /// Its number in the session.
    pub number: i64,
    /// What kind of file, how large, and when it was laid down: one line.
    pub line: String,
}

/// A correction noted beside words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    /// What kind of note it is, as a word of the catalogue that takes the day.
    pub head: &'static str,
    /// What is right.
    pub words: String,
    /// The day that was given for it.
    pub on: String,
    /// Who typed it.
    pub typist: String,
}

/// A matter of the session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matter {
    /// The submission.
    pub id: i64,
    /// Number of the turn in the session.
    pub turn: i64,
    /// The words, as typed.
    pub words: String,
    /// Where it comes from.
    pub place: String,
    /// What was answered on the spot, one line each.
    pub answers: Vec<String>,
    /// Corrections noted beside it.
    pub notes: Vec<Note>,
}

/// A form of the page that was refused: what it is called by, and what was typed.
#[derive(Debug, Clone, Default)]
pub struct Wrong {
    /// `take`, `sign`, `waive`, `scans`, or `note-` and the submission.
    pub form: String,
    /// What was typed.
    pub state: FormState,
}

/// `GET /dialogues/{id}/minutes`.
#[derive(Debug, Clone, Template)]
#[template(path = "minutes.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a button or a part of the page of its own")]
pub struct MinutesPage {
    /// The frame.
    pub shell: Shell,
    /// The dialogue.
    pub id: i64,
    /// Its title as typed.
    pub title: String,
    /// The session.
    pub session: i64,
    /// The sessions, where there is more than one.
    pub sessions: Vec<DeskFilter>,
    /// The session in words: its number, day and place.
    pub line: String,
    /// How far its minutes are.
    pub status: Status,
    /// Until when the words can be revised, or since when they are fixed; empty while nothing is known of it.
    pub fixed: String,
    /// Why no minutes are taken; empty where that was not said.
    pub reason: String,
    /// Whether there is anything to sign yet: the session was held to its end.
    pub held: bool,
    /// Whether they are signed.
    pub signed: bool,
    /// Whether the reader may take them, sign them, add to them.
    pub may_hold: bool,
    /// Whether the reader may open names and scans.
    pub may_open: bool,
    /// Whether the reader may note corrections, and the words are fixed.
    pub may_note: bool,
    /// What they say beside the desk: `began`, `ended`, `secretary`, `conclusion`, `read_back`.
    pub take: FormState,
    /// The stamp of what they say now.
    pub seen: String,
    /// Who may have taken them, each by name and post.
    pub secretaries: Vec<String>,
    /// What is proposed for the day of signing and of a correction.
    pub proposed: FormState,
    /// What was raised, in order.
    pub matters: Vec<Matter>,
    /// Scans of the signed minutes.
    pub scans: Vec<Scan>,
    /// How many scans may come at once.
    pub most: i64,
    /// How many megabytes one of them may have.
    pub most_mb: i64,
    /// The form that was refused.
    pub wrong: Option<Wrong>,
}

impl MinutesPage {
    /// What a form holds: what was typed where it was refused, else what is proposed.
    pub fn form(&self, name: &str) -> &FormState {
        match &self.wrong {
            Some(wrong) if wrong.form == name => &wrong.state,
            _ if name == "take" => &self.take,
            _ => &self.proposed,
        }
    }
}
