//! The rows of what goes on within a case, brought in line with its events: drafts of replies, how people are told, questions
//! asked back, parts, letters that urged, files beside replies.

use domain::assignment::{asked, parts};
use domain::correction::{Effective, struck_by};
use domain::day::Day;
use domain::event::{CaseEvent, Event, Recorded};
use domain::reply::{deliveries, drafts};
use store::grant::Grant;
use store::transfer::upward;
use store::{Tx, assignment, reply, urging};

/// Whether anything of it was ever recorded of a case.
fn any(events: &[Recorded], wanted: impl Fn(&CaseEvent) -> bool) -> bool {
    events.iter().any(|known| matches!(&known.event, Event::Case(happened) if wanted(happened)))
}

/// Brings them in line; what was never recorded of the case is passed over.
pub(super) fn follow(tx: &mut Tx, grant: &Grant, case: i64, events: &[Recorded], known: &[Effective<'_>]) {
    for (id, state) in drafts(events) {
        let (since, back) = last_step(events, known, id);
        reply::set_draft(tx, grant, id, state.as_str(), since, back);
    }
    for told in deliveries(events) {
        reply::set_delivery(tx, grant, told.point, told.way.as_str(), told.on, told.state.as_str());
    }
    if any(events, |it| matches!(it, CaseEvent::AskedBack { .. })) {
        let waits = asked(Day::OPEN, known).filter(|it| !it.answered);
        for recorded in events {
            if let Event::Case(CaseEvent::Assigned { assignment: id, .. }) = &recorded.event {
                let on = waits.filter(|it| it.assignment == *id).map(|it| it.on);
                assignment::set_asked(tx, grant, *id, on);
            }
        }
    }
    for (id, state) in parts(events) {
        assignment::set_part(tx, grant, id, state.as_str());
    }
    for recorded in events {
        if matches!(recorded.event, Event::Case(CaseEvent::Urged { .. })) {
            urging::set_struck(tx, grant, recorded.id, case, struck_by(events, recorded.id).is_some());
        }
        if matches!(recorded.event, Event::Case(CaseEvent::ReportedUp { .. })) {
            upward::set_struck(tx, grant, recorded.id, struck_by(events, recorded.id).is_some());
        }
        if matches!(recorded.event, Event::Case(CaseEvent::EvidenceFiled { .. })) {
            reply::file::set_struck(tx, grant, recorded.id, case, struck_by(events, recorded.id).is_some());
        }
    }
}

/// The day of what was done last with a draft, and why it was sent back, where that was it.
fn last_step(events: &[Recorded], known: &[Effective<'_>], draft: i64) -> (Day, Option<i64>) {
    let of = |recorded: &&Recorded| {
        let step = match &recorded.event {
            Event::Case(
                CaseEvent::ReplyDrafted { reply, .. }
                | CaseEvent::ReplySubmitted { reply }
                | CaseEvent::ReplyApproved { reply, .. }
                | CaseEvent::ReplySentBack { reply, .. }
                | CaseEvent::Replied { reply, .. },
            ) => Some(*reply),
            _ => None,
        };
        step == Some(draft)
    };
    let steps: Vec<&Recorded> = events.iter().filter(of).collect();
    let counts = |recorded: &&&Recorded| known.iter().any(|event| event.recorded.id == recorded.id);
    let Some(last) = steps.iter().rev().find(counts).or(steps.last()) else { return (Day::FLOOR, None) };
    let on = known.iter().find(|event| event.recorded.id == last.id).map_or(last.happened_on, |event| event.on);
    match &last.event {
        Event::Case(CaseEvent::ReplySentBack { words, .. }) => (on, words.as_ref().map(|words| words.id)),
        _ => (on, None),
    }
}
