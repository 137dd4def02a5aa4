//! Minutes of a session: taken beside the desk, signed on paper, or not taken with a reason. Their scans stand in `scan`, what
//! corrects the words that they fix in `note`, and the opening of names for a print here.
//!
//! From the day on which its minutes are signed the words of a session are fixed; where nobody signs any, when the days of
//! the rule [`TEXT_RULE`] are over.

mod note;
mod pdf;
mod scan;

pub use note::NoteCorrection;
pub(crate) use note::fixed;
pub use scan::{AddScans, Kept, MOST_SCANS, OpenScan, keep};
pub(crate) use scan::{ScannedFile, all_kept};

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{DialogueEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may};
use store::minutes::{self, MinutesRow, signed};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::dialogue::settle;
use crate::field::{LINE, REASON, WORDS, happened, needed, optional};

/// The setting by which words are fixed some days after their session where no minutes are signed.
pub const TEXT_RULE: &str = "PM-TEXT-FIXED";

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// Says what the minutes of a session tell beside what was typed at its desk. What was said before is replaced and stays in
/// the history.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Take {
    /// The session; it has begun.
    pub session: i64,
    /// When it began, in minutes since midnight.
    pub began: Option<i64>,
    /// When it ended; not before it began.
    pub ended: Option<i64>,
    /// Who took the minutes: name and post of an official.
    pub secretary: String,
    /// What the chair concluded; a line is a paragraph.
    pub conclusion: String,
    /// They were read back to those who were there.
    pub read_back: bool,
    /// The [`MinutesRow::stamp`] of what was shown; what somebody else wrote since is not overwritten. None where nothing was
    /// shown.
    #[serde(default)]
    pub seen: Option<String>,
}

#[async_trait]
impl Act for Take {
    const NAME: &'static str = "minutes.take";
    type Answer = ();

    fn of(&self) -> Option<Of> {
        Some(Of::Session(self.session, None))
    }

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row) = of_session(tx, self.session).await?;
        if row.signed_on.is_some() {
            return Err(Refusal::MinutesSigned.into());
        }
        if self.seen.as_ref().is_some_and(|seen| *seen != row.stamp) {
            return Err(Refusal::Conflict.into());
        }
        for (field, time) in [("began", self.began), ("ended", self.ended)] {
            if time.is_some_and(|time| !(0..DAY).contains(&time)) {
                return Err(Refusal::Unreadable { field }.into());
            }
        }
        if self.began.zip(self.ended).is_some_and(|(began, ended)| ended < began) {
            return Err(Refusal::EndsBeforeBegin { field: "ended" }.into());
        }
        let secretary = optional("secretary", &self.secretary, LINE)?;
        let conclusion = optional("conclusion", &self.conclusion, WORDS)?;
        let on = tx.today();
        tx.history(Subject::Dialogue, row.dialogue).await?;
        let mut kept = |words: &str| if words.is_empty() { Ok(None) } else { tx.text(words).map(Some) };
        let (secretary, conclusion) = (kept(secretary)?, kept(conclusion)?);
        let taken = DialogueEvent::MinutesTaken {
            session: self.session,
            began: self.began,
            ended: self.ended,
            secretary,
            conclusion,
            read_back: self.read_back,
        };
        tx.append(Subject::Dialogue, row.dialogue, on, taken.into())?;
        settle(tx, &grant, row.dialogue).await
    }
}

/// Records that the minutes of a session were signed on paper. From now on its words are fixed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sign {
    /// The session; it was held to its end.
    pub session: i64,
    /// The day on the paper.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Sign {
    const NAME: &'static str = "minutes.sign";
    // Words that are typed beside it are in the minutes, or come after them and are refused.
    const ALONE: bool = true;
    type Answer = ();

    fn of(&self) -> Option<Of> {
        Some(Of::Session(self.session, None))
    }

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row) = of_session(tx, self.session).await?;
        if row.signed_on.is_some() {
            return Err(Refusal::AlreadyDone.into());
        }
        if !row.held {
            return Err(Refusal::DialogueNotHeld.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        if on < row.held_on {
            return Err(Refusal::HappenedBefore { earliest: row.held_on }.into());
        }
        tx.history(Subject::Dialogue, row.dialogue).await?;
        sign(tx, &grant, &row, on).await?;
        settle(tx, &grant, row.dialogue).await
    }
}

/// From now on the paper says what it says now by the day on which it was signed.
async fn sign(tx: &mut Tx, grant: &Grant, row: &MinutesRow, on: Day) -> Result<(), Stop> {
    let paper = signed::keep(tx, grant, row, documents::issuer::line, on).await?;
    let session = row.session;
    tx.append(Subject::Dialogue, row.dialogue, on, DialogueEvent::SessionMinutesSigned { session }.into())?;
    if let Some(paper) = paper {
        tx.append(Subject::Dialogue, row.dialogue, on, DialogueEvent::MinutesKept { session, paper }.into())?;
    }
    Ok(())
}

/// Records that no minutes are taken of a session, and why; those who supervise see it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Waive {
    /// The session; it was held to its end.
    pub session: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for Waive {
    const NAME: &'static str = "minutes.waive";
    type Answer = ();

    fn of(&self) -> Option<Of> {
        Some(Of::Session(self.session, None))
    }

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row) = of_session(tx, self.session).await?;
        if row.signed_on.is_some() {
            return Err(Refusal::MinutesSigned.into());
        }
        if !row.held {
            return Err(Refusal::DialogueNotHeld.into());
        }
        let reason = needed("reason", &self.reason, REASON)?;
        let (on, reason) = (tx.today(), tx.text(reason)?);
        tx.history(Subject::Dialogue, row.dialogue).await?;
        waive(tx, row.dialogue, self.session, on, reason)?;
        settle(tx, &grant, row.dialogue).await
    }
}

fn waive(tx: &mut Tx, dialogue: i64, session: i64, on: Day, reason: TextRef) -> Result<(), Stop> {
    let without = DialogueEvent::SessionWithoutMinutes { session, reason };
    tx.append(Subject::Dialogue, dialogue, on, without.into())?;
    Ok(())
}

/// Opens the names of who spoke at a session, to print them in its minutes. Each opening is recorded; the print is not kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReadSpeakers {
    /// The session.
    pub session: i64,
}

#[async_trait]
impl Act for ReadSpeakers {
    const NAME: &'static str = "minutes.read_speakers";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let row = minutes::of_session(tx, self.session).await?.ok_or(Refusal::NotThere)?;
        let by = tx.by();
        may(tx, by, Right::CaseReadIdentity, Of::Dialogue(row.dialogue)).await?;
        let on = tx.today();
        tx.history(Subject::Dialogue, row.dialogue).await?;
        let read = DialogueEvent::SpeakersRead { session: self.session };
        tx.append(Subject::Dialogue, row.dialogue, on, Event::Dialogue(read))?;
        Ok(())
    }
}

/// What a dialogue is concluded with: the minutes of the sessions that have none yet are signed on that day, or not taken for
/// that reason. Refused as missing where a session has neither. What was raised elsewhere than at a dialogue has none.
pub(crate) async fn conclude(
    tx: &mut Tx,
    grant: &Grant,
    dialogue: i64,
    signed_on: Option<Day>,
    no_minutes: &str,
) -> Result<Option<TextRef>, Stop> {
    if store::dialogue::is_elsewhere(tx, dialogue).await? {
        return Ok(None);
    }
    let rows = minutes::of_dialogue(tx, dialogue).await?;
    let open: Vec<&MinutesRow> = rows.iter().filter(|row| row.signed_on.is_none() && row.reason.is_none()).collect();
    let last = open.iter().map(|row| row.held_on).max();
    if let (Some(signed_on), Some(last)) = (signed_on, last) {
        let signed_on = happened(signed_on, tx.today())?;
        if signed_on < last {
            return Err(Refusal::TooEarly { field: "minutes_signed_on", earliest: last }.into());
        }
        tx.history(Subject::Dialogue, dialogue).await?;
        for row in open {
            sign(tx, grant, row, signed_on).await?;
        }
        return Ok(None);
    }
    if open.is_empty() {
        return Ok(None);
    }
    let reason = tx.text(needed("no_minutes", no_minutes, REASON)?)?;
    let on = tx.today();
    tx.history(Subject::Dialogue, dialogue).await?;
    for row in open {
        waive(tx, dialogue, row.session, on, reason.clone())?;
    }
    Ok(Some(reason))
}

/// The session, of a dialogue that the account may hold; it has begun.
async fn of_session(tx: &mut Tx, id: i64) -> Result<(Grant, MinutesRow), Stop> {
    let by = tx.by();
    let (grant, desk) = may(tx, by, Right::DialogueOpen, Of::Session(id, None)).await?;
    if desk.get::<String>(SUBJECT + 1)? == "struck" {
        return Err(Refusal::NotThere.into());
    }
    let row = minutes::of_session(tx, id).await?.ok_or(Refusal::NotThere)?;
    if !row.opened && !row.held {
        return Err(Refusal::DialogueNotOpen.into());
    }
    Ok((grant, row))
}
