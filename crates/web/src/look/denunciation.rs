//! The register of denunciations: the list, entering a line, the page of one, moving one here. No form of it has a field for words.

use askama::Template;

use super::case::{BodyClock, Step};
use super::form::{Choice, FormState};
use super::history::Steps;
use super::parts::{Link, Status};
use super::shell::Shell;

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DenunciationRow {
    /// The line, by its number.
    pub link: Link,
    /// By which way it came, its field, its result.
    pub why: String,
    /// The day of receipt, dd/mm/yyyy.
    pub on: String,
    /// When something is due next; empty where nothing is.
    pub due: String,
    /// Whether that has passed.
    pub over: bool,
    /// How far it is.
    pub status: Status,
}

/// A number with the list of what it counts; a number of a body below leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DenunciationCount {
    /// What is counted.
    pub label: String,
    /// How many.
    pub count: i64,
    /// The list; empty for who sees numbers alone.
    pub href: String,
}

/// `GET /denunciations`, and `GET /denunciations/counts` without rows.
#[derive(Debug, Clone, Template)]
#[template(path = "denunciations.html")]
pub struct Denunciations {
    /// The frame.
    pub shell: Shell,
    /// The body.
    pub body: String,
    /// The lines, the newest first; nothing for who sees numbers alone.
    pub rows: Option<Vec<DenunciationRow>>,
    /// The numbers of the time that was asked for.
    pub counts: Vec<DenunciationCount>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether the reader may enter one.
    pub may_record: bool,
    /// Whether the list shows some of them only.
    pub filtered: bool,
    /// Fields `of`, `denunciation_phase`, `denunciation_overdue`, `from`, `to`.
    pub form: FormState,
    /// The phases.
    pub phases: Vec<Choice>,
    /// That only those are listed of which a last day has passed.
    pub overdue: Vec<Choice>,
}

impl Denunciations {
    /// Where the filter is asked for.
    pub const fn action(&self) -> &'static str {
        if self.rows.is_some() { "/denunciations" } else { "/denunciations/counts" }
    }
}

/// `GET /denunciations/new`, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "denunciation-new.html")]
pub struct NewDenunciation {
    /// The frame.
    pub shell: Shell,
    /// Fields `organisation`, `denunciation_number`, `received_on`, `letter_way`, `field`.
    pub form: FormState,
    /// The ways by which one comes.
    pub ways: Vec<Choice>,
    /// The fields of work.
    pub fields: Vec<Choice>,
}

/// A step that is open, with what its form asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field that the form of a step has or has not")]
pub struct OpenStep {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: String,
    /// Article and document.
    pub ground: String,
    /// Whether it is a document.
    pub paper: bool,
    /// Whether it names a ground.
    pub grounds: bool,
    /// Whether it names a result.
    pub results: bool,
    /// Whether it lengthens a clock.
    pub days: bool,
    /// Whether it names criteria.
    pub criteria: bool,
    /// Whether conditions have to be met.
    pub conditions: bool,
}

/// What the forms of steps offer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepChoices {
    /// The grounds.
    pub grounds: Vec<Choice>,
    /// The results.
    pub results: Vec<Choice>,
    /// The conditions.
    pub conditions: Vec<Choice>,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TakenStep {
    /// Its name.
    pub title: String,
    /// Its day, dd/mm/yyyy.
    pub on: String,
    /// Number of its document, ground, days, result.
    pub facts: String,
    /// Article and document.
    pub ground: String,
}

/// `GET /denunciations/{id}`, and the answer to a wrong post on it.
#[derive(Debug, Clone, Template)]
#[template(path = "denunciation.html")]
pub struct DenunciationPage {
    /// The frame.
    pub shell: Shell,
    /// Its id.
    pub id: i64,
    /// What was recorded last.
    pub seen: i64,
    /// The body.
    pub body: String,
    /// Its number.
    pub title: String,
    /// How far it is.
    pub status: Status,
    /// Label and value of what the register says.
    pub facts: Vec<(String, String)>,
    /// Its clocks.
    pub clocks: Vec<BodyClock>,
    /// The steps that stand, in their order.
    pub taken: Vec<TakenStep>,
    /// The steps that are open now; none for who only reads.
    pub open: Vec<OpenStep>,
    /// What their forms offer.
    pub choices: StepChoices,
    /// Whether it was recorded by mistake.
    pub struck: bool,
    /// Whether the reader may take the last step back.
    pub to_take_back: bool,
    /// Whether the reader may take the line out.
    pub to_strike: bool,
    /// What the forms propose.
    pub proposed: FormState,
    /// The form that was wrong: the code of a step, `take-back`, `strike`.
    pub wrong: Option<(String, FormState)>,
    /// What happened, the newest first.
    pub timeline: Vec<Step>,
}

impl DenunciationPage {
    /// The form of that name: the wrong one where it is this one, else the proposed one.
    pub fn form(&self, form: &str) -> &FormState {
        match &self.wrong {
            Some((wrong, state)) if wrong == form => state,
            _ => &self.proposed,
        }
    }

    /// What happened to it.
    pub fn history(&self) -> Steps<'_> {
        Steps::new(&self.shell, &self.timeline, None)
    }
}

/// `GET /submissions/{id}/denunciation`: moving what was entered to the register, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "denunciation-move.html")]
pub struct MoveDenunciation {
    /// The frame.
    pub shell: Shell,
    /// The submission.
    pub submission: i64,
    /// What it is, without a word of it: from where and of which day.
    pub what: String,
    /// Whether it was printed for the file.
    pub printed: bool,
    /// Fields `denunciation_number`, `received_on`, `letter_way`, `field`.
    pub form: FormState,
    /// The ways by which one comes.
    pub ways: Vec<Choice>,
    /// The fields of work.
    pub fields: Vec<Choice>,
}

/// `POST /submissions/{id}/denunciation/print`: the sheet for the file.
#[derive(Debug, Clone, Template)]
#[template(path = "denunciation-sheet.html")]
pub struct DenunciationSheet {
    /// The frame.
    pub shell: Shell,
    /// The submission.
    pub submission: i64,
    /// Label and value: when, from where, who.
    pub facts: Vec<(String, String)>,
    /// The words.
    pub words: String,
    /// The pages on which its scans are opened to be printed.
    pub scans: Vec<Link>,
}
