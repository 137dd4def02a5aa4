//! Who may chair a dialogue of a body: on a day, or on any day until one.

use domain::day::Day;

use crate::organisation::TermRow;
use crate::reader::Read;
use crate::{Error, Row, args};

/// Who may chair a dialogue of a body on a day: the holders of posts in bodies of its place and under it, itself first.
pub async fn chairs(read: &mut dyn Read, organisation: i64, on: Day) -> Result<Vec<TermRow>, Error> {
    let rows = read
        .rows(
            "SELECT m.id, m.person_id, p.name, m.post, c.id, c.name FROM organisations o
             JOIN organisations c ON c.territory_id = o.territory_id OR EXISTS (
               SELECT 1 FROM organisation_scope s WHERE s.ancestor_id = o.id AND s.organisation_id = c.id)
             JOIN terms m ON m.organisation_id = c.id AND m.from_on <= $2 AND m.to_on > $2
             JOIN people p ON p.id = m.person_id WHERE o.id = $1
             ORDER BY CASE WHEN c.id = $1 THEN 0 WHEN c.territory_id = o.territory_id THEN 1 ELSE 2 END, c.sort_key,
                      CASE WHEN m.post IN ('secretary', 'chairman', 'head') THEN 0 ELSE 1 END, p.sort_key, m.id
             LIMIT 200",
            &args![organisation, on],
        )
        .await?;
    rows.iter().map(term).collect()
}

fn term(row: &Row) -> Result<TermRow, Error> {
    Ok(TermRow {
        id: row.get(0)?,
        person: row.get(1)?,
        name: row.get(2)?,
        post: row.get(3)?,
        organisation: row.get(4)?,
        body: row.get(5)?,
    })
}

/// Who may chair a dialogue of a body, or might have until a day: as [`chairs`], and after those in office on the day those of each
/// body who were before, the latest first; with the first day of each term, and that on which it ended.
pub async fn chairs_until(read: &mut dyn Read, organisation: i64, on: Day) -> Result<Vec<(TermRow, Day, Day)>, Error> {
    let rows = read
        .rows(
            "SELECT m.id, m.person_id, p.name, m.post, c.id, c.name, m.from_on, m.to_on FROM organisations o
             JOIN organisations c ON c.territory_id = o.territory_id OR EXISTS (
               SELECT 1 FROM organisation_scope s WHERE s.ancestor_id = o.id AND s.organisation_id = c.id)
             JOIN terms m ON m.organisation_id = c.id AND m.from_on <= $2
             JOIN people p ON p.id = m.person_id WHERE o.id = $1
             ORDER BY CASE WHEN c.id = $1 THEN 0 WHEN c.territory_id = o.territory_id THEN 1 ELSE 2 END,
                      CASE WHEN m.to_on > $2 THEN 0 ELSE 1 END, c.sort_key,
                      CASE WHEN m.to_on > $2 THEN '' ELSE m.to_on END DESC,
                      CASE WHEN m.post IN ('secretary', 'chairman', 'head') THEN 0 ELSE 1 END, p.sort_key, m.id
             LIMIT 200",
            &args![organisation, on],
        )
        .await?;
    rows.iter().map(|row| Ok((term(row)?, row.get(6)?, row.get(7)?))).collect()
}

/// Who may chair a dialogue of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chair {
    /// The post's word.
    pub post: String,
    /// The level of the body of the post.
    pub level: String,
}

/// The holder of a term on a day, if the body of the post is of the same place, over it, or under the body.
pub async fn chair(read: &mut dyn Read, organisation: i64, term: i64, on: Day) -> Result<Option<Chair>, Error> {
    let row = read
        .row(
            "SELECT m.post, ct.level FROM terms m JOIN organisations c ON c.id = m.organisation_id
             JOIN territories ct ON ct.id = c.territory_id
             JOIN organisations o ON o.id = $1 JOIN territories t ON t.id = o.territory_id
             LEFT JOIN territories u ON u.id = t.parent_id
             WHERE m.id = $2 AND m.from_on <= $3 AND m.to_on > $3
               AND (c.territory_id = t.id OR c.territory_id = u.id OR c.territory_id = u.parent_id
                    OR EXISTS (SELECT 1 FROM organisation_scope s
                               WHERE s.ancestor_id = o.id AND s.organisation_id = c.id))",
            &args![organisation, term, on],
        )
        .await?;
    row.map(|row| Ok(Chair { post: row.get(0)?, level: row.get(1)? })).transpose()
}
