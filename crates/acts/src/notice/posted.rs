//! What a notice that was posted or made public tells the people whose matters it names: the clock until they are told ends.

use std::collections::BTreeSet;

use domain::case::{Case, ClockState};
use domain::correction::{effective, struck_by};
use domain::day::Day;
use domain::event::{CaseEvent, Event, Subject};
use domain::notice::Stated;
use domain::refusal::Refusal;
use domain::text::TextRef;
use store::{Read as _, Stop, Tx, case, notice};

use super::Found;
use crate::case::settle as settle_case;

/// The cases that a notice names: of its points, and those that it lists as noted.
async fn named(tx: &mut Tx, found: &Found) -> Result<Vec<i64>, Stop> {
    let mut cases: BTreeSet<i64> = found.now.noted.iter().copied().collect();
    for stated in &found.now.points {
        match stated {
            Stated::Own(point) => cases.extend(&point.cases),
            Stated::Taken { point, .. } => {
                cases.extend(notice::assignments(tx, *point).await?.into_iter().map(|(_, case, _)| case));
            }
        }
    }
    let cases: Vec<i64> = cases.into_iter().collect();
    tx.histories(Subject::Case, &cases).await?;
    Ok(cases)
}

/// Records with each case of a notice whose people still wait to be told that they were, by the notice, on that day.
pub(super) async fn tell(tx: &mut Tx, found: &Found, on: Day) -> Result<(), Stop> {
    for id in named(tx, found).await? {
        let known = effective(tx.history(Subject::Case, id).await?);
        let waits = |case: Case<'_>| case.clocks(&known).notify == ClockState::Running;
        if !Case::by(on, &known).is_some_and(waits) {
            continue;
        }
        tx.append(Subject::Case, id, on, Event::Case(CaseEvent::ToldByNotice { notice: found.row.id }))?;
        let version = case::version(tx, id).await?.ok_or(Refusal::NotThere)?;
        settle_case(tx, &found.grant, id, version).await?;
    }
    Ok(())
}

/// A notice that was recorded by mistake told nobody anything.
pub(super) async fn untell(tx: &mut Tx, found: &Found, reason: &TextRef) -> Result<(), Stop> {
    let today = tx.today();
    for id in named(tx, found).await? {
        let events = tx.history(Subject::Case, id).await?;
        let told = events.iter().find(|event| {
            matches!(event.event, Event::Case(CaseEvent::ToldByNotice { notice }) if notice == found.row.id)
                && struck_by(events, event.id).is_none()
        });
        let Some(of) = told.map(|event| event.id) else { continue };
        tx.append(Subject::Case, id, today, Event::Struck { of, reason: reason.clone() })?;
        let version = case::version(tx, id).await?.ok_or(Refusal::NotThere)?;
        settle_case(tx, &found.grant, id, version).await?;
    }
    Ok(())
}
