//! The sheets of a survey, and what they come to: how often each choice was chosen, by how many; open words.

use std::collections::BTreeMap;

use crate::reader::Read;
use crate::sql::{Page, page};
use crate::submission::{KEPT, is_kept};
use crate::{Error, args};

/// What the sheets of a survey come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summed {
    /// Sheets that answer a question, by question.
    pub valid: BTreeMap<i64, i64>,
    /// How often a choice was chosen, by choice.
    pub chosen: BTreeMap<i64, i64>,
}

/// What the sheets that stand come to.
pub async fn summed(read: &mut dyn Read, round: i64) -> Result<Summed, Error> {
    let mut summed = Summed::default();
    let rows = read
        .rows(
            "SELECT a.question_id, count(DISTINCT a.sheet_id) FROM survey_sheets s JOIN survey_answers a ON a.sheet_id = s.id
             WHERE s.gathering_id = $1 AND s.state = 'open' GROUP BY a.question_id ORDER BY a.question_id",
            &args![round],
        )
        .await?;
    for row in &rows {
        summed.valid.insert(row.get(0)?, row.get(1)?);
    }
    let rows = read
        .rows(
            "SELECT a.choice_id, count(*) FROM survey_sheets s JOIN survey_answers a ON a.sheet_id = s.id
             WHERE s.gathering_id = $1 AND s.state = 'open' AND a.choice_id IS NOT NULL
             GROUP BY a.choice_id ORDER BY a.choice_id",
            &args![round],
        )
        .await?;
    for row in &rows {
        summed.chosen.insert(row.get(0)?, row.get(1)?);
    }
    Ok(summed)
}

/// By what the answers are broken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Down {
    /// By village.
    Village,
    /// By group of people.
    Group,
}

/// A part of the sheets: those of a village, or of a group of people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartOf {
    /// The name of the village, or a word of [`domain::survey::PeopleGroup`].
    pub name: String,
    /// How many sheets.
    pub sheets: i64,
    /// How often they chose each choice.
    pub chosen: BTreeMap<i64, i64>,
}

/// The sheets that stand by village or by group, those that name none left out. Whether a part may be shown is decided by
/// [`domain::survey::shown`].
pub async fn parts(read: &mut dyn Read, round: i64, down: Down) -> Result<Vec<PartOf>, Error> {
    let (key, name, join) = match down {
        Down::Village => ("CAST(s.territory_id AS TEXT)", "l.name", "JOIN territories l ON l.id = s.territory_id"),
        Down::Group => ("s.people_group", "s.people_group", ""),
    };
    let counted = format!(
        "SELECT {key}, {name}, count(*) FROM survey_sheets s {join}
         WHERE s.gathering_id = $1 AND s.state = 'open' AND {key} IS NOT NULL GROUP BY {key}, {name} ORDER BY 1"
    );
    let mut parts: BTreeMap<String, PartOf> = BTreeMap::new();
    for row in &read.rows(&counted, &args![round]).await? {
        parts.insert(row.get(0)?, PartOf { name: row.get(1)?, sheets: row.get(2)?, chosen: BTreeMap::new() });
    }
    let chosen = format!(
        "SELECT {key}, a.choice_id, count(*) FROM survey_sheets s JOIN survey_answers a ON a.sheet_id = s.id
         WHERE s.gathering_id = $1 AND s.state = 'open' AND {key} IS NOT NULL AND a.choice_id IS NOT NULL
         GROUP BY {key}, a.choice_id ORDER BY 1, 2"
    );
    for row in &read.rows(&chosen, &args![round]).await? {
        let of: String = row.get(0)?;
        if let Some(part) = parts.get_mut(&of) {
            part.chosen.insert(row.get(1)?, row.get(2)?);
        }
    }
    Ok(parts.into_values().collect())
}

/// Words that were written as an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsRow {
    /// The sheet.
    pub sheet: i64,
    /// Its number.
    pub no: i64,
    /// The question.
    pub question: i64,
    /// The village, where it was asked.
    pub territory: Option<i64>,
    /// The text.
    pub text: i64,
    /// The words; nothing once erased, and while they are kept from everybody.
    pub words: Option<String>,
    /// The number in the round of the opinion that they became and that stands.
    pub opinion: Option<i64>,
}

/// The words, kept from everybody on their sheet or as what was raised with them.
fn statement() -> String {
    format!(
        "SELECT s.id, s.no, a.question_id, s.territory_id, x.id,
                CASE WHEN a.kept = 1 OR b.text_id = {KEPT} OR {} THEN NULL ELSE x.body END, o.no
         FROM survey_sheets s JOIN survey_answers a ON a.sheet_id = s.id JOIN texts x ON x.id = a.text_id
         LEFT JOIN gathering_opinions o ON o.id = a.opinion_id AND o.state <> 'struck'
         LEFT JOIN submissions b ON b.id = o.submission_id",
        is_kept("x")
    )
}

fn words_row(row: &crate::Row) -> Result<WordsRow, Error> {
    Ok(WordsRow {
        sheet: row.get(0)?,
        no: row.get(1)?,
        question: row.get(2)?,
        territory: row.get(3)?,
        text: row.get(4)?,
        words: row.get(5)?,
        opinion: row.get(6)?,
    })
}

/// What was written in answer to a question, by text, from after that text on: whoever reads it is told no number of a sheet.
pub async fn words(
    read: &mut dyn Read,
    (round, question): (i64, i64),
    after: i64,
    size: usize,
) -> Result<Page<WordsRow>, Error> {
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let sql = format!(
        "{} WHERE s.gathering_id = $1 AND s.state = 'open' AND a.question_id = $2 AND x.id > $3 ORDER BY x.id LIMIT $4",
        statement()
    );
    page(&read.rows(&sql, &args![round, question, after, limit]).await?, size, words_row)
}

/// What was written on a sheet in answer to a question.
pub async fn words_of(read: &mut dyn Read, sheet: i64, question: i64) -> Result<Option<WordsRow>, Error> {
    let sql = format!("{} WHERE s.id = $1 AND a.question_id = $2 AND s.state = 'open'", statement());
    read.row(&sql, &args![sheet, question]).await?.as_ref().map(words_row).transpose()
}

/// The number of a sheet of a round.
pub async fn number(read: &mut dyn Read, round: i64, sheet: i64) -> Result<Option<i64>, Error> {
    let sql = "SELECT no FROM survey_sheets WHERE id = $1 AND gathering_id = $2";
    read.row(sql, &args![sheet, round]).await?.map(|row| row.get(0)).transpose()
}

/// How many sheets of a survey were typed, those typed by mistake among them.
pub async fn typed(read: &mut dyn Read, round: i64) -> Result<i64, Error> {
    let sql = "SELECT count(*) FROM survey_sheets WHERE gathering_id = $1";
    read.row(sql, &args![round]).await?.map_or(Ok(0), |row| row.get(0))
}

/// A sheet in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLine {
    /// Its id.
    pub id: i64,
    /// Its number.
    pub no: i64,
    /// The name of its village, where it was asked.
    pub village: Option<String>,
    /// A word of [`domain::survey::PeopleGroup`], where it was asked.
    pub group: Option<String>,
    /// Whether it was typed by mistake.
    pub struck: bool,
    /// How many questions it answers.
    pub answers: i64,
}

/// The sheets of a survey, the last first, from before the number on; those typed by mistake among them.
pub async fn list(read: &mut dyn Read, round: i64, before: Option<i64>, size: usize) -> Result<Page<SheetLine>, Error> {
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            "SELECT s.id, s.no, l.name, s.people_group, s.state,
                    (SELECT count(DISTINCT a.question_id) FROM survey_answers a WHERE a.sheet_id = s.id)
             FROM survey_sheets s LEFT JOIN territories l ON l.id = s.territory_id
             WHERE s.gathering_id = $1 AND s.no < $2 ORDER BY s.no DESC LIMIT $3",
            &args![round, before.unwrap_or(i64::MAX), limit],
        )
        .await?;
    page(&rows, size, |row| {
        Ok(SheetLine {
            id: row.get(0)?,
            no: row.get(1)?,
            village: row.get(2)?,
            group: row.get(3)?,
            struck: row.get::<String>(4)? == "struck",
            answers: row.get(5)?,
        })
    })
}
