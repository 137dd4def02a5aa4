//! The list of cases by outcome, counted over their standings. What a report counts, and what stands behind each of its numbers, is in
//! [`results`].

pub mod results;

use domain::day::{Day, Instant};
use domain::outcome::Outcome;

use crate::import::known_at;
use crate::organisation::Bodies;
use crate::reader::Read;
use crate::sql::{Page, first_channel, page, shifted};
use crate::standing::{self, Walk};
use crate::value::Value;
use crate::{Error, Row, args};

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

/// Cases of a population by level and outcome. Written as products, so that SQLite takes them in this order: it knows nothing of
/// how many rows a condition leaves.
pub async fn cases(read: &mut dyn Read, population: &Population) -> Result<Vec<Count>, Error> {
    let walk = |known: &String| {
        format!(
            "SELECT COALESCE(d.level, 'none') AS level, r.outcome AS outcome
             FROM organisation_scope s CROSS JOIN standings r LEFT JOIN dialogues d ON d.id = r.dialogue_id
             WHERE s.ancestor_id = $1 AND r.origin_id = s.organisation_id AND r.raised_on >= $2 AND r.raised_on <= $3
               AND r.raised_on <= $4 AND r.from_on <= $4 AND r.to_on > $4 AND {known} AND {} {}",
            known_at("r.dialogue_id", "$5"),
            alone(population)
        )
    };
    let walks: Vec<String> = standing::known(read, population.as_of, "$5").iter().map(walk).collect();
    let rows = read
        .rows(
            &format!(
                "SELECT level, outcome, count(*) FROM ({}) q GROUP BY level, outcome ORDER BY 1, 2",
                walks.join(" UNION ALL ")
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
    /// By which way it was first raised.
    pub channel: String,
}

/// Which cases of a population a list shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// Those with one of these outcomes; all when empty.
    pub outcomes: &'a [&'a str],
    /// Those raised at dialogues of this level, if given.
    pub level: Option<&'a str>,
    /// Those first raised by this way, if given, and how many cases are looked at for them at once ([`LOOKED`]).
    pub channel: Option<(&'a str, usize)>,
}

/// So many cases are looked at for those of a way of raising: no index has it, and a rare one would have every case looked at.
pub const LOOKED: usize = 5_000;

/// The place of a case in a list: the day on which it was raised, and the case.
pub type Key = (Day, i64);

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
    let page = list_wanted(read, population, Wanted { outcomes, level, channel: None }, before, size).await;
    page.map(|(page, _)| page)
}

/// As [`list`], by the way too by which they were first raised; and where it goes on, which may be below a page that has few
/// rows or none.
pub async fn list_wanted(
    read: &mut dyn Read,
    population: &Population,
    wanted: Wanted<'_>,
    before: Option<Key>,
    size: usize,
) -> Result<(Page<CaseInFigure>, Option<Key>), Error> {
    let bodies = Bodies::read(read, population.scope, population.below).await?;
    let down_to = down_to(read, population, &bodies, wanted, before).await?;
    listed(read, population, &bodies, wanted, (before, down_to), size).await
}

/// The last of the cases that are looked at for a way of raising, from the key on; nothing where that is all of them.
async fn down_to(
    read: &mut dyn Read,
    population: &Population,
    bodies: &Bodies,
    wanted: Wanted<'_>,
    before: Option<Key>,
) -> Result<Option<Key>, Error> {
    let Some((_, looked)) = wanted.channel else { return Ok(None) };
    let all = Wanted { level: None, channel: None, ..wanted };
    let (walks, values) = walks(read, population, bodies, all, (before, None), looked + 1);
    let next = looked + 1;
    let sql = format!(
        "SELECT q.on_day, q.id FROM (
           SELECT b.on_day, b.id, row_number() OVER (ORDER BY b.on_day DESC, b.id DESC) AS no FROM ({walks}) b
         ) q WHERE q.no IN ({looked}, {next}) ORDER BY q.no"
    );
    let rows = read.rows(&sql, &values).await?;
    match rows.as_slice() {
        [last, _] => Ok(Some((last.get(0)?, last.get(1)?))),
        _ => Ok(None),
    }
}

async fn listed(
    read: &mut dyn Read,
    population: &Population,
    bodies: &Bodies,
    wanted: Wanted<'_>,
    (before, down_to): (Option<Key>, Option<Key>),
    size: usize,
) -> Result<(Page<CaseInFigure>, Option<Key>), Error> {
    let (walk, values) = walk(read, population, bodies, wanted, (before, down_to), size);
    let sql = format!(
        "SELECT w.id, w.on_day, w.outcome, x.body, t.name, c.field, a.name, {}
         FROM ({walk}) w JOIN cases c ON c.id = w.id JOIN texts x ON x.id = c.text_id
         JOIN territories t ON t.id = c.territory_id JOIN organisations a ON a.id = c.accountable_id
         ORDER BY w.on_day DESC, w.id DESC",
        first_channel!("w.id")
    );
    let rows = read.rows(&sql, &values).await?;
    Ok(goes_on(page(&rows, size, case_in_figure)?, down_to))
}

/// A page, and where it goes on: below its last row, or below what was looked at.
fn goes_on(page: Page<CaseInFigure>, down_to: Option<Key>) -> (Page<CaseInFigure>, Option<Key>) {
    let last = page.rows.last().filter(|_| page.more).map(|last| (last.raised_on, last.id));
    let next = last.or(down_to);
    (Page { rows: page.rows, more: next.is_some() }, next)
}

/// One page of [`list_wanted`], of bodies that came with the right to list them, and how many cases the whole list has, counted
/// up to `most`: one question. Where more has to be looked at than is looked at once, they are not counted.
pub async fn counted_list(
    read: &mut dyn Read,
    population: &Population,
    bodies: &Bodies,
    wanted: Wanted<'_>,
    before: Option<Key>,
    size: usize,
    most: usize,
) -> Result<(Page<CaseInFigure>, Option<Key>, Option<usize>), Error> {
    if let Some(first) = down_to(read, population, bodies, wanted, None).await? {
        let down_to =
            if before.is_none() { Some(first) } else { down_to(read, population, bodies, wanted, before).await? };
        let (page, next) = listed(read, population, bodies, wanted, (before, down_to), size).await?;
        return Ok((page, next, None));
    }
    let (walk, mut values) = walk(read, population, bodies, wanted, (before, None), size);
    let (count, of_count) = counting(read, population, bodies, wanted, most);
    let count = shifted(&count, values.len());
    values.extend(of_count);
    let sql = format!(
        "SELECT w.id, w.on_day, w.outcome, x.body, t.name, c.field, a.name, {}, n.n
         FROM ({count}) n LEFT JOIN ({walk}) w ON n.n > 0 LEFT JOIN cases c ON c.id = w.id
         LEFT JOIN texts x ON x.id = c.text_id LEFT JOIN territories t ON t.id = c.territory_id
         LEFT JOIN organisations a ON a.id = c.accountable_id
         ORDER BY w.on_day DESC, w.id DESC",
        first_channel!("w.id")
    );
    let mut rows = read.rows(&sql, &values).await?;
    let count: i64 = rows.first().ok_or_else(|| Error::Corrupt("a count is one row".to_owned()))?.get(8)?;
    // Where the page has nothing the count stands alone.
    rows.retain(|row| !matches!(row.0.first(), Some(Value::Null)));
    let (page, next) = goes_on(page(&rows, size, case_in_figure)?, None);
    Ok((page, next, Some(usize::try_from(count).unwrap_or(most))))
}

fn case_in_figure(row: &Row) -> Result<CaseInFigure, Error> {
    Ok(CaseInFigure {
        id: row.get(0)?,
        raised_on: row.get(1)?,
        outcome: row.get(2)?,
        words: row.get(3)?,
        place: row.get(4)?,
        field: row.get(5)?,
        accountable: row.get(6)?,
        channel: row.get(7)?,
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
    let bodies = Bodies::read(read, population.scope, population.below).await?;
    let (sql, values) = counting(read, population, &bodies, Wanted { outcomes, level, channel: None }, most);
    let row = read.row(&sql, &values).await?;
    let count: i64 = row.ok_or_else(|| Error::Corrupt("a count is one row".to_owned()))?.get(0)?;
    Ok(usize::try_from(count).unwrap_or(most))
}

/// Counts a list up to `most`, as column `n`; in no order, so that nothing is sorted for it.
fn counting(
    read: &dyn Read,
    population: &Population,
    bodies: &Bodies,
    wanted: Wanted<'_>,
    most: usize,
) -> (String, Vec<Value>) {
    let (walks, values) = walks(read, population, bodies, wanted, (None, None), most);
    (format!("SELECT count(*) AS n FROM (SELECT id FROM ({walks}) b LIMIT {most}) z"), values)
}

/// One row more than `size` of a list, the newest first, as `id`, `on_day` and `outcome`.
fn walk(
    read: &dyn Read,
    population: &Population,
    bodies: &Bodies,
    wanted: Wanted<'_>,
    range: (Option<Key>, Option<Key>),
    size: usize,
) -> (String, Vec<Value>) {
    let most = size + 1;
    let (walks, values) = walks(read, population, bodies, wanted, range, most);
    (format!("SELECT id, on_day, outcome FROM ({walks}) b ORDER BY on_day DESC, id DESC LIMIT {most}"), values)
}

/// The walks of a list, each of at most `most` rows: the cases of each body by the day on which they were raised, as an index has
/// them, where the bodies are few; else those of all bodies by that day, each asked whether it belongs here. Where one or two
/// outcomes are wanted, those of each.
fn walks(
    read: &dyn Read,
    population: &Population,
    bodies: &Bodies,
    wanted: Wanted<'_>,
    (before, down_to): (Option<Key>, Option<Key>),
    most: usize,
) -> (String, Vec<Value>) {
    let (on, id) = before.unwrap_or((Day::OPEN, i64::MAX));
    let mut values = args![
        down_to.map_or(population.from, |(day, _)| population.from.max(day)),
        population.to.min(population.state_on).min(on),
        population.state_on,
        population.as_of,
        on,
        id
    ]
    .to_vec();
    // As text, so that a server which plans for any value knows how few are wanted; and the first day as a pair, since it takes
    // two bounds of one column for a two-hundredth of all rows and would sort them.
    let mut conditions = String::new();
    if let Some(level) = wanted.level {
        values.push(level.into());
        conditions = format!(
            "AND COALESCE((SELECT d.level FROM dialogues d WHERE d.id = r.dialogue_id), 'none') = ${}",
            values.len()
        );
    }
    if let Some((day, id)) = down_to {
        values.extend(args![day, id]);
        conditions = format!("{conditions} AND (r.raised_on, r.case_id) >= (${}, ${})", values.len() - 1, values.len());
    }
    if let Some((channel, _)) = wanted.channel {
        values.push(channel.into());
        conditions = format!("{conditions} AND {} = ${}", first_channel!("r.case_id"), values.len());
    }
    let mut value = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let others = others(&wanted);
    // Every value has to be asked for.
    let named = if others.is_some() { &[] } else { wanted.outcomes };
    let words: Vec<String> = named.iter().map(|word| value((*word).into())).collect();
    // So put that the index by outcome is not asked for where many are wanted: their cases would have to be sorted.
    let any = others.unwrap_or_else(|| format!("COALESCE(r.outcome, '') IN ({})", words.join(", ")));
    let few = bodies.few.as_deref();
    let by_outcome = matches!(words.as_slice(), [_] | [_, _]);
    let each = |of: &str| -> Vec<String> {
        if wanted.outcomes.is_empty() {
            vec![of.to_owned()]
        } else if by_outcome {
            words.iter().map(|word| format!("r.outcome = {word} AND {of}")).collect()
        } else {
            vec![format!("{any} AND {of}")]
        }
    };
    let of: Vec<String> = match few {
        None => vec![format!(
            "(SELECT count(*) FROM organisation_scope s
               WHERE s.ancestor_id = {} AND s.organisation_id = r.origin_id) > 0",
            value(bodies.of.into())
        )],
        // Where nothing was ever raised, nothing is found of nobody.
        Some([]) => vec![format!("r.origin_id = {}", value(0_i64.into()))],
        Some(few) => few.iter().map(|body| format!("r.origin_id = {}", value((*body).into()))).collect(),
    };
    let now: Vec<String> = of.iter().flat_map(|of| each(of)).collect();
    // What was known once has no index by outcome.
    let once =
        if few.is_some() && by_outcome { of.iter().map(|of| format!("{any} AND {of}")).collect() } else { now.clone() };
    let walk = match few {
        None if by_outcome => None,
        None => Some(Walk::OfAll),
        Some(_) if by_outcome => Some(Walk::OfBodyAndOutcome),
        Some(_) => None,
    };
    let hidden = known_at("r.dialogue_id", "$4");
    let mut walks = Vec::new();
    for (no, known) in standing::known(read, population.as_of, "$4").into_iter().enumerate() {
        let named = walk.filter(|_| no == 0).map(|walk| standing::walked(read, walk));
        let from = named.unwrap_or_else(|| "standings".to_owned());
        for whose in if no == 0 { &now } else { &once } {
            walks.push(format!(
                "SELECT id, on_day, outcome FROM (
                   SELECT r.case_id AS id, r.raised_on AS on_day, r.outcome AS outcome FROM {from} r
                   WHERE {known} AND {whose} AND (r.raised_on, r.case_id) >= ($1, 0) AND r.raised_on <= $2
                     AND (r.raised_on, r.case_id) < ($5, $6) AND r.from_on <= $3 AND r.to_on > $3
                     AND {hidden} {conditions}
                   ORDER BY r.raised_on DESC, r.case_id DESC LIMIT {most}) b{}",
                walks.len()
            ));
        }
    }
    (walks.join(" UNION ALL "), values)
}

/// Whether a standing `r` has none of the outcomes that are not wanted, where these are fewer than those that are.
fn others(wanted: &Wanted<'_>) -> Option<String> {
    let others = Outcome::ALL.map(Outcome::as_str).into_iter().filter(|word| !wanted.outcomes.contains(word));
    let others: Vec<String> = others.map(|word| format!("'{word}'")).collect();
    (!others.is_empty() && others.len() < wanted.outcomes.len())
        .then(|| format!("r.outcome NOT IN ({})", others.join(", ")))
}
