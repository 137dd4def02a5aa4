//! The rows of surveys beside their events.

use std::collections::BTreeSet;

use domain::day::Day;
use domain::event::Recorded;
use domain::survey::Survey;

use crate::reader::Read;
use crate::{Error, args};

/// What of the rows of a survey is not what its events say.
pub(super) async fn survey(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let row = read
        .row(
            "SELECT v.title_text_id, v.purpose_text_id, v.from_on, v.to_on, v.handed_out, g.organisation_id
             FROM surveys v JOIN gatherings g ON g.id = v.gathering_id WHERE v.gathering_id = $1",
            &args![id],
        )
        .await?;
    let (Some(row), Some(now)) = (row, Survey::by(events)) else {
        return Ok(vec![format!("survey {id}: has no row or no founding event")]);
    };
    let mut problems = Vec::new();
    let mut same = |column: &str, agrees: bool| {
        if !agrees {
            problems.push(format!("survey {id}: {column} is not that of its events"));
        }
    };
    same("title_text_id", row.get::<i64>(0)? == now.title.id);
    same("purpose_text_id", row.get::<Option<i64>>(1)? == now.purpose.as_ref().map(|text| text.id));
    same("from_on", row.get::<Day>(2)? == now.from_on);
    same("to_on", row.get::<Day>(3)? == now.to_on);
    same("handed_out", row.get::<i64>(4)? == now.handed_out);
    same("organisation_id", row.get::<i64>(5)? == now.organisation);
    same("a question", questions(read, id).await? == told_questions(&now));
    same("a sheet", sheets(read, id).await? == told_sheets(&now));
    same("an answer", answers(read, id).await? == told_answers(&now));
    same("what was counted", counts(read, id).await? == told_counts(&now));
    Ok(problems)
}

/// Question, its text and kind, and its choices, each with its text.
type Asked = (i64, i64, String, Vec<(i64, i64)>);

async fn questions(read: &mut dyn Read, id: i64) -> Result<Vec<Asked>, Error> {
    let rows = read
        .rows(
            "SELECT q.id, q.text_id, q.kind, c.id, c.text_id FROM survey_questions q
             LEFT JOIN survey_choices c ON c.question_id = q.id
             WHERE q.gathering_id = $1 AND q.position > 0 ORDER BY q.position, c.position",
            &args![id],
        )
        .await?;
    let mut asked: Vec<Asked> = Vec::new();
    for row in &rows {
        let (question, choice, text): (i64, Option<i64>, Option<i64>) = (row.get(0)?, row.get(3)?, row.get(4)?);
        if asked.last().is_none_or(|last| last.0 != question) {
            asked.push((question, row.get(1)?, row.get(2)?, Vec::new()));
        }
        if let Some(last) = asked.last_mut() {
            last.3.extend(choice.zip(text));
        }
    }
    Ok(asked)
}

fn told_questions(now: &Survey) -> Vec<Asked> {
    let told = now.questions.iter().map(|it| {
        let choices = it.choices.iter().map(|choice| (choice.choice, choice.text.id)).collect();
        (it.question, it.text.id, it.kind.as_str().to_owned(), choices)
    });
    told.collect()
}

/// Sheet, its number, village, group, and whether it stands.
type Kept = (i64, i64, Option<i64>, Option<String>, bool);

async fn sheets(read: &mut dyn Read, id: i64) -> Result<Vec<Kept>, Error> {
    let rows = read
        .rows(
            "SELECT id, no, territory_id, people_group, state FROM survey_sheets WHERE gathering_id = $1 ORDER BY no",
            &args![id],
        )
        .await?;
    let kept =
        |row: &crate::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get::<String>(4)? == "open"));
    rows.iter().map(kept).collect()
}

fn told_sheets(now: &Survey) -> Vec<Kept> {
    let told = (1_i64..).zip(&now.sheets).map(|(no, it)| {
        let group = it.sheet.group.map(|group| group.as_str().to_owned());
        (it.sheet.sheet, no, it.sheet.territory, group, !it.struck)
    });
    told.collect()
}

/// Sheet, question, choice or text, the opinion that it became, and whether it is kept from everybody.
type Answered = (i64, i64, Option<i64>, Option<i64>, Option<i64>, bool);

async fn answers(read: &mut dyn Read, id: i64) -> Result<BTreeSet<Answered>, Error> {
    let rows = read
        .rows(
            "SELECT a.sheet_id, a.question_id, a.choice_id, a.text_id, a.opinion_id, a.kept FROM survey_sheets s
             JOIN survey_answers a ON a.sheet_id = s.id WHERE s.gathering_id = $1 ORDER BY a.sheet_id",
            &args![id],
        )
        .await?;
    let answer = |row: &crate::Row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get::<i64>(5)? == 1))
    };
    rows.iter().map(answer).collect()
}

fn told_answers(now: &Survey) -> BTreeSet<Answered> {
    let mut told = BTreeSet::new();
    for sheet in now.sheets.iter().map(|it| &it.sheet) {
        for it in &sheet.answers {
            told.extend(it.choices.iter().map(|choice| (sheet.sheet, it.question, Some(*choice), None, None, false)));
            let opinion = now.taken.get(&(sheet.sheet, it.question)).copied();
            let kept = now.kept.contains(&(sheet.sheet, it.question));
            told.extend(it.words.iter().map(|words| (sheet.sheet, it.question, None, Some(words.id), opinion, kept)));
        }
    }
    told
}

/// Question, returned, valid, day, paper, and the cells.
type Counted = (i64, i64, i64, Day, i64, BTreeSet<(i64, i64)>);

async fn counts(read: &mut dyn Read, id: i64) -> Result<BTreeSet<Counted>, Error> {
    let rows = read
        .rows(
            "SELECT n.question_id, n.returned, n.valid, n.counted_on, n.document_text_id FROM survey_questions q
             JOIN survey_counts n ON n.question_id = q.id WHERE q.gathering_id = $1 ORDER BY n.question_id",
            &args![id],
        )
        .await?;
    let mut counted = BTreeSet::new();
    for row in &rows {
        let question: i64 = row.get(0)?;
        let cells = read
            .rows(
                "SELECT e.choice_id, e.count FROM survey_choices c JOIN survey_cells e ON e.choice_id = c.id
                 WHERE c.question_id = $1 ORDER BY e.choice_id",
                &args![question],
            )
            .await?;
        let cells = cells.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, Error>>()?;
        counted.insert((question, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, cells));
    }
    Ok(counted)
}

fn told_counts(now: &Survey) -> BTreeSet<Counted> {
    let told = now.counts.values().map(|(on, it)| {
        let cells = it.cells.iter().map(|cell| (cell.choice, cell.count)).collect();
        (it.question, it.returned, it.valid, *on, it.document.id, cells)
    });
    told.collect()
}
