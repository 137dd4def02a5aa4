//! Which events count, and on which day, once corrections and strikings are taken into account.
//!
//! An amendment works on what is known, not on what was the case: its own day plays no part. Of several corrections
//! of one event the last that stands counts. An amendment can itself be struck; then it never was.

use crate::day::Day;
use crate::event::{Event, Recorded};

/// An event as it counts: on its day in truth, and whether it was struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effective<'a> {
    /// The day on which it happened, corrected.
    pub on: Day,
    /// Whether it was recorded by mistake. Of struck events only the founding one of a subject is kept: then it is
    /// the subject that was recorded by mistake.
    pub struck: bool,
    /// The event.
    pub recorded: &'a Recorded,
}

/// The events that count, in the order in which they did: the founding one first, then by day, within a day as
/// recorded. `events` in the order of their `seq`.
///
/// Nothing happens to what isn't there yet: what is dated before the founding event counts from that day on.
pub fn effective(events: &[Recorded]) -> Vec<Effective<'_>> {
    let amendments = standing_amendments(events);
    let day = |recorded: &Recorded| {
        let corrected = amendments.iter().find_map(|amendment| corrects(&amendment.event, recorded.id));
        corrected.unwrap_or(recorded.happened_on)
    };
    let struck = |recorded: &Recorded| amendments.iter().any(|amendment| strikes(&amendment.event, recorded.id));
    let Some((founding, later)) = events.split_first() else {
        return Vec::new();
    };
    let from = day(founding);
    let mut effective = Vec::with_capacity(events.len());
    effective.push(Effective { on: from, struck: struck(founding), recorded: founding });
    effective.extend(
        later.iter().filter(|recorded| !is_amendment(&recorded.event) && !struck(recorded)).map(|recorded| Effective {
            on: day(recorded),
            struck: false,
            recorded,
        }),
    );
    effective[1..].sort_by_key(|event| event.on);
    for event in &mut effective[1..] {
        event.on = event.on.max(from);
    }
    effective
}

/// The id of the striking that takes an event out; none when it counts, because it was never struck or its striking was
/// struck itself. `events` in the order of their `seq`.
pub fn struck_by(events: &[Recorded], id: i64) -> Option<i64> {
    standing_amendments(events).iter().find(|amendment| strikes(&amendment.event, id)).map(|amendment| amendment.id)
}

/// The amendments that weren't struck themselves, the last first. One can only be struck by a later one.
fn standing_amendments(events: &[Recorded]) -> Vec<&Recorded> {
    let mut standing: Vec<&Recorded> = Vec::new();
    for recorded in events.iter().rev().filter(|recorded| is_amendment(&recorded.event)) {
        if !standing.iter().any(|later| strikes(&later.event, recorded.id)) {
            standing.push(recorded);
        }
    }
    standing
}

fn is_amendment(event: &Event) -> bool {
    matches!(
        event,
        Event::Corrected { .. } | Event::Struck { .. } | Event::Contested { .. } | Event::ContestAnswered { .. }
    )
}

fn strikes(event: &Event, id: i64) -> bool {
    matches!(event, Event::Struck { of, .. } if *of == id)
}

fn corrects(event: &Event, id: i64) -> Option<Day> {
    match event {
        Event::Corrected { of, happened_on, .. } if *of == id => Some(*happened_on),
        _ => None,
    }
}
