//! Supervision: what there is to look at, one matter with what was found of it, the plan of a year, one notice.

use askama::Template;

use super::form::{Choice, FormState};
use super::parts::{Link, Status};
use super::shell::Shell;

/// A matter to look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatterLine {
    /// Its page, with its words.
    pub link: Link,
    /// The number of the case and the place: one line.
    pub why: String,
    /// The reasons to look.
    pub whys: Vec<String>,
    /// The body that answers for it.
    pub body: String,
    /// What was last found, and when; that nobody looked yet.
    pub found: String,
    /// Whether that was not, or not wholly, done.
    pub flagged: bool,
    /// The day promised, else the last day, dd/mm/yyyy; empty where there is none.
    pub due: String,
    /// Whether it has passed.
    pub over: bool,
}

/// `GET /supervision`.
#[derive(Debug, Clone, Template)]
#[template(path = "supervision.html")]
pub struct Supervised {
    /// The frame.
    pub shell: Shell,
    /// The lists by reason, each with whether it is this one.
    pub whys: Vec<(Link, bool)>,
    /// The matters.
    pub rows: Vec<MatterLine>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Of what a choice was drawn, in words; empty where none was.
    pub drawn: String,
    /// `of`, `why`, `seed`, `sample`.
    pub form: FormState,
    /// The address of the plan of the year.
    pub plan: String,
    /// The bodies whose drafters may approve their own replies, each with who settled it, from when on and why.
    pub self_approving: Vec<(String, String)>,
}

/// What the executive answered to a point.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answered {
    /// The result.
    pub status: Status,
    /// The words of the answer.
    pub words: String,
    /// What shows that it was done; empty where nothing does.
    pub evidence: String,
    /// Whose answer it is, and of which day: one line.
    pub by: String,
    /// The day promised; empty where none was.
    pub promised: String,
    /// Files that show what came of it.
    pub files: Vec<Link>,
    /// That it is no longer in force, and since when; empty while it is.
    pub lapsed: String,
}

/// What was found of a matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// Its id.
    pub id: i64,
    /// The event by which it was recorded.
    pub event: i64,
    /// What was found.
    pub status: Status,
    /// The day on which it was seen, dd/mm/yyyy.
    pub on: String,
    /// How it was looked at.
    pub ways: String,
    /// Who supervises, who recorded it and when: one line.
    pub by: String,
    /// What shows it.
    pub words: String,
    /// What whoever recorded it did in what is supervised; empty where nothing.
    pub same: String,
    /// How many files show it.
    pub files: i64,
    /// Whether the reader may open them; to others they are named.
    pub opens: bool,
    /// Whether it was recorded by mistake.
    pub struck: bool,
    /// Whether the reader may correct and strike it.
    pub may_amend: bool,
}

/// `GET /supervision/cases/{id}`, and the answer to a wrong form of it.
#[derive(Debug, Clone, Template)]
#[template(path = "supervision-case.html")]
pub struct Matter {
    /// The frame.
    pub shell: Shell,
    /// The case.
    pub id: i64,
    /// Its number.
    pub number: String,
    /// The beginning of its words.
    pub title: String,
    /// Its words.
    pub words: String,
    /// Village or commune.
    pub place: String,
    /// The body with which it was first raised.
    pub origin: String,
    /// The body that answers for it.
    pub bearer: String,
    /// The dialogue.
    pub dialogue: Link,
    /// The point of the notice from which it comes.
    pub notice: Option<Link>,
    /// What was concluded; empty where nothing was.
    pub conclusion: String,
    /// What has to be shown when it is done; empty where nothing was said.
    pub demanded: String,
    /// The other cases of that point.
    pub others: Vec<Link>,
    /// How it stands; nothing where there is nothing to look at yet.
    pub line: Option<MatterLine>,
    /// What was answered, point by point.
    pub answers: Vec<Answered>,
    /// What was found, the newest first.
    pub findings: Vec<Finding>,
    /// Whether the reader may record what they found.
    pub may_find: bool,
    /// Whether the reader supervises the body with which it was raised, whether or not there is something to look at yet.
    pub may_supervise: bool,
    /// Whether the reader's body led, drafted or answered it itself: it finds nothing of it.
    pub own_work: bool,
    /// What can be found.
    pub results: Vec<Choice>,
    /// The ways to look.
    pub ways: Vec<Choice>,
    /// The most files.
    pub most: usize,
    /// `happened_on`, as proposed.
    pub form: FormState,
    /// The form that was wrong and its name: `find`, `correct-7`, `strike-7`.
    pub wrong: Option<(String, FormState)>,
}

impl Matter {
    /// The form of that name: the wrong one, or as proposed.
    fn form(&self, name: &str) -> &FormState {
        self.wrong.as_ref().filter(|wrong| wrong.0 == name).map_or(&self.form, |wrong| &wrong.1)
    }
}

/// A supervision as a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanLine {
    /// Its id.
    pub id: i64,
    /// Its version.
    pub version: i64,
    /// The notice.
    pub notice: Link,
    /// What its dialogue is about.
    pub title: String,
    /// The month planned, in words.
    pub month: String,
    /// The month as the form has it.
    pub month_value: String,
    /// In which form.
    pub form: String,
    /// The word of that.
    pub form_value: String,
    /// How far it has come.
    pub status: Status,
    /// By which paper its plan was issued; empty before.
    pub issued: String,
    /// The day on which it was carried out; empty before.
    pub carried_out: String,
    /// Its report: paper, day, who gets it; empty before.
    pub reported: String,
    /// What is remarked.
    pub remarks: String,
    /// What is proposed.
    pub proposals: String,
    /// Whether the reader may change it.
    pub may_change: bool,
}

/// `GET /supervision/plan`, and the answer to a wrong form of it.
#[derive(Debug, Clone, Template)]
#[template(path = "supervision-plan.html")]
pub struct Planned {
    /// The frame.
    pub shell: Shell,
    /// The year.
    pub year: i64,
    /// The address of the year before; none before the body was founded.
    pub before: Option<String>,
    /// The address of the year after; none beyond the next one.
    pub after: Option<String>,
    /// The supervisions of the year.
    pub rows: Vec<PlanLine>,
    /// Notices that stand in none, each with what its dialogue is about.
    pub offered: Vec<(Link, String)>,
    /// Whether the reader may record that the plan was issued, and some of it was not.
    pub may_issue: bool,
    /// `organisation`, `year`, `document`, `happened_on`.
    pub form: FormState,
}

/// A point of a notice with what was found of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PointLine {
    /// Its place in the notice.
    pub no: i64,
    /// The page of its matter.
    pub link: Link,
    /// What was concluded.
    pub conclusion: String,
    /// The body that leads.
    pub lead: String,
    /// The last day, dd/mm/yyyy.
    pub due: String,
    /// How it stands.
    pub matter: Option<MatterLine>,
    /// What was last found of its cases, the worst first; each with the numbers of the cases where there are several.
    pub found: Vec<(String, Finding)>,
}

/// `GET /supervision/notices/{id}`, and the answer to a wrong form of it.
#[derive(Debug, Clone, Template)]
#[template(path = "supervision-notice.html")]
pub struct SupervisedNotice {
    /// The frame.
    pub shell: Shell,
    /// The notice.
    pub id: i64,
    /// Number, day and body: one line.
    pub title: String,
    /// Its own page.
    pub notice: Link,
    /// Its dialogue.
    pub dialogue: Link,
    /// Its scans, each in words.
    pub scans: Vec<Link>,
    /// Its points.
    pub points: Vec<PointLine>,
    /// The supervisions of it.
    pub lines: Vec<PlanLine>,
    /// The months, and beside the plan.
    pub months: Vec<Choice>,
    /// The forms of a supervision.
    pub forms: Vec<Choice>,
    /// The bodies of the same level.
    pub to: Vec<Choice>,
    /// Whether the reader may plan it.
    pub may_change: bool,
    /// `year`, `form`, `happened_on`, as proposed.
    pub form: FormState,
    /// The form that was wrong and its name: `plan`, `report-7`.
    pub wrong: Option<(String, FormState)>,
}

impl SupervisedNotice {
    /// The form of that name: the wrong one, or as proposed.
    fn form(&self, name: &str) -> &FormState {
        self.wrong.as_ref().filter(|wrong| wrong.0 == name).map_or(&self.form, |wrong| &wrong.1)
    }

    /// The same for a line, with what it has.
    fn of(&self, name: &str, line: &PlanLine) -> FormState {
        let form = self.form(name).clone();
        if self.wrong.as_ref().is_some_and(|wrong| wrong.0 == name) {
            return form;
        }
        let mut form = form;
        form.values.insert("form".to_owned(), vec![line.form_value.clone()]);
        form.with("month", line.month_value.clone())
    }
}
