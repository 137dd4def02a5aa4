//! Which days are worked: the calendar of Vietnam's state sector, by year.
//!
//! Calendars are data, not code (decision 0010). The embedded one is `data/holidays_vn.csv`; an installation lays
//! its own [`Change`]s over it. A year of which nothing official is known has no calendar, and whatever needs one is
//! refused. [`crate::due`] counts with it.

mod proposed;
mod worked;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub use proposed::{lacking, proposed};
use serde::{Deserialize, Serialize};

use crate::day::Day;

/// The file the embedded calendar is read from.
const HOLIDAYS: &str = include_str!("../../../data/holidays_vn.csv");

static EMBEDDED: LazyLock<Calendar> = LazyLock::new(|| {
    Calendar::parse(HOLIDAYS).unwrap_or_else(|line| panic!("line {line} of data/holidays_vn.csv can be read"))
});

/// What a day of a known year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// Monday to Friday, worked.
    Working,
    /// A day of the weekend that is worked in exchange for a weekday off.
    MakeUp,
    /// Saturday or Sunday, and nothing else.
    Weekend,
    /// A public holiday, also when it falls on a weekend.
    Holiday,
    /// Off in lieu of a holiday that fell on a weekend.
    InLieu,
    /// A weekday off that was or will be made up for on a Saturday.
    SwappedOff,
    /// A day that would be worked, on which the bodies of a place are closed: a storm, a flood.
    Closed,
}

impl DayKind {
    /// Whether offices work on it.
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::MakeUp)
    }
}

/// What an entry of the calendar makes of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// A public holiday (Labour Code 2019, article 112).
    PublicHoliday,
    /// The working day after, when a holiday falls on a weekend (article 111, clause 3).
    DayInLieu,
    /// A weekday off in exchange for a Saturday.
    SwappedDayOff,
    /// A Saturday worked in exchange for a weekday.
    SwappedWorkingSaturday,
}

impl EntryKind {
    /// All of them, as a choice shows them.
    pub const ALL: [Self; 4] =
        [Self::PublicHoliday, Self::DayInLieu, Self::SwappedDayOff, Self::SwappedWorkingSaturday];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PublicHoliday => "public_holiday",
            Self::DayInLieu => "day_in_lieu",
            Self::SwappedDayOff => "swapped_day_off",
            Self::SwappedWorkingSaturday => "swapped_working_saturday",
        }
    }

    /// The kind of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How sure an entry or a year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Announced by the State.
    Announced,
    /// Computed from the lunar calendar and the custom of past years; an announcement may still differ.
    Computed,
    /// Resolved on, but not known to be law: off only for those who say so.
    Policy,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Announced, Self::Computed, Self::Policy];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Computed => "computed",
            Self::Policy => "policy",
        }
    }

    /// The status of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

/// A day that is not what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The day.
    pub on: Day,
    /// What it is.
    pub kind: EntryKind,
    /// How sure that is.
    pub status: Status,
    /// Its name in Vietnamese.
    pub name_vi: String,
    /// Its name in English; may be empty in what an installation enters.
    pub name_en: String,
    /// Where that was read: a data set with its version, or a document with number and date.
    pub source: String,
}

/// What an installation says otherwise than the embedded calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The day is this, whatever it was before. It makes no year known.
    Set(Entry),
    /// No entry stands for the day: Monday to Friday it is worked, on a weekend it is not.
    WorkingDay(Day),
    /// All days off of the year are entered, and it is known with this status from now on.
    Year(i16, Status),
}

/// The days off and the make-up Saturdays of the years it knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    years: BTreeMap<i16, Status>,
    days: BTreeMap<Day, Entry>,
    /// Days that are off by policy only, and not counted as such here.
    policy: Vec<Entry>,
    /// Days on which the bodies of one place are closed; on the calendar of all bodies there is none.
    closed: BTreeSet<Day>,
    /// Its working days by number, as the days above make them.
    worked: worked::Worked,
}

impl Calendar {
    /// The calendar that comes with the program, without the days that are off by policy only.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads `date,kind,name_vi,name_en,status,counterpart,source`; the number of the line that can't be read.
    fn parse(csv: &str) -> Result<Self, usize> {
        let mut calendar = Self::default();
        for (index, line) in csv.lines().enumerate().skip(1) {
            let entry = entry(line).ok_or(index + 1)?;
            if entry.status == Status::Policy {
                calendar.policy.push(entry);
                continue;
            }
            let year = calendar.years.entry(entry.on.year()).or_insert(entry.status);
            *year = (*year).max(entry.status);
            if calendar.days.insert(entry.on, entry).is_some() {
                return Err(index + 1);
            }
        }
        Ok(calendar.numbered())
    }

    /// The same calendar with the days off that are off by policy only: 24 November, Vietnam Cultural Day.
    #[must_use]
    pub fn with_policy(&self) -> Self {
        let mut calendar = self.clone();
        for entry in std::mem::take(&mut calendar.policy) {
            calendar.days.entry(entry.on).or_insert(entry);
        }
        calendar.numbered()
    }

    /// The same calendar with these changes, in their order.
    #[must_use]
    pub fn with_changes(&self, changes: &[Change]) -> Self {
        let mut calendar = self.clone();
        for change in changes {
            match change {
                Change::Set(entry) => {
                    calendar.policy.retain(|policy| policy.on != entry.on);
                    calendar.days.insert(entry.on, entry.clone());
                }
                Change::WorkingDay(on) => {
                    calendar.policy.retain(|policy| policy.on != *on);
                    calendar.days.remove(on);
                }
                Change::Year(year, status) => {
                    calendar.years.insert(*year, *status);
                }
            }
        }
        calendar.numbered()
    }

    /// The same calendar for bodies that are closed from the first day to the last of each of these spans. A day that is off
    /// anyway stays what it is.
    #[must_use]
    pub fn closed_on(&self, spans: impl IntoIterator<Item = (Day, Day)>) -> Self {
        let mut calendar = self.clone();
        for (first, last) in spans {
            let days = std::iter::successors(Some(first), |day| Some(day.next()));
            calendar.closed.extend(days.take_while(|day| *day <= last));
        }
        calendar.numbered()
    }

    fn numbered(mut self) -> Self {
        self.worked = worked::Worked::of(&self);
        self
    }

    /// What the day is; nothing when no calendar of its year is known.
    pub fn kind(&self, day: Day) -> Option<DayKind> {
        self.years.get(&day.year())?;
        let weekend = day.weekday() >= 6;
        let kind = match self.days.get(&day).map(|entry| entry.kind) {
            Some(EntryKind::PublicHoliday) => DayKind::Holiday,
            Some(EntryKind::DayInLieu) => DayKind::InLieu,
            Some(EntryKind::SwappedDayOff) => DayKind::SwappedOff,
            Some(EntryKind::SwappedWorkingSaturday) if weekend => DayKind::MakeUp,
            _ if weekend => DayKind::Weekend,
            _ => DayKind::Working,
        };
        Some(if kind.is_working() && self.closed.contains(&day) { DayKind::Closed } else { kind })
    }

    /// The entry that stands for the day, if there is one.
    pub fn entry(&self, day: Day) -> Option<&Entry> {
        self.days.get(&day)
    }

    /// The entries of a year in order of their days; those that are off by policy only are in [`Self::policy`].
    pub fn entries(&self, year: i16) -> Vec<&Entry> {
        match (Day::new(year, 1, 1), Day::new(year, 12, 31)) {
            (Some(first), Some(last)) => self.days.range(first..=last).map(|(_, entry)| entry).collect(),
            _ => Vec::new(),
        }
    }

    /// Days that would be off by policy only and are worked in this calendar.
    pub fn policy(&self) -> &[Entry] {
        &self.policy
    }

    /// How sure the calendar of that year is; nothing when there is none.
    pub fn status(&self, year: i16) -> Option<Status> {
        self.years.get(&year).copied()
    }

    /// The years it knows, in order.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = i16> + '_ {
        self.years.keys().copied()
    }
}

/// One row of the file. No field of it holds a comma or a quote.
fn entry(line: &str) -> Option<Entry> {
    let fields: Vec<&str> = line.split(',').collect();
    let [on, kind, name_vi, name_en, status, _counterpart, source] = fields.as_slice() else { return None };
    Some(Entry {
        on: Day::parse_iso(on)?,
        kind: EntryKind::parse(kind)?,
        status: Status::parse(status)?,
        name_vi: (*name_vi).to_owned(),
        name_en: (*name_en).to_owned(),
        source: (*source).to_owned(),
    })
}
