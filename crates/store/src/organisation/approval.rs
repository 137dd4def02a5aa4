//! Whether whoever drafts a reply of a body may approve it as well.

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// Whether they may; of a body that is not there, not.
pub async fn own_approval(read: &mut dyn Read, id: i64) -> Result<bool, Error> {
    let row = read.row("SELECT own_approval FROM organisations WHERE id = $1", &args![id]).await?;
    row.map_or(Ok(false), |row| row.get(0))
}

/// Sets whether they may.
pub fn set_own_approval(tx: &mut Tx, _: &Grant, id: i64, own: bool) {
    tx.put("UPDATE organisations SET own_approval = $2, version = version + 1 WHERE id = $1", args![id, own]);
}
