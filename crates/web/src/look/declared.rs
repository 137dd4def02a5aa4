//! Declared figures: the list, a form, one paper with its numbers, and a table of units before it is recorded.

use askama::Template;

use super::case::{Step, WrongStep};
use super::form::{Choice, FormState};
use super::history::Steps;
use super::parts::{Link, Status};
use super::shell::Shell;

/// Declared figures in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeclaredLine {
    /// Their page, by the unit.
    pub link: Link,
    /// Period and paper, one line.
    pub why: String,
    /// The numbers that say most.
    pub numbers: String,
    /// Whether they count.
    pub status: Status,
}

/// `GET /declared`.
#[derive(Debug, Clone, Template)]
#[template(path = "declared.html")]
pub struct DeclaredList {
    /// The frame.
    pub shell: Shell,
    /// The body whose list it is.
    pub organisation: i64,
    /// Those of the page, the newest first.
    pub rows: Vec<DeclaredLine>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// Whether the reader may record some.
    pub may_record: bool,
}

/// Fields of numbers under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberGroup {
    /// The heading.
    pub legend: String,
    /// The names of the fields.
    pub fields: Vec<&'static str>,
}

/// `GET /declared/new`, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "declared-new.html")]
pub struct NewDeclared {
    /// The frame.
    pub shell: Shell,
    /// Fields `organisation`, `declared_from`, `declared_to`, `declared_number`, `document_on` and one for each number.
    pub form: FormState,
    /// The units whose figures the reader may record.
    pub units: Vec<Choice>,
    /// The numbers.
    pub groups: Vec<NumberGroup>,
}

/// A number on a paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberLine {
    /// Which.
    pub label: String,
    /// How many; a dash where it is not declared.
    pub now: String,
    /// What was written before, the newest first.
    pub before: Vec<String>,
}

/// A form that was wrong.
#[derive(Debug, Clone, Default)]
pub struct Wrong {
    /// `correct`, `strike` or `scans`.
    pub form: String,
    /// What was typed, and what is wrong with it.
    pub state: FormState,
}

/// `GET /declared/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "declared-one.html")]
pub struct DeclaredPage {
    /// The frame.
    pub shell: Shell,
    /// Their id.
    pub id: i64,
    /// The version that a form is of.
    pub version: i64,
    /// The body whose list leads here.
    pub organisation: i64,
    /// The unit.
    pub unit: String,
    /// The period, as a sentence.
    pub period: String,
    /// Number and day of the paper, as a sentence.
    pub paper: String,
    /// Who recorded them, when.
    pub typed: String,
    /// Whether they count.
    pub status: Status,
    /// The numbers that are declared, or were.
    pub numbers: Vec<NumberLine>,
    /// What does not add up on the paper.
    pub notes: Vec<String>,
    /// The scans: id, and what it is in words.
    pub scans: Vec<(i64, String)>,
    /// How many files may be laid down at once.
    pub most: usize,
    /// How many megabytes a file may have.
    pub most_mb: i64,
    /// Whether the reader may write them anew, strike them and lay scans down.
    pub may_change: bool,
    /// What the forms propose.
    pub proposed: FormState,
    /// The form that was wrong.
    pub wrong: Option<Wrong>,
    /// The numbers of the form.
    pub groups: Vec<NumberGroup>,
    /// What happened to them, the newest first.
    pub timeline: Vec<Step>,
    /// The form of a step that was wrong.
    pub wrong_step: Option<WrongStep>,
}

impl DeclaredPage {
    /// The form of an act: the wrong one where it is this one, else the proposed one.
    pub fn form(&self, form: &str) -> &FormState {
        match &self.wrong {
            Some(wrong) if wrong.form == form => &wrong.state,
            _ => &self.proposed,
        }
    }

    /// Whether that form was wrong.
    pub fn is_wrong(&self, form: &str) -> bool {
        self.wrong.as_ref().is_some_and(|wrong| wrong.form == form)
    }

    /// What happened to them.
    pub fn history(&self) -> Steps<'_> {
        Steps::new(&self.shell, &self.timeline, self.wrong_step.as_ref())
    }
}

/// A row of a table as it would be recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitRow {
    /// Its number in the file.
    pub row: usize,
    /// The unit as it is written.
    pub unit: String,
    /// The body that it is taken for; empty where none is.
    pub body: String,
    /// The number in each column; a dash for none.
    pub cells: Vec<String>,
    /// What is wrong with it; may be empty.
    pub problem: String,
}

/// A table before it is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// Each number with the heading of its column in the file.
    pub columns: Vec<(String, String)>,
    /// Headings that are not taken over.
    pub unused: Vec<String>,
    /// The units.
    pub rows: Vec<UnitRow>,
    /// Rows of sums and signatures that are left out, in words; empty for none.
    pub left_out: String,
    /// Cells that are no number, in words.
    pub wrong: Vec<String>,
    /// The rows as the form carries them.
    pub kept: Vec<String>,
    /// Whether it can be recorded as it is.
    pub may_take: bool,
}

/// `GET /declared/import`, and a table that was looked at.
#[derive(Debug, Clone, Template)]
#[template(path = "declared-import.html")]
pub struct DeclaredImport {
    /// The frame.
    pub shell: Shell,
    /// Fields `organisation`, `declared_from`, `declared_to`, `declared_number`, `document_on`, `table`, `file`.
    pub form: FormState,
    /// Why the table can't be read; may be empty.
    pub why: String,
    /// The table that was looked at.
    pub preview: Option<Preview>,
}
