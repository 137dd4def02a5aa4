//! Telling who raised a case how it is being handled, at whichever step.

use async_trait::async_trait;
use domain::correction::effective;
use domain::day::Day;
use domain::event::{CaseEvent, ContactWay};
use domain::permission::Act as Right;
use serde::{Deserialize, Serialize};
use store::{Act, Error, Ids, Stop, Tx};

use super::found;
use crate::field::{REASON, optional};

/// Records that who raised a case was told how it is being handled: that it was taken up, needs more time, was sent on. It
/// is no answer; the first time stops the clock until the person is told (TCD-NOTIFY). Refused for a case that was struck
/// or counts in another one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tell {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// How they were told.
    pub way: ContactWay,
    /// What they were told; may be empty.
    pub words: String,
    /// Day on which they were told.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Tell {
    const NAME: &'static str = "case.tell";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseWork, self.case, self.version, self.happened_on).await?;
        found.state(&effective(&found.events))?;
        let words = optional("note", &self.words, REASON)?;
        let words = if words.is_empty() { None } else { Some(tx.text(words)?) };
        found.append(tx, CaseEvent::Told { way: self.way, words }).await?;
        Ok(())
    }
}
