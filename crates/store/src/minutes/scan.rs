//! Scans of signed minutes. One shows names and handwriting: it is read with the right to open identities, after the act that
//! wrote down that it was opened.

use domain::day::Instant;
use domain::permission::Act;

use crate::grant::Grant;
use crate::reader::Read;
use crate::slip::whole;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// A scan of signed minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanRow {
    /// Its id.
    pub id: i64,
    /// The session.
    pub session: i64,
    /// The dialogue.
    pub dialogue: i64,
    /// Its number in the session.
    pub no: i64,
    /// Type of the file, such as `application/pdf`.
    pub kind: String,
    /// Its size in bytes.
    pub size: i64,
    /// When it was laid down.
    pub recorded_at: Instant,
}

const SCAN: &str = "SELECT c.id, c.session_id, s.dialogue_id, c.no, a.type, a.size, c.recorded_at
     FROM minutes_scans c JOIN sessions s ON s.id = c.session_id JOIN attachments a ON a.sha256 = c.sha256";

fn scan(row: &Row) -> Result<ScanRow, Error> {
    Ok(ScanRow {
        id: row.get(0)?,
        session: row.get(1)?,
        dialogue: row.get(2)?,
        no: row.get(3)?,
        kind: row.get(4)?,
        size: row.get(5)?,
        recorded_at: row.get(6)?,
    })
}

/// The scans of the sessions of a dialogue, in their order.
pub async fn scans(read: &mut dyn Read, dialogue: i64) -> Result<Vec<ScanRow>, Error> {
    let rows = read
        .rows(
            &format!("{SCAN} WHERE s.dialogue_id = $1 AND c.struck = 0 ORDER BY c.session_id, c.no"),
            &args![dialogue],
        )
        .await?;
    rows.iter().map(scan).collect()
}

/// One scan that was not laid down by mistake.
pub async fn find_scan(read: &mut dyn Read, id: i64) -> Result<Option<ScanRow>, Error> {
    let row = read.row(&format!("{SCAN} WHERE c.id = $1 AND c.struck = 0"), &args![id]).await?;
    row.as_ref().map(scan).transpose()
}

/// Lays scans beside the minutes of a session, numbered on from those that are there.
pub async fn add_scans(tx: &mut Tx, _: &Grant, session: i64, new: &[(i64, [u8; 32])]) -> Result<(), Error> {
    let row = tx.row("SELECT COALESCE(max(no), 0) FROM minutes_scans WHERE session_id = $1", &args![session]).await?;
    let last: i64 = row.map_or(Ok(0), |row| row.get(0))?;
    let (typist, now) = (tx.by().account, tx.now());
    let rows = (last + 1..)
        .zip(new)
        .map(|(no, (id, sha256))| args![*id, session, no, *sha256, now, typist].to_vec())
        .collect();
    tx.put_rows("minutes_scans", "id, session_id, no, sha256, recorded_at, typist_id", rows);
    Ok(())
}

/// The file of a scan and its type; the grant is that to open identities in that dialogue.
pub async fn scan_bytes(
    read: &mut dyn Read,
    grant: &Grant,
    dialogue: i64,
    id: i64,
) -> Result<Option<(String, Vec<u8>)>, Error> {
    if grant.act != Act::CaseReadIdentity {
        return Ok(None);
    }
    let rows = read
        .rows(
            "SELECT a.type, k.bytes FROM minutes_scans c JOIN sessions s ON s.id = c.session_id
             JOIN dialogues d ON d.id = s.dialogue_id JOIN attachments a ON a.sha256 = c.sha256
             JOIN attachment_chunks k ON k.sha256 = c.sha256
             WHERE c.id = $1 AND s.dialogue_id = $2 AND d.organisation_id = $3 AND c.struck = 0 ORDER BY k.no",
            &args![id, dialogue, grant.organisation],
        )
        .await?;
    whole(&rows)
}
