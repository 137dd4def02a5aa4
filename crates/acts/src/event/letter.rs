//! Correcting and striking what happened to a letter. The day of its receipt is that of its case; the letter itself is taken out by
//! an act of its own.

use domain::event::{Event, LetterEvent, Subject};
use domain::letter::Letter;
use domain::letter::process::{Processed, allowed};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use store::grant::{Grant, Of, may};
use store::{Read, Stop, Tx, letter};

use super::{Correct, Strike, standing};
use crate::letter::disclose_parts;
use crate::submission::disclose;

/// The day on which its originals were given back, or on which something came of it, is corrected: not before the letter came. What
/// came of it moves its case, which gets that day with it, and is what the law has on that day, too.
pub(super) async fn correct(tx: &mut Tx, id: i64, typed: &Correct) -> Result<(), Stop> {
    let row = letter::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::EventCorrect, Of::Submission(row.submission)).await?;
    let event = standing(tx.history(Subject::Letter, id).await?, typed.event)?;
    let moved = match &event.event {
        Event::Letter(LetterEvent::OriginalsReturned { .. }) => None,
        Event::Letter(LetterEvent::Processed { processed }) => Some(processed.clone()),
        _ => return Err(Refusal::NotAllowed.into()),
    };
    if typed.happened_on < row.received_on {
        return Err(Refusal::HappenedBefore { earliest: row.received_on }.into());
    }
    if let Some(processed) = &moved {
        processed_on(tx, id, typed, processed).await?;
    }
    let (happened_on, reason) = typed.read(tx)?;
    let today = tx.today();
    tx.append(Subject::Letter, id, today, Event::Corrected { of: typed.event, happened_on, reason })?;
    settle(tx, &grant, id).await
}

/// Gives what a letter did to its case the day that what came of it gets.
async fn processed_on(tx: &mut Tx, id: i64, typed: &Correct, processed: &Processed) -> Result<(), Stop> {
    let now = Letter::by(tx.history(Subject::Letter, id).await?).ok_or(Refusal::NotThere)?;
    let may = now.class.as_ref().map(|(class, _)| allowed(class, now.entry.way, typed.happened_on));
    if !may.is_some_and(|may| may.iter().any(|it| it.outcome == processed.outcome)) {
        return Err(Refusal::LetterNotSo.into());
    }
    for moved in [processed.told_event, processed.case_event].into_iter().flatten() {
        if let Some((Subject::Case, case, ..)) = store::event::subject_of(tx, moved).await?
            && domain::correction::struck_by(tx.history(Subject::Case, case).await?, moved).is_none()
        {
            super::case::correct(tx, case, &Correct { event: moved, ..typed.clone() }).await?;
        }
    }
    Ok(())
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
    if let Event::Letter(LetterEvent::Processed { .. }) = &event.event {
        crate::complaint::close(tx, &grant, id, &reason).await?;
    }
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
