//! Events: correcting the day of one, striking one.

use domain::day::Day;
use domain::event::{CaseEvent, Event, Recorded, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Stop, Tx, case, reply};

use crate::case::settle;
use crate::field::{REASON, happened, needed};

/// Corrects the day on which something happened (đính chính); the old day stays visible.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Correct {
    /// The event.
    pub event: i64,
    /// The right day.
    pub happened_on: Day,
    /// Why.
    pub reason: String,
}

impl Act for Correct {
    const NAME: &'static str = "event.correct";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = of_case(tx, Right::EventCorrect, self.event).await?;
        let on = happened(self.happened_on, tx.today())?;
        let reason = needed("reason", &self.reason, REASON)?;
        match &found.event.event {
            Event::Case(CaseEvent::Received { .. }) => case::set_raised_on(tx, &found.grant, found.case, on),
            Event::Case(CaseEvent::AnsweredOnTheSpot { reply, .. }) => {
                if on < found.raised_on {
                    return Err(Refusal::HappenedBefore { earliest: found.raised_on }.into());
                }
                reply::set_issued_on(tx, &found.grant, *reply, on);
            }
            _ => {}
        }
        let reason = tx.text(reason)?;
        let today = tx.today();
        tx.append(
            Subject::Case,
            found.case,
            today,
            Event::Corrected { of: self.event, happened_on: on, reason },
        )?;
        let version = case::find(tx, found.case).await?.ok_or(Refusal::NotThere)?.version;
        settle(tx, &found.grant, found.case, version).await
    }
}

/// Strikes an event that was recorded by mistake (nhập nhầm); striking a striking restores what it struck.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Strike {
    /// The event.
    pub event: i64,
    /// Why.
    pub reason: String,
}

impl Act for Strike {
    const NAME: &'static str = "event.strike";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = of_case(tx, Right::EventStrike, self.event).await?;
        let reason = needed("reason", &self.reason, REASON)?;
        let reason = tx.text(reason)?;
        let today = tx.today();
        let event = tx.append(Subject::Case, found.case, today, Event::Struck { of: self.event, reason })?;
        match &found.event.event {
            // A case is struck with its submission, so that neither is left without the other.
            Event::Case(CaseEvent::Received { .. }) => return Err(Refusal::NotAllowed.into()),
            Event::Case(CaseEvent::AnsweredOnTheSpot { reply, .. }) => {
                reply::strike(tx, &found.grant, *reply, event);
            }
            _ => {}
        }
        settle(tx, &found.grant, found.case, found.version).await
    }
}

struct Found {
    grant: Grant,
    case: i64,
    version: i64,
    raised_on: Day,
    event: Recorded,
}

/// The event named, of a case the account may change; refused when it was struck before.
async fn of_case(tx: &mut Tx, right: Right, event: i64) -> Result<Found, Stop> {
    let Some((Subject::Case, case, ..)) = store::event::subject_of(tx, event).await? else {
        return Err(Refusal::NotThere.into());
    };
    let by = tx.by();
    let (grant, row) = may(tx, by, right, Of::Case(case)).await?;
    let events = tx.history(Subject::Case, case).await?;
    if domain::correction::effective(events).iter().all(|known| known.recorded.id != event)
        && !events.iter().any(|e| e.id == event && matches!(e.event, Event::Struck { .. } | Event::Corrected { .. }))
    {
        return Err(Refusal::AlreadyStruck.into());
    }
    let event = events.iter().find(|known| known.id == event).cloned().ok_or(Refusal::NotThere)?;
    Ok(Found { grant, case, version: row.get(SUBJECT)?, raised_on: row.get(SUBJECT + 2)?, event })
}
