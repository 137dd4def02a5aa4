//! What is beyond competence, by the body that it was sent to.

use askama::Template;

use super::form::{Choice, FormState};
use super::parts::Link;
use super::shell::Shell;

/// A matter beyond competence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matter {
    /// Its case, in its words.
    pub case: Link,
    /// The number of the case.
    pub number: String,
    /// Village or commune, and the day.
    pub from: String,
    /// By which paper it was sent; empty while it waits to be.
    pub sent: String,
    /// The last day for an answer; empty where none was set.
    pub due: String,
    /// What was answered; empty where nothing was.
    pub answer: String,
    /// To which bodies above it was reported, by which paper; empty where it was not.
    pub reported: String,
    /// Its case, where it can be picked for a report; 0 where it can't, and where its case stands in a row before.
    pub pick: i64,
}

/// What was sent to a body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// Its name; none of what waits to be sent.
    pub to: Option<String>,
    /// The matters.
    pub matters: Vec<Matter>,
}

/// `GET /beyond`, `GET /dialogues/{id}/beyond`.
#[derive(Debug, Clone, Template)]
#[template(path = "transfer-beyond.html")]
pub struct PassedOn {
    /// The frame.
    pub shell: Shell,
    /// The dialogue, where it is the table of one.
    pub talk: Option<Link>,
    /// Whether that was none, and holds what was raised elsewhere on a day.
    pub elsewhere: bool,
    /// The days, where it is that of a range.
    pub days: Option<(String, String)>,
    /// The range as it was typed: `of`, `from`, `to`.
    pub form: FormState,
    /// The bodies in order; what was sent to none first.
    pub bodies: Vec<Body>,
    /// The bodies above to which the reader may record a report; none for whoever may not.
    pub receivers: Vec<Choice>,
    /// The report: `organisation`, `dialogue`, `from`, `to`, `cases`, `receiver`, `number`, `happened_on`.
    pub report: FormState,
    /// The address of the Word file.
    pub word: String,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// That of the first, where this is another.
    pub first: Option<String>,
}

impl PassedOn {
    /// Whether a matter was picked in a report that was wrong.
    pub fn picked(&self, row: &Matter) -> bool {
        self.report.chosen("cases", &row.pick.to_string())
    }

    /// Whether a form of the page was refused.
    pub fn is_refused(&self) -> bool {
        self.form.is_refused() || self.report.is_refused()
    }
}
