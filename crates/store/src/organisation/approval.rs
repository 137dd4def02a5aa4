//! Whether whoever drafts a reply of a body may approve it as well.

use domain::day::Day;
use domain::event::{Event, OrganisationEvent};

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args, supervision};

/// How it was last settled whether drafters may approve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalRow {
    /// Whether they may.
    pub own: bool,
    /// The day on which it was decided.
    pub on: Day,
    /// Who recorded it.
    pub by: String,
    /// Why, and who decided it; nothing once erased.
    pub reason: Option<String>,
}

/// Whether they may; of a body that is not there, not.
pub async fn own_approval(read: &mut dyn Read, id: i64) -> Result<bool, Error> {
    let row = read.row("SELECT own_approval FROM organisations WHERE id = $1", &args![id]).await?;
    row.map_or(Ok(false), |row| row.get(0))
}

/// How it was last settled of a body; nothing where it never was.
pub async fn approval(read: &mut dyn Read, id: i64) -> Result<Option<ApprovalRow>, Error> {
    let row = read
        .row(
            "SELECT e.happened_on, COALESCE(p.name, ''), e.act, e.version, e.data FROM events e
             LEFT JOIN accounts t ON t.id = e.typist_id LEFT JOIN people p ON p.id = t.person_id
             WHERE e.subject = 'organisation' AND e.subject_id = $1 AND e.act = 'organisation.approval_settled'
             ORDER BY e.seq DESC LIMIT 1",
            &args![id],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let event = Event::parse(&row.get::<String>(2)?, row.get(3)?, &row.get::<String>(4)?)?;
    let Event::Organisation(OrganisationEvent::ApprovalSettled { own, words }) = event else {
        return Err(Error::Corrupt(format!("an approval settled of body {id}")));
    };
    let text = read.row("SELECT body FROM texts WHERE id = $1", &args![words.id]).await?;
    let reason = text.map_or(Ok(None), |text| text.get(0))?;
    Ok(Some(ApprovalRow { own, on: row.get(0)?, by: row.get(1)?, reason }))
}

/// The bodies that somebody supervises and whose drafters may approve their own replies: id and name. They are very small offices,
/// few of a place.
pub async fn self_approving(read: &mut dyn Read, grant: &Grant) -> Result<Vec<(i64, String)>, Error> {
    let sql = format!(
        "SELECT DISTINCT o.id, o.name, o.sort_key FROM {} s JOIN organisations o ON o.id = s.id
         WHERE o.own_approval = 1 ORDER BY o.sort_key, o.id",
        supervision::SCOPE
    );
    let rows = read.rows(&sql, &args![grant.organisation, grant.below]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Sets whether they may.
pub fn set_own_approval(tx: &mut Tx, _: &Grant, id: i64, own: bool) {
    tx.put("UPDATE organisations SET own_approval = $2, version = version + 1 WHERE id = $1", args![id, own]);
}
