//! Drafts: what somebody is typing and has not sent, kept on the server until it becomes something.

use domain::day::Instant;

use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// Days after which a draft that nobody touched is forgotten.
pub const KEPT_DAYS: i64 = 7;

/// Keeps a draft of the account that acts, in the place of the one it had in that form. Drafts that nobody touched for
/// [`KEPT_DAYS`] go.
pub fn keep(tx: &mut Tx, form: &str, body: &str) {
    let (account, now) = (tx.by().account, tx.now());
    tx.put(
        "INSERT INTO drafts (account_id, form, body, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id, form) DO UPDATE SET body = excluded.body, at = excluded.at",
        args![account, form, body, now],
    );
    tx.put("DELETE FROM drafts WHERE at < $1", args![now.ms() - KEPT_DAYS * 86_400_000]);
}

/// Empties the draft of the account that acts. The row stays for a while: one that is being kept at the same moment then finds
/// that it was sent, instead of bringing it back.
pub fn clear(tx: &mut Tx, form: &str) {
    let (account, now) = (tx.by().account, tx.now());
    tx.put(
        "INSERT INTO drafts (account_id, form, body, at) VALUES ($1, $2, '', $3)
         ON CONFLICT (account_id, form) DO UPDATE SET body = '', at = excluded.at",
        args![account, form, now],
    );
}

/// Whether the account that acts has sent something under a key: what was typed under it is no draft any more.
pub async fn sent(tx: &mut Tx, key: &str) -> Result<bool, Error> {
    let account = tx.by().account;
    let row = tx.row("SELECT id FROM requests WHERE account_id = $1 AND key = $2", &args![account, key]).await?;
    Ok(row.is_some())
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// What was typed, as the form keeps it.
    pub body: String,
    /// When it was kept.
    pub at: Instant,
}

/// The draft of an account in a form. Of another account nothing is ever read: whoever asks gives their own.
pub async fn find(read: &mut dyn Read, account: i64, form: &str) -> Result<Option<DraftRow>, Error> {
    let row = read
        .row("SELECT body, at FROM drafts WHERE account_id = $1 AND form = $2 AND body <> ''", &args![account, form])
        .await?;
    row.map(|row| Ok(DraftRow { body: row.get(0)?, at: row.get(1)? })).transpose()
}
