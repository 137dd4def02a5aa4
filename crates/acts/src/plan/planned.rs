//! What becomes of a dialogue that a plan names: put off or called off with the body's reason, or back as it was planned.

use domain::day::Day;
use domain::event::{Event, PlannedEvent, Subject};
use domain::permission::Act as Right;
use domain::plan::PlanState;
use domain::refusal::Refusal;
use domain::span::Axis;
use domain::text::TextRef;
use domain::timeline::timeline;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, may};
use store::plan::{self, PlannedRow};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::field::{REASON, happened, needed};

/// Puts a planned dialogue off.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Postpone {
    /// The planned dialogue.
    pub planned: i64,
    /// The month in which it is to be held instead, if known.
    pub month: Option<i8>,
    /// The reason that the body gives.
    pub reason: String,
    /// The day on which it was put off.
    pub happened_on: Day,
}

impl Act for Postpone {
    const NAME: &'static str = "plan.postpone";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, on) = standing(tx, self.planned, self.happened_on, &["planned", "postponed"]).await?;
        let month = self.month.map(i64::from);
        if month.is_some_and(|month| !(1..=12).contains(&month)) {
            return Err(Refusal::Unreadable { field: "month" }.into());
        }
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        let postponed = PlannedEvent::Postponed { month, reason: reason.clone() };
        tx.append(Subject::Planned, self.planned, on, Event::Planned(postponed))?;
        if let Some(month) = month {
            plan::set_month(tx, &grant, self.planned, month);
        }
        settle_planned(tx, &grant, self.planned, Some(&reason)).await
    }
}

/// Calls a planned dialogue off.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cancel {
    /// The planned dialogue.
    pub planned: i64,
    /// The reason that the body gives.
    pub reason: String,
    /// The day on which it was called off.
    pub happened_on: Day,
}

impl Act for Cancel {
    const NAME: &'static str = "plan.cancel";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, on) = standing(tx, self.planned, self.happened_on, &["planned", "postponed"]).await?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        let cancelled = PlannedEvent::Cancelled { reason: reason.clone() };
        tx.append(Subject::Planned, self.planned, on, Event::Planned(cancelled))?;
        settle_planned(tx, &grant, self.planned, Some(&reason)).await
    }
}

/// Takes a postponement or a cancellation back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Restore {
    /// The planned dialogue.
    pub planned: i64,
    /// Why.
    pub reason: String,
    /// The day from which on it stands again.
    pub happened_on: Day,
}

impl Act for Restore {
    const NAME: &'static str = "plan.restore";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, on) = standing(tx, self.planned, self.happened_on, &["postponed", "cancelled"]).await?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        tx.append(Subject::Planned, self.planned, on, Event::Planned(PlannedEvent::Restored { reason }))?;
        settle_planned(tx, &grant, self.planned, None).await
    }
}

/// The grant for a planned dialogue of an issued plan in one of these states, its history read, and the day.
async fn standing(tx: &mut Tx, id: i64, on: Day, states: &[&str]) -> Result<(Grant, Day), Stop> {
    let row: PlannedRow = plan::find_planned(tx, id).await?.ok_or(Refusal::NotThere)?;
    let of = plan::find(tx, row.plan).await?.ok_or(Refusal::NotThere)?;
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::PlanChange, Of::Organisation(of.organisation)).await?;
    if !PlanState::parse(&of.state).is_some_and(PlanState::is_issued) {
        return Err(Refusal::PlanNotIssued.into());
    }
    if !states.contains(&row.state.as_str()) {
        return Err(Refusal::AlreadyDone.into());
    }
    let on = happened(on, tx.today())?;
    if let Some(issued_on) = of.issued_on.filter(|issued_on| on < *issued_on) {
        return Err(Refusal::HappenedBefore { earliest: issued_on }.into());
    }
    tx.history(Subject::Planned, id).await?;
    Ok((grant, on))
}

/// Brings the row of a planned dialogue in line with its events; its history was started or read before.
pub(crate) async fn settle_planned(tx: &mut Tx, grant: &Grant, id: i64, reason: Option<&TextRef>) -> Result<(), Stop> {
    let segments = timeline(tx.history(Subject::Planned, id).await?);
    let open = segments.into_iter().rfind(|segment| segment.axis == Axis::Planned && segment.to == Day::OPEN);
    let state = open.map_or_else(|| "withdrawn".to_owned(), |segment| segment.value);
    plan::set_planned(tx, grant, id, &state, reason);
    Ok(())
}
