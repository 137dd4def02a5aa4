//! A case: whose words, who is responsible, by when, what happened; and the list of cases.

use askama::Template;

use super::case_act::Handling;
use super::due::Why;
use super::form::{Choice, FormState};
use super::parts::{Link, Person, Status};
use super::shell::Shell;

/// The words of a citizen, verbatim.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The words in force.
    pub text: String,
    /// Who raised it.
    pub person: Person,
    /// The village or place, or empty.
    pub place: String,
    /// The dialogue, or where else it was raised.
    pub source: Link,
    /// The day on which it was raised, dd/mm/yyyy.
    pub on: String,
    /// Its number in the dialogue; 0 where it was not raised in one.
    pub number: i64,
    /// Who typed it.
    pub typist: String,
    /// The kind, in the reader's language.
    pub kind: String,
    /// Earlier versions with their time, newest first: "dd/mm/yyyy hh:mm", text.
    pub earlier: Vec<(String, String)>,
    /// Corrections noted beside it once it was fixed.
    pub notes: Vec<super::minutes::Note>,
    /// That the words were said to be no denunciation, by whom and when: a line for each time.
    pub held_none: Vec<String>,
    /// Whether the submission was struck.
    pub struck: bool,
}

/// The words of a body, with who and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The words.
    pub text: String,
    /// The body that answers.
    pub body: String,
    /// The day of the answer, dd/mm/yyyy.
    pub on: String,
    /// Whether it was given on the spot.
    pub on_the_spot: bool,
    /// Number of the paper, or empty.
    pub paper: String,
    /// Its result.
    pub result: Status,
    /// The promised day, dd/mm/yyyy, or empty.
    pub detail: String,
    /// Why it can't be done, or empty.
    pub ground: String,
    /// What shows that it was done, or empty.
    pub evidence: String,
    /// Files that show it.
    pub files: Vec<Link>,
    /// Where files are laid beside it; empty for those who may not.
    pub attach: String,
    /// That it is no longer in force, and since when; empty while it is.
    pub lapsed: String,
}

/// One point of the case: what was asked and what was answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Point {
    /// Its id, posted by an answer.
    pub id: i64,
    /// Its number.
    pub number: i64,
    /// What was asked.
    pub asked: String,
    /// The answer in force.
    pub answer: Option<Answer>,
    /// What the receiver of a transfer answered, where the body itself did not.
    pub elsewhere: Option<Answer>,
    /// The answers that a reopening took out of force, newest first.
    pub former: Vec<Answer>,
}

/// The citizen's clock and, where there is a due date, the body's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clocks {
    /// Days since the first receipt anywhere.
    pub waited: i64,
    /// The day of that receipt, dd/mm/yyyy.
    pub since: String,
    /// Whether the citizen still waits; else the clock stands.
    pub running: bool,
    /// The clocks of the body, each with a due date.
    pub bodies: Vec<BodyClock>,
    /// Both on one scale, where there is a clock of the body.
    pub bar: Option<ClockBar>,
}

/// A clock of the accountable body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodyClock {
    /// What has to be done by then.
    pub kind: String,
    /// The words of the clock: late by three days, two days left, stopped.
    pub words: String,
    /// The due date, dd/mm/yyyy.
    pub due: String,
    /// Whether the due date has passed while the clock ran.
    pub over: bool,
    /// Why it is that date, where that is known.
    pub why: Option<Why>,
    /// The rule with its number, source and provenance; empty where none is known.
    pub ground: String,
    /// The page of the rule, for those who may open it; else empty.
    pub rule: String,
    /// How it moved since it was set, each move with the step of the history that moved it.
    pub moves: Vec<Link>,
}

/// The two clocks as bars on one scale of [`ClockBar::WHOLE`] units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClockBar {
    /// How long the people's bar is; it begins at the left.
    pub people: i64,
    /// Where the body's bar begins.
    pub from: i64,
    /// How long it is until today or the due date, whichever is first.
    pub held: i64,
    /// Where the due date stands.
    pub due: i64,
    /// How long the lateness is.
    pub late: i64,
    /// The first date, dd/mm.
    pub first: String,
    /// The last date, dd/mm.
    pub last: String,
    /// The same in a sentence.
    pub spoken: String,
}

impl ClockBar {
    /// The length of the scale.
    pub const WHOLE: i64 = 268;
}

/// What the reader may know of the person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Identity {
    /// There is no name.
    #[default]
    None,
    /// There is one, and the reader may open it by an act that is logged.
    MayOpen,
    /// There is one that the reader may not see.
    Closed,
    /// It was opened just now.
    Opened {
        /// The name.
        name: String,
        /// Phone or address, or empty.
        contact: String,
        /// The address that a letter has, or empty.
        address: String,
    },
}

/// Who acted, for the shape in the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Voice {
    /// A body: a square.
    #[default]
    Body,
    /// The people: a ring.
    People,
    /// Time alone, a date passed: a triangle.
    Breach,
}

impl Voice {
    /// The class of the entry, or empty.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Body => "",
            Self::People => "ln-tl--people",
            Self::Breach => "ln-tl--over",
        }
    }
}

/// One event of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the event or the reader")]
pub struct Step {
    /// The event; forms post to `/events/{id}/correct`, `/events/{id}/strike` and `/events/{id}/paper`.
    pub id: i64,
    /// Who acted.
    pub voice: Voice,
    /// The act in the reader's language.
    pub title: String,
    /// The day it happened, dd/mm/yyyy.
    pub on: String,
    /// The same as ISO, for `<time>`.
    pub on_iso: String,
    /// When it was recorded: dd/mm/yyyy hh:mm.
    pub recorded: String,
    /// For whom, and who typed it.
    pub by: String,
    /// More words, or empty.
    pub detail: String,
    /// Whether it was recorded long after it happened.
    pub late_typed: bool,
    /// The day it had before a correction, dd/mm/yyyy; empty where none was made.
    pub corrected_from: String,
    /// The reason of the correction or striking, or empty.
    pub reason: String,
    /// Whether it was struck.
    pub struck: bool,
    /// Whether the reader may correct its date.
    pub may_correct: bool,
    /// Whether the reader may strike it.
    pub may_strike: bool,
    /// Whether the reader may name the paper on which it rests; it was recorded for somebody else.
    pub may_name_paper: bool,
}

/// A form of a timeline entry that was wrong.
#[derive(Debug, Clone, Default)]
pub struct WrongStep {
    /// The event.
    pub id: i64,
    /// The form: `happened_on` (only to correct) and `reason`.
    pub form: FormState,
}

/// `GET /cases/{id}`, and the answer to a wrong form of that page.
#[derive(Debug, Clone, Template)]
#[template(path = "case.html")]
pub struct CasePage {
    /// The frame.
    pub shell: Shell,
    /// The case.
    pub id: i64,
    /// Its number, for example `VV-2026-0147`.
    pub number: String,
    /// Date, handling, what the people say: at most three.
    pub states: Vec<Status>,
    /// The submissions of the case.
    pub words: Vec<Words>,
    /// Its points.
    pub points: Vec<Point>,
    /// The two clocks.
    pub clocks: Clocks,
    /// The accountable body.
    pub accountable: String,
    /// The place.
    pub territory: String,
    /// The field of work.
    pub field: String,
    /// By which way it was first raised, in words.
    pub channel: String,
    /// Where it was first raised.
    pub origin: Link,
    /// The rounds of gathering in which it was raised.
    pub gathered: Vec<Link>,
    /// What the reader may know of the person.
    pub identity: Identity,
    /// Who leads it, where it was sent, and what the reader can record next.
    pub handling: Handling,
    /// The events, newest first.
    pub timeline: Vec<Step>,
    /// What was found by those who supervise, the newest first.
    pub findings: Vec<super::supervision::Finding>,
    /// The points of notices from which it comes.
    pub notices: Vec<Link>,
    /// The form of an answer on the spot, where the reader may give one: `happened_on`, `answered_by`, `answer`, `result`,
    /// `by_on`, `ground`, `point` (several).
    pub answer: Option<FormState>,
    /// Those who may answer (value = id).
    pub answerers: Vec<Choice>,
    /// The results one may choose.
    pub results: Vec<Choice>,
    /// A correction or striking that was wrong.
    pub wrong: Option<WrongStep>,
    /// The submission that the reader may still revise, and the address of its form.
    pub revise: Option<String>,
}

static EMPTY: std::sync::LazyLock<FormState> = std::sync::LazyLock::new(FormState::default);

impl CasePage {
    /// The form of a timeline entry: the wrong one where it is this entry's, else an empty one.
    pub fn step_form(&self, id: &i64) -> &FormState {
        match &self.wrong {
            Some(wrong) if wrong.id == *id => &wrong.form,
            _ => &EMPTY,
        }
    }

    /// The id of the reason of a striking: an error leads to it where the page offers no correction beside it.
    pub fn strike_reason(&self, step: &Step) -> String {
        let name = if step.may_correct { "strike-reason" } else { "reason" };
        format!("{name}-{}", step.id)
    }

    /// Whether a form of the page was refused.
    pub fn is_wrong(&self) -> bool {
        self.wrong.is_some() || self.answer.as_ref().is_some_and(FormState::is_refused)
    }

    /// The points that still wait for an answer.
    pub fn open_points(&self) -> Vec<Choice> {
        self.points
            .iter()
            .filter(|point| point.answer.is_none())
            .map(|point| Choice::new(point.id.to_string(), format!("{}. {}", point.number, point.asked)))
            .collect()
    }
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseRow {
    /// The case.
    pub id: i64,
    /// Its number.
    pub number: String,
    /// By which way it was first raised, in words; empty where the list does not say.
    pub channel: String,
    /// A short title.
    pub title: String,
    /// Why it is in this list, or where it comes from: one line.
    pub why: String,
    /// The accountable body; empty where it is the reader's own.
    pub body: String,
    /// The place and field, one line.
    pub place: String,
    /// Where it stands.
    pub status: Status,
    /// The day it was raised, dd/mm/yyyy.
    pub raised_on: String,
    /// The due date in words with the date, or empty.
    pub due: String,
    /// Whether the due date has passed.
    pub over: bool,
}

/// A condition under which the list is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Condition {
    /// What is limited.
    pub label: String,
    /// To what.
    pub value: String,
    /// The list without this condition; empty where it can't be left out.
    pub without: String,
}

/// `GET /cases`.
#[derive(Debug, Clone, Template)]
#[template(path = "cases.html")]
pub struct Cases {
    /// The frame.
    pub shell: Shell,
    /// The conditions in force, said in words.
    pub conditions: Vec<Condition>,
    /// How many cases answer to them, where that is known; a figure's link always knows.
    pub count: Option<i64>,
    /// The cases of this page.
    pub rows: Vec<CaseRow>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// The address of the first page, where this is not it.
    pub first: Option<String>,
    /// The filter: `outcome`, `channel`, `from`, `to`, `state_on`, `as_of`.
    pub form: FormState,
    /// The outcomes one may choose.
    pub outcomes: Vec<Choice>,
    /// The ways by which cases are first raised.
    pub channels: Vec<Choice>,
    /// Whether these are the cases that the body answers for now, not those raised with it.
    pub borne: bool,
}
