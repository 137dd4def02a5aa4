//! Events of dialogues: what was recorded of one by mistake is struck while nothing rests on it, and the plan follows.

use domain::correction::{earliest, effective, struck_by};
use domain::day::Day;
use domain::event::{DialogueEvent, Event, Recorded, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use store::dialogue::{is_elsewhere, session};
use store::grant::{Grant, Of, may};
use store::{Read, Stop, Tx};

use super::{Correct, Strike, standing};
use crate::dialogue::settle;
use crate::plan::follow;

pub(super) async fn correct(tx: &mut Tx, id: i64, typed: &Correct) -> Result<(), Stop> {
    let (grant, found) = found(tx, Right::EventCorrect, id, typed.event).await?;
    match &found.event {
        Event::Dialogue(
            DialogueEvent::Announced { .. }
            | DialogueEvent::Opened { .. }
            | DialogueEvent::Held { .. }
            | DialogueEvent::Concluded { .. }
            | DialogueEvent::MinutesSigned
            | DialogueEvent::SessionMinutesSigned { .. }
            | DialogueEvent::DutyDone { notice: None, .. }
            | DialogueEvent::DutyReported { .. }
            | DialogueEvent::PlannedAs { .. },
        ) => {}
        _ => return Err(Refusal::NotAllowed.into()),
    }
    let (on, reason) = typed.read(tx)?;
    let events = tx.history(Subject::Dialogue, id).await?;
    if let Some(earliest) = events.first().filter(|founding| founding.id != found.id).map(|event| event.happened_on)
        && on < earliest
    {
        return Err(Refusal::HappenedBefore { earliest }.into());
    }
    if let Some(earliest) = earliest(events, &found).filter(|day| on < *day) {
        return Err(Refusal::HappenedBefore { earliest }.into());
    }
    let before = concluded_on(events);
    let corrected = Event::Corrected { of: typed.event, happened_on: on, reason: reason.clone() };
    let today = tx.today();
    tx.append(Subject::Dialogue, id, today, corrected)?;
    count_anew(tx, &grant, id, before).await?;
    settle(tx, &grant, id).await?;
    follow(tx, &grant, id, Some(&reason)).await
}

pub(super) async fn strike(tx: &mut Tx, id: i64, typed: &Strike) -> Result<(), Stop> {
    let (grant, found) = found(tx, Right::EventStrike, id, typed.event).await?;
    let reason = typed.read(tx)?;
    let elsewhere = is_elsewhere(tx, id).await?;
    match &found.event {
        // What was no dialogue goes with its table alone, whichever event said that nobody has to conclude it.
        Event::Dialogue(DialogueEvent::Concluded { .. }) if elsewhere => return Err(Refusal::NotAllowed.into()),
        Event::Dialogue(DialogueEvent::Announced { .. }) => nobody_heard(tx, id, None).await?,
        Event::Dialogue(DialogueEvent::SessionSet { session, .. }) => {
            not_after(tx, id, |later| matches!(later, DialogueEvent::Opened { session: opened } if opened == session))
                .await?;
            let others = session::of(tx, id).await?;
            if !others.iter().any(|other| other.id != *session && !other.struck) {
                return Err(Refusal::Missing { field: "session" }.into());
            }
        }
        Event::Dialogue(DialogueEvent::Opened { session }) => {
            not_after(tx, id, |later| matches!(later, DialogueEvent::Held { session: held } if held == session))
                .await?;
            nobody_heard(tx, id, Some(*session)).await?;
        }
        // A dialogue is concluded when it was held, with the minutes of each session, or the reason why there are none.
        Event::Dialogue(
            DialogueEvent::Held { .. }
            | DialogueEvent::SessionMinutesSigned { .. }
            | DialogueEvent::SessionWithoutMinutes { .. },
        ) => {
            not_after(tx, id, concludes).await?;
        }
        Event::Dialogue(
            DialogueEvent::Concluded { .. }
            | DialogueEvent::DutyDone { notice: None, .. }
            | DialogueEvent::DutyReported { .. }
            | DialogueEvent::MinutesSigned
            | DialogueEvent::MinutesTaken { .. }
            | DialogueEvent::MinutesScanned { .. }
            | DialogueEvent::PlannedAs { .. }
            | DialogueEvent::SessionChaired { .. }
            | DialogueEvent::Attended { .. }
            | DialogueEvent::BodiesPresent { .. }
            | DialogueEvent::AgendaSet { .. },
        )
        | Event::Corrected { .. } => {}
        Event::Struck { of, .. } => {
            // What was kept from everybody comes back, and goes again, by acts of its own.
            if gave_private_slip(tx.history(Subject::Dialogue, id).await?, *of) {
                return Err(Refusal::NotAllowed.into());
            }
        }
        // What else there is moves more than the dialogue, or is said anew.
        _ => return Err(Refusal::NotAllowed.into()),
    }
    let today = tx.today();
    let before = concluded_on(tx.history(Subject::Dialogue, id).await?);
    tx.append(Subject::Dialogue, id, today, Event::Struck { of: typed.event, reason: reason.clone() })?;
    count_anew(tx, &grant, id, before).await?;
    settle(tx, &grant, id).await?;
    follow(tx, &grant, id, Some(&reason)).await
}

/// The day on which a dialogue was concluded, by what counts of its history.
fn concluded_on(events: &[Recorded]) -> Option<Day> {
    let concluded = |event: &Event| matches!(event, Event::Dialogue(DialogueEvent::Concluded { .. }));
    effective(events).iter().rfind(|event| concluded(&event.recorded.event)).map(|event| event.on)
}

/// What is due after a dialogue is counted from the day on which it was concluded, whatever made that another one.
async fn count_anew(tx: &mut Tx, grant: &Grant, id: i64, before: Option<Day>) -> Result<(), Stop> {
    let events = tx.history(Subject::Dialogue, id).await?;
    let started = |event: &Event| matches!(event, Event::Dialogue(DialogueEvent::DutiesStarted { .. }));
    let from = events.iter().rfind(|known| started(&known.event)).map(|known| known.happened_on);
    match concluded_on(events).filter(|on| before != Some(*on) && from != Some(*on)) {
        Some(on) => crate::duty::start(tx, grant, id, on).await,
        None => Ok(()),
    }
}

fn gave_private_slip(events: &[Recorded], event: i64) -> bool {
    let given = |it: &Event| matches!(it, Event::Dialogue(DialogueEvent::PrivateSlipGiven { .. }));
    events.iter().any(|known| known.id == event && given(&known.event))
}

async fn found(tx: &mut Tx, right: Right, id: i64, event: i64) -> Result<(Grant, Recorded), Stop> {
    let by = tx.by();
    let (grant, _) = may(tx, by, right, Of::Dialogue(id)).await?;
    let event = standing(tx.history(Subject::Dialogue, id).await?, event)?;
    Ok((grant, event))
}

/// Refused while something stands that rests on what is struck.
async fn not_after(tx: &mut Tx, id: i64, rests: impl Fn(&DialogueEvent) -> bool) -> Result<(), Stop> {
    let events = tx.history(Subject::Dialogue, id).await?;
    let stands = events.iter().any(|known| match &known.event {
        Event::Dialogue(event) => rests(event) && struck_by(events, known.id).is_none(),
        _ => false,
    });
    if stands { Err(Refusal::LaterStands.into()) } else { Ok(()) }
}

/// Whether nobody has to conclude a dialogue any more: somebody did, or the table that it came from.
fn concludes(event: &DialogueEvent) -> bool {
    matches!(event, DialogueEvent::Concluded { .. } | DialogueEvent::ImportConcluded { .. })
}

/// Refused while words stand that were raised there.
async fn nobody_heard(tx: &mut Tx, dialogue: i64, at: Option<i64>) -> Result<(), Stop> {
    if session::has_words(tx, dialogue, at).await? { Err(Refusal::WordsRaised.into()) } else { Ok(()) }
}
