//! What is kept from everybody: where its words are meanwhile, and the slips to private reception.

use domain::day::{Day, Instant};

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// The text without words that stands wherever the words of a submission are kept from everybody. Every row that names the
/// words names this one meanwhile, so that no reader, present or future, comes to them.
pub const KEPT: i64 = 1;

/// A slip to private reception.
#[derive(Clone, Copy, Debug)]
pub struct NewPrivateSlip {
    /// Its id.
    pub id: i64,
    /// The session.
    pub session: i64,
    /// Its number in the session.
    pub no: i64,
    /// The day on which it was given.
    pub given_on: Day,
    /// The submission that is kept from everybody.
    pub submission: Option<i64>,
    /// The photographed slip that is.
    pub slip: Option<i64>,
    /// The event of the dialogue.
    pub event: i64,
}

/// Keeps that a slip to private reception was given.
pub fn give(tx: &mut Tx, _: &Grant, new: &NewPrivateSlip) {
    let (typist, now) = (tx.by().account, tx.now());
    tx.put(
        "INSERT INTO private_slips (id, session_id, no, given_on, submission_id, slip_id, event_id, recorded_at, typist_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![new.id, new.session, new.no, new.given_on, new.submission, new.slip, new.event, now, typist],
    );
}

/// The number of the next slip to private reception of a session.
pub async fn next_no(read: &mut dyn Read, session: i64) -> Result<i64, Error> {
    let row =
        read.row("SELECT COALESCE(max(no), 0) + 1 FROM private_slips WHERE session_id = $1", &args![session]).await?;
    row.map_or(Ok(1), |row| row.get(0))
}

/// Takes all versions of the words of a submission out of every row that shows them, the name of its speaker out of sight,
/// its neutral title away, and its photographed slip with them.
pub fn hide(tx: &mut Tx, _: &Grant, submission: i64) {
    for sql in [
        "INSERT INTO withheld_texts (submission_id, version, text_id)
         SELECT submission_id, version, text_id FROM submission_versions WHERE submission_id = $1",
        "INSERT INTO withheld_texts (submission_id, version, text_id)
         SELECT id, version, text_id FROM submissions WHERE id = $1",
    ] {
        tx.put(sql, args![submission]);
    }
    for sql in [
        // A case that was parted from this one may still begin with the same words.
        "UPDATE cases SET text_id = $2, version = version + 1
         WHERE id IN (SELECT q.case_id FROM case_points q WHERE q.submission_id = $1)
           AND text_id IN (SELECT w.text_id FROM withheld_texts w WHERE w.submission_id = $1)",
        "UPDATE case_points SET text_id = $2 WHERE submission_id = $1",
        "UPDATE submission_versions SET text_id = $2 WHERE submission_id = $1",
        "UPDATE submissions SET text_id = $2 WHERE id = $1",
    ] {
        tx.put(sql, args![submission, KEPT]);
    }
    for sql in [
        "UPDATE submitters SET withheld = 1 WHERE turn_id IN (SELECT turn_id FROM submissions WHERE id = $1)",
        "DELETE FROM released_titles WHERE submission_id = $1",
        "UPDATE slips SET state = 'withheld' WHERE submission_id = $1",
    ] {
        tx.put(sql, args![submission]);
    }
}

/// The notices in which words of a submission may have been written again: those of its dialogue, and those that state its case.
pub async fn notices(read: &mut dyn Read, submission: i64, dialogue: i64) -> Result<Vec<i64>, Error> {
    let rows = read
        .rows(
            "SELECT n.id FROM notices n WHERE n.dialogue_id = $2
               OR n.id IN (SELECT p.notice_id FROM notice_points p
                 JOIN notice_point_cases z ON z.notice_point_id = p.id JOIN cases c ON c.id = z.case_id
                 JOIN case_points q ON q.case_id = c.id WHERE q.submission_id = $1)
             ORDER BY n.id",
            &args![submission, dialogue],
        )
        .await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// The case of a submission, and the one in which it counts.
pub async fn counted_in(read: &mut dyn Read, submission: i64) -> Result<Vec<i64>, Error> {
    let rows = read
        .rows(
            "SELECT c.id, COALESCE(c.merged_into_id, c.id) FROM case_points q JOIN cases c ON c.id = q.case_id
             WHERE q.submission_id = $1 ORDER BY c.id",
            &args![submission],
        )
        .await?;
    let mut cases = Vec::with_capacity(rows.len() * 2);
    for row in rows {
        cases.extend([row.get::<i64>(0)?, row.get(1)?]);
    }
    cases.sort_unstable();
    cases.dedup();
    Ok(cases)
}

/// Keeps texts from everybody in which the words of a submission may stand again, such as those of a notice. They stay where
/// they are, and whoever reads them there asks whether they may be shown.
pub fn hide_copies(tx: &mut Tx, _: &Grant, submission: i64, texts: &[i64]) {
    // A version has a number from 1 on; what is no version is told apart by the number of its text, below zero.
    let rows = texts.iter().map(|text| args![submission, -text, *text].to_vec()).collect();
    tx.put_rows("withheld_texts", "submission_id, version, text_id", rows);
}

/// The words of a text as they may be shown, in SQL: nothing while they are kept from everybody. `text` is the name of a row of
/// `texts` in the statement.
pub(crate) fn shown(text: &str) -> String {
    format!("CASE WHEN {} THEN NULL ELSE {text}.body END", is_kept(text))
}

/// Whether a text is kept from everybody where it stands, in SQL.
pub(crate) fn is_kept(text: &str) -> String {
    format!("EXISTS (SELECT 1 FROM withheld_texts kept WHERE kept.text_id = {text}.id)")
}

/// Puts the words back where they stood. The name comes back with the last submission of its turn that was kept from
/// everybody.
pub fn show(tx: &mut Tx, _: &Grant, submission: i64) {
    for sql in [
        "UPDATE submission_versions SET text_id = (SELECT w.text_id FROM withheld_texts w
           WHERE w.submission_id = submission_versions.submission_id AND w.version = submission_versions.version)
         WHERE submission_id = $1",
        "UPDATE submissions SET text_id = (SELECT w.text_id FROM withheld_texts w
           WHERE w.submission_id = submissions.id AND w.version = submissions.version) WHERE id = $1",
        "UPDATE case_points SET text_id = (SELECT b.text_id FROM submissions b WHERE b.id = case_points.submission_id)
         WHERE submission_id = $1",
        "DELETE FROM withheld_texts WHERE submission_id = $1",
        "UPDATE submitters SET withheld = 0 WHERE turn_id IN (SELECT turn_id FROM submissions WHERE id = $1)
           AND NOT EXISTS (SELECT 1 FROM submissions o JOIN withheld_texts w ON w.submission_id = o.id
                           WHERE o.turn_id = submitters.turn_id)",
        "UPDATE slips SET state = CASE WHEN EXISTS (SELECT 1 FROM submissions b
             WHERE b.id = slips.submission_id AND b.struck_event_id IS NULL) THEN 'typed' ELSE 'waiting' END
         WHERE submission_id = $1 AND state = 'withheld'",
    ] {
        tx.put(sql, args![submission]);
    }
    tx.put(
        "UPDATE cases SET version = version + 1, text_id = (SELECT q.text_id FROM case_points q
           WHERE q.case_id = cases.id ORDER BY q.no LIMIT 1)
         WHERE text_id = $2 AND id IN (SELECT case_id FROM case_points WHERE submission_id = $1)",
        args![submission, KEPT],
    );
}

/// Keeps a photographed slip that waits, or was set aside, from everybody. False when it did neither.
pub async fn hide_slip(tx: &mut Tx, _: &Grant, slip: i64, session: i64) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE slips SET state = 'withheld'
             WHERE id = $1 AND session_id = $2 AND state IN ('waiting', 'set_aside')",
            &args![slip, session],
        )
        .await?;
    Ok(changed == 1)
}

/// Lets a photographed slip that was kept from everybody wait to be typed, or lie aside again if it did.
pub fn show_slip(tx: &mut Tx, _: &Grant, slip: i64) {
    tx.put(
        "UPDATE slips SET state = CASE WHEN reason_text_id IS NULL THEN 'waiting' ELSE 'set_aside' END
         WHERE id = $1 AND state = 'withheld'",
        args![slip],
    );
}

/// Notes by which event a slip to private reception was struck.
pub fn strike(tx: &mut Tx, _: &Grant, id: i64, event: i64) {
    tx.put("UPDATE private_slips SET struck_event_id = $2 WHERE id = $1", args![id, event]);
}

/// Whether the words of a submission are kept from everybody.
pub async fn is_withheld(read: &mut dyn Read, submission: i64) -> Result<bool, Error> {
    let row = read.row("SELECT id FROM submissions WHERE id = $1 AND text_id = $2", &args![submission, KEPT]).await?;
    Ok(row.is_some())
}

/// The cases whose points a submission stands behind.
pub async fn cases(read: &mut dyn Read, submission: i64) -> Result<Vec<i64>, Error> {
    let rows = read
        .rows("SELECT DISTINCT case_id FROM case_points WHERE submission_id = $1 ORDER BY case_id", &args![submission])
        .await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// A slip to private reception, as it is listed and printed; it has no words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateSlipRow {
    /// Its id.
    pub id: i64,
    /// The session.
    pub session: i64,
    /// The dialogue.
    pub dialogue: i64,
    /// Its number in the session.
    pub no: i64,
    /// The day on which it was given.
    pub given_on: Day,
    /// The submission that is kept from everybody, if it had been recorded.
    pub submission: Option<i64>,
    /// The case of that submission.
    pub case: Option<i64>,
    /// The photographed slip that is kept from everybody, if it came on one.
    pub slip: Option<i64>,
    /// The event of the dialogue.
    pub event: i64,
    /// Struck: it was given by mistake.
    pub struck: bool,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// The account that recorded it.
    pub typist: i64,
}

const COLUMNS: &str = "SELECT p.id, p.session_id, x.dialogue_id, p.no, p.given_on, p.submission_id,
        (SELECT min(q.case_id) FROM case_points q WHERE q.submission_id = p.submission_id), p.slip_id, p.event_id,
        CASE WHEN p.struck_event_id IS NULL THEN 0 ELSE 1 END, p.recorded_at, p.typist_id
     FROM private_slips p JOIN sessions x ON x.id = p.session_id";

fn private_slip(row: &Row) -> Result<PrivateSlipRow, Error> {
    Ok(PrivateSlipRow {
        id: row.get(0)?,
        session: row.get(1)?,
        dialogue: row.get(2)?,
        no: row.get(3)?,
        given_on: row.get(4)?,
        submission: row.get(5)?,
        case: row.get(6)?,
        slip: row.get(7)?,
        event: row.get(8)?,
        struck: row.get(9)?,
        recorded_at: row.get(10)?,
        typist: row.get(11)?,
    })
}

/// One slip to private reception.
pub async fn private_slip_of(read: &mut dyn Read, id: i64) -> Result<Option<PrivateSlipRow>, Error> {
    let row = read.row(&format!("{COLUMNS} WHERE p.id = $1"), &args![id]).await?;
    row.as_ref().map(private_slip).transpose()
}

/// The slips to private reception of a session in their order; two hundred at most.
pub async fn private_slips(read: &mut dyn Read, session: i64) -> Result<Vec<PrivateSlipRow>, Error> {
    let rows =
        read.rows(&format!("{COLUMNS} WHERE p.session_id = $1 ORDER BY p.no LIMIT 200"), &args![session]).await?;
    rows.iter().map(private_slip).collect()
}
