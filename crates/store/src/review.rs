//! Reviews of results with which people do not agree: who decides them, how they stand, which wait.

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// A review to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewReview {
    /// Its id.
    pub id: i64,
    /// The case.
    pub case: i64,
    /// What the person said.
    pub assessment: i64,
    /// 1, or 2 for the body above.
    pub level: i64,
    /// The body that decides over the case.
    pub decides: i64,
    /// The body that decides; none where the one above is not known to the program.
    pub body: Option<i64>,
    /// The day on which the person did not agree.
    pub opened_on: Day,
}

/// Keeps a review that waits.
pub fn open(tx: &mut Tx, _: &Grant, new: &NewReview) {
    tx.put(
        "INSERT INTO reviews (id, case_id, assessment_id, level, decides_id, organisation_id, opened_on, state,
           origin_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', (SELECT c.origin_id FROM cases c WHERE c.id = $2))",
        args![new.id, new.case, new.assessment, new.level, new.decides, new.body, new.opened_on],
    );
}

/// Keeps what the paper of a decision says.
pub fn decide(tx: &mut Tx, _: &Grant, id: i64, number: &str, text: i64) {
    tx.put("UPDATE reviews SET number = $2, text_id = $3 WHERE id = $1", args![id, number, text]);
}

/// How a review stands by the events of its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// `open`, `upheld`, `not_upheld`, `withdrawn`, `struck`.
    pub state: &'static str,
    /// The day on which the person did not agree.
    pub opened_on: Day,
    /// The day on which it was decided.
    pub decided_on: Option<Day>,
}

/// Sets how a review stands.
pub fn set_state(tx: &mut Tx, _: &Grant, id: i64, to: &State) {
    tx.put(
        "UPDATE reviews SET state = $2, opened_on = $3, decided_on = $4 WHERE id = $1",
        args![id, to.state, to.opened_on, to.decided_on],
    );
}

/// The body above another one in a line on a day.
pub async fn above(read: &mut dyn Read, body: i64, line: &str, on: Day) -> Result<Option<i64>, Error> {
    let row = read
        .row(
            "SELECT superior_id FROM organisation_links
             WHERE organisation_id = $1 AND line = $2 AND from_on <= $3 AND to_on > $3",
            &args![body, line, on],
        )
        .await?;
    row.map(|row| row.get(0)).transpose()
}

/// A review as the page of its case shows it.
#[derive(Clone, Debug)]
pub struct ReviewRow {
    /// Its id.
    pub id: i64,
    /// 1, or 2 for the body above.
    pub level: i64,
    /// The body that decides; none where the one above is not known to the program.
    pub body: Option<i64>,
    /// Its name.
    pub body_name: Option<String>,
    /// The day on which the person did not agree.
    pub opened_on: Day,
    /// Why they did not; nothing once erased.
    pub reason: Option<String>,
    /// `open`, `upheld`, `not_upheld`, `withdrawn`, `struck`.
    pub state: String,
    /// The day on which it was decided.
    pub decided_on: Option<Day>,
    /// Number of the paper of the decision; may be empty.
    pub number: String,
    /// What the person was told; nothing before, and once erased.
    pub words: Option<String>,
}

/// The reviews of a case, oldest first.
pub async fn of_case(read: &mut dyn Read, case: i64) -> Result<Vec<ReviewRow>, Error> {
    let rows = read
        .rows(
            "SELECT r.id, r.level, r.organisation_id, o.name, r.opened_on, x.body, r.state, r.decided_on,
                    COALESCE(r.number, ''), w.body
             FROM reviews r JOIN assessments a ON a.id = r.assessment_id LEFT JOIN texts x ON x.id = a.text_id
             LEFT JOIN texts w ON w.id = r.text_id LEFT JOIN organisations o ON o.id = r.organisation_id
             WHERE r.case_id = $1 ORDER BY r.id",
            &args![case],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(ReviewRow {
                id: row.get(0)?,
                level: row.get(1)?,
                body: row.get(2)?,
                body_name: row.get(3)?,
                opened_on: row.get(4)?,
                reason: row.get(5)?,
                state: row.get(6)?,
                decided_on: row.get(7)?,
                number: row.get(8)?,
                words: row.get(9)?,
            })
        })
        .collect()
}

/// A review that waits, as a list shows it.
#[derive(Clone, Debug)]
pub struct WaitingRow {
    /// The case.
    pub case: i64,
    /// Its first words; nothing where they are kept.
    pub words: Option<String>,
    /// 1, or 2 for the body above.
    pub level: i64,
    /// The body that decides, where it is known.
    pub body: Option<String>,
    /// The day on which the person did not agree.
    pub opened_on: Day,
}

/// The reviews that a body has to decide, or that the one above it has to decide of what it decides over: the oldest
/// first, at most `limit`.
pub async fn waiting(read: &mut dyn Read, grant: &Grant, limit: usize) -> Result<Vec<WaitingRow>, Error> {
    let rows = read
        .rows(
            "SELECT r.case_id, x.body, r.level, o.name, r.opened_on, r.id FROM (
               SELECT q.id AS id FROM reviews q WHERE q.decides_id = $1 AND q.state = 'open'
               UNION SELECT q.id FROM reviews q WHERE q.organisation_id = $1 AND q.state = 'open') w
             JOIN reviews r ON r.id = w.id JOIN cases c ON c.id = r.case_id JOIN texts x ON x.id = c.text_id
             LEFT JOIN organisations o ON o.id = r.organisation_id
             ORDER BY r.opened_on, r.id LIMIT $2",
            &args![grant.organisation, i64::try_from(limit).unwrap_or(i64::MAX)],
        )
        .await?;
    rows.iter().map(waits).collect()
}

fn waits(row: &Row) -> Result<WaitingRow, Error> {
    Ok(WaitingRow {
        case: row.get(0)?,
        words: row.get(1)?,
        level: row.get(2)?,
        body: row.get(3)?,
        opened_on: row.get(4)?,
    })
}
