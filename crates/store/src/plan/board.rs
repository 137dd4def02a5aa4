//! A year of plans: the bodies of a scope, what their posts planned, and the dialogues that were held or are to come.

use domain::day::{Day, Instant};
use domain::dialogue::Duty;

use super::{PLANNED, PlanRow, PlannedRow, plan, planned_row};
use crate::grant::Grant;
use crate::import::known;
use crate::reader::Read;
use crate::rulebook::Whereabouts;
use crate::{Error, Row, args};

/// The most rows that are read of each kind: those of a province with all its communes, and more.
const MOST: i64 = 5_000;

/// A body of the board.
#[derive(Clone, Debug)]
pub struct BodyRow {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Its place.
    pub territory: i64,
    /// The place's name.
    pub place: String,
    /// Its first day.
    pub from: Day,
    /// The day after its last.
    pub to: Day,
    /// Its level and the places whose rules bind it.
    pub at: Whereabouts,
}

/// A dialogue of the board: held in the year, or announced for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkRow {
    /// Its id.
    pub id: i64,
    /// The body that held it, or holds it.
    pub organisation: i64,
    /// Whose dialogue it is.
    pub line: String,
    /// The day on which its first session began; none while it is announced.
    pub held_on: Option<Day>,
    /// The day for which its first session was set.
    pub first_on: Day,
    /// Whether all its sessions are over.
    pub over: bool,
    /// Whether it is the commune's conference with its people ([`Duty::Conference`]).
    pub conference: bool,
    /// What it is about; nothing once erased.
    pub title: Option<String>,
    /// The body and the post of whoever chairs it.
    pub chair: Option<(i64, String)>,
    /// The planned dialogue that it is.
    pub planned: Option<i64>,
}

/// A year of a scope.
#[derive(Clone, Debug, Default)]
pub struct Year {
    /// Bodies whose heads hold dialogues, and those that planned or held one, by place and kind.
    pub bodies: Vec<BodyRow>,
    /// Their plans.
    pub plans: Vec<PlanRow>,
    /// What stands in these plans or stood there.
    pub planned: Vec<PlannedRow>,
    /// Dialogues held or announced in the year, and those of its plans that were held in another.
    pub talks: Vec<TalkRow>,
}

/// The year of the grant's body, and of those under it where the grant holds for them.
pub async fn year(read: &mut dyn Read, grant: &Grant, year: i16) -> Result<Year, Error> {
    let first = Day::new(year, 1, 1).unwrap_or(Day::FLOOR);
    let next = Day::new(year.saturating_add(1), 1, 1).unwrap_or(Day::OPEN);
    let scope = args![grant.organisation, first, next, i64::from(year), grant.below, Instant::OPEN];
    let bodies = read.rows(&BODIES.replace("{most}", &MOST.to_string()), &scope[..5]).await?;
    let plans = [grant.organisation.into(), i64::from(year).into(), grant.below.into()];
    let planned = read.rows(&format!("{PLANNED} {PLANNED_IN} LIMIT {MOST}"), &plans).await?;
    let plans = read.rows(&format!("{PLANS} LIMIT {MOST}"), &plans).await?;
    let [organisation, first, next, number, below, open] = scope;
    let talks = [organisation, first, next, below, open, number];
    let talks = read.rows(&format!("{TALKS} LIMIT {MOST}"), &talks).await?;
    Ok(Year {
        bodies: bodies.iter().map(body).collect::<Result<_, _>>()?,
        plans: plans.iter().map(plan).collect::<Result<_, _>>()?,
        planned: planned.iter().map(planned_row).collect::<Result<_, _>>()?,
        talks: talks.iter().map(talk).collect::<Result<_, _>>()?,
    })
}

/// Whether a body of the grant planned or set a dialogue for a year before this one: there is something to go back to.
pub async fn reaches_back(read: &mut dyn Read, grant: &Grant, year: i16) -> Result<bool, Error> {
    let first = Day::new(year, 1, 1).unwrap_or(Day::FLOOR);
    let scope = args![grant.organisation, first, i64::from(year), grant.below];
    Ok(!read.rows(EARLIER, &scope).await?.is_empty())
}

const EARLIER: &str = concat!(
    "SELECT s.organisation_id FROM organisation_scope s
     WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $4 = 1)
       AND (EXISTS (SELECT 1 FROM plans p WHERE p.organisation_id = s.organisation_id AND p.year < $3 AND p.state <> 'struck')
         OR EXISTS (SELECT 1 FROM dialogues d WHERE d.organisation_id = s.organisation_id AND d.first_on < $2
                      AND d.state <> 'struck' AND d.form <> 'elsewhere' AND ",
    known!("d.id"),
    "))
     LIMIT 1"
);

const BODIES: &str = concat!(
    "SELECT o.id, o.name, o.kind, t.id, t.name, o.valid_from_on, o.valid_to_on, t.level, t.code, p.level, p.code, g.level, g.code
     FROM organisation_scope s JOIN organisations o ON o.id = s.organisation_id
     JOIN territories t ON t.id = o.territory_id
     LEFT JOIN territories p ON p.id = t.parent_id LEFT JOIN territories g ON g.id = p.parent_id
     WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $5 = 1) AND o.outside = 0
       AND ((o.kind IN ('party_committee', 'peoples_committee') AND o.valid_from_on < $3 AND o.valid_to_on > $2)
         OR EXISTS (SELECT 1 FROM plans a WHERE a.organisation_id = o.id AND a.year = $4 AND a.state <> 'struck')
         OR EXISTS (SELECT 1 FROM dialogues d WHERE d.organisation_id = o.id AND d.state <> 'struck'
                      AND d.form <> 'elsewhere' AND d.first_on >= $2 AND d.first_on < $3 AND ",
    known!("d.id"),
    "))
     ORDER BY CASE t.level WHEN 'province' THEN 0 WHEN 'district' THEN 1 ELSE 2 END, t.fold, t.id,
              CASE o.kind WHEN 'party_committee' THEN 0 WHEN 'peoples_committee' THEN 1 ELSE 2 END, o.sort_key, o.id
     LIMIT {most}"
);

fn body(row: &Row) -> Result<BodyRow, Error> {
    Ok(BodyRow {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: row.get(2)?,
        territory: row.get(3)?,
        place: row.get(4)?,
        from: row.get(5)?,
        to: row.get(6)?,
        at: Whereabouts::read(row, 7)?,
    })
}

const PLANS: &str = "SELECT p.id, p.organisation_id, p.post, p.year, p.state, p.edition, p.issued_on, p.version
     FROM organisation_scope s JOIN plans p ON p.organisation_id = s.organisation_id
     WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $3 = 1) AND p.year = $2 AND p.state <> 'struck'
     ORDER BY p.organisation_id, p.post, p.id";

/// Follows [`PLANNED`].
const PLANNED_IN: &str = "JOIN plans p ON p.id = q.plan_id
     JOIN organisation_scope s ON s.organisation_id = p.organisation_id
     WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $3 = 1) AND p.year = $2 AND p.state <> 'struck'
       AND q.state <> 'withdrawn' ORDER BY q.plan_id, q.planned_on, q.id";

const TALKS: &str = concat!(
    "SELECT d.id, COALESCE(h.organisation_id, d.organisation_id), d.line, h.from_on, d.first_on, x.body,
       m.organisation_id, m.post, q.id, d.state, d.duties
     FROM organisation_scope s JOIN dialogues d ON d.organisation_id = s.organisation_id
     JOIN texts x ON x.id = d.title_text_id LEFT JOIN terms m ON m.id = d.chair_term_id
     LEFT JOIN spans h ON h.subject = 'dialogue' AND h.subject_id = d.id AND h.axis = 'held' AND h.known_to_at = $5
     LEFT JOIN planned_dialogues q ON q.dialogue_id = d.id LEFT JOIN plans p ON p.id = q.plan_id
     WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $4 = 1) AND d.state <> 'struck'
       AND d.form <> 'elsewhere' AND ",
    known!("d.id"),
    "
       AND ((COALESCE(h.from_on, d.first_on) >= $2 AND COALESCE(h.from_on, d.first_on) < $3) OR p.year = $6)
     ORDER BY d.first_on, d.id"
);

fn talk(row: &Row) -> Result<TalkRow, Error> {
    let (body, post): (Option<i64>, Option<String>) = (row.get(6)?, row.get(7)?);
    let (state, duties): (String, String) = (row.get(9)?, row.get(10)?);
    let duties: Vec<Duty> = serde_json::from_str(&duties).map_err(|e| Error::Corrupt(e.to_string()))?;
    Ok(TalkRow {
        id: row.get(0)?,
        organisation: row.get(1)?,
        line: row.get(2)?,
        held_on: row.get(3)?,
        first_on: row.get(4)?,
        over: matches!(state.as_str(), "held" | "concluded"),
        conference: duties.contains(&Duty::Conference),
        title: row.get(5)?,
        chair: body.zip(post),
        planned: row.get(8)?,
    })
}
