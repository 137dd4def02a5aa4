//! What the program does by itself (việc nền): rows that are enqueued with what causes them, leased by one node at a time, and
//! done once. Their times are arguments: those of the machine, as for sessions, whatever the database's own today is.

use domain::day::Instant;

use crate::reader::Read;
use crate::sql::{Page, page, places};
use crate::tx::Tx;
use crate::{Error, Row, Value, args};

/// The job that tells of an event; its payload is the id of that.
pub const TELL: &str = "tell";

/// How long what was done is kept: as long as the answer of its key.
const DONE_KEPT_MS: i64 = 30 * 86_400_000;

/// A job that a node has leased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The job.
    pub id: i64,
    /// What has to be done.
    pub kind: String,
    /// With what: ids and days.
    pub payload: String,
    /// What names it once and for all; what it makes outside the database is named after it.
    pub unique_key: String,
    /// How often it was begun, this time among them.
    pub attempts: i64,
    /// The lease under which it was begun.
    pub lease: String,
}

/// Enqueues a job with what the transaction changes; one of the same key is there once, whoever enqueues it again.
pub fn enqueue(tx: &mut Tx, kind: &str, payload: &str, unique_key: &str) -> Result<(), Error> {
    let row = row(tx.id()?, kind, payload, unique_key);
    tx.put(
        "INSERT INTO jobs (id, kind, payload, unique_key, run_at, lease_until, lease_by, attempts, state, last_error, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (unique_key) DO NOTHING",
        row,
    );
    tx.enqueued();
    Ok(())
}

pub(crate) const COLUMNS: &str =
    "id, kind, payload, unique_key, run_at, lease_until, lease_by, attempts, state, last_error, ended_at";

pub(crate) fn row(id: i64, kind: &str, payload: &str, unique_key: &str) -> Vec<Value> {
    args![id, kind, payload, unique_key, 0_i64, 0_i64, "", 0_i64, "waiting", "", None::<Instant>].to_vec()
}

/// The row of the job that tells of an event.
pub(crate) fn tell(id: i64, event: i64) -> Vec<Value> {
    row(id, TELL, &event.to_string(), &format!("{TELL}:{event}"))
}

fn of_kinds(from: usize, kinds: &[&str]) -> (String, Vec<Value>) {
    (places(from, kinds.len()), kinds.iter().map(|kind| Value::from(*kind)).collect())
}

/// When the next job of those kinds can be begun: at once where it has passed, nothing while none waits.
pub async fn next_at(read: &mut dyn Read, kinds: &[&str]) -> Result<Option<Instant>, Error> {
    let (list, values) = of_kinds(1, kinds);
    let row = read
        .row(
            &format!(
                "SELECT MIN(CASE WHEN lease_until > run_at THEN lease_until ELSE run_at END) FROM jobs
                 WHERE state = 'waiting' AND kind IN ({list})"
            ),
            &values,
        )
        .await?;
    row.map_or(Ok(None), |row| row.get(0))
}

/// Whether a job of that key was ever enqueued, and is not yet forgotten.
pub async fn is_known(read: &mut dyn Read, unique_key: &str) -> Result<bool, Error> {
    Ok(read.row("SELECT id FROM jobs WHERE unique_key = $1", &args![unique_key]).await?.is_some())
}

/// A lease to be taken.
#[derive(Clone, Copy, Debug)]
pub struct Lease<'a> {
    /// The node.
    pub node: &'a str,
    /// Names this lease, among those of the node.
    pub mark: i64,
    /// The kinds of jobs that it can do.
    pub kinds: &'a [&'a str],
    /// The machine's time.
    pub now: Instant,
    /// Until when nobody else begins them.
    pub until: Instant,
    /// How many at most.
    pub most: usize,
}

/// Under which word a lease is kept.
fn lease_by(node: &str, mark: i64) -> String {
    format!("{node}/{mark}")
}

/// Leases the jobs that wait the longest. A job whose lease has ended was begun by a node that is gone: it is begun again.
pub async fn lease(tx: &mut Tx, lease: Lease<'_>) -> Result<(), Error> {
    let (list, kinds) = of_kinds(3, lease.kinds);
    let most = i64::try_from(lease.most).unwrap_or(i64::MAX);
    let mut values = args![lease.now, most].to_vec();
    values.extend(kinds);
    let rows = tx
        .rows(
            &format!(
                "SELECT id FROM jobs
                 WHERE state = 'waiting' AND run_at <= $1 AND lease_until <= $1 AND kind IN ({list})
                 ORDER BY run_at, id LIMIT $2"
            ),
            &values,
        )
        .await?;
    if !rows.is_empty() {
        let mut values = args![lease_by(lease.node, lease.mark), lease.until].to_vec();
        for row in &rows {
            values.push(Value::Int(row.get(0)?));
        }
        let sql = format!(
            "UPDATE jobs SET lease_by = $1, lease_until = $2, attempts = attempts + 1 WHERE id IN ({})",
            places(3, rows.len())
        );
        tx.put(&sql, values);
    }
    Ok(())
}

/// The jobs of a lease, those that waited the longest first.
pub async fn leased(read: &mut dyn Read, node: &str, mark: i64) -> Result<Vec<Job>, Error> {
    let rows = read
        .rows(
            "SELECT id, kind, payload, unique_key, attempts, lease_by FROM jobs
             WHERE lease_by = $1 AND state = 'waiting' AND lease_until > 0 ORDER BY run_at, id",
            &args![lease_by(node, mark)],
        )
        .await?;
    rows.iter().map(job).collect()
}

fn job(row: &Row) -> Result<Job, Error> {
    Ok(Job {
        id: row.get(0)?,
        kind: row.get(1)?,
        payload: row.get(2)?,
        unique_key: row.get(3)?,
        attempts: row.get(4)?,
        lease: row.get(5)?,
    })
}

/// Notes that a job is done. False where the node has it no more: another one began it meanwhile, or has done it.
pub async fn done(tx: &mut Tx, id: i64, lease: &str, now: Instant) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE jobs SET state = 'done', ended_at = $3, lease_until = 0, last_error = ''
             WHERE id = $1 AND lease_by = $2 AND state = 'waiting' AND lease_until > 0",
            &args![id, lease, now],
        )
        .await?;
    Ok(changed == 1)
}

/// Notes that a job failed, by a word of the program: it is begun again at `again`, or stands still where that is nothing.
/// False where the node has it no more.
pub async fn failed(tx: &mut Tx, id: i64, lease: &str, fault: &str, again: Option<Instant>) -> Result<bool, Error> {
    let state = if again.is_some() { "waiting" } else { "stopped" };
    let changed = tx
        .run(
            "UPDATE jobs SET state = $4, last_error = $3, run_at = COALESCE($5, run_at), lease_until = 0
             WHERE id = $1 AND lease_by = $2 AND state = 'waiting' AND lease_until > 0",
            &args![id, lease, fault, state, again],
        )
        .await?;
    Ok(changed == 1)
}

/// Lets a job that stands still, or waits after a failure, begin again at once. False where it does neither.
pub async fn retry(tx: &mut Tx, id: i64) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE jobs SET state = 'waiting', run_at = 0, attempts = 0
             WHERE id = $1 AND last_error <> '' AND state <> 'done' AND lease_until = 0",
            &args![id],
        )
        .await?;
    tx.enqueued();
    Ok(changed == 1)
}

/// Gives back what a node has leased and did not begin, because it stops.
pub async fn give_back(tx: &mut Tx, node: &str) -> Result<u64, Error> {
    tx.run(
        "UPDATE jobs SET lease_until = 0, attempts = attempts - 1
         WHERE lease_by LIKE $1 AND state = 'waiting' AND lease_until > 0",
        &args![format!("{node}/%")],
    )
    .await
}

/// Forgets what was done long ago.
pub fn forget(tx: &mut Tx, now: Instant) {
    tx.put("DELETE FROM jobs WHERE state = 'done' AND ended_at < $1", args![now.ms() - DONE_KEPT_MS]);
}

/// A job that does not go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailingRow {
    /// The job.
    pub id: i64,
    /// What has to be done.
    pub kind: String,
    /// The word of what was wrong last.
    pub fault: String,
    /// How often it was begun.
    pub attempts: i64,
    /// When it is begun again; nothing where it stands still.
    pub again_at: Option<Instant>,
}

/// The jobs whose last attempt failed, the oldest first. `after` is the last of the page before.
pub async fn failing(read: &mut dyn Read, after: Option<i64>, size: usize) -> Result<Page<FailingRow>, Error> {
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            "SELECT id, kind, last_error, attempts, CASE WHEN state = 'waiting' THEN run_at END FROM jobs
             WHERE last_error <> '' AND state <> 'done' AND id > $1 ORDER BY id LIMIT $2",
            &args![after.unwrap_or(0), limit],
        )
        .await?;
    page(&rows, size, |row| {
        Ok(FailingRow {
            id: row.get(0)?,
            kind: row.get(1)?,
            fault: row.get(2)?,
            attempts: row.get(3)?,
            again_at: row.get(4)?,
        })
    })
}

/// What came of a daily backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupRow {
    /// When.
    pub at: Instant,
    /// The word of what was wrong; empty where it was taken and opens.
    pub fault: String,
    /// The rows it has.
    pub rows: i64,
}

/// Notes what came of a daily backup.
pub fn note_backup(tx: &mut Tx, backup: &BackupRow) -> Result<(), Error> {
    let id = tx.id()?;
    tx.put(
        "INSERT INTO backups (id, at, fault, rows_total) VALUES ($1, $2, $3, $4)",
        args![id, backup.at, backup.fault.as_str(), backup.rows],
    );
    Ok(())
}

/// The last daily backup that was taken and opens, and what came of the last attempt.
pub async fn last_backups(read: &mut dyn Read) -> Result<(Option<BackupRow>, Option<BackupRow>), Error> {
    let row = |row: Row| Ok::<_, Error>(BackupRow { at: row.get(0)?, fault: row.get(1)?, rows: row.get(2)? });
    let right = read
        .row("SELECT at, fault, rows_total FROM backups WHERE fault = '' ORDER BY at DESC, id DESC LIMIT 1", &[])
        .await?;
    let last = read.row("SELECT at, fault, rows_total FROM backups ORDER BY at DESC, id DESC LIMIT 1", &[]).await?;
    Ok((right.map(row).transpose()?, last.map(row).transpose()?))
}
