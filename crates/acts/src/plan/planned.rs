//! What becomes of a dialogue that a plan names: put off or called off with the body's reason, of which those above say
//! whether they accept it; back as it was planned; or held.

use async_trait::async_trait;
use domain::correction::effective;
use domain::day::Day;
use domain::event::{DialogueEvent, Event, PlannedEvent, Recorded, Subject};
use domain::permission::Act as Right;
use domain::plan::{PlanState, Planned};
use domain::refusal::Refusal;
use domain::span::Axis;
use domain::text::TextRef;
use domain::timeline::timeline;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, may};
use store::plan::{self, PlannedRow};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::field::{REASON, happened, needed, optional};

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

#[async_trait]
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
        tx.append(Subject::Planned, self.planned, on, PlannedEvent::Postponed { month, reason }.into())?;
        settle_planned(tx, &grant, self.planned).await
    }
}

/// Calls a planned dialogue off; one that was called off before, with another reason where those above questioned it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cancel {
    /// The planned dialogue.
    pub planned: i64,
    /// The reason that the body gives.
    pub reason: String,
    /// The day on which it was called off.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Cancel {
    const NAME: &'static str = "plan.cancel";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, on) = standing(tx, self.planned, self.happened_on, &["planned", "postponed"]).await?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        tx.append(Subject::Planned, self.planned, on, PlannedEvent::Cancelled { reason }.into())?;
        settle_planned(tx, &grant, self.planned).await
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

#[async_trait]
impl Act for Restore {
    const NAME: &'static str = "plan.restore";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, on) = standing(tx, self.planned, self.happened_on, &["postponed", "cancelled"]).await?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        tx.append(Subject::Planned, self.planned, on, PlannedEvent::Restored { reason }.into())?;
        settle_planned(tx, &grant, self.planned).await
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
    // Whoever was asked about a reason for calling it off gives another one.
    let asked = row.state == "cancelled" && row.excuse.as_deref() == Some("questioned");
    let fits = states.contains(&row.state.as_str()) || (asked && states.contains(&"planned"));
    if !fits {
        return Err(Refusal::AlreadyDone.into());
    }
    let on = happened(on, tx.today())?;
    if let Some(issued_on) = of.issued_on.filter(|issued_on| on < *issued_on) {
        return Err(Refusal::HappenedBefore { earliest: issued_on }.into());
    }
    tx.history(Subject::Planned, id).await?;
    Ok((grant, on))
}

/// Says for the level above whether it accepts the reason that a body gives for what it put off or called off. Until then it
/// is the body's alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Excuse {
    /// The planned dialogue.
    pub planned: i64,
    /// Whether the reason is accepted; else it is questioned.
    pub accepted: bool,
    /// The paper that accepts it, or what is asked; needed where it is questioned.
    pub said: String,
    /// The day on the paper.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Excuse {
    const NAME: &'static str = "plan.excuse";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let row: PlannedRow = plan::find_planned(tx, self.planned).await?.ok_or(Refusal::NotThere)?;
        let of = plan::find(tx, row.plan).await?.ok_or(Refusal::NotThere)?;
        let by = tx.by();
        let (grant, _) = may(tx, by, Right::PlanExcuse, Of::Organisation(of.organisation)).await?;
        let accepted = match (row.state.as_str(), row.excuse.as_deref()) {
            ("postponed" | "cancelled", Some(excuse)) => excuse == "accepted",
            _ => return Err(Refusal::ExcuseNotStated.into()),
        };
        if self.accepted && accepted {
            return Err(Refusal::AlreadyDone.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        let events = tx.history(Subject::Planned, self.planned).await?;
        let stated_on = effective(events).into_iter().rev().find_map(|event| match &event.recorded.event {
            Event::Planned(PlannedEvent::Postponed { .. } | PlannedEvent::Cancelled { .. }) => Some(event.on),
            _ => None,
        });
        if let Some(earliest) = stated_on.filter(|stated_on| on < *stated_on) {
            return Err(Refusal::HappenedBefore { earliest }.into());
        }
        let event = if self.accepted {
            let said = optional("said", &self.said, REASON)?;
            let words = if said.is_empty() { None } else { Some(tx.text(said)?) };
            PlannedEvent::ExcuseAccepted { words }
        } else {
            PlannedEvent::ExcuseQuestioned { words: tx.text(needed("said", &self.said, REASON)?)? }
        };
        tx.append(Subject::Planned, self.planned, on, event.into())?;
        settle_planned(tx, &grant, self.planned).await
    }
}

/// Brings the row of a planned dialogue in line with its events; its history was started or read before.
pub(crate) async fn settle_planned(tx: &mut Tx, grant: &Grant, id: i64) -> Result<(), Stop> {
    let now = Planned::by(tx.history(Subject::Planned, id).await?).ok_or(Refusal::NotThere)?;
    plan::set_planned(tx, grant, id, &now);
    Ok(())
}

/// Brings what plans say of a dialogue in line with its events: which planned one it is, and since when that was held. A day
/// that was corrected is corrected here for the same reason. The dialogue's history was started or read before.
pub(crate) async fn follow(tx: &mut Tx, grant: &Grant, dialogue: i64, reason: Option<&TextRef>) -> Result<(), Stop> {
    let events = tx.history(Subject::Dialogue, dialogue).await?;
    let mut ever: Vec<i64> = events.iter().filter_map(planned_as).collect();
    ever.sort_unstable();
    ever.dedup();
    let segments = timeline(events);
    let at_last = |axis| segments.iter().rfind(|segment| segment.axis == axis && segment.to == Day::OPEN);
    let struck = at_last(Axis::Dialogue).is_some_and(|state| state.value == "struck");
    let (named, since) = match at_last(Axis::InPlan) {
        Some(named) if !struck => (named.value.parse().ok(), named.from),
        _ => (None, Day::FLOOR),
    };
    let begun_on = segments.iter().find(|segment| segment.axis == Axis::Held).map(|segment| segment.from.max(since));
    let today = tx.today();
    for id in ever {
        let Some(row) = plan::find_planned(tx, id).await? else { continue };
        let is_it = named == Some(id);
        if is_it || row.dialogue == Some(dialogue) {
            plan::set_dialogue(tx, grant, id, is_it.then_some(dialogue));
        }
        let events = tx.history(Subject::Planned, id).await?;
        let counted = Planned::by(events).is_some_and(|now| now.held_as == Some(dialogue));
        let held = effective(events).into_iter().rev().find_map(|event| match &event.recorded.event {
            Event::Planned(PlannedEvent::Held { dialogue: of }) if *of == dialogue => {
                Some((event.recorded.id, event.on))
            }
            _ => None,
        });
        match (begun_on.filter(|_| is_it), held.filter(|_| counted)) {
            (Some(on), None) => {
                tx.append(Subject::Planned, id, on, PlannedEvent::Held { dialogue }.into())?;
            }
            (None, Some((_, on))) => {
                tx.append(Subject::Planned, id, on, PlannedEvent::Released { dialogue }.into())?;
            }
            (Some(on), Some((of, held_on))) if on != held_on => {
                let Some(reason) = reason.cloned() else { continue };
                tx.append(Subject::Planned, id, today, Event::Corrected { of, happened_on: on, reason })?;
            }
            _ => continue,
        }
        settle_planned(tx, grant, id).await?;
    }
    Ok(())
}

/// The planned dialogue that an event of a dialogue names.
fn planned_as(known: &Recorded) -> Option<i64> {
    match &known.event {
        Event::Dialogue(DialogueEvent::PlannedAs { planned }) => *planned,
        _ => None,
    }
}
