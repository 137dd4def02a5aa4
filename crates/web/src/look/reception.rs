//! Reception days: the schedule of a year with what is counted of it, setting one, its page, and the book.

use askama::Template;

use super::case::{Step, WrongStep};
use super::form::{Choice, FormState};
use super::history::Steps;
use super::parts::{Link, Status};
use super::shell::Shell;

/// A reception day in the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReceptionLine {
    /// Its page: who receives.
    pub link: Link,
    /// What kind it is, where, when it was announced: one line.
    pub why: String,
    /// How many visits.
    pub count: String,
    /// The day, dd/mm/yyyy.
    pub on: String,
    /// How it stands.
    pub status: Status,
}

/// The days on which one official receives in person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DutyLine {
    /// Name and post.
    pub who: String,
    /// For each month from January on: of what is asked for how much was done, and the days that are set. May be empty.
    pub months: Vec<String>,
    /// The days held in the year.
    pub total: String,
}

/// What is counted of one kind of reception, or of one kind of receiver.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CountLine {
    /// What is counted.
    pub label: String,
    /// Whether it is the total.
    pub total: bool,
    /// Days, visits, people, matters received first and again; of large groups how many, people, matters first and again; those
    /// not received: each number with the address of the visits that it is, where there are any.
    pub numbers: Vec<Link>,
}

/// `GET /receptions`.
#[derive(Debug, Clone, Template)]
#[template(path = "receptions.html")]
pub struct Receptions {
    /// The frame.
    pub shell: Shell,
    /// The year.
    pub year: String,
    /// The year before, where there is a day in it or earlier.
    pub earlier: Option<Link>,
    /// The year after, where there is a day in it or later.
    pub later: Option<Link>,
    /// Which days it shows, in words; empty where all of the year.
    pub which: String,
    /// The address of all of them, where it shows some.
    pub whole: Option<String>,
    /// The reception days, the last first.
    pub rows: Vec<ReceptionLine>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// Who receives on how many days.
    pub duty: Vec<DutyLine>,
    /// What the rules of the year ask for, one sentence each; none where no rule speaks of bodies of the kind.
    pub rules: Vec<String>,
    /// What is counted.
    pub counted: Vec<CountLine>,
    /// The address of the book.
    pub book: String,
    /// Whether the reader may set a day.
    pub may_record: bool,
}

/// What the lists of the form of a day offer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayChoices {
    /// The officials who can receive.
    pub officials: Vec<Choice>,
    /// The kinds of reception.
    pub kinds: Vec<Choice>,
    /// Who can receive.
    pub receivers: Vec<Choice>,
}

/// `GET /receptions/new`, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "reception-new.html")]
pub struct NewReception {
    /// The frame.
    pub shell: Shell,
    /// Fields `organisation`, `reception_on`, `reception_kind`, `receiver_kind`, `receives`, `place`, `announced_on`, `online`.
    pub form: FormState,
    /// What its lists offer.
    pub choices: DayChoices,
}

/// What the lists of the form of a visit offer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VisitChoices {
    /// The place itself and its villages.
    pub villages: Vec<Choice>,
    /// The fields of work.
    pub fields: Vec<Choice>,
    /// The kinds of submission.
    pub kinds: Vec<Choice>,
    /// What can become of a visit.
    pub ways: Vec<Choice>,
    /// The same, of one that is there.
    pub ends: Vec<Choice>,
    /// The grounds on which somebody is not received.
    pub grounds: Vec<Choice>,
}

/// A visit on the page of its day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is something else that the reader may do")]
pub struct VisitLine {
    /// Its id.
    pub id: i64,
    /// Its number in the book.
    pub number: i64,
    /// What it is about.
    pub words: String,
    /// How many people, the place, the field: one line.
    pub line: String,
    /// What became of it.
    pub status: Status,
    /// The ground, and what was said; may be empty.
    pub said: String,
    /// Its case; without an address where the reader may not open it.
    pub case: Option<Link>,
    /// Whether nothing became of it yet, and the reader may say what did.
    pub open: bool,
    /// Until when its refusal is given in writing, that it is late; empty where it is not owed.
    pub owed: String,
    /// Whether the reader may say that it was given.
    pub to_notify: bool,
    /// Whether the reader may keep it from everybody.
    pub to_withhold: bool,
    /// Whether the reader may take it out.
    pub to_strike: bool,
}

/// `GET /receptions/{id}`, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "reception.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the reader and the day")]
pub struct ReceptionPage {
    /// The frame.
    pub shell: Shell,
    /// Its id.
    pub id: i64,
    /// Version, for changes that must not overwrite another's.
    pub version: i64,
    /// The day, in words.
    pub title: String,
    /// Who receives.
    pub who: String,
    /// The body.
    pub body: String,
    /// How it stands.
    pub status: Status,
    /// That it should have been announced; nothing where it was, or is in time.
    pub late: Option<Status>,
    /// What is known of it: label and value.
    pub facts: Vec<(String, String)>,
    /// Whether visits are typed, by the reader.
    pub typing: bool,
    /// Whether the next one is typed at once.
    pub begin: bool,
    /// Whether the reader may say that it was held.
    pub to_hold: bool,
    /// Whether the reader may call it off.
    pub to_cancel: bool,
    /// Whether the reader may set it anew.
    pub to_set: bool,
    /// Whether the reader may record its conclusion notice.
    pub to_conclude: bool,
    /// Whether the reader may open the names of who came.
    pub may_open_names: bool,
    /// What the forms propose.
    pub proposed: FormState,
    /// The form that was wrong: `visit`, `bind-7`, `refusal-7`, `withhold-7`, `strike-7`, `hold`, `change`, `cancel`, `conclude`.
    pub wrong: Option<(String, FormState)>,
    /// The step whose correction or striking was wrong.
    pub wrong_step: Option<WrongStep>,
    /// The number that the next visit gets.
    pub number: i64,
    /// What the rule says of representatives; empty where none is in force.
    pub group: String,
    /// What the lists of the form of the day offer.
    pub choices: DayChoices,
    /// What the lists of the form of a visit offer.
    pub offered: VisitChoices,
    /// The visits in the order of the book.
    pub visits: Vec<VisitLine>,
    /// The address of the first page, where this is a later one.
    pub first: Option<String>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// Whether a conclusion notice is recorded.
    pub concluded: bool,
    /// What happened, the newest first.
    pub timeline: Vec<Step>,
}

impl ReceptionPage {
    /// The form of that name: the wrong one where it is this one, else the proposed one.
    pub fn form(&self, form: &str) -> &FormState {
        match &self.wrong {
            Some((wrong, state)) if wrong == form => state,
            _ => &self.proposed,
        }
    }

    /// What happened to it, with the forms that take a step back.
    pub fn history(&self) -> Steps<'_> {
        Steps::new(&self.shell, &self.timeline, self.wrong_step.as_ref())
    }
}

/// `GET /receptions/book`, and the book of one day with the names of who came.
#[derive(Debug, Clone, Template)]
#[template(path = "reception-book.html")]
pub struct BookPage {
    /// The frame.
    pub shell: Shell,
    /// The body whose book it is.
    pub scope: i64,
    /// The day whose names are opened; nothing where none are.
    pub day: Option<Link>,
    /// Which visits it shows, in words; empty where all of the period.
    pub which: String,
    /// The address of all of them, where it shows some.
    pub whole: Option<String>,
    /// Fields `from`, `to`.
    pub form: FormState,
    /// The columns of the form in force.
    pub columns: Vec<String>,
    /// The document of the form.
    pub source: String,
    /// The rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
}
