//! The live desk: a clerk types while people speak.

use askama::Template;

use super::form::{Choice, FormState};
use super::parts::{Link, Person, Status};
use super::shell::Shell;

/// A submission in the list of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeskRow {
    /// The submission.
    pub id: i64,
    /// Its running number in the dialogue.
    pub number: i64,
    /// Who raised it.
    pub person: Person,
    /// When it was typed: hh:mm.
    pub at: String,
    /// The beginning of the words, one line.
    pub words: String,
    /// Its mark (`Status::mark`), or its result.
    pub status: Status,
    /// Its case.
    pub case: i64,
    /// Whether it was typed by mistake.
    pub struck: bool,
}

/// An earlier matter of the same place and field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Earlier {
    /// The case.
    pub case: Link,
    /// When and where, one line.
    pub line: String,
    /// Where it stands.
    pub status: Status,
}

/// The earlier matters alone, for the desk to put in the place of the last ones.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/earlier.html")]
pub struct EarlierPart {
    /// The frame.
    pub shell: Shell,
    /// The matters.
    pub earlier: Vec<Earlier>,
}

/// A filter above the list, with its count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeskFilter {
    /// The filter and its words; the words hold the count.
    pub link: Link,
    /// Whether it is the one in force.
    pub current: bool,
}

/// What the form on the desk writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeskEntry {
    /// A new submission: posts to `/dialogues/{id}/desk`.
    #[default]
    New,
    /// A new version of an earlier one, by its id: posts to `/submissions/{id}/revise`.
    Revision(i64),
}

/// `GET /dialogues/{id}/desk`, and the answer to a wrong post of it.
#[derive(Debug, Clone, Template)]
#[template(path = "desk.html")]
pub struct Desk {
    /// The frame.
    pub shell: Shell,
    /// The dialogue.
    pub id: i64,
    /// Its title as typed.
    pub title: String,
    /// Day, chair, place: one line.
    pub line: String,
    /// Its state.
    pub status: Status,
    /// Whether the reader may write: the dialogue is open and the role allows it.
    pub may_write: bool,
    /// The newest submissions, newest first.
    pub rows: Vec<DeskRow>,
    /// How many there are in all.
    pub total: i64,
    /// The filters above the list; may be empty.
    pub filters: Vec<DeskFilter>,
    /// The address of the older ones, where there are any.
    pub next: Option<String>,
    /// What the form writes.
    pub entry: DeskEntry,
    /// The number that the entry has or will have.
    pub number: i64,
    /// The form: `who`, `unnamed` (value `yes`), `village`, `field`, `kind`, `words`, `mark` (`answered`, `conclusion`,
    /// `beyond`), `answered_by`, `answer`, `contact`; posted beside it: `then` (`new` or `same`: another matter of the same
    /// speaker), `turn` (hidden, the turn of the same speaker).
    pub form: FormState,
    /// The kinds of submission.
    pub kinds: Vec<Choice>,
    /// The fields of work (value = code).
    pub fields: Vec<Choice>,
    /// The villages that can be typed by their first letters.
    pub villages: Vec<String>,
    /// Those who may answer on the spot (value = id).
    pub answerers: Vec<Choice>,
    /// Whether the entry goes on with the speaker of the last one.
    pub same_speaker: bool,
    /// Earlier matters of the same place and field.
    pub earlier: Vec<Earlier>,
}

impl Desk {
    /// Where the form posts.
    pub fn action(&self) -> String {
        match self.entry {
            DeskEntry::New => format!("/dialogues/{}/desk", self.id),
            DeskEntry::Revision(id) => format!("/submissions/{id}/revise"),
        }
    }

    /// Whether the entry is a new version of an earlier one.
    pub fn is_revision(&self) -> bool {
        matches!(self.entry, DeskEntry::Revision(_))
    }

    /// Whether a row is the one being revised.
    pub fn is_current(&self, row: &DeskRow) -> bool {
        self.entry == DeskEntry::Revision(row.id)
    }

    /// The number after this one, for the words of the save button.
    pub fn following(&self) -> i64 {
        self.number + 1
    }
}
