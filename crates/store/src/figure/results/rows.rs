//! The statements behind the results: each counts over spans, or standings of cases, of one day and one instant.

use std::collections::HashMap;

use domain::day::Day;
use domain::dialogue::Line;
use domain::outcome::Outcome;
use domain::permission::{Act, Relation, Role, may};
use domain::plan::PlannedState;

use super::found::{CaseCount, Found, Of};
use super::{Asked, Mode, Scope};
use crate::import::known_at;
use crate::reader::Read;
use crate::sql::in_order;
use crate::{Error, Row, Value, args, standing};

/// The bodies of a place and of what lies in it; $1 is its id.
const OF_PLACE: &str = "SELECT o.id AS id FROM organisations o JOIN territories t ON t.id = o.territory_id
       LEFT JOIN territories u ON u.id = t.parent_id LEFT JOIN territories v ON v.id = u.parent_id
       WHERE (t.id = $1 OR u.id = $1 OR v.id = $1)";

/// The bodies of a scope; $1 is its id.
pub(crate) fn bodies(scope: Scope) -> String {
    match scope {
        Scope::Body(_) => {
            "(SELECT c.organisation_id AS id FROM organisation_scope c WHERE c.ancestor_id = $1)".to_owned()
        }
        Scope::Alone(_) => "(SELECT o.id AS id FROM organisations o WHERE o.id = $1)".to_owned(),
        Scope::Place(_) => format!("({OF_PLACE})"),
        Scope::Seen { account, on, .. } => format!("({OF_PLACE} AND {})", seen(account, on)),
    }
}

/// Whether an account may read the figures of the body `o` on a day: by the table of permissions, as a grant would say.
pub(super) fn seen(account: i64, on: Day) -> String {
    let roles = |relation: Relation| {
        let roles = Role::ALL.into_iter().filter(|role| may(*role, Act::FigureRead, relation));
        roles.map(|role| format!("'{}'", role.as_str())).collect::<Vec<_>>().join(", ")
    };
    let (own, below, on) = (roles(Relation::Own), roles(Relation::Below), on.to_iso());
    format!(
        "EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = {account} AND m.from_on <= '{on}' AND m.to_on > '{on}'
           AND ((m.role IN ({own}) AND m.organisation_id = o.id)
             OR (m.role IN ({below}) AND EXISTS (SELECT 1 FROM organisation_scope c
                   WHERE c.ancestor_id = m.organisation_id AND c.organisation_id = o.id))))"
    )
}

/// The id by which a scope is asked for.
pub(crate) const fn id(scope: Scope) -> i64 {
    match scope {
        Scope::Body(id) | Scope::Alone(id) | Scope::Place(id) | Scope::Seen { place: id, .. } => id,
    }
}

/// Whether an account may read the figures of any body of a place or of what lies in it.
pub(super) async fn sees_any(read: &mut dyn Read, scope: Scope) -> Result<bool, Error> {
    let row = read.row(&format!("SELECT s.id FROM {} s LIMIT 1", bodies(scope)), &args![id(scope)]).await?;
    Ok(row.is_some())
}

/// How many statements there are.
pub(super) const STEPS: usize = 8;

/// All of it; `at` hears the number of each statement before it runs.
pub(super) async fn read(read: &mut dyn Read, asked: &Asked, mut at: impl FnMut(usize)) -> Result<Found, Error> {
    at(1);
    let held = held(read, asked).await?;
    at(2);
    let planned = planned(read, asked).await?;
    at(3);
    let units = units(read, asked).await?;
    at(4);
    let active = places(read, asked, ACTIVE).await?;
    at(5);
    let sites = places(read, asked, SITES).await?;
    at(6);
    let spoken = turns(read, asked, Way::Spoken).await?;
    let voters = voters(read, asked, &spoken).await?;
    at(7);
    let written = turns(read, asked, Way::Written).await?;
    let visited = turns(read, asked, Way::Visited).await?;
    at(STEPS);
    let cases = cases(read, asked).await?;
    Ok(Found { held, planned, units, active, sites, spoken, voters, written, visited, cases })
}

fn of(row: &Row, level: usize, line: usize, kind: Option<usize>) -> Result<Of, Error> {
    let line = match (row.get::<Option<String>>(line)?, kind) {
        (Some(line), _) => Line::parse(&line).ok_or_else(|| Error::Corrupt(format!("a line {line}")))?,
        (None, Some(kind)) => Line::of_body(&row.get::<String>(kind)?),
        (None, None) => Line::Other,
    };
    Ok(Of { level: row.get(level)?, line })
}

/// Dialogues whose first session began in the range and of which no session was still to be held on the day; `{scope}` stands
/// for the bodies.
pub(super) const HELD: &str = "FROM {scope} s
     JOIN spans h ON h.axis = 'held' AND h.value = CAST(s.id AS TEXT)
       AND h.from_on >= $2 AND h.from_on <= $3 AND h.from_on <= $4 AND h.known_from_at <= $5 AND h.known_to_at > $5
     JOIN spans w ON w.subject = 'dialogue' AND w.subject_id = h.subject_id AND w.axis = 'dialogue'
       AND w.value IN ('held', 'concluded')
       AND w.from_on <= $4 AND w.to_on > $4 AND w.known_from_at <= $5 AND w.known_to_at > $5
     JOIN dialogues d ON d.id = h.subject_id AND d.form <> 'elsewhere' AND {known}";

/// Which planned dialogue each of them is.
pub(super) const IN_PLAN: &str = "JOIN spans n ON n.subject = 'dialogue' AND n.subject_id = h.subject_id
       AND n.axis = 'in_plan' AND n.from_on <= $4 AND n.to_on > $4 AND n.known_from_at <= $5 AND n.known_to_at > $5";

pub(super) fn in_range(asked: &Asked) -> [Value; 5] {
    args![id(asked.scope), asked.from, asked.to, asked.state_on, asked.as_of]
}

async fn held(read: &mut dyn Read, asked: &Asked) -> Result<Vec<(Of, bool, i64)>, Error> {
    let sql = format!(
        "SELECT d.level, d.line, CASE WHEN n.value = 'none' THEN 1 ELSE 0 END, count(*) {HELD}
         {IN_PLAN} GROUP BY d.level, d.line, CASE WHEN n.value = 'none' THEN 1 ELSE 0 END"
    );
    let sql = in_order(read, &whole(&sql, asked.scope));
    let rows = read.rows(&sql, &in_range(asked)).await?;
    rows.iter().map(|row| Ok((of(row, 0, 1, None)?, row.get(2)?, row.get(3)?))).collect()
}

/// Dialogues of issued plans whose month lies in the range, with how each stands.
pub(super) const PLANNED: &str = "FROM {scope} s
     JOIN plans p ON p.organisation_id = s.id
     JOIN planned_dialogues q ON q.plan_id = p.id AND q.planned_on >= $2 AND q.planned_on <= $3
     JOIN spans a ON a.subject = 'plan' AND a.subject_id = p.id AND a.axis = 'plan'
       AND a.value IN ('approved', 'published')
       AND a.from_on <= $4 AND a.to_on > $4 AND a.known_from_at <= $5 AND a.known_to_at > $5
     JOIN spans b ON b.subject = 'planned' AND b.subject_id = q.id AND b.axis = 'planned'
       AND b.from_on <= $4 AND b.to_on > $4 AND b.known_from_at <= $5 AND b.known_to_at > $5";

async fn planned(read: &mut dyn Read, asked: &Asked) -> Result<Vec<(Of, i64, PlannedState, i64)>, Error> {
    let sql = format!(
        "SELECT p.level, p.line, q.edition, b.value, count(*) {PLANNED} GROUP BY p.level, p.line, q.edition, b.value"
    );
    let sql = in_order(read, &whole(&sql, asked.scope));
    let rows = read.rows(&sql, &in_range(asked)).await?;
    rows.iter()
        .map(|row| {
            let state: String = row.get(3)?;
            let state = PlannedState::parse(&state).ok_or_else(|| Error::Corrupt(format!("planned and {state}")))?;
            Ok((of(row, 0, 1, None)?, row.get(2)?, state, row.get(4)?))
        })
        .collect()
}

/// Units that have a body of their own in force on the day.
pub(super) const UNITS: &str = "FROM {scope} s
     JOIN organisations o ON o.id = s.id AND o.outside = 0 AND o.valid_from_on <= $2 AND o.valid_to_on > $2
     JOIN territories t ON t.id = o.territory_id";

async fn units(read: &mut dyn Read, asked: &Asked) -> Result<Vec<(String, i64)>, Error> {
    let sql = format!("SELECT DISTINCT t.level, t.id {UNITS}");
    let sql = in_order(read, &whole(&sql, asked.scope));
    let rows = read.rows(&sql, &args![id(asked.scope), asked.state_on]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The places of the bodies that held a dialogue, by the level of the body.
pub(super) const ACTIVE: &str = "{held}
     JOIN organisations o ON o.id = s.id JOIN territories t ON t.id = o.territory_id";

/// The villages in which sessions of these dialogues began, by the level of the dialogue.
pub(super) const SITES: &str = "{held}
     JOIN sessions x ON x.dialogue_id = d.id AND x.held_on >= $2 AND x.held_on <= $3 AND x.held_on <= $4
     JOIN events e ON e.id = x.opened_event_id AND e.recorded_at <= $5
     JOIN territories v ON v.id = x.territory_id AND v.level = 'village'";

async fn places(read: &mut dyn Read, asked: &Asked, from: &str) -> Result<Vec<(Of, i64)>, Error> {
    let columns = if from == SITES { "d.level, d.line, v.id" } else { "t.level, d.line, t.id" };
    let sql = whole(&format!("SELECT DISTINCT {columns} {from}"), asked.scope);
    let sql = in_order(read, &sql);
    let rows = read.rows(&sql, &in_range(asked)).await?;
    rows.iter().map(|row| Ok((of(row, 0, 1, None)?, row.get(2)?))).collect()
}

/// Turns and submissions, for [`raised`].
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// Turns of sessions. They count with the body that held the dialogue, whoever took it over afterwards.
    Spoken,
    /// Letters, each of which is one turn.
    Written,
    /// What was said at receptions: no turn of a session or a letter, as all that is raised elsewhere. It counts with the body that
    /// received.
    Visited,
}

impl Way {
    /// What a row of it is of, and where it is found; the raising is `r`.
    const fn sql(self) -> (&'static str, &'static str) {
        match self {
            Self::Spoken => (
                "d.level AS level, d.line AS line, '' AS kind",
                "FROM {scope} s JOIN spans h ON h.axis = 'held' AND h.value = CAST(s.id AS TEXT)
                   AND h.known_from_at <= $5 AND h.known_to_at > $5
                 JOIN dialogues d ON d.id = h.subject_id AND {known} JOIN raisings r ON r.dialogue_id = d.id",
            ),
            Self::Written => (
                "t.level AS level, NULL AS line, o.kind AS kind",
                "FROM {scope} s JOIN organisations o ON o.id = s.id JOIN territories t ON t.id = o.territory_id
                 JOIN raisings r ON r.receiver_id = s.id",
            ),
            Self::Visited => (
                "t.level AS level, NULL AS line, o.kind AS kind",
                "FROM {scope} s JOIN organisations o ON o.id = s.id JOIN territories t ON t.id = o.territory_id
                 JOIN raisings r ON r.visited_id = s.id",
            ),
        }
    }
}

/// Submissions not struck that were raised in the range; what was raised elsewhere than at a dialogue or in a letter is of no turn:
/// columns `turn_id`, `submission_id`, `on_day`, `body_id`, `level`,
/// `line`, `kind`.
pub(super) fn raised(read: &dyn Read, asked: &Asked, way: Way) -> String {
    let (of, from) = way.sql();
    let turn = match way {
        Way::Spoken => "CASE WHEN d.form <> 'elsewhere' THEN r.turn_id END",
        Way::Written => "r.turn_id",
        Way::Visited => "CAST(NULL AS BIGINT)",
    };
    let walk = |known: &String| {
        format!(
            "SELECT {turn} AS turn_id, r.submission_id AS submission_id, r.from_on AS on_day, s.id AS body_id, {of}
             {from} AND r.from_on >= $2 AND r.from_on <= $3 AND r.from_on <= $4 AND {known}"
        )
    };
    let walks: Vec<String> = standing::known(read, asked.as_of, "$5").iter().map(walk).collect();
    format!("({})", walks.join(" UNION ALL "))
}

/// A statement with what it is of put in.
pub(super) fn whole(sql: &str, scope: Scope) -> String {
    let sql = sql.replace("{held}", HELD).replace("{scope}", &bodies(scope));
    sql.replace("{known}", &known_at("d.id", "$5"))
}

/// How many turns and submissions there are of each kind.
pub(super) fn counted_turns(read: &dyn Read, asked: &Asked, way: Way) -> String {
    let sql = format!(
        "SELECT z.level, z.line, z.kind, count(DISTINCT z.turn_id), count(*), count(*) - count(z.turn_id)
         FROM {} z
         GROUP BY z.level, z.line, z.kind",
        raised(read, asked, way)
    );
    in_order(read, &whole(&sql, asked.scope))
}

/// Turns and submissions, and how many of these were raised elsewhere.
type Turns = Vec<(Of, i64, i64, i64)>;

async fn turns(read: &mut dyn Read, asked: &Asked, way: Way) -> Result<Turns, Error> {
    let rows = read.rows(&counted_turns(read, asked, way), &in_range(asked)).await?;
    rows.iter().map(|row| Ok((of(row, 0, 1, Some(2))?, row.get(3)?, row.get(4)?, row.get(5)?))).collect()
}

/// How many submissions of a meeting of deputies with voters there are: asked only where something was raised elsewhere at all.
pub(super) fn counted_voters(read: &dyn Read, asked: &Asked) -> String {
    let sql = format!(
        "SELECT z.level, z.line, count(*) FROM {} z JOIN submissions f ON f.id = z.submission_id AND f.channel = 'voters'
         WHERE z.turn_id IS NULL GROUP BY z.level, z.line",
        raised(read, asked, Way::Spoken)
    );
    in_order(read, &whole(&sql, asked.scope))
}

async fn voters(read: &mut dyn Read, asked: &Asked, spoken: &Turns) -> Result<Vec<(Of, i64)>, Error> {
    if spoken.iter().all(|(.., elsewhere)| *elsewhere == 0) {
        return Ok(Vec::new());
    }
    let rows = read.rows(&counted_voters(read, asked), &in_range(asked)).await?;
    rows.iter().map(|row| Ok((of(row, 0, 1, None)?, row.get(2)?))).collect()
}

/// Of the workload: how it stood on the day before the range, and whether it was unsettled since.
/// Of the table itself: SQLite makes a table of its own out of a view in this place.
const WORKLOAD: &str = "LEFT JOIN spans b ON b.subject = 'case' AND b.axis = 'standing' AND b.subject_id = r.case_id
       AND b.from_on <= $6 AND b.to_on > $6 AND b.known_from_at <= $5 AND b.known_to_at > $5";

/// Which cases those are.
const UNSETTLED_IN_IT: &str = "AND (r.raised_on >= $2 OR b.value NOT LIKE 'resolved%' OR EXISTS (
       SELECT 1 FROM standings z WHERE z.case_id = r.case_id
         AND z.outcome IN ('in_progress', 'in_progress.overdue', 'not_taken_up')
         AND z.from_on >= $2 AND z.from_on <= $4 AND z.known_from_at <= $5 AND z.known_to_at > $5))";

/// The cases that are counted, with how each stands; `day_before` is the place of the day before the range.
pub(super) fn counted(read: &dyn Read, asked: &Asked, day_before: &str) -> String {
    let (came, first, before, which) = match asked.mode {
        Mode::Raised => ("'raised'", "AND r.raised_on >= $2", "", ""),
        Mode::Workload => (
            "CASE WHEN r.raised_on >= $2 THEN 'raised' WHEN b.value LIKE 'resolved%' THEN 'reopened' ELSE 'carried' END",
            "",
            WORKLOAD,
            UNSETTLED_IN_IT,
        ),
    };
    let walk = |known: &String| {
        let walk = format!(
            "SELECT r.case_id AS id, r.raised_on AS on_day, COALESCE(d.level, t.level) AS level, d.line AS line,
                    g.kind AS kind, r.outcome AS outcome, r.sides AS sides, r.field AS field, {came} AS came,
                    g.name AS body
             FROM {} s JOIN organisations g ON g.id = s.id JOIN territories t ON t.id = g.territory_id
             JOIN standings r ON r.origin_id = s.id {first} AND r.raised_on <= $3 AND r.raised_on <= $4
               AND r.from_on <= $4 AND r.to_on > $4 AND {known}
             LEFT JOIN dialogues d ON d.id = r.dialogue_id {before}
             WHERE r.outcome NOT IN ('merged', 'struck') AND {} {which}",
            bodies(asked.scope),
            known_at("r.dialogue_id", "$5")
        );
        walk.replace("$6", day_before)
    };
    let walks: Vec<String> = standing::known(read, asked.as_of, "$5").iter().map(walk).collect();
    walks.join(" UNION ALL ")
}

async fn cases(read: &mut dyn Read, asked: &Asked) -> Result<Vec<CaseCount>, Error> {
    const KIND: &str = "level, line, kind, outcome, sides, field, came";
    let counted = counted(read, asked, "$6");
    let mut values = in_range(asked).to_vec();
    if asked.mode == Mode::Workload {
        values.push(asked.from.plus(-1).into());
    }
    // The embedded engine would sort all cases to put those of a kind together; here they are put together as they come.
    let sql = if read.embedded() {
        format!("SELECT {KIND} FROM ({counted}) q")
    } else {
        format!("SELECT {KIND}, count(*) FROM ({counted}) q GROUP BY {KIND}")
    };
    let sql = in_order(read, &sql);
    let mut kinds: HashMap<Vec<Value>, i64> = HashMap::new();
    read.each(&sql, &values, &mut |row| {
        let (kind, n) = row.0.split_at(OF_KIND);
        let n = match n.first() {
            Some(Value::Int(n)) => *n,
            _ => 1,
        };
        match kinds.get_mut(kind) {
            Some(all) => *all += n,
            None => drop(kinds.insert(kind.to_vec(), n)),
        }
        Ok(())
    })
    .await?;
    let case = |(kind, n): (Vec<Value>, i64)| {
        let row = Row(kind);
        let outcome: String = row.get(3)?;
        Ok(CaseCount {
            of: of(&row, 0, 1, Some(2))?,
            outcome: Outcome::parse(&outcome).ok_or_else(|| Error::Corrupt(format!("a case counted as {outcome}")))?,
            sides: row.get(4)?,
            field: row.get(5)?,
            came: row.get(6)?,
            n,
        })
    };
    kinds.into_iter().map(case).collect()
}

/// Columns by which cases are told apart.
const OF_KIND: usize = 7;
