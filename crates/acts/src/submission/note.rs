//! The working note of a submission until the minutes are signed: writing it anew, undoing it, striking it.

use async_trait::async_trait;
use domain::day::{Day, Instant};
use domain::denunciation;
use domain::event::{CaseEvent, Event, Kind, Subject, SubmissionEvent};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Stop, Tx, case, letter, organisation, search, submission};

use super::known_field;
use crate::case::{nothing_rests, settle, settle_submission};
use crate::field::{REASON, WORDS, needed};
use crate::letter::out as letter_out;
use crate::minutes::fixed;

/// Writes the working note of a submission anew; every version is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Revise {
    /// The submission.
    pub submission: i64,
    /// The version that was shown.
    pub version: i64,
    /// The words.
    pub words: String,
    /// Whether who types them says that they are no denunciation, though they look like one.
    #[serde(default)]
    pub no_denunciation: bool,
    /// Village; the body's own place when none is given.
    pub territory: Option<i64>,
    /// Code of the field.
    pub field: String,
    /// The kind; nothing leaves it as it is.
    #[serde(default)]
    pub kind: Option<Kind>,
}

#[async_trait]
impl Act for Revise {
    const NAME: &'static str = "submission.revise";
    type Answer = ();

    fn of(&self) -> Option<Of> {
        Some(Of::Submission(self.submission))
    }

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, row) = may(tx, by, Right::SubmissionRevise, Of::Submission(self.submission)).await?;
        open_note(&row)?;
        still_open(tx, grant.organisation, self.submission, &row).await?;
        if submission::is_withheld(tx, self.submission).await? {
            return Err(Refusal::WordsWithheld.into());
        }
        let words = needed("words", &self.words, WORDS)?;
        let held_none = denunciation::held_none("words", words, self.no_denunciation)?;
        let field = known_field(&self.field)?;
        let own = organisation::find(tx, grant.organisation).await?.ok_or(Refusal::NotThere)?.territory;
        let territory = match self.territory {
            Some(typed) if typed != own => {
                let today = tx.today();
                let villages = organisation::villages(tx, own, today).await?;
                villages.iter().find(|v| v.id == typed).map(|v| v.id).ok_or(Refusal::NotAChoice { field: "village" })?
            }
            _ => own,
        };
        let on = row.get(SUBJECT + 6)?;
        let at = submission::whereabouts(tx, self.submission).await?.ok_or(Refusal::NotThere)?;
        // What was written is fixed on its receipt.
        if at.dialogue.is_none() {
            return Err(Refusal::TextsFixed.into());
        }
        tx.history(Subject::Submission, self.submission).await?;
        tx.history(Subject::Case, at.case).await?;
        let text = tx.text(words)?;
        if !submission::revise(tx, &grant, self.submission, self.version, &text, territory, field).await? {
            return Err(Refusal::Conflict.into());
        }
        search::replace(tx, &grant, at.case, words);
        tx.append(
            Subject::Submission,
            self.submission,
            on,
            Event::Submission(SubmissionEvent::Revised {
                version: self.version + 1,
                text,
                territory,
                field: field.to_owned(),
            }),
        )?;
        if held_none {
            tx.append(Subject::Submission, self.submission, on, SubmissionEvent::HeldNoDenunciation.into())?;
        }
        if let Some(kind) = self.kind
            && submission::set_kind(tx, &grant, self.submission, kind.as_str()).await?
        {
            let set = SubmissionEvent::KindSet { kind };
            tx.append(Subject::Submission, self.submission, on, Event::Submission(set))?;
        }
        let placed = CaseEvent::Placed { territory, field: field.to_owned() };
        tx.append(Subject::Case, at.case, on, Event::Case(placed))?;
        Ok(())
    }
}

/// Takes back a submission that was typed by mistake; it stays visible, struck, and its case counts no more.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Strike {
    /// The submission.
    pub submission: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for Strike {
    const NAME: &'static str = "submission.strike";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, row) = may(tx, by, Right::SubmissionStrike, Of::Submission(self.submission)).await?;
        open_note(&row)?;
        still_open(tx, grant.organisation, self.submission, &row).await?;
        let reason = needed("reason", &self.reason, REASON)?;
        strike(tx, &grant, self.submission, reason).await
    }
}

/// For how long what was just typed can be taken back without a reason, by whoever typed it.
pub const UNDO_MS: i64 = 60_000;

/// Takes back what was typed within the last minute (hoàn tác).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Undo {
    /// The submission.
    pub submission: i64,
}

#[async_trait]
impl Act for Undo {
    const NAME: &'static str = "submission.undo";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, row) = may(tx, by, Right::SubmissionStrike, Of::Submission(self.submission)).await?;
        open_note(&row)?;
        still_open(tx, grant.organisation, self.submission, &row).await?;
        let (typist, recorded_at): (i64, Instant) = (row.get(SUBJECT + 2)?, row.get(SUBJECT + 5)?);
        if typist != by.account || tx.now().ms() - recorded_at.ms() > UNDO_MS {
            return Err(Refusal::UndoTooLate.into());
        }
        // Nobody was asked for a reason within the minute.
        strike(tx, &grant, self.submission, "").await
    }
}

/// Strikes a submission; the words of a letter go with their letter, what was split off it goes alone.
async fn strike(tx: &mut Tx, grant: &Grant, id: i64, reason: &str) -> Result<(), Stop> {
    if let Some(letter) = letter::of_submission(tx, id).await? {
        let row = letter::find(tx, letter).await?.ok_or(Refusal::NotThere)?;
        if row.submission == id {
            return letter_out(tx, grant, letter, reason).await;
        }
        let at = submission::whereabouts(tx, id).await?.ok_or(Refusal::NotThere)?;
        nothing_rests(tx, at.case).await?;
    }
    let reason = tx.text(reason)?;
    strike_out(tx, grant, id, &reason).await
}

/// Strikes a submission, and its case with the last submission behind it.
pub(crate) async fn strike_out(tx: &mut Tx, grant: &Grant, id: i64, reason: &TextRef) -> Result<(), Stop> {
    let at = submission::whereabouts(tx, id).await?.ok_or(Refusal::NotThere)?;
    // What is a point of another case is parted from it first, so that no point is left without its words.
    if case::shares_case(tx, id).await? {
        return Err(Refusal::LaterStands.into());
    }
    let today = tx.today();
    let raised = first(tx, Subject::Submission, id).await?;
    let event = Event::Struck { of: raised, reason: reason.clone() };
    tx.append(Subject::Submission, id, today, event)?;
    settle_submission(tx, grant, id).await?;
    // A case lives as long as one of its points has a submission behind it.
    if case::open_points(tx, at.case).await?.is_empty() {
        let received = first(tx, Subject::Case, at.case).await?;
        let version = case::find(tx, at.case).await?.ok_or(Refusal::NotThere)?.version;
        tx.append(Subject::Case, at.case, today, Event::Struck { of: received, reason: reason.clone() })?;
        search::remove(tx, grant, at.case);
        settle(tx, grant, at.case, version).await?;
    }
    Ok(())
}

async fn first(tx: &mut Tx, subject: Subject, id: i64) -> Result<i64, Stop> {
    let events = tx.history(subject, id).await?;
    Ok(events.first().ok_or(Refusal::NotThere)?.id)
}

/// Refused once the minutes are signed, and for what was struck already.
pub(super) fn open_note(row: &store::Row) -> Result<(), Stop> {
    if row.get::<Option<i64>>(SUBJECT + 3)?.is_some() {
        return Err(Refusal::AlreadyStruck.into());
    }
    if row.get::<Option<Day>>(SUBJECT + 4)?.is_some() {
        return Err(Refusal::TextsFixed.into());
    }
    Ok(())
}

/// Refused once the days are over in which words can be written anew without signed minutes.
async fn still_open(tx: &mut Tx, organisation: i64, id: i64, row: &store::Row) -> Result<(), Stop> {
    if fixed(tx, organisation, id, row).await? { Err(Refusal::TextsFixed.into()) } else { Ok(()) }
}
