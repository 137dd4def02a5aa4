//! What an account is told (tin báo): reading it, and choosing of what one is told.

use async_trait::async_trait;
use domain::message::{Kind, is_address};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, may};
use store::message::{self, Settings};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::field::{LINE, optional};

/// Notes that one has read a message, or all up to that one.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct MarkRead {
    /// The message.
    pub message: i64,
    /// Whether all that are older are read too.
    pub all: bool,
}

#[async_trait]
impl Act for MarkRead {
    const NAME: &'static str = "message.mark_read";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (by, now) = (tx.by(), tx.now());
        may(tx, by, Right::SessionOwn, Of::Account(by.account)).await?;
        // Where there is none of that id, it is somebody else's.
        if message::mark_read(tx, by.account, self.message, self.all, now).await? || self.all {
            return Ok(());
        }
        Err(Refusal::NotThere.into())
    }
}

/// Says of what one wants to be told, and at which address a digest reaches one. Refused for what is no address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetMessages {
    /// Whether one gets a digest a day.
    pub digest: bool,
    /// The address of one's mailbox at the office; empty for none, and then there is no digest.
    pub address: String,
    /// The kinds of which one is told.
    pub kinds: Vec<String>,
}

#[async_trait]
impl Act for SetMessages {
    const NAME: &'static str = "message.set";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::SessionOwn, Of::Account(by.account)).await?;
        let address = optional("mail_address", &self.address, LINE)?;
        if !address.is_empty() && !is_address(address) {
            return Err(Refusal::Unreadable { field: "mail_address" }.into());
        }
        let kinds: Option<Vec<Kind>> = self.kinds.iter().map(|word| Kind::parse(word)).collect();
        let kinds = kinds.ok_or(Refusal::NotAChoice { field: "kinds" })?;
        let off = Kind::ALL.iter().copied().filter(|kind| !kinds.contains(kind)).collect();
        let settings = Settings { digest: self.digest, address: address.to_owned(), off };
        Ok(message::set(tx, by.account, &settings).await?)
    }
}
