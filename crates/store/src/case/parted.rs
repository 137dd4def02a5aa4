//! The points of a case that came from another case: linked to it, and parted from it again.

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// Makes what a submission raises the last point of a case.
pub fn add_point(tx: &mut Tx, _: &Grant, point: i64, case: i64, submission: i64) {
    tx.put(
        "INSERT INTO case_points (id, case_id, no, submission_id, text_id)
         SELECT $1, c.id, (SELECT max(q.no) + 1 FROM case_points q WHERE q.case_id = c.id), b.id, b.text_id
         FROM cases c JOIN submissions b ON b.id = $3 WHERE c.id = $2",
        args![point, case, submission],
    );
}

/// Takes a point out of a case of which nothing tells yet.
pub fn part_point(tx: &mut Tx, _: &Grant, point: i64) {
    tx.put("DELETE FROM case_points WHERE id = $1", args![point]);
}

/// A case that was linked to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The case.
    pub case: i64,
    /// Its version.
    pub version: i64,
    /// The point that it is in the other one.
    pub point: i64,
}

/// The cases that are points of a case now, in the order of the points.
pub async fn linked(read: &mut dyn Read, root: i64) -> Result<Vec<Linked>, Error> {
    let rows = read
        .rows(
            "SELECT c.id, c.version, q.id FROM case_points q JOIN case_points o ON o.submission_id = q.submission_id
             JOIN cases c ON c.id = o.case_id AND c.merged_into_id = q.case_id WHERE q.case_id = $1 ORDER BY q.no",
            &args![root],
        )
        .await?;
    rows.iter().map(|row| Ok(Linked { case: row.get(0)?, version: row.get(1)?, point: row.get(2)? })).collect()
}

/// The points of a case, each with the day on which its matter was raised, by whoever it was.
pub async fn points_raised_on(read: &mut dyn Read, case: i64) -> Result<Vec<(i64, Day)>, Error> {
    let rows = read
        .rows(
            "SELECT q.id, b.happened_on FROM case_points q JOIN submissions b ON b.id = q.submission_id
             WHERE q.case_id = $1 ORDER BY q.no, q.id",
            &args![case],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Whether a case of a submission has a point of another one, too.
pub async fn shares_case(read: &mut dyn Read, submission: i64) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT count(*) FROM case_points q
             WHERE q.case_id IN (SELECT z.case_id FROM case_points z WHERE z.submission_id = $1)",
            &args![submission],
        )
        .await?;
    Ok(row.map_or(Ok(0_i64), |row| row.get(0))? > 1)
}
