//! Which events count, and on which day, once corrections and strikings are taken into account.
//!
//! An amendment works on what is known, not on what was the case: its own day plays no part. Of several corrections
//! of one event the last that stands counts. An amendment can itself be struck; then it never was.

use crate::day::Day;
use crate::event::{CaseEvent, DialogueEvent, Event, NoticeEvent, ReceptionEvent, Recorded};

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
/// Nothing happens to what isn't there yet: what is dated before the founding event counts from that day on. A notice is
/// otherwise: its founding is the day on which somebody began to type it, its steps have the days of its paper, and a paper is
/// often older than what is typed of it. So it was there from the first day of any of them. So was a reception day: on which day
/// it was set moves no visit.
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
    if matches!(
        founding.event,
        Event::Notice(NoticeEvent::Drafted { .. }) | Event::Reception(ReceptionEvent::Scheduled { .. })
    ) {
        let first = effective.get(1).map_or(from, |first| first.on);
        effective[0].on = from.min(first);
        return effective;
    }
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

/// The day on which an event of a history is said to have happened, corrected; where it was moved by what came with it, the day
/// before that. `events` in the order of their `seq`.
pub fn dated(events: &[Recorded], id: i64) -> Option<Day> {
    let amendments = standing_amendments(events);
    let corrected = amendments.iter().find_map(|amendment| corrects(&amendment.event, id));
    corrected.or_else(|| events.iter().find(|known| known.id == id).map(|known| known.happened_on))
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
        Event::Corrected { .. }
            | Event::Struck { .. }
            | Event::Contested { .. }
            | Event::ContestAnswered { .. }
            | Event::PaperNamed { .. }
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

/// The first day on which an event of a history can have happened, by what it follows: nothing is decided before it was asked, given
/// back before it was given, signed before it was held. None where it follows nothing. `events` in the order of their `seq`.
pub fn earliest(events: &[Recorded], of: &Recorded) -> Option<Day> {
    let known = effective(events);
    let before = |follows: &dyn Fn(&Event) -> bool| {
        let days = known.iter().filter(|event| event.recorded.seq < of.seq && follows(&event.recorded.event));
        days.map(|event| event.on).max()
    };
    match &of.event {
        Event::Case(happened) => {
            let asked = events.iter().find_map(|known| match (&known.event, happened) {
                (
                    Event::Case(CaseEvent::ReviewOpened { review: opened, assessed, .. }),
                    CaseEvent::ReviewDecided { review, .. } | CaseEvent::ReviewUpheld { review, .. },
                ) if opened == review => Some(*assessed),
                _ => None,
            });
            let asked = known.iter().find(|event| Some(event.recorded.id) == asked).map(|event| event.on);
            asked.max(before(&|event| matches!(event, Event::Case(event) if follows(happened, event))))
        }
        Event::Dialogue(happened) => before_held(&known, happened).max(match happened {
            DialogueEvent::Concluded { .. } | DialogueEvent::DutyDone { .. } => {
                before(&|event| matches!(event, Event::Dialogue(DialogueEvent::Held { .. })))
            }
            _ => None,
        }),
        _ => None,
    }
}

/// Whether something that happened to a case comes after another by its own words: they name one thing.
fn follows(later: &CaseEvent, former: &CaseEvent) -> bool {
    match (later, former) {
        (
            CaseEvent::ReviewDecided { review, .. } | CaseEvent::ReviewUpheld { review, .. },
            CaseEvent::ReviewOpened { review: of, .. },
        ) => review == of,
        (CaseEvent::AskAnswered { assignment, .. }, CaseEvent::AskedBack { assignment: of, .. })
        | (
            CaseEvent::AskedBack { assignment, .. }
            | CaseEvent::Returned { assignment, .. }
            | CaseEvent::PartGiven { assignment, .. },
            CaseEvent::Assigned { assignment: of, .. },
        ) => assignment == of,
        (CaseEvent::PartDone { part, .. }, CaseEvent::PartGiven { part: of, .. }) => part == of,
        (
            CaseEvent::ReplySubmitted { reply }
            | CaseEvent::ReplyApproved { reply, .. }
            | CaseEvent::ReplySentBack { reply, .. },
            CaseEvent::ReplyDrafted { reply: of, .. },
        )
        | (CaseEvent::EvidenceFiled { reply, .. }, CaseEvent::ReplyDrafted { reply: of, .. })
        | (
            CaseEvent::Assessed { reply, .. } | CaseEvent::EvidenceFiled { reply, .. },
            CaseEvent::Replied { reply: of, .. } | CaseEvent::AnsweredOnTheSpot { reply: of, .. },
        ) => reply == of,
        (
            CaseEvent::TransferReceived { transfer }
            | CaseEvent::TransferAnswered { transfer, .. }
            | CaseEvent::TransferReplied { transfer, .. }
            | CaseEvent::TransferDated { transfer, .. }
            | CaseEvent::TransferReturned { transfer, .. },
            CaseEvent::SentOn { transfer: of, .. },
        ) => transfer == of,
        (CaseEvent::Unmerged { .. }, CaseEvent::Merged { .. })
        | (
            CaseEvent::Resumed { .. } | CaseEvent::TakenUp { .. },
            CaseEvent::Suspended { .. } | CaseEvent::SetAside { .. },
        ) => true,
        _ => false,
    }
}

/// The day on which the session was set of which an event of a dialogue tells; of all of them where it tells of all.
fn before_held(known: &[Effective<'_>], happened: &DialogueEvent) -> Option<Day> {
    let of = match happened {
        DialogueEvent::Held { session } | DialogueEvent::SessionMinutesSigned { session } => Some(*session),
        DialogueEvent::MinutesSigned | DialogueEvent::Concluded { .. } => None,
        _ => return None,
    };
    let mut set: Vec<(i64, Day)> = Vec::new();
    for event in known {
        if let Event::Dialogue(DialogueEvent::SessionSet { session, on, .. }) = &event.recorded.event {
            set.retain(|(known, _)| known != session);
            set.push((*session, *on));
        }
    }
    set.iter().filter(|(session, _)| of.is_none_or(|of| of == *session)).map(|(_, on)| *on).max()
}
