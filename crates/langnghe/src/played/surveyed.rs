//! The survey of a round, as the Front sets it up, types its sheets and records what a branch counted by hand.

use acts::survey::{AddSheets, AnswerTyped, Count, CountTyped, Describe, QuestionTyped, SetQuestions, SheetTyped};
use anyhow::Context as _;
use store::survey;

use super::Player;
use super::told::{Gathering, Question, Survey};

impl Player<'_> {
    /// What the survey is, and its questions.
    pub(super) async fn set_up_survey(&mut self, round: &Gathering, told: &Survey) -> anyhow::Result<()> {
        let (by, round) = (self.front()?, self.round(round)?);
        let describe = Describe {
            round,
            version: 0,
            title: told.title.clone(),
            purpose: told.purpose.clone(),
            from_on: told.from_on,
            to_on: told.to_on,
            handed_out: told.handed_out,
        };
        self.act(by, describe).await?;
        let typed =
            |it: &Question| QuestionTyped { words: it.words.clone(), kind: it.kind, choices: it.choices.clone() };
        let questions = told.questions.iter().map(typed).collect();
        self.act(by, SetQuestions { round, version: 1, questions }).await
    }

    /// The sheets that came back, and what was counted by hand.
    pub(super) async fn type_survey(&mut self, round: &Gathering, told: &Survey) -> anyhow::Result<()> {
        let (by, round) = (self.front()?, self.round(round)?);
        let asked = survey::questions(&mut self.store.reader().await?, round).await?;
        for (question, told_of) in asked.iter().zip(&told.questions) {
            let Some((document, returned, valid, cells)) = &told_of.counted else { continue };
            let cells = question.choices.iter().zip(cells).map(|((choice, _), count)| (*choice, *count)).collect();
            let count = Count {
                round,
                question: question.id,
                typed: CountTyped { returned: *returned, valid: *valid, cells },
                document: document.clone(),
                happened_on: told.typed_on,
                reason: String::new(),
            };
            self.act(by, count).await?;
        }
        let mut sheets = Vec::with_capacity(told.sheets.len());
        for (group, village, chosen, words) in &told.sheets {
            let typed: Vec<_> = asked.iter().zip(&told.questions).filter(|(_, it)| it.counted.is_none()).collect();
            let mut answers = Vec::new();
            let mut chosen = chosen.iter();
            for (question, _) in typed {
                let mut answer = AnswerTyped { question: question.id, choices: Vec::new(), words: String::new() };
                if question.choices.is_empty() {
                    answer.words.clone_from(words);
                } else {
                    for at in chosen.next().context("each question has an answer")? {
                        let choice = at.checked_sub(1).and_then(|at| question.choices.get(at));
                        answer.choices.push(choice.context("choices are counted from 1")?.0);
                    }
                }
                answers.push(answer);
            }
            let territory = Some(self.village(village)?);
            sheets.push(SheetTyped { territory, group: Some(*group), answers, no_denunciation: false });
        }
        self.act(by, AddSheets { round, sheets }).await.map(|_| ())
    }
}
