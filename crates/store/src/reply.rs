//! Answers: on the spot in a session, later by letter. In `draft`: those on their way; in `delivery`: how people are told; in
//! `file`: what shows that it was done.

mod delivery;
mod draft;
pub mod file;

pub use delivery::{DeliveryRow, ToTellRow, choose_delivery, deliveries, set_delivery, to_tell};
pub use draft::{
    DraftPointRow, DraftRow, LEFT_OUT, NewDraft, NewDraftPoint, WaitingDraft, add_draft, draft_points, drafts,
    evidence, rewrite_draft, set_draft, waiting,
};

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// An answer to be kept.
#[derive(Clone, Debug)]
pub struct NewReply {
    /// Its id.
    pub id: i64,
    /// The case it answers.
    pub case: i64,
    /// The session in which it was spoken.
    pub session: Option<i64>,
    /// Term of whoever spoke it.
    pub speaker: Option<i64>,
    /// The text of who spoke it, where that is nobody of the posts that are recorded.
    pub named: Option<i64>,
    /// Day on which it was given.
    pub issued_on: Day,
}

/// One point's answer.
#[derive(Clone, Debug)]
pub struct NewReplyPoint<'a> {
    /// The point of the case.
    pub point: i64,
    /// The result's word.
    pub result: &'a str,
    /// Day promised.
    pub by_on: Option<Day>,
    /// The text of the answer's words.
    pub text: i64,
    /// The text of what shows that it was done.
    pub evidence: Option<i64>,
}

/// Keeps an answer and its points; the answering body is the grant's.
pub fn add(tx: &mut Tx, grant: &Grant, new: &NewReply, points: &[NewReplyPoint<'_>]) {
    tx.put(
        "INSERT INTO replies (id, case_id, session_id, organisation_id, speaker_term_id, speaker_text_id, issued_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![new.id, new.case, new.session, grant.organisation, new.speaker, new.named, new.issued_on],
    );
    add_points(tx, new.id, points);
}

/// A reply on paper to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewPaper<'a> {
    /// Its id.
    pub id: i64,
    /// The case it answers.
    pub case: i64,
    /// The body whose reply it is.
    pub body: i64,
    /// The assignment under which that body replies.
    pub assignment: Option<i64>,
    /// Number of the paper; may be empty.
    pub number: &'a str,
    /// Term of whoever signed it.
    pub signer: Option<i64>,
    /// The date on the paper.
    pub issued_on: Day,
}

/// Keeps a reply on paper and its points.
pub fn add_paper(tx: &mut Tx, _: &Grant, new: &NewPaper<'_>, points: &[NewReplyPoint<'_>]) {
    tx.put(
        "INSERT INTO replies (id, case_id, organisation_id, speaker_term_id, issued_on, assignment_id, number)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![new.id, new.case, new.body, new.signer, new.issued_on, new.assignment, new.number],
    );
    add_points(tx, new.id, points);
}

fn add_points(tx: &mut Tx, reply: i64, points: &[NewReplyPoint<'_>]) {
    tx.put_rows(
        "reply_points",
        "reply_id, case_point_id, result, by_on, text_id, evidence_text_id",
        points.iter().map(|p| args![reply, p.point, p.result, p.by_on, p.text, p.evidence].to_vec()).collect(),
    );
}

/// Sets the day of a reply, and the striking that takes it out, none while it is in force.
pub fn set_standing(tx: &mut Tx, _: &Grant, id: i64, issued_on: Day, struck_by: Option<i64>) {
    tx.put("UPDATE replies SET issued_on = $2, struck_event_id = $3 WHERE id = $1", args![id, issued_on, struck_by]);
}

/// Sets the place of a reply among those of its case, 1 for the one that counts first, and whether it is out of force, because
/// its case was reopened since. Of several that answer one point the last in force stands, whatever the days in their rows: two
/// of before the receipt are both of its day.
pub fn set_place(tx: &mut Tx, _: &Grant, id: i64, standing_no: i64, lapsed: bool) {
    tx.put("UPDATE replies SET standing_no = $2, lapsed = $3 WHERE id = $1", args![id, standing_no, lapsed]);
}

/// How many answers of a case are in force.
pub async fn in_force(read: &mut dyn Read, case: i64) -> Result<usize, Error> {
    let rows = read
        .rows("SELECT id FROM replies WHERE case_id = $1 AND struck_event_id IS NULL AND lapsed = 0", &args![case])
        .await?;
    Ok(rows.len())
}
