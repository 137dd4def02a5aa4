//! Notices of conclusion: the page on which one is built, the form of a point, how a body numbers its notices; and what is due
//! after a dialogue, on the dialogue's page.

use askama::Template;
use askama::filters::HtmlSafe;

use super::case::{Step, WrongStep};
use super::form::{Choice, FormState};
use super::history::Steps;
use super::parts::{Link, Status};
use super::shell::Shell;

/// A matter of the dialogue, as the page lists it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matter {
    /// The case.
    pub case: i64,
    /// Its number in this notice.
    pub no: i64,
    /// The village or commune.
    pub place: String,
    /// Its words; that they are kept back while they are kept from everybody.
    pub words: String,
    /// The round in which it was gathered, of a matter that nobody raised at the desk.
    pub gathered: Option<Link>,
}

/// A point.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Point {
    /// Its id.
    pub id: i64,
    /// Its number in the notice.
    pub number: usize,
    /// The matter in short.
    pub matter: String,
    /// What was concluded.
    pub conclusion: String,
    /// The body that leads; empty while none does.
    pub lead: String,
    /// Bodies that cooperate.
    pub with: Vec<String>,
    /// The last day; empty while there is none.
    pub due: String,
    /// What has to be shown.
    pub evidence: String,
    /// How people are told.
    pub delivery: String,
    /// Whether lead or day are only proposed.
    pub proposed: bool,
    /// Why the lead is proposed; empty where none is.
    pub why: String,
    /// The matters that it settles.
    pub matters: Vec<Matter>,
    /// What is wrong with it.
    pub faults: Vec<String>,
    /// Whether another notice of the dialogue wrote it: here only the day can be another.
    pub taken: bool,
    /// How its fields stand, where they are shown.
    pub editing: Option<Editing>,
}

/// A point whose fields stand on the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Editing {
    /// The seal of what it says now.
    pub seal: String,
    /// What it says now, where somebody else wrote it while it was typed; empty where nobody did.
    pub now: String,
    /// What was said at the desk or concluded by the minutes and can be taken over.
    pub take: Vec<String>,
}

/// A check before the issue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckLine {
    /// Whether it holds.
    pub holds: bool,
    /// What is checked, with its numbers.
    pub words: String,
    /// Where each fault is mended.
    pub faults: Vec<Link>,
    /// There is nothing to check: it neither holds nor fails.
    pub nothing: bool,
}

/// A line of facts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What is said; a link where it leads somewhere.
    pub value: Link,
}

/// A form of the page with what was typed into it.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// Which form.
    pub form: String,
    /// What was typed and what is wrong with it.
    pub state: FormState,
}

/// `GET /notices/{id}`, and the answer to a wrong form of that page.
#[expect(clippy::struct_excessive_bools, reason = "each opens a part of the page of its own")]
#[derive(Debug, Clone, Template)]
#[template(path = "notice.html")]
pub struct NoticePage {
    /// The frame.
    pub shell: Shell,
    /// The notice.
    pub id: i64,
    /// Its version.
    pub version: i64,
    /// The body that issues it.
    pub body: String,
    /// The dialogue.
    pub dialogue: Link,
    /// What was raised and what became of it, in one line.
    pub counted: String,
    /// How far it has come.
    pub status: Status,
    /// How it stands to the day by which it has to be issued.
    pub due: Option<Status>,
    /// Number, day, signer and the like.
    pub facts: Vec<Fact>,
    /// What has to be known, such as a number that another notice has, too.
    pub warnings: Vec<Link>,
    /// Its points.
    pub points: Vec<Point>,
    /// The first of the points whose fields are shown, counted from 1.
    pub from: usize,
    /// The parts in which many points are written; the one that is shown leads nowhere.
    pub parts: Vec<Link>,
    /// The bodies that may lead a point.
    pub leads: Vec<Choice>,
    /// The bodies that may cooperate.
    pub cooperators: Vec<Choice>,
    /// How people may be told.
    pub deliveries: Vec<Choice>,
    /// Matters that stand nowhere.
    pub left: Vec<Matter>,
    /// Matters that are noted.
    pub noted: Vec<Matter>,
    /// Matters that were answered on the spot.
    pub answered: Vec<Matter>,
    /// Matters that were answered after the dialogue.
    pub later: Vec<Matter>,
    /// Matters that go to another body.
    pub beyond: Vec<Matter>,
    /// The points into which a matter can be put.
    pub places: Vec<Choice>,
    /// What has to hold before it is issued.
    pub checks: Vec<CheckLine>,
    /// How many of them hold.
    pub passed: usize,
    /// Whether the reader may write it, and it is still open.
    pub open: bool,
    /// Whether it can be submitted.
    pub may_submit: bool,
    /// Whether something is proposed that nobody confirmed.
    pub proposes: bool,
    /// Whether it can be made public.
    pub may_publish: bool,
    /// Whether another one can be drafted in its place.
    pub may_replace: bool,
    /// Whether it can be struck.
    pub may_strike: bool,
    /// The number that the program will draw; empty where it is typed from the paper.
    pub next_number: String,
    /// Those who may have signed it.
    pub signers: Vec<Choice>,
    /// What the forms propose.
    pub proposed: FormState,
    /// The bodies that can be chosen to get it.
    pub bodies: Vec<Choice>,
    /// The form that was wrong.
    pub wrong: Option<Wrong>,
    /// General words of the chair.
    pub general: String,
    /// How it is carried out.
    pub carrying_out: String,
    /// Who gets it.
    pub recipients: Vec<String>,
    /// Whether the program proposes them: nobody said yet who gets it.
    pub recipients_proposed: bool,
    /// What happened to it, the newest first.
    pub timeline: Vec<Step>,
    /// The step whose correction or striking was wrong.
    pub wrong_step: Option<WrongStep>,
    /// Its scans, each in words.
    pub scans: Vec<Link>,
    /// Whether the reader may lay scans beside it.
    pub may_scan: bool,
    /// How many scans may be laid down at once.
    pub most: usize,
    /// How many megabytes a scan may have.
    pub most_mb: i64,
}

impl NoticePage {
    /// What happened to it.
    pub fn history(&self) -> Steps<'_> {
        Steps::new(&self.shell, &self.timeline, self.wrong_step.as_ref())
    }

    /// The form of an act: the wrong one where it is this one, else the proposed one.
    pub fn form(&self, form: &str) -> &FormState {
        match &self.wrong {
            Some(wrong) if wrong.form == form => &wrong.state,
            _ => &self.proposed,
        }
    }
}

/// The fields of one of the points of the page.
#[derive(Debug, Template)]
#[template(path = "parts/notice-point.html")]
pub struct PointFields<'a> {
    shell: &'a Shell,
    form: &'a FormState,
    point: &'a Point,
    editing: &'a Editing,
    leads: &'a [Choice],
    bodies: &'a [Choice],
    deliveries: &'a [Choice],
}

impl HtmlSafe for PointFields<'_> {}

impl PointFields<'_> {
    /// A field of the point.
    fn name(&self, field: &str) -> String {
        format!("{field}-{}", self.point.id)
    }

    /// Its control on the page.
    fn id(&self, field: &str) -> String {
        format!("{field}-{}-points", self.point.id)
    }
}

impl NoticePage {
    /// How many checks there are of something.
    pub fn checked(&self) -> usize {
        self.checks.iter().filter(|check| !check.nothing).count()
    }

    /// Whether the fields of any point stand on the page.
    pub fn is_written(&self) -> bool {
        self.points.iter().any(|point| point.editing.is_some())
    }

    /// The fields of a point.
    pub fn fields<'a>(&'a self, point: &'a Point, editing: &'a Editing) -> PointFields<'a> {
        PointFields {
            shell: &self.shell,
            form: self.form("points"),
            point,
            editing,
            leads: &self.leads,
            bodies: &self.cooperators,
            deliveries: &self.deliveries,
        }
    }
}

/// `GET /notices/{id}/point`, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "notice-point.html")]
pub struct PointForm {
    /// The frame.
    pub shell: Shell,
    /// The notice.
    pub id: i64,
    /// The body that issues it.
    pub body: String,
    /// The number of the point; 0 for a new one.
    pub number: usize,
    /// Fields `version`, `point`, `matter`, `conclusion`, `lead`, `cooperating`, `due_on`, `evidence`, `delivery`, `reach`, `cases`.
    pub form: FormState,
    /// The bodies that may lead.
    pub leads: Vec<Choice>,
    /// The bodies that may cooperate.
    pub bodies: Vec<Choice>,
    /// How people may be told.
    pub deliveries: Vec<Choice>,
    /// The matters of the dialogue.
    pub cases: Vec<Choice>,
    /// What was said of the matters of the point: beside it the conclusion is written.
    pub said: Vec<Matter>,
    /// The rule by which a day is proposed; empty where none is confirmed.
    pub rule: String,
}

/// `GET /numbering`, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "numbering.html")]
pub struct Numbering {
    /// The frame.
    pub shell: Shell,
    /// Where the form is sent.
    pub post: String,
    /// The name of the body.
    pub body: String,
    /// Which papers are numbered.
    pub title: String,
    /// The pages of the other series.
    pub others: Vec<Link>,
    /// How it numbers now.
    pub now: String,
    /// Fields `number_mode`, `number_runs`, `next`.
    pub form: FormState,
    /// Who may give the numbers.
    pub modes: Vec<Choice>,
    /// Over what time they may run.
    pub runs: Vec<Choice>,
    /// Whether the reader may change it.
    pub may_set: bool,
}

/// A notice of a dialogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The notice, by number and day, or as a draft.
    pub link: Link,
    /// The body that issues it.
    pub body: String,
    /// How far it has come.
    pub status: Status,
}

/// Something that is due after a dialogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DutyLine {
    /// Its word.
    pub duty: String,
    /// What it is.
    pub words: String,
    /// How it stands to its day.
    pub status: Status,
    /// By which rule, or that there is none; or the paper by which it was done.
    pub why: String,
    /// The notice by which it was done.
    pub notice: Link,
    /// Whether it waits.
    pub waits: bool,
    /// Whether it waits and is done by saying that nothing was beyond competence, which the program proposes.
    pub nothing: bool,
    /// To whom the result was reported by a paper of its own, one line each.
    pub reported: Vec<String>,
}

/// What comes after a dialogue, on its page.
#[derive(Debug, Clone, Default)]
pub struct After {
    /// Its notices.
    pub notices: Vec<Line>,
    /// The bodies that may draft one.
    pub issuers: Vec<Choice>,
    /// What is due.
    pub duties: Vec<DutyLine>,
    /// Whether the reader may record what was done.
    pub may_fulfil: bool,
    /// To whom the result may be reported by a paper of its own.
    pub addressees: Vec<Choice>,
}

/// What comes after a dialogue, with the forms of its page.
#[derive(Debug, Template)]
#[template(path = "parts/after-dialogue.html")]
pub struct AfterDialogue<'a> {
    /// The frame.
    pub shell: &'a Shell,
    /// The dialogue.
    pub id: i64,
    /// What comes after it.
    pub after: &'a After,
    /// What was typed, or is proposed.
    pub form: &'a FormState,
    /// Which form of the page was wrong; empty where none was.
    pub wrong: &'a str,
}

impl HtmlSafe for AfterDialogue<'_> {}

impl AfterDialogue<'_> {
    /// What the form of a duty is called by.
    pub fn called(duty: &str) -> String {
        format!("duty-{duty}")
    }
}
