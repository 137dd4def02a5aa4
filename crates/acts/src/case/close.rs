//! Ending a case without an answer to the matter, and reopening one.

use async_trait::async_trait;
use domain::case::Case;
use domain::correction::effective;
use domain::day::Day;
use domain::event::{CaseEvent, EndGround};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::{Act, Error, Ids, Stop, Tx};

use super::{Found, found};
use crate::field::{LINE, REASON, needed, optional};

/// Ends a case lawfully without an answer: withdrawn, guided elsewhere, refused.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct End {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// Why it ends.
    pub ground: EndGround,
    /// Article, clause and document on which it rests; needed where it is refused. Kept with the reason.
    #[serde(default, alias = "code")]
    pub basis: String,
    /// The reason that was told.
    pub reason: String,
    /// Day on which it ended.
    pub happened_on: Day,
}

#[async_trait]
impl Act for End {
    const NAME: &'static str = "case.end";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseDecide, self.case, self.version, self.happened_on).await?;
        if found.open(&effective(&found.events))?.is_settled() {
            return Err(Refusal::AlreadyAnswered.into());
        }
        crate::letter::may_end(tx, self.case, self.ground, found.on).await?;
        let reason = needed("reason", &self.reason, REASON)?;
        let basis = match self.ground {
            EndGround::Refused => needed("article", &self.basis, LINE)?,
            EndGround::Withdrawn | EndGround::Guided => optional("article", &self.basis, LINE)?,
        };
        let words = if basis.is_empty() { tx.text(reason)? } else { tx.text(&format!("{basis}: {reason}"))? };
        found.append(tx, CaseEvent::Ended { ground: self.ground, code: None, words: Some(words) }).await?;
        Ok(())
    }
}

/// Reopens a case that was answered or ended; earlier answers are no longer in force.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reopen {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// Why.
    pub reason: String,
    /// The new last day of the assignment in force; there is always one. None where nobody was made to lead it.
    #[serde(default)]
    pub due_on: Option<Day>,
    /// Day from which on it has to be settled again.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Reopen {
    const NAME: &'static str = "case.reopen";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseDecide, self.case, self.version, self.happened_on).await?;
        if found.state(&effective(&found.events))?.closed_on.is_none() {
            return Err(not_closed(&found));
        }
        let due_on = done_anew_by(&found, self.due_on)?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        let reopened = match due_on {
            Some(due_on) => CaseEvent::ReopenedUntil { due_on, reason },
            None => CaseEvent::Reopened { reason },
        };
        found.append(tx, reopened).await?;
        Ok(())
    }
}

/// By when the assignment in force has to be done anew: a day that somebody set or agreed to, never the one of the answers that
/// are no longer in force. None where nobody was made to lead the case, for then the day is set when somebody is.
pub(crate) fn done_anew_by(found: &Found, due_on: Option<Day>) -> Result<Option<Day>, Refusal> {
    if found.state(&effective(&found.events))?.assignment.is_none() {
        return if due_on.is_some() { Err(Refusal::CaseNotAssigned) } else { Ok(None) };
    }
    let due_on = due_on.ok_or(Refusal::Missing { field: "due_on" })?;
    if due_on < found.on { Err(Refusal::TooEarly { field: "due_on", earliest: found.on }) } else { Ok(Some(due_on)) }
}

/// Why a case can't be spoken of as closed on the day of an act: it was closed later, or isn't.
pub(super) fn not_closed(found: &Found) -> Stop {
    let later = Case::by(Day::OPEN, &effective(&found.events)).and_then(|case| case.closed_on);
    match later {
        Some(earliest) if earliest > found.on => Refusal::HappenedBefore { earliest }.into(),
        _ => Refusal::CaseNotEnded.into(),
    }
}
