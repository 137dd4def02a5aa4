//! The sheets of a survey that came back, typed one after the other.

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation;
use domain::event::{Subject, SurveyAnswer, SurveyEvent, SurveySheet};
use domain::gathering::RoundState;
use domain::refusal::Refusal;
use domain::survey::{MOST_SHEETS, MOST_SHEETS_AT_ONCE, PeopleGroup, QuestionKind};
use serde::{Deserialize, Serialize};
use store::dialogue::session;
use store::survey::{self, QuestionRow, SheetRow, sheet};
use store::{Act, Error, Ids, Read, Stop, Tx, organisation};

use super::surveyed;
use crate::field::{REASON, WORDS, needed};
use crate::gathering::{Found, found};

/// An answer as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerTyped {
    /// The question.
    pub question: i64,
    /// What was chosen.
    pub choices: Vec<i64>,
    /// What was written; may be empty.
    pub words: String,
}

/// A sheet as it was typed. No name is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetTyped {
    /// The village, where it was asked.
    pub territory: Option<i64>,
    /// The group of people, where it was asked.
    pub group: Option<PeopleGroup>,
    /// The answers; a question that has none may be left out.
    pub answers: Vec<AnswerTyped>,
    /// Whether who types it says that its words are no denunciation, though they look like one.
    #[serde(default)]
    pub no_denunciation: bool,
}

impl SheetTyped {
    async fn sheet(
        &self,
        tx: &mut Tx,
        (found, asked): (&Found, &[QuestionRow]),
        (id, on): (i64, Day),
    ) -> Result<SurveySheet, Stop> {
        let own = organisation::find(tx, found.now.holder).await?.ok_or(Refusal::NotThere)?.territory;
        if let Some(place) = self.territory
            && place != own
            && !session::place_within(tx, place, own, on).await?
        {
            return Err(Refusal::NotAChoice { field: "village" }.into());
        }
        let stray = self.answers.iter().any(|typed| !asked.iter().any(|it| it.id == typed.question));
        if stray {
            return Err(Refusal::NotAChoice { field: "answers" }.into());
        }
        let mut answers = Vec::new();
        let mut held_none = false;
        for question in asked {
            let mut typed = self.answers.iter().filter(|typed| typed.question == question.id);
            let Some(answer) = typed.next() else { continue };
            let open = question.kind == QuestionKind::Open.as_str();
            let known = |choice: &i64| question.choices.iter().any(|(id, _)| id == choice);
            let twice = (1..answer.choices.len()).any(|at| answer.choices[..at].contains(&answer.choices[at]));
            let words = answer.words.trim();
            let one = question.kind == QuestionKind::One.as_str() && answer.choices.len() > 1;
            if typed.next().is_some()
                || twice
                || one
                || !answer.choices.iter().all(known)
                || (!open && !words.is_empty())
            {
                return Err(Refusal::NotAChoice { field: "answers" }.into());
            }
            if answer.choices.is_empty() && words.is_empty() {
                continue;
            }
            if question.counted.is_some() {
                return Err(Refusal::SurveyTwice.into());
            }
            let words = if open {
                let words = needed("answers", words, WORDS)?;
                held_none |= denunciation::held_none("answers", words, self.no_denunciation)?;
                Some(tx.text(words)?)
            } else {
                None
            };
            answers.push(SurveyAnswer { question: question.id, choices: answer.choices.clone(), words });
        }
        if answers.is_empty() {
            return Err(Refusal::Missing { field: "answers" }.into());
        }
        Ok(SurveySheet { sheet: id, territory: self.territory, group: self.group, answers, held_none })
    }
}

/// Types sheets that came back into the survey of an open round, all of them or none. Refused before the first day of the survey,
/// for more sheets than were handed out, and for an answer to a question that was counted by hand. Answers their ids. It goes by the
/// rows, not by the history: that has an event for each sheet, and would be read for each.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddSheets {
    /// The round.
    pub round: i64,
    /// The sheets, at most [`MOST_SHEETS_AT_ONCE`].
    pub sheets: Vec<SheetTyped>,
}

#[async_trait]
impl Act for AddSheets {
    const NAME: &'static str = "survey.add_sheets";
    type Answer = Vec<i64>;

    fn draw(&self, ids: &Ids) -> Result<Vec<i64>, Error> {
        self.sheets.iter().map(|_| ids.draw()).collect()
    }

    async fn run(&self, tx: &mut Tx, new: &Vec<i64>) -> Result<(), Stop> {
        let found = found(tx, self.round, &[RoundState::Open]).await?;
        let now = survey::find(tx, self.round).await?.ok_or(Refusal::NotThere)?;
        if self.sheets.is_empty() {
            return Err(Refusal::Missing { field: "answers" }.into());
        }
        if self.sheets.len() > MOST_SHEETS_AT_ONCE {
            return Err(Refusal::TooMany { field: "sheets", most: MOST_SHEETS_AT_ONCE }.into());
        }
        let today = tx.today();
        if today < now.from_on {
            return Err(Refusal::HappenedBefore { earliest: now.from_on }.into());
        }
        let typed = sheet::typed(tx, self.round).await?;
        let fit =
            |sheets: i64, most: usize| usize::try_from(sheets).is_ok_and(|there| there + self.sheets.len() <= most);
        if !fit(now.sheets, MOST_SHEETS) || !fit(typed, 2 * MOST_SHEETS) {
            return Err(Refusal::TooMany { field: "sheets", most: MOST_SHEETS }.into());
        }
        if !usize::try_from(now.handed_out).is_ok_and(|most| fit(now.sheets, most)) {
            return Err(Refusal::SurveyOver { field: "sheets", most: now.handed_out }.into());
        }
        let asked = survey::questions(tx, self.round).await?;
        let mut sheets = Vec::with_capacity(self.sheets.len());
        for (typed, id) in self.sheets.iter().zip(new) {
            sheets.push(typed.sheet(tx, (&found, &asked), (*id, today)).await?);
        }
        let first = typed + 1;
        tx.go_on(Subject::Survey, self.round).await?;
        let rows: Vec<SheetRow<'_>> = (first..).zip(&sheets).map(|(no, sheet)| SheetRow { no, sheet }).collect();
        survey::add_sheets(tx, &found.grant, self.round, &rows);
        for sheet in sheets {
            tx.append(Subject::Survey, self.round, today, SurveyEvent::SheetAdded { sheet }.into())?;
        }
        Ok(())
    }
}

/// Takes out a sheet that was typed by mistake (nhập nhầm); it keeps its number and stays visible. One that was typed wrong is struck
/// and typed anew. Refused where its words became an opinion of the round that stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StrikeSheet {
    /// The round.
    pub round: i64,
    /// The sheet.
    pub sheet: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for StrikeSheet {
    const NAME: &'static str = "survey.strike_sheet";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (found, now) = surveyed(tx, self.round, &[RoundState::Open, RoundState::Closed]).await?;
        let known = now.sheets.iter().find(|it| it.sheet.sheet == self.sheet).ok_or(Refusal::NotThere)?;
        if known.struck {
            return Err(Refusal::AlreadyStruck.into());
        }
        let of_sheet = now.taken.iter().filter(|((sheet, _), _)| *sheet == self.sheet);
        let stands = |opinion: i64| found.now.standing().any(|it| it.gathered.opinion == opinion);
        if of_sheet.into_iter().any(|(_, opinion)| stands(*opinion)) {
            return Err(Refusal::SurveyTaken.into());
        }
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        let today = tx.today();
        survey::strike_sheet(tx, &found.grant, self.round, self.sheet);
        let struck = SurveyEvent::SheetStruck { sheet: self.sheet, reason };
        tx.append(Subject::Survey, self.round, today, struck.into())?;
        Ok(())
    }
}
