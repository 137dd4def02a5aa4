//! What was recorded for somebody else: the page on which those whose act it is read and contest it.

use askama::Template;

use super::form::{Choice, FormState};
use super::parts::{Link, Status};
use super::shell::Shell;

/// What was recorded for the reader, or what others contest of what the reader's body recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BehalfRow {
    /// The event.
    pub event: i64,
    /// The act in the reader's language, and where it stands.
    pub link: Link,
    /// What it happened to, and whose act it is: one line.
    pub what: String,
    /// The day on which it happened, dd/mm/yyyy.
    pub on: String,
    /// Who recorded it, for which body, and when: one line.
    pub typed: String,
    /// How it stands: contested, answered; nothing where nobody contests it.
    pub state: Option<Status>,
    /// The paper on which it rests, where it was named; else empty.
    pub paper: String,
    /// What is said against it; empty where nothing is.
    pub words: String,
    /// The last day on which the reader can contest it, in words; empty where they can't.
    pub may_contest: String,
    /// Whether the reader can take their contest back.
    pub may_take_back: bool,
    /// Whether the reader can say why it stays.
    pub may_answer: bool,
}

/// A form of a row that was wrong.
#[derive(Debug, Clone, Default)]
pub struct WrongRow {
    /// The event.
    pub event: i64,
    /// The form: `reason`, or `note` of an answer.
    pub form: FormState,
}

/// `GET /on-behalf`, and the answer to a wrong form of it.
#[derive(Debug, Clone, Template)]
#[template(path = "on-behalf.html")]
pub struct OnBehalf {
    /// The frame.
    pub shell: Shell,
    /// What waits for an answer of the reader's body; nothing where the reader doesn't answer.
    pub contested: Option<Vec<BehalfRow>>,
    /// Whether more waits than is shown.
    pub more_contested: bool,
    /// What others recorded for the reader's body, or for the reader as its head; nothing where the reader contests nothing.
    pub recorded: Option<Vec<BehalfRow>>,
    /// The address of the next page of that.
    pub next: Option<String>,
    /// For whom the reader recorded something: the list of each, and how long it is.
    pub typed: Vec<(Link, String)>,
    /// The form that was wrong.
    pub wrong: Option<WrongRow>,
}

/// Before whom a list of what was recorded for them is laid.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeenBy {
    /// What the list is called then.
    pub title: String,
    /// In which post they sign that they saw it.
    pub signs: String,
    /// Their name; empty where no head of the body is recorded, and for a body.
    pub name: String,
}

/// `GET /on-behalf/typed`: what the reader recorded for others.
#[derive(Debug, Clone, Template)]
#[template(path = "on-behalf-typed.html")]
pub struct TypedPage {
    /// The frame.
    pub shell: Shell,
    /// The body for which the reader recorded it.
    pub scope: i64,
    /// Fields `whose`, `from`, `to`.
    pub form: FormState,
    /// For whom something was recorded.
    pub choices: Vec<Choice>,
    /// Before whom it is laid, where one head or body is chosen.
    pub seen_by: Option<SeenBy>,
    /// Whether it is the whole list: of a part nobody signs that they saw it.
    pub whole: bool,
    /// The rows; `typed` is the day on which it was recorded.
    pub rows: Vec<BehalfRow>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
}

static EMPTY: std::sync::LazyLock<FormState> = std::sync::LazyLock::new(FormState::default);

impl OnBehalf {
    /// The form of a row: the wrong one where it is this row's, else an empty one.
    fn form(&self, row: &BehalfRow) -> &FormState {
        self.wrong.as_ref().filter(|wrong| wrong.event == row.event).map_or(&EMPTY, |wrong| &wrong.form)
    }
}
