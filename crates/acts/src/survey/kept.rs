//! Words that were written as an answer and are kept from everybody: what turned out to be a denunciation, or names somebody.

use async_trait::async_trait;
use domain::event::{GatheringEvent, Subject, SurveyEvent};
use domain::gathering::RoundState;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::{Act, Error, Ids, Read, Stop, Tx, gathering, submission, survey};

use super::surveyed;
use crate::submission::keep;

/// Keeps the words of an answer from everybody, whatever became of the round. The sheet stands, and what was chosen on it counts. An
/// opinion that they became leaves a round that was not sent; what was raised with one that was is kept from everybody with them,
/// and its case stays open.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeepWords {
    /// The round.
    pub round: i64,
    /// The sheet.
    pub sheet: i64,
    /// The question.
    pub question: i64,
}

#[async_trait]
impl Act for KeepWords {
    const NAME: &'static str = "survey.keep_words";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (found, now) = surveyed(tx, self.round, &RoundState::ALL).await?;
        let key = (self.sheet, self.question);
        now.words(self.sheet, self.question).ok_or(Refusal::NotThere)?;
        if now.kept.contains(&key) {
            return Err(Refusal::WordsWithheld.into());
        }
        let today = tx.today();
        let taken = now.taken.get(&key).copied();
        let opinion = taken.filter(|id| found.now.standing().any(|it| it.gathered.opinion == *id));
        if let Some(opinion) = opinion {
            let rows = gathering::opinion::of_round(tx, self.round, today).await?;
            match rows.iter().find(|row| row.id == opinion).and_then(|row| row.submission) {
                Some(raised) if submission::is_withheld(tx, raised).await? => {}
                Some(raised) => keep(tx, &found.grant, raised, today, &[]).await?,
                None => {
                    gathering::strike_opinion(tx, &found.grant, self.round, opinion);
                    let struck = GatheringEvent::OpinionStruck { opinion };
                    tx.append(Subject::Gathering, self.round, today, struck.into())?;
                }
            }
        }
        survey::keep_words(tx, &found.grant, self.round, key);
        let kept = SurveyEvent::WordsKept { sheet: self.sheet, question: self.question };
        tx.append(Subject::Survey, self.round, today, kept.into())?;
        Ok(())
    }
}
