//! Declared figures: what units say of a period on a paper, beside what is counted. The numbers of a version stand under the
//! event that wrote it; which version is in force on a day, by what was known, stands in spans. What of them a report shows is
//! in [`summed`], scans are in [`scan`].

mod compared;
pub mod scan;
pub mod summed;

use std::collections::BTreeMap;

use domain::day::{Day, Instant};
use domain::declared::{DeclaredCell, DeclaredNumber};
use domain::text::TextRef;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{self, Page, page};
use crate::tx::Tx;
use crate::{Error, Row, Value, args};

pub(crate) use compared::differences;

/// The figures of a unit to be kept.
#[derive(Clone, Debug)]
pub struct NewDeclared<'a> {
    /// Their id.
    pub id: i64,
    /// First and last day of the period.
    pub period: (Day, Day),
    /// The event that records them.
    pub event: i64,
    /// The day on the paper.
    pub document_on: Day,
    /// The number of the paper.
    pub number: Option<&'a TextRef>,
    /// The numbers on it.
    pub cells: &'a [DeclaredCell],
}

/// Keeps the figures of the unit of the grant.
pub fn add(tx: &mut Tx, grant: &Grant, new: &NewDeclared<'_>) {
    let number = new.number.map(|text| text.id);
    tx.put(
        "INSERT INTO declared_figures (id, organisation_id, from_on, to_on, event_id, document_on, number_text_id,
           struck_event_id, version) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, 1)",
        args![new.id, grant.organisation, new.period.0, new.period.1, new.event, new.document_on, number],
    );
    put_cells(tx, new.id, new.event, new.cells);
}

fn put_cells(tx: &mut Tx, id: i64, event: i64, cells: &[DeclaredCell]) {
    let rows = cells.iter().map(|cell| args![event, cell.number.as_str(), id, cell.count].to_vec()).collect();
    tx.put_rows("declared_cells", "event_id, number, declared_id, count", rows);
}

/// Keeps the numbers of a version, and says which one is in force from now on. False where the row is at another version.
pub async fn revise(
    tx: &mut Tx,
    _: &Grant,
    (id, version): (i64, i64),
    event: i64,
    cells: &[DeclaredCell],
    now: &domain::declared::Declared,
) -> Result<bool, Error> {
    put_cells(tx, id, event, cells);
    let number = now.number.as_ref().map(|text| text.id);
    let sql = "UPDATE declared_figures SET event_id = $3, document_on = $4, number_text_id = $5, version = version + 1
         WHERE id = $1 AND version = $2";
    Ok(tx.run(sql, &args![id, version, now.by, now.document_on, number]).await? == 1)
}

/// Says by which event they were struck. False where the row is at another version.
pub async fn strike(tx: &mut Tx, _: &Grant, (id, version): (i64, i64), event: i64) -> Result<bool, Error> {
    let sql = "UPDATE declared_figures SET struck_event_id = $3, version = version + 1 WHERE id = $1 AND version = $2";
    Ok(tx.run(sql, &args![id, version, event]).await? == 1)
}

/// Notes that something beside the numbers changed. False where the row is at another version.
pub async fn touch(tx: &mut Tx, _: &Grant, (id, version): (i64, i64)) -> Result<bool, Error> {
    let sql = "UPDATE declared_figures SET version = version + 1 WHERE id = $1 AND version = $2";
    Ok(tx.run(sql, &args![id, version]).await? == 1)
}

/// Declared figures as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredRow {
    /// Their id.
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
    /// The event that wrote what is in force.
    pub event: i64,
    /// The day on the paper.
    pub document_on: Day,
    /// The number of the paper; empty where it has none.
    pub number: String,
    /// Whether they were recorded by mistake.
    pub struck: bool,
    /// The version of the row.
    pub version: i64,
    /// When they were recorded first.
    pub recorded_at: Instant,
    /// Whoever recorded them first, and for which body.
    pub typist: (String, String),
}

const DECLARED: &str = "SELECT d.id, d.organisation_id, o.name, t.name, d.from_on, d.to_on, d.event_id, d.document_on,
       COALESCE(x.body, ''), CASE WHEN d.struck_event_id IS NULL THEN 0 ELSE 1 END, d.version, e.recorded_at,
       COALESCE(p.name, ''), COALESCE(w.name, '')
     FROM declared_figures d JOIN organisations o ON o.id = d.organisation_id JOIN territories t ON t.id = o.territory_id
     LEFT JOIN texts x ON x.id = d.number_text_id
     JOIN events e ON e.subject = 'declared' AND e.subject_id = d.id AND e.seq = 1
     LEFT JOIN accounts a ON a.id = e.typist_id LEFT JOIN people p ON p.id = a.person_id
     LEFT JOIN organisations w ON w.id = e.organisation_id";

fn declared(row: &Row) -> Result<DeclaredRow, Error> {
    Ok(DeclaredRow {
        id: row.get(0)?,
        organisation: row.get(1)?,
        name: row.get(2)?,
        place: row.get(3)?,
        from_on: row.get(4)?,
        to_on: row.get(5)?,
        event: row.get(6)?,
        document_on: row.get(7)?,
        number: row.get(8)?,
        struck: row.get(9)?,
        version: row.get(10)?,
        recorded_at: row.get(11)?,
        typist: (row.get(12)?, row.get(13)?),
    })
}

/// Those of one id.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<DeclaredRow>, Error> {
    let row = read.row(&format!("{DECLARED} WHERE d.id = $1"), &args![id]).await?;
    row.as_ref().map(declared).transpose()
}

/// Those of a unit, and of those under it where the grant reaches them; the newest first, from before the key on. Struck ones
/// among them: both stay visible.
pub async fn list(
    read: &mut dyn Read,
    grant: &Grant,
    before: Option<i64>,
    size: usize,
) -> Result<Page<DeclaredRow>, Error> {
    let size_and_one = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let scope = if grant.below {
        "EXISTS (SELECT 1 FROM organisation_scope c WHERE c.ancestor_id = $1 AND c.organisation_id = d.organisation_id)"
    } else {
        "d.organisation_id = $1"
    };
    let sql = format!("{DECLARED} WHERE d.id < $2 AND {scope} ORDER BY d.id DESC LIMIT $3");
    let rows = read.rows(&sql, &args![grant.organisation, before.unwrap_or(i64::MAX), size_and_one]).await?;
    page(&rows, size, declared)
}

/// The numbers of each version, by the event that wrote it.
pub async fn cells(read: &mut dyn Read, id: i64) -> Result<Vec<(i64, DeclaredCell)>, Error> {
    let rows = read
        .rows(
            "SELECT event_id, number, count FROM declared_cells WHERE declared_id = $1 ORDER BY event_id, number",
            &args![id],
        )
        .await?;
    let mut cells = Vec::with_capacity(rows.len());
    for row in &rows {
        cells.push((row.get(0)?, cell(row)?));
    }
    cells.sort_by_key(|(event, cell)| (*event, cell.number));
    Ok(cells)
}

/// The numbers of many versions, by the events that wrote them.
pub async fn cells_of(read: &mut dyn Read, events: &[i64]) -> Result<BTreeMap<i64, Vec<DeclaredCell>>, Error> {
    let mut cells: BTreeMap<i64, Vec<DeclaredCell>> = BTreeMap::new();
    for some in events.chunks(sql::MANY) {
        let ids: Vec<Value> = some.iter().copied().map(Value::Int).collect();
        let sql = format!(
            "SELECT event_id, number, count FROM declared_cells WHERE event_id IN ({}) ORDER BY event_id, number",
            sql::places(1, ids.len())
        );
        for row in read.rows(&sql, &ids).await? {
            cells.entry(row.get(0)?).or_default().push(cell(&row)?);
        }
    }
    for own in cells.values_mut() {
        own.sort_by_key(|cell| cell.number);
    }
    Ok(cells)
}

/// A number and its count, in the second and third column.
fn cell(row: &Row) -> Result<DeclaredCell, Error> {
    let number: String = row.get(1)?;
    let number = DeclaredNumber::parse(&number).ok_or_else(|| Error::Corrupt(format!("a number {number}")))?;
    Ok(DeclaredCell { number, count: row.get(2)? })
}

/// A period that a unit declared and that a new one can't stand beside: the same one, or one that overlaps it without one
/// holding the other.
pub async fn in_the_way(
    read: &mut dyn Read,
    organisation: i64,
    (from, to): (Day, Day),
) -> Result<Option<(i64, Day, Day)>, Error> {
    let row = read
        .row(
            "SELECT d.id, d.from_on, d.to_on FROM declared_figures d
             WHERE d.organisation_id = $1 AND d.struck_event_id IS NULL AND d.from_on <= $3 AND d.to_on >= $2
               AND ((d.from_on = $2 AND d.to_on = $3)
                 OR NOT ((d.from_on <= $2 AND d.to_on >= $3) OR (d.from_on >= $2 AND d.to_on <= $3)))
             ORDER BY d.id LIMIT 1",
            &args![organisation, from, to],
        )
        .await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).transpose()
}

/// A body that a table may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// The body.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The name of its place.
    pub place: String,
    /// Its kind.
    pub kind: String,
}

/// The bodies whose figures may be declared by whoever has the grant: its own, and those under it; in force on a day.
pub async fn units(read: &mut dyn Read, grant: &Grant, on: Day) -> Result<Vec<UnitRow>, Error> {
    let rows = read
        .rows(
            "SELECT o.id, o.name, t.name, o.kind FROM organisations o JOIN territories t ON t.id = o.territory_id
             WHERE o.outside = 0 AND o.valid_from_on <= $2 AND o.valid_to_on > $2
               AND (o.id = $1 OR ($3 = 1 AND EXISTS (SELECT 1 FROM organisation_scope c
                     WHERE c.ancestor_id = $1 AND c.organisation_id = o.id)))
             ORDER BY CASE WHEN o.id = $1 THEN 0 ELSE 1 END, o.sort_key, o.id",
            &args![grant.organisation, on, i64::from(grant.below)],
        )
        .await?;
    rows.iter()
        .map(|row| Ok(UnitRow { id: row.get(0)?, name: row.get(1)?, place: row.get(2)?, kind: row.get(3)? }))
        .collect()
}
