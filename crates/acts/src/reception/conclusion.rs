//! The conclusion notice of a reception (thông báo kết luận việc tiếp công dân): what the head directed, on paper.

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation;
use domain::event::{ReceptionEvent, Subject};
use domain::reception::ReceptionState;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::{Act, Error, Ids, Read, Stop, Tx};

use super::{found, settle};
use crate::field::{LINE, WORDS, happened, needed, optional};

/// Records the conclusion notice of a reception: its number, who signed it, what the head directed and until when that is done.
/// Every case of the day goes its own way; a body is given it there, with the notice as its paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Conclude {
    /// The reception day.
    pub reception: i64,
    /// The number on the paper.
    pub number: String,
    /// Who signed it; may be empty.
    pub signer: String,
    /// What is to be done; may be empty.
    #[serde(default)]
    pub directions: String,
    /// Whether who types it says that what was directed is no denunciation, though it looks like one.
    #[serde(default)]
    pub no_denunciation: bool,
    /// Until when, where the paper says so.
    pub due_on: Option<Day>,
    /// The day on it.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Conclude {
    const NAME: &'static str = "reception.conclude";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.reception).await?;
        if found.now.concluded_on.is_some() {
            return Err(Refusal::AlreadyDone.into());
        }
        let held = found.now.held_on.filter(|_| found.now.state == ReceptionState::Held);
        let earliest = held.ok_or(Refusal::ReceptionNotOpen)?;
        let on = happened(self.happened_on, tx.today())?;
        if on < earliest {
            return Err(Refusal::HappenedBefore { earliest }.into());
        }
        if self.due_on.is_some_and(|due| due < on) {
            return Err(Refusal::TooEarly { field: "due_on", earliest: on }.into());
        }
        let number = tx.text(needed("number", &self.number, LINE)?)?;
        let signer = optional("signer_name", &self.signer, LINE)?;
        let directions = optional("directions", &self.directions, WORDS)?;
        let held_none = denunciation::held_none("directions", directions, self.no_denunciation)?;
        let signer = if signer.is_empty() { None } else { Some(tx.text(signer)?) };
        let directions = if directions.is_empty() { None } else { Some(tx.text(directions)?) };
        let directed = ReceptionEvent::Directed { number, signer, directions, due_on: self.due_on };
        tx.append(Subject::Reception, self.reception, on, directed.into())?;
        if held_none {
            tx.append(Subject::Reception, self.reception, on, ReceptionEvent::DirectedNoDenunciation.into())?;
        }
        settle(tx, &found.grant, self.reception).await
    }
}
