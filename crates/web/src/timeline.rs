//! The history of a subject in words: what happened, when, for whom, and how it was corrected.

use domain::event::{CaseEvent, Event, Recorded};
use store::event::EventRow;

use crate::look::Shell;
use crate::look::case::{Step, Voice};

/// Calendar days after which an act counts as recorded long after it happened. Working days and the setting come
/// with the calendar.
const LATE_TYPED_DAYS: i64 = 7;

/// One event as a step of the timeline. `history` is the whole history, oldest first.
pub(crate) fn step(shell: &Shell, row: &EventRow, history: &[Recorded], may_correct: bool, may_strike: bool) -> Step {
    let recorded = &row.recorded;
    let amended = amendments(recorded.id, history);
    let corrected_to = amended.iter().rev().find_map(|event| match &event.event {
        Event::Corrected { happened_on, .. } => Some(*happened_on),
        _ => None,
    });
    let struck = amended.iter().any(|event| matches!(event.event, Event::Struck { .. }));
    let on = corrected_to.unwrap_or(recorded.happened_on);
    let amends = matches!(recorded.event, Event::Corrected { .. } | Event::Struck { .. });
    let (reason, detail) = if amends { (row.reason.clone(), None) } else { (None, row.reason.clone()) };
    let by = if row.actor == row.typist || row.actor.is_empty() {
        join(&[&row.typist, &row.organisation])
    } else {
        join(&[&row.actor, &row.organisation, &shell.ta("typed-by", &[("name", &row.typist)])])
    };
    Step {
        id: recorded.id,
        voice: match recorded.event {
            Event::Case(CaseEvent::Received { .. } | CaseEvent::Assessed { .. }) => Voice::People,
            _ => Voice::Body,
        },
        title: shell.of("act", recorded.event.act()),
        on: on.vn(),
        on_iso: on.to_iso(),
        recorded: format!("{} {}", recorded.recorded_at.day().vn(), recorded.recorded_at.vn_time()),
        by,
        detail: detail.unwrap_or_default(),
        late_typed: recorded.happened_on.days_until(recorded.recorded_at.day()) > LATE_TYPED_DAYS,
        corrected_from: if corrected_to.is_some() { recorded.happened_on.vn() } else { String::new() },
        reason: reason.unwrap_or_default(),
        struck,
        may_correct: may_correct && changes(&recorded.event) && !struck,
        may_strike: may_strike && !struck && (amends || (changes(&recorded.event) && !is_receipt(&recorded.event))),
    }
}

/// Whether something happened to the case on that day which somebody did and can take back.
fn changes(event: &Event) -> bool {
    match event {
        Event::Case(
            CaseEvent::PointAdded { .. }
            | CaseEvent::Placed { .. }
            | CaseEvent::IdentityRead
            | CaseEvent::ClockRedated { .. }
            | CaseEvent::HandedOver { .. },
        ) => false,
        Event::Case(_) => true,
        _ => false,
    }
}

/// A case is struck with its submission.
fn is_receipt(event: &Event) -> bool {
    matches!(event, Event::Case(CaseEvent::Received { .. }))
}

/// The corrections and strikings of an event that were not struck themselves.
fn amendments(id: i64, history: &[Recorded]) -> Vec<&Recorded> {
    history
        .iter()
        .filter(|event| match event.event {
            Event::Corrected { of, .. } | Event::Struck { of, .. } => {
                of == id && !amendments(event.id, history).iter().any(|own| matches!(own.event, Event::Struck { .. }))
            }
            _ => false,
        })
        .collect()
}

fn join(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}
