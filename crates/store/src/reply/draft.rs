//! Drafts of replies: what they say, where they stand, which wait for somebody.

use domain::day::Day;
use domain::text::TextRef;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::tx::Tx;
use crate::{Error, args};

/// Of a point that a draft does not answer: the word in the place of a result.
pub const LEFT_OUT: &str = "left_out";

/// A draft to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewDraft {
    /// Its id, and that of the reply it becomes.
    pub id: i64,
    /// The case.
    pub case: i64,
    /// The body whose reply it will be.
    pub body: i64,
    /// The assignment under which that body replies.
    pub assignment: Option<i64>,
    /// The person who writes it.
    pub drafter: i64,
    /// The day on which it was written.
    pub on: Day,
}

/// What a draft says of one point.
#[derive(Clone, Copy, Debug)]
pub struct NewDraftPoint<'a> {
    /// The point of the case.
    pub point: i64,
    /// The result's word, or [`LEFT_OUT`].
    pub result: &'a str,
    /// Day promised.
    pub by_on: Option<Day>,
    /// The words, or why it is left out.
    pub text: &'a TextRef,
    /// Why it cannot be done.
    pub ground: Option<&'a TextRef>,
    /// What shows that it was done.
    pub evidence: Option<&'a TextRef>,
}

/// Keeps a draft and what it says.
pub fn add_draft(tx: &mut Tx, _: &Grant, new: &NewDraft, points: &[NewDraftPoint<'_>]) {
    tx.put(
        "INSERT INTO reply_drafts (id, case_id, organisation_id, assignment_id, drafter_id, drafted_on, state, since_on)
         VALUES ($1, $2, $3, $4, $5, $6, 'draft', $6)",
        args![new.id, new.case, new.body, new.assignment, new.drafter, new.on],
    );
    put_points(tx, new.id, points);
}

/// Writes a draft anew.
pub fn rewrite_draft(tx: &mut Tx, _: &Grant, new: &NewDraft, points: &[NewDraftPoint<'_>]) {
    tx.put(
        "UPDATE reply_drafts SET organisation_id = $2, assignment_id = $3, drafter_id = $4, drafted_on = $5 WHERE id = $1",
        args![new.id, new.body, new.assignment, new.drafter, new.on],
    );
    tx.put("DELETE FROM reply_draft_points WHERE reply_id = $1", args![new.id]);
    put_points(tx, new.id, points);
}

fn put_points(tx: &mut Tx, reply: i64, points: &[NewDraftPoint<'_>]) {
    let id = |text: Option<&TextRef>| text.map(|text| text.id);
    tx.put_rows(
        "reply_draft_points",
        "reply_id, case_point_id, result, by_on, text_id, ground_text_id, evidence_text_id",
        points
            .iter()
            .map(|it| args![reply, it.point, it.result, it.by_on, it.text.id, id(it.ground), id(it.evidence)].to_vec())
            .collect(),
    );
}

/// Sets where a draft stands, since when, and why it was sent back.
pub fn set_draft(tx: &mut Tx, _: &Grant, id: i64, state: &str, since: Day, back: Option<i64>) {
    tx.put(
        "UPDATE reply_drafts SET state = $2, since_on = $3, back_text_id = $4 WHERE id = $1",
        args![id, state, since, back],
    );
}

/// A draft as the page of its case shows it.
#[derive(Clone, Debug)]
pub struct DraftRow {
    /// Its id.
    pub id: i64,
    /// The case.
    pub case: i64,
    /// The body whose reply it will be.
    pub body: i64,
    /// Its name.
    pub body_name: String,
    /// The assignment under which that body replies.
    pub assignment: Option<i64>,
    /// The person who wrote it last.
    pub drafter: i64,
    /// That person's name.
    pub drafter_name: String,
    /// The day on which it was written last.
    pub drafted_on: Day,
    /// `draft`, `submitted`, `approved`, `sent_back`, `issued`, `struck`.
    pub state: String,
    /// Since when.
    pub since_on: Day,
    /// Why it was sent back; nothing once erased.
    pub back: Option<String>,
}

/// The drafts of a case, oldest first.
pub async fn drafts(read: &mut dyn Read, case: i64) -> Result<Vec<DraftRow>, Error> {
    let rows = read
        .rows(
            "SELECT d.id, d.case_id, d.organisation_id, o.name, d.assignment_id, d.drafter_id, p.name, d.drafted_on, d.state,
                    d.since_on, x.body
             FROM reply_drafts d JOIN organisations o ON o.id = d.organisation_id JOIN people p ON p.id = d.drafter_id
             LEFT JOIN texts x ON x.id = d.back_text_id WHERE d.case_id = $1 ORDER BY d.id",
            &args![case],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(DraftRow {
                id: row.get(0)?,
                case: row.get(1)?,
                body: row.get(2)?,
                body_name: row.get(3)?,
                assignment: row.get(4)?,
                drafter: row.get(5)?,
                drafter_name: row.get(6)?,
                drafted_on: row.get(7)?,
                state: row.get(8)?,
                since_on: row.get(9)?,
                back: row.get(10)?,
            })
        })
        .collect()
}

/// What a draft says of one point.
#[derive(Clone, Debug)]
pub struct DraftPointRow {
    /// The point.
    pub point: i64,
    /// The result's word, or [`LEFT_OUT`].
    pub result: String,
    /// Day promised.
    pub by_on: Option<Day>,
    /// The text of the words.
    pub text: i64,
    /// The words, or why it is left out; nothing once erased.
    pub words: Option<String>,
    /// Why it cannot be done.
    pub ground: Option<String>,
    /// The text of what shows that it was done.
    pub evidence: Option<i64>,
    /// What shows that it was done.
    pub evidence_words: Option<String>,
}

/// What a draft says, in the order of the points.
pub async fn draft_points(read: &mut dyn Read, reply: i64) -> Result<Vec<DraftPointRow>, Error> {
    let rows = read
        .rows(
            "SELECT p.case_point_id, p.result, p.by_on, p.text_id, x.body, g.body, p.evidence_text_id, e.body
             FROM reply_draft_points p JOIN case_points q ON q.id = p.case_point_id JOIN texts x ON x.id = p.text_id
             LEFT JOIN texts g ON g.id = p.ground_text_id LEFT JOIN texts e ON e.id = p.evidence_text_id
             WHERE p.reply_id = $1 ORDER BY q.no, q.id",
            &args![reply],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(DraftPointRow {
                point: row.get(0)?,
                result: row.get(1)?,
                by_on: row.get(2)?,
                text: row.get(3)?,
                words: row.get(4)?,
                ground: row.get(5)?,
                evidence: row.get(6)?,
                evidence_words: row.get(7)?,
            })
        })
        .collect()
}

/// What shows that the points of a case were done, by the newest reply in force: point and words.
pub async fn evidence(read: &mut dyn Read, case: i64) -> Result<Vec<(i64, String)>, Error> {
    let rows = read
        .rows(
            "SELECT p.case_point_id, x.body FROM replies r JOIN reply_points p ON p.reply_id = r.id
             JOIN texts x ON x.id = p.evidence_text_id
             WHERE r.case_id = $1 AND r.struck_event_id IS NULL AND r.lapsed = 0 AND x.body IS NOT NULL
             ORDER BY r.standing_no, r.id",
            &args![case],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// A draft that waits for somebody of its body, as Today shows it.
#[derive(Clone, Debug)]
pub struct WaitingDraft {
    /// The draft.
    pub id: i64,
    /// The case.
    pub case: i64,
    /// The words of the case; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Village or commune of the matter.
    pub place: String,
    /// The body whose reply it will be.
    pub body: String,
    /// Who wrote it.
    pub drafter: String,
    /// `submitted`, `approved` or `sent_back`.
    pub state: String,
    /// Since when.
    pub since_on: Day,
}

/// The drafts of a body in a state, those that have waited longest first. Those of cases that ended or count elsewhere wait
/// for nobody. Written as products, so that the embedded engine begins with the drafts and not with all cases that count for
/// themselves.
pub async fn waiting(read: &mut dyn Read, body: i64, state: &str, size: usize) -> Result<Page<WaitingDraft>, Error> {
    let rows = read
        .rows(
            "SELECT d.id, c.id, x.body, t.name, o.name, p.name, d.state, d.since_on
             FROM (SELECT z.id FROM reply_drafts z WHERE z.organisation_id = $1 AND z.state = $2
                   UNION SELECT z.id FROM cases y CROSS JOIN reply_drafts z
                   WHERE y.decides_id = $1 AND z.case_id = y.id AND z.state = $2) w
             CROSS JOIN reply_drafts d CROSS JOIN cases c JOIN texts x ON x.id = c.text_id
             JOIN territories t ON t.id = c.territory_id JOIN organisations o ON o.id = d.organisation_id
             JOIN people p ON p.id = d.drafter_id
             WHERE d.id = w.id AND c.id = d.case_id AND c.merged_into_id IS NULL
               AND c.handling IN ('received', 'assigned', 'accepted', 'answered')
             ORDER BY d.since_on, d.id LIMIT $3",
            &args![body, state, i64::try_from(size + 1).unwrap_or(i64::MAX)],
        )
        .await?;
    page(&rows, size, |row| {
        Ok(WaitingDraft {
            id: row.get(0)?,
            case: row.get(1)?,
            words: row.get(2)?,
            place: row.get(3)?,
            body: row.get(4)?,
            drafter: row.get(5)?,
            state: row.get(6)?,
            since_on: row.get(7)?,
        })
    })
}
