//! Machines of a body on which its people switch by a PIN. The browser of the machine holds a token, a row its hash.

use domain::day::{Day, Instant};

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::tx::Tx;
use crate::{Error, Row, args};

/// People offered at a machine; whoever is not among them signs in with a password.
const MOST: i64 = 100;

/// A machine to be registered.
#[derive(Clone, Debug)]
pub struct NewDevice<'a> {
    /// Its id.
    pub id: i64,
    /// The body.
    pub organisation: i64,
    /// SHA-256 of the token that its browser holds.
    pub token_hash: [u8; 32],
    /// What it is called there.
    pub name: &'a str,
    /// The day.
    pub on: Day,
}

/// Registers a machine.
pub fn add(tx: &mut Tx, _: &Grant, new: &NewDevice<'_>) {
    tx.put(
        "INSERT INTO devices (id, organisation_id, token_hash, name, registered_on, revoked_at)
         VALUES ($1, $2, $3, $4, $5, NULL)",
        args![new.id, new.organisation, new.token_hash, new.name, new.on],
    );
}

/// The body of a machine that was not taken back.
pub async fn organisation(read: &mut dyn Read, id: i64) -> Result<Option<i64>, Error> {
    let row = read.row("SELECT organisation_id FROM devices WHERE id = $1 AND revoked_at IS NULL", &args![id]).await?;
    row.map(|row| row.get(0)).transpose()
}

/// The body of a machine, also of one that was taken back.
pub async fn owner(read: &mut dyn Read, id: i64) -> Result<Option<i64>, Error> {
    let row = read.row("SELECT organisation_id FROM devices WHERE id = $1", &args![id]).await?;
    row.map(|row| row.get(0)).transpose()
}

/// Takes a machine back and ends the sessions that began on it by a PIN. False when it was taken back before.
pub async fn revoke(tx: &mut Tx, _: &Grant, id: i64, at: Instant) -> Result<bool, Error> {
    let revoked =
        tx.run("UPDATE devices SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", &args![id, at]).await?;
    tx.run("DELETE FROM account_sessions WHERE device_id = $1", &args![id]).await?;
    Ok(revoked == 1)
}

/// A machine that is registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceRow {
    /// Its id.
    pub id: i64,
    /// The body.
    pub organisation: i64,
    /// The name of the body.
    pub body: String,
    /// What it is called there.
    pub name: String,
    /// Since when.
    pub registered_on: Day,
}

fn device(row: &Row) -> Result<DeviceRow, Error> {
    Ok(DeviceRow {
        id: row.get(0)?,
        organisation: row.get(1)?,
        body: row.get(2)?,
        name: row.get(3)?,
        registered_on: row.get(4)?,
    })
}

/// The machine whose browser holds a token, while its body is in force.
pub async fn by_token(read: &mut dyn Read, token_hash: [u8; 32]) -> Result<Option<DeviceRow>, Error> {
    let today = read.today();
    let row = read
        .row(
            "SELECT d.id, d.organisation_id, o.name, d.name, d.registered_on
             FROM devices d JOIN organisations o ON o.id = d.organisation_id
             WHERE d.token_hash = $1 AND d.revoked_at IS NULL AND o.valid_from_on <= $2 AND o.valid_to_on > $2",
            &args![token_hash, today],
        )
        .await?;
    row.as_ref().map(device).transpose()
}

/// The machines of the grant's body and of those under it, in the order in which they were registered, after one.
pub async fn list(
    read: &mut dyn Read,
    grant: &Grant,
    after: Option<i64>,
    size: usize,
) -> Result<Page<DeviceRow>, Error> {
    let limit = i64::try_from(size).unwrap_or(i64::MAX - 1) + 1;
    let rows = read
        .rows(
            "SELECT d.id, d.organisation_id, o.name, d.name, d.registered_on
             FROM devices d JOIN organisations o ON o.id = d.organisation_id
             JOIN organisation_scope c ON c.organisation_id = d.organisation_id
             WHERE c.ancestor_id = $1 AND d.revoked_at IS NULL AND d.id > $2 ORDER BY d.id LIMIT $3",
            &args![grant.organisation, after.unwrap_or_default(), limit],
        )
        .await?;
    page(&rows, size, device)
}

/// Somebody who may sign in at a machine by a PIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRow {
    /// The account.
    pub account: i64,
    /// Name of the official.
    pub name: String,
}

/// Those who have a role in a body today and a PIN, by name.
pub async fn staff(read: &mut dyn Read, organisation: i64) -> Result<Vec<StaffRow>, Error> {
    let today = read.today();
    let rows = read
        .rows(
            "SELECT a.id, p.name FROM accounts a JOIN people p ON p.id = a.person_id JOIN pins n ON n.account_id = a.id
             WHERE EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = a.id AND m.organisation_id = $1
                             AND m.from_on <= $2 AND m.to_on > $2)
             ORDER BY p.sort_key, a.id LIMIT $3",
            &args![organisation, today, MOST],
        )
        .await?;
    rows.iter().map(|row| Ok(StaffRow { account: row.get(0)?, name: row.get(1)? })).collect()
}
