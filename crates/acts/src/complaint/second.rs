//! A second complaint: it names the case of the first, which cannot take effect meanwhile.

use domain::complaint::{Complaint, ComplaintClock, Done, Phase, Step};
use domain::day::Day;
use domain::event::{ComplaintEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use store::grant::{Grant, Of, may};
use store::{Read, Stop, Tx, complaint, rulebook};

use super::{MakeStep, settle, stands};
use crate::field::{LINE, needed};

/// The first complaint is there, was decided or is late, and the second came in time or with a paper that says why not.
pub(super) async fn of(
    tx: &mut Tx,
    grant: &Grant,
    (typed, id, now): (&MakeStep, i64, &Complaint),
    done: &mut Done,
) -> Result<(), Stop> {
    let case = typed.first.ok_or(Refusal::Missing { field: "first_case" })?;
    let none = Refusal::NoSuchCase { field: "first_case", case };
    let by = tx.by();
    // Who may not read that case learns nothing of it.
    match may(tx, by, Right::CaseRead, Of::Case(case)).await {
        Err(Stop::Refused(_)) => return Err(none.into()),
        read => read?,
    };
    let known = complaint::of_case(tx, case).await?;
    let first = known.into_iter().rfind(|other| *other != id).ok_or(none)?;
    let before = stands(tx, first).await?;
    if before.appealed.is_some() {
        return Err(Refusal::AlreadyDone.into());
    }
    let from = appealed_from(&before, now.received_on).ok_or(Refusal::ComplaintFirst)?;
    if now.received_on < from {
        return Err(Refusal::ComplaintFirst.into());
    }
    if last(tx, &before, from).await?.is_some_and(|last| now.received_on > last) {
        // Only a paper excuses that it is late.
        needed("paper_number", &typed.number, LINE)?;
    }
    let appealed = Event::Complaint(ComplaintEvent::Appealed { by: id });
    let event = tx.append(Subject::Complaint, first, now.received_on, appealed)?;
    settle(tx, grant, first).await?;
    (done.first, done.first_event) = (Some(first), Some(event));
    Ok(())
}

/// The day from which on a second complaint can be made: that on which the decision was received, or made where nobody says when; or
/// the last day of the time to settle, where it is over without a decision. Nothing where neither is so.
fn appealed_from(before: &Complaint, received_on: Day) -> Option<Day> {
    if before.phase == Phase::Decided {
        let of = |step: Step| before.made(step).map(|it| it.on);
        return of(Step::Receive).or_else(|| of(Step::Decide));
    }
    let open = matches!(before.phase, Phase::Accepted | Phase::Assigned | Phase::Verified);
    let due = before.clock(ComplaintClock::Solve).filter(|it| it.state == "running").map(|it| it.begun.due_on);
    due.filter(|due| open && received_on > *due)
}

/// The last day of the time to complain again; nothing while no rule is in force, and where nobody says when the decision was received.
async fn last(tx: &mut Tx, before: &Complaint, from: Day) -> Result<Option<Day>, Stop> {
    if before.phase == Phase::Decided && before.made(Step::Receive).is_none() {
        return Ok(None);
    }
    let standing = rulebook::standing(tx, before.organisation).await?.ok_or(Refusal::NotThere)?;
    let book = tx.rulebook(standing.number).await?;
    let rules = ComplaintClock::Appeal.rules(before.instance, before.is_disciplinary());
    Ok(complaint::last_day(&book, (rules, before.variant()), &standing.at, from, 0).map(|given| given.on))
}

/// The first complaint goes on as before: the step by which another was a second one to it is struck.
pub(crate) async fn taken_back(tx: &mut Tx, grant: &Grant, done: &Done, reason: &TextRef) -> Result<(), Stop> {
    let (Some(first), Some(event)) = (done.first, done.first_event) else { return Ok(()) };
    tx.history(Subject::Complaint, first).await?;
    let today = tx.today();
    tx.append(Subject::Complaint, first, today, Event::Struck { of: event, reason: reason.clone() })?;
    settle(tx, grant, first).await
}
