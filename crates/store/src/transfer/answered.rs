//! The letters by which the receivers of transfers answer, point by point.

use domain::correction::{effective, struck_by};
use domain::day::Day;
use domain::event::{CaseEvent, Event, PointResult, Recorded};

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// A letter of the receiver to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewAnswer<'a> {
    /// The event by which it was recorded.
    pub event: i64,
    /// The transfer.
    pub transfer: i64,
    /// The date on the paper.
    pub on: Day,
    /// Number of the paper; may be empty.
    pub number: &'a str,
    /// The text of who signed it.
    pub signer: Option<i64>,
    /// The text of what it says of all points.
    pub words: Option<i64>,
}

/// What such a letter says of a point, to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewAnswerPoint<'a> {
    /// The point.
    pub point: i64,
    /// The word of what came of it; none where only a letter came.
    pub result: Option<&'a str>,
    /// The day promised.
    pub by_on: Option<Day>,
    /// The text of what it says of the point.
    pub words: Option<i64>,
    /// The text of why it can't be done.
    pub ground: Option<i64>,
}

/// Keeps a letter of the receiver and what it says of points.
pub fn add_answer(tx: &mut Tx, _: &Grant, new: &NewAnswer<'_>, points: &[NewAnswerPoint<'_>]) {
    tx.put(
        "INSERT INTO transfer_answers (event_id, transfer_id, answered_on, number, signer_text_id, text_id)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![new.event, new.transfer, new.on, new.number, new.signer, new.words],
    );
    tx.put_rows(
        "transfer_answer_points",
        "event_id, case_point_id, result, by_on, text_id, ground_text_id",
        points.iter().map(|it| args![new.event, it.point, it.result, it.by_on, it.words, it.ground].to_vec()).collect(),
    );
}

/// Sets the day of such a letter, as corrected, and whether it was recorded by mistake.
pub fn set_answer(tx: &mut Tx, _: &Grant, event: i64, on: Day, struck: bool) {
    tx.put("UPDATE transfer_answers SET answered_on = $2, struck = $3 WHERE event_id = $1", args![event, on, struck]);
}

/// A letter of the receiver of a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRow {
    /// The event by which it was recorded.
    pub event: i64,
    /// The transfer.
    pub transfer: i64,
    /// The date on the paper.
    pub on: Day,
    /// Number of the paper; may be empty.
    pub number: String,
    /// Who signed it; nothing when not said, and once erased.
    pub signer: Option<String>,
    /// What it says of all points; nothing when not said, and once erased.
    pub words: Option<String>,
    /// Recorded by mistake.
    pub struck: bool,
}

/// What such a letter says of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerPointRow {
    /// The event by which the letter was recorded.
    pub event: i64,
    /// The point.
    pub point: i64,
    /// The word of what came of it; none where only a letter came.
    pub result: Option<String>,
    /// The day promised.
    pub by_on: Option<Day>,
    /// What it says of the point.
    pub words: Option<String>,
    /// Why it can't be done.
    pub ground: Option<String>,
}

/// What of the letters to a case is not what its events say, one sentence each.
pub(crate) async fn differences(read: &mut dyn Read, case: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let known = effective(events);
    let mut told = Vec::new();
    for recorded in events {
        let Event::Case(CaseEvent::TransferReplied { transfer, points, .. }) = &recorded.event else { continue };
        let on = known.iter().find(|event| event.recorded.id == recorded.id).map_or(recorded.happened_on, |it| it.on);
        let struck = struck_by(events, recorded.id).is_some();
        for answer in points {
            let result = answer.result.as_ref().map(|it| it.as_str().to_owned());
            let by_on = answer.result.as_ref().and_then(|it| match it {
                PointResult::Promised { by_on } => Some(*by_on),
                _ => None,
            });
            told.push((recorded.id, answer.point, *transfer, on, struck, result, by_on));
        }
    }
    told.sort();
    let rows = read
        .rows(
            "SELECT a.event_id, p.case_point_id, a.transfer_id, a.answered_on, a.struck, p.result, p.by_on
             FROM transfers t JOIN transfer_answers a ON a.transfer_id = t.id
             JOIN transfer_answer_points p ON p.event_id = a.event_id
             WHERE t.case_id = $1 ORDER BY a.event_id, p.case_point_id",
            &args![case],
        )
        .await?;
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        kept.push((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?));
    }
    Ok(if kept == told {
        Vec::new()
    } else {
        vec![format!("case {case}: answers of transfers are not those of its events")]
    })
}
