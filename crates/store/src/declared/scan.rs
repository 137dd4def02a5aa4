//! Scans of the papers on which units declare figures.

use domain::permission::Act;

use crate::grant::Grant;
use crate::reader::Read;
use crate::slip::whole;
use crate::tx::Tx;
use crate::{Error, args};

/// A scan of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanRow {
    /// Its id.
    pub id: i64,
    /// Its number in the paper.
    pub no: i64,
    /// Type of the file, such as `application/pdf`.
    pub kind: String,
    /// Its size in bytes.
    pub size: i64,
}

/// The scans of a paper, in their order.
pub async fn list(read: &mut dyn Read, declared: i64) -> Result<Vec<ScanRow>, Error> {
    let rows = read
        .rows(
            "SELECT c.id, c.no, a.type, a.size FROM declared_scans c JOIN attachments a ON a.sha256 = c.sha256
             WHERE c.declared_id = $1 ORDER BY c.no",
            &args![declared],
        )
        .await?;
    rows.iter()
        .map(|row| Ok(ScanRow { id: row.get(0)?, no: row.get(1)?, kind: row.get(2)?, size: row.get(3)? }))
        .collect()
}

/// Lays scans down, numbered on from those that are there.
pub async fn add(tx: &mut Tx, _: &Grant, declared: i64, new: &[(i64, [u8; 32])]) -> Result<(), Error> {
    let row =
        tx.row("SELECT COALESCE(max(no), 0) FROM declared_scans WHERE declared_id = $1", &args![declared]).await?;
    let last: i64 = row.map_or(Ok(0), |row| row.get(0))?;
    let (typist, now) = (tx.by().account, tx.now());
    let rows = (last + 1..)
        .zip(new)
        .map(|(no, (id, sha256))| args![*id, declared, no, *sha256, now, typist].to_vec())
        .collect();
    tx.put_rows("declared_scans", "id, declared_id, no, sha256, recorded_at, typist_id", rows);
    Ok(())
}

/// The file of a scan and its type; the grant is that to read the figures of the unit.
pub async fn bytes(
    read: &mut dyn Read,
    grant: &Grant,
    declared: i64,
    id: i64,
) -> Result<Option<(String, Vec<u8>)>, Error> {
    if grant.act != Act::FigureRead {
        return Ok(None);
    }
    let rows = read
        .rows(
            "SELECT a.type, k.bytes FROM declared_scans c JOIN declared_figures d ON d.id = c.declared_id
             JOIN attachments a ON a.sha256 = c.sha256 JOIN attachment_chunks k ON k.sha256 = c.sha256
             WHERE c.id = $1 AND d.id = $2 AND d.organisation_id = $3 ORDER BY k.no",
            &args![id, declared, grant.organisation],
        )
        .await?;
    whole(&rows)
}
