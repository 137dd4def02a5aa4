//! What was asked in a case and what was answered, point by point.

use domain::correction::{Effective, effective};
use domain::day::Day;
use domain::reply::lapsed_on;
use store::case::PointRow;

use super::standing::Facts;
use super::{file, said, within};
use crate::look::case::{Answer as Given, Point};
use crate::look::{Shell, Status};
use crate::page::Halt;

/// What was asked and answered, point by point.
pub(super) fn all(shell: &Shell, facts: &Facts, grounds: &[(i64, String)]) -> Result<Vec<Point>, Halt> {
    facts.points.iter().map(|point| asked_and_answered(shell, facts, point, grounds)).collect()
}

fn asked_and_answered(
    shell: &Shell,
    facts: &Facts,
    point: &PointRow,
    grounds: &[(i64, String)],
) -> Result<Point, Halt> {
    let (reply, body) = point.reply.unwrap_or_default();
    let attach = if reply == 0 { String::new() } else { file::attach(facts, body, (reply, point.id))? };
    let answer = given(shell, facts, point, grounds).map(|answer| Given { attach, ..answer });
    let elsewhere = if answer.is_none() { within::elsewhere(shell, facts, point.id) } else { None };
    let known = effective(&facts.history);
    let former = point.former.iter().enumerate().filter_map(|(at, former)| {
        // A reason is kept of the newest answer that gave one.
        let grounds = if point.result.is_none() && at == 0 { grounds } else { &[] };
        let lapsed = lapsed(shell, &known, former);
        given(shell, facts, former, grounds).map(|answer| Given { lapsed, ..answer })
    });
    Ok(Point { id: point.id, number: point.no, asked: said(shell, point), answer, elsewhere, former: former.collect() })
}

/// That an answer is no longer in force, and since which reopening.
pub(crate) fn lapsed(shell: &Shell, known: &[Effective<'_>], former: &PointRow) -> String {
    let on = former.reply.and_then(|(reply, _)| lapsed_on(known, reply)).map(Day::vn).unwrap_or_default();
    shell.ta("answer-lapsed", &[("day", &on)])
}

fn given(shell: &Shell, facts: &Facts, point: &PointRow, grounds: &[(i64, String)]) -> Option<Given> {
    let of = (point.reply.unwrap_or_default().0, point.id);
    point.result.as_deref().map(|result| Given {
        text: point.answer.clone().unwrap_or_default(),
        body: match (&point.speaker, &point.post) {
            (Some(name), Some(post)) => format!("{name}, {}", shell.of("post", post)),
            (Some(typed), None) => typed.clone(),
            _ => point.body_name.clone().unwrap_or_default(),
        },
        on: point.answered_on.map(Day::vn).unwrap_or_default(),
        on_the_spot: point.session.is_some(),
        paper: point.paper.clone().unwrap_or_default(),
        result: Status::result(shell.lang, result),
        detail: point.by_on.map(Day::vn).unwrap_or_default(),
        ground: ground(point, grounds),
        evidence: point.evidence.clone().unwrap_or_default(),
        files: file::lines(shell, &facts.dossier.files, &format!("/cases/{}", facts.row.id), of),
        attach: String::new(),
        lapsed: String::new(),
    })
}

/// Why a point can't be done, where that is its answer in force.
pub(crate) fn ground(point: &PointRow, grounds: &[(i64, String)]) -> String {
    let cannot = point.result.as_deref() == Some("cannot_be_done");
    let ground = grounds.iter().find(|(id, _)| cannot && *id == point.id);
    ground.map(|(_, words)| words.clone()).unwrap_or_default()
}
