//! What is recorded of a transfer after it was sent: that it arrived, was answered point by point, was given back, and by when it
//! has to be answered. The fields, and how they are read.

use acts::case::SpotResult;
use acts::transfer::{AnswerTransfer, DateTransfer, PointTold};
use domain::refusal::Refusal;
use store::transfer::TransferRow;

use super::super::standing::Facts;
use super::Doing;
use super::typed::{happened_on, needed, text, told, told_way, version};
use crate::case::{RESULTS, said};
use crate::look::Shell;
use crate::look::case_act::{Field, ReplyTo};
use crate::look::form::{Choice, FormState};
use crate::page::typed_day;

/// The word of a result where only a letter came.
const LETTER: &str = "letter";

/// The fields of what is recorded of a transfer, with what is proposed.
pub(super) fn fields(
    shell: &Shell,
    (doing, ways): (Doing, Vec<Choice>),
    facts: &Facts,
    form: &mut FormState,
    fields: &mut Vec<Field>,
) {
    let undated = |row: &&TransferRow| doing != Doing::DateTransfer || row.answer_by.is_none();
    let waiting = facts.dossier.transfers.iter().filter(|row| row.waits()).filter(undated);
    let choices: Vec<Choice> = waiting
        .map(|row| {
            let sent = shell.ta("transfer-sent-on", &[("day", &row.sent_on.vn())]);
            Choice { value: row.id.to_string(), label: row.to_name.clone(), hint: sent }
        })
        .collect();
    if let [only] = choices.as_slice() {
        *form = std::mem::take(form).with("transfer", only.value.clone());
    }
    fields.push(Field::Radios("transfer", choices));
    match doing {
        Doing::Receive => fields.push(Field::Line("proof", "hint-proof")),
        Doing::DateTransfer => fields.push(Field::Date("answer_by", "hint-answer-by-later")),
        Doing::AnswerTransfer => {
            let of = form.value("transfer").parse::<i64>().ok();
            let waits = |id: i64| facts.stands.waiting.iter().any(|it| it.1 == id && of.is_none_or(|of| it.0 == of));
            let points = facts.points.iter().filter(|point| waits(point.id));
            let points = points.map(|point| ReplyTo { id: point.id, number: point.no, asked: said(shell, point) });
            let mut results = RESULTS.map(|(word, _)| Choice::new(word, shell.of("result", word))).to_vec();
            results.push(Choice::new(LETTER, shell.t("result-letter")));
            fields.extend([
                Field::Line("number", "hint-number"),
                Field::Line("signed_by", "hint-signer-outside"),
                Field::Answers(points.collect(), results),
                Field::Lines("answer_whole", "hint-answer-whole"),
                Field::Select("told_way", ways, "told-not-yet"),
            ]);
        }
        _ => fields.push(Field::Lines("reason", "")),
    }
}

/// What the letter of a receiver says of a point; of one that only a letter came.
pub(super) fn point_told(form: &FormState, point: &str) -> Result<PointTold, Refusal> {
    let value = |name: &str| form.value(&format!("{name}-{point}")).to_owned();
    let result = match value("result").as_str() {
        "" => return Err(Refusal::Missing { field: "result" }),
        LETTER => None,
        word => {
            let known = RESULTS.into_iter().find(|(known, _)| *known == word).map(|(_, result)| result);
            Some(known.ok_or(Refusal::NotAChoice { field: "result" })?)
        }
    };
    let told = PointTold {
        point: point.parse().map_err(|_| Refusal::NotAChoice { field: "point" })?,
        result,
        by_on: typed_day("by_on", &value("by_on"))?,
        words: value("answer"),
        ground: value("ground"),
    };
    match told.result {
        Some(SpotResult::Promised) if told.by_on.is_none() => Err(Refusal::Missing { field: "by_on" }),
        Some(SpotResult::CannotBeDone) if told.ground.trim().is_empty() => Err(Refusal::Missing { field: "ground" }),
        _ if told.words.trim().is_empty() && form.value("answer_whole").trim().is_empty() => {
            Err(Refusal::Missing { field: "answer" })
        }
        _ => Ok(told),
    }
}

pub(super) fn answer(case: i64, form: &FormState) -> Result<AnswerTransfer, Refusal> {
    let points = form.values("point").iter().filter(|point| told(form, point));
    Ok(AnswerTransfer {
        case,
        version: version(form)?,
        transfer: needed("transfer", form)?,
        points: points.map(|point| point_told(form, point)).collect::<Result<_, _>>()?,
        number: text(form, "number"),
        signer: text(form, "signed_by"),
        words: text(form, "answer_whole"),
        told: told_way(form)?,
        happened_on: happened_on(form)?,
    })
}

pub(super) fn date(case: i64, form: &FormState) -> Result<DateTransfer, Refusal> {
    Ok(DateTransfer {
        case,
        version: version(form)?,
        transfer: needed("transfer", form)?,
        answer_by: typed_day("answer_by", form.value("answer_by"))?,
        happened_on: happened_on(form)?,
    })
}
