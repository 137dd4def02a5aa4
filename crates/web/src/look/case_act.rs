//! What is recorded of a case after its receipt: how its page shows it, and the page of one act, a form made of fields.

use askama::Template;

use super::due::Why;
use super::form::{Choice, FormState};
use super::parts::{Link, Status};
use super::shell::Shell;

/// How many contacts the form of an assessment asks for; three are needed before silence is recorded.
pub const CONTACTS: i64 = 4;

/// A point that is replied to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReplyTo {
    /// Its id.
    pub id: i64,
    /// Its number.
    pub number: i64,
    /// What was asked.
    pub asked: String,
}

/// A field of the form, in the order of the paper. Its label is the sentence `field-<name>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// A value that is posted and not shown.
    Hidden(&'static str),
    /// One line; the hint is the key of a sentence, or empty.
    Line(&'static str, &'static str),
    /// Several lines; the hint is the key of a sentence, or empty.
    Lines(&'static str, &'static str),
    /// A day; the hint is the key of a sentence.
    Date(&'static str, &'static str),
    /// One of a list; the key of the sentence of its empty line, or empty.
    Select(&'static str, Vec<Choice>, &'static str),
    /// One of a few.
    Radios(&'static str, Vec<Choice>),
    /// Some of a few.
    Checks(&'static str, Vec<Choice>),
    /// Some of many, behind a line that opens.
    Many(&'static str, Vec<Choice>),
    /// Yes or no: the value `yes`; the key of its words.
    Tick(&'static str, &'static str),
    /// A part for each point that is replied to, with the results one may choose; and whether it asks why one is left out.
    Replies(Vec<ReplyTo>, Vec<Choice>, bool),
    /// A part for each point of which the letter of a receiver may say something, with the results one may choose.
    Answers(Vec<ReplyTo>, Vec<Choice>),
    /// The contacts before an assessment, with the ways one may choose.
    Contacts(Vec<Choice>),
    /// What drafts say, point by point.
    Drafts(Vec<Draft>),
    /// A sentence above what follows, as it is read.
    Said(String),
    /// Why the day that is proposed is that day, and the rule behind it.
    Proposed(Box<Why>, String),
}

/// `GET /cases/{id}/…`, and the answer to a wrong form of that page.
#[derive(Debug, Clone, Template)]
#[template(path = "case-act.html")]
pub struct CaseAct {
    /// The frame.
    pub shell: Shell,
    /// The case.
    pub id: i64,
    /// Its number, as it is read aloud.
    pub number: String,
    /// The first words of the matter.
    pub matter: String,
    /// The last part of the address to which the form posts.
    pub word: &'static str,
    /// Whether the page has a search of its own: for the case in which this one shall count.
    pub finds: bool,
    /// What was typed or is proposed.
    pub form: FormState,
    /// The fields.
    pub fields: Vec<Field>,
}

impl CaseAct {
    /// The control of a field that repeats: the name, a dash and the row.
    pub fn row(name: &str, row: &i64) -> String {
        format!("{name}-{row}")
    }

    /// Whether a field is asked about: what people say of a result is in their own words.
    pub fn asks_of_denunciation(name: &str) -> bool {
        name == "assess_words"
    }

    /// The rows of contacts.
    pub const fn contacts() -> std::ops::RangeInclusive<i64> {
        1..=CONTACTS
    }
}

/// `GET /cases/{id}/files`: the files beside what a reply says of a point, and the answer to a wrong form of that page.
#[derive(Debug, Clone, Template)]
#[template(path = "case-files.html")]
pub struct CaseFiles {
    /// The frame.
    pub shell: Shell,
    /// The case.
    pub id: i64,
    /// Its number, as it is read aloud.
    pub number: String,
    /// The number of the point.
    pub no: i64,
    /// The first words of what was asked.
    pub asked: String,
    /// What the reply says of it.
    pub answer: String,
    /// The files that are there.
    pub files: Vec<Link>,
    /// The reply.
    pub reply: i64,
    /// The point.
    pub point: i64,
    /// How many files one form takes.
    pub most: usize,
    /// How large each of them may be, in megabytes.
    pub most_mb: i64,
    /// What is wrong: `scans`.
    pub form: FormState,
}

/// The assignment in force.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assignment {
    /// The body that leads.
    pub lead: String,
    /// The bodies that cooperate, one line; may be empty.
    pub cooperating: String,
    /// When it was assigned, dd/mm/yyyy.
    pub on: String,
    /// Its last day, dd/mm/yyyy.
    pub due: String,
    /// What has to be shown, or empty.
    pub evidence: String,
    /// Whether the lead accepted it, or that it was not accepted yet.
    pub state: Status,
    /// Until when the body accepts it or gives it back, where it may do either; else empty.
    pub offer: String,
    /// How often it was assigned.
    pub times: usize,
}

/// A transfer to another body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Transfer {
    /// The receiver.
    pub to: String,
    /// By what, of which number and day, by when to be answered: one line.
    pub line: String,
    /// What shows that it arrived, or empty.
    pub proof: String,
    /// How it stands.
    pub status: Status,
    /// Whether the person was told of it, and when; empty where it was struck.
    pub told: String,
    /// The letters by which it answered, the oldest first.
    pub answers: Vec<Answered>,
    /// What can be recorded of it: that it arrived, was answered, was given back.
    pub doings: Vec<Link>,
}

/// A letter by which the receiver of a transfer answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answered {
    /// Its day, number and who signed it: one line.
    pub line: String,
    /// What it says of all points, or empty.
    pub words: String,
    /// What it says point by point.
    pub points: Vec<DraftPoint>,
}

/// A review of the result with which the person does not agree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// Who decides.
    pub body: String,
    /// Which review it is, since when, decided when and by which paper: one line.
    pub line: String,
    /// Why the person does not agree; empty where it was erased.
    pub reason: String,
    /// What they were told; empty before.
    pub words: String,
    /// How it stands.
    pub status: Status,
}

/// What a draft says of a point.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftPoint {
    /// Its number.
    pub number: i64,
    /// The words, or why it is left out.
    pub words: String,
    /// The result, or that it is left out.
    pub result: Status,
    /// The day promised in words, or empty.
    pub promise: String,
    /// Why it can't be done, or empty.
    pub ground: String,
    /// What shows that it was done, or empty.
    pub evidence: String,
    /// Files that show it.
    pub files: Vec<Link>,
    /// Where files are laid beside it; empty for those who may not.
    pub attach: String,
}

/// A reply on its way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Whose reply it will be.
    pub body: String,
    /// Who wrote it and when: one line.
    pub line: String,
    /// Where it stands.
    pub status: Status,
    /// Why it was sent back, or empty.
    pub back: String,
    /// What it says, point by point.
    pub points: Vec<DraftPoint>,
    /// What can be recorded of it.
    pub doings: Vec<Link>,
}

/// A part of the work, given to a body under the one that leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// The body.
    pub to: String,
    /// What has to be done.
    pub words: String,
    /// Its last day in words.
    pub line: String,
    /// How it stands.
    pub status: Status,
    /// That it was done.
    pub doings: Vec<Link>,
}

/// A stretch of days in which one body had the matter in hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hop {
    /// The body.
    pub body: String,
    /// Why it had it, and from when to when.
    pub line: String,
    /// For how many days.
    pub days: i64,
    /// Whether it is there now.
    pub now: bool,
}

/// How the person is told of a point.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delivery {
    /// The number of the point.
    pub number: i64,
    /// How.
    pub way: String,
    /// How it stands.
    pub status: Status,
    /// Where it is noted that the person was told, for whoever may.
    pub tell: Option<Link>,
}

/// What goes on within a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Within {
    /// Its drafts, the oldest first.
    pub drafts: Vec<Draft>,
    /// The parts of its assignments.
    pub parts: Vec<Part>,
    /// That a question waits for an answer, or empty.
    pub question: String,
    /// Where it has been, in order; only where it has been with more than one body.
    pub hops: Vec<Hop>,
    /// How people are told, as far as it was chosen.
    pub deliveries: Vec<Delivery>,
    /// The letters that urged somebody, each with its words.
    pub urged: Vec<Link>,
}

/// Who leads a case, where it was sent, and what the reader can record next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handling {
    /// The assignment in force.
    pub assignment: Option<Assignment>,
    /// Its transfers, the newest first.
    pub transfers: Vec<Transfer>,
    /// What goes on within it.
    pub within: Within,
    /// The reviews of its result, the newest first.
    pub reviews: Vec<Review>,
    /// The slips that the reader can print: the submission, and the words of the button.
    pub slips: Vec<(i64, String)>,
    /// The case in which it counts.
    pub root: Option<Link>,
    /// The cases that count in it.
    pub merged: Vec<Link>,
    /// What is recorded most often from here: at most two.
    pub first: Vec<Link>,
    /// The rest of what can be recorded.
    pub rest: Vec<Link>,
}
