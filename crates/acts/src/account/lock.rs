//! The screen that somebody locks when they stand up: the session stays, and shows nothing until it is unlocked.

use async_trait::async_trait;
use domain::day::Instant;
use domain::password::{composed, pin as rule};
use domain::refusal::Refusal;
use serde::Serialize;
use store::account::{self, pin, session};
use store::{Act, By, Error, Ids, Stop, Tx};

use super::password;
use super::throttle::{Subjects, attempt};
use super::{Secrets, Visit, fresh_key};
use crate::Office;

/// Locks the session one is in. Done as well when it is locked already, and done anew however often a page asks for it.
pub async fn lock(office: &Office, by: By, session: i64, at: Instant) -> Result<(), Stop> {
    office.act(by, &fresh_key(), Lock { session, at }).await?;
    Ok(())
}

#[derive(Serialize)]
struct Lock {
    session: i64,
    at: Instant,
}

#[async_trait]
impl Act for Lock {
    const NAME: &'static str = "account.lock";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    // Whoever is signed in may lock their screen. It is no state of a record, and no history has it.
    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let account = tx.by().account;
        session::lock(tx, account, self.session, Some(self.at)).await?;
        Ok(())
    }
}

/// A session whose screen is locked.
#[derive(Clone, Debug)]
pub struct Locked {
    /// Whose it is.
    pub by: By,
    /// The session.
    pub session: i64,
    /// The login.
    pub login: String,
    /// The registered machine on which it began, if it did.
    pub registered: Option<i64>,
}

/// Unlocks a session with its owner's PIN or password, whichever was typed: a password never is six digits. Refused as
/// throttled, or as a wrong PIN.
pub async fn unlock(
    office: &Office,
    secrets: &Secrets,
    locked: &Locked,
    typed: &str,
    visit: &Visit,
) -> Result<(), Stop> {
    let account = locked.by.account;
    if typed.trim().is_empty() {
        return Err(Refusal::Missing { field: "pin" }.into());
    }
    let by_pin = rule::is_pin(typed.trim());
    let subjects = if by_pin {
        Subjects::of_pin(secrets, account, locked.registered, visit.address)
    } else {
        Subjects::new(secrets, &locked.login, visit.address)
    };
    attempt(office, subjects, visit.at).await?;
    let mut read = office.store().reader().await?;
    let kept = if by_pin {
        pin::of(&mut read, account).await?.map(|(secret, _)| secret)
    } else {
        let found = account::by_login(&mut read, &locked.login).await?;
        found.filter(|found| found.account == account).and_then(|found| found.secret)
    };
    drop(read);
    let typed = if by_pin { typed.trim().to_owned() } else { composed(typed) };
    if !password::verify(&typed, kept.as_deref()).await? {
        return Err(Refusal::PinWrong.into());
    }
    office.act(locked.by, &fresh_key(), Unlock { session: locked.session, subjects }).await?;
    Ok(())
}

#[derive(Serialize)]
struct Unlock {
    session: i64,
    #[serde(skip)]
    subjects: Subjects,
}

#[async_trait]
impl Act for Unlock {
    const NAME: &'static str = "account.unlock";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    // The verified PIN or password is the right to this act.
    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let account = tx.by().account;
        session::lock(tx, account, self.session, None).await?;
        self.subjects.clear(tx);
        Ok(())
    }
}
