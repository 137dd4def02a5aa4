//! Events: correcting the day of one, striking one.

use domain::day::Day;
use domain::event::{CaseEvent, Event, Recorded, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Stop, Tx, case, reply, search, submission};

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
        let reason = tx.text(reason)?;
        match &found.event.event {
            Event::Case(CaseEvent::Received { points, .. }) => {
                case::set_raised_on(tx, &found.grant, found.case, on);
                // The submissions were raised on the day on which the case was received.
                for submission in points.iter().filter_map(|point| point.submission) {
                    correct_submission(tx, &found.grant, submission, on, &reason).await?;
                }
            }
            Event::Case(CaseEvent::AnsweredOnTheSpot { reply, .. } | CaseEvent::Replied { reply, .. }) => {
                if on < found.raised_on {
                    return Err(Refusal::HappenedBefore { earliest: found.raised_on }.into());
                }
                reply::set_issued_on(tx, &found.grant, *reply, on);
            }
            _ => {}
        }
        let today = tx.today();
        tx.append(Subject::Case, found.case, today, Event::Corrected { of: self.event, happened_on: on, reason })?;
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
            Event::Case(CaseEvent::AnsweredOnTheSpot { reply, .. } | CaseEvent::Replied { reply, .. }) => {
                reply::strike(tx, &found.grant, *reply, event);
            }
            Event::Struck { of, .. } => restore(tx, &found, *of).await?,
            _ => {}
        }
        settle(tx, &found.grant, found.case, found.version).await
    }
}

/// Moves the day of a submission together with that of its case.
async fn correct_submission(tx: &mut Tx, grant: &Grant, id: i64, on: Day, reason: &TextRef) -> Result<(), Stop> {
    let raised = tx.history(Subject::Submission, id).await?.first().ok_or(Refusal::NotThere)?.id;
    let today = tx.today();
    let event = Event::Corrected { of: raised, happened_on: on, reason: reason.clone() };
    tx.append(Subject::Submission, id, today, event)?;
    submission::set_happened_on(tx, grant, id, on);
    Ok(())
}

/// Brings back the rows of what a striking had taken out.
async fn restore(tx: &mut Tx, found: &Found, struck: i64) -> Result<(), Stop> {
    let events = tx.history(Subject::Case, found.case).await?;
    let Some(event) = events.iter().find(|known| known.id == struck).map(|known| known.event.clone()) else {
        return Err(Refusal::NotThere.into());
    };
    match event {
        Event::Case(CaseEvent::AnsweredOnTheSpot { reply, .. } | CaseEvent::Replied { reply, .. }) => {
            reply::restore(tx, &found.grant, reply);
        }
        Event::Case(CaseEvent::Received { points, .. }) => {
            for id in points.iter().filter_map(|point| point.submission) {
                restore_submission(tx, &found.grant, id).await?;
            }
            let words = case::points(tx, found.case).await?.into_iter().next().and_then(|point| point.body);
            let row = tx.id()?;
            search::add(tx, &found.grant, row, found.case, words.as_deref().unwrap_or_default());
        }
        _ => {}
    }
    Ok(())
}

async fn restore_submission(tx: &mut Tx, grant: &Grant, id: i64) -> Result<(), Stop> {
    let events = tx.history(Subject::Submission, id).await?;
    let strike = events.iter().rev().find(|known| matches!(known.event, Event::Struck { .. }));
    let Some((strike, reason)) = strike.and_then(|known| match &known.event {
        Event::Struck { reason, .. } => Some((known.id, reason.clone())),
        _ => None,
    }) else {
        return Ok(());
    };
    let today = tx.today();
    tx.append(Subject::Submission, id, today, Event::Struck { of: strike, reason })?;
    submission::restore(tx, grant, id);
    Ok(())
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
    if is_struck(event, events) {
        return Err(Refusal::AlreadyStruck.into());
    }
    let event = events.iter().find(|known| known.id == event).cloned().ok_or(Refusal::NotThere)?;
    Ok(Found { grant, case, version: row.get(SUBJECT)?, raised_on: row.get(SUBJECT + 2)?, event })
}

/// Whether a striking that was not struck itself takes an event out.
fn is_struck(event: i64, events: &[Recorded]) -> bool {
    events
        .iter()
        .any(|known| matches!(known.event, Event::Struck { of, .. } if of == event) && !is_struck(known.id, events))
}
