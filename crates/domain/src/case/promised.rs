//! The answer whose promise is in force: where two bodies promised, only that of the newest answer.

use super::{Case, Standing};
use crate::correction::Effective;
use crate::day::Day;
use crate::event::{CaseEvent, Event, PointResult, Recorded};

impl Case<'_> {
    /// The event whose promise for a point runs, of the same events as the case: it is in force and not kept, and the case
    /// counts and did not end.
    pub fn promised_by(&self, known: &[Effective<'_>], point: i64) -> Option<i64> {
        let (_, standing) = self.points.iter().find(|(id, _)| *id == point)?;
        let Standing::Promised(by_on) = standing else { return None };
        let last = known.iter().rfind(|event| promised(event.recorded, point) == Some(*by_on))?;
        (self.counts() && self.ended.is_none()).then_some(last.recorded.id)
    }
}

/// The day that an answer promised for a point.
pub fn promised(recorded: &Recorded, point: i64) -> Option<Day> {
    let day = |result: &PointResult| match result {
        PointResult::Promised { by_on } => Some(*by_on),
        _ => None,
    };
    match &recorded.event {
        Event::Case(CaseEvent::Replied { points, .. } | CaseEvent::AnsweredOnTheSpot { points, .. }) => {
            points.iter().rev().find(|answer| answer.point == point).and_then(|answer| day(&answer.result))
        }
        Event::Case(CaseEvent::TransferReplied { points, .. }) => points
            .iter()
            .rev()
            .find(|answer| answer.point == point)
            .and_then(|answer| answer.result.as_ref())
            .and_then(day),
        _ => None,
    }
}
