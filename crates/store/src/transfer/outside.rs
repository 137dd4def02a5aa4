//! Bodies outside the program that a letter names first: where they belong, and whether one of that name is there already.

use domain::day::Day;
use domain::fold::fold;

use crate::reader::Read;
use crate::{Error, args};

/// The place of a body or one above it that is of a level.
pub async fn place_of(read: &mut dyn Read, organisation: i64, level: &str) -> Result<Option<i64>, Error> {
    let row = read
        .row(
            "SELECT CASE WHEN t.level = $2 THEN t.id WHEN p.level = $2 THEN p.id WHEN q.level = $2 THEN q.id END
             FROM organisations o JOIN territories t ON t.id = o.territory_id
             LEFT JOIN territories p ON p.id = t.parent_id LEFT JOIN territories q ON q.id = p.parent_id WHERE o.id = $1",
            &args![organisation, level],
        )
        .await?;
    row.map_or(Ok(None), |row| row.get(0))
}

/// The body of a place that has that name on a day, written with or without marks.
pub async fn named(read: &mut dyn Read, territory: i64, name: &str, on: Day) -> Result<Option<i64>, Error> {
    let row = read
        .row(
            "SELECT id FROM organisations WHERE territory_id = $1 AND fold = $2 AND valid_from_on <= $3 AND valid_to_on > $3
             ORDER BY id LIMIT 1",
            &args![territory, fold(name), on],
        )
        .await?;
    row.map(|row| row.get(0)).transpose()
}
