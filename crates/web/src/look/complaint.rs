//! Complaints that are settled: the list, and the steps of one.

use askama::Template;

use super::case::{Step, WrongStep};
use super::due::Why;
use super::form::{Choice, FormState};
use super::history::Steps;
use super::parts::Link;
use super::shell::Shell;

/// A complaint in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComplaintRow {
    /// The complaint, with the beginning of its words.
    pub complaint: Link,
    /// Its case, by its number.
    pub case: Link,
    /// Which time it is, the variant, the body where it is not the reader's own.
    pub why: String,
    /// How far it has come.
    pub phase: String,
    /// The day of its receipt, dd/mm/yyyy.
    pub on: String,
    /// Its next last day, and whether it is late; empty where none runs.
    pub due: String,
    /// Whether it is late.
    pub over: bool,
}

/// `GET /complaints`.
#[derive(Debug, Clone, Template)]
#[template(path = "complaints.html")]
pub struct Complaints {
    /// The frame.
    pub shell: Shell,
    /// The complaints, the newest first.
    pub rows: Vec<ComplaintRow>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// Whether the list shows some of them only.
    pub filtered: bool,
    /// Fields `of`, `complaint_phase`, `late`, `also_over`.
    pub form: FormState,
    /// How far one can have come.
    pub phases: Vec<Choice>,
    /// That only those are listed which are late.
    pub late: Vec<Choice>,
    /// That those are listed, too, which are over.
    pub over: Vec<Choice>,
}

/// A clock of a complaint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClockLine {
    /// What it waits for.
    pub kind: String,
    /// How it stands, in words.
    pub words: String,
    /// Its last day, dd/mm/yyyy.
    pub due: String,
    /// Whether it is late, or was.
    pub over: bool,
    /// Why it is that day.
    pub why: Option<Why>,
    /// The rule, with its source.
    pub ground: String,
}

/// A step that was made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepLine {
    /// What it is.
    pub title: String,
    /// The day, dd/mm/yyyy.
    pub on: String,
    /// The article.
    pub source: String,
    /// What it says: label and value.
    pub facts: Vec<(String, String)>,
    /// What is to be known of it; empty where nothing is.
    pub note: String,
}

/// The form of a step that is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepForm {
    /// The step, by its word.
    pub step: &'static str,
    /// What it is.
    pub title: String,
    /// The article.
    pub source: String,
    /// The grounds on which it is not accepted.
    pub grounds: Vec<Choice>,
    /// Whether the case of the first complaint is asked for.
    pub first: bool,
    /// The day that is asked for beside that of the step: the name of the field; empty where none is.
    pub named: &'static str,
    /// What can be ticked: names of fields, each with its choices.
    pub checks: Vec<(&'static str, Vec<Choice>)>,
    /// What is chosen: names of fields, each with its choices.
    pub radios: Vec<(&'static str, Vec<Choice>)>,
    /// Whether a reason is asked for.
    pub reason: bool,
}

/// `GET /letters/{id}/complaint`, and the answer to a wrong post on it.
#[derive(Debug, Clone, Template)]
#[template(path = "complaint.html")]
pub struct ComplaintPage {
    /// The frame.
    pub shell: Shell,
    /// The letter.
    pub id: i64,
    /// The letter, by its number.
    pub letter: Link,
    /// Its case.
    pub case: Link,
    /// The body that settles it.
    pub body: String,
    /// The words.
    pub words: String,
    /// Whether it is settled at all: its letter was taken up.
    pub begun: bool,
    /// How it stands: label and value.
    pub facts: Vec<(String, String)>,
    /// What is to be looked at: that it is late, that it came late.
    pub warnings: Vec<String>,
    /// Its clocks.
    pub clocks: Vec<ClockLine>,
    /// The steps that were made.
    pub steps: Vec<StepLine>,
    /// The event of the last one; 0 where there is none.
    pub seen: i64,
    /// The steps that can follow, for who may make them.
    pub forms: Vec<StepForm>,
    /// What the forms propose.
    pub proposed: FormState,
    /// The form that was wrong, by its step.
    pub wrong: Option<(String, FormState)>,
    /// The step whose striking was wrong.
    pub wrong_step: Option<WrongStep>,
    /// What happened, the newest first.
    pub timeline: Vec<Step>,
}

impl ComplaintPage {
    /// The form of a step: the wrong one where it is this one, else the proposed one.
    pub fn form(&self, step: &str) -> &FormState {
        match &self.wrong {
            Some((wrong, state)) if wrong == step => state,
            _ => &self.proposed,
        }
    }

    /// What happened to it, with the forms that take a step back.
    pub fn history(&self) -> Steps<'_> {
        Steps::new(&self.shell, &self.timeline, self.wrong_step.as_ref())
    }
}
