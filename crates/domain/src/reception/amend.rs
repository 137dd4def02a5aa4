//! What of a reception day can be corrected and struck by itself: what the door refuses, the page does not offer.

use super::Reception;
use crate::correction::{dated, effective, struck_by};
use crate::day::Day;
use crate::event::{Event, ReceptionEvent, Recorded};
use crate::permission::Act;
use crate::refusal::Refusal;
use crate::text::TextRef;

/// Whether an event can be given another day; refused where another act does that, or where visits stand on its day.
pub fn correcting(day: &Reception, event: &Event) -> Result<(), Refusal> {
    match event {
        // The day of all visits is that on which it was held.
        Event::Reception(ReceptionEvent::Held) if day.standing().next().is_some() => Err(Refusal::LaterStands),
        Event::Reception(
            ReceptionEvent::Held
            | ReceptionEvent::Scheduled { .. }
            | ReceptionEvent::Changed { .. }
            | ReceptionEvent::Cancelled { .. }
            | ReceptionEvent::Concluded { .. }
            | ReceptionEvent::Directed { .. }
            | ReceptionEvent::RefusalGiven { .. },
        ) => Ok(()),
        _ => Err(Refusal::NotAllowed),
    }
}

/// By which right an event is struck; refused where it has to stay for what came after it, and where another act takes it back.
/// `events` in the order of their `seq`.
pub fn striking(events: &[Recorded], day: &Reception, event: &Event) -> Result<Act, Refusal> {
    // What an amendment amends, and whether that was a visit's: those come back by the act that makes them.
    let is_visits = |of: i64| {
        let amended = events.iter().find(|it| it.id == of).map(|it| &it.event);
        matches!(
            amended,
            Some(Event::Reception(ReceptionEvent::VisitWithheld { .. } | ReceptionEvent::RefusalGiven { .. }))
        )
    };
    match event {
        Event::Reception(ReceptionEvent::Scheduled { .. } | ReceptionEvent::Held) => {
            if day.standing().next().is_some() {
                return Err(Refusal::WordsRaised);
            }
            let held = matches!(event, Event::Reception(ReceptionEvent::Held));
            if day.concluded_on.is_some() || (!held && day.held_on.is_some()) {
                return Err(Refusal::LaterStands);
            }
            Ok(Act::EventStrike)
        }
        Event::Reception(
            ReceptionEvent::Cancelled { .. }
            | ReceptionEvent::Concluded { .. }
            | ReceptionEvent::Directed { .. }
            | ReceptionEvent::RefusalGiven { .. },
        ) => Ok(Act::EventStrike),
        Event::Reception(ReceptionEvent::VisitWithheld { .. }) => Ok(Act::SubmissionDisclose),
        Event::Corrected { of, .. } if !is_visits(*of) => Ok(Act::EventStrike),
        Event::Struck { of, .. } if struck_by(events, *of).is_some() && !is_visits(*of) => Ok(Act::EventStrike),
        _ => Err(Refusal::NotAllowed),
    }
}

/// By which right an event can be struck such that what is left holds together; nothing where it can't. `events` in the order of
/// their `seq`.
pub fn strikes(events: &[Recorded], day: &Reception, event: &Recorded) -> Option<Act> {
    let right = striking(events, day, &event.event).ok()?;
    let last = events.last()?;
    let reason = TextRef { id: 0, digest: String::new() };
    let struck = Recorded { id: 0, seq: last.seq + 1, event: Event::Struck { of: event.id, reason }, ..last.clone() };
    let after: Vec<Recorded> = events.iter().cloned().chain([struck]).collect();
    (Reception::holds_together(&after) || !Reception::holds_together(events)).then_some(right)
}

/// Between which days it can have been decided to set a day anew or to call it off, beside the other decisions that stand: not before
/// the one that was recorded before it, and not after the one that was recorded after it. `events` in the order of their `seq`.
pub fn decided_between(events: &[Recorded], event: &Recorded) -> (Option<Day>, Option<Day>) {
    let others = || decisions(events).filter(|it| it.0 != event.seq);
    let before = others().filter(|it| it.0 < event.seq).map(|it| it.1).max();
    (before, others().filter(|it| it.0 > event.seq).map(|it| it.1).min())
}

/// The decisions to set a day anew or to call it off that stand, each by its place in the history and its day.
fn decisions(events: &[Recorded]) -> impl Iterator<Item = (i64, Day)> {
    let decided = |event: &Event| {
        matches!(event, Event::Reception(ReceptionEvent::Changed { .. } | ReceptionEvent::Cancelled { .. }))
    };
    let all = effective(events).into_iter().filter(move |it| decided(&it.recorded.event));
    all.filter_map(|it| dated(events, it.recorded.id).map(|on| (it.recorded.seq, on)))
}

/// Whether the days of those decisions come in the order in which they were recorded: then the last of them is the one that holds.
pub(super) fn in_order(events: &[Recorded]) -> bool {
    let mut all: Vec<(i64, Day)> = decisions(events).collect();
    all.sort_unstable_by_key(|it| it.0);
    all.is_sorted_by_key(|it| it.1)
}
