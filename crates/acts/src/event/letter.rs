//! Correcting and striking what happened to a letter. The day of its receipt is that of its case; the letter itself is taken out by
//! an act of its own.

use domain::event::{Event, LetterEvent, Subject};
use domain::letter::Letter;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use store::grant::{Grant, Of, may};
use store::{Read, Stop, Tx, letter};

use super::{Correct, Strike, standing};
use crate::letter::disclose_parts;
use crate::submission::disclose;

/// Only the day on which its originals were given back is corrected: not before the letter came.
pub(super) async fn correct(tx: &mut Tx, id: i64, typed: &Correct) -> Result<(), Stop> {
    let row = letter::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::EventCorrect, Of::Submission(row.submission)).await?;
    let event = standing(tx.history(Subject::Letter, id).await?, typed.event)?;
    if !matches!(event.event, Event::Letter(LetterEvent::OriginalsReturned { .. })) {
        return Err(Refusal::NotAllowed.into());
    }
    if typed.happened_on < row.received_on {
        return Err(Refusal::HappenedBefore { earliest: row.received_on }.into());
    }
    let (happened_on, reason) = typed.read(tx)?;
    let today = tx.today();
    tx.append(Subject::Letter, id, today, Event::Corrected { of: typed.event, happened_on, reason })?;
    settle(tx, &grant, id).await
}

pub(super) async fn strike(tx: &mut Tx, id: i64, typed: &Strike) -> Result<(), Stop> {
    let row = letter::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let by = tx.by();
    // Who may not even see the letter learns nothing of it; the right of the event is asked below.
    may(tx, by, Right::CaseRead, Of::Submission(row.submission)).await?;
    let event = standing(tx.history(Subject::Letter, id).await?, typed.event)?;
    let shows = matches!(event.event, Event::Letter(LetterEvent::Withheld));
    let right = match event.event {
        Event::Letter(LetterEvent::Withheld) => Right::SubmissionDisclose,
        Event::Letter(LetterEvent::OriginalsReturned { .. } | LetterEvent::Processed { .. }) => Right::EventStrike,
        _ => return Err(Refusal::NotAllowed.into()),
    };
    let (grant, _) = may(tx, by, right, Of::Submission(row.submission)).await?;
    // The case goes on again with what came of its letter; where it went further, that is struck first.
    if let Event::Letter(LetterEvent::Processed { processed }) = &event.event {
        for moved in [processed.case_event, processed.told_event].into_iter().flatten() {
            if let Some((Subject::Case, case, ..)) = store::event::subject_of(tx, moved).await?
                && domain::correction::struck_by(tx.history(Subject::Case, case).await?, moved).is_none()
            {
                super::case::strike(tx, case, &Strike { event: moved, reason: typed.reason.clone() }).await?;
            }
        }
    }
    let reason = typed.read(tx)?;
    let today = tx.today();
    tx.append(Subject::Letter, id, today, Event::Struck { of: typed.event, reason: reason.clone() })?;
    if shows {
        disclose(tx, &grant, row.submission, reason.clone()).await?;
        disclose_parts(tx, &grant, id, &reason).await?;
    }
    settle(tx, &grant, id).await
}

/// Brings the row of the letter in line with its events.
async fn settle(tx: &mut Tx, grant: &Grant, id: i64) -> Result<(), Stop> {
    let now = Letter::by(tx.history(Subject::Letter, id).await?).ok_or(Refusal::NotThere)?;
    letter::set(tx, grant, id, &now);
    Ok(())
}
