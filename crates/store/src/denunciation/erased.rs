//! What is erased when words that were entered turn out to be a denunciation: texts with their salt, who raised them, scans, what finds
//! them, drafts. It is overwritten (`PRAGMA secure_delete`), and nothing of it comes back.

use domain::day::Day;
use domain::denunciation::is_said;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{self, places};
use crate::tx::Tx;
use crate::{Error, Value, args};

/// Letters of the words that are looked for in other texts, at least: fewer say nothing.
const LEAST: usize = 12;

/// A submission that is to be moved, with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The words; nothing once erased.
    pub words: Option<String>,
    /// The turn in which it was raised.
    pub turn: i64,
    /// From where that turn is: `session`, `letter`, `visit`, `gathering`.
    pub source: String,
    /// The id of that.
    pub source_id: i64,
    /// The field, by its code.
    pub field: String,
    /// The day on which it was raised.
    pub on: Day,
    /// The photographed slips from which it was typed.
    pub slips: i64,
}

/// A submission that is to be moved; the words of one that is kept from everybody too.
pub async fn find(read: &mut dyn Read, _: &Grant, submission: i64) -> Result<Option<Found>, Error> {
    let row = read
        .row(
            "SELECT COALESCE(h.body, x.body), t.id, t.source, t.source_id, b.field, b.happened_on,
                    (SELECT count(*) FROM slips s WHERE s.submission_id = b.id)
             FROM submissions b JOIN turns t ON t.id = b.turn_id JOIN texts x ON x.id = b.text_id
             LEFT JOIN withheld_texts w ON w.submission_id = b.id AND w.version = b.version
             LEFT JOIN texts h ON h.id = w.text_id WHERE b.id = $1",
            &args![submission],
        )
        .await?;
    row.map(|row| {
        Ok(Found {
            words: row.get(0)?,
            turn: row.get(1)?,
            source: row.get(2)?,
            source_id: row.get(3)?,
            field: row.get(4)?,
            on: row.get(5)?,
            slips: row.get(6)?,
        })
    })
    .transpose()
}

/// Every other text that holds the words, such as a paper that quotes them; not the words of another submission.
pub async fn quoting(read: &mut dyn Read, words: &str) -> Result<Vec<i64>, Error> {
    let line = words.lines().map(str::trim).max_by_key(|line| line.chars().count()).unwrap_or_default();
    if line.chars().count() < LEAST {
        return Ok(Vec::new());
    }
    let holds = if read.embedded() { "instr(body, $1) > 0" } else { "strpos(body, $1) > 0" };
    let sql = format!(
        "SELECT id FROM texts WHERE body IS NOT NULL AND {holds}
           AND NOT EXISTS (SELECT 1 FROM submissions b WHERE b.text_id = texts.id)
           AND NOT EXISTS (SELECT 1 FROM submission_versions v WHERE v.text_id = texts.id) ORDER BY id"
    );
    read.rows(&sql, &args![line]).await?.iter().map(|row| row.get(0)).collect()
}

/// Empties texts with their salt, and says by which event.
pub async fn texts(tx: &mut Tx, _: &Grant, event: i64, texts: &[i64]) -> Result<(), Error> {
    for some in texts.chunks(sql::MANY) {
        let mut values = args![event].to_vec();
        values.extend(some.iter().map(|id| Value::Int(*id)));
        let sql = format!(
            "UPDATE texts SET body = NULL, salt = NULL, erased_event_id = $1 WHERE id IN ({}) AND body IS NOT NULL",
            places(2, some.len())
        );
        tx.run(&sql, &values).await?;
    }
    Ok(())
}

/// Takes away who raised it, its neutral title, what finds its case, and the bytes of its scans and slips.
pub fn beside(tx: &mut Tx, _: &Grant, (submission, turn, case): (i64, i64, i64), letter: Option<i64>) {
    tx.put("DELETE FROM submitters WHERE turn_id = $1", args![turn]);
    tx.put("DELETE FROM released_titles WHERE submission_id = $1", args![submission]);
    tx.put_late("DELETE FROM search_rows WHERE subject = 'case' AND subject_id = $1", args![case]);
    tx.put(
        "DELETE FROM attachment_chunks WHERE sha256 IN (SELECT s.sha256 FROM slips s WHERE s.submission_id = $1)",
        args![submission],
    );
    tx.put(
        "DELETE FROM attachment_chunks WHERE sha256 IN (SELECT f.sha256 FROM reply_files f WHERE f.case_id = $1)",
        args![case],
    );
    if let Some(letter) = letter {
        tx.put(
            "DELETE FROM attachment_chunks WHERE sha256 IN (SELECT l.sha256 FROM letter_scans l WHERE l.letter_id = $1)",
            args![letter],
        );
        tx.put("UPDATE letters SET number = '', series = '' WHERE id = $1", args![letter]);
    }
}

/// Takes away every draft that holds the words, or looks like a denunciation.
pub async fn drafts(tx: &mut Tx, _: &Grant, words: &str) -> Result<(), Error> {
    let rows =
        tx.rows("SELECT account_id, form, body FROM drafts WHERE body <> '' ORDER BY account_id, form", &[]).await?;
    let words = words.trim();
    for row in rows {
        let (account, form, body): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if is_said(&body) || (!words.is_empty() && body.contains(words)) {
            tx.put("DELETE FROM drafts WHERE account_id = $1 AND form = $2", args![account, form]);
        }
    }
    Ok(())
}

/// Whether a submission of a case was erased for the register: what is struck with it is not brought back.
pub async fn of_case(read: &mut dyn Read, case: i64) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT n.id FROM case_points q JOIN denunciations n ON n.moved_id = q.submission_id WHERE q.case_id = $1 LIMIT 1",
            &args![case],
        )
        .await?;
    Ok(row.is_some())
}

/// The line for which a submission was erased.
pub async fn line_of(read: &mut dyn Read, submission: i64) -> Result<Option<i64>, Error> {
    let row = read.row("SELECT id FROM denunciations WHERE moved_id = $1", &args![submission]).await?;
    row.map(|row| row.get(0)).transpose()
}
