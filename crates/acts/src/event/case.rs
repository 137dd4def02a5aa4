//! Events of cases: what is corrected or struck in a case goes with its submissions.

use domain::correction::earliest;
use domain::day::Day;
use domain::event::{CaseEvent, Event, Recorded, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use store::denunciation::erased;
use store::grant::{Grant, Of, SUBJECT, may};
use store::{Read, Stop, Tx, case, search};

use super::{Correct, Strike, standing};
use crate::case::{names, raised_in, settle, settle_submission};
use crate::letter;

pub(super) async fn correct(tx: &mut Tx, id: i64, typed: &Correct) -> Result<(), Stop> {
    let found = found(tx, Right::EventCorrect, id, typed.event).await?;
    let (on, reason) = typed.read(tx)?;
    let today = tx.today();
    if let Some(earliest) = earliest(tx.history(Subject::Case, found.case).await?, &found.event).filter(|day| on < *day)
    {
        return Err(Refusal::HappenedBefore { earliest }.into());
    }
    match &found.event.event {
        Event::Case(CaseEvent::Received { .. }) => {
            // The submissions were raised on the day on which the case was received.
            for id in submissions(tx, found.case).await? {
                let raised = tx.history(Subject::Submission, id).await?.first().ok_or(Refusal::NotThere)?.id;
                let event = Event::Corrected { of: raised, happened_on: on, reason: reason.clone() };
                tx.append(Subject::Submission, id, today, event)?;
                settle_submission(tx, &found.grant, id).await?;
                letter::receive_beside(tx, &found.grant, id, (on, &reason)).await?;
            }
        }
        Event::Case(CaseEvent::AnsweredOnTheSpot { .. } | CaseEvent::Replied { .. }) if on < found.raised_on => {
            return Err(Refusal::HappenedBefore { earliest: found.raised_on }.into());
        }
        Event::Case(CaseEvent::ReopenedUntil { due_on, .. }) if on > *due_on => {
            return Err(Refusal::ReopenedUntil { last: *due_on }.into());
        }
        // The letter has the day of its paper, and speaks of more than this case: it is struck here, or written anew.
        // Files came on the day on which they were laid down.
        // A paper has the day that it says.
        Event::PaperNamed { .. }
        | Event::Case(
            CaseEvent::Urged { .. }
            | CaseEvent::UrgingIssued { .. }
            | CaseEvent::ReportedUp { .. }
            | CaseEvent::EvidenceFiled { .. },
        ) => {
            return Err(Refusal::NotAllowed.into());
        }
        Event::Case(happened) => {
            // Nothing is said of a point before it was linked to the case.
            let events = tx.history(Subject::Case, found.case).await?;
            let linked = events.iter().filter(|known| {
                matches!(&known.event, Event::Case(CaseEvent::PointAdded { point, .. }) if names(happened, *point))
            });
            if let Some(earliest) = linked.map(|known| known.happened_on).max().filter(|earliest| on < *earliest) {
                return Err(Refusal::HappenedBefore { earliest }.into());
            }
        }
        _ => {}
    }
    let corrected = Event::Corrected { of: typed.event, happened_on: on, reason: reason.clone() };
    tx.append(Subject::Case, found.case, today, corrected)?;
    settle(tx, &found.grant, found.case, found.version).await?;
    sent_otherwise(tx, &found, &reason).await
}

pub(super) async fn strike(tx: &mut Tx, id: i64, typed: &Strike) -> Result<(), Stop> {
    let found = found(tx, Right::EventStrike, id, typed.event).await?;
    // What was erased for the register of denunciations does not come back.
    if matches!(found.event.event, Event::Struck { .. }) && erased::of_case(tx, found.case).await? {
        return Err(Refusal::LaterStands.into());
    }
    let reason = typed.read(tx)?;
    let today = tx.today();
    match &found.event.event {
        // A case is struck with its submission, so that neither is left without the other.
        Event::Case(CaseEvent::Received { .. }) => return Err(Refusal::NotAllowed.into()),
        Event::Case(CaseEvent::ReplyDrafted { reply, .. }) => {
            // A draft has the words of its last writing: it is struck as a whole, or written anew.
            let written = |known: &&Recorded| matches!(&known.event, Event::Case(CaseEvent::ReplyDrafted { reply: of, .. }) if of == reply);
            if tx.history(Subject::Case, found.case).await?.iter().filter(written).count() > 1 {
                return Err(Refusal::LaterStands.into());
            }
        }
        Event::Case(CaseEvent::Assessed { .. }) => not_reviewed(tx, found.case, typed.event).await?,
        Event::Corrected { reason: amended, .. } | Event::Struck { reason: amended, .. } => {
            strike_beside(tx, &found, amended.id, &reason).await?;
        }
        _ => {}
    }
    tx.append(Subject::Case, found.case, today, Event::Struck { of: typed.event, reason: reason.clone() })?;
    let handling = settle(tx, &found.grant, found.case, found.version).await?;
    if found.handling == "struck" && handling != "struck" {
        let words = case::points(tx, found.case).await?.into_iter().next().and_then(|point| point.body);
        let row = tx.id()?;
        search::add(tx, &found.grant, row, found.case, words.as_deref().unwrap_or_default());
    } else if found.handling != "struck" && handling == "struck" {
        search::remove(tx, &found.grant, found.case);
    }
    sent_otherwise(tx, &found, &reason).await
}

/// What was due after the dialogue follows a transfer that was amended, or whose amendment was.
async fn sent_otherwise(tx: &mut Tx, found: &Found, reason: &TextRef) -> Result<(), Stop> {
    let events = tx.history(Subject::Case, found.case).await?;
    let mut amended = Some(&found.event);
    while let Some(Event::Corrected { of, .. } | Event::Struck { of, .. }) = amended.map(|known| &known.event) {
        amended = events.iter().find(|known| known.id == *of);
    }
    let Some(sent) = amended.filter(|known| matches!(known.event, Event::Case(CaseEvent::SentOn { .. }))) else {
        return Ok(());
    };
    let (sent, raised_in) = (sent.clone(), raised_in(events));
    match raised_in {
        Some(dialogue) => crate::duty::sent_otherwise(tx, &found.grant, dialogue, &sent, reason).await,
        None => Ok(()),
    }
}

/// The submissions with which a case was opened; one that was linked to it keeps the day of its own case.
async fn submissions(tx: &mut Tx, case: i64) -> Result<Vec<i64>, Stop> {
    let events = tx.history(Subject::Case, case).await?;
    let behind = events.iter().flat_map(|known| match &known.event {
        Event::Case(CaseEvent::Received { points, .. }) => points.iter().filter_map(|point| point.submission).collect(),
        _ => Vec::new(),
    });
    Ok(behind.collect())
}

/// Strikes what was amended in the submissions of the case by the same act, which the text of its reason tells: a case and
/// its submissions keep one day, and stand or are struck together.
async fn strike_beside(tx: &mut Tx, found: &Found, amended: i64, reason: &TextRef) -> Result<(), Stop> {
    for id in submissions(tx, found.case).await? {
        let events = tx.history(Subject::Submission, id).await?;
        let same = events.iter().find(|known| match &known.event {
            Event::Corrected { reason, .. } | Event::Struck { reason, .. } => reason.id == amended,
            _ => false,
        });
        let Some(of) = same.map(|known| known.id) else { continue };
        let today = tx.today();
        tx.append(Subject::Submission, id, today, Event::Struck { of, reason: reason.clone() })?;
        settle_submission(tx, &found.grant, id).await?;
        letter::amend_beside(tx, &found.grant, id, (amended, reason)).await?;
    }
    Ok(())
}

/// Refused where a review was decided that what the person said had opened: the decision is struck first.
async fn not_reviewed(tx: &mut Tx, case: i64, assessed: i64) -> Result<(), Stop> {
    let events = tx.history(Subject::Case, case).await?;
    let opened = events.iter().find_map(|known| match &known.event {
        Event::Case(CaseEvent::ReviewOpened { review, assessed: of, .. }) if *of == assessed => Some(*review),
        _ => None,
    });
    let decided = domain::review::all(events).iter().any(|it| Some(it.id) == opened && it.decided_on.is_some());
    if decided { Err(Refusal::LaterStands.into()) } else { Ok(()) }
}

struct Found {
    grant: Grant,
    case: i64,
    version: i64,
    handling: String,
    raised_on: Day,
    event: Recorded,
}

/// The event named, of a case the account may change; refused when it was struck before.
async fn found(tx: &mut Tx, right: Right, case: i64, event: i64) -> Result<Found, Stop> {
    let by = tx.by();
    let (grant, row) = may(tx, by, right, Of::Case(case)).await?;
    crate::supervision::not_a_finding(tx, case, event).await?;
    let event = standing(tx.history(Subject::Case, case).await?, event)?;
    // A handover moves more than the case, a clock follows its rule, a link is in the histories of two cases, and what a notice
    // tells goes with the notice: none is amended from here, nor is what took it back.
    let events = tx.history(Subject::Case, case).await?;
    let mut amended = Some(&event);
    while let Some(Event::Corrected { of, .. } | Event::Struck { of, .. }) = amended.map(|known| &known.event) {
        amended = events.iter().find(|known| known.id == *of);
    }
    if amended.is_some_and(|known| matches!(known.event, Event::Case(CaseEvent::ToldByNotice { .. }))) {
        return Err(Refusal::NotAllowed.into());
    }
    if matches!(
        event.event,
        Event::Case(
            CaseEvent::HandedOver { .. }
                | CaseEvent::TakenOver { .. }
                | CaseEvent::ReviewOpened { .. }
                | CaseEvent::CodeGiven { .. }
                | CaseEvent::HeldNoDenunciation
                | CaseEvent::SentFor { .. }
                | CaseEvent::ClockRedated { .. }
                | CaseEvent::Linked { .. }
                | CaseEvent::Unlinked { .. }
                | CaseEvent::PointAdded { .. }
                | CaseEvent::PointParted { .. }
        ) | Event::Contested { .. }
    ) {
        return Err(Refusal::NotAllowed.into());
    }
    let (version, handling, raised_on) = (row.get(SUBJECT)?, row.get(SUBJECT + 1)?, row.get(SUBJECT + 2)?);
    Ok(Found { grant, case, version, handling, raised_on, event })
}
