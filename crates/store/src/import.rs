//! Tables that are taken over: what waits to be written, and which dialogues are known to nobody because their table is not
//! complete, or was taken back. What such a dialogue holds is hidden with it: see `known!` and `known_at`, decision 0023.

mod dialogues;
mod names;

pub use dialogues::{OfImport, add_dialogue, dialogues, hide, show, titles, unconcluded};
pub use names::{LEVELS, bodies, bodies_named, bodies_of_place, official, place, receivers};

use domain::day::{Day, Instant};
use domain::event::{DialogueEvent, Event, Recorded};
use domain::text::TextRef;

use crate::draft::KEPT_DAYS;
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
    /// Who brought it.
    pub by: By,
    /// What its dialogues are called.
    pub title: &'a TextRef,
    /// The day of rows that have none of their own.
    pub held_on: Day,
    /// The days of its rows, as JSON.
    pub days: &'a str,
    /// The official places of its rows, as JSON.
    pub places: &'a str,
    /// What was seen of it, as JSON.
    pub looked: &'a TextRef,
    /// How many rows it has.
    pub rows: i64,
}

/// Keeps the head of a table. Tables that were only looked at hold names and telephones: as drafts, they go after
/// [`KEPT_DAYS`].
pub fn begin(tx: &mut Tx, grant: &Grant, new: &NewImport<'_>) {
    let (by, now) = (new.by, tx.now());
    let oldest = now.ms() - KEPT_DAYS * 86_400_000;
    tx.put("UPDATE imports SET state = 'dropped' WHERE state = 'staged' AND begun_at < $1", args![oldest]);
    tx.put(
        "DELETE FROM import_rows WHERE import_id IN (SELECT id FROM imports WHERE state = 'dropped' AND begun_at < $1)",
        args![oldest],
    );
    tx.put(
        "UPDATE texts SET body = NULL WHERE body IS NOT NULL AND id IN (
           SELECT looked_text_id FROM imports WHERE state = 'dropped' AND begun_at < $1
           UNION ALL SELECT title_text_id FROM imports WHERE state = 'dropped' AND begun_at < $1)",
        args![oldest],
    );
    tx.put(
        "INSERT INTO imports (id, organisation_id, account_id, person_id, state, title_text_id, held_on, days, places,
           rows_total, rows_done, begun_at, looked_text_id)
         VALUES ($1, $2, $3, $4, 'staged', $5, $6, $7, $8, $9, 0, $10, $11)",
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
            now,
            new.looked.id
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
    /// The number of the row at which its writing stands, and the code of the refusal.
    pub refused: Option<(i64, String)>,
}

const IMPORT: &str =
    "SELECT i.id, i.organisation_id, i.account_id, i.person_id, i.state, COALESCE(x.body, ''), i.held_on,
       i.days, i.places, i.rows_total, i.rows_done, i.begun_at, i.refused_no, COALESCE(i.refused_code, '')
     FROM imports i JOIN texts x ON x.id = i.title_text_id";

fn import(row: &Row) -> Result<ImportRow, Error> {
    let organisation = row.get(1)?;
    let (refused_no, refused_code): (Option<i64>, String) = (row.get(12)?, row.get(13)?);
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
        refused: refused_no.map(|no| (no, refused_code)),
    })
}

/// One table.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<ImportRow>, Error> {
    let row = read.row(&format!("{IMPORT} WHERE i.id = $1"), &args![id]).await?;
    row.as_ref().map(import).transpose()
}

/// What the keeping of a table under that key of an account answered, as JSON; nothing where the key kept none.
pub async fn begun(read: &mut dyn Read, account: i64, key: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT answer FROM requests WHERE account_id = $1 AND key = $2 AND act = 'import.begin'";
    read.row(sql, &args![account, key]).await?.map_or(Ok(None), |row| row.get(0))
}

/// What was seen of a table, as JSON; nothing where it was taken over before that was kept, or once erased.
pub async fn looked(read: &mut dyn Read, id: i64) -> Result<Option<String>, Error> {
    let sql = "SELECT x.body FROM imports i JOIN texts x ON x.id = i.looked_text_id WHERE i.id = $1";
    read.row(sql, &args![id]).await?.map_or(Ok(None), |row| row.get(0))
}

/// What was raised with a body on a day and counts: each case with its words, at most so many, the newest first. It says
/// whether a table is of a dialogue that is there already.
pub async fn raised_on(
    read: &mut dyn Read,
    organisation: i64,
    on: Day,
    size: i64,
) -> Result<Vec<(i64, String)>, Error> {
    let sql = concat!(
        "SELECT c.id, x.body FROM cases c JOIN texts x ON x.id = c.text_id
         WHERE c.origin_id = $1 AND c.raised_on = $2 AND c.handling <> 'struck' AND x.body IS NOT NULL AND ",
        known!("c.origin_dialogue_id"),
        " ORDER BY c.id DESC LIMIT $3"
    );
    let rows = read.rows(sql, &args![organisation, on, size]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
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
    tx.put(
        "UPDATE imports SET rows_done = rows_done + $2, refused_no = NULL, refused_code = NULL WHERE id = $1",
        args![import, count],
    );
}

/// Keeps at which row the writing of a table stands and why, while that row waits. The program notes it by itself: whoever began
/// the table may have no right any more.
pub fn refuse(tx: &mut Tx, import: i64, no: i64, code: &str) {
    tx.put(
        "UPDATE imports SET refused_no = $2, refused_code = $3 WHERE id = $1 AND state = 'applying'
           AND EXISTS (SELECT 1 FROM import_rows r WHERE r.import_id = $1 AND r.no = $2)",
        args![import, no, code],
    );
}

/// Forgets the rows of a table that are still to be written, and what was seen of it, which quotes them.
pub fn forget(tx: &mut Tx, _: &Grant, import: i64) {
    tx.put("DELETE FROM import_rows WHERE import_id = $1", args![import]);
    tx.put(
        "UPDATE texts SET body = NULL WHERE id IN (SELECT looked_text_id FROM imports WHERE id = $1)",
        args![import],
    );
}

/// Forgets a table of which nothing was written: also what its dialogues would have been called.
pub fn forget_all(tx: &mut Tx, grant: &Grant, import: i64) {
    forget(tx, grant, import);
    tx.put("UPDATE texts SET body = NULL WHERE id IN (SELECT title_text_id FROM imports WHERE id = $1)", args![import]);
}

/// Events of one act are told apart by milliseconds: what a table itself recorded lies at most so far after it became known.
const OF_ONE_ACT_MS: i64 = 100;

/// Whether anything was recorded of the dialogues of a table, or of what was raised in them, since it became known: of cases,
/// of the words, a notice that is being written, another case that counts in one of them. Of each subject the last event is
/// read alone: none of it was recorded after that one.
pub async fn touched(read: &mut dyn Read, import: i64) -> Result<bool, Error> {
    Ok(read.row(TOUCHED, &args![import, OF_ONE_ACT_MS]).await?.is_some())
}

const TOUCHED: &str = "SELECT i.dialogue_id FROM import_dialogues i WHERE i.import_id = $1
       AND (SELECT e.recorded_at FROM events e WHERE e.subject = 'dialogue' AND e.subject_id = i.dialogue_id
            ORDER BY e.seq DESC LIMIT 1) > i.known_from_at + $2
     UNION ALL
     SELECT c.id FROM import_dialogues i JOIN cases c ON c.origin_dialogue_id = i.dialogue_id WHERE i.import_id = $1
       AND (SELECT e.recorded_at FROM events e WHERE e.subject = 'case' AND e.subject_id = c.id
            ORDER BY e.seq DESC LIMIT 1) > i.known_from_at + $2
     UNION ALL
     SELECT p.id FROM import_dialogues i JOIN cases c ON c.origin_dialogue_id = i.dialogue_id
     JOIN case_points p ON p.case_id = c.id WHERE i.import_id = $1
       AND (SELECT e.recorded_at FROM events e WHERE e.subject = 'submission' AND e.subject_id = p.submission_id
            ORDER BY e.seq DESC LIMIT 1) > i.known_from_at + $2
     UNION ALL
     SELECT m.id FROM import_dialogues i JOIN cases c ON c.origin_dialogue_id = i.dialogue_id
     JOIN cases m ON m.merged_into_id = c.id WHERE i.import_id = $1
     UNION ALL
     SELECT n.id FROM import_dialogues i JOIN notices n ON n.dialogue_id = i.dialogue_id
     WHERE i.import_id = $1 LIMIT 1";

/// Whether a dialogue is hidden because its table is not complete or was taken back.
pub async fn is_hidden(read: &mut dyn Read, dialogue: i64) -> Result<bool, Error> {
    let sql = "SELECT dialogue_id FROM import_dialogues WHERE dialogue_id = $1 AND shown = 0";
    Ok(read.row(sql, &args![dialogue]).await?.is_some())
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
