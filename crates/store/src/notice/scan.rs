//! Scans of notices as they were signed.

use domain::permission::Act;

use crate::declared::scan::ScanRow;
use crate::grant::Grant;
use crate::reader::Read;
use crate::slip::whole;
use crate::tx::Tx;
use crate::{Error, args};

/// The scans of a notice, in their order.
pub async fn list(read: &mut dyn Read, notice: i64) -> Result<Vec<ScanRow>, Error> {
    let rows = read
        .rows(
            "SELECT c.id, c.no, a.type, a.size FROM notice_scans c JOIN attachments a ON a.sha256 = c.sha256
             WHERE c.notice_id = $1 ORDER BY c.no",
            &args![notice],
        )
        .await?;
    rows.iter()
        .map(|row| Ok(ScanRow { id: row.get(0)?, no: row.get(1)?, kind: row.get(2)?, size: row.get(3)? }))
        .collect()
}

/// Lays scans down, numbered on from those that are there.
pub async fn add(tx: &mut Tx, _: &Grant, notice: i64, new: &[(i64, [u8; 32])]) -> Result<(), Error> {
    let row = tx.row("SELECT COALESCE(max(no), 0) FROM notice_scans WHERE notice_id = $1", &args![notice]).await?;
    let last: i64 = row.map_or(Ok(0), |row| row.get(0))?;
    let (typist, now) = (tx.by().account, tx.now());
    let rows =
        (last + 1..).zip(new).map(|(no, (id, sha256))| args![*id, notice, no, *sha256, now, typist].to_vec()).collect();
    tx.put_rows("notice_scans", "id, notice_id, no, sha256, recorded_at, typist_id", rows);
    Ok(())
}

/// The file of a scan and its type; the grant is that to read the dialogue of the notice, or what is supervised of it.
pub async fn bytes(
    read: &mut dyn Read,
    grant: &Grant,
    notice: i64,
    id: i64,
) -> Result<Option<(String, Vec<u8>)>, Error> {
    if !matches!(grant.act, Act::DialogueRead | Act::SupervisionRead) {
        return Ok(None);
    }
    let rows = read
        .rows(
            "SELECT a.type, k.bytes FROM notice_scans c JOIN attachments a ON a.sha256 = c.sha256
             JOIN attachment_chunks k ON k.sha256 = c.sha256 WHERE c.id = $1 AND c.notice_id = $2 ORDER BY k.no",
            &args![id, notice],
        )
        .await?;
    whole(&rows)
}
