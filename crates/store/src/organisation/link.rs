//! What stands under what, for a whole tree at once.

use domain::day::Day;

use crate::reader::Read;
use crate::{Error, args};

/// A body under another one in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// The body.
    pub organisation: i64,
    /// The line.
    pub line: String,
    /// The body above it, which may be no part of the tree.
    pub superior: i64,
    /// That body's name.
    pub name: String,
    /// That body's kind.
    pub kind: String,
}

/// The links on a day of the bodies under one, by line. Reads without a bound: for a tree that is known to be small.
pub async fn links(read: &mut dyn Read, ancestor: i64, on: Day) -> Result<Vec<LinkRow>, Error> {
    let rows = read
        .rows(
            "SELECT l.organisation_id, l.line, l.superior_id, o.name, o.kind FROM organisation_scope c
             JOIN organisation_links l ON l.organisation_id = c.organisation_id AND l.from_on <= $2 AND l.to_on > $2
             JOIN organisations o ON o.id = l.superior_id
             WHERE c.ancestor_id = $1 ORDER BY l.line, l.organisation_id",
            &args![ancestor, on],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(LinkRow {
                organisation: row.get(0)?,
                line: row.get(1)?,
                superior: row.get(2)?,
                name: row.get(3)?,
                kind: row.get(4)?,
            })
        })
        .collect()
}
