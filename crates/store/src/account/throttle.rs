//! Failed attempts at a door, per keyed hash of a login or an address, counted in the database for all nodes.

use domain::day::Instant;

use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// Failures in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: i64,
    /// The last one.
    pub last_at: Instant,
}

/// The failures of one subject.
pub async fn of(read: &mut dyn Read, subject: [u8; 32]) -> Result<Option<Failures>, Error> {
    let row =
        read.row("SELECT failures, last_at FROM sign_in_failures WHERE subject_hash = $1", &args![subject]).await?;
    row.map(|row| Ok(Failures { count: row.get(0)?, last_at: row.get(1)? })).transpose()
}

/// Notes how many failures a subject has; two that count at once count one after the other.
pub fn set(tx: &mut Tx, subject: [u8; 32], failures: Failures) {
    tx.put(
        "INSERT INTO sign_in_failures (subject_hash, failures, last_at) VALUES ($1, $2, $3)
         ON CONFLICT (subject_hash) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at",
        args![subject, failures.count, failures.last_at],
    );
}

/// Forgets the failures of a subject.
pub fn clear(tx: &mut Tx, subject: [u8; 32]) {
    tx.put("DELETE FROM sign_in_failures WHERE subject_hash = $1", args![subject]);
}

/// Takes back the one failure that was counted for an attempt which then succeeded.
pub fn give_back(tx: &mut Tx, subject: [u8; 32]) {
    tx.put(
        "UPDATE sign_in_failures SET failures = failures - 1 WHERE subject_hash = $1 AND failures > 0",
        args![subject],
    );
}

/// Forgets failures whose last is older than `before`.
pub fn forget(tx: &mut Tx, before: Instant) {
    tx.put("DELETE FROM sign_in_failures WHERE last_at < $1", args![before]);
}
