//! Plans and the dialogues they plan: how they stand now. What was when stands in spans; a whole year of a scope in
//! [`board`].

pub mod board;

use domain::day::Day;
use domain::plan::{Plan, Planned};
use domain::text::TextRef;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// A plan to be drafted.
#[derive(Clone, Debug)]
pub struct NewPlan<'a> {
    /// Its id.
    pub id: i64,
    /// The post's word.
    pub post: &'a str,
    /// The year.
    pub year: i64,
    /// Level of the body.
    pub level: &'a str,
    /// Whose duty it plans.
    pub line: &'a str,
}

/// Adds a draft of the grant's body.
pub fn add(tx: &mut Tx, grant: &Grant, new: &NewPlan<'_>) {
    tx.put(
        "INSERT INTO plans (id, organisation_id, post, year, level, line, state, edition, issued_on, version)
         VALUES ($1, $2, $3, $4, $5, $6, 'draft', 1, NULL, 1)",
        args![new.id, grant.organisation, new.post, new.year, new.level, new.line],
    );
}

/// A dialogue that comes into a plan.
#[derive(Clone, Debug)]
pub struct NewPlanned<'a> {
    /// Its id.
    pub id: i64,
    /// The plan.
    pub plan: i64,
    /// The edition with which it comes.
    pub edition: i64,
    /// The first day of its month: it counts in ranges that hold this day.
    pub planned_on: Day,
    /// What it is to be about.
    pub topic: &'a TextRef,
    /// How it is to be held.
    pub form: &'a str,
    /// With whom.
    pub audience: &'a str,
}

/// Enters a dialogue into a plan.
pub fn enter(tx: &mut Tx, _: &Grant, new: &NewPlanned<'_>) {
    tx.put(
        "INSERT INTO planned_dialogues (id, plan_id, edition, planned_on, month, topic_text_id, form, audience, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'planned')",
        args![
            new.id,
            new.plan,
            new.edition,
            new.planned_on,
            i64::from(new.planned_on.month()),
            new.topic.id,
            new.form,
            new.audience
        ],
    );
}

/// Brings the row of a plan in line with its events. False when somebody changed it since `version` was read.
pub async fn set(tx: &mut Tx, _: &Grant, id: i64, version: i64, now: &Plan) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE plans SET state = $3, edition = $4, issued_on = $5, version = version + 1
             WHERE id = $1 AND version = $2",
            &args![id, version, now.word(), now.edition, now.issued_on],
        )
        .await?;
    Ok(changed == 1)
}

/// Brings the row of a planned dialogue in line with its events.
pub fn set_planned(tx: &mut Tx, _: &Grant, id: i64, now: &Planned) {
    tx.put(
        "UPDATE planned_dialogues SET state = $2, month = $3, reason_text_id = $4, excuse = $5, said_text_id = $6
         WHERE id = $1",
        args![
            id,
            now.state().as_str(),
            now.month,
            now.reason.as_ref().map(|text| text.id),
            now.excuse.map(domain::plan::Excuse::as_str),
            now.said.as_ref().map(|text| text.id)
        ],
    );
}

/// Names the dialogue that a planned one became.
pub fn set_dialogue(tx: &mut Tx, _: &Grant, id: i64, dialogue: Option<i64>) {
    tx.put("UPDATE planned_dialogues SET dialogue_id = $2 WHERE id = $1", args![id, dialogue]);
}

/// A plan as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Its id.
    pub id: i64,
    /// The body.
    pub organisation: i64,
    /// The post's word.
    pub post: String,
    /// The year.
    pub year: i64,
    /// `draft`, `submitted`, `approved`, `published`, `struck`.
    pub state: String,
    /// The edition in force; 1 while it was not amended.
    pub edition: i64,
    /// The day on which it was issued.
    pub issued_on: Option<Day>,
    /// Version, for changes that must not overwrite another's.
    pub version: i64,
}

const PLAN: &str = "SELECT id, organisation_id, post, year, state, edition, issued_on, version FROM plans";

fn plan(row: &Row) -> Result<PlanRow, Error> {
    Ok(PlanRow {
        id: row.get(0)?,
        organisation: row.get(1)?,
        post: row.get(2)?,
        year: row.get(3)?,
        state: row.get(4)?,
        edition: row.get(5)?,
        issued_on: row.get(6)?,
        version: row.get(7)?,
    })
}

/// One plan.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<PlanRow>, Error> {
    let row = read.row(&format!("{PLAN} WHERE id = $1"), &args![id]).await?;
    row.as_ref().map(plan).transpose()
}

/// The plan of a post for a year, if there is one that was not recorded by mistake.
pub async fn of_post(read: &mut dyn Read, organisation: i64, post: &str, year: i64) -> Result<Option<PlanRow>, Error> {
    let sql = format!("{PLAN} WHERE organisation_id = $1 AND post = $2 AND year = $3 AND state <> 'struck'");
    let row = read.row(&sql, &args![organisation, post, year]).await?;
    row.as_ref().map(plan).transpose()
}

/// A planned dialogue as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRow {
    /// Its id.
    pub id: i64,
    /// The plan.
    pub plan: i64,
    /// The edition with which it came.
    pub edition: i64,
    /// The first day of the month for which it was planned first.
    pub planned_on: Day,
    /// The month for which it is planned now.
    pub month: i64,
    /// What it is to be about; nothing once erased.
    pub topic: Option<String>,
    /// How it is to be held.
    pub form: String,
    /// With whom.
    pub audience: String,
    /// How it stands.
    pub state: String,
    /// The reason that the body gives, for what was put off or called off.
    pub reason: Option<String>,
    /// How that reason stands with those above: `stated`, `accepted`, `questioned`.
    pub excuse: Option<String>,
    /// What those above said of it.
    pub said: Option<String>,
    /// The dialogue that it became.
    pub dialogue: Option<i64>,
}

const PLANNED: &str = "SELECT q.id, q.plan_id, q.edition, q.month, t.body, q.form, q.audience, q.state, r.body,
       q.dialogue_id, q.planned_on, q.excuse, w.body
     FROM planned_dialogues q JOIN texts t ON t.id = q.topic_text_id LEFT JOIN texts r ON r.id = q.reason_text_id
     LEFT JOIN texts w ON w.id = q.said_text_id";

fn planned_row(row: &Row) -> Result<PlannedRow, Error> {
    Ok(PlannedRow {
        id: row.get(0)?,
        plan: row.get(1)?,
        edition: row.get(2)?,
        planned_on: row.get(10)?,
        month: row.get(3)?,
        topic: row.get(4)?,
        form: row.get(5)?,
        audience: row.get(6)?,
        state: row.get(7)?,
        reason: row.get(8)?,
        excuse: row.get(11)?,
        said: row.get(12)?,
        dialogue: row.get(9)?,
    })
}

/// The dialogues of a plan by month, those no longer planned among them.
pub async fn planned(read: &mut dyn Read, plan: i64) -> Result<Vec<PlannedRow>, Error> {
    let rows = read.rows(&format!("{PLANNED} WHERE q.plan_id = $1 ORDER BY q.planned_on, q.id"), &args![plan]).await?;
    rows.iter().map(planned_row).collect()
}

/// One planned dialogue.
pub async fn find_planned(read: &mut dyn Read, id: i64) -> Result<Option<PlannedRow>, Error> {
    let row = read.row(&format!("{PLANNED} WHERE q.id = $1"), &args![id]).await?;
    row.as_ref().map(planned_row).transpose()
}
