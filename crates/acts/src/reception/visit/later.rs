//! Saying later what became of a visit, and taking one out.

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation;
use domain::event::{ReceptionEvent, Subject};
use domain::permission::Act as Right;
use domain::reception::VisitOutcome;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, SUBJECT, may};
use store::reception::{self, visit};
use store::{Act, Error, Ids, Read, Stop, Tx};

use super::{End, Made, Matter, Way, end};
use crate::field::{REASON, WORDS, happened, needed, optional};
use crate::reception::{found, settle};

/// Says what became of a visit that had no outcome yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bind {
    /// The visit.
    pub visit: i64,
    /// What became of it.
    pub end: End,
    /// The day.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Bind {
    const NAME: &'static str = "reception.bind";
    type Answer = Made;

    fn draw(&self, ids: &Ids) -> Result<Made, Error> {
        Made::draw(ids)
    }

    async fn run(&self, tx: &mut Tx, new: &Made) -> Result<(), Stop> {
        let row = visit::find(tx, self.visit).await?.ok_or(Refusal::NotThere)?;
        let found = found(tx, row.reception).await?;
        let known = found.now.visits.iter().find(|known| known.visited.visit == self.visit).ok_or(Refusal::NotThere)?;
        if known.struck {
            return Err(Refusal::AlreadyStruck.into());
        }
        if known.visited.end.outcome != VisitOutcome::Open || self.end.way == Way::Open {
            return Err(Refusal::AlreadyDone.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        if on < known.on {
            return Err(Refusal::HappenedBefore { earliest: known.on }.into());
        }
        let said = optional("visit_said", &self.end.said, WORDS)?;
        denunciation::held_none("visit_said", said, false)?;
        let it = &known.visited;
        let (name, contact) = visit::submitter(tx, &found.grant, it.turn).await?;
        let matter = Matter {
            turn: it.turn,
            text: it.text.as_ref(),
            words: row.words.as_deref().unwrap_or_default(),
            // It was asked when the words were typed.
            held_none: row.words.as_deref().is_some_and(denunciation::is_said),
            kind: it.kind,
            territory: it.territory,
            field: &it.field,
            on: known.on,
            name: &name,
            contact: &contact,
        };
        let end = end(tx, &found.grant, &self.end, &matter, *new).await?;
        reception::set_end(tx, &found.grant, self.visit, &end);
        tx.append(Subject::Reception, row.reception, on, ReceptionEvent::VisitBound { visit: self.visit, end }.into())?;
        settle(tx, &found.grant, row.reception).await
    }
}

/// Takes out a visit that was recorded by mistake; its number stays in the book. What was raised in it is struck first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StrikeVisit {
    /// The visit.
    pub visit: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for StrikeVisit {
    const NAME: &'static str = "reception.strike_visit";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let row = visit::find(tx, self.visit).await?.ok_or(Refusal::NotThere)?;
        let found = found(tx, row.reception).await?;
        if row.struck {
            return Err(Refusal::AlreadyStruck.into());
        }
        if let Some(submission) = row.submission {
            let by = tx.by();
            let (_, raised) = may(tx, by, Right::SubmissionStrike, Of::Submission(submission)).await?;
            if raised.get::<Option<i64>>(SUBJECT + 3)?.is_none() {
                return Err(Refusal::WordsRaised.into());
            }
        }
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        reception::strike_visit(tx, &found.grant, self.visit);
        let today = tx.today();
        let struck = ReceptionEvent::VisitStruck { visit: self.visit, reason };
        tx.append(Subject::Reception, row.reception, today, struck.into())?;
        settle(tx, &found.grant, row.reception).await
    }
}
