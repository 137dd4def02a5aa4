//! What somebody follows by code and PIN: one submission, and where the matter came since.

use domain::day::Day;

use crate::reader::Read;
use crate::{Error, args};

/// A submission that its code opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The submission.
    pub submission: i64,
    /// Its words.
    pub words: String,
    /// The day on which it was raised.
    pub raised_on: Day,
    /// The dialogue in which it was; none for a letter.
    pub dialogue: Option<i64>,
    /// By which way it was raised.
    pub channel: String,
    /// The case that it opened.
    pub case: i64,
    /// The body with which it was raised.
    pub origin: i64,
    /// That body's name.
    pub origin_name: String,
}

/// The submission of an id, where its words can be shown; nothing where there is none, it was struck, or its words are kept
/// from everybody or erased.
pub async fn find(read: &mut dyn Read, submission: i64) -> Result<Option<Followed>, Error> {
    let row = read
        .row(
            "SELECT b.id, x.body, b.happened_on, s.dialogue_id, b.channel, c.id, c.origin_id, o.name
             FROM submissions b JOIN texts x ON x.id = b.text_id AND x.id <> $2 AND x.body IS NOT NULL
             JOIN turns t ON t.id = b.turn_id LEFT JOIN sessions s ON t.source = 'session' AND s.id = t.source_id
             JOIN case_points q ON q.submission_id = b.id JOIN cases c ON c.id = q.case_id
             JOIN organisations o ON o.id = c.origin_id
             WHERE b.id = $1 AND b.struck_event_id IS NULL AND c.handling <> 'struck' ORDER BY q.id LIMIT 1",
            &args![submission, crate::submission::KEPT],
        )
        .await?;
    row.map(|row| {
        Ok(Followed {
            submission: row.get(0)?,
            words: row.get(1)?,
            raised_on: row.get(2)?,
            dialogue: row.get(3)?,
            channel: row.get(4)?,
            case: row.get(5)?,
            origin: row.get(6)?,
            origin_name: row.get(7)?,
        })
    })
    .transpose()
}

/// The points behind a submission, with their cases, oldest first: its own, and those that it was linked as.
pub async fn points(read: &mut dyn Read, submission: i64) -> Result<Vec<(i64, i64)>, Error> {
    let rows = read
        .rows("SELECT id, case_id FROM case_points WHERE submission_id = $1 ORDER BY id", &args![submission])
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The submissions of a case whose code can be given: those that were not struck and whose words can be shown; the
/// submission, and the number of its point.
pub async fn of_case(read: &mut dyn Read, case: i64) -> Result<Vec<(i64, i64)>, Error> {
    let rows = read
        .rows(
            "SELECT b.id, q.no FROM case_points q JOIN submissions b ON b.id = q.submission_id
             JOIN texts x ON x.id = b.text_id AND x.id <> $2 AND x.body IS NOT NULL
             WHERE q.case_id = $1 AND b.struck_event_id IS NULL ORDER BY q.no",
            &args![case, crate::submission::KEPT],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}
