//! The day on which a round was opened, where another one was recorded.

use async_trait::async_trait;
use domain::correction::{effective, struck_by};
use domain::day::Day;
use domain::event::{Event, GatheringEvent, Subject};
use domain::gathering::RoundState;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::{Act, Error, Ids, Read, Stop, Tx};

use super::{found, settle};
use crate::field::{REASON, happened, needed};

/// Corrects the day on which a round was opened (đính chính), so that opinions of before can be typed; the old day stays visible.
/// Refused once the synthesis was sent, for a day before the request, and for one after what was typed since.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CorrectOpening {
    /// The round.
    pub round: i64,
    /// The right day.
    pub happened_on: Day,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for CorrectOpening {
    const NAME: &'static str = "gathering.correct_opening";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.round, &[RoundState::Open, RoundState::Closed]).await?;
        let today = tx.today();
        let on = happened(self.happened_on, today)?;
        let events = tx.history(Subject::Gathering, self.round).await?;
        let opens = |event: &Event| matches!(event, Event::Gathering(GatheringEvent::Opened { .. }));
        let opened = events.iter().rfind(|known| opens(&known.event) && struck_by(events, known.id).is_none());
        let (of, seq) = opened.map(|known| (known.id, known.seq)).ok_or(Refusal::RoundNotOpen)?;
        let since = effective(events).into_iter().filter(|known| known.recorded.seq > seq);
        let first =
            since.filter(|known| matches!(known.recorded.event, Event::Gathering(_))).map(|known| known.on).min();
        if let Some(earliest) = found.row.asked_on.filter(|earliest| on < *earliest) {
            return Err(Refusal::HappenedBefore { earliest }.into());
        }
        if let Some(latest) = first.filter(|latest| on > *latest) {
            return Err(Refusal::TooLate { field: "happened_on", latest }.into());
        }
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        tx.append(Subject::Gathering, self.round, today, Event::Corrected { of, happened_on: on, reason })?;
        settle(tx, &found.grant, self.round, None).await
    }
}
