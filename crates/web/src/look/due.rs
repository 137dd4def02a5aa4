//! A due date that explains itself: one box per day, and the sentences that say the same.

use askama::Template;
use askama::filters::HtmlSafe;

use super::form::{Choice, FormState};
use super::shell::Shell;

/// How a box is drawn. Each has words of its own as well, so that nothing is told by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    /// The day of the event, which is never counted.
    Event,
    /// A day that counts.
    #[default]
    On,
    /// A day that is passed over.
    Off,
    /// The due day.
    Due,
    /// A whole week in one box.
    Week,
}

impl Face {
    /// The class of the box.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Event => "ln-day--event",
            Self::On => "ln-day--on",
            Self::Off => "ln-day--off",
            Self::Due => "ln-day--due",
            Self::Week => "ln-day--week",
        }
    }
}

/// One box.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayBox {
    /// How it is drawn.
    pub face: Face,
    /// The date: dd/mm, or the first and last of a week.
    pub date: String,
    /// The weekday in two letters, or how many days of a week count.
    pub weekday: String,
    /// Its number, or why it is not counted.
    pub mark: String,
    /// The same in words, for whoever hears the page.
    pub spoken: String,
}

/// Why a date is that date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Why {
    /// The due date, dd/mm/yyyy.
    pub due: String,
    /// The event, and what is counted from it: one sentence before the boxes.
    pub begin: String,
    /// The days in the order of the calendar.
    pub boxes: Vec<DayBox>,
    /// What was passed over and why: sentences after the boxes.
    pub passed_over: Vec<String>,
}

/// The row of day boxes with its sentences.
#[derive(Debug, Template)]
#[template(path = "parts/days.html")]
pub struct Days<'a> {
    shell: &'a Shell,
    why: &'a Why,
}

impl HtmlSafe for Days<'_> {}

impl Shell {
    /// The row of day boxes of a due date, with the sentences that say the same.
    pub fn days<'a>(&'a self, why: &'a Why) -> Days<'a> {
        Days { shell: self, why }
    }
}

/// `GET /due`: tries a date.
#[derive(Debug, Clone, Template)]
#[template(path = "due.html")]
pub struct TryDue {
    /// The frame.
    pub shell: Shell,
    /// The form: `event_on`, `amount`, `unit`, `direction`.
    pub form: FormState,
    /// Working days or calendar days.
    pub units: Vec<Choice>,
    /// After or before the event.
    pub directions: Vec<Choice>,
    /// The weekday and date that come of it, and why; nothing before something was typed.
    pub found: Option<(String, Why)>,
}

/// `GET /due-date`: anybody counts a due date.
#[derive(Debug, Clone, Template)]
#[template(path = "due-anybody.html")]
pub struct CountDue {
    /// The frame.
    pub shell: Shell,
    /// The form: `event_on`, `by_rule`, `amount`, `unit`, `direction`.
    pub form: FormState,
    /// The rules to choose from, each with its number and place.
    pub rules: Vec<Choice>,
    /// Working days or calendar days.
    pub units: Vec<Choice>,
    /// After or before the event.
    pub directions: Vec<Choice>,
    /// The weekday and date that come of it, and why; nothing before something was typed.
    pub found: Option<(String, Why)>,
    /// The rule behind it, where one was chosen.
    pub ground: Option<Ground>,
    /// That the rule was not in force on the day, or empty.
    pub missing: String,
}

/// What a date rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ground {
    /// The rule, its number, its document and how well it is known.
    pub line: String,
    /// Where and when it holds.
    pub place: String,
    /// How an unclear wording is read, line by line.
    pub notes: Vec<String>,
}
