//! What the units of a scope declare of a range of days, beside the results that are counted: sums per level and line of duty,
//! and the papers behind each sum, as of the same day and instant.

use domain::day::Day;
use domain::declared::DeclaredNumber;
use domain::dialogue::Line;

use crate::figure::results::{Asked, Which, bodies, of_line, scope_id};
use crate::import::known_at;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::{Error, Row, args};

/// What is declared of periods within the range, in force on the day by what was known: of periods that hold others the
/// longest alone. A span is in force with the id of the event that wrote its numbers.
const IN_FORCE: &str = "FROM {scope} s
     JOIN declared_figures d ON d.organisation_id = s.id AND d.from_on >= $2 AND d.to_on <= $3
     JOIN spans v ON v.subject = 'declared' AND v.subject_id = d.id AND v.axis = 'declared' AND v.value <> 'struck'
       AND v.from_on <= $4 AND v.to_on > $4 AND v.known_from_at <= $5 AND v.known_to_at > $5
       AND NOT EXISTS (SELECT 1 FROM declared_figures w
         JOIN spans z ON z.subject = 'declared' AND z.subject_id = w.id AND z.axis = 'declared' AND z.value <> 'struck'
           AND z.from_on <= $4 AND z.to_on > $4 AND z.known_from_at <= $5 AND z.known_to_at > $5
         WHERE w.organisation_id = d.organisation_id AND w.id <> d.id
           AND w.from_on <= d.from_on AND w.to_on >= d.to_on AND w.from_on >= $2 AND w.to_on <= $3)
     JOIN organisations o ON o.id = s.id JOIN territories t ON t.id = o.territory_id";

/// Their numbers.
const CELLS: &str = "JOIN declared_cells c ON c.declared_id = d.id AND CAST(c.event_id AS TEXT) = v.value";

fn whole(sql: &str, asked: &Asked) -> String {
    sql.replace("{declared}", IN_FORCE).replace("{scope}", &bodies(asked.scope))
}

fn values(asked: &Asked) -> Vec<crate::Value> {
    args![scope_id(asked.scope), asked.from, asked.to, asked.state_on, asked.as_of].to_vec()
}

/// How much the bodies of one kind and level declare of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sum {
    level: String,
    line: Line,
    number: DeclaredNumber,
    count: i64,
}

/// A unit that declares something.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Unit {
    level: String,
    line: Line,
    organisation: i64,
    has_records: bool,
}

/// What is declared in a scope and a range of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summed {
    sums: Vec<Sum>,
    units: Vec<Unit>,
}

impl Summed {
    /// Whether nothing is declared.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// What is declared of a number on a line: a level, or all; a duty, or everybody's. Nothing where no unit declares it.
    pub fn of(&self, level: Option<&str>, line: Option<Line>, number: DeclaredNumber) -> Option<i64> {
        let mut found = None;
        for sum in self.sums.iter().filter(|sum| sum.number == number && is_of(&sum.level, sum.line, level, line)) {
            found = Some(found.unwrap_or(0) + sum.count);
        }
        found
    }

    /// How many units declare something on a line.
    pub fn units(&self, level: Option<&str>, line: Option<Line>) -> i64 {
        self.count(|unit| is_of(&unit.level, unit.line, level, line))
    }

    /// How many units declare something and have neither dialogue nor case of the range in the program.
    pub fn without_records(&self) -> i64 {
        self.count(|unit| !unit.has_records)
    }

    /// The levels of the units that declare, in no order.
    pub fn levels(&self) -> impl Iterator<Item = &str> {
        self.units.iter().map(|unit| unit.level.as_str())
    }

    fn count(&self, which: impl Fn(&&Unit) -> bool) -> i64 {
        i64::try_from(self.units.iter().filter(which).count()).unwrap_or(i64::MAX)
    }
}

fn is_of(of_level: &str, of_line: Line, level: Option<&str>, line: Option<Line>) -> bool {
    level.is_none_or(|level| level == of_level) && line.is_none_or(|line| line.counts(of_line))
}

/// Whether a unit has a dialogue that was held, or a case that was raised, in the range, by what was known.
fn has_records() -> String {
    format!(
        "CASE WHEN EXISTS (SELECT 1 FROM spans r JOIN cases k ON k.id = r.subject_id AND {}
             WHERE r.axis = 'raised' AND r.value = CAST(s.id AS TEXT) AND r.from_on >= $2 AND r.from_on <= $3
               AND r.known_from_at <= $5 AND r.known_to_at > $5)
           OR EXISTS (SELECT 1 FROM spans h JOIN dialogues g ON g.id = h.subject_id AND g.form <> 'elsewhere' AND {}
             WHERE h.axis = 'held' AND h.value = CAST(s.id AS TEXT) AND h.from_on >= $2 AND h.from_on <= $3
               AND h.known_from_at <= $5 AND h.known_to_at > $5) THEN 1 ELSE 0 END",
        known_at("k.origin_dialogue_id", "$5"),
        known_at("g.id", "$5")
    )
}

/// What is declared, summed up by level and kind of body.
pub async fn sums(read: &mut dyn Read, asked: &Asked) -> Result<Summed, Error> {
    let sql = format!("SELECT DISTINCT t.level, o.kind, s.id, {} {{declared}} ORDER BY s.id", has_records());
    let rows = read.rows(&whole(&sql, asked), &values(asked)).await?;
    let unit = |row: &Row| {
        Ok(Unit {
            level: row.get(0)?,
            line: Line::of_body(&row.get::<String>(1)?),
            organisation: row.get(2)?,
            has_records: row.get(3)?,
        })
    };
    let units = rows.iter().map(unit).collect::<Result<Vec<Unit>, Error>>()?;
    if units.is_empty() {
        return Ok(Summed::default());
    }
    let sql = format!(
        "SELECT t.level, o.kind, c.number, CAST(SUM(c.count) AS BIGINT) {{declared}} {CELLS}
         GROUP BY t.level, o.kind, c.number"
    );
    let rows = read.rows(&whole(&sql, asked), &values(asked)).await?;
    let sum = |row: &Row| {
        let number: String = row.get(2)?;
        Ok(Sum {
            level: row.get(0)?,
            line: Line::of_body(&row.get::<String>(1)?),
            number: DeclaredNumber::parse(&number).ok_or_else(|| Error::Corrupt(format!("a number {number}")))?,
            count: row.get(3)?,
        })
    };
    Ok(Summed { sums: rows.iter().map(sum).collect::<Result<Vec<Sum>, Error>>()?, units })
}

/// A paper behind a declared number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperRow {
    /// The declared figures.
    pub id: i64,
    /// The unit.
    pub organisation: i64,
    /// Its name.
    pub name: String,
    /// Its place.
    pub place: String,
    /// First day of the period.
    pub from_on: Day,
    /// Last day of the period.
    pub to_on: Day,
    /// What it declares of the number; nothing where no number was asked for.
    pub count: Option<i64>,
    /// Whether the unit has dialogues or cases of the range in the program.
    pub has_records: bool,
}

/// Which papers are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Papers<'a> {
    /// Level and line of duty.
    pub which: Which<'a>,
    /// Those that declare this number; all where none is named.
    pub number: Option<DeclaredNumber>,
    /// Only of units without dialogues and cases of the range.
    pub without: bool,
}

/// The papers behind a declared number, by the order in which they were recorded, from the key on.
pub async fn papers(
    read: &mut dyn Read,
    asked: &Asked,
    wanted: Papers<'_>,
    after: i64,
    size: usize,
) -> Result<Page<PaperRow>, Error> {
    let (count, cells) = match wanted.number {
        Some(_) => ("c.count", format!("{CELLS} AND c.number = $9")),
        None => ("CAST(NULL AS BIGINT)", String::new()),
    };
    // A line of duty is that of the kind of body; the words of the columns are those of `of_line`.
    let sql = format!(
        "SELECT id, body_id, name, place, from_on, to_on, count, has_records FROM (
           SELECT d.id AS id, s.id AS body_id, o.name AS name, t.name AS place, d.from_on AS from_on, d.to_on AS to_on,
             {count} AS count, t.level AS level, CAST(NULL AS TEXT) AS line, o.kind AS kind, {} AS has_records
           {{declared}} {cells}) q
         WHERE ($6 = '' OR level = $6) AND {} AND id > $7 {} ORDER BY id LIMIT $8",
        has_records(),
        of_line(wanted.which.line),
        if wanted.without { "AND has_records = 0" } else { "" }
    );
    let size_and_one = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let mut all = values(asked);
    all.extend(args![wanted.which.level.unwrap_or_default(), after, size_and_one]);
    all.extend(wanted.number.map(|number| crate::Value::from(number.as_str())));
    let rows = read.rows(&whole(&sql, asked), &all).await?;
    page(&rows, size, |row| {
        Ok(PaperRow {
            id: row.get(0)?,
            organisation: row.get(1)?,
            name: row.get(2)?,
            place: row.get(3)?,
            from_on: row.get(4)?,
            to_on: row.get(5)?,
            count: row.get(6)?,
            has_records: row.get(7)?,
        })
    })
}
