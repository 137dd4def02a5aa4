//! Rules and calendar as they are in force in this installation: those that come with the program, and what was
//! confirmed and set here.
//!
//! Every change of them raises the number in `installation.rulebook`. A node keeps the whole rulebook in memory under
//! that number, so that looking up a rule while somebody speaks costs no statement of its own.

mod closure;
pub mod recount;
mod rows;
mod whereabouts;

use std::sync::{Arc, Mutex, PoisonError};

use domain::calendar::{Calendar, Change, Entry, Status};
use domain::day::Day;
use domain::due::{Derivation, Direction, Due, due, due_on};
use domain::rule::{Bound, Rule, in_force, shipped};

pub use closure::{Closure, ClosureRow, Here, NewClosure, close, closures, lift};
pub use rows::{
    DayRow, NewDay, NewRule, RuleRow, YearRow, add_rule, clear_day, clear_year, day_word, days, days_entered,
    drop_year, highest, keep_year, number, raise, rules, set_day, source, withdraw_rule, years,
};
pub use whereabouts::{Standing, Whereabouts, standing};

use crate::Error;
use crate::reader::Read;

/// A day as it was set here: an entry, or none for a day that is what its weekday says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnDay {
    /// The day.
    pub on: Day,
    /// What it is.
    pub entry: Option<Entry>,
}

/// Rules and calendar under one number.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// The number, raised with every change.
    pub version: i64,
    /// The rules that come with the program, then those confirmed here and not withdrawn.
    pub rules: Vec<Rule>,
    /// The calendar of all bodies, with what was set here.
    pub calendar: Calendar,
    /// The closures of places that count.
    pub closures: Vec<Closure>,
    days: Vec<OwnDay>,
    years: Vec<(i16, Status)>,
    local: closure::Local,
}

impl Rulebook {
    /// A rulebook of what was confirmed and set here.
    pub fn new(version: i64, confirmed: Vec<Rule>, days: Vec<OwnDay>, years: Vec<(i16, Status)>) -> Self {
        let rules = shipped().iter().cloned().chain(confirmed).collect();
        let calendar = calendar(&days, &years);
        Self { version, rules, calendar, closures: Vec::new(), days, years, local: closure::Local::default() }
    }

    /// The same with the calendar that its days and years make.
    fn recalculated(mut self) -> Self {
        self.calendar = calendar(&self.days, &self.years);
        self.local = closure::Local::default();
        self
    }

    /// The same with one rule more.
    #[must_use]
    pub fn with_rule(&self, rule: Rule) -> Self {
        let mut book = self.clone();
        book.rules.push(rule);
        book
    }

    /// The same without a version of a rule.
    #[must_use]
    pub fn without_rule(&self, id: &str, version: i64) -> Self {
        let mut book = self.clone();
        book.rules.retain(|rule| rule.id != id || rule.version != version);
        book
    }

    /// The same with a day set, whatever was set for it before.
    #[must_use]
    pub fn with_day(&self, day: OwnDay) -> Self {
        let mut book = self.without_day(day.on);
        book.days.push(day);
        book.recalculated()
    }

    /// The same with a day that is again what the calendar of the program says.
    #[must_use]
    pub fn without_day(&self, on: Day) -> Self {
        let mut book = self.clone();
        book.days.retain(|day| day.on != on);
        book.recalculated()
    }

    /// The same with a year whose days are all entered: announced, or computed until they are. Without a status, the same
    /// without it.
    #[must_use]
    pub fn with_year(&self, year: i16, status: Option<Status>) -> Self {
        let mut book = self.clone();
        book.years.retain(|(other, _)| *other != year);
        book.years.extend(status.map(|status| (year, status)));
        book.recalculated()
    }

    /// The same with all days of a year in place of whatever was said of it before, also by the calendar of the program.
    #[must_use]
    pub fn with_entered(&self, year: i16, days: Vec<OwnDay>, status: Status) -> Self {
        let mut book = self.with_year(year, Some(status));
        book.days.retain(|day| day.on.year() != year);
        book.days.extend(days);
        book.recalculated()
    }

    /// Whether the day was set here.
    pub fn sets_day(&self, on: Day) -> bool {
        self.days.iter().any(|day| day.on == on)
    }

    /// Whether the year was adopted here.
    pub fn adopts(&self, year: i16) -> bool {
        self.years.iter().any(|(known, _)| *known == year)
    }

    /// The rule of that id or trigger for a body there, as it was in force on the day.
    pub fn rule(&self, id_or_trigger: &str, at: &Whereabouts, on: Day) -> Option<&Rule> {
        in_force(self.rules.iter(), id_or_trigger, &at.places, &at.level, on)
    }

    /// The last day that a rule gives to what began on `from` with a body there. Nothing when no rule is in force,
    /// when it sets no latest day, and when no calendar of a year that has to be looked at is known.
    pub fn last_day(&self, id_or_trigger: &str, at: &Whereabouts, from: Day) -> Option<LastDay<'_>> {
        let rule = self.rule(id_or_trigger, at, from).filter(|rule| rule.bound == Bound::AtMost)?;
        let due = due(&self.calendar_at(at), from, rule.period()?).ok()?;
        Some(LastDay { rule, due })
    }

    /// The day alone of [`Self::last_day`], and the rule that gives it: for looking through all clocks that run.
    pub fn last_day_on(&self, id_or_trigger: &str, at: &Whereabouts, from: Day) -> Option<(Day, &Rule)> {
        let rule = self.rule(id_or_trigger, at, from).filter(|rule| rule.bound == Bound::AtMost)?;
        let (on, _) = due_on(&self.calendar_at(at), from, rule.period()?).ok()?;
        Some((on, rule))
    }

    /// The last day on which something that has to be done so long before what begins on `on` is done in time, such as the
    /// announcement of a conference. Nothing when no such rule is in force, and when no calendar is known.
    pub fn last_day_before(&self, id_or_trigger: &str, at: &Whereabouts, on: Day) -> Option<LastDay<'_>> {
        let before = |rule: &&Rule| rule.bound == Bound::AtLeast && rule.direction == Direction::Before;
        let rule = self.rule(id_or_trigger, at, on).filter(before)?;
        let due = due(&self.calendar_at(at), on, rule.period()?).ok()?;
        Some(LastDay { rule, due })
    }
}

/// A last day and the rule that gives it.
#[derive(Clone, Debug)]
pub struct LastDay<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// How it was counted.
    pub due: Due,
}

impl LastDay<'_> {
    /// What a clock keeps of it.
    pub fn derivation(&self) -> String {
        Derivation::of(&self.due, Some((&self.rule.id, self.rule.version))).to_json()
    }
}

fn calendar(days: &[OwnDay], years: &[(i16, Status)]) -> Calendar {
    let years = years.iter().map(|(year, status)| Change::Year(*year, *status));
    let days = days.iter().map(|day| match &day.entry {
        Some(entry) => Change::Set(entry.clone()),
        None => Change::WorkingDay(day.on),
    });
    Calendar::embedded().with_changes(&years.chain(days).collect::<Vec<_>>())
}

/// The rulebook as the database has it. The reader has to be one that sees a single moment.
pub async fn load(read: &mut dyn Read) -> Result<Rulebook, Error> {
    let number = number(read).await?;
    let confirmed = rules(read).await?.into_iter().filter(|row| !row.withdrawn).map(|row| row.rule).collect();
    let days = days(read).await?.into_iter().map(|row| row.day).collect();
    let years = years(read).await?.into_iter().map(|row| (row.year, row.status)).collect();
    let closures = closure::in_force(read).await?;
    Ok(Rulebook { closures, ..Rulebook::new(number, confirmed, days, years) })
}

/// The rulebook that this node has in memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shelf(Arc<Mutex<Option<Arc<Rulebook>>>>);

impl Shelf {
    /// The rulebook of that number, if it is the one in memory.
    pub(crate) fn get(&self, number: i64) -> Option<Arc<Rulebook>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|book| book.version == number).map(Arc::clone)
    }

    /// Keeps a rulebook as the database has it for everybody.
    pub(crate) fn put(&self, book: &Arc<Rulebook>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(book));
    }
}
