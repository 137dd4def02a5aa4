//! What an account wants to be told, and where a letter reaches it.

use domain::message::Kind;

use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// What an account wants to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether it gets a digest a day where it has an address.
    pub digest: bool,
    /// The address of its mailbox at the office; empty where it has none.
    pub address: String,
    /// The kinds of which it is not told.
    pub off: Vec<Kind>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { digest: true, address: String::new(), off: Vec::new() }
    }
}

/// What an account wants to be told.
pub async fn settings(read: &mut dyn Read, account: i64) -> Result<Settings, Error> {
    let row = read
        .row(
            "SELECT s.digest, COALESCE(x.body, ''), s.kinds_off FROM message_settings s
             LEFT JOIN texts x ON x.id = s.address_text_id WHERE s.account_id = $1",
            &args![account],
        )
        .await?;
    let Some(row) = row else { return Ok(Settings::default()) };
    let off: String = row.get(2)?;
    Ok(Settings { digest: row.get(0)?, address: row.get(1)?, off: off.split(',').filter_map(Kind::parse).collect() })
}

/// Keeps what an account wants to be told. An address that was given before is emptied.
pub async fn set(tx: &mut Tx, account: i64, settings: &Settings) -> Result<(), Error> {
    tx.run(
        "UPDATE texts SET body = NULL WHERE id IN (SELECT address_text_id FROM message_settings WHERE account_id = $1)",
        &args![account],
    )
    .await?;
    let address = match settings.address.as_str() {
        "" => None,
        address => Some(tx.text(address)?.id),
    };
    let off: String = settings.off.iter().flat_map(|kind| [",", kind.as_str()]).collect();
    let off = if off.is_empty() { off } else { format!("{off},") };
    tx.put(
        "INSERT INTO message_settings (account_id, digest, address_text_id, kinds_off) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id) DO UPDATE
         SET digest = excluded.digest, address_text_id = excluded.address_text_id, kinds_off = excluded.kinds_off",
        args![account, settings.digest, address, off],
    );
    Ok(())
}
