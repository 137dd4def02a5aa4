//! Places and bodies that the rows of a table may name.

use domain::day::Day;

use crate::reader::Read;
use crate::transfer::outside;
use crate::{Error, args};

/// Level and code of a place.
pub async fn official(read: &mut dyn Read, place: i64) -> Result<(String, String), Error> {
    let row = read.row("SELECT level, code FROM territories WHERE id = $1", &args![place]).await?;
    let row = row.ok_or_else(|| Error::Corrupt("no such place".to_owned()))?;
    Ok((row.get(0)?, row.get(1)?))
}

/// The row of a unit of the official tables on a day, where one is in use.
pub async fn place(read: &mut dyn Read, level: &str, code: &str, on: Day) -> Result<Option<i64>, Error> {
    let row = read
        .row(
            "SELECT id FROM territories WHERE level = $1 AND code = $2 AND valid_from_on <= $3 AND valid_to_on > $3",
            &args![level, code, on],
        )
        .await?;
    row.map(|row| row.get(0)).transpose()
}

const BODIES: &str = "SELECT o.id, {column} FROM organisations o JOIN territories t ON t.id = o.territory_id
             LEFT JOIN territories p ON p.id = t.parent_id JOIN organisations a ON a.id = $1
             WHERE o.outside = 0 AND o.valid_from_on <= $2 AND o.valid_to_on > $2
               AND (a.territory_id IN (t.id, COALESCE(t.parent_id, t.id), COALESCE(p.parent_id, t.id))
                 OR EXISTS (SELECT 1 FROM organisation_scope c WHERE c.ancestor_id = $1 AND c.organisation_id = o.id))
             ORDER BY o.id";

/// Bodies that could lead what is raised with one, by folded name: of its place or of one within it, or under it; on a day.
pub async fn bodies(read: &mut dyn Read, organisation: i64, on: Day) -> Result<Vec<(i64, String)>, Error> {
    let rows = read.rows(&BODIES.replace("{column}", "o.fold"), &args![organisation, on]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The same bodies, as they are called.
pub async fn bodies_named(read: &mut dyn Read, organisation: i64, on: Day) -> Result<Vec<(i64, String)>, Error> {
    let rows = read.rows(&BODIES.replace("{column}", "o.name"), &args![organisation, on]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The levels at which there are bodies outside the program, the nearest first.
pub const LEVELS: [&str; 3] = ["commune", "district", "province"];

/// Bodies outside the program to which something can be sent, of the place of one or of those above it on a day, as they are
/// called.
pub async fn receivers(
    read: &mut dyn Read,
    organisation: i64,
    on: Day,
    levels: &[&str],
) -> Result<Vec<(i64, String)>, Error> {
    let mut found = Vec::new();
    for level in levels {
        let Some(place) = outside::place_of(read, organisation, level).await? else { continue };
        let rows = read.rows(RECEIVERS, &args![place, on]).await?;
        for row in &rows {
            found.push((row.get(0)?, row.get(1)?));
        }
    }
    Ok(found)
}

const RECEIVERS: &str =
    "SELECT id, name FROM organisations WHERE territory_id = $1 AND outside = 1 AND valid_from_on <= $2
             AND valid_to_on > $2 ORDER BY id";

/// The bodies of the place of a code on a day, with their names, by id.
pub async fn bodies_of_place(read: &mut dyn Read, code: &str, on: Day) -> Result<Vec<(i64, String)>, Error> {
    let rows = read
        .rows(
            "SELECT o.id, o.name FROM territories t JOIN organisations o ON o.territory_id = t.id
             WHERE t.code = $1 AND t.level <> 'village' AND o.outside = 0 AND o.valid_from_on <= $2 AND o.valid_to_on > $2
             ORDER BY o.id",
            &args![code, on],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}
