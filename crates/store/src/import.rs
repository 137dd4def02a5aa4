//! Tables that are taken over: what waits to be written, and which dialogues are known to nobody because their table is not
//! complete, or was taken back. What such a dialogue holds is hidden with it: see `known!` and `known_at`, decision 0023.

use domain::day::{Day, Instant};
use domain::event::{DialogueEvent, Event, Recorded};
use domain::text::TextRef;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::tx::{By, Tx};
use crate::value::Value;
use crate::{Error, Row, args};

/// Whether the dialogue of that column, or none, is known by all that is recorded: for lists of the present, inside `concat!`.
macro_rules! known {
    ($dialogue:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM import_dialogues hidden WHERE hidden.dialogue_id = ",
            $dialogue,
            " AND hidden.shown = 0)"
        )
    };
}

pub(crate) use known;

/// Whether the dialogue of that column, or none, was known at the instant `at`: for figures.
pub(crate) fn known_at(dialogue: &str, at: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM import_dialogues hidden WHERE hidden.dialogue_id = {dialogue}
           AND (hidden.known_from_at > {at} OR hidden.known_to_at <= {at}))"
    )
}

/// A table to be taken over.
#[derive(Clone, Debug)]
pub struct NewImport<'a> {
    /// Its id.
    pub id: i64,
    /// What its dialogues are called.
    pub title: &'a TextRef,
    /// The day of rows that have none of their own.
    pub held_on: Day,
    /// The days of its rows, as JSON.
    pub days: &'a str,
    /// The official places of its rows, as JSON.
    pub places: &'a str,
    /// How many rows it has.
    pub rows: i64,
}

/// Keeps the head of a table.
pub fn begin(tx: &mut Tx, grant: &Grant, new: &NewImport<'_>) {
    let (by, now) = (tx.by(), tx.now());
    tx.put(
        "INSERT INTO imports (id, organisation_id, account_id, person_id, state, title_text_id, held_on, days, places,
           rows_total, rows_done, begun_at)
         VALUES ($1, $2, $3, $4, 'staged', $5, $6, $7, $8, $9, 0, $10)",
        args![
            new.id,
            grant.organisation,
            by.account,
            by.actor,
            new.title.id,
            new.held_on,
            new.days,
            new.places,
            new.rows,
            now
        ],
    );
}

/// Keeps rows of a table from a number on.
pub fn add_rows(tx: &mut Tx, _: &Grant, import: i64, from: i64, bodies: &[String]) {
    let rows =
        (from..).zip(bodies).map(|(no, body)| args![import, no, body.as_str()].to_vec()).collect::<Vec<Vec<Value>>>();
    tx.put_rows("import_rows", "import_id, no, body", rows);
}

/// A table as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Its id.
    pub id: i64,
    /// The body that takes it over.
    pub organisation: i64,
    /// Who does.
    pub by: By,
    /// `staged`, `applying`, `complete`, `undone` or `dropped`.
    pub state: String,
    /// What its dialogues are called; nothing once erased.
    pub title: String,
    /// The day of rows that have none of their own.
    pub held_on: Day,
    /// The days of its rows, as JSON.
    pub days: String,
    /// The official places of its rows, as JSON.
    pub places: String,
    /// How many rows it has.
    pub total: i64,
    /// How many of them were written.
    pub done: i64,
    /// When it was begun.
    pub begun_at: Instant,
}

const IMPORT: &str =
    "SELECT i.id, i.organisation_id, i.account_id, i.person_id, i.state, COALESCE(x.body, ''), i.held_on,
       i.days, i.places, i.rows_total, i.rows_done, i.begun_at
     FROM imports i JOIN texts x ON x.id = i.title_text_id";

fn import(row: &Row) -> Result<ImportRow, Error> {
    let organisation = row.get(1)?;
    Ok(ImportRow {
        id: row.get(0)?,
        organisation,
        by: By { account: row.get(2)?, actor: row.get(3)?, organisation },
        state: row.get(4)?,
        title: row.get(5)?,
        held_on: row.get(6)?,
        days: row.get(7)?,
        places: row.get(8)?,
        total: row.get(9)?,
        done: row.get(10)?,
        begun_at: row.get(11)?,
    })
}

/// One table.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<ImportRow>, Error> {
    let row = read.row(&format!("{IMPORT} WHERE i.id = $1"), &args![id]).await?;
    row.as_ref().map(import).transpose()
}

/// The tables that a body took over or takes over, the newest first, from before the key on; those that were dropped are gone.
pub async fn list(
    read: &mut dyn Read,
    grant: &Grant,
    before: Option<i64>,
    size: usize,
) -> Result<Page<ImportRow>, Error> {
    let size_and_one = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            &format!(
                "{IMPORT} WHERE i.organisation_id = $1 AND i.id < $2 AND i.state <> 'dropped' ORDER BY i.id DESC LIMIT $3"
            ),
            &args![grant.organisation, before.unwrap_or(i64::MAX), size_and_one],
        )
        .await?;
    page(&rows, size, import)
}

/// The tables whose writing was begun and is not complete, by id; of all bodies, for whoever goes on with them.
pub async fn applying(read: &mut dyn Read, after: i64, size: i64) -> Result<Vec<ImportRow>, Error> {
    let rows = read
        .rows(&format!("{IMPORT} WHERE i.state = 'applying' AND i.id > $1 ORDER BY i.id LIMIT $2"), &args![after, size])
        .await?;
    rows.iter().map(import).collect()
}

/// The rows that are still to be written, by number: at most so many.
pub async fn waiting(read: &mut dyn Read, import: i64, size: i64) -> Result<Vec<(i64, String)>, Error> {
    let rows = read
        .rows("SELECT no, body FROM import_rows WHERE import_id = $1 ORDER BY no LIMIT $2", &args![import, size])
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// How many rows are still to be written.
pub async fn waiting_count(read: &mut dyn Read, import: i64) -> Result<i64, Error> {
    let row = read.row("SELECT count(*) FROM import_rows WHERE import_id = $1", &args![import]).await?;
    row.ok_or_else(|| Error::Corrupt("a count is one row".to_owned()))?.get(0)
}

/// Moves a table from one state to the next. False where it was in another one.
pub async fn advance(tx: &mut Tx, _: &Grant, import: i64, from: &str, to: &str) -> Result<bool, Error> {
    let sql = "UPDATE imports SET state = $3 WHERE id = $1 AND state = $2";
    Ok(tx.run(sql, &args![import, from, to]).await? == 1)
}

/// Takes the rows up to a number out of what waits: they were written.
pub fn written(tx: &mut Tx, _: &Grant, import: i64, upto: i64, count: i64) {
    tx.put("DELETE FROM import_rows WHERE import_id = $1 AND no <= $2", args![import, upto]);
    tx.put("UPDATE imports SET rows_done = rows_done + $2 WHERE id = $1", args![import, count]);
}

/// A dialogue of a table, known to nobody yet.
pub fn add_dialogue(tx: &mut Tx, _: &Grant, import: i64, (dialogue, session): (i64, i64), held_on: Day) {
    tx.put(
        "INSERT INTO import_dialogues (dialogue_id, import_id, session_id, held_on, known_from_at, known_to_at, shown)
         VALUES ($1, $2, $3, $4, $5, $5, 0)",
        args![dialogue, import, session, held_on, Instant::OPEN],
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
}

/// The dialogues of a table, by day.
pub async fn dialogues(read: &mut dyn Read, import: i64) -> Result<Vec<OfImport>, Error> {
    let rows = read
        .rows(
            "SELECT dialogue_id, session_id, held_on FROM import_dialogues WHERE import_id = $1 ORDER BY held_on, dialogue_id",
            &args![import],
        )
        .await?;
    rows.iter().map(|row| Ok(OfImport { dialogue: row.get(0)?, session: row.get(1)?, held_on: row.get(2)? })).collect()
}

/// Makes a dialogue of a table known from an instant on.
pub fn show(tx: &mut Tx, _: &Grant, dialogue: i64, from: Instant) {
    tx.put(
        "UPDATE import_dialogues SET known_from_at = $2, known_to_at = $3, shown = 1 WHERE dialogue_id = $1",
        args![dialogue, from, Instant::OPEN],
    );
}

/// Makes a dialogue of a table known to nobody from an instant on; what was counted before is counted as of then.
pub fn hide(tx: &mut Tx, _: &Grant, dialogue: i64, from: Instant) {
    tx.put("UPDATE import_dialogues SET known_to_at = $2, shown = 0 WHERE dialogue_id = $1", args![dialogue, from]);
}

/// Forgets the rows of a table that are still to be written.
pub fn forget(tx: &mut Tx, _: &Grant, import: i64) {
    tx.put("DELETE FROM import_rows WHERE import_id = $1", args![import]);
}

/// Events of one act are told apart by milliseconds: what a table itself recorded lies at most so far after it became known.
const OF_ONE_ACT_MS: i64 = 100;

/// Whether anything was recorded of the dialogues of a table, or of what was raised in them, since it became known.
pub async fn touched(read: &mut dyn Read, import: i64) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT e.id FROM import_dialogues i JOIN events e ON e.subject = 'dialogue' AND e.subject_id = i.dialogue_id
               AND e.recorded_at > i.known_from_at + $2 WHERE i.import_id = $1
             UNION ALL
             SELECT e.id FROM import_dialogues i JOIN cases c ON c.origin_dialogue_id = i.dialogue_id
             JOIN events e ON e.subject = 'case' AND e.subject_id = c.id AND e.recorded_at > i.known_from_at + $2
             WHERE i.import_id = $1 LIMIT 1",
            &args![import, OF_ONE_ACT_MS],
        )
        .await?;
    Ok(row.is_some())
}

/// Whether a dialogue is hidden because its table is not complete or was taken back.
pub async fn is_hidden(read: &mut dyn Read, dialogue: i64) -> Result<bool, Error> {
    let sql = "SELECT dialogue_id FROM import_dialogues WHERE dialogue_id = $1 AND shown = 0";
    Ok(read.row(sql, &args![dialogue]).await?.is_some())
}

/// The row of a unit of the official tables on a day, where one is in use.
pub async fn place(read: &mut dyn Read, level: &str, code: &str, on: Day) -> Result<Option<i64>, Error> {
    let row = read
        .row(
            "SELECT id FROM territories WHERE level = $1 AND code = $2 AND valid_from_on <= $3 AND valid_to_on > $3",
            &args![level, code, on],
        )
        .await?;
    row.map(|row| row.get(0)).transpose()
}

/// Bodies that could lead what is raised with one, by folded name: of its place or of one within it, or under it; on a day.
pub async fn bodies(read: &mut dyn Read, organisation: i64, on: Day) -> Result<Vec<(i64, String)>, Error> {
    let rows = read
        .rows(
            "SELECT o.id, o.fold FROM organisations o JOIN territories t ON t.id = o.territory_id
             LEFT JOIN territories p ON p.id = t.parent_id JOIN organisations a ON a.id = $1
             WHERE o.outside = 0 AND o.valid_from_on <= $2 AND o.valid_to_on > $2
               AND (a.territory_id IN (t.id, COALESCE(t.parent_id, t.id), COALESCE(p.parent_id, t.id))
                 OR EXISTS (SELECT 1 FROM organisation_scope c WHERE c.ancestor_id = $1 AND c.organisation_id = o.id))
             ORDER BY o.id",
            &args![organisation, on],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The bodies of the place of a code on a day, with their names, by id.
pub async fn bodies_of_place(read: &mut dyn Read, code: &str, on: Day) -> Result<Vec<(i64, String)>, Error> {
    let rows = read
        .rows(
            "SELECT o.id, o.name FROM territories t JOIN organisations o ON o.territory_id = t.id
             WHERE t.code = $1 AND t.level <> 'village' AND o.outside = 0 AND o.valid_from_on <= $2 AND o.valid_to_on > $2
             ORDER BY o.id",
            &args![code, on],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// What of the rows of an imported dialogue is not what its events say, one sentence each.
pub(crate) async fn differences(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let (mut of, mut from, mut to) = (None, Instant::OPEN, Instant::OPEN);
    for known in events {
        match &known.event {
            Event::Dialogue(DialogueEvent::ImportBegun { import }) => of = Some(*import),
            Event::Dialogue(DialogueEvent::ImportCompleted { .. }) => from = known.recorded_at,
            Event::Dialogue(DialogueEvent::ImportUndone { .. }) => to = known.recorded_at,
            _ => {}
        }
    }
    let row = read
        .row(
            "SELECT import_id, known_from_at, known_to_at, shown FROM import_dialogues WHERE dialogue_id = $1",
            &args![id],
        )
        .await?;
    let shown = from != Instant::OPEN && to == Instant::OPEN;
    let agrees = match (of, row) {
        (None, None) => true,
        (Some(import), Some(row)) => {
            row.get::<i64>(0)? == import
                && row.get::<Instant>(1)? == from
                && row.get::<Instant>(2)? == to
                && row.get::<bool>(3)? == shown
        }
        _ => false,
    };
    Ok(if agrees { Vec::new() } else { vec![format!("dialogue {id}: when it is known is not that of its events")] })
}
