//! How people are told what came of the points they raised.

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::tx::Tx;
use crate::{Error, args};

/// Keeps how the person is told of a point, in place of what was chosen before. How it stands is for [`set_delivery`].
pub fn choose_delivery(tx: &mut Tx, _: &Grant, case: i64, point: i64, way: &str, on: Day) {
    tx.put(
        "INSERT INTO point_deliveries (case_point_id, case_id, way, chosen_on, state) VALUES ($2, $1, $3, $4, 'waiting')
         ON CONFLICT (case_point_id) DO UPDATE SET case_id = $1, way = $3, chosen_on = $4",
        args![case, point, way, on],
    );
}

/// Sets how telling the person of a point stands: `waiting`, `to_tell`, `told`, `struck`.
pub fn set_delivery(tx: &mut Tx, _: &Grant, point: i64, way: &str, on: Day, state: &str) {
    tx.put(
        "UPDATE point_deliveries SET way = $2, chosen_on = $3, state = $4 WHERE case_point_id = $1",
        args![point, way, on, state],
    );
}

/// How the person is told of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    /// The point.
    pub point: i64,
    /// `letter`, `village`, `spot`.
    pub way: String,
    /// The day on which that was chosen.
    pub chosen_on: Day,
    /// `waiting`, `to_tell`, `told`, `struck`.
    pub state: String,
}

/// How the person is told of the points of a case, as far as it was chosen.
pub async fn deliveries(read: &mut dyn Read, case: i64) -> Result<Vec<DeliveryRow>, Error> {
    let rows = read
        .rows(
            "SELECT case_point_id, way, chosen_on, state FROM point_deliveries WHERE case_id = $1 ORDER BY case_point_id",
            &args![case],
        )
        .await?;
    rows.iter()
        .map(|row| Ok(DeliveryRow { point: row.get(0)?, way: row.get(1)?, chosen_on: row.get(2)?, state: row.get(3)? }))
        .collect()
}

/// A point of which the person still has to be told what came.
#[derive(Clone, Debug)]
pub struct ToTellRow {
    /// The point.
    pub point: i64,
    /// The case.
    pub case: i64,
    /// The words of the case; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Village or commune of the matter.
    pub place: String,
    /// `letter` or `village`.
    pub way: String,
}

/// The points of cases over which a body decides of which the people still have to be told, from the one after a point on. Whoever raised what counts
/// in another case since is told as who raised that one.
pub async fn to_tell(read: &mut dyn Read, body: i64, after: i64, size: usize) -> Result<Page<ToTellRow>, Error> {
    let rows = read
        .rows(
            "SELECT w.point_id, w.case_id, x.body, t.name, w.way FROM (
               SELECT d.case_point_id AS point_id, k.id AS case_id, d.way AS way
               FROM point_deliveries d JOIN cases k ON k.id = d.case_id
               WHERE d.state = 'to_tell' AND k.decides_id = $1 AND k.merged_into_id IS NULL
               UNION ALL
               SELECT p.id, m.id, min(d.way)
               FROM point_deliveries d JOIN cases k ON k.id = d.case_id JOIN cases m ON m.merged_into_id = k.id
               JOIN case_points p ON p.case_id = m.id LEFT JOIN submissions b ON b.id = p.submission_id
               WHERE d.state = 'to_tell' AND k.decides_id = $1 AND k.merged_into_id IS NULL AND b.struck_event_id IS NULL
               GROUP BY p.id, m.id
             ) w JOIN cases c ON c.id = w.case_id JOIN case_points q ON q.id = w.point_id JOIN texts x ON x.id = q.text_id
             JOIN territories t ON t.id = c.territory_id
             WHERE w.point_id > $2 ORDER BY w.point_id LIMIT $3",
            &args![body, after, i64::try_from(size + 1).unwrap_or(i64::MAX)],
        )
        .await?;
    page(&rows, size, |row| {
        Ok(ToTellRow {
            point: row.get(0)?,
            case: row.get(1)?,
            words: row.get(2)?,
            place: row.get(3)?,
            way: row.get(4)?,
        })
    })
}
