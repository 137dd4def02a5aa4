//! Moving to the register of denunciations what was entered elsewhere and is one: it is printed first, by who keeps identities, for
//! the file; then its words, who raised it, its scans and whatever quotes it are erased, and a line without any of it is kept.

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Event, Subject, SubmissionEvent};
use domain::letter::LetterWay;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::denunciation::erased::{self, Found};
use store::grant::{Grant, Of, may};
use store::{Act, Error, Ids, Read, Stop, Tx, case, letter, submission};

use super::Register;
use crate::field::{LINE, needed};
use crate::letter::out_of_list;
use crate::submission::strike_out;

/// A submission that is a denunciation, with the right to erase it.
async fn found(tx: &mut Tx, id: i64) -> Result<(Grant, Found), Stop> {
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::DenunciationErase, Of::Submission(id)).await?;
    let found = erased::find(tx, &grant, id).await?.ok_or(Refusal::NotThere)?;
    if erased::line_of(tx, id).await?.is_some() {
        return Err(Refusal::AlreadyDone.into());
    }
    Ok((grant, found))
}

/// Opens what was entered with who raised it, to be printed for the file; that it was opened stands in its history.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Print {
    /// The submission.
    pub submission: i64,
}

#[async_trait]
impl Act for Print {
    const NAME: &'static str = "denunciation.print";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        found(tx, self.submission).await?;
        tx.history(Subject::Submission, self.submission).await?;
        let today = tx.today();
        tx.append(Subject::Submission, self.submission, today, SubmissionEvent::Printed.into())?;
        Ok(())
    }
}

/// Moves a submission to the register: erases it for good and enters the line that is kept in its place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Move {
    /// The submission.
    pub submission: i64,
    /// The number of the line; may be empty.
    pub number: String,
    /// The day of receipt.
    pub received_on: Day,
    /// By which way it came.
    pub way: LetterWay,
    /// The field, by its code; may be empty.
    pub field: String,
    /// The sentence that stands as the reason for which the submission is struck; not typed by anybody.
    pub reason: String,
}

#[async_trait]
impl Act for Move {
    const NAME: &'static str = "denunciation.move";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {
        let (grant, found) = found(tx, self.submission).await?;
        let reason = needed("reason", &self.reason, LINE)?;
        let printed = |known: &domain::event::Recorded| known.event == Event::Submission(SubmissionEvent::Printed);
        if !tx.history(Subject::Submission, self.submission).await?.iter().any(printed) {
            return Err(Refusal::NotPrinted.into());
        }
        let at = submission::whereabouts(tx, self.submission).await?.ok_or(Refusal::NotThere)?;
        let of_letter = letter_of(tx, &found).await?;
        let alone = case::points(tx, at.case).await?.len() == 1 && case::merged_into(tx, at.case).await?.is_empty();
        let held = found.source == "session" || of_letter.is_some();
        if !alone || !held || case::shares_case(tx, self.submission).await? {
            return Err(Refusal::MatterShared.into());
        }
        let mut texts = texts_of(tx, (Subject::Submission, self.submission)).await?;
        texts.extend(texts_of(tx, (Subject::Case, at.case)).await?);
        if let Some(letter) = of_letter {
            texts.extend(texts_of(tx, (Subject::Letter, letter)).await?);
        }
        let words = found.words.clone().unwrap_or_default();
        texts.extend(erased::quoting(tx, &words).await?);
        texts.sort_unstable();
        texts.dedup();
        let line = Register {
            organisation: grant.organisation,
            number: self.number.clone(),
            received_on: self.received_on,
            way: self.way,
            field: self.field.clone(),
        };
        line.enter(tx, &grant, *new, Some(self.submission)).await?;
        self.strike(tx, &grant, of_letter, reason).await?;
        let today = tx.today();
        let gone = SubmissionEvent::Erased { denunciation: *new };
        let event = tx.append(Subject::Submission, self.submission, today, gone.into())?;
        erased::texts(tx, &grant, event, &texts).await?;
        erased::beside(tx, &grant, (self.submission, found.turn, at.case), of_letter);
        erased::drafts(tx, &grant, &words).await?;
        Ok(())
    }
}

impl Move {
    /// Takes it out of every count; what was struck before stays so.
    async fn strike(&self, tx: &mut Tx, grant: &Grant, of_letter: Option<i64>, reason: &str) -> Result<(), Stop> {
        let events = tx.history(Subject::Submission, self.submission).await?;
        let first = events.first().ok_or(Refusal::NotThere)?.id;
        if domain::correction::struck_by(events, first).is_some() {
            return Ok(());
        }
        let reason = tx.text(reason)?;
        strike_out(tx, grant, self.submission, &reason).await?;
        match of_letter {
            Some(letter) => out_of_list(tx, grant, letter, &reason).await,
            None => Ok(()),
        }
    }
}

/// The letter whose words it is; refused where that was taken at a reception, or something was split off it.
async fn letter_of(tx: &mut Tx, found: &Found) -> Result<Option<i64>, Stop> {
    if found.source != "letter" {
        return Ok(None);
    }
    let row = letter::find(tx, found.source_id).await?.ok_or(Refusal::NotThere)?;
    if row.visit.is_some() || !letter::parts(tx, row.id).await?.is_empty() {
        return Err(Refusal::MatterShared.into());
    }
    Ok(Some(row.id))
}

/// Every text that the history of a subject names.
async fn texts_of(tx: &mut Tx, (subject, id): (Subject, i64)) -> Result<Vec<i64>, Stop> {
    let mut texts = Vec::new();
    for known in tx.history(subject, id).await? {
        let data: serde_json::Value = serde_json::from_str(&known.event.data()).unwrap_or_default();
        named(&data, &mut texts);
    }
    Ok(texts)
}

/// The ids of the texts that stand in the particulars of an event: what has a digest is one.
fn named(data: &serde_json::Value, texts: &mut Vec<i64>) {
    match data {
        serde_json::Value::Object(fields) => {
            if let (Some(id), true) =
                (fields.get("id").and_then(serde_json::Value::as_i64), fields.contains_key("digest"))
            {
                texts.push(id);
            }
            fields.values().for_each(|it| named(it, texts));
        }
        serde_json::Value::Array(rows) => rows.iter().for_each(|it| named(it, texts)),
        _ => {}
    }
}
