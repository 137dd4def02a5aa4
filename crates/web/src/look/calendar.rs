//! The calendar of a year: which days are not worked, which Saturday is, and who says so.

use askama::Template;

use super::form::{Choice, FormState};
use super::parts::Status;
use super::shell::Shell;

/// A day in the picture of a month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CalendarDay {
    /// Its number; nought for a place before the first or after the last.
    pub number: i64,
    /// What it is, as a class: empty for an ordinary day.
    pub class: &'static str,
    /// What it is, for whoever hears the page; empty for an ordinary day or weekend.
    pub spoken: String,
    /// Whether it is today.
    pub today: bool,
}

/// A day with a name below its month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NamedDay {
    /// The date: dd/mm.
    pub date: String,
    /// Its name.
    pub name: String,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Month {
    /// Its name.
    pub name: String,
    /// Its weeks, Monday first, seven places each.
    pub weeks: Vec<Vec<CalendarDay>>,
    /// The days off and worked Saturdays by name.
    pub named: Vec<NamedDay>,
}

/// A day that this installation set itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnDay {
    /// The day as posted, ISO.
    pub iso: String,
    /// The day, dd/mm/yyyy.
    pub date: String,
    /// What it is, by name.
    pub name: String,
    /// The document behind it.
    pub document: String,
}

/// The day that some bodies take off by a policy of their own and others do not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PolicyDay {
    /// The day, dd/mm/yyyy.
    pub date: String,
    /// Whether it is taken off here.
    pub on: bool,
}

/// `GET /calendar`, and the answer to a wrong form of that page.
#[derive(Debug, Clone, Template)]
#[template(path = "calendar.html")]
pub struct Calendar {
    /// The frame.
    pub shell: Shell,
    /// The year.
    pub year: i64,
    /// Announced, computed, or not known.
    pub status: Option<Status>,
    /// The sentence that belongs to the status, or empty.
    pub warning: String,
    /// The year before, where there is one.
    pub earlier: Option<String>,
    /// The year after, where there is one.
    pub later: Option<String>,
    /// How many working days it has.
    pub working_days: i64,
    /// The weekdays in two letters, Monday first.
    pub weekdays: Vec<String>,
    /// The twelve months; none where the year is not known.
    pub months: Vec<Month>,
    /// The policy day of the year.
    pub policy: Option<PolicyDay>,
    /// Days that were set here.
    pub own: Vec<OwnDay>,
    /// The version of the rulebook that is shown.
    pub version: i64,
    /// How far the last change has come through the clocks that run; empty where it is through.
    pub progress: String,
    /// The body whose administrator sets days, where that is not the reader's own; else empty.
    pub kept_by: String,
    /// How many days off are entered of the year, by kind; empty where it has none.
    pub days_off: String,
    /// The form that sets a day, where the reader may: `on`, `kind`, `name`, `document`.
    pub set: Option<FormState>,
    /// The kinds of day one may set.
    pub kinds: Vec<Choice>,
    /// The form that makes the year known by what was entered: `document`, `days_off`.
    pub adopt: Option<FormState>,
    /// The form that enters all days of the year at once: `days`, `year_basis`, `document`, and a file.
    pub enter: Option<FormState>,
    /// Whether days are proposed for the year, of which nothing is known.
    pub propose: bool,
    /// Whether the days of a year were announced or computed, to choose from.
    pub statuses: Vec<Choice>,
    /// The form that leaves the year to the calendar of the program again: `reason`.
    pub drop: Option<FormState>,
    /// The form that takes a day back: `on`, `reason`.
    pub clear: Option<FormState>,
    /// The days one may take back.
    pub clear_days: Vec<Choice>,
}

impl Calendar {
    /// Whether the form of the whole year is open: it was refused, or holds what is proposed.
    pub fn enters(&self) -> bool {
        self.enter.as_ref().is_some_and(|form| form.is_refused() || !form.value("days").is_empty())
    }

    /// Whether a form of the page was refused.
    pub fn is_wrong(&self) -> bool {
        [&self.set, &self.enter, &self.adopt, &self.drop, &self.clear].into_iter().flatten().any(FormState::is_refused)
    }
}
