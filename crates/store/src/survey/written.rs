//! Writing the rows of a survey: they follow its events.

use domain::day::Day;
use domain::event::{SurveyCount, SurveyQuestion, SurveySheet};
use domain::survey::Survey;

use crate::args;
use crate::grant::Grant;
use crate::tx::Tx;
use crate::value::Value;

/// Puts what a survey is in force; `new` where the round had none.
pub fn describe(tx: &mut Tx, _: &Grant, round: i64, now: &Survey, new: bool) {
    tx.put("UPDATE gatherings SET version = version + 1 WHERE id = $1", args![round]);
    let args =
        args![round, now.title.id, now.purpose.as_ref().map(|text| text.id), now.from_on, now.to_on, now.handed_out];
    if new {
        tx.put(
            "INSERT INTO surveys (gathering_id, title_text_id, purpose_text_id, from_on, to_on, handed_out, version)
             VALUES ($1, $2, $3, $4, $5, $6, 1)",
            args,
        );
    } else {
        tx.put(
            "UPDATE surveys SET title_text_id = $2, purpose_text_id = $3, from_on = $4, to_on = $5, handed_out = $6,
                    version = version + 1 WHERE gathering_id = $1",
            args,
        );
    }
}

/// Something that goes with the synthesis of the round is otherwise than it was shown. The version of the survey is that of its form
/// and of its questions alone: they may be written while sheets are typed.
fn touch(tx: &mut Tx, round: i64) {
    tx.put("UPDATE gatherings SET version = version + 1 WHERE id = $1", args![round]);
}

/// Puts questions in force in place of those that were there; those of `before` have their rows.
pub fn set_questions(tx: &mut Tx, _: &Grant, round: i64, questions: &[SurveyQuestion], before: &[SurveyQuestion]) {
    touch(tx, round);
    tx.put("UPDATE surveys SET version = version + 1 WHERE gathering_id = $1", args![round]);
    tx.put("UPDATE survey_questions SET position = 0 WHERE gathering_id = $1", args![round]);
    let mut rows = Vec::new();
    let mut choices = Vec::new();
    for (position, it) in (1_i64..).zip(questions) {
        if before.iter().any(|known| known.question == it.question) {
            tx.put("UPDATE survey_questions SET position = $2 WHERE id = $1", args![it.question, position]);
            continue;
        }
        rows.push(args![it.question, round, position, it.text.id, it.kind.as_str()].to_vec());
        choices.extend(
            (1_i64..)
                .zip(&it.choices)
                .map(|(position, choice)| args![choice.choice, it.question, position, choice.text.id].to_vec()),
        );
    }
    tx.put_rows("survey_questions", "id, gathering_id, position, text_id, kind", rows);
    tx.put_rows("survey_choices", "id, question_id, position, text_id", choices);
}

/// A sheet with its number.
#[derive(Clone, Copy, Debug)]
pub struct SheetRow<'a> {
    /// Its number in the survey, from 1.
    pub no: i64,
    /// What stands on it.
    pub sheet: &'a SurveySheet,
}

/// Adds sheets to a survey.
pub fn add_sheets(tx: &mut Tx, _: &Grant, round: i64, new: &[SheetRow<'_>]) {
    touch(tx, round);
    let mut sheets: Vec<Vec<Value>> = Vec::new();
    let mut answers: Vec<Vec<Value>> = Vec::new();
    for SheetRow { no, sheet } in new {
        let group = sheet.group.map(domain::survey::PeopleGroup::as_str);
        sheets.push(args![sheet.sheet, round, *no, sheet.territory, group, "open"].to_vec());
        for answer in &sheet.answers {
            let chosen = answer.choices.iter().map(|choice| (Some(*choice), None));
            let words = answer.words.iter().map(|words| (None, Some(words.id)));
            for (place, (choice, text)) in (1_i64..).zip(chosen.chain(words)) {
                answers.push(args![sheet.sheet, answer.question, place, choice, text, 0_i64].to_vec());
            }
        }
    }
    tx.put_rows("survey_sheets", "id, gathering_id, no, territory_id, people_group, state", sheets);
    tx.put_rows("survey_answers", "sheet_id, question_id, place, choice_id, text_id, kept", answers);
}

/// Takes out a sheet that was typed by mistake.
pub fn strike_sheet(tx: &mut Tx, _: &Grant, round: i64, sheet: i64) {
    touch(tx, round);
    tx.put("UPDATE survey_sheets SET state = 'struck' WHERE id = $1", args![sheet]);
}

/// Puts what was counted by hand of a question in force.
pub fn set_count(tx: &mut Tx, grant: &Grant, round: i64, count: &SurveyCount, on: Day) {
    strike_count(tx, grant, round, count.question);
    tx.put(
        "INSERT INTO survey_counts (question_id, returned, valid, counted_on, document_text_id) VALUES ($1, $2, $3, $4, $5)",
        args![count.question, count.returned, count.valid, on, count.document.id],
    );
    let cells = count.cells.iter().map(|cell| args![cell.choice, cell.count].to_vec()).collect();
    tx.put_rows("survey_cells", "choice_id, count", cells);
}

/// Takes out what was counted by hand of a question; its events keep it.
pub fn strike_count(tx: &mut Tx, _: &Grant, round: i64, question: i64) {
    touch(tx, round);
    tx.put(
        "DELETE FROM survey_cells WHERE choice_id IN (SELECT c.id FROM survey_choices c WHERE c.question_id = $1)",
        args![question],
    );
    tx.put("DELETE FROM survey_counts WHERE question_id = $1", args![question]);
}

/// Says which opinion the words of a sheet became.
pub fn taken(tx: &mut Tx, _: &Grant, round: i64, (sheet, question): (i64, i64), opinion: i64) {
    touch(tx, round);
    tx.put(
        "UPDATE survey_answers SET opinion_id = $3 WHERE sheet_id = $1 AND question_id = $2 AND text_id IS NOT NULL",
        args![sheet, question, opinion],
    );
}

/// Keeps the words of an answer from everybody.
pub fn keep_words(tx: &mut Tx, _: &Grant, round: i64, (sheet, question): (i64, i64)) {
    touch(tx, round);
    tx.put(
        "UPDATE survey_answers SET kept = 1 WHERE sheet_id = $1 AND question_id = $2 AND text_id IS NOT NULL",
        args![sheet, question],
    );
}
