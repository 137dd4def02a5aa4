//! Assignments of cases: who leads, who cooperates, until when; and their clocks. In `part`: what goes on within them.

mod part;

pub use part::{
    AskedRow, NewPart, OwnPartRow, PartRow, add_part, asked, own_parts, parts, questions, set_asked, set_part, under,
};

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// Kind of the clock of the body that leads a case; its subject is the assignment.
pub const AGENCY: &str = "agency";
/// Kind of the clock of a promise; its subject is the point of the case.
pub const PROMISE: &str = "promise";

/// The derivation of a date that somebody typed from the paper.
pub(crate) const TYPED: &str = r#"{"rule":null,"typed":true}"#;

/// An assignment to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewAssignment<'a> {
    /// Its id.
    pub id: i64,
    /// Id of its clock.
    pub clock: i64,
    /// The case.
    pub case: i64,
    /// The body that leads.
    pub lead: i64,
    /// Bodies that cooperate.
    pub cooperating: &'a [i64],
    /// Day on which it was assigned.
    pub assigned_on: Day,
    /// Its last day.
    pub due_on: Day,
    /// What has to be shown.
    pub evidence: Option<i64>,
    /// Whether the lead may open name and contact.
    pub contact: bool,
    /// The event that made it.
    pub event: i64,
}

/// Keeps an assignment and its clock, not yet in force: [`set_state`] puts it there once no other is.
pub fn add(tx: &mut Tx, _: &Grant, new: &NewAssignment<'_>) {
    tx.put(
        "INSERT INTO assignments (id, case_id, lead_id, assigned_on, due_on, evidence_text_id, contact, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'replaced')",
        args![new.id, new.case, new.lead, new.assigned_on, new.due_on, new.evidence, new.contact],
    );
    tx.put_rows(
        "assignment_bodies",
        "assignment_id, organisation_id",
        new.cooperating.iter().map(|body| args![new.id, *body].to_vec()).collect(),
    );
    let clock = NewClock { id: new.clock, subject: "assignment", of: new.id, body: new.lead, kind: AGENCY };
    start_clock(tx, &clock, new.event, new.assigned_on, new.due_on);
}

/// How an assignment stands by the events of its case.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// The body that leads, or what took its place.
    pub lead: i64,
    /// Day on which it was assigned, as corrected.
    pub assigned_on: Day,
    /// Its last day, as extended.
    pub due_on: Day,
    /// `open`, `accepted`, `closed`, `replaced`, `returned`, `struck`.
    pub state: &'static str,
    /// Its clock: `running`, `suspended`, `stopped`.
    pub clock: &'static str,
}

/// Sets how an assignment stands, and its clock with it.
pub fn set_state(tx: &mut Tx, _: &Grant, id: i64, to: &State) {
    tx.put(
        "UPDATE assignments SET lead_id = $2, assigned_on = $3, due_on = $4, state = $5 WHERE id = $1",
        args![id, to.lead, to.assigned_on, to.due_on, to.state],
    );
    tx.put(
        "UPDATE clocks SET organisation_id = $2, from_on = $3, due_on = $4, state = $5
         WHERE subject = 'assignment' AND subject_id = $1 AND kind = 'agency'",
        args![id, to.lead, to.assigned_on, to.due_on, to.clock],
    );
}

/// A promise that a body gave for a point.
#[derive(Clone, Copy, Debug)]
pub struct NewPromise {
    /// Id of its clock.
    pub clock: i64,
    /// The point.
    pub point: i64,
    /// The body that promised.
    pub body: i64,
    /// The event of the answer.
    pub event: i64,
    /// The day of the answer.
    pub from: Day,
    /// The last day of the promise.
    pub by_on: Day,
}

/// Starts the clock of a promise.
pub fn start_promise(tx: &mut Tx, _: &Grant, new: &NewPromise) {
    let clock = NewClock { id: new.clock, subject: "case_point", of: new.point, body: new.body, kind: PROMISE };
    start_clock(tx, &clock, new.event, new.from, new.by_on);
}

/// Lets the promise that an event gave run, or none, and stops the others of the point.
pub fn set_promise(tx: &mut Tx, _: &Grant, point: i64, event: Option<i64>) {
    tx.put(
        "UPDATE clocks SET state = CASE WHEN trigger_event_id = $2 THEN 'running' ELSE 'stopped' END
         WHERE subject = 'case_point' AND subject_id = $1 AND kind = 'promise'",
        args![point, event.unwrap_or_default()],
    );
}

/// A clock whose last day somebody typed.
struct NewClock {
    id: i64,
    subject: &'static str,
    of: i64,
    body: i64,
    kind: &'static str,
}

fn start_clock(tx: &mut Tx, clock: &NewClock, event: i64, from: Day, due_on: Day) {
    tx.put(
        "INSERT INTO clocks (id, subject, subject_id, organisation_id, kind, trigger_event_id, from_on, due_on, state, derivation,
           bearer_id, decides_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'running', $9, COALESCE(
           (SELECT c.accountable_id FROM case_points q JOIN cases c ON c.id = q.case_id WHERE $2 = 'case_point' AND q.id = $3), $4),
           (SELECT c.decides_id FROM case_points q JOIN cases c ON c.id = q.case_id
            WHERE $2 = 'case_point' AND q.id = $3 AND c.decides_id <> c.accountable_id
            UNION ALL
            SELECT c.decides_id FROM assignments a JOIN cases c ON c.id = a.case_id
            WHERE $2 = 'assignment' AND a.id = $3 AND c.decides_id <> $4))",
        args![clock.id, clock.subject, clock.of, clock.body, clock.kind, event, from, due_on, TYPED],
    );
}

/// A body as one that could lead a case or receive it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Outside the program.
    pub outside: bool,
    /// First day.
    pub from: Day,
    /// The day after the last.
    pub to: Day,
    /// Under the other body in the line of authority, or that body itself.
    pub below: bool,
    /// Of the place of the other body, or of one within it.
    pub within: bool,
}

/// How a body stands to another one; nothing when there is none of that id.
pub async fn candidate(read: &mut dyn Read, body: i64, towards: i64) -> Result<Option<Candidate>, Error> {
    let row = read
        .row(
            "SELECT o.outside, o.valid_from_on, o.valid_to_on,
                    CASE WHEN EXISTS (SELECT 1 FROM organisation_scope c
                                      WHERE c.ancestor_id = $2 AND c.organisation_id = $1) THEN 1 ELSE 0 END,
                    CASE WHEN a.territory_id IN (t.id, COALESCE(t.parent_id, t.id), COALESCE(p.parent_id, t.id))
                         THEN 1 ELSE 0 END
             FROM organisations o JOIN territories t ON t.id = o.territory_id
             LEFT JOIN territories p ON p.id = t.parent_id
             JOIN organisations a ON a.id = $2 WHERE o.id = $1",
            &args![body, towards],
        )
        .await?;
    row.map(|row| {
        Ok(Candidate {
            outside: row.get(0)?,
            from: row.get(1)?,
            to: row.get(2)?,
            below: row.get(3)?,
            within: row.get(4)?,
        })
    })
    .transpose()
}

/// An assignment as the page of its case shows it.
#[derive(Clone, Debug)]
pub struct AssignmentRow {
    /// Its id.
    pub id: i64,
    /// The body that leads.
    pub lead: i64,
    /// Its name.
    pub lead_name: String,
    /// Day on which it was assigned.
    pub assigned_on: Day,
    /// Its last day.
    pub due_on: Day,
    /// What has to be shown; nothing when not said, and once erased.
    pub evidence: Option<String>,
    /// Whether the lead may open name and contact.
    pub contact: bool,
    /// `open`, `accepted`, `closed`, `replaced`, `struck`.
    pub state: String,
}

/// The assignments of a case, newest first.
pub async fn of_case(read: &mut dyn Read, case: i64) -> Result<Vec<AssignmentRow>, Error> {
    let rows = read
        .rows(
            "SELECT a.id, a.lead_id, o.name, a.assigned_on, a.due_on, x.body, a.contact, a.state FROM assignments a
             JOIN organisations o ON o.id = a.lead_id LEFT JOIN texts x ON x.id = a.evidence_text_id
             WHERE a.case_id = $1 ORDER BY a.id DESC",
            &args![case],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(AssignmentRow {
                id: row.get(0)?,
                lead: row.get(1)?,
                lead_name: row.get(2)?,
                assigned_on: row.get(3)?,
                due_on: row.get(4)?,
                evidence: row.get(5)?,
                contact: row.get(6)?,
                state: row.get(7)?,
            })
        })
        .collect()
}

/// The bodies that cooperate in the assignments of a case: assignment and body.
pub async fn cooperating(read: &mut dyn Read, case: i64) -> Result<Vec<(i64, i64)>, Error> {
    let rows = read
        .rows(
            "SELECT b.assignment_id, b.organisation_id FROM assignments a
             JOIN assignment_bodies b ON b.assignment_id = a.id
             WHERE a.case_id = $1 ORDER BY b.assignment_id, b.organisation_id",
            &args![case],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The clock of an assignment or of a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockRow {
    /// [`AGENCY`] or [`PROMISE`].
    pub kind: String,
    /// The assignment or the point.
    pub of: i64,
    /// The body that has to keep it.
    pub body: i64,
    /// The last day.
    pub due_on: Day,
    /// `running`, `suspended`, `stopped`.
    pub state: String,
    /// The day on which it began.
    pub from_on: Day,
}

/// The clocks of the assignments and promises of a case, oldest first.
pub async fn clocks(read: &mut dyn Read, case: i64) -> Result<Vec<ClockRow>, Error> {
    let rows = read
        .rows(
            "SELECT k.id, k.kind, k.subject_id, k.organisation_id, k.due_on, k.state, k.from_on FROM assignments a
             CROSS JOIN clocks k WHERE a.case_id = $1 AND k.subject = 'assignment' AND k.subject_id = a.id
             UNION ALL
             SELECT k.id, k.kind, k.subject_id, k.organisation_id, k.due_on, k.state, k.from_on FROM case_points q
             CROSS JOIN clocks k WHERE q.case_id = $1 AND k.subject = 'case_point' AND k.subject_id = q.id
             ORDER BY 1",
            &args![case],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(ClockRow {
                kind: row.get(1)?,
                of: row.get(2)?,
                body: row.get(3)?,
                due_on: row.get(4)?,
                state: row.get(5)?,
                from_on: row.get(6)?,
            })
        })
        .collect()
}

/// A body that could lead a case or receive it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyRow {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Outside the program.
    pub outside: bool,
    /// Of the place of the other body or within it, or under it in the line of authority: it can lead.
    pub leads: bool,
}

/// The bodies to which a case of a body can go on a day, those that can lead it first: of its place and of the places around
/// it, and those under it; at most `limit`.
pub async fn bodies(read: &mut dyn Read, towards: i64, on: Day, limit: i64) -> Result<Vec<BodyRow>, Error> {
    let rows = read
        .rows(
            "SELECT q.id, q.name, q.outside, q.leads FROM (
               SELECT o.id AS id, o.name AS name, o.outside AS outside, o.sort_key AS sort_key,
                      CASE WHEN o.outside = 0 AND (o.territory_id = a.territory_id OR v.parent_id = a.territory_id
                                OR EXISTS (SELECT 1 FROM organisation_scope c
                                           WHERE c.ancestor_id = a.id AND c.organisation_id = o.id))
                           THEN 1 ELSE 0 END AS leads
               FROM organisations a JOIN territories t ON t.id = a.territory_id
               LEFT JOIN territories p ON p.id = t.parent_id
               JOIN organisations o ON o.valid_from_on <= $2 AND o.valid_to_on > $2
               LEFT JOIN territories v ON v.id = o.territory_id
               WHERE a.id = $1 AND (o.territory_id IN (t.id, COALESCE(t.parent_id, t.id), COALESCE(p.parent_id, t.id))
                                    OR v.parent_id = t.id)) q
             ORDER BY q.leads DESC, q.outside, q.sort_key, q.id LIMIT $3",
            &args![towards, on, limit],
        )
        .await?;
    rows.iter()
        .map(|row| Ok(BodyRow { id: row.get(0)?, name: row.get(1)?, outside: row.get(2)?, leads: row.get(3)? }))
        .collect()
}
