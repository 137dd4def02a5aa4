//! Scans of letters. One shows name and handwriting: it is read with the right to open identities, after the act that wrote down
//! that it was opened.

use domain::permission::Act;

use crate::declared::scan::ScanRow;
use crate::grant::Grant;
use crate::reader::Read;
use crate::slip::whole;
use crate::submission::KEPT;
use crate::tx::Tx;
use crate::{Error, args};

/// The scans of a letter, in their order.
pub async fn list(read: &mut dyn Read, letter: i64) -> Result<Vec<ScanRow>, Error> {
    let rows = read
        .rows(
            "SELECT c.id, c.no, a.type, a.size FROM letter_scans c JOIN attachments a ON a.sha256 = c.sha256
             WHERE c.letter_id = $1 ORDER BY c.no",
            &args![letter],
        )
        .await?;
    rows.iter()
        .map(|row| Ok(ScanRow { id: row.get(0)?, no: row.get(1)?, kind: row.get(2)?, size: row.get(3)? }))
        .collect()
}

/// The letter of a scan.
pub async fn of(read: &mut dyn Read, id: i64) -> Result<Option<i64>, Error> {
    let row = read.row("SELECT letter_id FROM letter_scans WHERE id = $1", &args![id]).await?;
    row.map(|row| row.get(0)).transpose()
}

/// Lays scans down, numbered on from those that are there.
pub async fn add(tx: &mut Tx, _: &Grant, letter: i64, new: &[(i64, [u8; 32])]) -> Result<(), Error> {
    let row = tx.row("SELECT COALESCE(max(no), 0) FROM letter_scans WHERE letter_id = $1", &args![letter]).await?;
    let last: i64 = row.map_or(Ok(0), |row| row.get(0))?;
    let (typist, now) = (tx.by().account, tx.now());
    let rows =
        (last + 1..).zip(new).map(|(no, (id, sha256))| args![*id, letter, no, *sha256, now, typist].to_vec()).collect();
    tx.put_rows("letter_scans", "id, letter_id, no, sha256, recorded_at, typist_id", rows);
    Ok(())
}

/// The file of a scan and its type; the grant is that to open identities behind that letter. Nothing while the letter is kept from
/// everybody or was recorded by mistake.
pub async fn bytes(
    read: &mut dyn Read,
    grant: &Grant,
    letter: i64,
    id: i64,
) -> Result<Option<(String, Vec<u8>)>, Error> {
    if grant.act != Act::CaseReadIdentity {
        return Ok(None);
    }
    let rows = read
        .rows(
            "SELECT a.type, k.bytes FROM letter_scans c JOIN letters l ON l.id = c.letter_id
             JOIN attachments a ON a.sha256 = c.sha256 JOIN attachment_chunks k ON k.sha256 = c.sha256
             WHERE c.id = $1 AND c.letter_id = $2 AND l.organisation_id = $3 AND l.withheld = 0 AND l.struck = 0
               AND NOT EXISTS (SELECT 1 FROM turns t JOIN submissions b ON b.turn_id = t.id
                 WHERE t.source = 'letter' AND t.source_id = l.id AND (b.text_id = $4 OR b.struck_event_id IS NOT NULL))
             ORDER BY k.no",
            &args![id, letter, grant.organisation, KEPT],
        )
        .await?;
    whole(&rows)
}
