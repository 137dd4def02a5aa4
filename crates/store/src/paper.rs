//! What the head of a paper needs of the body that issues it: its name on the day of the paper, and what stood above it.

use domain::day::Day;

use crate::reader::Read;
use crate::{Error, Row, args};

/// A body as a paper of a day names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuerRow {
    /// The body.
    pub id: i64,
    /// Its kind.
    pub kind: String,
    /// Its name on that day.
    pub name: String,
    /// The level of its place.
    pub level: String,
    /// The name of its place.
    pub place: String,
}

const COLUMNS: &str =
    "SELECT o.id, o.kind, COALESCE((SELECT n.name FROM organisation_names n WHERE n.organisation_id = o.id
          AND n.from_on <= $2 AND n.to_on > $2 ORDER BY n.from_on LIMIT 1), o.name), t.level, t.name
     FROM organisations o JOIN territories t ON t.id = o.territory_id";

fn issuer(row: &Row) -> Result<IssuerRow, Error> {
    Ok(IssuerRow { id: row.get(0)?, kind: row.get(1)?, name: row.get(2)?, level: row.get(3)?, place: row.get(4)? })
}

/// A body as a paper of that day names it.
pub async fn issuer_on(read: &mut dyn Read, id: i64, on: Day) -> Result<Option<IssuerRow>, Error> {
    let row = read.row(&format!("{COLUMNS} WHERE o.id = $1"), &args![id, on]).await?;
    row.as_ref().map(issuer).transpose()
}

/// The body right over it in a line on that day.
pub async fn superior_on(read: &mut dyn Read, id: i64, line: &str, on: Day) -> Result<Option<IssuerRow>, Error> {
    let sql = format!(
        "{COLUMNS} JOIN organisation_links l ON l.superior_id = o.id
         WHERE l.organisation_id = $1 AND l.line = $3 AND l.from_on <= $2 AND l.to_on > $2 ORDER BY o.id LIMIT 1"
    );
    let row = read.row(&sql, &args![id, on, line]).await?;
    row.as_ref().map(issuer).transpose()
}
