//! Letters, thin: what came in, and the one turn it is.

use domain::day::{Day, Instant};
use domain::span::Axis;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::tx::Tx;
use crate::{Error, Row, args};

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
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<LetterRow>, Error> {
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
    read: &mut dyn Read,
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

/// A letter in the list, with the matter it raises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterLine {
    /// The letter.
    pub letter: LetterRow,
    /// Name of the body that got it.
    pub body: String,
    /// The words; nothing once erased or while they are kept from everybody.
    pub words: Option<String>,
    /// Code of the field; empty while it is not known.
    pub field: String,
    /// Its case.
    pub case: i64,
    /// The outcome of the case as it stands today, by its code.
    pub outcome: String,
}

fn line(row: &Row) -> Result<LetterLine, Error> {
    Ok(LetterLine {
        letter: LetterRow {
            id: row.get(0)?,
            organisation: row.get(1)?,
            series: row.get(2)?,
            number: row.get(3)?,
            received_on: row.get(4)?,
        },
        body: row.get(5)?,
        words: row.get(6)?,
        field: row.get(7)?,
        case: row.get(8)?,
        outcome: row.get(9)?,
    })
}

/// The letters of the grant's body, and of those under it where the grant holds for them, the newest first, from the key on.
pub async fn list(
    read: &mut dyn Read,
    grant: &Grant,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<LetterLine>, Error> {
    let (on, id) = before.unwrap_or((Day::OPEN, i64::MAX));
    let today = read.today();
    let alone = if grant.below { "" } else { "AND l.organisation_id = $1" };
    let rows = read
        .rows(
            &format!(
                "SELECT l.id, l.organisation_id, l.series, l.number, l.received_on, o.name, x.body, b.field, c.id,
                        COALESCE(z.value, '')
                 FROM organisation_scope s JOIN letters l ON l.organisation_id = s.organisation_id
                 JOIN organisations o ON o.id = l.organisation_id
                 JOIN turns t ON t.source = 'letter' AND t.source_id = l.id
                 JOIN submissions b ON b.turn_id = t.id AND b.no = 1 JOIN texts x ON x.id = b.text_id
                 JOIN case_points q ON q.submission_id = b.id
                   AND q.id = (SELECT min(y.id) FROM case_points y WHERE y.submission_id = b.id)
                 JOIN cases c ON c.id = q.case_id
                 LEFT JOIN spans z ON z.subject = 'case' AND z.subject_id = c.id AND z.axis = $5
                   AND z.from_on <= $6 AND z.to_on > $6 AND z.known_to_at = $7
                 WHERE s.ancestor_id = $1 AND (l.received_on < $2 OR (l.received_on = $2 AND l.id < $3)) {alone}
                 ORDER BY l.received_on DESC, l.id DESC LIMIT $4"
            ),
            &args![
                grant.organisation,
                on,
                id,
                i64::try_from(size + 1).unwrap_or(i64::MAX),
                Axis::Outcome.as_str(),
                today,
                Instant::OPEN
            ],
        )
        .await?;
    page(&rows, size, line)
}
