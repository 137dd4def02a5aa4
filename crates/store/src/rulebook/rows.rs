//! The rows of the rulebook: rules confirmed, days set, years adopted. Only the calls of this file write them.

use domain::calendar::{Entry, EntryKind, Status};
use domain::day::Day;
use domain::rule::Rule;
use domain::text::TextRef;

use super::OwnDay;
use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// The word of a day that was set to be what its weekday says.
const WORKING_DAY: &str = "working_day";

/// The number of the rulebook.
pub async fn number(read: &mut dyn Read) -> Result<i64, Error> {
    let row = read.row("SELECT rulebook FROM installation WHERE id = 1", &[]).await?;
    row.ok_or_else(|| Error::Corrupt("the installation has no row".to_owned()))?.get(0)
}

/// Raises the number of the rulebook; whoever has it in memory reads it anew.
pub fn raise(tx: &mut Tx, _: &Grant) {
    tx.rewrite();
    tx.put("UPDATE installation SET rulebook = rulebook + 1 WHERE id = 1", args![]);
}

/// A version of a rule that was confirmed here.
#[derive(Clone, Debug)]
pub struct RuleRow {
    /// The rule; its source is the document, empty once that was erased.
    pub rule: Rule,
    /// The body that confirmed it.
    pub organisation: i64,
    /// That body's name.
    pub body: String,
    /// Taken out of force again.
    pub withdrawn: bool,
    /// The event that confirmed it.
    pub event: i64,
    /// The date of the document.
    pub on: Day,
}

/// All rules that were ever confirmed here, by id and version.
pub async fn rules(read: &mut dyn Read) -> Result<Vec<RuleRow>, Error> {
    let rows = read
        .rows(
            "SELECT r.record, x.body, r.organisation_id, o.name, CASE WHEN r.state = 'withdrawn' THEN 1 ELSE 0 END, r.event_id,
                    e.happened_on
             FROM rules r JOIN texts x ON x.id = r.document_text_id JOIN organisations o ON o.id = r.organisation_id
             JOIN events e ON e.id = r.event_id ORDER BY r.id, r.version",
            &[],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let record: String = row.get(0)?;
            let mut rule: Rule = serde_json::from_str(&record).map_err(|e| Error::Corrupt(e.to_string()))?;
            let on: Day = row.get(6)?;
            let document: Option<String> = row.get(1)?;
            rule.source = document.map_or_else(String::new, |document| source(&document, on));
            Ok(RuleRow {
                rule,
                organisation: row.get(2)?,
                body: row.get(3)?,
                withdrawn: row.get(4)?,
                event: row.get(5)?,
                on,
            })
        })
        .collect()
}

/// How the source of a rule that was confirmed here is written: the document as typed, and its date.
pub fn source(document: &str, on: Day) -> String {
    format!("{document}, {}", on.vn())
}

/// The highest version of a rule that was ever confirmed here; 0 without one.
pub async fn highest(read: &mut dyn Read, id: &str) -> Result<i64, Error> {
    let row = read.row("SELECT COALESCE(MAX(version), 0) FROM rules WHERE id = $1", &args![id]).await?;
    row.map_or(Ok(0), |row| row.get(0))
}

/// A rule to be confirmed.
#[derive(Clone, Copy, Debug)]
pub struct NewRule<'a> {
    /// The rule as it will be in force.
    pub rule: &'a Rule,
    /// The body that confirms it.
    pub organisation: i64,
    /// The document it rests on.
    pub document: &'a TextRef,
    /// The event that confirms it.
    pub event: i64,
}

/// Keeps a confirmed rule. What was typed of its document stands in the text and nowhere else.
pub fn add_rule(tx: &mut Tx, _: &Grant, new: &NewRule<'_>) -> Result<(), Error> {
    let record = Rule { source: String::new(), ..new.rule.clone() };
    let record = serde_json::to_string(&record).map_err(|e| Error::Corrupt(e.to_string()))?;
    tx.put(
        "INSERT INTO rules (id, version, jurisdiction, organisation_id, valid_from_on, valid_to_on, record, state,
                            document_text_id, event_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'confirmed', $8, $9)",
        args![
            &new.rule.id,
            new.rule.version,
            new.rule.jurisdiction.to_string(),
            new.organisation,
            new.rule.valid_from,
            new.rule.valid_to,
            record,
            new.document.id,
            new.event,
        ],
    );
    Ok(())
}

/// Takes a version of a rule out of force.
pub fn withdraw_rule(tx: &mut Tx, _: &Grant, id: &str, version: i64) {
    tx.put("UPDATE rules SET state = 'withdrawn' WHERE id = $1 AND version = $2", args![id, version]);
}

/// A day that was set here.
#[derive(Clone, Debug)]
pub struct DayRow {
    /// The day and what it is; the entry's source is the document, empty once that was erased.
    pub day: OwnDay,
    /// The document that says so.
    pub document: Option<String>,
    /// The event that set it.
    pub event: i64,
}

/// All days that were set here and not cleared, in their order.
pub async fn days(read: &mut dyn Read) -> Result<Vec<DayRow>, Error> {
    let rows = read
        .rows(
            "SELECT d.day_on, d.kind, n.body, x.body, d.event_id FROM calendar_days d
             JOIN texts n ON n.id = d.name_text_id JOIN texts x ON x.id = d.document_text_id ORDER BY d.day_on",
            &[],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let (on, kind): (Day, String) = (row.get(0)?, row.get(1)?);
            let (name, document): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
            let entry = match EntryKind::parse(&kind) {
                Some(kind) => Some(Entry {
                    on,
                    kind,
                    status: Status::Announced,
                    name_vi: name.unwrap_or_default(),
                    name_en: String::new(),
                    source: document.clone().unwrap_or_default(),
                }),
                None if kind == WORKING_DAY => None,
                None => return Err(Error::Corrupt(format!("a day that is {kind}"))),
            };
            Ok(DayRow { day: OwnDay { on, entry }, document, event: row.get(4)? })
        })
        .collect()
}

/// A day to be set.
#[derive(Clone, Copy, Debug)]
pub struct NewDay<'a> {
    /// The day.
    pub on: Day,
    /// What it is; what its weekday says when nothing.
    pub kind: Option<EntryKind>,
    /// Its name.
    pub name: &'a TextRef,
    /// The document that says so.
    pub document: &'a TextRef,
    /// The event that sets it.
    pub event: i64,
}

/// The word under which what a day is set to be is kept.
pub const fn day_word(kind: Option<EntryKind>) -> &'static str {
    match kind {
        Some(kind) => kind.as_str(),
        None => WORKING_DAY,
    }
}

/// Sets a day, whatever was set for it before.
pub fn set_day(tx: &mut Tx, _: &Grant, new: &NewDay<'_>) {
    tx.put(
        "INSERT INTO calendar_days (day_on, kind, name_text_id, document_text_id, event_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (day_on) DO UPDATE SET kind = excluded.kind, name_text_id = excluded.name_text_id,
           document_text_id = excluded.document_text_id, event_id = excluded.event_id",
        args![new.on, day_word(new.kind), new.name.id, new.document.id, new.event],
    );
}

/// Makes a day again what the calendar of the program says.
pub fn clear_day(tx: &mut Tx, _: &Grant, on: Day) {
    tx.put("DELETE FROM calendar_days WHERE day_on = $1", args![on]);
}

/// A year that was adopted here.
#[derive(Clone, Debug)]
pub struct YearRow {
    /// The year.
    pub year: i16,
    /// The document that announces its days.
    pub document: Option<String>,
    /// Announced, or computed until it is.
    pub status: Status,
    /// The event that adopted it.
    pub event: i64,
}

/// All years that were adopted here, in their order.
pub async fn years(read: &mut dyn Read) -> Result<Vec<YearRow>, Error> {
    let rows = read
        .rows(
            "SELECT y.year, x.body, y.event_id, y.status FROM calendar_years y JOIN texts x ON x.id = y.document_text_id
             ORDER BY y.year",
            &[],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let year = i16::try_from(row.get::<i64>(0)?).map_err(|e| Error::Corrupt(e.to_string()))?;
            let word: String = row.get(3)?;
            let status = Status::parse(&word).ok_or_else(|| Error::Corrupt(format!("a year that is {word}")))?;
            Ok(YearRow { year, document: row.get(1)?, status, event: row.get(2)? })
        })
        .collect()
}

/// Makes a year known: all its days off are entered, as they were announced or computed.
pub fn keep_year(tx: &mut Tx, _: &Grant, (year, status): (i16, Status), document: &TextRef, event: i64) {
    tx.put(
        "INSERT INTO calendar_years (year, status, document_text_id, event_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (year) DO UPDATE SET status = excluded.status, document_text_id = excluded.document_text_id,
           event_id = excluded.event_id",
        args![i64::from(year), status.as_str(), document.id, event],
    );
}

/// Makes every day of a year again what the calendar of the program says.
pub fn clear_year(tx: &mut Tx, _: &Grant, year: i16) {
    let (first, last) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
    tx.put("DELETE FROM calendar_days WHERE day_on >= $1 AND day_on <= $2", args![first, last]);
}

/// The days of a year that were entered with all others of it, and not one by one.
pub async fn days_entered(read: &mut dyn Read, year: i16) -> Result<Vec<Day>, Error> {
    let (first, last) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
    let rows = read
        .rows(
            "SELECT d.day_on FROM calendar_days d JOIN events e ON e.id = d.event_id
             WHERE d.day_on >= $1 AND d.day_on <= $2 AND e.act = 'rulebook.year_entered' ORDER BY d.day_on",
            &args![first, last],
        )
        .await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// Leaves a year to the calendar of the program again.
pub fn drop_year(tx: &mut Tx, _: &Grant, year: i16) {
    tx.put("DELETE FROM calendar_years WHERE year = $1", args![i64::from(year)]);
}
