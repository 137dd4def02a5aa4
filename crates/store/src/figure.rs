//! The list of cases by outcome, counted over spans. What a report counts, and what stands behind each of its numbers, is in
//! [`results`].

pub mod results;

use domain::day::{Day, Instant};

use crate::import::known_at;
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

/// The cases of a population with the outcome of each as one row: the number and its list can't differ.
const POPULATION: &str = "FROM organisation_scope s
     JOIN spans r ON r.axis = 'raised' AND r.value = CAST(s.organisation_id AS TEXT)
       AND r.from_on >= $2 AND r.from_on <= $3 AND r.from_on <= $4 AND r.known_from_at <= $5 AND r.known_to_at > $5
     JOIN spans o ON o.subject = 'case' AND o.subject_id = r.subject_id AND o.axis = 'outcome:kq-1'
       AND o.from_on <= $4 AND o.to_on > $4 AND o.known_from_at <= $5 AND o.known_to_at > $5
     WHERE s.ancestor_id = $1";

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
                POPULATION.replace(
                    "WHERE",
                    "JOIN cases c ON c.id = r.subject_id LEFT JOIN dialogues d ON d.id = c.origin_dialogue_id WHERE {known} AND"
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
    let (on, id) = before.unwrap_or((Day::OPEN, i64::MAX));
    let mut values = arguments(population);
    values.extend(args![on, id, i64::try_from(size + 1).unwrap_or(i64::MAX), level.unwrap_or_default()]);
    let with_outcome = if outcomes.is_empty() {
        String::new()
    } else {
        values.extend(outcomes.iter().map(|word| Value::from(*word)));
        format!("AND o.value IN ({})", places(10, outcomes.len()))
    };
    let sql = format!(
        "SELECT c.id, r.from_on, o.value, x.body, t.name, c.field, a.name {} {} {with_outcome}
           AND ($9 = '' OR COALESCE(d.level, 'none') = $9)
           AND (r.from_on < $6 OR (r.from_on = $6 AND c.id < $7))
         ORDER BY r.from_on DESC, c.id DESC LIMIT $8",
        POPULATION
            .replace(
                "WHERE",
                "JOIN cases c ON c.id = r.subject_id JOIN texts x ON x.id = c.text_id
             JOIN territories t ON t.id = c.territory_id JOIN organisations a ON a.id = c.accountable_id
             LEFT JOIN dialogues d ON d.id = c.origin_dialogue_id WHERE {known} AND"
            )
            .replace("{known}", &known_at("c.origin_dialogue_id", "$5")),
        alone(population)
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
