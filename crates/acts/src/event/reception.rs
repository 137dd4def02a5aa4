//! Correcting and striking what happened to a reception day. A visit is struck on its day by an act of its own.

use domain::day::Day;
use domain::event::{Event, ReceptionEvent, Recorded, Subject};
use domain::permission::Act as Right;
use domain::reception::Reception;
use domain::reception::amend::{correcting, decided_between, striking};
use domain::refusal::Refusal;
use store::grant::{Grant, Of, may};
use store::{Read, Stop, Tx};

use super::{Correct, Strike, standing};
use crate::letter::disclose_parts;
use crate::reception::settle;
use crate::submission::disclose;

/// What the events say holds together afterwards: the day on which citizens were received moves for all visits of it at once, so it
/// is corrected only while there are none; no day moves before that on which it was set, or behind what came after it.
pub(super) async fn correct(tx: &mut Tx, id: i64, typed: &Correct) -> Result<(), Stop> {
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::EventCorrect, Of::Reception(id)).await?;
    let events = tx.history(Subject::Reception, id).await?;
    let event = standing(events, typed.event)?;
    let now = Reception::by(events).ok_or(Refusal::NotThere)?;
    let held_together = Reception::holds_together(events);
    let on = typed.happened_on;
    let mut notice = None;
    correcting(&now, &event.event)?;
    match &event.event {
        Event::Reception(ReceptionEvent::Held) => {
            not_before(on, Reception::set_on(events))?;
            not_after(on, now.concluded_on)?;
        }
        Event::Reception(
            ReceptionEvent::Scheduled { .. } | ReceptionEvent::Changed { .. } | ReceptionEvent::Cancelled { .. },
        ) => {
            if !matches!(event.event, Event::Reception(ReceptionEvent::Cancelled { .. })) {
                not_after(on, Some(now.held_on.unwrap_or(now.day.on)))?;
            }
            if !matches!(event.event, Event::Reception(ReceptionEvent::Scheduled { .. })) {
                let (earliest, latest) = decided_between(events, &event);
                not_before(on, earliest)?;
                not_after(on, latest)?;
            }
        }
        Event::Reception(ReceptionEvent::RefusalGiven { visit, .. }) => {
            let known = now.visits.iter().find(|known| known.visited.visit == *visit);
            not_before(on, known.map(|known| known.on))?;
            notice = known.and_then(|known| known.notice.as_ref()).map(|(_, number)| (*visit, (on, number.clone())));
        }
        _ => not_before(on, now.held_on)?,
    }
    let (happened_on, reason) = typed.read(tx)?;
    let today = tx.today();
    tx.append(Subject::Reception, id, today, Event::Corrected { of: typed.event, happened_on, reason })?;
    if let Some((visit, notice)) = notice {
        store::reception::set_notice(tx, &grant, visit, Some(&notice));
    }
    settled(tx, &grant, id, held_together).await
}

pub(super) async fn strike(tx: &mut Tx, id: i64, typed: &Strike) -> Result<(), Stop> {
    let by = tx.by();
    // Who may not even see the day learns nothing of it; the right of the event is asked below.
    may(tx, by, Right::ReceptionRead, Of::Reception(id)).await?;
    let events = tx.history(Subject::Reception, id).await?;
    let event = standing(events, typed.event)?;
    let now = Reception::by(events).ok_or(Refusal::NotThere)?;
    let held_together = Reception::holds_together(events);
    let right = striking(events, &now, &event.event)?;
    let of_visit = match &event.event {
        Event::Reception(ReceptionEvent::RefusalGiven { visit, .. } | ReceptionEvent::VisitWithheld { visit }) => {
            Some(*visit)
        }
        _ => None,
    };
    let end = of_visit.and_then(|id| Some(&now.visits.iter().find(|it| it.visited.visit == id)?.visited.end));
    let (submission, letter) = (end.and_then(|end| end.submission), end.and_then(|end| end.letter));
    let (grant, _) = may(tx, by, right, Of::Reception(id)).await?;
    let reason = typed.read(tx)?;
    let today = tx.today();
    tx.append(Subject::Reception, id, today, Event::Struck { of: typed.event, reason: reason.clone() })?;
    if let Some(visit) = of_visit {
        if right == Right::EventStrike {
            store::reception::set_notice(tx, &grant, visit, None);
        } else {
            store::reception::set_kept(tx, &grant, visit, false);
            if let Some(submission) = submission {
                disclose(tx, &grant, submission, reason.clone()).await?;
            }
            if let Some(letter) = letter {
                disclose_parts(tx, &grant, letter, &reason).await?;
            }
        }
    }
    settled(tx, &grant, id, held_together).await
}

fn not_before(on: Day, earliest: Option<Day>) -> Result<(), Refusal> {
    earliest.filter(|earliest| on < *earliest).map_or(Ok(()), |earliest| Err(Refusal::HappenedBefore { earliest }))
}

fn not_after(on: Day, latest: Option<Day>) -> Result<(), Refusal> {
    let refused = |latest| Err(Refusal::TooLate { field: "happened_on", latest });
    latest.filter(|latest| on > *latest).map_or(Ok(()), refused)
}

/// Brings the row of the day in line with its events; refused where these would contradict each other by what was amended.
async fn settled(tx: &mut Tx, grant: &Grant, id: i64, held_together: bool) -> Result<(), Stop> {
    let events: &[Recorded] = tx.history(Subject::Reception, id).await?;
    // A day that never held together is mended step by step.
    if held_together && !Reception::holds_together(events) {
        return Err(Refusal::LaterStands.into());
    }
    settle(tx, grant, id).await
}
