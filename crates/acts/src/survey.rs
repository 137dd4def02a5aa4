//! The survey of a round of gathering (khảo sát ý kiến): what it is, and its questions. Its sheets are typed in `sheet`, what was
//! counted by hand in `counted`; the words of an answer become an opinion of the round in `taken`, and are kept
//! from everybody in `kept`.
//!
//! Who may gather may survey; a round has one survey, and it changes no more once the synthesis was sent.

mod counted;
mod kept;
mod sheet;
mod taken;

pub use counted::{Count, CountTyped, StrikeCount};
pub use kept::KeepWords;
pub use sheet::{AddSheets, AnswerTyped, SheetTyped, StrikeSheet};
pub use taken::TakeWords;

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Subject, SurveyChoice, SurveyEvent, SurveyQuestion};
use domain::gathering::RoundState;
use domain::refusal::Refusal;
use domain::survey::{MOST_CHOICES, MOST_HANDED_OUT, MOST_QUESTIONS, QuestionKind, Survey};
use serde::{Deserialize, Serialize};
use store::survey;
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::field::{LINE, REASON, needed, optional};
use crate::gathering::{Found, found};

/// Writes what the survey of a round is; of a round without one it begins one. Refused for fewer sheets than came back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Describe {
    /// The round.
    pub round: i64,
    /// The version of the survey that the page showed; 0 where there was none.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// What it is for; may be empty.
    pub purpose: String,
    /// The first day on which people are asked.
    pub from_on: Day,
    /// The last day.
    pub to_on: Day,
    /// How many sheets were handed out.
    pub handed_out: i64,
}

#[async_trait]
impl Act for Describe {
    const NAME: &'static str = "survey.describe";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.round, &[RoundState::Open, RoundState::Closed]).await?;
        let known = survey::find(tx, self.round).await?;
        if known.as_ref().map_or(0, |known| known.version) != self.version {
            return Err(Refusal::Conflict.into());
        }
        let title = needed("survey_title", &self.title, LINE)?;
        let purpose = optional("purpose", &self.purpose, REASON)?;
        if self.to_on < self.from_on {
            return Err(Refusal::TooEarly { field: "to_on", earliest: self.from_on }.into());
        }
        if !(0..=MOST_HANDED_OUT).contains(&self.handed_out) {
            return Err(Refusal::Unreadable { field: "handed_out" }.into());
        }
        if known.is_none() {
            tx.start(Subject::Survey, self.round);
        } else {
            let least = now(tx, self.round).await?.fewest_handed_out();
            if self.handed_out < least {
                return Err(Refusal::SurveyUnder { least }.into());
            }
        }
        let described = SurveyEvent::Described {
            organisation: found.now.organisation,
            title: tx.text(title)?,
            purpose: if purpose.is_empty() { None } else { Some(tx.text(purpose)?) },
            from_on: self.from_on,
            to_on: self.to_on,
            handed_out: self.handed_out,
        };
        let today = tx.today();
        tx.append(Subject::Survey, self.round, today, described.into())?;
        let now = now(tx, self.round).await?;
        survey::describe(tx, &found.grant, self.round, &now, known.is_none());
        Ok(())
    }
}

/// The survey of a round by its events.
async fn now(tx: &mut Tx, round: i64) -> Result<Survey, Stop> {
    Ok(Survey::by(tx.history(Subject::Survey, round).await?).ok_or(Refusal::NotThere)?)
}

/// A round that is at a step at which its survey changes, with the right to type in it; and the survey.
async fn surveyed(tx: &mut Tx, round: i64, states: &[RoundState]) -> Result<(Found, Survey), Stop> {
    let found = found(tx, round, states).await?;
    let now = now(tx, round).await?;
    Ok((found, now))
}

/// A question as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionTyped {
    /// Its words.
    pub words: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What can be chosen, in order; nothing for one that is answered in one's own words.
    pub choices: Vec<String>,
}

impl QuestionTyped {
    fn question(&self, tx: &mut Tx) -> Result<SurveyQuestion, Stop> {
        let words = needed("survey_question", &self.words, REASON)?;
        let open = self.kind == QuestionKind::Open;
        if self.choices.len() > MOST_CHOICES {
            return Err(Refusal::TooMany { field: "survey_choices", most: MOST_CHOICES }.into());
        }
        // One choice alone is no choice; what nobody would choose from is answered in one's own words.
        if !open && self.choices.len() < 2 {
            return Err(Refusal::Missing { field: "survey_choices" }.into());
        }
        if open && !self.choices.is_empty() {
            return Err(Refusal::NotAChoice { field: "question_kind" }.into());
        }
        let mut choices = Vec::with_capacity(self.choices.len());
        for (at, choice) in self.choices.iter().enumerate() {
            let words = needed("survey_choices", choice, LINE)?;
            if self.choices[..at].iter().any(|known| known.trim() == words) {
                return Err(Refusal::AlreadyThere { field: "survey_choices" }.into());
            }
            choices.push(SurveyChoice { choice: tx.id()?, text: tx.text(words)? });
        }
        Ok(SurveyQuestion { question: tx.id()?, text: tx.text(words)?, kind: self.kind, choices })
    }
}

/// A survey whose questions are a draft still, at the version that the page showed.
async fn drafted(tx: &mut Tx, round: i64, version: i64) -> Result<(Found, Survey), Stop> {
    let (found, now) = surveyed(tx, round, &[RoundState::Open, RoundState::Closed]).await?;
    if now.is_answered() {
        return Err(Refusal::SurveyFixed.into());
    }
    if survey::find(tx, round).await?.is_none_or(|known| known.version != version) {
        return Err(Refusal::Conflict.into());
    }
    Ok((found, now))
}

fn set_questions(tx: &mut Tx, found: &Found, now: &Survey, questions: Vec<SurveyQuestion>) -> Result<(), Stop> {
    let (round, today) = (found.row.id, tx.today());
    survey::set_questions(tx, &found.grant, round, &questions, &now.questions);
    tx.append(Subject::Survey, round, today, SurveyEvent::QuestionsSet { questions }.into())?;
    Ok(())
}

/// Sets the questions of a survey, all of them and in their order. Refused once somebody answered: what was asked stays as it was
/// asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetQuestions {
    /// The round.
    pub round: i64,
    /// The version of the survey that the page showed.
    pub version: i64,
    /// The questions.
    pub questions: Vec<QuestionTyped>,
}

#[async_trait]
impl Act for SetQuestions {
    const NAME: &'static str = "survey.set_questions";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (found, now) = drafted(tx, self.round, self.version).await?;
        if self.questions.len() > MOST_QUESTIONS {
            return Err(Refusal::TooMany { field: "survey_question", most: MOST_QUESTIONS }.into());
        }
        let mut questions = Vec::with_capacity(self.questions.len());
        for typed in &self.questions {
            questions.push(typed.question(tx)?);
        }
        set_questions(tx, &found, &now, questions)
    }
}

/// Puts one more question into a survey, at its place among those that are there.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddQuestion {
    /// The round.
    pub round: i64,
    /// The version of the survey that the page showed.
    pub version: i64,
    /// The question.
    pub question: QuestionTyped,
    /// Its place, from 1; the last when none is given, or one behind it.
    pub place: Option<usize>,
}

#[async_trait]
impl Act for AddQuestion {
    const NAME: &'static str = "survey.add_question";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (found, now) = drafted(tx, self.round, self.version).await?;
        if now.questions.len() >= MOST_QUESTIONS {
            return Err(Refusal::TooMany { field: "survey_question", most: MOST_QUESTIONS }.into());
        }
        let mut questions = now.questions.clone();
        let place = self.place.map_or(questions.len(), |place| place.saturating_sub(1).min(questions.len()));
        questions.insert(place, self.question.question(tx)?);
        set_questions(tx, &found, &now, questions)
    }
}

/// Takes a question out of a survey.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DropQuestion {
    /// The round.
    pub round: i64,
    /// The version of the survey that the page showed.
    pub version: i64,
    /// The question.
    pub question: i64,
}

#[async_trait]
impl Act for DropQuestion {
    const NAME: &'static str = "survey.drop_question";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (found, now) = drafted(tx, self.round, self.version).await?;
        now.question(self.question).ok_or(Refusal::Conflict)?;
        let questions = now.questions.iter().filter(|known| known.question != self.question).cloned().collect();
        set_questions(tx, &found, &now, questions)
    }
}
