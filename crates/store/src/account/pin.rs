//! Personal PINs, each as an Argon2 string.

use domain::day::Instant;

use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// Sets the PIN of an account in place of an earlier one.
pub fn set(tx: &mut Tx, account: i64, secret: &str, at: Instant) {
    tx.put(
        "INSERT INTO pins (account_id, secret, set_at) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, set_at = excluded.set_at",
        args![account, secret, at],
    );
}

/// Takes the PIN of an account away. False when it has none.
pub async fn clear(tx: &mut Tx, account: i64) -> Result<bool, Error> {
    Ok(tx.run("DELETE FROM pins WHERE account_id = $1", &args![account]).await? == 1)
}

/// The PIN of an account as an Argon2 string, and when it was set.
pub async fn of(read: &mut dyn Read, account: i64) -> Result<Option<(String, Instant)>, Error> {
    let row = read.row("SELECT secret, set_at FROM pins WHERE account_id = $1", &args![account]).await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// The person and the PIN of an account that has a role in a body today.
pub async fn within(read: &mut dyn Read, account: i64, organisation: i64) -> Result<Option<(i64, String)>, Error> {
    let today = read.today();
    let row = read
        .row(
            "SELECT a.person_id, n.secret FROM accounts a JOIN pins n ON n.account_id = a.id
             WHERE a.id = $1 AND EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = a.id
               AND m.organisation_id = $2 AND m.from_on <= $3 AND m.to_on > $3)",
            &args![account, organisation, today],
        )
        .await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}
