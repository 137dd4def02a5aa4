//! Several cases answered at once: the chair takes the same matter of many speakers together.

use async_trait::async_trait;
use domain::day::Day;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::{Act, Error, Ids, Stop, Tx, case};

use super::{Answer, AnswerOnTheSpot, on_the_spot};

/// Cases that are answered at once, at most.
pub const MOST_TOGETHER: usize = 50;

/// A case and the version that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
}

/// Answers several cases of one dialogue on the spot with the same words: each gets its own reply and its own event, and all
/// of them are answered or none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AnswerTogether {
    /// The dialogue in which they were raised.
    pub dialogue: i64,
    /// The cases, each once.
    pub cases: Vec<Shown>,
    /// Day on which the answer was given; the day of the session when none is said.
    pub happened_on: Option<Day>,
    /// The answer.
    pub answer: Answer,
}

/// The rows it made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Together {
    /// The replies, in the order of the cases.
    pub replies: Vec<i64>,
}

#[async_trait]
impl Act for AnswerTogether {
    const NAME: &'static str = "case.answer_together";
    type Answer = Together;

    fn draw(&self, ids: &Ids) -> Result<Together, Error> {
        let replies = self.cases.iter().take(MOST_TOGETHER).map(|_| ids.draw()).collect::<Result<_, _>>()?;
        Ok(Together { replies })
    }

    async fn run(&self, tx: &mut Tx, new: &Together) -> Result<(), Stop> {
        let mut seen: Vec<i64> = self.cases.iter().map(|shown| shown.case).collect();
        seen.sort_unstable();
        seen.dedup();
        if seen.is_empty() {
            return Err(Refusal::Missing { field: "cases" }.into());
        }
        if self.cases.len() > MOST_TOGETHER {
            return Err(Refusal::TooMany { field: "cases", most: MOST_TOGETHER }.into());
        }
        if seen.len() != self.cases.len() {
            return Err(Refusal::NotAChoice { field: "cases" }.into());
        }
        for (shown, reply) in self.cases.iter().zip(&new.replies) {
            // The first step of each is its grant; only then its dialogue is looked at.
            on_the_spot(
                tx,
                *reply,
                &AnswerOnTheSpot {
                    case: shown.case,
                    version: shown.version,
                    points: Vec::new(),
                    happened_on: self.happened_on,
                    answer: self.answer.clone(),
                },
            )
            .await?;
            if case::find(tx, shown.case).await?.and_then(|case| case.dialogue) != Some(self.dialogue) {
                return Err(Refusal::NotAChoice { field: "cases" }.into());
            }
        }
        Ok(())
    }
}
