//! The personal PIN: six digits by which somebody takes their seat at a registered machine, until the end of the day.

use async_trait::async_trait;
use domain::event::AccountEvent;
use domain::password::{composed, pin as rule};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::Serialize;
use store::account::{self, pin};
use store::grant::{Of, may};
use store::{Act, By, Error, Ids, Stop, Tx};

use super::begin::Fixed;
use super::device::device_of;
use super::password::{self, Secret};
use super::session::{SignedIn, Verified, enter, note};
use super::throttle::{Subjects, attempt};
use super::{Secrets, Visit};
use crate::Office;

/// What is typed to set one's PIN.
#[derive(Clone)]
pub struct NewPin {
    /// The login of the session.
    pub login: String,
    /// The password, as typed: somebody else at a machine left open sets no PIN.
    pub password: String,
    /// The PIN, as typed.
    pub pin: String,
}

/// Sets one's own PIN in place of an earlier one. A wrong password is refused as a wrong sign-in and counted like one.
pub async fn set_pin(
    office: &Office,
    secrets: &Secrets,
    by: By,
    key: &str,
    typed: &NewPin,
    visit: &Visit,
) -> Result<(), Stop> {
    let new = rule::check(&typed.pin)?;
    let subjects = own_password(office, secrets, by, (&typed.login, &typed.password), visit).await?;
    let secret = password::hash(secrets, key, new).await?;
    office.act(by, key, SetPin { secret, subjects, at: Fixed(visit.at) }).await?;
    Ok(())
}

/// Verifies one's own password, typed again for something that a session alone is too little for.
pub(super) async fn own_password(
    office: &Office,
    secrets: &Secrets,
    by: By,
    (login, typed): (&str, &str),
    visit: &Visit,
) -> Result<Subjects, Stop> {
    if typed.is_empty() {
        return Err(Refusal::Missing { field: "old_password" }.into());
    }
    let subjects = Subjects::new(secrets, login, visit.address);
    attempt(office, subjects, visit.at).await?;
    let found = account::by_login(&mut office.store().reader().await?, login).await?;
    let kept = found.filter(|found| found.account == by.account).and_then(|found| found.secret);
    if password::verify(&composed(typed), kept.as_deref()).await? {
        Ok(subjects)
    } else {
        Err(Refusal::WrongSignIn.into())
    }
}

#[derive(Serialize)]
struct SetPin {
    secret: Secret,
    #[serde(skip)]
    subjects: Subjects,
    at: Fixed,
}

#[async_trait]
impl Act for SetPin {
    const NAME: &'static str = "account.set_pin";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::SessionOwn, Of::Account(by.account)).await?;
        pin::set(tx, by.account, &self.secret.0, self.at.0);
        self.subjects.clear(tx);
        note(tx, by.account, AccountEvent::PinSet).await
    }
}

/// Takes one's own PIN away. Done as well when there is none.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ClearPin;

#[async_trait]
impl Act for ClearPin {
    const NAME: &'static str = "account.clear_pin";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::SessionOwn, Of::Account(by.account)).await?;
        if pin::clear(tx, by.account).await? {
            note(tx, by.account, AccountEvent::PinCleared).await?;
        }
        Ok(())
    }
}

/// Who takes their seat at a registered machine, and the PIN as typed.
#[derive(Clone)]
pub struct TypedPin {
    /// The account that was chosen.
    pub account: i64,
    /// The PIN, as typed.
    pub pin: String,
}

/// Signs in by a PIN at the machine whose browser holds `token`, for the body of the machine and until the end of the day.
/// Refused as throttled, or as a wrong PIN, whatever of machine, account and PIN is missing.
pub async fn sign_in_by_pin(
    office: &Office,
    secrets: &Secrets,
    token: &str,
    typed: &TypedPin,
    visit: &Visit,
) -> Result<SignedIn, Stop> {
    let device = device_of(&mut office.store().reader().await?, token).await?.ok_or(Refusal::PinWrong)?;
    let subjects = Subjects::of_pin(secrets, typed.account, Some(device.id), visit.address);
    attempt(office, subjects, visit.at).await?;
    let mut read = office.store().reader().await?;
    let found = pin::within(&mut read, typed.account, device.organisation).await?;
    drop(read);
    let right = password::verify(typed.pin.trim(), found.as_ref().map(|(_, secret)| secret.as_str())).await?;
    match found {
        Some((actor, secret)) if right => {
            let by = By { account: typed.account, actor, organisation: device.organisation };
            enter(office, by, Verified::Pin(secret, device.id), Some(subjects), visit).await
        }
        _ => Err(Refusal::PinWrong.into()),
    }
}
