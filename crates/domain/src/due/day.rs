//! The last day alone, without the days that led to it: for looking through very many clocks.

use super::{Direction, Period, Unit};
use crate::calendar::{Calendar, Status};
use crate::day::Day;
use crate::refusal::Refusal;

/// The last day of a period, and whether it rests on a calendar that was computed. It is that of [`super::due`], refused as
/// there, found by number and not by walking.
pub fn due_on(calendar: &Calendar, from: Day, period: Period) -> Result<(Day, bool), Refusal> {
    if !(1..=Period::MOST).contains(&period.amount) {
        return Err(Refusal::Unreadable { field: "amount" });
    }
    let amount = i64::from(period.amount);
    match (period.unit, period.direction) {
        (Unit::WorkingDays, Direction::After) => {
            let last = calendar.working_day_after(from, period.amount);
            known(calendar, from.next(), last, 1)
        }
        (Unit::WorkingDays, Direction::Before) => {
            let last = calendar.working_day_before(from, period.amount);
            known(calendar, from.plus(-1), last, -1)
        }
        (Unit::CalendarDays, Direction::Before) => match from.plus(-amount) {
            last if last.days_until(from) < amount => Err(Refusal::NoCalendar { year: last.year() }),
            last => Ok((last, false)),
        },
        (Unit::CalendarDays, Direction::After) => {
            let last = from.plus(amount);
            if from.days_until(last) < amount || last == Day::OPEN {
                return Err(Refusal::NoCalendar { year: Day::OPEN.year() });
            }
            if !period.rolls() {
                return Ok((last, false));
            }
            // The day itself where it is worked, else the next that is.
            let moved = calendar.working_day_after(last.plus(-1), 1);
            known(calendar, last, moved, 1)
        }
    }
}

/// The last day, where a calendar is known of every year that is looked at from the first day to it.
fn known(calendar: &Calendar, first: Day, last: Option<Day>, step: i16) -> Result<(Day, bool), Refusal> {
    let (mut year, mut computed) = (first.year(), false);
    loop {
        match calendar.status(year) {
            Some(status) => computed |= status == Status::Computed,
            None => return Err(Refusal::NoCalendar { year }),
        }
        if let Some(last) = last.filter(|last| last.year() == year) {
            return Ok((last, computed));
        }
        year += step;
    }
}
