//! What can happen to the survey of a round of gathering.

use serde::{Deserialize, Serialize};

use super::json::acts;
use crate::day::Day;
use crate::survey::{PeopleGroup, QuestionKind};
use crate::text::TextRef;

acts! {
    /// What happened to a survey. It has the id of the round that it belongs to, and is of the body that gathers.
    pub enum SurveyEvent {
        /// What it is was written, all of it: at first, and again.
        "survey.described" 1 => Described {
            /// The body that gathers.
            organisation: i64,
            /// Its title.
            title: TextRef,
            /// What it is for, where that was written.
            purpose: Option<TextRef>,
            /// The first day on which people are asked.
            from_on: Day,
            /// The last day.
            to_on: Day,
            /// How many sheets were handed out.
            handed_out: i64,
        },
        /// Its questions, all of them anew and in their order.
        "survey.questions_set" 1 => QuestionsSet { questions: Vec<SurveyQuestion> },
        /// A sheet that came back was typed.
        "survey.sheet_added" 1 => SheetAdded { sheet: SurveySheet },
        /// A sheet was typed by mistake.
        "survey.sheet_struck" 1 => SheetStruck {
            /// The sheet.
            sheet: i64,
            /// Why.
            reason: TextRef,
        },
        /// The answers to a question were counted by hand, on a paper of the day of this event; again where they were counted wrong.
        "survey.counted" 1 => Counted { count: SurveyCount },
        /// What was counted of a question was recorded by mistake.
        "survey.count_struck" 1 => CountStruck {
            /// The question.
            question: i64,
            /// Why.
            reason: TextRef,
        },
        /// The words of an answer became an opinion of the round.
        "survey.words_taken" 1 => WordsTaken {
            /// The sheet.
            sheet: i64,
            /// The question.
            question: i64,
            /// The opinion.
            opinion: i64,
        },
        /// The words of an answer are kept from everybody: they turned out to be a denunciation, or to name somebody.
        "survey.words_kept" 1 => WordsKept {
            /// The sheet.
            sheet: i64,
            /// The question.
            question: i64,
        },
    }
}

/// A question of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyQuestion {
    /// The question.
    pub question: i64,
    /// Its words.
    pub text: TextRef,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What can be chosen, in order; nothing where it is answered in one's own words.
    pub choices: Vec<SurveyChoice>,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyChoice {
    /// The choice.
    pub choice: i64,
    /// Its words.
    pub text: TextRef,
}

/// A sheet that came back. Nobody's name belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveySheet {
    /// The sheet.
    pub sheet: i64,
    /// The village, where it was asked.
    pub territory: Option<i64>,
    /// The group of people, where it was asked.
    pub group: Option<PeopleGroup>,
    /// Its answers, in the order of the questions; a question without an answer has none.
    pub answers: Vec<SurveyAnswer>,
    /// Its words look like a denunciation, and whoever typed them said that they are none.
    pub held_none: bool,
}

/// An answer on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyAnswer {
    /// The question.
    pub question: i64,
    /// What was chosen.
    pub choices: Vec<i64>,
    /// What was written.
    pub words: Option<TextRef>,
}

/// The answers to a question as they were counted by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyCount {
    /// The question.
    pub question: i64,
    /// How many sheets came back.
    pub returned: i64,
    /// How many of them are valid for this question.
    pub valid: i64,
    /// For each choice how often it was chosen.
    pub cells: Vec<SurveyCell>,
    /// What names the paper.
    pub document: TextRef,
    /// Why it was counted again, where it was.
    pub reason: Option<TextRef>,
}

/// How often a choice was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyCell {
    /// The choice.
    pub choice: i64,
    /// How often.
    pub count: i64,
}

impl SurveyEvent {
    /// What was written beside it; what stands on sheets and in questions is on the survey itself.
    pub const fn words(&self) -> Option<&TextRef> {
        match self {
            Self::SheetStruck { reason, .. } | Self::CountStruck { reason, .. } => Some(reason),
            Self::Counted { count } => match &count.reason {
                Some(reason) => Some(reason),
                None => Some(&count.document),
            },
            _ => None,
        }
    }
}
