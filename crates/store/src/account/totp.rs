//! Apps that give codes. Their secrets are derived from the ids of these rows and stand nowhere.

use domain::day::Instant;
use domain::permission::Role;

use crate::reader::Read;
use crate::sql::places;
use crate::tx::Tx;
use crate::{Error, Value, args};

/// Begins to set one up; what was begun before and never confirmed counts for nothing.
pub fn begin(tx: &mut Tx, id: i64, account: i64, at: Instant) {
    tx.put(
        "UPDATE totps SET ended_at = $2 WHERE account_id = $1 AND confirmed_at IS NULL AND ended_at IS NULL",
        args![account, at],
    );
    tx.put(
        "INSERT INTO totps (id, account_id, begun_at, confirmed_at, ended_at, last_step) VALUES ($1, $2, $3, NULL, NULL, 0)",
        args![id, account, at],
    );
}

/// The one that is set up, if it was begun since a moment and has not ended, whether it was confirmed by now or not.
pub async fn begun(read: &mut dyn Read, account: i64, since: Instant) -> Result<Option<i64>, Error> {
    let row = read
        .row(
            "SELECT id FROM totps WHERE account_id = $1 AND ended_at IS NULL AND begun_at > $2 ORDER BY id DESC LIMIT 1",
            &args![account, since],
        )
        .await?;
    row.map(|row| row.get(0)).transpose()
}

/// The one whose codes count, and since when.
pub async fn in_force(read: &mut dyn Read, account: i64) -> Result<Option<(i64, Instant)>, Error> {
    let row = read
        .row(
            "SELECT id, confirmed_at FROM totps WHERE account_id = $1 AND confirmed_at IS NOT NULL AND ended_at IS NULL",
            &args![account],
        )
        .await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// Confirms the one that was begun, by the code of a period, in place of the one in force. False when it was confirmed or
/// ended before.
pub async fn confirm(tx: &mut Tx, account: i64, id: i64, step: i64, at: Instant) -> Result<bool, Error> {
    tx.run(
        "UPDATE totps SET ended_at = $2 WHERE account_id = $1 AND confirmed_at IS NOT NULL AND ended_at IS NULL AND id <> $3",
        &args![account, at, id],
    )
    .await?;
    let confirmed = tx
        .run(
            "UPDATE totps SET confirmed_at = $3, last_step = $4
             WHERE id = $1 AND account_id = $2 AND confirmed_at IS NULL AND ended_at IS NULL",
            &args![id, account, at, step],
        )
        .await?;
    Ok(confirmed == 1)
}

/// Takes the code of a period, once. False when it, or one of a later period, was taken before.
pub async fn take(tx: &mut Tx, account: i64, id: i64, step: i64) -> Result<bool, Error> {
    let taken = tx
        .run(
            "UPDATE totps SET last_step = $3 WHERE id = $1 AND account_id = $2 AND last_step < $3
               AND confirmed_at IS NOT NULL AND ended_at IS NULL",
            &args![id, account, step],
        )
        .await?;
    Ok(taken == 1)
}

/// Ends all of an account. False when none was in force.
pub async fn clear(tx: &mut Tx, account: i64, at: Instant) -> Result<bool, Error> {
    let was = in_force(tx, account).await?.is_some();
    tx.run("UPDATE totps SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL", &args![account, at]).await?;
    Ok(was)
}

/// Whether an account has a role today, in any body, that asks for a code; see [`Role::needs_totp`].
pub async fn is_needed(read: &mut dyn Read, account: i64) -> Result<bool, Error> {
    let asking: Vec<Role> = Role::ALL.into_iter().filter(|role| role.needs_totp()).collect();
    let mut values = args![account, read.today()].to_vec();
    values.extend(asking.iter().map(|role| Value::from(role.as_str())));
    let sql = format!(
        "SELECT account_id FROM memberships WHERE account_id = $1 AND from_on <= $2 AND to_on > $2
           AND role IN ({}) LIMIT 1",
        places(3, asking.len())
    );
    Ok(read.row(&sql, &values).await?.is_some())
}
