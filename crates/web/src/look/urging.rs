//! What other bodies owe, the letters that urge them, transfers without an answer, and who still has to be told.

use askama::Template;

use super::form::{Choice, FormState};
use super::home::WaitingRow;
use super::parts::Link;
use super::shell::Shell;

/// A body that owes something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// Its list.
    pub link: Link,
    /// How much is overdue.
    pub over: i64,
    /// How much is due within the week.
    pub soon: i64,
    /// The day of the last letter about any of it, or empty.
    pub urged: String,
}

/// Something that a body owes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// The case, with its title.
    pub case: Link,
    /// The number, the place, and what is owed: one line.
    pub why: String,
    /// The last day, dd/mm/yyyy; empty where there is none.
    pub due: String,
    /// How far that day is, in words.
    pub words: String,
    /// Whether it has passed.
    pub over: bool,
    /// How often and when last it was urged, or empty.
    pub urged: String,
}

/// The list of one body, for Monday.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// The body.
    pub body: String,
    /// What it owes.
    pub items: Vec<Item>,
    /// The same as plain text, to be copied.
    pub copy: String,
}

/// `GET /urging`, and the answer to a wrong form of it.
#[derive(Debug, Clone, Template)]
#[template(path = "urging.html")]
pub struct UrgingPage {
    /// The frame.
    pub shell: Shell,
    /// The bodies that owe something; none where one is shown.
    pub bodies: Vec<Body>,
    /// The list of the one that is shown.
    pub list: Option<List>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// That of the first, where this is another.
    pub first: Option<String>,
    /// How much one letter names at most.
    pub most: i64,
    /// Whether the reader may urge, and something is overdue.
    pub may_urge: bool,
    /// How much is overdue and was not urged today.
    pub waits: i64,
    /// `organisation`, `to`, `number`, `happened_on`, `answer_by`.
    pub form: FormState,
    /// The day, dd/mm/yyyy.
    pub today: String,
}

/// A letter that urges.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// Its id.
    pub id: i64,
    /// The paper, by the body and the day.
    pub link: Link,
    /// Number, signer, how much it urges: one line.
    pub facts: String,
    /// Whether its number and day are recorded from the signed paper.
    pub issued: bool,
    /// `number`, `happened_on`, `signer`; none for whoever may not record them.
    pub form: Option<FormState>,
}

/// `GET /urging/letters`.
#[derive(Debug, Clone, Template)]
#[template(path = "urging-letters.html")]
pub struct Letters {
    /// The frame.
    pub shell: Shell,
    /// The letters, the newest first.
    pub rows: Vec<Letter>,
    /// Who may have signed them.
    pub signers: Vec<Choice>,
    /// Whether the program draws the numbers of the body's letters.
    pub drawn: bool,
    /// The body.
    pub scope: i64,
    /// The address of the next page.
    pub next: Option<String>,
}

impl Letters {
    /// Whether a form was refused.
    pub fn is_wrong(&self) -> bool {
        self.rows.iter().any(|row| row.form.as_ref().is_some_and(FormState::is_refused))
    }

    /// The control of a letter's form: the first of them where it is wrong keeps its name, so that its error leads there.
    pub fn control(row: &Letter, name: &str) -> String {
        let wrong = row.form.as_ref().is_some_and(FormState::is_refused);
        if wrong { name.to_owned() } else { format!("{name}-{}", row.id) }
    }
}

/// `GET /transfers`.
#[derive(Debug, Clone, Template)]
#[template(path = "transfers.html")]
pub struct Transfers {
    /// The frame.
    pub shell: Shell,
    /// Those that wait.
    pub rows: Vec<WaitingRow>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// That of the first, where this is another.
    pub first: Option<String>,
}

/// `GET /to-tell`.
#[derive(Debug, Clone, Template)]
#[template(path = "to-tell.html")]
pub struct ToTell {
    /// The frame.
    pub shell: Shell,
    /// The points, with where it is noted that somebody was told, for whoever may.
    pub rows: Vec<(Item, Option<Link>)>,
    /// The address of the next page.
    pub next: Option<String>,
    /// The steps of transfers of which nobody was told, with where it is noted, for whoever may.
    pub steps: Vec<(Item, Option<Link>)>,
    /// The address of the next page of them.
    pub next_step: Option<String>,
}
