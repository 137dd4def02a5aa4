//! What a body or a term leaves: everything for which somebody has to answer afterwards.

use domain::day::Day;
use domain::handover::{Candidate, Kind, Lies};

use crate::reader::Read;
use crate::sql::places;
use crate::{Error, Row, Value, args};

/// Something left, before it is on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftItem {
    /// What it is.
    pub kind: Kind,
    /// Id of the case, the dialogue, the account or the body.
    pub subject: i64,
    /// The role of an account, the line of a body; otherwise empty.
    pub detail: String,
    /// The commune or wider place in which it lies.
    pub territory: i64,
    /// Code of the field of a case.
    pub field: String,
    /// That place among the official units.
    pub lies: Lies,
}

/// A dialogue in one of these states leaves nothing to do.
const CONCLUDED: &str = "('concluded', 'struck')";

/// A session that has not begun still needs somebody who chairs it.
const TO_COME: &str = "z.opened_event_id IS NULL AND z.held_event_id IS NULL AND z.struck = 0";

/// The place of a village is its commune.
const PLACE: &str = "CASE WHEN t.level = 'village' THEN COALESCE(t.parent_id, t.id) ELSE t.id END";

/// What a body has today, having ended on a day: every case for which it answers or over which it decides, settled and struck ones
/// too, for they may be reopened and restored; those of which it sent something on that waits for an answer; dialogues not concluded that it holds or one of its officials chairs; roles in it; the
/// bodies under it in any line.
pub async fn of_body(read: &mut dyn Read, organisation: i64, on: Day) -> Result<Vec<LeftItem>, Error> {
    let mut left = Vec::new();
    let cases = format!(
        "SELECT c.id, '', p.id, c.field, p.level, p.code, p.valid_to_on FROM (
           SELECT b.id AS id FROM cases b WHERE b.accountable_id = $1
           UNION SELECT d.id FROM cases d WHERE d.decides_id = $1
           UNION SELECT z.case_id FROM transfers z WHERE z.sender_id = $1 AND z.state IN ('sent', 'received')
         ) w JOIN cases c ON c.id = w.id
         JOIN territories t ON t.id = c.territory_id JOIN territories p ON p.id = {PLACE} ORDER BY c.id"
    );
    add(read, &mut left, Kind::Case, &cases, &args![organisation], on).await?;
    let dialogues = format!(
        "SELECT d.id, '', p.id, '', p.level, p.code, p.valid_to_on FROM dialogues d
         JOIN sessions x ON x.dialogue_id = d.id AND x.no = 1
         JOIN territories t ON t.id = x.territory_id JOIN territories p ON p.id = {PLACE}
         WHERE d.state NOT IN {CONCLUDED} AND (d.organisation_id = $1 OR d.chair_term_id IN (
           SELECT m.id FROM terms m WHERE m.organisation_id = $1) OR d.id IN (
           SELECT z.dialogue_id FROM sessions z JOIN terms m ON m.id = z.chair_term_id
           WHERE {TO_COME} AND m.organisation_id = $1)) ORDER BY d.id"
    );
    add(read, &mut left, Kind::Dialogue, &dialogues, &args![organisation], on).await?;
    let memberships =
        "SELECT DISTINCT m.account_id, m.role, t.id, '', t.level, t.code, t.valid_to_on FROM memberships m
         JOIN organisations o ON o.id = m.organisation_id JOIN territories t ON t.id = o.territory_id
         WHERE m.organisation_id = $1 AND m.to_on > $2 AND m.to_on > m.from_on ORDER BY m.account_id, m.role";
    let today = read.today();
    add(read, &mut left, Kind::Membership, memberships, &args![organisation, today], on).await?;
    let bodies = "SELECT DISTINCT l.organisation_id, l.line, t.id, '', t.level, t.code, t.valid_to_on
         FROM organisation_links l JOIN organisations o ON o.id = l.organisation_id
         JOIN territories t ON t.id = o.territory_id
         WHERE l.superior_id = $1 AND l.to_on > $2 AND l.to_on > l.from_on AND o.valid_to_on > $2
         ORDER BY l.organisation_id, l.line";
    add(read, &mut left, Kind::Body, bodies, &args![organisation, today], on).await?;
    Ok(left)
}

/// How much of that has no other place: what came to the body after it had ended. A dialogue of another body that one of
/// its officials chaired stays with that body; no case over which it decides, or of which it sent something on, and for which another
/// body answers comes later.
pub async fn came_after(read: &mut dyn Read, organisation: i64, on: Day) -> Result<usize, Error> {
    let foreign = format!(
        "SELECT d.id FROM dialogues d WHERE d.state NOT IN {CONCLUDED} AND d.organisation_id <> $1
           AND (d.chair_term_id IN (SELECT m.id FROM terms m WHERE m.organisation_id = $1) OR d.id IN (
             SELECT z.dialogue_id FROM sessions z JOIN terms m ON m.id = z.chair_term_id
             WHERE {TO_COME} AND m.organisation_id = $1))"
    );
    let foreign = read.rows(&foreign, &args![organisation]).await?.len();
    let led = "SELECT c.id FROM cases c WHERE c.decides_id = $1 AND c.accountable_id <> $1
         UNION SELECT z.case_id FROM transfers z JOIN cases c ON c.id = z.case_id
         WHERE z.sender_id = $1 AND z.state IN ('sent', 'received') AND c.accountable_id <> $1";
    let led = read.rows(led, &args![organisation]).await?.len();
    Ok(of_body(read, organisation, on).await?.len().saturating_sub(foreign + led))
}

/// What the term of an official leaves in the body of the post: dialogues not concluded that it chairs, and the roles of
/// the official's account there, unless another post in it lasts.
pub async fn of_term(
    read: &mut dyn Read,
    term: i64,
    organisation: i64,
    person: i64,
    on: Day,
) -> Result<Vec<LeftItem>, Error> {
    let mut left = Vec::new();
    let dialogues = format!(
        "SELECT d.id, '', p.id, '', p.level, p.code, p.valid_to_on FROM dialogues d
         JOIN sessions x ON x.dialogue_id = d.id AND x.no = 1
         JOIN territories t ON t.id = x.territory_id JOIN territories p ON p.id = {PLACE}
         WHERE d.state NOT IN {CONCLUDED} AND (d.chair_term_id = $1 OR d.id IN (
           SELECT z.dialogue_id FROM sessions z WHERE {TO_COME} AND z.chair_term_id = $1)) ORDER BY d.id"
    );
    add(read, &mut left, Kind::Dialogue, &dialogues, &args![term], on).await?;
    let memberships = "SELECT DISTINCT m.account_id, m.role, t.id, '', t.level, t.code, t.valid_to_on FROM accounts a
         JOIN memberships m ON m.account_id = a.id
         JOIN organisations o ON o.id = m.organisation_id JOIN territories t ON t.id = o.territory_id
         WHERE m.organisation_id = $1 AND a.person_id = $3 AND m.to_on > $2 AND m.to_on > m.from_on
           AND NOT EXISTS (SELECT 1 FROM terms k WHERE k.person_id = $3 AND k.organisation_id = $1 AND k.id <> $4
                           AND k.to_on > $2)
         ORDER BY m.account_id, m.role";
    let today = read.today();
    add(read, &mut left, Kind::Membership, memberships, &args![organisation, today, person, term], on).await?;
    Ok(left)
}

async fn add(
    read: &mut dyn Read,
    left: &mut Vec<LeftItem>,
    kind: Kind,
    sql: &str,
    values: &[Value],
    on: Day,
) -> Result<(), Error> {
    for row in read.rows(sql, values).await? {
        let valid_to: Day = row.get(6)?;
        left.push(LeftItem {
            kind,
            subject: row.get(0)?,
            detail: row.get(1)?,
            territory: row.get(2)?,
            field: row.get(3)?,
            lies: Lies { level: row.get(4)?, code: row.get(5)?, on: valid_to.min(on).plus(-1) },
        });
    }
    Ok(())
}

/// The bodies of a kind that are in force today and within the program, but the one that ends.
pub async fn candidates(read: &mut dyn Read, kind: &str, but: i64) -> Result<Vec<Candidate>, Error> {
    let today = read.today();
    let rows = read
        .rows(
            "SELECT o.id, o.kind, t.level, t.code FROM organisations o JOIN territories t ON t.id = o.territory_id
             WHERE o.kind = $1 AND o.id <> $2 AND o.outside = 0 AND o.valid_from_on <= $3 AND o.valid_to_on > $3
             ORDER BY o.id",
            &args![kind, but, today],
        )
        .await?;
    rows.iter().map(candidate).collect()
}

/// Those of the bodies that are within the program, as they may receive.
pub async fn within(read: &mut dyn Read, ids: &[i64]) -> Result<Vec<Candidate>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<Value> = ids.iter().map(|id| Value::Int(*id)).collect();
    let sql = format!(
        "SELECT o.id, o.kind, t.level, t.code FROM organisations o JOIN territories t ON t.id = o.territory_id
         WHERE o.outside = 0 AND o.id IN ({}) ORDER BY o.id",
        places(1, ids.len())
    );
    read.rows(&sql, &values).await?.iter().map(candidate).collect()
}

fn candidate(row: &Row) -> Result<Candidate, Error> {
    Ok(Candidate { id: row.get(0)?, kind: row.get(1)?, level: row.get(2)?, code: row.get(3)? })
}
