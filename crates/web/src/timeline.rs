//! The history of a subject in words: what happened, when, for whom, and how it was corrected.

use domain::calendar::Calendar;
use domain::day::Day;
use domain::event::{CaseEvent, DialogueEvent, Event, PlanEvent, PlannedEvent, Recorded, Subject};
use store::event::{self, EventRow};
use store::{Error, Reader};

use crate::due::working_days;
use crate::look::Shell;
use crate::look::case::{Step, Voice};

/// Working days after which an act counts as recorded long after it happened.
const LATE_TYPED_WORKING_DAYS: i64 = 5;

/// Calendar days that stand for them in a year without a calendar.
const LATE_TYPED_DAYS: i64 = 7;

/// What the reader may do to the steps of a timeline.
#[derive(Clone, Copy)]
pub(crate) struct Rights {
    /// Correct a day.
    pub(crate) correct: bool,
    /// Strike an act.
    pub(crate) strike: bool,
}

/// One event as a step of the timeline. `history` is the whole history, oldest first.
pub(crate) fn step(shell: &Shell, row: &EventRow, history: &[Recorded], calendar: &Calendar, may: Rights) -> Step {
    let recorded = &row.recorded;
    let amended = amendments(recorded.id, history);
    let corrected_to = amended.iter().rev().find_map(|event| match &event.event {
        Event::Corrected { happened_on, .. } => Some(*happened_on),
        _ => None,
    });
    let struck = amended.iter().any(|event| matches!(event.event, Event::Struck { .. }));
    let on = corrected_to.unwrap_or(recorded.happened_on);
    let amends = matches!(recorded.event, Event::Corrected { .. } | Event::Struck { .. });
    let (reason, words) = if amends { (row.reason.clone(), None) } else { (None, row.reason.clone()) };
    let by = if row.by_submitter {
        shell.t("step-by-submitter")
    } else if row.actor == row.typist || row.actor.is_empty() {
        join(&[&row.typist, &row.organisation])
    } else {
        join(&[&row.actor, &row.organisation, &shell.ta("typed-by", &[("name", &row.typist)])])
    };
    Step {
        id: recorded.id,
        voice: match recorded.event {
            Event::Case(CaseEvent::Received { .. } | CaseEvent::Assessed { .. } | CaseEvent::ReviewOpened { .. }) => {
                Voice::People
            }
            _ => Voice::Body,
        },
        title: shell.of("act", recorded.event.act()),
        on: on.vn(),
        on_iso: on.to_iso(),
        recorded: format!("{} {}", recorded.recorded_at.day().vn(), recorded.recorded_at.vn_time()),
        by,
        detail: Some(detail(shell, &recorded.event)).filter(|set| !set.is_empty()).or(words).unwrap_or_default(),
        late_typed: is_late(calendar, recorded.happened_on, recorded.recorded_at.day()),
        corrected_from: if corrected_to.is_some() { recorded.happened_on.vn() } else { String::new() },
        reason: reason.unwrap_or_default(),
        struck,
        may_correct: may.correct && changes(&recorded.event) && !struck,
        may_strike: may.strike && !struck && (amends || is_struck_alone(&recorded.event)),
    }
}

/// Whether something happened to the case on that day which somebody did and can take back.
fn changes(event: &Event) -> bool {
    match event {
        Event::Case(
            CaseEvent::PointAdded { .. }
            | CaseEvent::PointParted { .. }
            | CaseEvent::Linked { .. }
            | CaseEvent::Unlinked { .. }
            | CaseEvent::Placed { .. }
            | CaseEvent::Noticed { .. }
            | CaseEvent::IdentityRead
            | CaseEvent::CodeGiven { .. }
            | CaseEvent::ReviewOpened { .. }
            | CaseEvent::ClockRedated { .. }
            | CaseEvent::HandedOver { .. },
        ) => false,
        Event::Case(_) => true,
        Event::Plan(event) => !matches!(event, PlanEvent::Redrafted { .. }),
        Event::Planned(event) => matches!(
            event,
            PlannedEvent::Postponed { .. }
                | PlannedEvent::Cancelled { .. }
                | PlannedEvent::Restored { .. }
                | PlannedEvent::ExcuseAccepted { .. }
                | PlannedEvent::ExcuseQuestioned { .. }
        ),
        Event::Dialogue(event) => matches!(
            event,
            DialogueEvent::Announced { .. }
                | DialogueEvent::Opened { .. }
                | DialogueEvent::Held { .. }
                | DialogueEvent::Concluded { .. }
                | DialogueEvent::MinutesSigned
                | DialogueEvent::SessionMinutesSigned { .. }
                | DialogueEvent::DutyDone { .. }
                | DialogueEvent::PlannedAs { .. }
        ),
        _ => false,
    }
}

/// Whether an event can be struck by itself: a case is struck with its submission; of a dialogue also what has no day of its
/// own.
fn is_struck_alone(event: &Event) -> bool {
    match event {
        Event::Dialogue(
            DialogueEvent::SessionSet { .. }
            | DialogueEvent::SessionChaired { .. }
            | DialogueEvent::Attended { .. }
            | DialogueEvent::BodiesPresent { .. }
            | DialogueEvent::MinutesTaken { .. }
            | DialogueEvent::MinutesScanned { .. }
            | DialogueEvent::SessionWithoutMinutes { .. }
            | DialogueEvent::AgendaSet { .. },
        ) => true,
        // What a notice did goes with the notice.
        Event::Dialogue(DialogueEvent::DutyDone { notice: Some(_), .. }) => false,
        event => changes(event) && !is_receipt(event),
    }
}

/// The history of a subject, newest first, with what the reader may do to each step.
pub(crate) async fn of(
    read: &mut Reader<'_>,
    shell: &Shell,
    calendar: &Calendar,
    (subject, id): (Subject, i64),
    may: Rights,
) -> Result<Vec<Step>, Error> {
    let rows = event::timeline(read, subject, id).await?;
    let history: Vec<Recorded> = rows.iter().rev().map(|row| row.recorded.clone()).collect();
    Ok(rows.iter().map(|row| step(shell, row, &history, calendar, may)).collect())
}

/// The history of a planned dialogue: what its body did is the body's to amend, what those above said of a reason is theirs.
pub(crate) async fn of_planned(
    read: &mut Reader<'_>,
    shell: &Shell,
    calendar: &Calendar,
    id: i64,
    (own, above): (Rights, Rights),
) -> Result<Vec<Step>, Error> {
    let rows = event::timeline(read, Subject::Planned, id).await?;
    let history: Vec<Recorded> = rows.iter().rev().map(|row| row.recorded.clone()).collect();
    let step = |row: &EventRow| {
        let may = if is_of_those_above(&row.recorded.event, &history) { above } else { own };
        step(shell, row, &history, calendar, may)
    };
    Ok(rows.iter().map(step).collect())
}

/// Whether an event is what those above said of a reason, or an amendment of that.
fn is_of_those_above(event: &Event, history: &[Recorded]) -> bool {
    match event {
        Event::Planned(PlannedEvent::ExcuseAccepted { .. } | PlannedEvent::ExcuseQuestioned { .. }) => true,
        Event::Corrected { of, .. } | Event::Struck { of, .. } => {
            let of = history.iter().find(|known| known.id == *of);
            of.is_some_and(|of| is_of_those_above(&of.event, history))
        }
        _ => false,
    }
}

/// A case is struck with its submission.
fn is_receipt(event: &Event) -> bool {
    matches!(event, Event::Case(CaseEvent::Received { .. }))
}

/// The day that an event sets, beside its own.
fn detail(shell: &Shell, event: &Event) -> String {
    match event {
        Event::Corrected { happened_on, .. } => shell.ta("step-new-day", &[("day", &happened_on.vn())]),
        Event::Case(CaseEvent::ClockRedated { due_on, .. }) => {
            let due = due_on.map_or_else(|| shell.t("preview-no-due"), Day::vn);
            shell.ta("step-new-due", &[("day", &due)])
        }
        _ => String::new(),
    }
}

/// Whether an act was recorded long after it happened.
fn is_late(calendar: &Calendar, happened_on: Day, recorded_on: Day) -> bool {
    // Who was away for years is late by any count; the days between need not be walked over.
    if happened_on.days_until(recorded_on) > 10 * LATE_TYPED_DAYS {
        return true;
    }
    match working_days(calendar, happened_on, recorded_on) {
        Some(days) => days > LATE_TYPED_WORKING_DAYS,
        None => happened_on.days_until(recorded_on) > LATE_TYPED_DAYS,
    }
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

#[cfg(test)]
mod tests {
    use domain::calendar::Calendar;
    use domain::day::Day;

    use super::is_late;

    #[test]
    fn what_is_typed_after_five_working_days_is_added_later() {
        let day = |text| Day::parse_iso(text).expect("a day");
        let late = |from, to| is_late(Calendar::embedded(), day(from), day(to));
        assert!(!late("2026-08-27", "2026-09-08"), "five working days, with National Day and its days off between");
        assert!(late("2026-08-27", "2026-09-09"));
        assert!(!late("2033-03-01", "2033-03-08"), "a week stands for them where no calendar is known");
        assert!(late("2033-03-01", "2033-03-09"));
        assert!(late("0001-01-01", "2026-09-09"), "whatever the distance");
    }
}
