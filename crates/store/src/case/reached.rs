//! Whether whoever raised a case can be written to or called; who they are is read elsewhere, by a right of its own.

use crate::reader::Read;
use crate::{Error, args};

/// Whether somebody of the turn `t`, of whom nothing is withheld, left a name or a way to be reached: they can be written to.
pub(crate) const REACHED: &str = "(SELECT count(*) FROM submitters w WHERE w.turn_id = t.id AND w.withheld = 0
               AND (w.contact <> '' OR (t.mode <> 'unnamed' AND w.name <> ''))) > 0";

/// Whether somebody who raised one of the matters of a case can be written to.
pub async fn is_reachable(read: &mut dyn Read, case: i64) -> Result<bool, Error> {
    let row = read
        .row(
            &format!(
                "SELECT count(*) FROM case_points q JOIN submissions b ON b.id = q.submission_id
                 JOIN turns t ON t.id = b.turn_id WHERE q.case_id = $1 AND {REACHED}"
            ),
            &args![case],
        )
        .await?;
    let count: i64 = row.map_or(Ok(0), |row| row.get(0))?;
    Ok(count > 0)
}
