//! The working days of the years that a calendar knows, numbered: the n-th after a day is looked up and not walked to.

use super::Calendar;
use crate::day::Day;

/// Working days in their order, and how many of them come before each day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Worked {
    /// The first day of the first known year.
    first: Option<Day>,
    /// The working days of known years, as days since the first.
    days: Vec<u32>,
    /// For each day of the years from the first known to the last, how many working days come before it.
    before: Vec<u32>,
}

impl Worked {
    pub(super) fn of(calendar: &Calendar) -> Self {
        let mut years = calendar.years();
        let Some((first, last)) = years.next().map(|first| (first, years.next_back().unwrap_or(first))) else {
            return Self::default();
        };
        let Some(first) = Day::new(first, 1, 1) else { return Self::default() };
        let mut found = Self { first: Some(first), ..Self::default() };
        let days = std::iter::successors(Some(first), |day| Some(day.next())).take_while(|day| day.year() <= last);
        for (number, day) in (0..).zip(days) {
            found.before.push(u32::try_from(found.days.len()).unwrap_or(u32::MAX));
            if calendar.kind(day).is_some_and(super::DayKind::is_working) {
                found.days.push(number);
            }
        }
        found
    }

    /// How many working days come before a day: none before the first known year, all behind the last.
    fn before(&self, day: Day) -> usize {
        let number = self.first.map_or(-1, |first| first.days_until(day));
        match usize::try_from(number) {
            Ok(number) => self.before.get(number).map_or(self.days.len(), |count| *count as usize),
            Err(_) => 0,
        }
    }

    fn day(&self, index: usize) -> Option<Day> {
        Some(self.first?.plus(i64::from(*self.days.get(index)?)))
    }
}

impl Calendar {
    /// The n-th working day after a day, of the years it knows; years it does not know have none.
    pub(crate) fn working_day_after(&self, day: Day, amount: u32) -> Option<Day> {
        self.worked.day(self.worked.before(day.next()) + amount as usize - 1)
    }

    /// The n-th working day before a day, likewise.
    pub(crate) fn working_day_before(&self, day: Day, amount: u32) -> Option<Day> {
        self.worked.day(self.worked.before(day).checked_sub(amount as usize)?)
    }
}
