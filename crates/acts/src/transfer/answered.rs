//! What the receiver of a transfer answered, point by point, and the day by which it has to.

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{CaseEvent, ContactWay, Event, PointAnswer, PointResult, Subject, TransferAnswer};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::transfer::{self, NewAnswer, NewAnswerPoint};
use store::{Act, Error, Ids, Stop, Tx};

use super::waiting;
use crate::case::{SpotResult, found, start_promises};
use crate::field::{LINE, WORDS, needed, optional};

/// What the letter of a receiver says of one point.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PointTold {
    /// The point; one that waits for it.
    pub point: i64,
    /// What came of it; none where only a letter came that does not say, and the point goes on waiting.
    #[serde(default)]
    pub result: Option<SpotResult>,
    /// The day promised; needed for that result.
    #[serde(default)]
    pub by_on: Option<Day>,
    /// What it says of the point; may be empty where it says something of all.
    #[serde(default)]
    pub words: String,
    /// Why it can't be done; needed for that result.
    #[serde(default)]
    pub ground: String,
}

/// The receiver answered points. What it promises is a promise that it owes; what it says is not its business either is the
/// sender's again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AnswerTransfer {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The transfer.
    pub transfer: i64,
    /// What it says of each point of which it speaks, at least one.
    pub points: Vec<PointTold>,
    /// Number of the paper; may be empty.
    #[serde(default)]
    pub number: String,
    /// Who signed it: name and post of an official; may be empty.
    #[serde(default)]
    pub signer: String,
    /// What it says of all points; needed where something is not said of each.
    pub words: String,
    /// How who raised it was told of it on the same day; none while they were not.
    #[serde(default)]
    pub told: Option<ContactWay>,
    /// The date on the paper.
    pub happened_on: Day,
}

#[async_trait]
impl Act for AnswerTransfer {
    const NAME: &'static str = "transfer.answer";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseTransfer, self.case, self.version, self.happened_on).await?;
        let (row, wait) = waiting(tx, &found, self.transfer).await?;
        let number = optional("number", &self.number, LINE)?;
        let signer = optional("signed_by", &self.signer, LINE)?;
        let whole = optional("answer_whole", &self.words, WORDS)?;
        let told = &self.points;
        if told.is_empty() {
            return Err(Refusal::Missing { field: "result" }.into());
        }
        for (at, one) in told.iter().enumerate() {
            if !wait.contains(&one.point) || told[..at].iter().any(|other| other.point == one.point) {
                return Err(Refusal::NotAChoice { field: "point" }.into());
            }
            if whole.is_empty() {
                needed("answer", &one.words, WORDS)?;
            }
        }
        let mut rows = Vec::with_capacity(told.len());
        let mut answers = Vec::with_capacity(told.len());
        for one in told {
            let (result, ground) = read_result(tx, one, found.on)?;
            let words = optional("answer", &one.words, WORDS)?;
            let words = if words.is_empty() { None } else { Some(tx.text(words)?.id) };
            rows.push((one.point, words, ground));
            answers.push(TransferAnswer { point: one.point, result });
        }
        let mut kept = |words: &str| if words.is_empty() { Ok(None) } else { tx.text(words).map(Some) };
        let (signer, words) = (kept(signer)?, kept(whole)?);
        let replied = CaseEvent::TransferReplied {
            transfer: self.transfer,
            points: answers.clone(),
            signer: signer.clone(),
            words: words.clone(),
        };
        let event = found.note(tx, replied)?;
        let new = NewAnswer {
            event,
            transfer: self.transfer,
            on: found.on,
            number,
            signer: signer.map(|text| text.id),
            words: words.map(|text| text.id),
        };
        let points: Vec<NewAnswerPoint<'_>> = answers
            .iter()
            .zip(&rows)
            .map(|(answer, (point, words, ground))| NewAnswerPoint {
                point: *point,
                result: answer.result.as_ref().map(PointResult::as_str),
                by_on: promised(answer.result.as_ref()),
                words: *words,
                ground: *ground,
            })
            .collect();
        transfer::add_answer(tx, &found.grant, &new, &points);
        let promises: Vec<PointAnswer> = answers
            .into_iter()
            .filter_map(|answer| answer.result.map(|result| PointAnswer { point: answer.point, result }))
            .collect();
        start_promises(tx, &found.grant, row.to, event, found.on, &promises)?;
        if let Some(way) = self.told {
            tx.append(Subject::Case, found.id, found.on, Event::Case(CaseEvent::Told { way, words: None }))?;
        }
        found.settle(tx).await
    }
}

/// The day that a result promises.
const fn promised(result: Option<&PointResult>) -> Option<Day> {
    match result {
        Some(PointResult::Promised { by_on }) => Some(*by_on),
        _ => None,
    }
}

/// What came of a point, with the text of its ground.
fn read_result(tx: &mut Tx, told: &PointTold, on: Day) -> Result<(Option<PointResult>, Option<i64>), Stop> {
    let result = match told.result {
        None => return Ok((None, None)),
        Some(SpotResult::Done) => PointResult::Done,
        Some(SpotResult::Explained) => PointResult::Explained,
        Some(SpotResult::Promised) => {
            let by_on = told.by_on.ok_or(Refusal::Missing { field: "by_on" })?;
            if by_on < on {
                return Err(Refusal::TooEarly { field: "by_on", earliest: on }.into());
            }
            PointResult::Promised { by_on }
        }
        Some(SpotResult::CannotBeDone) => {
            let ground = tx.text(needed("ground", &told.ground, WORDS)?)?;
            let id = ground.id;
            return Ok((Some(PointResult::CannotBeDone { ground }), Some(id)));
        }
        Some(SpotResult::BeyondCompetence) => PointResult::BeyondCompetence,
    };
    Ok((Some(result), None))
}

/// Sets the day by which the receiver has to answer a transfer that was sent without one: from then on it can be late, and is
/// urged.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DateTransfer {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The transfer; one that waits and has no such day.
    pub transfer: i64,
    /// The last day; none before the day on which it was set.
    pub answer_by: Option<Day>,
    /// The day on which it was set.
    pub happened_on: Day,
}

#[async_trait]
impl Act for DateTransfer {
    const NAME: &'static str = "transfer.date";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseTransfer, self.case, self.version, self.happened_on).await?;
        let (row, _) = waiting(tx, &found, self.transfer).await?;
        if row.answer_by.is_some() {
            return Err(Refusal::AlreadyDone.into());
        }
        // The receiver does not set its own day.
        if row.to == found.grant.organisation {
            return Err(Refusal::NotAllowed.into());
        }
        let answer_by = self.answer_by.ok_or(Refusal::Missing { field: "answer_by" })?;
        if answer_by < found.on {
            return Err(Refusal::TooEarly { field: "answer_by", earliest: found.on }.into());
        }
        found.append(tx, CaseEvent::TransferDated { transfer: self.transfer, answer_by }).await?;
        Ok(())
    }
}
