//! Places that are in use. The official tables are part of the program ([`domain::territory`]); a row is made here for a
//! unit when something first stands on it, with those it lies in, and for every village.

use domain::day::Day;
use domain::fold::fold;
use domain::territory::{Level, Unit, units};

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::places;
use crate::tx::Tx;
use crate::value::Value;
use crate::{Error, args};

/// A place that is not in the official tables: a village, an invented place, or one newer than the tables.
#[derive(Clone, Debug)]
pub struct NewTerritory<'a> {
    /// Its id, drawn by the act.
    pub id: i64,
    /// Its level.
    pub level: Level,
    /// Official code; of a village, one the commune gives.
    pub code: &'a str,
    /// Name with its type, as official paper writes it.
    pub name: &'a str,
    /// The place it lies in.
    pub parent: Option<i64>,
    /// First day.
    pub from: Day,
}

/// Adds a place; the act's grant on the body of the place above it, or none while the program begins.
pub fn add(tx: &mut Tx, _: Option<&Grant>, new: &NewTerritory<'_>) {
    put(tx, new, Day::OPEN);
}

fn put(tx: &mut Tx, new: &NewTerritory<'_>, to: Day) {
    tx.put(
        "INSERT INTO territories (id, level, code, valid_from_on, valid_to_on, name, fold, parent_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![new.id, new.level.as_str(), new.code, new.from, to, new.name, fold(new.name), new.parent],
    );
}

/// The row of an official unit and, above it, of those it lies in on a day; made where they are not there yet. An act that
/// calls this runs alone or holds the installation.
pub async fn ensure(tx: &mut Tx, _: Option<&Grant>, unit: &Unit, on: Day) -> Result<i64, Error> {
    let mut line = vec![*unit];
    while let Some(above) = units().parent(&line[line.len() - 1], on) {
        line.push(*above);
    }
    let mut parent: Option<i64> = None;
    for unit in line.iter().rev() {
        parent = Some(ensure_in(tx, unit, parent).await?);
    }
    Ok(parent.expect("the line holds the unit itself"))
}

/// Whether an official unit lies in a place on a day, or is that place. A place of one's own may hold any.
pub async fn holds(read: &mut dyn Read, place: i64, unit: &Unit, on: Day) -> Result<bool, Error> {
    let row = read.row("SELECT level, code FROM territories WHERE id = $1", &args![place]).await?;
    let (level, code): (String, String) = match row {
        Some(row) => (row.get(0)?, row.get(1)?),
        None => return Ok(false),
    };
    let Some(place) = Level::parse(&level).and_then(|level| units().at(level, &code, on)) else { return Ok(true) };
    let mut within = Some(*unit);
    while let Some(unit) = within {
        if (unit.level, unit.code) == (place.level, place.code) {
            return Ok(true);
        }
        within = units().parent(&unit, on).copied();
    }
    Ok(false)
}

async fn ensure_in(tx: &mut Tx, unit: &Unit, parent: Option<i64>) -> Result<i64, Error> {
    let found = tx
        .row(
            "SELECT id, valid_to_on, parent_id FROM territories WHERE level = $1 AND code = $2 AND valid_from_on = $3",
            &args![unit.level.as_str(), unit.code, unit.from],
        )
        .await?;
    let Some(row) = found else {
        let id = tx.id()?;
        let new = NewTerritory { id, level: unit.level, code: unit.code, name: unit.name, parent, from: unit.from };
        put(tx, &new, unit.to);
        return Ok(id);
    };
    let id: i64 = row.get(0)?;
    // A later edition of the tables ends a unit, or a unit above it has become another row.
    if row.get::<Day>(1)? != unit.to || row.get::<Option<i64>>(2)? != parent {
        tx.put("UPDATE territories SET valid_to_on = $2, parent_id = $3 WHERE id = $1", args![id, unit.to, parent]);
    }
    Ok(id)
}

/// A place as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerritoryRow {
    /// Its id.
    pub id: i64,
    /// Its level's word.
    pub level: String,
    /// Its code.
    pub code: String,
    /// Its name with its type.
    pub name: String,
    /// First day.
    pub from: Day,
    /// The day after the last.
    pub to: Day,
    /// The place it lies in.
    pub parent: Option<i64>,
}

impl TerritoryRow {
    /// The unit of the official tables of which this is the row; none for a village or a place of one's own.
    pub fn unit(&self) -> Option<&'static Unit> {
        let unit = units().at(Level::parse(&self.level)?, &self.code, self.from)?;
        (unit.from == self.from).then_some(unit)
    }
}

/// One place.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<TerritoryRow>, Error> {
    let row = read
        .row(
            "SELECT id, level, code, name, valid_from_on, valid_to_on, parent_id FROM territories WHERE id = $1",
            &args![id],
        )
        .await?;
    row.map(|row| {
        Ok(TerritoryRow {
            id: row.get(0)?,
            level: row.get(1)?,
            code: row.get(2)?,
            name: row.get(3)?,
            from: row.get(4)?,
            to: row.get(5)?,
            parent: row.get(6)?,
        })
    })
    .transpose()
}

/// Whether a place of that level and code is in force on a day or begins later.
pub async fn is_taken(read: &mut dyn Read, level: Level, code: &str, on: Day) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT id FROM territories WHERE level = $1 AND code = $2 AND valid_to_on > $3 LIMIT 1",
            &args![level.as_str(), code, on],
        )
        .await?;
    Ok(row.is_some())
}

/// A place as a form offers it.
#[derive(Clone, Debug)]
pub struct PlaceRow {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The name without marks, as typed searches compare it.
    pub fold: String,
}

/// The villages of a commune in force on a day, by name.
pub async fn villages(read: &mut dyn Read, commune: i64, on: Day) -> Result<Vec<PlaceRow>, Error> {
    let rows = read
        .rows(
            "SELECT id, name, fold FROM territories
             WHERE parent_id = $1 AND level = 'village' AND valid_from_on <= $2 AND valid_to_on > $2 ORDER BY fold, id",
            &args![commune, on],
        )
        .await?;
    rows.iter().map(|row| Ok(PlaceRow { id: row.get(0)?, name: row.get(1)?, fold: row.get(2)? })).collect()
}

/// Whether a commune has a village of that name in force today or later, with whatever marks.
pub async fn has_village(read: &mut dyn Read, commune: i64, name: &str) -> Result<bool, Error> {
    let today = read.today();
    let row = read
        .row(
            "SELECT id FROM territories WHERE parent_id = $1 AND level = 'village' AND fold = $2 AND valid_to_on > $3 LIMIT 1",
            &args![commune, fold(name), today],
        )
        .await?;
    Ok(row.is_some())
}

/// Places whose place one took, over however many changes, at most.
const MOST_BEFORE: usize = 24;

/// The places whose place one took, nearest first, as far as they are in use: of an official unit by the official successions,
/// of a village those of its name in the communes before its own, or in its own before it was founded anew.
pub async fn before(read: &mut dyn Read, place: i64) -> Result<Vec<i64>, Error> {
    let Some(row) = find(read, place).await? else { return Ok(Vec::new()) };
    if row.level != Level::Village.as_str() {
        return match row.unit() {
            Some(unit) => before_unit(read, unit).await,
            None => Ok(Vec::new()),
        };
    }
    let Some(parent) = row.parent else { return Ok(Vec::new()) };
    let mut communes = vec![parent];
    if let Some(unit) = find(read, parent).await?.and_then(|row| row.unit()) {
        communes.extend(before_unit(read, unit).await?);
    }
    let mut values = args![fold(&row.name), place].to_vec();
    values.extend(communes.iter().map(|id| Value::Int(*id)));
    let sql = format!(
        "SELECT id FROM territories WHERE parent_id IN ({}) AND fold = $1 AND level = 'village' AND id <> $2 ORDER BY id",
        places(3, communes.len())
    );
    read.rows(&sql, &values).await?.iter().map(|row| row.get(0)).collect()
}

/// As [`before`], of an official unit whether it is in use or not.
pub async fn before_unit(read: &mut dyn Read, unit: &'static Unit) -> Result<Vec<i64>, Error> {
    let mut found: Vec<&'static Unit> = Vec::new();
    let mut next = vec![unit];
    while let Some(unit) = next.pop() {
        for earlier in units().predecessors(unit) {
            if found.len() < MOST_BEFORE && !found.contains(&earlier.unit) {
                found.push(earlier.unit);
                next.push(earlier.unit);
            }
        }
    }
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<Value> = found.iter().map(|unit| Value::from(unit.code)).collect();
    let sql = format!(
        "SELECT id, level, code, valid_from_on FROM territories
         WHERE level IN ('province', 'district', 'commune') AND code IN ({}) ORDER BY id",
        places(1, found.len())
    );
    let mut ids = Vec::new();
    for row in read.rows(&sql, &values).await? {
        let (level, code, from): (String, String, Day) = (row.get(1)?, row.get(2)?, row.get(3)?);
        if found.iter().any(|unit| unit.level.as_str() == level && unit.code == code && unit.from == from) {
            ids.push(row.get(0)?);
        }
    }
    Ok(ids)
}
