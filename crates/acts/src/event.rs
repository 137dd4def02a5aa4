//! Events: correcting the day of one, striking one. What goes with it stands in a module per kind of subject.

mod case;
mod complaint;
mod dialogue;
mod letter;
mod paper;
mod plan;
mod reception;

use async_trait::async_trait;
use domain::correction::struck_by;
use domain::day::Day;
use domain::event::{Recorded, Subject};
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::{Act, Error, Ids, Read, Stop, Tx, event};

use crate::field::{REASON, happened, needed};

/// Corrects the day on which something happened (đính chính); the old day stays visible.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Correct {
    /// The event, of a case, a dialogue, a plan or a planned dialogue.
    pub event: i64,
    /// The right day.
    pub happened_on: Day,
    /// Why.
    pub reason: String,
}

impl Correct {
    fn read(&self, tx: &mut Tx) -> Result<(Day, TextRef), Stop> {
        let on = happened(self.happened_on, tx.today())?;
        let reason = needed("reason", &self.reason, REASON)?;
        Ok((on, tx.text(reason)?))
    }
}

#[async_trait]
impl Act for Correct {
    const NAME: &'static str = "event.correct";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        match event::subject_of(tx, self.event).await? {
            // Its day is that of what came of the letter.
            Some((Subject::Case, id, ..)) if crate::letter::moved_by(tx, id, self.event).await?.is_some() => {
                Err(Refusal::LaterStands.into())
            }
            Some((Subject::Case, id, ..)) => case::correct(tx, id, self).await,
            Some((Subject::Dialogue, id, ..)) => dialogue::correct(tx, id, self).await,
            Some((Subject::Plan, id, ..)) => plan::correct(tx, id, self).await,
            Some((Subject::Planned, id, ..)) => plan::correct_planned(tx, id, self).await,
            Some((Subject::Reception, id, ..)) => reception::correct(tx, id, self).await,
            Some((Subject::Letter, id, ..)) => letter::correct(tx, id, self).await,
            // The day of a step is written anew by striking it, from the last one on.
            Some((Subject::Complaint, ..)) => Err(Refusal::NotAllowed.into()),
            _ => Err(Refusal::NotThere.into()),
        }
    }
}

/// Strikes an event that was recorded by mistake (nhập nhầm); striking a striking restores what it struck.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Strike {
    /// The event, of a case, a dialogue, a plan or a planned dialogue.
    pub event: i64,
    /// Why.
    pub reason: String,
}

impl Strike {
    fn read(&self, tx: &mut Tx) -> Result<TextRef, Stop> {
        Ok(tx.text(needed("reason", &self.reason, REASON)?)?)
    }
}

#[async_trait]
impl Act for Strike {
    const NAME: &'static str = "event.strike";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = event::subject_of(tx, self.event).await?;
        if let Some((kind, id, ..)) = found
            && let Some(act) = paper::named(tx.history(kind, id).await?, self.event)
        {
            return paper::strike(tx, (kind, id), act, self).await;
        }
        match found {
            // What came of a letter is taken back there, and its case goes on with it.
            Some((Subject::Case, id, ..)) if crate::letter::moved_by(tx, id, self.event).await?.is_some() => {
                Err(Refusal::LaterStands.into())
            }
            Some((Subject::Case, id, ..)) => case::strike(tx, id, self).await,
            Some((Subject::Dialogue, id, ..)) => dialogue::strike(tx, id, self).await,
            Some((Subject::Plan, id, ..)) => plan::strike(tx, id, self).await,
            Some((Subject::Planned, id, ..)) => plan::strike_planned(tx, id, self).await,
            Some((Subject::Reception, id, ..)) => reception::strike(tx, id, self).await,
            Some((Subject::Letter, id, ..)) => letter::strike(tx, id, self).await,
            Some((Subject::Complaint, id, ..)) => complaint::strike(tx, id, self).await,
            _ => Err(Refusal::NotThere.into()),
        }
    }
}

/// The event of a history; refused when it was struck before.
fn standing(events: &[Recorded], event: i64) -> Result<Recorded, Refusal> {
    if struck_by(events, event).is_some() {
        return Err(Refusal::AlreadyStruck);
    }
    events.iter().find(|known| known.id == event).cloned().ok_or(Refusal::NotThere)
}
