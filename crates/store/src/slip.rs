//! Photographed slips of a session, and the files they are. Handwriting tells who wrote it: a picture is read with the right
//! to raise submissions in its dialogue, and by nobody else.

use domain::permission::Act;
use domain::text::TextRef;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::places;
use crate::tx::Tx;
use crate::{Error, Row, Value, args};

/// Bytes of one chunk of a file.
const CHUNK: usize = 256 * 1024;

/// Keeps a file by its content, once: a second one with the same bytes is the same file.
pub async fn keep_file(tx: &mut Tx, _: &Grant, sha256: &[u8; 32], kind: &str, bytes: &[u8]) -> Result<(), Error> {
    if file(tx, sha256).await?.is_some() {
        return Ok(());
    }
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    tx.put("INSERT INTO attachments (sha256, size, type) VALUES ($1, $2, $3)", args![*sha256, size, kind]);
    let chunks = (1_i64..).zip(bytes.chunks(CHUNK)).map(|(no, chunk)| args![*sha256, no, chunk].to_vec()).collect();
    tx.put_rows("attachment_chunks", "sha256, no, bytes", chunks);
    Ok(())
}

/// The type of a file and its bytes, of rows of its type and its chunks in their order; nothing where there are none.
pub(crate) fn whole(rows: &[Row]) -> Result<Option<(String, Vec<u8>)>, Error> {
    let Some(first) = rows.first() else { return Ok(None) };
    let kind = first.get(0)?;
    let mut bytes = Vec::new();
    for row in rows {
        bytes.extend(row.get::<Vec<u8>>(1)?);
    }
    Ok(Some((kind, bytes)))
}

/// The type of a file that is kept, such as `image/jpeg`.
pub async fn file(read: &mut dyn Read, sha256: &[u8; 32]) -> Result<Option<String>, Error> {
    let row = read.row("SELECT type FROM attachments WHERE sha256 = $1", &args![*sha256]).await?;
    row.map(|row| row.get(0)).transpose()
}

/// A slip to be laid beside a session.
#[derive(Clone, Copy, Debug)]
pub struct NewSlip {
    /// Its id.
    pub id: i64,
    /// The file, which is kept already.
    pub sha256: [u8; 32],
    /// Degrees clockwise by which the picture is turned to stand upright: 0, 90, 180 or 270.
    pub rotation: i64,
}

/// Lays slips beside a session, numbered on from those that are there.
pub async fn add(tx: &mut Tx, _: &Grant, session: i64, new: &[NewSlip]) -> Result<(), Error> {
    let row = tx.row("SELECT COALESCE(max(no), 0) FROM slips WHERE session_id = $1", &args![session]).await?;
    let last: i64 = row.map_or(Ok(0), |row| row.get(0))?;
    let rows = (last + 1..)
        .zip(new)
        .map(|(no, slip)| args![slip.id, session, no, slip.sha256, slip.rotation, "waiting"].to_vec())
        .collect();
    tx.put_rows("slips", "id, session_id, no, sha256, rotation, state", rows);
    Ok(())
}

/// Notes which submission was typed from a slip that waits. False when it does not wait in that session.
pub async fn set_typed(tx: &mut Tx, _: &Grant, id: i64, session: i64, submission: i64) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE slips SET state = 'typed', submission_id = $3
             WHERE id = $1 AND session_id = $2 AND state = 'waiting'",
            &args![id, session, submission],
        )
        .await?;
    Ok(changed == 1)
}

/// Sets a slip that waits aside. False when it does not wait.
pub async fn set_aside(tx: &mut Tx, _: &Grant, id: i64, reason: &TextRef) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE slips SET state = 'set_aside', reason_text_id = $2 WHERE id = $1 AND state = 'waiting'",
            &args![id, reason.id],
        )
        .await?;
    Ok(changed == 1)
}

/// Lets a slip that was set aside wait again. False when it was not.
pub async fn take_up(tx: &mut Tx, _: &Grant, id: i64) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE slips SET state = 'waiting', reason_text_id = NULL WHERE id = $1 AND state = 'set_aside'",
            &args![id],
        )
        .await?;
    Ok(changed == 1)
}

/// Lets the slip of a submission wait again when that was struck, and no longer when it counts again.
pub fn follow(tx: &mut Tx, _: &Grant, submission: i64, struck: bool) {
    let (from, to) = if struck { ("typed", "waiting") } else { ("waiting", "typed") };
    tx.put("UPDATE slips SET state = $3 WHERE submission_id = $1 AND state = $2", args![submission, from, to]);
}

/// A slip beside a session; the picture itself is [`bytes`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipRow {
    /// Its id.
    pub id: i64,
    /// The session.
    pub session: i64,
    /// The dialogue.
    pub dialogue: i64,
    /// Its number in the session.
    pub no: i64,
    /// Degrees clockwise by which the picture is turned to stand upright.
    pub rotation: i64,
    /// `waiting`, `typed`, `set_aside`, `withheld`.
    pub state: String,
    /// The submission that was typed from it.
    pub submission: Option<i64>,
    /// Why it was set aside.
    pub reason: Option<String>,
    /// Type of the picture, such as `image/jpeg`.
    pub kind: String,
    /// Its size in bytes.
    pub size: i64,
}

const COLUMNS: &str = "SELECT s.id, s.session_id, x.dialogue_id, s.no, s.rotation, s.state, s.submission_id, r.body,
        a.type, a.size
     FROM slips s JOIN sessions x ON x.id = s.session_id JOIN attachments a ON a.sha256 = s.sha256
     LEFT JOIN texts r ON r.id = s.reason_text_id";

fn slip(row: &Row) -> Result<SlipRow, Error> {
    Ok(SlipRow {
        id: row.get(0)?,
        session: row.get(1)?,
        dialogue: row.get(2)?,
        no: row.get(3)?,
        rotation: row.get(4)?,
        state: row.get(5)?,
        submission: row.get(6)?,
        reason: row.get(7)?,
        kind: row.get(8)?,
        size: row.get(9)?,
    })
}

/// One slip.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<SlipRow>, Error> {
    let row = read.row(&format!("{COLUMNS} WHERE s.id = $1"), &args![id]).await?;
    row.as_ref().map(slip).transpose()
}

/// The slips of a session in one of some states, in their order, from the number on; at most `size`.
pub async fn list(
    read: &mut dyn Read,
    session: i64,
    states: &[&str],
    from_no: i64,
    size: usize,
) -> Result<Vec<SlipRow>, Error> {
    let mut values = args![session, from_no, i64::try_from(size).unwrap_or(i64::MAX)].to_vec();
    values.extend(states.iter().map(|state| Value::from(*state)));
    let rows = read
        .rows(
            &format!(
                "{COLUMNS} WHERE s.session_id = $1 AND s.no >= $2 AND s.state IN ({}) ORDER BY s.no LIMIT $3",
                places(4, states.len())
            ),
            &values,
        )
        .await?;
    rows.iter().map(slip).collect()
}

/// How many slips of a session wait.
pub async fn waiting(read: &mut dyn Read, session: i64) -> Result<i64, Error> {
    let row =
        read.row("SELECT count(*) FROM slips WHERE session_id = $1 AND state = 'waiting'", &args![session]).await?;
    row.map_or(Ok(0), |row| row.get(0))
}

/// The picture of a slip of a dialogue and its type; the grant is that to raise submissions in that dialogue. Nothing for a
/// slip of another dialogue, and for one that is kept from everybody.
pub async fn bytes(
    read: &mut dyn Read,
    grant: &Grant,
    dialogue: i64,
    id: i64,
) -> Result<Option<(String, Vec<u8>)>, Error> {
    if grant.act != Act::SubmissionRaise {
        return Ok(None);
    }
    let rows = read
        .rows(
            "SELECT a.type, c.bytes FROM slips s JOIN sessions x ON x.id = s.session_id
             JOIN dialogues d ON d.id = x.dialogue_id
             JOIN attachments a ON a.sha256 = s.sha256 JOIN attachment_chunks c ON c.sha256 = s.sha256
             LEFT JOIN submissions b ON b.id = s.submission_id
             WHERE s.id = $1 AND x.dialogue_id = $2 AND d.organisation_id = $3 AND s.state <> 'withheld'
               AND (b.id IS NULL OR b.text_id <> $4)
             ORDER BY c.no",
            &args![id, dialogue, grant.organisation, crate::submission::KEPT],
        )
        .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let kind = first.get(0)?;
    let mut picture = Vec::with_capacity(rows.len() * CHUNK);
    for row in &rows {
        picture.extend(row.get::<Vec<u8>>(1)?);
    }
    Ok(Some((kind, picture)))
}
