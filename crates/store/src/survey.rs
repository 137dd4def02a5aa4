//! The survey of a round of gathering as it stands now: what it is, its questions, what was counted by hand. Its sheets and what
//! they come to stand in [`sheet`], what writes its rows in `written`.

pub mod sheet;
mod written;

pub use written::{
    SheetRow, add_sheets, describe, keep_words, set_count, set_questions, strike_count, strike_sheet, taken,
};

use std::collections::BTreeMap;

use domain::day::Day;

use crate::reader::Read;
use crate::{Error, args};

/// A survey as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyRow {
    /// Its title; nothing once erased.
    pub title: Option<String>,
    /// What it is for; nothing where that was not written, and once erased.
    pub purpose: Option<String>,
    /// The first day on which people are asked.
    pub from_on: Day,
    /// The last day.
    pub to_on: Day,
    /// How many sheets were handed out.
    pub handed_out: i64,
    /// Version, for changes that must not overwrite another's.
    pub version: i64,
    /// Sheets that stand.
    pub sheets: i64,
    /// Questions that were counted by hand.
    pub counted: i64,
}

impl SurveyRow {
    /// Whether somebody answered: from then on its questions are fixed.
    pub const fn is_answered(&self) -> bool {
        self.sheets > 0 || self.counted > 0
    }
}

/// The survey of a round.
pub async fn find(read: &mut dyn Read, round: i64) -> Result<Option<SurveyRow>, Error> {
    let row = read
        .row(
            "SELECT x.body, y.body, v.from_on, v.to_on, v.handed_out, v.version,
                    (SELECT count(*) FROM survey_sheets s WHERE s.gathering_id = v.gathering_id AND s.state <> 'struck'),
                    (SELECT count(*) FROM survey_questions q JOIN survey_counts c ON c.question_id = q.id
                       WHERE q.gathering_id = v.gathering_id)
             FROM surveys v JOIN texts x ON x.id = v.title_text_id LEFT JOIN texts y ON y.id = v.purpose_text_id
             WHERE v.gathering_id = $1",
            &args![round],
        )
        .await?;
    row.map(|row| {
        Ok(SurveyRow {
            title: row.get(0)?,
            purpose: row.get(1)?,
            from_on: row.get(2)?,
            to_on: row.get(3)?,
            handed_out: row.get(4)?,
            version: row.get(5)?,
            sheets: row.get(6)?,
            counted: row.get(7)?,
        })
    })
    .transpose()
}

/// A question of a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionRow {
    /// Its id.
    pub id: i64,
    /// Its words; nothing once erased.
    pub words: Option<String>,
    /// A word of [`domain::survey::QuestionKind`].
    pub kind: String,
    /// What can be chosen, in order: id and words.
    pub choices: Vec<(i64, Option<String>)>,
    /// What was counted by hand, where it was.
    pub counted: Option<CountRow>,
}

/// What was counted by hand of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountRow {
    /// Sheets that came back.
    pub returned: i64,
    /// Of them, valid for this question.
    pub valid: i64,
    /// The day on the paper.
    pub counted_on: Day,
    /// What names the paper; nothing once erased.
    pub document: Option<String>,
    /// How often each choice was chosen.
    pub cells: BTreeMap<i64, i64>,
}

/// The questions of a survey in their order; at most [`domain::survey::MOST_QUESTIONS`].
pub async fn questions(read: &mut dyn Read, round: i64) -> Result<Vec<QuestionRow>, Error> {
    let rows = read
        .rows(
            "SELECT q.id, x.body, q.kind, c.returned, c.valid, c.counted_on, y.body
             FROM survey_questions q JOIN texts x ON x.id = q.text_id LEFT JOIN survey_counts c ON c.question_id = q.id
             LEFT JOIN texts y ON y.id = c.document_text_id
             WHERE q.gathering_id = $1 AND q.position > 0 ORDER BY q.position",
            &args![round],
        )
        .await?;
    let mut questions = Vec::with_capacity(rows.len());
    for row in &rows {
        let (returned, valid): (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
        let (counted_on, document): (Option<Day>, Option<String>) = (row.get(5)?, row.get(6)?);
        let counted = returned.zip(valid).zip(counted_on).map(|((returned, valid), counted_on)| CountRow {
            returned,
            valid,
            counted_on,
            document,
            cells: BTreeMap::new(),
        });
        questions.push(QuestionRow {
            id: row.get(0)?,
            words: row.get(1)?,
            kind: row.get(2)?,
            choices: Vec::new(),
            counted,
        });
    }
    let rows = read
        .rows(
            "SELECT c.question_id, c.id, x.body, n.count FROM survey_questions q JOIN survey_choices c ON c.question_id = q.id
             JOIN texts x ON x.id = c.text_id LEFT JOIN survey_cells n ON n.choice_id = c.id
             WHERE q.gathering_id = $1 AND q.position > 0 ORDER BY q.position, c.position",
            &args![round],
        )
        .await?;
    for row in &rows {
        let (question, choice, count): (i64, i64, Option<i64>) = (row.get(0)?, row.get(1)?, row.get(3)?);
        if let Some(known) = questions.iter_mut().find(|known| known.id == question) {
            known.choices.push((choice, row.get(2)?));
            if let (Some(counted), Some(count)) = (&mut known.counted, count) {
                counted.cells.insert(choice, count);
            }
        }
    }
    Ok(questions)
}
