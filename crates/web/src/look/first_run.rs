//! The first minutes of an installation: its place and bodies, the first account, its recovery codes.

use askama::Template;
use askama::filters::HtmlSafe;

use super::form::{Choice, FormState};
use super::shell::Shell;

/// A unit that answers to what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceRow {
    /// What is posted as `chosen`: level and code.
    pub value: String,
    /// Its name with its type.
    pub name: String,
    /// The province it lies in; empty for a province.
    pub within: String,
    /// Its name in running text.
    pub now: String,
    /// The older unit that was typed and now lies in it, in running text; empty where its own name was typed.
    pub was: String,
    /// Whether only a part of that older unit does.
    pub part: bool,
}

/// Bodies of one kind of work that will be made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodyGroup {
    /// The line, or `outside`.
    pub code: String,
    /// Their names.
    pub names: Vec<String>,
}

/// The search for the place, as far as it has come: also the answer to `GET /first-run/places`, put into the page while
/// one types.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "parts/places.html")]
pub struct Places {
    /// The frame.
    pub shell: Shell,
    /// What was looked for.
    pub asked: String,
    /// The units found.
    pub rows: Vec<PlaceRow>,
    /// The unit chosen, as `chosen` is posted; empty where none was.
    pub chosen: String,
    /// What is wrong with the choice; empty where nothing is.
    pub error: String,
    /// The name of the unit chosen, in running text.
    pub unit: String,
    /// The bodies it gets.
    pub bodies: Vec<BodyGroup>,
}

impl Places {
    /// How many bodies will be made.
    pub fn count(&self) -> usize {
        self.bodies.iter().map(|group| group.names.len()).sum()
    }
}

impl HtmlSafe for Places {}

/// `GET /first-run`, and the answer to a wrong `POST /first-run`.
#[derive(Debug, Clone, Template)]
#[template(path = "first-run.html")]
pub struct FirstRun {
    /// The frame; nobody is signed in.
    pub shell: Shell,
    /// Fields `code` (printed in the terminal), `find`, `chosen`, `level`, `territory`, `person`, `login`, `password`.
    pub form: FormState,
    /// The place, as far as it is found.
    pub places: Places,
    /// The least number of letters of a password.
    pub least: i64,
    /// Levels of a unit that is in no list.
    pub levels: Vec<Choice>,
}

/// The answer to `POST /account/recovery-codes` and to the first run: codes shown once, made to be printed.
#[derive(Debug, Clone, Template)]
#[template(path = "recovery-codes.html")]
pub struct RecoveryCodes {
    /// The frame.
    pub shell: Shell,
    /// The login they belong to.
    pub login: String,
    /// The codes as they are typed back.
    pub codes: Vec<String>,
    /// The day they were issued, dd/mm/yyyy.
    pub issued_on: String,
    /// Whether these are the first, given at the end of the first run.
    pub first: bool,
}
