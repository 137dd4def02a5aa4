//! The last day of a case, and what a suspension does to it: the days on which its clock stands still are not counted.

use crate::calendar::Calendar;
use crate::day::Day;
use crate::due::{Direction, Period, Unit, due};
use crate::event::Moved;

use super::{Case, Due};

/// How the last day of an assignment moves when work that stood still from `since` on is taken up again on `until`: by the days
/// between, of the unit in which its rule counts. In calendar days it moves on to a working day, as far as the calendar is known;
/// working days of a year whose calendar is not known are counted as calendar days. None where no day was lost, and where the
/// last day was over before work stood still.
pub fn moved(calendar: &Calendar, unit: Unit, (since, until): (Day, Day), last: Day) -> Option<Moved> {
    let idle = u32::try_from(since.days_until(until)).ok().filter(|days| *days > 0 && since <= last)?;
    let by = |amount: u32, unit: Unit| {
        let to = due(calendar, last, Period::new(amount, unit, Direction::After)).ok()?.on;
        Some(Moved { since, days: amount, unit, from: last, to })
    };
    if unit == Unit::WorkingDays {
        let kinds = (0..i64::from(idle)).map(|day| calendar.kind(since.plus(day))).collect::<Option<Vec<_>>>();
        if let Some(kinds) = kinds {
            let worked = u32::try_from(kinds.iter().filter(|kind| kind.is_working()).count()).ok()?;
            if worked == 0 {
                return None;
            }
            if let Some(moved) = by(worked, unit) {
                return Some(moved);
            }
        }
    }
    let plain = || Moved { since, days: idle, unit: Unit::CalendarDays, from: last, to: last.plus(i64::from(idle)) };
    Some(by(idle, Unit::CalendarDays).unwrap_or_else(plain))
}

impl Case<'_> {
    /// How it stands to its due date on that day. A clock that was paused stands still from that day on.
    pub fn due(&self, on: Day) -> Due {
        let Some(due_on) = self.due_on.filter(|_| self.counts()) else {
            return Due::None;
        };
        let reached = self.closed_on.unwrap_or(on);
        let late = self.paused_from.and(self.suspended_since).map_or(reached, |since| since.min(reached)) > due_on;
        match (self.closed_on.is_some(), late) {
            (true, false) => Due::OnTime,
            (true, true) => Due::Late,
            (false, false) => Due::Running,
            (false, true) => Due::Overdue,
        }
    }

    /// Sets the last day. What is set while its clock stands still stands still from that day on.
    pub(super) fn date(&mut self, due_on: Option<Day>, on: Day) {
        if self.due_on != due_on {
            self.due_on = due_on;
            self.paused_from = self.paused_from.map(|_| on);
        }
    }

    pub(super) fn suspend(&mut self, on: Day, pauses: bool) {
        if self.suspended_since.is_none() {
            (self.suspended_since, self.paused_from) = (Some(on), pauses.then_some(on));
        }
    }

    /// Takes work up again. The last day moves as was recorded then; where the last day or one of the two days was recorded
    /// otherwise since, by as many days of the calendar more or less.
    pub(super) fn take_up_again(&mut self, moved: Option<&Moved>, recorded_on: Day, on: Day) {
        let paused = self.paused_from.take();
        self.suspended_since = None;
        let (Some(moved), Some(since), Some(last)) = (moved, paused, self.due_on) else { return };
        let otherwise = since.days_until(on) - moved.since.days_until(recorded_on);
        let by = moved.from.days_until(moved.to) + otherwise;
        self.due_on = Some(last.plus(by.max(0)));
    }
}
