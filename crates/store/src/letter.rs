//! Letters, thin: what came in, and the one turn it is.

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// A letter to be entered.
#[derive(Clone, Debug)]
pub struct NewLetter<'a> {
    /// Its id.
    pub id: i64,
    /// The book it stands in.
    pub series: &'a str,
    /// The number it was given there; may be empty.
    pub number: &'a str,
    /// The day on which it was received.
    pub received_on: Day,
}

/// Adds a letter to a book of the grant's body.
pub fn add(tx: &mut Tx, grant: &Grant, new: &NewLetter<'_>) {
    tx.put(
        "INSERT INTO letters (id, organisation_id, series, period, number, received_on) VALUES ($1, $2, $3, $4, $5, $6)",
        args![
            new.id,
            grant.organisation,
            new.series,
            i64::from(new.received_on.year()),
            new.number,
            new.received_on
        ],
    );
}

/// A letter as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRow {
    /// Its id.
    pub id: i64,
    /// The body that got it.
    pub organisation: i64,
    /// The book.
    pub series: String,
    /// Its number there.
    pub number: String,
    /// The day on which it was received.
    pub received_on: Day,
}

/// One letter.
pub async fn find(read: &mut impl Read, id: i64) -> Result<Option<LetterRow>, Error> {
    let row = read
        .row("SELECT id, organisation_id, series, number, received_on FROM letters WHERE id = $1", &args![id])
        .await?;
    row.map(|row| {
        Ok(LetterRow {
            id: row.get(0)?,
            organisation: row.get(1)?,
            series: row.get(2)?,
            number: row.get(3)?,
            received_on: row.get(4)?,
        })
    })
    .transpose()
}

/// The letter of a body with that number in a book of a year: a number typed twice is shown, not refused.
pub async fn of_number(
    read: &mut impl Read,
    organisation: i64,
    series: &str,
    period: i64,
    number: &str,
) -> Result<Option<i64>, Error> {
    let row = read
        .row(
            "SELECT min(id) FROM letters WHERE organisation_id = $1 AND period = $2 AND series = $3 AND number = $4",
            &args![organisation, period, series, number],
        )
        .await?;
    row.map_or(Ok(None), |row| row.get(0))
}
