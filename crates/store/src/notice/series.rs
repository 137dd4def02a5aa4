//! The series by which a body numbers its papers: typed from its own book unless it says that the program draws them.

use domain::day::Day;
use domain::notice::{NumberMode, NumberRuns, Series};

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// A series as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeriesRow {
    /// Who gives the numbers.
    pub mode: NumberMode,
    /// Over what time they run on.
    pub runs: NumberRuns,
    /// The year of the last number that was drawn; 0 before.
    pub counted_in: i64,
    /// The next number.
    pub next: i64,
}

/// The series of a body, if it ever said anything of it.
pub async fn find(read: &mut dyn Read, organisation: i64, series: Series) -> Result<Option<SeriesRow>, Error> {
    let row = read
        .row(
            "SELECT mode, runs, counted_in, next FROM number_series WHERE organisation_id = $1 AND series = $2",
            &args![organisation, series.as_str()],
        )
        .await?;
    row.map(|row| {
        let (mode, runs): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(SeriesRow {
            mode: NumberMode::parse(&mode).ok_or_else(|| Error::Corrupt(format!("numbers that are {mode}")))?,
            runs: NumberRuns::parse(&runs).ok_or_else(|| Error::Corrupt(format!("numbers by {runs}")))?,
            counted_in: row.get(2)?,
            next: row.get(3)?,
        })
    })
    .transpose()
}

/// Sets how a body numbers its papers of one kind.
pub fn set(tx: &mut Tx, _: &Grant, organisation: i64, series: Series, now: &SeriesRow) {
    tx.put(
        "INSERT INTO number_series (organisation_id, series, mode, runs, counted_in, next) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (organisation_id, series) DO UPDATE SET mode = excluded.mode, runs = excluded.runs,
           counted_in = excluded.counted_in, next = excluded.next",
        args![organisation, series.as_str(), now.mode.as_str(), now.runs.as_str(), now.counted_in, now.next],
    );
}

/// Draws the next number for a paper of that day; nothing where the day lies in a year before that of the last one drawn.
/// Two papers that are issued at once take turns: the second one is run again.
pub async fn draw(
    tx: &mut Tx,
    _: &Grant,
    organisation: i64,
    series: Series,
    row: &SeriesRow,
    on: Day,
) -> Result<Option<i64>, Error> {
    let year = i64::from(on.year());
    let number = match row.runs {
        NumberRuns::Year if row.counted_in != 0 && year < row.counted_in => return Ok(None),
        NumberRuns::Year if row.counted_in != 0 && year > row.counted_in => 1,
        _ => row.next,
    };
    tx.run(
        "UPDATE number_series SET next = $3, counted_in = $4 WHERE organisation_id = $1 AND series = $2",
        &args![organisation, series.as_str(), number + 1, year],
    )
    .await?;
    Ok(Some(number))
}
