//! How the last day of the assignment in force came to be another one than the day with which it was given.

use super::Case;
use crate::correction::Effective;
use crate::day::Day;
use crate::event::{CaseEvent, Event, Moved};

/// Why a last day moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedatedBy {
    /// It was extended; whether the person was told of it.
    Extension {
        /// Whether they were.
        told: bool,
    },
    /// Work stood still, and its days are not counted.
    Pause(Moved),
    /// The case was reopened, and has to be settled anew by then.
    Reopening,
    /// Another notice of conclusion sets an earlier day for the same point.
    Notice,
}

/// One move of a last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Redated {
    /// The event that moved it.
    pub event: i64,
    /// The day on which it did.
    pub on: Day,
    /// The last day before.
    pub from: Day,
    /// The last day since.
    pub to: Day,
    /// Why.
    pub by: RedatedBy,
}

/// How the last day of the assignment in force moved since it was given, the oldest move first: what extensions, suspensions,
/// reopenings and further notices changed by what counts of them. `known` as [`crate::correction::effective`] orders them.
pub fn redated(known: &[Effective<'_>]) -> Vec<Redated> {
    let mut moves = Vec::new();
    let Some((founding, later)) = known.split_first() else { return moves };
    let Some(mut case) = Case::founded(founding) else { return moves };
    for event in later {
        let before = case.due_on;
        case.apply(event);
        let Event::Case(happened) = &event.recorded.event else { continue };
        let by = match happened {
            CaseEvent::Assigned { .. } | CaseEvent::Returned { .. } => {
                moves.clear();
                continue;
            }
            CaseEvent::Extended { told, .. } => RedatedBy::Extension { told: *told },
            CaseEvent::TakenUp { moved: Some(by), .. } => RedatedBy::Pause(*by),
            CaseEvent::Noticed { .. } => RedatedBy::Notice,
            _ if happened.reopened_until().is_some() => RedatedBy::Reopening,
            _ => continue,
        };
        if let (Some(from), Some(to)) = (before, case.due_on)
            && from != to
            && case.assignment.is_some()
        {
            moves.push(Redated { event: event.recorded.id, on: event.on, from, to, by });
        }
    }
    moves
}
