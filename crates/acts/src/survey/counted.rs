//! The answers to a question as the body that gathers counted them by hand, from its paper.

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Subject, SurveyCell, SurveyCount, SurveyEvent};
use domain::gathering::RoundState;
use domain::refusal::Refusal;
use domain::survey::{QuestionKind, agree};
use serde::{Deserialize, Serialize};
use store::survey;
use store::{Act, Error, Ids, Read, Stop, Tx};

use super::surveyed;
use crate::field::{LINE, REASON, happened, needed};

/// The sums of a question as they were typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountTyped {
    /// How many sheets came back.
    pub returned: i64,
    /// How many of them are valid for this question.
    pub valid: i64,
    /// For each choice of the question how often it was chosen.
    pub cells: Vec<(i64, i64)>,
}

/// Records what was counted by hand of a question with choices, all of its choices; again, with a reason, where it was counted or read
/// wrong. Refused where sheets with answers to the question are typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Count {
    /// The round.
    pub round: i64,
    /// The question.
    pub question: i64,
    /// The sums.
    pub typed: CountTyped,
    /// What names the paper.
    pub document: String,
    /// The day on the paper.
    pub happened_on: Day,
    /// Why it is recorded again; may be empty at first.
    pub reason: String,
}

#[async_trait]
impl Act for Count {
    const NAME: &'static str = "survey.count";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (found, now) = surveyed(tx, self.round, &[RoundState::Open, RoundState::Closed]).await?;
        let question = now.question(self.question).ok_or(Refusal::NotThere)?;
        if question.kind == QuestionKind::Open {
            return Err(Refusal::NotAChoice { field: "survey_question" }.into());
        }
        let answers = |it: &domain::event::SurveySheet| it.answers.iter().any(|it| it.question == self.question);
        if now.standing().any(answers) {
            return Err(Refusal::SurveyTwice.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        if on < now.from_on {
            return Err(Refusal::HappenedBefore { earliest: now.from_on }.into());
        }
        let typed = &self.typed;
        if typed.cells.iter().any(|(choice, _)| !question.choices.iter().any(|it| it.choice == *choice)) {
            return Err(Refusal::NotAChoice { field: "cells" }.into());
        }
        let mut cells = Vec::with_capacity(question.choices.len());
        for choice in &question.choices {
            let mut named = typed.cells.iter().filter(|(id, _)| *id == choice.choice);
            let (Some((_, count)), None) = (named.next(), named.next()) else {
                return Err(Refusal::Missing { field: "cells" }.into());
            };
            cells.push(SurveyCell { choice: choice.choice, count: *count });
        }
        let counts: Vec<i64> = cells.iter().map(|cell| cell.count).collect();
        agree(question.kind, now.handed_out, (typed.returned, typed.valid), &counts)?;
        let document = needed("document", &self.document, LINE)?;
        let again = now.counts.contains_key(&self.question);
        let reason = if again { Some(tx.text(needed("reason", &self.reason, REASON)?)?) } else { None };
        let count = SurveyCount {
            question: self.question,
            returned: typed.returned,
            valid: typed.valid,
            cells,
            document: tx.text(document)?,
            reason,
        };
        survey::set_count(tx, &found.grant, self.round, &count, on);
        tx.append(Subject::Survey, self.round, on, SurveyEvent::Counted { count }.into())?;
        Ok(())
    }
}

/// Takes out what was counted by hand of a question and recorded by mistake (nhập nhầm).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StrikeCount {
    /// The round.
    pub round: i64,
    /// The question.
    pub question: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for StrikeCount {
    const NAME: &'static str = "survey.strike_count";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (found, now) = surveyed(tx, self.round, &[RoundState::Open, RoundState::Closed]).await?;
        if !now.counts.contains_key(&self.question) {
            return Err(Refusal::NotThere.into());
        }
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        let today = tx.today();
        survey::strike_count(tx, &found.grant, self.round, self.question);
        let struck = SurveyEvent::CountStruck { question: self.question, reason };
        tx.append(Subject::Survey, self.round, today, struck.into())?;
        Ok(())
    }
}
