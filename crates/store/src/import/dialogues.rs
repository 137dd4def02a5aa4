//! The dialogues of a table: which they are, what they are called, and from when to when they are known.

use domain::day::{Day, Instant};

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{MANY, places};
use crate::tx::Tx;
use crate::value::Value;
use crate::{Error, Row, args};

/// A dialogue of a table, known to nobody yet.
pub fn add_dialogue(tx: &mut Tx, _: &Grant, import: i64, new: &OfImport) {
    tx.put(
        "INSERT INTO import_dialogues
           (dialogue_id, import_id, session_id, held_on, known_from_at, known_to_at, shown, meeting)
         VALUES ($1, $2, $3, $4, $5, $5, 0, $6)",
        args![new.dialogue, import, new.session, new.held_on, Instant::OPEN, new.meeting],
    );
}

/// A dialogue of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfImport {
    /// The dialogue.
    pub dialogue: i64,
    /// Its one session.
    pub session: i64,
    /// The day of it.
    pub held_on: Day,
    /// Whether it is none, and holds what was raised elsewhere on that day.
    pub elsewhere: bool,
    /// Which dialogue of that day it is, from 0.
    pub meeting: i64,
}

impl OfImport {
    /// What it is told by within its table: its day, whether it is none, and which of that day it is.
    pub fn held(&self) -> (Day, bool, i64) {
        (self.held_on, self.elsewhere, self.meeting)
    }
}

const DIALOGUES: &str =
    "SELECT i.dialogue_id, i.session_id, i.held_on, CASE WHEN d.form = 'elsewhere' THEN 1 ELSE 0 END, i.meeting
     FROM import_dialogues i JOIN dialogues d ON d.id = i.dialogue_id WHERE i.import_id = $1";

fn of_import(row: &Row) -> Result<OfImport, Error> {
    Ok(OfImport {
        dialogue: row.get(0)?,
        session: row.get(1)?,
        held_on: row.get(2)?,
        elsewhere: row.get(3)?,
        meeting: row.get(4)?,
    })
}

/// The dialogues of a table, by day.
pub async fn dialogues(read: &mut dyn Read, import: i64) -> Result<Vec<OfImport>, Error> {
    let rows = read.rows(&format!("{DIALOGUES} ORDER BY i.held_on, i.meeting, i.dialogue_id"), &args![import]).await?;
    rows.iter().map(of_import).collect()
}

/// What the dialogues of a table are called; nothing of one whose words were erased.
pub async fn titles(read: &mut dyn Read, import: i64) -> Result<Vec<(i64, String)>, Error> {
    let sql = "SELECT i.dialogue_id, x.body FROM import_dialogues i JOIN dialogues d ON d.id = i.dialogue_id
               JOIN texts x ON x.id = d.title_text_id WHERE i.import_id = $1 AND x.body IS NOT NULL
               ORDER BY i.dialogue_id";
    let rows = read.rows(sql, &args![import]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// What of a table was raised elsewhere and is not concluded yet, by day: at most so many.
pub async fn unconcluded(read: &mut dyn Read, import: i64, size: i64) -> Result<Vec<OfImport>, Error> {
    let left = "d.form = 'elsewhere' AND d.state <> 'concluded' ORDER BY i.held_on, i.dialogue_id LIMIT $2";
    read.rows(&format!("{DIALOGUES} AND {left}"), &args![import, size]).await?.iter().map(of_import).collect()
}

/// Makes dialogues of a table known from an instant on.
pub fn show(tx: &mut Tx, _: &Grant, dialogues: &[i64], from: Instant) {
    put_each(tx, "known_from_at = $1, known_to_at = $2, shown = 1", &args![from, Instant::OPEN], dialogues);
}

/// Makes dialogues of a table known to nobody from an instant on; what was counted before is counted as of then.
pub fn hide(tx: &mut Tx, _: &Grant, dialogues: &[i64], from: Instant) {
    put_each(tx, "known_to_at = $1, shown = 0", &args![from], dialogues);
}

/// Sets the same in many dialogues of tables.
fn put_each(tx: &mut Tx, set: &str, values: &[Value], dialogues: &[i64]) {
    for ids in dialogues.chunks(MANY) {
        let places = places(values.len() + 1, ids.len());
        let all: Vec<Value> = values.iter().cloned().chain(ids.iter().map(|id| Value::Int(*id))).collect();
        tx.put(&format!("UPDATE import_dialogues SET {set} WHERE dialogue_id IN ({places})"), all);
    }
}
