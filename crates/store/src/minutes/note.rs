//! Corrections noted beside words that are fixed.

use domain::day::Day;
use domain::text::TextRef;

use crate::grant::Grant;
use crate::reader::Read;
use crate::submission::KEPT;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// Keeps a correction noted beside the words of a submission.
pub fn add_note(tx: &mut Tx, _: &Grant, id: i64, submission: i64, text: &TextRef, noted_on: Day) {
    let (typist, now) = (tx.by().account, tx.now());
    tx.put(
        "INSERT INTO submission_notes (id, submission_id, text_id, noted_on, recorded_at, typist_id)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, submission, text.id, noted_on, now, typist],
    );
}

/// A correction noted beside the words of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// The submission.
    pub submission: i64,
    /// The day that was given for it.
    pub on: Day,
    /// Its words; nothing once erased.
    pub words: Option<String>,
    /// Who typed it.
    pub typist: String,
    /// It stood beside the words in the table from which both were taken over: it corrects nothing.
    pub of_table: bool,
}

const NOTE: &str = "SELECT n.submission_id, n.noted_on, x.body, p.name,
       CASE WHEN EXISTS (
         SELECT 1 FROM turns u JOIN sessions z ON z.id = u.source_id JOIN import_dialogues i ON i.dialogue_id = z.dialogue_id
           AND n.recorded_at < i.known_from_at WHERE u.id = b.turn_id AND u.source = 'session') THEN 1 ELSE 0 END
     FROM submission_notes n JOIN texts x ON x.id = n.text_id JOIN accounts a ON a.id = n.typist_id JOIN people p ON p.id = a.person_id";

fn note(row: &Row) -> Result<NoteRow, Error> {
    Ok(NoteRow {
        submission: row.get(0)?,
        on: row.get(1)?,
        words: row.get(2)?,
        typist: row.get(3)?,
        of_table: row.get(4)?,
    })
}

/// The corrections noted beside what was raised in a session, in order; those of what is kept from everybody are left out.
pub async fn notes_of_session(read: &mut dyn Read, session: i64) -> Result<Vec<NoteRow>, Error> {
    let sql = format!(
        "{NOTE} JOIN submissions b ON b.id = n.submission_id JOIN turns t ON t.id = b.turn_id
         WHERE t.source = 'session' AND t.source_id = $1 AND b.text_id <> $2 AND b.struck_event_id IS NULL ORDER BY n.id"
    );
    read.rows(&sql, &args![session, KEPT]).await?.iter().map(note).collect()
}

/// The corrections noted beside what stands behind a case, in order; those of what is kept from everybody are left out.
pub async fn notes_of_case(read: &mut dyn Read, case: i64) -> Result<Vec<NoteRow>, Error> {
    let sql = format!(
        "{NOTE} JOIN submissions b ON b.id = n.submission_id JOIN case_points q ON q.submission_id = b.id
         WHERE q.case_id = $1 AND b.text_id <> $2 ORDER BY n.id"
    );
    read.rows(&sql, &args![case, KEPT]).await?.iter().map(note).collect()
}
