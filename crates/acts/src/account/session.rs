//! Signing in, finding who is signed in, and ending sessions.

use async_trait::async_trait;
use std::fmt::{self, Write as _};

use domain::day::Instant;
use domain::event::{AccountEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::account::session::{self, NewSession, Proof, SessionRow};
use store::account::{self, device, throttle as counted, totp};
use store::grant::{Of, may};
use store::{Act, By, Error, Ids, Read, Reader, Stop, Tx, clock};

use super::throttle::{FORGOTTEN_MS, Subjects, attempt};
use super::{IDLE_MS, SESSION_MS, Secrets, TOUCH_MS, Visit, as_login, fresh_key, later, password};
use crate::Office;

/// What somebody types to sign in.
#[derive(Clone)]
pub struct TypedSignIn {
    /// The login, as typed.
    pub login: String,
    /// The password, as typed.
    pub password: String,
}

/// A session that began, and the token that the browser holds. The token is nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The session.
    pub session: i64,
    /// 256 bits of chance in hexadecimal.
    pub token: String,
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedIn").field("session", &self.session).finish_non_exhaustive()
    }
}

/// Signs in. Refused as throttled, or as wrong: which of login, password and role is missing is not told, and an unknown
/// login takes as long as a known one.
pub async fn sign_in(office: &Office, secrets: &Secrets, typed: &TypedSignIn, visit: &Visit) -> Result<SignedIn, Stop> {
    let login = as_login(&typed.login);
    let password = domain::password::composed(&typed.password);
    let subjects = Subjects::new(secrets, &login, visit.address);
    attempt(office, subjects, visit.at).await?;
    let found = account::by_login(&mut office.store().reader().await?, &login).await?;
    let secret = found.as_ref().and_then(|found| found.secret.as_deref());
    let right = password::verify(&password, secret).await?;
    match found {
        Some(account::Login { account, person, secret: Some(verified), organisation: Some(organisation) }) if right => {
            let by = By { account, actor: person, organisation };
            enter(office, by, Verified::Password(verified), Some(subjects), visit).await
        }
        _ => Err(Refusal::WrongSignIn.into()),
    }
}

/// What was verified before a session begins; both as Argon2 strings.
pub(super) enum Verified {
    /// The password.
    Password(String),
    /// The PIN, at a registered machine.
    Pin(String, i64),
}

/// Begins a session for somebody whose password or PIN was verified. One that began by a PIN ends with the day.
pub(super) async fn enter(
    office: &Office,
    by: By,
    verified: Verified,
    subjects: Option<Subjects>,
    visit: &Visit,
) -> Result<SignedIn, Stop> {
    let token = hex(&clock::chance::<32>());
    let day = matches!(verified, Verified::Pin(..)).then(|| Instant::end_of(visit.at.day()));
    let longest = later(visit.at, SESSION_MS);
    let enter = Enter {
        verified,
        ends_at: day.map_or(longest, |day| day.min(longest)),
        token_hash: Sha256::digest(&token).into(),
        subjects,
        device: visit.device.chars().take(80).collect(),
        at: visit.at,
    };
    let done = office.act(by, &fresh_key(), enter).await?;
    Ok(SignedIn { session: done.answer, token })
}

#[derive(Serialize)]
struct Enter {
    #[serde(skip)]
    verified: Verified,
    #[serde(skip)]
    token_hash: [u8; 32],
    subjects: Option<Subjects>,
    device: String,
    at: Instant,
    ends_at: Instant,
}

#[async_trait]
impl Act for Enter {
    const NAME: &'static str = "account.sign_in";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    // The verified password or PIN is the right to this act, whatever the account may do afterwards.
    async fn run(&self, tx: &mut Tx, id: &i64) -> Result<(), Stop> {
        let by = tx.by();
        let (proof, registered) = match &self.verified {
            Verified::Password(secret) => (Proof::Password(secret), None),
            Verified::Pin(secret, device) => (Proof::Pin(secret), Some(*device)),
        };
        // The machine may have been taken back since its token was looked at.
        if let Some(device) = registered
            && device::organisation(tx, device).await? != Some(by.organisation)
        {
            return Err(Refusal::PinWrong.into());
        }
        let waits = totp::in_force(tx, by.account).await?.is_some();
        let new = NewSession {
            id: *id,
            token_hash: self.token_hash,
            account: by.account,
            organisation: by.organisation,
            device: &self.device,
            at: self.at,
            ends_at: self.ends_at,
            registered,
            waits,
        };
        if !session::begin(tx, &new, proof).await? {
            return Err(Refusal::WrongSignIn.into());
        }
        if let Some(subjects) = self.subjects {
            subjects.clear(tx);
        }
        Ok(())
    }
}

/// The moment since which a session must have been used to be in force at `at`.
pub fn idle_since(at: Instant) -> Instant {
    later(at, -IDLE_MS)
}

/// Who holds a token at `at`, with one statement; nobody when the session ended, was idle, or lost its last role.
pub async fn who(reader: &mut Reader<'_>, token: &str, at: Instant) -> Result<Option<SessionRow>, Error> {
    if token.len() != 64 {
        return Ok(None);
    }
    let today = reader.today();
    session::find(reader, Sha256::digest(token).into(), at, idle_since(at), today).await
}

/// Notes that a session is in use, unless that was done a short while ago. Not on the path of a request.
pub async fn touch(office: &Office, by: By, session: i64, seen_at: Instant, at: Instant) -> Result<(), Stop> {
    if at.ms() - seen_at.ms() < TOUCH_MS {
        return Ok(());
    }
    // Two nodes, or two pages at once, note the same period once.
    let key = format!("seen.{session}.{}", at.ms() / TOUCH_MS);
    match office.act(by, &key, Touch { session, at }).await {
        Ok(_) | Err(Stop::Refused(Refusal::KeyReused)) => Ok(()),
        Err(stop) => Err(stop),
    }
}

#[derive(Serialize)]
struct Touch {
    session: i64,
    at: Instant,
}

#[async_trait]
impl Act for Touch {
    const NAME: &'static str = "account.touch";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        session::touch(tx, self.session, self.at);
        Ok(())
    }
}

/// Ends the session one is in. Done as well when it has ended already.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SignOut {
    /// The session.
    pub session: i64,
}

#[async_trait]
impl Act for SignOut {
    const NAME: &'static str = "account.sign_out";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    // Whoever is signed in may sign out, even with no role left.
    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let account = tx.by().account;
        session::end(tx, account, self.session).await?;
        Ok(())
    }
}

/// Ends another session of one's own account, such as that of a machine left on.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct RevokeSession {
    /// The session.
    pub session: i64,
}

#[async_trait]
impl Act for RevokeSession {
    const NAME: &'static str = "account.revoke_session";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::SessionOwn, Of::Account(by.account)).await?;
        if !session::end(tx, by.account, self.session).await? {
            return Err(Refusal::NotThere.into());
        }
        note(tx, by.account, AccountEvent::SessionRevoked).await
    }
}

/// Works for another body that one has a role in, from the next page on. Refused as not there where one has none today.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct WorkFor {
    /// The session in use.
    pub session: i64,
    /// The body.
    pub organisation: i64,
}

#[async_trait]
impl Act for WorkFor {
    const NAME: &'static str = "account.work_for";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    // Which body one works for is no state of a record: each act says it in its events.
    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (account, today) = (tx.by().account, tx.today());
        if session::work_for(tx, account, self.session, self.organisation, today).await? {
            Ok(())
        } else {
            Err(Refusal::NotThere.into())
        }
    }
}

/// Appends an event to an account's history, today.
pub(super) async fn note(tx: &mut Tx, account: i64, event: AccountEvent) -> Result<(), Stop> {
    tx.history(Subject::Account, account).await?;
    let today = tx.today();
    tx.append(Subject::Account, account, today, Event::Account(event))?;
    Ok(())
}

/// Forgets sessions, failures and answers that no longer matter. Run now and then by whoever serves.
pub async fn forget(office: &Office, at: Instant) -> Result<(), Stop> {
    office.act(By::NOBODY, &fresh_key(), Forget { at }).await?;
    Ok(())
}

#[derive(Serialize)]
struct Forget {
    at: Instant,
}

#[async_trait]
impl Act for Forget {
    const NAME: &'static str = "account.forget";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        session::forget(tx, self.at, idle_since(self.at));
        counted::forget(tx, later(self.at, -FORGOTTEN_MS));
        store::door::forget_answers(tx, self.at);
        Ok(())
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
