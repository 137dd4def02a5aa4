//! The live desk: a clerk types while people speak. Beside it: [`together`] for several matters at once, [`slip`] for what was
//! photographed, [`private`] for what is told in private, [`projector`] for what the hall sees.

pub mod private;
pub mod projector;
pub mod slip;
pub mod together;

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
    /// What is posted where it is chosen, to be marked or answered with others: `id.version`; empty where it can't be.
    pub pick: String,
    /// The neutral title proposed for the projector: the field of work, where it is known.
    pub neutral: String,
    /// Whether its words are kept from every page, for a private reception.
    pub private: bool,
    /// The neutral title under which the hall sees it, while it does.
    pub released: Option<String>,
}

/// A photographed slip that is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SlipAtDesk {
    /// The slip.
    pub id: i64,
    /// Its running number in the session.
    pub number: i64,
    /// How many wait, this one among them.
    pub waiting: i64,
    /// By how much the picture is turned to stand upright: 0, 90, 180, 270.
    pub turned: i64,
    /// The next one that waits.
    pub next: Option<i64>,
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
    /// What may be the same matter, in near words.
    pub near: Vec<Earlier>,
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
    /// The session that is written at.
    pub session: i64,
    /// Its title as typed.
    pub title: String,
    /// Day, chair, place: one line.
    pub line: String,
    /// The desks of its sessions, where there are several.
    pub sessions: Vec<DeskFilter>,
    /// Its state.
    pub status: Status,
    /// Whether the reader may write: the dialogue is open and the role allows it.
    pub may_write: bool,
    /// The newest submissions that the filter lets through, newest first.
    pub rows: Vec<DeskRow>,
    /// How many there are in all.
    pub total: i64,
    /// How many photographed slips wait to be typed.
    pub slips: i64,
    /// The slip that is being typed; its picture stands beside the words.
    pub slip: Option<SlipAtDesk>,
    /// The slips to private reception, to be printed again.
    pub privates: Vec<Link>,
    /// When the draft in the form was kept (hh:mm:ss); nothing where the form holds no draft.
    pub draft: Option<String>,
    /// The filters above the list; may be empty.
    pub filters: Vec<DeskFilter>,
    /// The address of the older ones, where there are any.
    pub next: Option<String>,
    /// What the form writes.
    pub entry: DeskEntry,
    /// The number that the entry has or will have.
    pub number: i64,
    /// The form: `who`, `unnamed` (value `yes`), `village`, `field`, `kind`, `words`, `mark` (`answered`, `conclusion`,
    /// `beyond`), `answered_by`, `result`, `by_on`, `ground`, `answer`, `contact`; posted beside it: `then` (`new` or `same`:
    /// another matter of the same speaker), `turn` (hidden, the turn of the same speaker), `slip` (hidden, what is typed from),
    /// `gathered` (hidden, the case of what was gathered and is spoken of).
    pub form: FormState,
    /// The kinds of submission.
    pub kinds: Vec<Choice>,
    /// The fields of work (value = code).
    pub fields: Vec<Choice>,
    /// The villages that can be typed by their first letters.
    pub villages: Vec<String>,
    /// Those who may answer on the spot (value = id).
    pub answerers: Vec<Choice>,
    /// What can come of an answer on the spot (value = code).
    pub results: Vec<Choice>,
    /// Whether the entry goes on with the speaker of the last one.
    pub same_speaker: bool,
    /// What may be the same matter as the one that is typed, open or just saved, in near words.
    pub near: Vec<Earlier>,
    /// Earlier matters of the same place and field.
    pub earlier: Vec<Earlier>,
    /// What the box says that joins the entry to what was gathered, where the form was filled from that; empty else.
    pub joins: String,
    /// What was gathered before the dialogue, by the lines of its agenda: it may be spoken of at any moment.
    pub picks: Vec<(String, Vec<crate::look::gathering::GatheredPick>)>,
    /// What was gathered before the dialogue and is near to what was just spoken.
    pub gathered: Vec<crate::look::gathering::GatheredNear>,
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

    /// The row that is being revised.
    pub fn current(&self) -> Option<&DeskRow> {
        self.rows.iter().find(|row| self.is_current(row))
    }

    /// Whether any row can be chosen.
    pub fn any_open(&self) -> bool {
        self.rows.iter().any(|row| !row.pick.is_empty())
    }

    /// The submission that is being revised, as a form posts it; nothing for a new one.
    pub fn revised(&self) -> String {
        match self.entry {
            DeskEntry::New => String::new(),
            DeskEntry::Revision(id) => id.to_string(),
        }
    }

    /// The number after this one, for the words of the save button.
    pub fn following(&self) -> i64 {
        self.number + 1
    }
}
