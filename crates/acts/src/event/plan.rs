//! Events of plans: what an amendment did to each planned dialogue is corrected and struck with it.

use std::collections::BTreeMap;

use domain::correction::struck_by;
use domain::day::Day;
use domain::event::{Event, PlanEvent, PlannedEvent, Recorded, Subject};
use domain::permission::Act as Right;
use domain::plan::Plan;
use domain::refusal::Refusal;
use domain::text::TextRef;
use store::grant::{Grant, Of, may};
use store::plan::{self, PlanRow, PlannedRow};
use store::{Read, Stop, Tx};

use super::{Correct, Strike, standing};
use crate::plan::{settle_plan, settle_planned};

/// A plan with its history read, and the event of it that is amended.
struct Found {
    grant: Grant,
    row: PlanRow,
    planned: Vec<PlannedRow>,
    event: Recorded,
}

pub(super) async fn correct(tx: &mut Tx, id: i64, typed: &Correct) -> Result<(), Stop> {
    let found = found(tx, Right::EventCorrect, id, typed.event).await?;
    if matches!(
        found.event.event,
        Event::Corrected { .. } | Event::Struck { .. } | Event::Plan(PlanEvent::Redrafted { .. })
    ) {
        return Err(Refusal::NotAllowed.into());
    }
    let (on, reason) = typed.read(tx)?;
    let events = tx.history(Subject::Plan, id).await?;
    if let Some(earliest) = events.first().filter(|founding| founding.id != typed.event).map(|event| event.happened_on)
        && on < earliest
    {
        return Err(Refusal::HappenedBefore { earliest }.into());
    }
    let today = tx.today();
    let corrected = |of| Event::Corrected { of, happened_on: on, reason: reason.clone() };
    for (planned, event) in beside(tx, &found).await? {
        tx.append(Subject::Planned, planned, today, corrected(event))?;
        settle_planned(tx, &found.grant, planned).await?;
    }
    tx.append(Subject::Plan, id, today, corrected(typed.event))?;
    settle_plan(tx, &found.grant, id, found.row.version).await
}

pub(super) async fn strike(tx: &mut Tx, id: i64, typed: &Strike) -> Result<(), Stop> {
    let found = found(tx, Right::EventStrike, id, typed.event).await?;
    let reason = typed.read(tx)?;
    let touched = match &found.event.event {
        Event::Plan(PlanEvent::Redrafted { .. }) => return Err(Refusal::NotAllowed.into()),
        Event::Plan(PlanEvent::Amended { edition, .. }) if found.row.edition > *edition => {
            return Err(Refusal::LaterStands.into());
        }
        Event::Corrected { reason: amended, .. } => with_reason(tx, &found, amended.id).await?,
        Event::Struck { of, reason: amended } => {
            comes_back(tx, &found, *of).await?;
            with_reason(tx, &found, amended.id).await?
        }
        Event::Plan(event) => {
            let touched = beside(tx, &found).await?;
            let gone = matches!(event, PlanEvent::Drafted { .. } | PlanEvent::Amended { .. });
            if gone && found.planned.iter().any(|row| row.dialogue.is_some() && touched.contains_key(&row.id)) {
                return Err(Refusal::PlanFollowed.into());
            }
            touched
        }
        _ => return Err(Refusal::NotAllowed.into()),
    };
    let today = tx.today();
    let struck = |of| Event::Struck { of, reason: reason.clone() };
    for (planned, event) in touched {
        tx.append(Subject::Planned, planned, today, struck(event))?;
        settle_planned(tx, &found.grant, planned).await?;
    }
    tx.append(Subject::Plan, id, today, struck(typed.event))?;
    rests_on_its_issue(tx, &found).await?;
    settle_plan(tx, &found.grant, id, found.row.version).await
}

async fn found(tx: &mut Tx, right: Right, id: i64, event: i64) -> Result<Found, Stop> {
    let row = plan::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let by = tx.by();
    let (grant, _) = may(tx, by, right, Of::Organisation(row.organisation)).await?;
    let event = standing(tx.history(Subject::Plan, id).await?, event)?;
    let planned = plan::planned(tx, id).await?;
    tx.histories(Subject::Planned, &planned.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    Ok(Found { grant, row, planned, event })
}

/// By planned dialogue the event that says of it what the event of the plan says: that it came with the draft or an
/// amendment, or that the amendment dropped it. Those struck before stay as they are.
async fn beside(tx: &mut Tx, found: &Found) -> Result<BTreeMap<i64, i64>, Stop> {
    let mut touched = BTreeMap::new();
    for row in &found.planned {
        let events = tx.history(Subject::Planned, row.id).await?;
        let says = |known: &&Recorded| match (&found.event.event, &known.event) {
            (Event::Plan(PlanEvent::Drafted { .. }), Event::Planned(PlannedEvent::Entered { .. })) => true,
            (Event::Plan(PlanEvent::Amended { added, .. }), Event::Planned(PlannedEvent::Entered { .. })) => {
                added.contains(&row.id)
            }
            (
                Event::Plan(PlanEvent::Amended { edition, .. }),
                Event::Planned(PlannedEvent::Dropped { edition: by }),
            ) => edition == by,
            _ => false,
        };
        let standing = |known: &&Recorded| struck_by(events, known.id).is_none();
        touched.extend(events.iter().filter(says).find(standing).map(|known| (row.id, known.id)));
    }
    Ok(touched)
}

/// By planned dialogue what was amended in it by the same act, which the text of its reason tells.
async fn with_reason(tx: &mut Tx, found: &Found, reason: i64) -> Result<BTreeMap<i64, i64>, Stop> {
    let mut touched = BTreeMap::new();
    for row in &found.planned {
        let events = tx.history(Subject::Planned, row.id).await?;
        let same = events.iter().find(|known| match &known.event {
            Event::Corrected { reason: own, .. } | Event::Struck { reason: own, .. } => own.id == reason,
            _ => false,
        });
        touched.extend(same.map(|known| (row.id, known.id)));
    }
    Ok(touched)
}

/// What was struck comes back only where its place was not taken meanwhile.
async fn comes_back(tx: &mut Tx, found: &Found, of: i64) -> Result<(), Stop> {
    let events = tx.history(Subject::Plan, found.row.id).await?;
    match events.iter().find(|known| known.id == of).map(|known| &known.event) {
        Some(Event::Plan(PlanEvent::Drafted { organisation, post, year, .. })) => {
            let (organisation, post, year) = (*organisation, post.clone(), *year);
            match plan::of_post(tx, organisation, &post, year).await? {
                Some(_) => Err(Refusal::AlreadyThere { field: "year" }.into()),
                None => Ok(()),
            }
        }
        Some(Event::Plan(PlanEvent::Amended { edition, .. })) if found.row.edition >= *edition => {
            Err(Refusal::LaterStands.into())
        }
        _ => Ok(()),
    }
}

/// A plan that is no longer issued has neither amendments nor anything held, put off or called off.
async fn rests_on_its_issue(tx: &mut Tx, found: &Found) -> Result<(), Stop> {
    let now = Plan::by(tx.history(Subject::Plan, found.row.id).await?).ok_or(Refusal::NotThere)?;
    let rests = found.planned.iter().any(|row| !["planned", "withdrawn"].contains(&row.state.as_str()));
    if !now.struck && !now.state.is_issued() && (now.edition > 1 || rests) {
        return Err(Refusal::LaterStands.into());
    }
    Ok(())
}

pub(super) async fn correct_planned(tx: &mut Tx, id: i64, typed: &Correct) -> Result<(), Stop> {
    let (grant, issued_on) = found_planned(tx, Right::EventCorrect, id, typed.event, false).await?;
    let (on, reason) = typed.read(tx)?;
    if let Some(earliest) = issued_on.filter(|earliest| on < *earliest) {
        return Err(Refusal::HappenedBefore { earliest }.into());
    }
    let corrected = Event::Corrected { of: typed.event, happened_on: on, reason };
    amend_planned(tx, &grant, id, corrected).await
}

pub(super) async fn strike_planned(tx: &mut Tx, id: i64, typed: &Strike) -> Result<(), Stop> {
    let (grant, _) = found_planned(tx, Right::EventStrike, id, typed.event, true).await?;
    let reason: TextRef = typed.read(tx)?;
    amend_planned(tx, &grant, id, Event::Struck { of: typed.event, reason }).await
}

async fn amend_planned(tx: &mut Tx, grant: &Grant, id: i64, event: Event) -> Result<(), Stop> {
    let today = tx.today();
    tx.append(Subject::Planned, id, today, event)?;
    settle_planned(tx, grant, id).await
}

/// The grant to amend an event of a planned dialogue, its history read, and the day on which its plan was issued. What
/// those above said of a reason is theirs; what comes with the plan or with a dialogue goes with that.
async fn found_planned(
    tx: &mut Tx,
    right: Right,
    id: i64,
    event: i64,
    amendments: bool,
) -> Result<(Grant, Option<Day>), Stop> {
    let row = plan::find_planned(tx, id).await?.ok_or(Refusal::NotThere)?;
    let of = plan::find(tx, row.plan).await?.ok_or(Refusal::NotThere)?;
    let events = tx.history(Subject::Planned, id).await?;
    let own = own(events, event);
    let found = standing(events, event);
    let by = tx.by();
    let right = if own == Some(false) { Right::PlanExcuse } else { right };
    let (grant, _) = may(tx, by, right, Of::Organisation(of.organisation)).await?;
    let amends = matches!(found?.event, Event::Corrected { .. } | Event::Struck { .. });
    if own.is_none() || (amends && !amendments) {
        return Err(Refusal::NotAllowed.into());
    }
    Ok((grant, of.issued_on))
}

/// Whether an event is one of the body's own (true) or of those above (false); nothing for those that go with another.
fn own(events: &[Recorded], id: i64) -> Option<bool> {
    match &events.iter().find(|known| known.id == id)?.event {
        Event::Planned(
            PlannedEvent::Postponed { .. } | PlannedEvent::Cancelled { .. } | PlannedEvent::Restored { .. },
        ) => Some(true),
        Event::Planned(PlannedEvent::ExcuseAccepted { .. } | PlannedEvent::ExcuseQuestioned { .. }) => Some(false),
        // An amendment belongs to whoever could make it; it names an earlier event, so this ends.
        Event::Corrected { of, .. } | Event::Struck { of, .. } => own(events, *of),
        _ => None,
    }
}
