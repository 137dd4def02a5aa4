//! New passwords: one's own, with the old one, or with a slip or a recovery code.

use async_trait::async_trait;
use domain::day::Instant;
use domain::event::AccountEvent;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::Serialize;
use store::account::code::{self, NewCode, Purpose};
use store::account::{self, pin, session, totp};
use store::grant::{Of, may};
use store::{Act, By, Error, Ids, Stop, Tx};

use super::begin::Fixed;
use super::code::{code_of, hash_of, new_code};
use super::password::{self, Secret};
use super::session::note;
use super::throttle::{Subjects, attempt};
use super::{RECOVERY_CODES, Secrets, Visit, as_login};
use crate::Office;

/// What is typed to set a new password with a code.
#[derive(Clone)]
pub struct NewPassword {
    /// The login, as typed.
    pub login: String,
    /// The code of a slip or a recovery code, as typed.
    pub code: String,
    /// The new password.
    pub password: String,
}

/// Sets a new password with a slip or a recovery code, takes the PIN away and ends every session; a slip also ends the app
/// that gives codes. A login that is not there is refused as a
/// wrong code, after as long.
pub async fn reset(
    office: &Office,
    secrets: &Secrets,
    key: &str,
    typed: &NewPassword,
    visit: &Visit,
) -> Result<(), Stop> {
    let login = as_login(&typed.login);
    domain::password::check(&typed.password, &login)?;
    let subjects = Subjects::new(secrets, &login, visit.address);
    attempt(office, subjects, visit.at).await?;
    let found = account::by_login(&mut office.store().reader().await?, &login).await?;
    let secret = password::hash(secrets, key, &domain::password::composed(&typed.password)).await?;
    // A login that is not there is looked for like any other: nothing has a code of account 0.
    let by = found.map_or(By::NOBODY, |found| By {
        account: found.account,
        actor: found.person,
        organisation: found.organisation.unwrap_or_default(),
    });
    let act = Reset { code: hash_of(secrets, &typed.code), secret, subjects, at: Fixed(visit.at) };
    office.act(by, key, act).await?;
    Ok(())
}

#[derive(Serialize)]
struct Reset {
    code: [u8; 32],
    secret: Secret,
    #[serde(skip)]
    subjects: Subjects,
    at: Fixed,
}

#[async_trait]
impl Act for Reset {
    const NAME: &'static str = "account.set_password_by_code";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    // The right to this act is the code.
    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (account, at) = (tx.by().account, self.at.0);
        let slip = code::use_once(tx, Some(account), [Purpose::Slip; 2], self.code, at).await?;
        if !slip && !code::use_once(tx, Some(account), [Purpose::Recovery; 2], self.code, at).await? {
            return Err(Refusal::CodeWrong.into());
        }
        // Whoever set the PIN may have known the password. The app stays where its owner still has the recovery codes; a
        // slip is handed over in person, to somebody who may have lost all of it.
        if pin::clear(tx, account).await? {
            note(tx, account, AccountEvent::PinCleared).await?;
        }
        if slip && totp::clear(tx, account, at).await? {
            note(tx, account, AccountEvent::TotpCleared).await?;
        }
        account::set_secret(tx, account, &self.secret.0, at);
        self.subjects.clear(tx);
        after_new_password(tx, account, 0, at).await
    }
}

/// No session and no slip outlives a password.
async fn after_new_password(tx: &mut Tx, account: i64, kept: i64, at: Instant) -> Result<(), Stop> {
    code::void(tx, account, Purpose::Slip, at);
    session::end_all(tx, account, kept).await?;
    note(tx, account, AccountEvent::PasswordSet).await?;
    note(tx, account, AccountEvent::SignedOutEverywhere).await
}

/// What is typed to change one's own password.
#[derive(Clone)]
pub struct ChangePassword {
    /// The login of the session.
    pub login: String,
    /// The password so far.
    pub old: String,
    /// The new one.
    pub new: String,
    /// The session in use, which stays.
    pub session: i64,
}

/// Changes one's own password and ends one's other sessions. A wrong old password is refused as a wrong sign-in and
/// counted like one.
pub async fn change_password(
    office: &Office,
    secrets: &Secrets,
    by: By,
    key: &str,
    typed: &ChangePassword,
    visit: &Visit,
) -> Result<(), Stop> {
    domain::password::check(&typed.new, &typed.login)?;
    let subjects = Subjects::new(secrets, &typed.login, visit.address);
    attempt(office, subjects, visit.at).await?;
    let found = account::by_login(&mut office.store().reader().await?, &typed.login).await?;
    let verified = found.filter(|found| found.account == by.account).and_then(|found| found.secret);
    let secret = password::hash(secrets, key, &domain::password::composed(&typed.new)).await?;
    // The same form sent twice: the new password is there already, and the act answers as before.
    let repeated = verified.as_ref().is_some_and(|verified| *verified == secret.0);
    if !repeated && !password::verify(&domain::password::composed(&typed.old), verified.as_deref()).await? {
        return Err(Refusal::WrongSignIn.into());
    }
    let verified = verified.unwrap_or_default();
    let act = Change { verified, secret, kept: typed.session, subjects, at: Fixed(visit.at) };
    office.act(by, key, act).await?;
    Ok(())
}

#[derive(Serialize)]
struct Change {
    #[serde(skip)]
    verified: String,
    secret: Secret,
    kept: i64,
    #[serde(skip)]
    subjects: Subjects,
    at: Fixed,
}

#[async_trait]
impl Act for Change {
    const NAME: &'static str = "account.change_password";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (by, at) = (tx.by(), self.at.0);
        may(tx, by, Right::SessionOwn, Of::Account(by.account)).await?;
        if !account::change_secret(tx, by.account, &self.verified, &self.secret.0, at).await? {
            return Err(Refusal::Conflict.into());
        }
        self.subjects.clear(tx);
        after_new_password(tx, by.account, self.kept, at).await
    }
}

/// Draws new recovery codes for one's own account and voids the old ones.
#[derive(Clone, Debug, Serialize)]
pub struct DrawRecovery {
    #[serde(skip)]
    secrets: Secrets,
    at: Fixed,
}

#[async_trait]
impl Act for DrawRecovery {
    const NAME: &'static str = "account.draw_recovery";
    type Answer = Vec<i64>;

    fn draw(&self, ids: &Ids) -> Result<Vec<i64>, Error> {
        (0..RECOVERY_CODES).map(|_| ids.draw()).collect()
    }

    async fn run(&self, tx: &mut Tx, drawn: &Vec<i64>) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::SessionOwn, Of::Account(by.account)).await?;
        let codes: Vec<NewCode> = drawn.iter().map(|id| new_code(&self.secrets, Purpose::Recovery, *id)).collect();
        code::replace(tx, Some(by.account), Purpose::Recovery, &codes, self.at.0, Instant::OPEN);
        note(tx, by.account, AccountEvent::RecoveryIssued).await
    }
}

/// Draws recovery codes and says them, once per form; see [`DrawRecovery`].
pub async fn draw_recovery(
    office: &Office,
    secrets: &Secrets,
    by: By,
    key: &str,
    at: Instant,
) -> Result<Vec<String>, Stop> {
    let act = DrawRecovery { secrets: secrets.clone(), at: Fixed(at) };
    Ok(recovery_codes(secrets, &office.act(by, key, act).await?.answer))
}

/// The recovery codes of rows.
pub(super) fn recovery_codes(secrets: &Secrets, drawn: &[i64]) -> Vec<String> {
    drawn.iter().map(|id| code_of(secrets, Purpose::Recovery, *id)).collect()
}
