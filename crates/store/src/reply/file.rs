//! Files that show what came of a point, beside what a reply or its draft says of it.

use domain::permission::Act;

use crate::declared::scan::ScanRow;
use crate::grant::Grant;
use crate::reader::Read;
use crate::slip::whole;
use crate::tx::Tx;
use crate::{Error, args};

/// A file beside what a reply says of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// The reply, or the draft that becomes it.
    pub reply: i64,
    /// The point.
    pub point: i64,
    /// The file.
    pub scan: ScanRow,
}

/// Files to be kept beside what a reply says of a point.
#[derive(Clone, Copy, Debug)]
pub struct NewFiles<'a> {
    /// The case.
    pub case: i64,
    /// The reply, or the draft that becomes it.
    pub reply: i64,
    /// The point.
    pub point: i64,
    /// The event by which they are laid there.
    pub event: i64,
    /// Id and SHA-256 of each, in their order.
    pub files: &'a [(i64, [u8; 32])],
}

/// Lays files down, numbered on from those that are there.
pub async fn add(tx: &mut Tx, _: &Grant, new: &NewFiles<'_>) -> Result<(), Error> {
    let row = tx
        .row(
            "SELECT COALESCE(max(no), 0) FROM reply_files WHERE reply_id = $1 AND case_point_id = $2",
            &args![new.reply, new.point],
        )
        .await?;
    let last: i64 = row.map_or(Ok(0), |row| row.get(0))?;
    let (typist, now) = (tx.by().account, tx.now());
    let row = |(no, (id, sha256)): (i64, &(i64, [u8; 32]))| {
        args![*id, new.case, new.reply, new.point, no, *sha256, new.event, now, typist].to_vec()
    };
    let rows = (last + 1..).zip(new.files).map(row).collect();
    let columns = "id, case_id, reply_id, case_point_id, no, sha256, event_id, recorded_at, typist_id";
    tx.put_rows("reply_files", columns, rows);
    Ok(())
}

/// Sets whether the files that an event laid down were laid there by mistake.
pub fn set_struck(tx: &mut Tx, _: &Grant, event: i64, case: i64, struck: bool) {
    tx.put("UPDATE reply_files SET struck = $3 WHERE event_id = $1 AND case_id = $2", args![event, case, struck]);
}

/// The files of a case, each with its event and whether that was struck, in the order in which they came.
pub(crate) async fn of_case(read: &mut dyn Read, case: i64) -> Result<Vec<(i64, i64, bool)>, Error> {
    let rows =
        read.rows("SELECT id, event_id, struck FROM reply_files WHERE case_id = $1 ORDER BY id", &args![case]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// The files of a case that stand, in the order of their replies, points and numbers.
pub async fn list(read: &mut dyn Read, case: i64) -> Result<Vec<FileRow>, Error> {
    let rows = read
        .rows(
            "SELECT z.reply_id, z.case_point_id, z.id, z.no, a.type, a.size FROM reply_files z
             JOIN attachments a ON a.sha256 = z.sha256 WHERE z.case_id = $1 AND z.struck = 0
             ORDER BY z.reply_id, z.case_point_id, z.no",
            &args![case],
        )
        .await?;
    let file = |row: &crate::Row| {
        let scan = ScanRow { id: row.get(2)?, no: row.get(3)?, kind: row.get(4)?, size: row.get(5)? };
        Ok(FileRow { reply: row.get(0)?, point: row.get(1)?, scan })
    };
    rows.iter().map(file).collect()
}

/// Whose reply or draft it is, and whether it tells of a point: where it is one of the case, and nothing of it was struck or is out
/// of force. A draft is told by its state, which is nothing once it is a reply.
pub async fn told_of(
    read: &mut dyn Read,
    case: i64,
    reply: i64,
    point: i64,
) -> Result<Option<(i64, Option<String>)>, Error> {
    let issued = read
        .row(
            "SELECT r.organisation_id FROM replies r JOIN reply_points p ON p.reply_id = r.id
             WHERE r.id = $2 AND r.case_id = $1 AND p.case_point_id = $3 AND r.struck_event_id IS NULL AND r.lapsed = 0",
            &args![case, reply, point],
        )
        .await?;
    if let Some(row) = issued {
        return Ok(Some((row.get(0)?, None)));
    }
    let draft = read
        .row(
            "SELECT d.organisation_id, d.state FROM reply_drafts d JOIN reply_draft_points p ON p.reply_id = d.id
             WHERE d.id = $2 AND d.case_id = $1 AND p.case_point_id = $3 AND p.result <> 'left_out'
               AND d.state NOT IN ('issued', 'struck')",
            &args![case, reply, point],
        )
        .await?;
    draft.map(|row| Ok((row.get(0)?, Some(row.get(1)?)))).transpose()
}

/// A file and its type; the grant is that to read the case, or what is supervised of it. One of a draft is there only for those
/// who may read drafts.
pub async fn bytes(
    read: &mut dyn Read,
    grant: &Grant,
    (case, id): (i64, i64),
    drafts: bool,
) -> Result<Option<(String, Vec<u8>)>, Error> {
    if !matches!(grant.act, Act::CaseRead | Act::SupervisionRead) {
        return Ok(None);
    }
    let rows = read
        .rows(
            "SELECT a.type, k.bytes FROM reply_files z JOIN attachments a ON a.sha256 = z.sha256
             JOIN attachment_chunks k ON k.sha256 = z.sha256
             WHERE z.id = $1 AND z.case_id = $2 AND z.struck = 0
               AND ($3 = 1 OR NOT EXISTS (SELECT 1 FROM reply_drafts d WHERE d.id = z.reply_id AND d.state <> 'issued'))
             ORDER BY k.no",
            &args![id, case, drafts],
        )
        .await?;
    whole(&rows)
}
