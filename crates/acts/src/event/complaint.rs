//! Striking the last step of a complaint: it stands again as before, and so do its clocks.

use domain::complaint::Step;
use domain::event::{ComplaintEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use store::{Read, Stop, Tx};

use super::{Strike, standing};
use crate::complaint::{found, settle, taken_back};

pub(super) async fn strike(tx: &mut Tx, id: i64, typed: &Strike) -> Result<(), Stop> {
    // Who may not even see the letter learns nothing of it.
    found(tx, id, Right::CaseRead).await?;
    let (grant, now) = found(tx, id, Right::EventStrike).await?;
    let event = standing(tx.history(Subject::Complaint, id).await?, typed.event)?;
    let Event::Complaint(ComplaintEvent::Stepped { done }) = &event.event else {
        return Err(Refusal::NotAllowed.into());
    };
    // What a second complaint rests on stays as it is.
    let rests = now.appealed.is_some() && !matches!(done.step, Step::Send | Step::Publish);
    if now.last_event() != typed.event || rests {
        return Err(Refusal::LaterStands.into());
    }
    let reason = typed.read(tx)?;
    taken_back(tx, &grant, done, &reason).await?;
    let today = tx.today();
    tx.append(Subject::Complaint, id, today, Event::Struck { of: typed.event, reason })?;
    settle(tx, &grant, id).await
}
