//! What goes on within an assignment: a question asked back, and the parts that the lead gave to bodies under it.

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::tx::Tx;
use crate::{Error, args};

/// Sets since when a question that was asked back of an assignment waits for an answer; none while none does.
pub fn set_asked(tx: &mut Tx, _: &Grant, assignment: i64, on: Option<Day>) {
    tx.put("UPDATE assignments SET asked_on = $2 WHERE id = $1", args![assignment, on]);
}

/// The assignments of a case of which a question waits, with its day.
pub async fn asked(read: &mut dyn Read, case: i64) -> Result<Vec<(i64, Day)>, Error> {
    let rows = read
        .rows(
            "SELECT id, asked_on FROM assignments WHERE case_id = $1 AND asked_on IS NOT NULL ORDER BY id",
            &args![case],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// A case of which the lead asked back.
#[derive(Clone, Debug)]
pub struct AskedRow {
    /// The case.
    pub case: i64,
    /// The words of the case; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Village or commune of the matter.
    pub place: String,
    /// The body that asks.
    pub body: String,
    /// The day on which it asked.
    pub on: Day,
}

/// The questions about cases over which a body decides that wait for an answer, the oldest first.
pub async fn questions(read: &mut dyn Read, body: i64, size: usize) -> Result<Page<AskedRow>, Error> {
    let rows = read
        .rows(
            "SELECT c.id, x.body, t.name, o.name, a.asked_on FROM assignments a JOIN cases c ON c.id = a.case_id
             JOIN texts x ON x.id = c.text_id JOIN territories t ON t.id = c.territory_id
             JOIN organisations o ON o.id = a.lead_id
             WHERE a.asked_on IS NOT NULL AND a.state IN ('open', 'accepted') AND c.decides_id = $1
               AND c.merged_into_id IS NULL
             ORDER BY a.asked_on, a.id LIMIT $2",
            &args![body, i64::try_from(size + 1).unwrap_or(i64::MAX)],
        )
        .await?;
    page(&rows, size, |row| {
        Ok(AskedRow { case: row.get(0)?, words: row.get(1)?, place: row.get(2)?, body: row.get(3)?, on: row.get(4)? })
    })
}

/// The bodies under one on a day, to which it can give a part of its work: id and name, by name; at most `limit`.
pub async fn under(read: &mut dyn Read, body: i64, on: Day, limit: i64) -> Result<Vec<(i64, String)>, Error> {
    let rows = read
        .rows(
            "SELECT o.id, o.name FROM organisation_scope s JOIN organisations o ON o.id = s.organisation_id
             WHERE s.ancestor_id = $1 AND o.id <> $1 AND o.outside = 0 AND o.valid_from_on <= $2 AND o.valid_to_on > $2
             ORDER BY o.sort_key, o.id LIMIT $3",
            &args![body, on, limit],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// A part to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewPart {
    /// Its id.
    pub id: i64,
    /// The case.
    pub case: i64,
    /// The assignment.
    pub assignment: i64,
    /// The body that does it.
    pub to: i64,
    /// Day on which it was given.
    pub given_on: Day,
    /// Its last day.
    pub due_on: Day,
    /// What has to be done.
    pub text: i64,
}

/// Keeps a part.
pub fn add_part(tx: &mut Tx, _: &Grant, new: &NewPart) {
    tx.put(
        "INSERT INTO assignment_parts (id, case_id, assignment_id, organisation_id, given_on, due_on, text_id, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'open')",
        args![new.id, new.case, new.assignment, new.to, new.given_on, new.due_on, new.text],
    );
}

/// Sets how a part stands: `open`, `done`, `ended`, `struck`.
pub fn set_part(tx: &mut Tx, _: &Grant, id: i64, state: &str) {
    tx.put("UPDATE assignment_parts SET state = $2 WHERE id = $1", args![id, state]);
}

/// A part as the page of its case shows it.
#[derive(Clone, Debug)]
pub struct PartRow {
    /// Its id.
    pub id: i64,
    /// The assignment.
    pub assignment: i64,
    /// The body that does it.
    pub to: i64,
    /// Its name.
    pub to_name: String,
    /// Day on which it was given.
    pub given_on: Day,
    /// Its last day.
    pub due_on: Day,
    /// What has to be done; nothing once erased.
    pub words: Option<String>,
    /// `open`, `done`, `ended`, `struck`.
    pub state: String,
}

/// The parts of the assignments of a case, in the order in which they were given.
pub async fn parts(read: &mut dyn Read, case: i64) -> Result<Vec<PartRow>, Error> {
    let rows = read
        .rows(
            "SELECT p.id, p.assignment_id, p.organisation_id, o.name, p.given_on, p.due_on, x.body, p.state
             FROM assignment_parts p
             JOIN organisations o ON o.id = p.organisation_id JOIN texts x ON x.id = p.text_id
             WHERE p.case_id = $1 ORDER BY p.id",
            &args![case],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(PartRow {
                id: row.get(0)?,
                assignment: row.get(1)?,
                to: row.get(2)?,
                to_name: row.get(3)?,
                given_on: row.get(4)?,
                due_on: row.get(5)?,
                words: row.get(6)?,
                state: row.get(7)?,
            })
        })
        .collect()
}

/// A part that a body has to do.
#[derive(Clone, Debug)]
pub struct OwnPartRow {
    /// The case.
    pub case: i64,
    /// The words of the case; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Village or commune of the matter.
    pub place: String,
    /// What has to be done; nothing once erased.
    pub work: Option<String>,
    /// The body that gave it.
    pub from_name: String,
    /// Its last day.
    pub due_on: Day,
}

/// The parts that a body was given and that are not done, the nearest last day first.
pub async fn own_parts(read: &mut dyn Read, body: i64, size: usize) -> Result<Page<OwnPartRow>, Error> {
    let rows = read
        .rows(
            "SELECT c.id, x.body, t.name, w.body, o.name, p.due_on FROM assignment_parts p
             JOIN assignments a ON a.id = p.assignment_id JOIN cases c ON c.id = p.case_id
             JOIN texts x ON x.id = c.text_id JOIN texts w ON w.id = p.text_id
             JOIN territories t ON t.id = c.territory_id JOIN organisations o ON o.id = a.lead_id
             WHERE p.organisation_id = $1 AND p.state = 'open' AND c.merged_into_id IS NULL
             ORDER BY p.due_on, p.id LIMIT $2",
            &args![body, i64::try_from(size + 1).unwrap_or(i64::MAX)],
        )
        .await?;
    page(&rows, size, |row| {
        Ok(OwnPartRow {
            case: row.get(0)?,
            words: row.get(1)?,
            place: row.get(2)?,
            work: row.get(3)?,
            from_name: row.get(4)?,
            due_on: row.get(5)?,
        })
    })
}
