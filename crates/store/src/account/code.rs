//! Codes that work once: the first account's, slips for a new password, recovery codes.
//!
//! A row holds the keyed hash of its code. The code itself is derived from the row's id with the installation's key,
//! so that nothing here and no answer ever has to keep it.

use domain::day::Instant;

use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Making the first body and its account.
    First,
    /// A new password, given by an administrator on paper.
    Slip,
    /// A new password, from the list that the owner keeps.
    Recovery,
}

impl Purpose {
    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Slip => "slip",
            Self::Recovery => "recovery",
        }
    }
}

/// A code to be issued: its id and the keyed hash of the code.
#[derive(Clone, Copy, Debug)]
pub struct NewCode {
    /// Its id.
    pub id: i64,
    /// The keyed hash.
    pub hash: [u8; 32],
}

/// Issues codes and voids the unused ones of the same account and purpose.
pub fn replace(tx: &mut Tx, account: Option<i64>, purpose: Purpose, codes: &[NewCode], at: Instant, ends_at: Instant) {
    tx.put(
        "UPDATE one_time_codes SET ends_at = $3
         WHERE COALESCE(account_id, 0) = $1 AND purpose = $2 AND used_at IS NULL AND ends_at > $3",
        args![account.unwrap_or_default(), purpose.as_str(), at],
    );
    let rows =
        codes.iter().map(|code| args![code.id, code.hash, account, purpose.as_str(), at, ends_at].to_vec()).collect();
    tx.put_rows("one_time_codes", "id, code_hash, account_id, purpose, issued_at, ends_at", rows);
}

/// Voids every code of an account that was not used.
pub fn void(tx: &mut Tx, account: i64, purpose: Purpose, at: Instant) {
    tx.put(
        "UPDATE one_time_codes SET ends_at = $3
         WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL AND ends_at > $3",
        args![account, purpose.as_str(), at],
    );
}

/// Uses a code: false when there is none of that hash for the account, or it was used, or it is over.
pub async fn use_once(
    tx: &mut Tx,
    account: Option<i64>,
    purposes: [Purpose; 2],
    hash: [u8; 32],
    now: Instant,
) -> Result<bool, Error> {
    let used = tx
        .run(
            "UPDATE one_time_codes SET used_at = $5
             WHERE code_hash = $1 AND COALESCE(account_id, 0) = $2 AND (purpose = $3 OR purpose = $4)
               AND used_at IS NULL AND ends_at > $5",
            &args![hash, account.unwrap_or_default(), purposes[0].as_str(), purposes[1].as_str(), now],
        )
        .await?;
    Ok(used == 1)
}

/// A code that still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeRow {
    /// Its id, from which it is derived.
    pub id: i64,
    /// When it was issued.
    pub issued_at: Instant,
    /// When it is over.
    pub ends_at: Instant,
}

/// The codes of an account and purpose that still work, oldest first.
pub async fn working(
    read: &mut dyn Read,
    account: Option<i64>,
    purpose: Purpose,
    now: Instant,
) -> Result<Vec<CodeRow>, Error> {
    let rows = read
        .rows(
            "SELECT id, issued_at, ends_at FROM one_time_codes
             WHERE COALESCE(account_id, 0) = $1 AND purpose = $2 AND used_at IS NULL AND ends_at > $3 ORDER BY id LIMIT 50",
            &args![account.unwrap_or_default(), purpose.as_str(), now],
        )
        .await?;
    rows.iter().map(|row| Ok(CodeRow { id: row.get(0)?, issued_at: row.get(1)?, ends_at: row.get(2)? })).collect()
}

/// Takes the installation's row, so that two who begin at once do so one after the other.
pub async fn hold_installation(tx: &mut Tx) -> Result<(), Error> {
    tx.run("UPDATE installation SET simulated = simulated WHERE id = 1", &[]).await?;
    Ok(())
}
