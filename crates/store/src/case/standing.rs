//! The rows of a case beside its handling: who answers for it, whether it is suspended, where it counts, what people say.

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// How a case stands beside its handling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The body that decides over it: the one with which it was first raised, or the one that took its place.
    pub decides: i64,
    /// The body that answers for it.
    pub accountable: i64,
    /// Work on it stands still.
    pub suspended: bool,
    /// The case in which it counts.
    pub root: Option<i64>,
}

/// Sets how a case stands beside its handling, and with its clocks who answers for it and who decides where that is another. These
/// are looked up from the case: an `OR` of lists is a walk over all clocks for PostgreSQL.
pub fn set_beside(tx: &mut Tx, _: &Grant, id: i64, beside: &Beside) {
    tx.put(
        "UPDATE cases SET accountable_id = $2, suspended = $3, merged_into_id = $4, decides_id = $5 WHERE id = $1",
        args![id, beside.accountable, beside.suspended, beside.root, beside.decides],
    );
    tx.put(
        "UPDATE clocks SET bearer_id = $2, decides_id = $3
         WHERE (bearer_id IS NULL OR bearer_id <> $2 OR COALESCE(decides_id, 0) <> COALESCE($3, 0)) AND id IN (
           SELECT k.id FROM clocks k WHERE k.subject = 'case' AND k.subject_id = $1
           UNION ALL
           SELECT k.id FROM assignments a CROSS JOIN clocks k
           WHERE a.case_id = $1 AND k.subject = 'assignment' AND k.subject_id = a.id
           UNION ALL
           SELECT k.id FROM case_points q CROSS JOIN clocks k
           WHERE q.case_id = $1 AND k.subject = 'case_point' AND k.subject_id = q.id)",
        args![id, beside.accountable, (beside.decides != beside.accountable).then_some(beside.decides)],
    );
}

/// How a case stands beside its handling.
pub async fn beside(read: &mut dyn Read, id: i64) -> Result<Option<Beside>, Error> {
    let sql = "SELECT decides_id, accountable_id, suspended, merged_into_id FROM cases WHERE id = $1";
    let row = read.row(sql, &args![id]).await?;
    let beside = |row: crate::Row| {
        Ok(Beside { decides: row.get(0)?, accountable: row.get(1)?, suspended: row.get(2)?, root: row.get(3)? })
    };
    row.map(beside).transpose()
}

/// A case as another one may be merged into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// The body with which it was first raised.
    pub origin: i64,
    /// The day on which it was.
    pub raised_on: Day,
    /// How it stands.
    pub handling: String,
    /// The case in which it counts itself.
    pub root: Option<i64>,
}

/// A case as another one may be merged into it.
pub async fn root(read: &mut dyn Read, id: i64) -> Result<Option<Root>, Error> {
    let row =
        read.row("SELECT origin_id, raised_on, handling, merged_into_id FROM cases WHERE id = $1", &args![id]).await?;
    row.map(|row| Ok(Root { origin: row.get(0)?, raised_on: row.get(1)?, handling: row.get(2)?, root: row.get(3)? }))
        .transpose()
}

/// Makes this act one after the other with any that changes that case, though nothing of it changes.
pub fn hold(tx: &mut Tx, _: &Grant, id: i64) {
    tx.put("UPDATE cases SET version = version WHERE id = $1", args![id]);
}

/// The cases that count in one, oldest first.
pub async fn merged_into(read: &mut dyn Read, id: i64) -> Result<Vec<i64>, Error> {
    let rows = read.rows("SELECT id FROM cases WHERE merged_into_id = $1 ORDER BY id", &args![id]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// The bodies of the Front of the place of a body on a day.
pub async fn fronts(read: &mut dyn Read, body: i64, on: Day) -> Result<Vec<i64>, Error> {
    let rows = read
        .rows(
            "SELECT f.id FROM organisations o JOIN organisations f ON f.territory_id = o.territory_id AND f.kind = 'front'
             WHERE o.id = $1 AND f.valid_from_on <= $2 AND f.valid_to_on > $2 ORDER BY f.id",
            &args![body, on],
        )
        .await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// What somebody said of a result.
#[derive(Clone, Copy, Debug)]
pub struct NewAssessment<'a> {
    /// Its id.
    pub id: i64,
    /// The case.
    pub case: i64,
    /// The reply they were asked about.
    pub reply: i64,
    /// `agreed`, `not_agreed`, `none`.
    pub value: &'a str,
    /// The day.
    pub assessed_on: Day,
    /// How often they were reached for.
    pub contacts: i64,
    /// Their words.
    pub text: Option<i64>,
    /// The event.
    pub event: i64,
}

/// Keeps what somebody said of a result.
pub fn add_assessment(tx: &mut Tx, _: &Grant, new: &NewAssessment<'_>) {
    tx.put(
        "INSERT INTO assessments (id, case_id, reply_id, value, assessed_on, contacts, text_id, event_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![new.id, new.case, new.reply, new.value, new.assessed_on, new.contacts, new.text, new.event],
    );
}
