//! What is done on the page of a survey.

use acts::survey::{
    AddQuestion, Count, CountTyped, Describe, DropQuestion, KeepWords, QuestionTyped, StrikeCount, TakeWords,
};
use axum::extract::Path;
use axum::response::Response;
use domain::event::Kind;
use domain::permission::Act;
use domain::refusal::Refusal;
use domain::survey::QuestionKind;
use store::grant::Of;

use super::{href, wrong};
use crate::page::{Halt, Reading, Sent, go};

pub(super) fn record(id: i64) -> (Act, Of) {
    (Act::GatheringRecord, Of::Gathering(id))
}

/// `POST /gatherings/{id}/survey`.
pub(crate) async fn describe(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent
        .act(record(id), |form| Describe {
            round: id,
            version: form.version(),
            title: form.words("survey_title"),
            purpose: form.text("purpose"),
            from_on: form.day("from_on"),
            to_on: form.day("to_on"),
            handed_out: form.number("handed_out"),
        })
        .await;
    match done {
        Ok(()) => Ok(go(&format!("{}?said=survey-described", href(id)))),
        Err(stop) => wrong(sent, id, "describe", stop).await,
    }
}

/// `POST /gatherings/{id}/survey/questions`: one more, at its place among those that are there.
pub(crate) async fn add_question(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent
        .act(record(id), |form| {
            let place = match form.typed().value("question_place").trim() {
                "" => Ok(None),
                typed => typed.parse().map(Some).map_err(|_| Refusal::Unreadable { field: "question_place" }),
            };
            let place = form.take(place, None);
            AddQuestion { round: id, version: form.version(), question: question(form), place }
        })
        .await;
    match done {
        Ok(()) => Ok(go(&format!("{}?said=survey-questions-set#ask", href(id)))),
        Err(stop) => wrong(sent, id, "question", stop).await,
    }
}

fn question(form: &mut Reading<'_>) -> QuestionTyped {
    let lines = form.text("survey_choices");
    let choices = lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    QuestionTyped {
        words: form.words("survey_question"),
        kind: form.one_of("question_kind", QuestionKind::parse, QuestionKind::Open),
        choices,
    }
}

/// `POST /gatherings/{id}/survey/drop-question`.
pub(crate) async fn drop_question(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent
        .act(record(id), |form| DropQuestion { round: id, version: form.version(), question: form.number("dropped") })
        .await;
    match done {
        Ok(()) => Ok(go(&format!("{}?said=survey-questions-set", href(id)))),
        Err(stop) => wrong(sent, id, "drop", stop).await,
    }
}

/// `POST /gatherings/{id}/survey/count`.
pub(crate) async fn count(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent
        .act(record(id), |form| Count {
            round: id,
            question: form.number("counted"),
            typed: CountTyped { returned: form.number("returned"), valid: form.number("valid"), cells: cells(form) },
            document: form.words("document"),
            happened_on: form.day("happened_on"),
            reason: form.text("reason"),
        })
        .await;
    match done {
        Ok(()) => Ok(go(&format!("{}?said=survey-counted#results", href(id)))),
        Err(stop) => wrong(sent, id, "count", stop).await,
    }
}

/// What was typed for the choices; one that was left empty was chosen by nobody.
fn cells(form: &mut Reading<'_>) -> Vec<(i64, i64)> {
    let typed: Option<Vec<(i64, i64)>> = form
        .typed()
        .values
        .iter()
        .filter_map(|(name, values)| Some((name.strip_prefix("cell-")?, values.last()?.trim())))
        .map(|(choice, typed)| {
            let count = if typed.is_empty() { 0 } else { typed.parse().ok()? };
            Some((choice.parse().ok()?, count))
        })
        .collect();
    form.take(typed.ok_or(Refusal::Unreadable { field: "cells" }), Vec::new())
}

/// `POST /gatherings/{id}/survey/strike-count`.
pub(crate) async fn strike_count(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent
        .act(record(id), |form| StrikeCount {
            round: id,
            question: form.number("counted"),
            reason: form.words("reason"),
        })
        .await;
    match done {
        Ok(()) => Ok(go(&format!("{}?said=survey-count-struck#results", href(id)))),
        Err(stop) => wrong(sent, id, "uncount", stop).await,
    }
}

/// `POST /gatherings/{id}/survey/take`: what was written becomes an opinion of the round.
pub(crate) async fn take(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let parse = |typed: &str| Kind::ALL.into_iter().find(|kind| kind.as_str() == typed);
    let done = sent
        .act(record(id), |form| TakeWords {
            round: id,
            sheet: form.number("sheet"),
            question: form.number("answered"),
            theme: form.choice("theme"),
            field: form.text("field"),
            kind: form.one_of("kind", parse, Kind::Recommendation),
            no_denunciation: form.typed().chosen("no_denunciation", "yes"),
        })
        .await;
    match done {
        Ok(()) => Ok(go(&format!("{}?said=survey-taken#results", href(id)))),
        Err(stop) => wrong(sent, id, "take", stop).await,
    }
}

/// `POST /gatherings/{id}/survey/keep`: what was written is kept from everybody.
pub(crate) async fn keep(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent
        .act(record(id), |form| KeepWords { round: id, sheet: form.number("sheet"), question: form.number("answered") })
        .await;
    match done {
        Ok(()) => Ok(go(&format!("{}?said=survey-kept#results", href(id)))),
        Err(stop) => wrong(sent, id, "keep", stop).await,
    }
}
