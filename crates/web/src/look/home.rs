//! The first page after sign-in: what is under way and what waits.

use askama::Template;

use super::case::CaseRow;
use super::dialogue::DialogueRow;
use super::handover::HandoverRow;
use super::job::Backup;
use super::parts::{Link, Shape};
use super::shell::Shell;

/// A counter that leads to what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counter {
    /// The number.
    pub count: i64,
    /// The list and the words.
    pub link: Link,
    /// The shape beside the words; `Over` prints the number in red.
    pub shape: Shape,
    /// Whether there are more that were not counted.
    pub more: bool,
}

impl Counter {
    /// The number as it is shown: nothing is counted beyond [`crate::figure::MOST_COUNTED`].
    pub(crate) fn shown(&self) -> String {
        let counted = || if self.more { format!("{}+", self.count) } else { self.count.to_string() };
        beyond(self.count).unwrap_or_else(counted)
    }
}

/// What is said of a number that was not counted to its end; nothing of one that was.
pub(crate) fn beyond(count: i64) -> Option<String> {
    let most = i64::try_from(crate::figure::MOST_COUNTED).unwrap_or(i64::MAX);
    (count > most).then(|| format!("{most}+"))
}

/// A body whose head is entered among the first things.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeadRow {
    /// The page of the body, and its name.
    pub link: Link,
    /// Post and name of its head; empty while nobody is entered.
    pub head: String,
}

/// What is there when nothing has happened yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Beginning {
    /// The place, as a line.
    pub place: String,
    /// How many bodies there are.
    pub bodies: i64,
    /// The first of them by name.
    pub names: String,
    /// Those that need a head first; none where the reader can't enter one.
    pub heads: Vec<HeadRow>,
    /// How many accounts there are beside the reader's own.
    pub others: i64,
}

impl Beginning {
    /// Whether each of the heads is entered.
    pub fn has_heads(&self) -> bool {
        !self.heads.is_empty() && self.heads.iter().all(|row| !row.head.is_empty())
    }
}

/// A running clock of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DueRow {
    /// The case, with its title.
    pub case: Link,
    /// The number of the case, and why it is here: one line.
    pub why: String,
    /// The place and field, one line.
    pub place: String,
    /// The accountable body; empty where it is the reader's own.
    pub body: String,
    /// How far the due date is: late by three working days.
    pub words: String,
    /// The due date, dd/mm/yyyy.
    pub due: String,
    /// Whether it has passed.
    pub over: bool,
}

/// The running clocks of one kind of need: those whose due date has passed, or those that are due soon.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClockPart {
    /// `overdue` or `soon`.
    pub code: String,
    /// How many clocks there are.
    pub count: i64,
    /// How many cases of those that are overdue nobody took up: figures count them as that, and not as overdue. Nothing of what is soon.
    pub untaken: i64,
    /// The first of them: the longest overdue, the soonest due.
    pub rows: Vec<DueRow>,
    /// The list of all of them, where these are not all.
    pub all: Option<String>,
}

/// `GET /?part=overdue` and `?part=soon`: every clock that a counter counts.
#[derive(Debug, Clone, Template)]
#[template(path = "clocks.html")]
pub struct Clocks {
    /// The frame.
    pub shell: Shell,
    /// `overdue` or `soon`.
    pub part: String,
    /// How many clocks there are.
    pub count: i64,
    /// Those of this page, the nearest last day first.
    pub rows: Vec<DueRow>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// The address of the first page, where this is another one.
    pub first: Option<String>,
}

/// A transfer that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WaitingRow {
    /// The case, with its title.
    pub case: Link,
    /// The number of the case, by what it was sent and when: one line.
    pub why: String,
    /// Who has to answer; who sent it, where it came to the reader's body.
    pub body: String,
    /// By when, in words; or that no day was set.
    pub words: String,
    /// The day by which it has to be answered, dd/mm/yyyy, or empty.
    pub due: String,
    /// Whether it has passed.
    pub over: bool,
    /// Where a day is set by which it has to be answered, for whoever may and where there is none.
    pub date: Option<Link>,
}

/// Rows of a list of Today that stand open; the others are behind a line that says how many.
pub(crate) const OPEN: usize = 5;

/// `GET /`.
#[derive(Debug, Clone, Template)]
#[template(path = "home.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a button or a line of its own")]
pub struct Home {
    /// The frame.
    pub shell: Shell,
    /// The weekday and date of today, one line.
    pub day: String,
    /// Counters, at most seven; may be empty.
    pub counters: Vec<Counter>,
    /// How the daily backup is, for whoever administers.
    pub backup: Option<Backup>,
    /// Running clocks whose due date has passed, and those that are due within two working days; a part without any is left
    /// out.
    pub parts: Vec<ClockPart>,
    /// What the reader's body still has to do after its dialogues.
    pub duties: Vec<WaitingRow>,
    /// Sessions without minutes, for those who supervise: the dialogue, the reason, the body, the day.
    pub without_minutes: Vec<WaitingRow>,
    /// Drafts of replies that wait for the reader, and questions that were asked back: the word of the part and its rows.
    pub drafts: Vec<(String, Vec<WaitingRow>)>,
    /// The words of those of which more wait than stand there.
    pub longer: Vec<String>,
    /// Transfers without an answer, sent and received.
    pub transfers: Vec<WaitingRow>,
    /// Whether there are more of them.
    pub more_transfers: bool,
    /// Reviews of results that wait for a decision, the oldest first.
    pub reviews: Vec<WaitingRow>,
    /// What those who supervise found not, or not wholly, done, of what the reader's body answers for or what was raised with it.
    pub flags: Vec<WaitingRow>,
    /// Syntheses of opinions that the reader's body was asked to send by a day and has not sent.
    pub gatherings: Vec<WaitingRow>,
    /// The next reception days of the reader's body, and its visits without an outcome.
    pub receptions: Vec<WaitingRow>,
    /// Whether the reader sees rounds of gathering.
    pub may_gather: bool,
    /// Whether the reader may see the register of denunciations.
    pub may_denunciations: bool,
    /// Whether the reader supervises.
    pub may_supervise: bool,
    /// Handovers that are not closed.
    pub handovers: Vec<HandoverRow>,
    /// Dialogues open, then those announced, each in the order of their days.
    pub under_way: Vec<DialogueRow>,
    /// Whether there are more of them.
    pub more_under_way: bool,
    /// The newest cases, at most ten.
    pub newest: Vec<CaseRow>,
    /// The desk of the first dialogue under way at which the reader may write.
    pub desk: Option<String>,
    /// Whether the reader may register a letter.
    pub may_register: bool,
    /// Whether the reader may announce a dialogue.
    pub may_announce: bool,
    /// Whether the reader may make accounts.
    pub may_invite: bool,
    /// What is there while there is neither a dialogue nor a case yet: the page then teaches the three things to do.
    pub beginning: Option<Beginning>,
}
