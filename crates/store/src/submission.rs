//! Turns, submissions, and who raised them. In `desk`: how the desk lists them; in `withheld`: what is kept from everybody.

mod desk;
mod withheld;

pub use desk::{Counts, Filter, SubmissionRow, at_desk, counts, one_at_desk, page_at_desk};
pub use withheld::{
    KEPT, NewPrivateSlip, PrivateSlipRow, cases, counted_in, give, hide, hide_copies, hide_slip, is_withheld, next_no,
    notices, private_slip_of, private_slips, show, show_slip, strike,
};
pub(crate) use withheld::{is_kept, shown};

use domain::day::{Day, Instant};
use domain::text::TextRef;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// One person or group speaking once.
#[derive(Clone, Debug)]
pub struct NewTurn<'a> {
    /// Its id.
    pub id: i64,
    /// What it is a turn of: `session`, `letter`.
    pub source: &'a str,
    /// The session in which it is spoken, or the letter that it is.
    pub source_id: i64,
    /// Day on which it is spoken.
    pub spoken_on: Day,
    /// `named`, `unnamed` or `group`.
    pub mode: &'a str,
    /// People the speaker stands for, if said.
    pub head_count: Option<i64>,
}

/// Adds a turn with the next number of its session; two drawn at once are drawn again by the door.
pub fn add_turn(tx: &mut Tx, _: &Grant, new: &NewTurn<'_>) {
    tx.put(
        "INSERT INTO turns (id, source, source_id, no, spoken_on, mode, head_count)
         SELECT $1, $6, $2, COALESCE(max(t.no), 0) + 1, $3, $4, $5 FROM turns t
         WHERE t.source = $6 AND t.source_id = $2",
        args![new.id, new.source_id, new.spoken_on, new.mode, new.head_count, new.source],
    );
}

/// Keeps who raised it. Name and contact exist in this table and nowhere else.
pub fn add_submitter(tx: &mut Tx, _: &Grant, turn: i64, name: &str, contact: &str, represents: &str) {
    let typist = tx.by().account;
    tx.put(
        "INSERT INTO submitters (turn_id, name, contact, represents, typist_id) VALUES ($1, $2, $3, $4, $5)",
        args![turn, name, contact, represents, typist],
    );
}

/// Adds who sent a letter, with their address, as what is known of them.
pub fn add_sender(tx: &mut Tx, _: &Grant, turn: i64, (name, contact, address): (&str, &str, &str)) {
    let typist = tx.by().account;
    tx.put(
        "INSERT INTO submitters (turn_id, name, contact, address, represents, typist_id) VALUES ($1, $2, $3, $4, '', $5)",
        args![turn, name, contact, address, typist],
    );
}

/// One matter raised in a turn.
#[derive(Clone, Debug)]
pub struct NewSubmission<'a> {
    /// Its id.
    pub id: i64,
    /// The turn.
    pub turn: i64,
    /// By which way it came (`spoken`, `letter`, …).
    pub channel: &'a str,
    /// Kind of submission (`opinion`, `recommendation`, …).
    pub kind: &'a str,
    /// What is to become of it, as marked at the desk; empty when not marked.
    pub mark: &'a str,
    /// The words.
    pub text: &'a TextRef,
    /// Village, or the commune when no village was named.
    pub territory: i64,
    /// Code of the field.
    pub field: &'a str,
    /// Day on which it was raised.
    pub happened_on: Day,
}

/// Adds a submission with the next number of its turn.
pub fn add(tx: &mut Tx, _: &Grant, new: &NewSubmission<'_>) {
    let (typist, now, public_id) = (tx.by().account, tx.now(), tx.public_id());
    tx.put(
        "INSERT INTO submissions (id, public_id, turn_id, no, channel, kind, mark, version, text_id, territory_id,
                                  field, happened_on, recorded_at, typist_id)
         SELECT $1, $2, $3, COALESCE(max(b.no), 0) + 1, $12, $4, $5, 1, $6, $7, $8, $9, $10, $11
         FROM submissions b WHERE b.turn_id = $3",
        args![
            new.id,
            public_id,
            new.turn,
            new.kind,
            new.mark,
            new.text.id,
            new.territory,
            new.field,
            new.happened_on,
            now,
            typist,
            new.channel
        ],
    );
}

/// Puts a new version of the words in force and keeps the one it replaces. False when somebody was faster.
pub async fn revise(
    tx: &mut Tx,
    _: &Grant,
    id: i64,
    version: i64,
    text: &TextRef,
    territory: i64,
    field: &str,
) -> Result<bool, Error> {
    let (typist, now) = (tx.by().account, tx.now());
    tx.put(
        "INSERT INTO submission_versions (submission_id, version, text_id, territory_id, field, recorded_at, typist_id)
         SELECT id, version, text_id, territory_id, field, recorded_at, typist_id FROM submissions
         WHERE id = $1 AND version = $2",
        args![id, version],
    );
    let changed = tx
        .run(
            "UPDATE submissions SET version = version + 1, text_id = $3, territory_id = $4, field = $5,
                    recorded_at = $6, typist_id = $7
             WHERE id = $1 AND version = $2 AND struck_event_id IS NULL",
            &args![id, version, text.id, territory, field, now, typist],
        )
        .await?;
    // The words of its point, and of a case whose first words they are, follow.
    tx.put("UPDATE case_points SET text_id = $2 WHERE submission_id = $1", args![id, text.id]);
    tx.put(
        "UPDATE cases SET text_id = $2, territory_id = $3, field = $4, version = version + 1
         WHERE id IN (SELECT case_id FROM case_points WHERE submission_id = $1 AND no = 1)",
        args![id, text.id, territory, field],
    );
    Ok(changed == 1)
}

/// Says that a submission is of another kind; whether it was of another one until now.
pub async fn set_kind(tx: &mut Tx, _: &Grant, id: i64, kind: &str) -> Result<bool, Error> {
    let changed = tx.run("UPDATE submissions SET kind = $2 WHERE id = $1 AND kind <> $2", &args![id, kind]).await?;
    Ok(changed == 1)
}

/// Sets the day on which a submission was raised, and the striking that takes it out, none while it counts; a struck one
/// stays visible.
pub fn set_standing(tx: &mut Tx, _: &Grant, id: i64, happened_on: Day, struck_by: Option<i64>) {
    tx.put(
        "UPDATE submissions SET happened_on = $2, struck_event_id = $3 WHERE id = $1",
        args![id, happened_on, struck_by],
    );
}

/// Marks what is to become of a submission. False when somebody wrote it anew since `version` was read.
pub async fn set_mark(tx: &mut Tx, _: &Grant, id: i64, version: i64, mark: &str) -> Result<bool, Error> {
    let changed =
        tx.run("UPDATE submissions SET mark = $3 WHERE id = $1 AND version = $2", &args![id, version, mark]).await?;
    Ok(changed == 1)
}

/// Releases a neutral title for the projector, in the place of one that was.
pub fn release(tx: &mut Tx, _: &Grant, id: i64, title: &TextRef) {
    tx.put(
        "INSERT INTO released_titles (submission_id, text_id) VALUES ($1, $2)
         ON CONFLICT (submission_id) DO UPDATE SET text_id = excluded.text_id",
        args![id, title.id],
    );
}

/// Takes the neutral title back. False when none was released.
pub async fn withdraw(tx: &mut Tx, _: &Grant, id: i64) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM released_titles WHERE submission_id = $1", &args![id]).await? == 1)
}

/// The name under which the speaker of a submission is kept, to compare with; it goes to no page.
pub async fn speaker(tx: &mut Tx, _: &Grant, id: i64) -> Result<Option<String>, Error> {
    let row = tx
        .row("SELECT w.name FROM submissions b JOIN submitters w ON w.turn_id = b.turn_id WHERE b.id = $1", &args![id])
        .await?;
    row.map(|row| row.get(0)).transpose()
}

/// The session and the dialogue in which a submission was spoken.
pub async fn session_of(read: &mut dyn Read, id: i64) -> Result<Option<(i64, i64)>, Error> {
    let row = read
        .row(
            "SELECT x.id, x.dialogue_id FROM submissions b JOIN turns t ON t.id = b.turn_id AND t.source = 'session'
             JOIN sessions x ON x.id = t.source_id WHERE b.id = $1",
            &args![id],
        )
        .await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// The words that a submission had before: when each version was recorded, and its words; newest first.
pub async fn earlier_versions(read: &mut dyn Read, id: i64) -> Result<Vec<(Instant, Option<String>)>, Error> {
    let rows = read
        .rows(
            "SELECT v.recorded_at, e.body FROM submission_versions v JOIN texts e ON e.id = v.text_id
             WHERE v.submission_id = $1 ORDER BY v.version DESC",
            &args![id],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Where a submission belongs.
#[derive(Clone, Copy, Debug)]
pub struct Whereabouts {
    /// The dialogue in which it was raised; none for a letter.
    pub dialogue: Option<i64>,
    /// Its case.
    pub case: i64,
    /// The point of the case it stands behind.
    pub point: i64,
}

/// Where a submission belongs.
pub async fn whereabouts(read: &mut dyn Read, id: i64) -> Result<Option<Whereabouts>, Error> {
    let row = read
        .row(
            "SELECT x.dialogue_id, q.case_id, q.id FROM submissions b
             JOIN turns t ON t.id = b.turn_id LEFT JOIN sessions x ON t.source = 'session' AND x.id = t.source_id
             JOIN case_points q ON q.submission_id = b.id WHERE b.id = $1 ORDER BY q.id LIMIT 1",
            &args![id],
        )
        .await?;
    row.map(|row| Ok(Whereabouts { dialogue: row.get(0)?, case: row.get(1)?, point: row.get(2)? })).transpose()
}

/// Whether a turn was spoken in a session.
pub async fn turn_in_session(read: &mut dyn Read, turn: i64, session: i64) -> Result<bool, Error> {
    let rows = read
        .rows("SELECT id FROM turns WHERE id = $1 AND source = 'session' AND source_id = $2", &args![turn, session])
        .await?;
    Ok(!rows.is_empty())
}

/// The turn of a session that was written last.
pub async fn last_turn(read: &mut dyn Read, session: i64) -> Result<Option<i64>, Error> {
    let sql = "SELECT id FROM turns WHERE source = 'session' AND source_id = $1 ORDER BY no DESC LIMIT 1";
    read.row(sql, &args![session]).await?.map(|row| row.get(0)).transpose()
}

/// Who raised a turn, opened by an act of its own.
#[derive(Clone, Debug)]
pub struct Submitter {
    /// Name as it was said.
    pub name: String,
    /// Telephone or address, if given.
    pub contact: String,
    /// The address, as a letter has it.
    pub address: String,
    /// Whom the person speaks for.
    pub represents: String,
}

/// Name and contact behind a case's submissions, without those of a turn of which something is withheld; the grant is that of
/// `case.read_identity`.
pub async fn submitters(read: &mut dyn Read, _: &Grant, case: i64) -> Result<Vec<Submitter>, Error> {
    let rows = read
        .rows(
            "SELECT DISTINCT w.turn_id, w.name, w.contact, w.represents, w.address FROM case_points q
             JOIN submissions b ON b.id = q.submission_id JOIN submitters w ON w.turn_id = b.turn_id
             WHERE q.case_id = $1 AND w.withheld = 0 ORDER BY w.turn_id",
            &args![case],
        )
        .await?;
    rows.iter().map(submitter).collect()
}

/// Who sent a letter: name, contact and address behind its words, unless they are kept from everybody; the grant is that of
/// `case.read_identity`.
pub async fn sender(read: &mut dyn Read, _: &Grant, id: i64) -> Result<Option<Submitter>, Error> {
    let row = read
        .row(
            "SELECT w.turn_id, w.name, w.contact, w.represents, w.address FROM submissions b
             JOIN submitters w ON w.turn_id = b.turn_id AND w.withheld = 0 WHERE b.id = $1",
            &args![id],
        )
        .await?;
    row.as_ref().map(submitter).transpose()
}

fn submitter(row: &Row) -> Result<Submitter, Error> {
    Ok(Submitter { name: row.get(1)?, contact: row.get(2)?, represents: row.get(3)?, address: row.get(4)? })
}
