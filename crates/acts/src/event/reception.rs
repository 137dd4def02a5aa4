//! Correcting and striking what happened to a reception day. A visit is struck on its day by an act of its own.

use domain::correction::struck_by;
use domain::event::{Event, ReceptionEvent, Subject};
use domain::permission::Act as Right;
use domain::reception::Reception;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::{Read, Stop, Tx};

use super::{Correct, Strike, standing};
use crate::reception::settle;

/// The day on which citizens were received moves for all visits of it at once, so it is corrected only while there are none; the
/// day on a conclusion notice, and of what was called off, at any time.
pub(super) async fn correct(tx: &mut Tx, id: i64, typed: &Correct) -> Result<(), Stop> {
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::EventCorrect, Of::Reception(id)).await?;
    let events = tx.history(Subject::Reception, id).await?;
    let event = standing(events, typed.event)?;
    let now = Reception::by(events).ok_or(Refusal::NotThere)?;
    match &event.event {
        Event::Reception(ReceptionEvent::Held) if now.standing().next().is_some() => {
            return Err(Refusal::LaterStands.into());
        }
        Event::Reception(ReceptionEvent::Concluded { .. }) => {
            if let Some(earliest) = now.held_on.filter(|held| typed.happened_on < *held) {
                return Err(Refusal::HappenedBefore { earliest }.into());
            }
        }
        Event::Reception(
            ReceptionEvent::Held
            | ReceptionEvent::Scheduled { .. }
            | ReceptionEvent::Changed { .. }
            | ReceptionEvent::Cancelled { .. },
        ) => {}
        _ => return Err(Refusal::NotAllowed.into()),
    }
    let (happened_on, reason) = typed.read(tx)?;
    let today = tx.today();
    tx.append(Subject::Reception, id, today, Event::Corrected { of: typed.event, happened_on, reason })?;
    settle(tx, &grant, id).await
}

pub(super) async fn strike(tx: &mut Tx, id: i64, typed: &Strike) -> Result<(), Stop> {
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::EventStrike, Of::Reception(id)).await?;
    let events = tx.history(Subject::Reception, id).await?;
    let event = standing(events, typed.event)?;
    let now = Reception::by(events).ok_or(Refusal::NotThere)?;
    match &event.event {
        Event::Reception(ReceptionEvent::Scheduled { .. } | ReceptionEvent::Held) => {
            if now.standing().next().is_some() {
                return Err(Refusal::WordsRaised.into());
            }
            if now.concluded_on.is_some() {
                return Err(Refusal::LaterStands.into());
            }
        }
        Event::Reception(ReceptionEvent::Cancelled { .. } | ReceptionEvent::Concluded { .. }) => {}
        // What was called off stays so while citizens were received since.
        Event::Struck { of, .. } if struck_by(events, *of).is_some() && now.held_on.is_none() => {}
        _ => return Err(Refusal::NotAllowed.into()),
    }
    let reason = typed.read(tx)?;
    let today = tx.today();
    tx.append(Subject::Reception, id, today, Event::Struck { of: typed.event, reason })?;
    settle(tx, &grant, id).await
}
