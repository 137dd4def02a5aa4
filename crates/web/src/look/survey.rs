//! The survey of a round of gathering: its page with what it comes to, and the page on which its sheets are typed.

use askama::Template;

use super::form::{Choice, FormState};
use super::shell::Shell;

/// A choice with how often it was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChoiceLine {
    /// Its id.
    pub id: i64,
    /// Its words.
    pub words: String,
    /// How often.
    pub count: i64,
    /// Of those who answered the question; empty while nobody did.
    pub share: String,
}

/// Words that were written as an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WordsLine {
    /// The sheet.
    pub sheet: i64,
    /// Its number, for who may record.
    pub number: Option<i64>,
    /// The words.
    pub words: String,
    /// Whether the words are there, neither erased nor kept from everybody.
    pub stands: bool,
    /// The opinion of the round that they became, one line; empty while they are none.
    pub opinion: String,
}

/// A question with what it comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuestionBlock {
    /// Its id.
    pub id: i64,
    /// Its words.
    pub words: String,
    /// How it is answered.
    pub kind: String,
    /// Whether it is answered in one's own words.
    pub open: bool,
    /// Whether one choice is made.
    pub single: bool,
    /// How many answered it, one line; from which paper, where it was counted by hand.
    pub answered: String,
    /// Whether it was counted by hand.
    pub counted: bool,
    /// Its choices.
    pub choices: Vec<ChoiceLine>,
    /// What was written, the first of it.
    pub written: Vec<WordsLine>,
    /// The address of more of it.
    pub more: Option<String>,
}

/// The answers by village or by group of people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Breakdown {
    /// Its title.
    pub title: String,
    /// The parts: name, and how many sheets.
    pub parts: Vec<(String, i64)>,
    /// For each choice its question and words, and how often each part chose it.
    pub rows: Vec<(String, Vec<i64>)>,
    /// What is said of those that are not shown; empty where all are.
    pub kept_back: String,
}

/// A form of the page that is open, or that was wrong.
#[derive(Debug, Clone, Default)]
pub struct SurveyForm {
    /// What it is called: `describe`, `question`, `count`, `take`, `keep`, `sheet`, `strike`, `uncount`.
    pub form: String,
    /// What was typed.
    pub state: FormState,
}

/// `GET /gatherings/{id}/survey`.
#[derive(Debug, Clone, Template)]
#[template(path = "survey.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the reader and the survey")]
pub struct SurveyPage {
    /// The frame.
    pub shell: Shell,
    /// The round.
    pub id: i64,
    /// The version of the survey; 0 where there is none yet.
    pub version: i64,
    /// The dialogue that the round is for.
    pub round: String,
    /// The title of the survey; empty where there is none yet.
    pub title: String,
    /// The body that gathers.
    pub gatherer: String,
    /// What is said of it, one line each: label and words.
    pub facts: Vec<(String, String)>,
    /// Whether the reader changes it.
    pub changing: bool,
    /// Whether the reader types sheets.
    pub typing: bool,
    /// Whether the reader may record in the round, whatever its state.
    pub recording: bool,
    /// Whether its questions can change.
    pub draft: bool,
    /// Its questions.
    pub questions: Vec<QuestionBlock>,
    /// The answers by group and by village.
    pub breakdowns: Vec<Breakdown>,
    /// What the lists offer: kinds of question, themes, fields, kinds of submission.
    pub kinds: Vec<Choice>,
    /// The themes of the round.
    pub themes: Vec<Choice>,
    /// The fields of work.
    pub fields: Vec<Choice>,
    /// The kinds of submission.
    pub submissions: Vec<Choice>,
    /// The question that is counted by hand in the form.
    pub counting: Option<QuestionBlock>,
    /// The words that are taken in the form.
    pub taking: Option<(i64, WordsLine)>,
    /// The words that are to be kept from everybody.
    pub keeping: Option<(i64, WordsLine)>,
    /// What the form that describes it begins with.
    pub described: FormState,
    /// What the other forms begin with.
    pub proposed: FormState,
    /// The form that was wrong.
    pub wrong: Option<SurveyForm>,
}

impl SurveyPage {
    /// The form of an act: the wrong one where it is this one, else the proposed one.
    pub fn form(&self, form: &str) -> &FormState {
        match &self.wrong {
            Some(wrong) if wrong.form == form => &wrong.state,
            _ if form == "describe" => &self.described,
            _ => &self.proposed,
        }
    }
}

/// A sheet in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetLine {
    /// Its id.
    pub id: i64,
    /// Its number.
    pub number: i64,
    /// Village, group, how many answers: one line.
    pub line: String,
    /// Whether it was typed by mistake.
    pub struck: bool,
}

/// `GET /gatherings/{id}/survey/sheets`.
#[derive(Debug, Clone, Template)]
#[template(path = "survey-sheets.html")]
pub struct SheetsPage {
    /// The frame.
    pub shell: Shell,
    /// The round.
    pub id: i64,
    /// The title of the survey.
    pub title: String,
    /// The number of the sheet that was recorded just now.
    pub added: Option<i64>,
    /// How many sheets stand, of how many: one line.
    pub so_far: String,
    /// Whether the reader types sheets.
    pub typing: bool,
    /// Whether the reader strikes them.
    pub changing: bool,
    /// The questions that are typed: those that were counted by hand are not.
    pub questions: Vec<QuestionBlock>,
    /// The villages.
    pub villages: Vec<Choice>,
    /// The groups of people.
    pub groups: Vec<Choice>,
    /// The form of the next sheet.
    pub form: FormState,
    /// Its sheets, the last first.
    pub sheets: Vec<SheetLine>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// The sheet that is being struck, and its form.
    pub striking: Option<(i64, i64, FormState)>,
}

impl SheetsPage {
    /// The name of the field in which a question is answered.
    pub fn field(&self, question: &QuestionBlock) -> String {
        format!("answer-{}", question.id)
    }
}
