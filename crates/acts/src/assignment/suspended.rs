//! Suspending work on a case and taking it up again: the days between do not count for the last day of its assignment.

use std::sync::Arc;

use async_trait::async_trait;
use domain::case::moved;
use domain::correction::effective;
use domain::day::Day;
use domain::due::Unit;
use domain::event::CaseEvent;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::rulebook::Rulebook;
use store::{Act, Error, Ids, Stop, Tx, rulebook};

use super::GIVEN;
use crate::case::{Found, found};
use crate::field::{REASON, needed, optional};

/// The rulebook, and what the confirmed rule for assignments with the body of origin says of clocks that began on a day: whether
/// they can stand still, and in which days it counts.
async fn clock_rule(tx: &mut Tx, found: &Found, on: Day) -> Result<(Arc<Rulebook>, Option<(bool, Unit)>), Stop> {
    let standing = rulebook::standing(tx, found.origin).await?.ok_or(Refusal::NotThere)?;
    let book = tx.rulebook(standing.number).await?;
    let rule = book.rule(GIVEN, &standing.at, on).and_then(|rule| Some((rule.pausable, rule.period()?.unit)));
    Ok((book, rule))
}

/// Suspends work on a case; its due date stands still, unless the rule under which it was assigned says that it can't.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Suspend {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// Why.
    pub reason: String,
    /// Day from which on.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Suspend {
    const NAME: &'static str = "assignment.suspend";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseDecide, self.case, self.version, self.happened_on).await?;
        let known = effective(&found.events);
        let case = found.open(&known)?;
        if case.is_settled() {
            return Err(Refusal::AlreadyAnswered.into());
        }
        if case.suspended_since.is_some() {
            return Err(Refusal::AlreadyDone.into());
        }
        let assigned_on = case.assigned_on;
        let reason = needed("reason", &self.reason, REASON)?;
        let runs_on = match assigned_on {
            Some(on) => clock_rule(tx, &found, on).await?.1.is_some_and(|(pausable, _)| !pausable),
            None => false,
        };
        let words = Some(tx.text(reason)?);
        let event = if runs_on { CaseEvent::SetAside { words } } else { CaseEvent::Suspended { words } };
        found.append(tx, event).await?;
        Ok(())
    }
}

/// Takes up work again; the last day of the assignment moves by the days on which its clock stood still. Another due date is
/// another act, [`super::Extend`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Resume {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// Why; may be empty.
    pub reason: String,
    /// Day from which on.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Resume {
    const NAME: &'static str = "assignment.resume";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseDecide, self.case, self.version, self.happened_on).await?;
        let (since, assigned_on, last) = {
            let known = effective(&found.events);
            let case = found.open(&known)?;
            if case.suspended_since.is_none() {
                return Err(Refusal::AlreadyDone.into());
            }
            (case.paused_from, case.assigned_on, case.due_on)
        };
        let moved = match (since, assigned_on, last) {
            (Some(since), Some(assigned_on), Some(last)) => {
                let (book, rule) = clock_rule(tx, &found, assigned_on).await?;
                let unit = rule.map_or(Unit::CalendarDays, |(_, unit)| unit);
                moved(&book.calendar, unit, (since, found.on), last)
            }
            _ => None,
        };
        let reason = optional("reason", &self.reason, REASON)?;
        let words = if reason.is_empty() { None } else { Some(tx.text(reason)?) };
        found.append(tx, CaseEvent::TakenUp { moved, words }).await?;
        Ok(())
    }
}
