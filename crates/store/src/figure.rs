//! The list of cases by outcome, counted over spans. What a report counts, and what stands behind each of its numbers, is in
//! [`results`].

pub mod results;

use domain::day::{Day, Instant};

use crate::import::known_at;
use crate::organisation::few;
use crate::reader::Read;
use crate::sql::{Page, page, places};
use crate::value::Value;
use crate::{Error, args};

/// What a figure is asked of: cases first raised with a body or under it, in a range of days.
#[derive(Clone, Debug)]
pub struct Population {
    /// The body.
    pub scope: i64,
    /// Whether the bodies under it are counted with it: those who read the body alone count it alone.
    pub below: bool,
    /// First day on which they were raised.
    pub from: Day,
    /// Last day on which they were raised.
    pub to: Day,
    /// The day whose state is read.
    pub state_on: Day,
    /// What was recorded up to this instant.
    pub as_of: Instant,
}

/// The cases of a population with the outcome of each as one row: the number and its list can't differ. Written as products, so
/// that SQLite takes them in this order: it knows nothing of how many rows a condition leaves.
const POPULATION: &str = "FROM organisation_scope s CROSS JOIN spans r CROSS JOIN spans o
     WHERE s.ancestor_id = $1 AND r.axis = 'raised' AND r.value = CAST(s.organisation_id AS TEXT)
       AND r.from_on >= $2 AND r.from_on <= $3 AND r.from_on <= $4 AND r.known_from_at <= $5 AND r.known_to_at > $5
       AND o.subject = 'case' AND o.subject_id = r.subject_id AND o.axis = 'outcome:kq-1'
       AND o.from_on <= $4 AND o.to_on > $4 AND o.known_from_at <= $5 AND o.known_to_at > $5";

/// Leaves out the bodies under the one that is asked for, where they are not counted.
fn alone(population: &Population) -> &'static str {
    if population.below { "" } else { "AND s.organisation_id = $1" }
}

fn arguments(population: &Population) -> Vec<Value> {
    args![population.scope, population.from, population.to, population.state_on, population.as_of].to_vec()
}

/// One outcome and how many cases have it, per level of the chair where they were raised.
#[derive(Clone, Debug)]
pub struct Count {
    /// Level of the dialogue; `none` outside of dialogues.
    pub level: String,
    /// The outcome's word.
    pub outcome: String,
    /// Cases.
    pub n: i64,
}

/// Cases of a population by level and outcome.
pub async fn cases(read: &mut dyn Read, population: &Population) -> Result<Vec<Count>, Error> {
    let rows = read
        .rows(
            &format!(
                "SELECT COALESCE(d.level, 'none'), o.value, count(*) {} {}
                 GROUP BY COALESCE(d.level, 'none'), o.value ORDER BY 1, 2",
                POPULATION
                    .replace(
                        "WHERE",
                        "CROSS JOIN cases c LEFT JOIN dialogues d ON d.id = c.origin_dialogue_id
                     WHERE c.id = r.subject_id AND {known} AND"
                    )
                    .replace("{known}", &known_at("c.origin_dialogue_id", "$5")),
                alone(population)
            ),
            &arguments(population),
        )
        .await?;
    rows.iter().map(|row| Ok(Count { level: row.get(0)?, outcome: row.get(1)?, n: row.get(2)? })).collect()
}

/// A case in the list behind a figure.
#[derive(Clone, Debug)]
pub struct CaseInFigure {
    /// The case.
    pub id: i64,
    /// Day on which it was raised, as known then.
    pub raised_on: Day,
    /// Its outcome on that day, as known then.
    pub outcome: String,
    /// The words; nothing once erased.
    pub words: Option<String>,
    /// Village or commune.
    pub place: String,
    /// Code of the field.
    pub field: String,
    /// Accountable body.
    pub accountable: String,
}

/// The cases behind a number: those of the population with one of `outcomes` (all when empty) and, if given,
/// raised at dialogues of `level`; newest first, from the key on.
pub async fn list(
    read: &mut dyn Read,
    population: &Population,
    outcomes: &[&str],
    level: Option<&str>,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<CaseInFigure>, Error> {
    let (sql, values) = walk(read, population, outcomes, level, before, size).await?;
    let sql = format!(
        "SELECT w.id, w.on_day, w.outcome, x.body, t.name, w.field, a.name
         FROM ({sql}) w JOIN texts x ON x.id = w.text_id
         JOIN territories t ON t.id = w.territory_id JOIN organisations a ON a.id = w.accountable_id
         ORDER BY w.on_day DESC, w.id DESC"
    );
    let rows = read.rows(&sql, &values).await?;
    page(&rows, size, |row| {
        Ok(CaseInFigure {
            id: row.get(0)?,
            raised_on: row.get(1)?,
            outcome: row.get(2)?,
            words: row.get(3)?,
            place: row.get(4)?,
            field: row.get(5)?,
            accountable: row.get(6)?,
        })
    })
}

/// How many cases [`list`] has, counted up to `most`.
pub async fn count_to(
    read: &mut dyn Read,
    population: &Population,
    outcomes: &[&str],
    level: Option<&str>,
    most: usize,
) -> Result<usize, Error> {
    let (sql, values) = walk(read, population, outcomes, level, None, most - 1).await?;
    let row = read.row(&format!("SELECT count(*) FROM ({sql}) w"), &values).await?;
    let count: i64 = row.ok_or_else(|| Error::Corrupt("a count is one row".to_owned()))?.get(0)?;
    Ok(usize::try_from(count).unwrap_or(most))
}

/// What [`walk`] says of a case.
const COLUMNS: &str = "id, on_day, outcome, text_id, territory_id, field, accountable_id";

/// One row more than `size` of a list, the newest first: the cases of each body by the day on which they were raised, as the
/// index has them, where the bodies are few; else those of all bodies by that day, each asked whether it belongs here.
async fn walk(
    read: &mut dyn Read,
    population: &Population,
    outcomes: &[&str],
    level: Option<&str>,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<(String, Vec<Value>), Error> {
    let (on, id) = before.unwrap_or((Day::OPEN, i64::MAX));
    let bodies = if population.below { few(read, population.scope).await? } else { Some(vec![population.scope]) };
    let mut values = args![
        population.from,
        population.to.min(population.state_on).min(on),
        population.state_on,
        population.as_of,
        on,
        id
    ]
    .to_vec();
    // As text, so that a server which plans for any value knows how few are wanted; and the first day as a pair, since it takes
    // two bounds of one column for a two-hundredth of all rows and would sort them.
    let most = size + 1;
    let mut conditions = String::new();
    if let Some(level) = level {
        values.push(level.into());
        conditions
            .push_str("AND COALESCE((SELECT d.level FROM dialogues d WHERE d.id = c.origin_dialogue_id), 'none') = $7");
    }
    if !outcomes.is_empty() {
        conditions = format!("{conditions} AND o.value IN ({})", places(values.len() + 1, outcomes.len()));
        values.extend(outcomes.iter().map(|word| Value::from(*word)));
    }
    let known = known_at("c.origin_dialogue_id", "$4");
    let walk = |whose: &str| {
        format!(
            "SELECT c.id AS id, r.from_on AS on_day, o.value AS outcome, c.text_id AS text_id,
                    c.territory_id AS territory_id, c.field AS field, c.accountable_id AS accountable_id
             FROM spans r CROSS JOIN spans o CROSS JOIN cases c
             WHERE r.axis = 'raised' AND {whose} AND (r.from_on, r.subject_id) >= ($1, 0) AND r.from_on <= $2
               AND (r.from_on, r.subject_id) < ($5, $6)
               AND r.known_from_at <= $4 AND r.known_to_at > $4
               AND o.subject = 'case' AND o.subject_id = r.subject_id AND o.axis = 'outcome:kq-1'
               AND o.from_on <= $3 AND o.to_on > $3 AND o.known_from_at <= $4 AND o.known_to_at > $4
               AND c.id = r.subject_id AND {known} {conditions}
             ORDER BY r.from_on DESC, r.subject_id DESC LIMIT {most}"
        )
    };
    let mut whose = |body: i64| {
        values.push(body.to_string().into());
        format!("r.value = ${}", values.len())
    };
    let walks: Vec<String> = match bodies.as_deref() {
        None => {
            values.push(population.scope.into());
            let under = "(SELECT count(*) FROM organisation_scope s
                   WHERE s.ancestor_id = ${} AND s.organisation_id = c.origin_id) > 0";
            return Ok((walk(&under.replace("{}", &values.len().to_string())), values));
        }
        // Nothing was ever raised here.
        Some([]) => vec![walk(&whose(0))],
        Some(bodies) => bodies.iter().map(|body| walk(&whose(*body))).collect(),
    };
    let walks: Vec<String> =
        (0..).zip(walks).map(|(no, walk): (usize, _)| format!("SELECT {COLUMNS} FROM ({walk}) b{no}")).collect();
    let all = walks.join(" UNION ALL ");
    Ok((format!("SELECT {COLUMNS} FROM ({all}) b ORDER BY on_day DESC, id DESC LIMIT {most}"), values))
}
