//! A correction noted beside words that are fixed (đính chính): the words stay, what is right stands beside them with its day.

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation;
use domain::event::{Subject, SubmissionEvent};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Row, Stop, Tx, minutes, rulebook, submission};

use super::TEXT_RULE;
use crate::field::{WORDS, happened, needed};

/// Notes a correction beside the words of a submission, which are fixed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NoteCorrection {
    /// The submission.
    pub submission: i64,
    /// What is right.
    pub words: String,
    /// Whether who types it says that it is no denunciation, though it looks like one.
    #[serde(default)]
    pub no_denunciation: bool,
    /// The day of the correction.
    pub happened_on: Day,
}

#[async_trait]
impl Act for NoteCorrection {
    const NAME: &'static str = "submission.note";
    type Answer = i64;

    fn of(&self) -> Option<Of> {
        Some(Of::Submission(self.submission))
    }

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, row) = may(tx, by, Right::SubmissionRevise, Of::Submission(self.submission)).await?;
        if row.get::<Option<i64>>(SUBJECT + 3)?.is_some() {
            return Err(Refusal::AlreadyStruck.into());
        }
        if submission::is_withheld(tx, self.submission).await? {
            return Err(Refusal::WordsWithheld.into());
        }
        let written = submission::session_of(tx, self.submission).await?.is_none();
        if !written && !fixed(tx, grant.organisation, self.submission, &row).await? {
            return Err(Refusal::TextsOpen.into());
        }
        let words = needed("words", &self.words, WORDS)?;
        let held_none = denunciation::held_none("words", words, self.no_denunciation)?;
        let on = happened(self.happened_on, tx.today())?;
        let raised: Day = row.get(SUBJECT + 6)?;
        if on < raised {
            return Err(Refusal::HappenedBefore { earliest: raised }.into());
        }
        tx.history(Subject::Submission, self.submission).await?;
        let text = tx.text(words)?;
        minutes::add_note(tx, &grant, *new, self.submission, &text, on);
        let noted = SubmissionEvent::Noted { note: *new, text };
        tx.append(Subject::Submission, self.submission, on, noted.into())?;
        if held_none {
            tx.append(Subject::Submission, self.submission, on, SubmissionEvent::HeldNoDenunciation.into())?;
        }
        Ok(())
    }
}

/// Whether the words of a submission that was spoken at a session are fixed: its minutes are signed, or the days of the rule
/// are over. The row is that of its grant.
pub(crate) async fn fixed(tx: &mut Tx, organisation: i64, id: i64, row: &Row) -> Result<bool, Stop> {
    if row.get::<Option<Day>>(SUBJECT + 4)?.is_some() {
        return Ok(true);
    }
    let Some(from) = minutes::ended_on(tx, id).await? else {
        return Ok(false);
    };
    let Some(standing) = rulebook::standing(tx, organisation).await? else {
        return Ok(false);
    };
    let book = tx.rulebook(standing.number).await?;
    let last = book.last_day(TEXT_RULE, &standing.at, from);
    Ok(last.is_some_and(|last| tx.today() > last.due.on))
}
