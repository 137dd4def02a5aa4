//! Codes of an app on the owner's phone (RFC 6238): HMAC-SHA1, six digits, one every thirty seconds.
//!
//! The secret of an app is derived from the id of its row with the installation's key: it stands in no row, event, answer or
//! log, and is shown on one page, once.

use async_trait::async_trait;
use data_encoding::BASE32_NOPAD;
use domain::day::Instant;
use domain::event::AccountEvent;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use sha1::Sha1;
use store::account::code::{self, Purpose};
use store::account::{self, session, totp};
use store::grant::{Of, may};
use store::{Act, By, Error, Ids, Stop, Tx};

use super::begin::Fixed;
use super::code::hash_of;
use super::pin::own_password;
use super::session::note;
use super::throttle::{Subjects, attempt};
use super::{MINUTE_MS, Secrets, Visit, fresh_key, keyed, later};
use crate::Office;

/// Milliseconds for which one code is the code of the moment.
const STEP_MS: i64 = 30_000;
/// Digits of a code.
const DIGITS: usize = 6;
/// Codes before and after the one of the moment that are taken too: clocks of phones differ.
const BESIDE: i64 = 1;
/// How long an app may take from the square code to its first code.
const SET_UP_MS: i64 = 30 * MINUTE_MS;
/// Who gives the codes, as an app names it.
const ISSUER: &str = "langnghe";

/// The secret of the app of a row.
fn secret_of(secrets: &Secrets, id: i64) -> [u8; 20] {
    let drawn = keyed(&secrets.codes, "langnghe/v1/totp", &[&id.to_be_bytes()]);
    let (secret, _) = drawn.split_at(20);
    secret.try_into().expect("20 bytes were split off")
}

/// The code of a secret in a period, with its leading zeros.
fn code_of(secret: &[u8], step: i64) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[digest.len() - 1] & 15);
    let four: [u8; 4] = digest[at..at + 4].try_into().expect("four bytes follow the fifteenth of twenty");
    format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
}

/// The code that an app with this secret, as a page shows it, gives at a moment; none where that is no secret.
pub fn code_at(secret: &str, at: Instant) -> Option<String> {
    let bytes = BASE32_NOPAD.decode(plain(secret).to_uppercase().as_bytes()).ok()?;
    Some(code_of(&bytes, at.ms().div_euclid(STEP_MS)))
}

/// The period whose code was typed, around a moment.
fn step_of(secret: &[u8], typed: &str, at: Instant) -> Option<i64> {
    let now = at.ms().div_euclid(STEP_MS);
    (now - BESIDE..=now + BESIDE).find(|step| code_of(secret, *step) == typed)
}

/// What was typed without the blanks that apps put between the digits.
fn plain(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).collect()
}

/// An app to be set up: what it has to be told, once.
#[derive(Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The secret in Base32, for typing.
    pub secret: String,
    /// The same as an address, for the square code.
    pub uri: String,
}

/// Begins to set an app up, in place of the one in force once it is confirmed. `password` is asked for where there is one: a
/// wrong one is refused as a wrong sign-in and counted like one.
pub async fn begin(
    office: &Office,
    secrets: &Secrets,
    by: By,
    key: &str,
    (login, password): (&str, &str),
    visit: &Visit,
) -> Result<Drawn, Stop> {
    let replaces = totp::in_force(&mut office.store().reader().await?, by.account).await?.is_some();
    let subjects =
        if replaces { Some(own_password(office, secrets, by, (login, password), visit).await?) } else { None };
    let id = office.act(by, key, Begin { replaces, subjects, at: Fixed(visit.at) }).await?.answer;
    let secret = BASE32_NOPAD.encode(&secret_of(secrets, id));
    let uri = format!(
        "otpauth://totp/{ISSUER}:{login}?secret={secret}&issuer={ISSUER}&algorithm=SHA1&digits={DIGITS}&period={}",
        STEP_MS / 1000
    );
    Ok(Drawn { secret, uri })
}

#[derive(Serialize)]
struct Begin {
    replaces: bool,
    #[serde(skip)]
    subjects: Option<Subjects>,
    at: Fixed,
}

#[async_trait]
impl Act for Begin {
    const NAME: &'static str = "account.begin_totp";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    // What is begun is no state yet: the event comes with the first code.
    async fn run(&self, tx: &mut Tx, id: &i64) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::SessionOwn, Of::Account(by.account)).await?;
        if totp::in_force(tx, by.account).await?.is_some() && !self.replaces {
            return Err(Refusal::Conflict.into());
        }
        totp::begin(tx, *id, by.account, self.at.0);
        if let Some(subjects) = self.subjects {
            subjects.clear(tx);
        }
        Ok(())
    }
}

/// Confirms the app that was begun by its first code, and ends one's other sessions: from now on they need one too.
pub async fn confirm(
    office: &Office,
    secrets: &Secrets,
    by: By,
    key: &str,
    (session, typed): (i64, &str),
    visit: &Visit,
) -> Result<(), Stop> {
    let typed = plain(typed);
    if typed.is_empty() {
        return Err(Refusal::Missing { field: "totp" }.into());
    }
    let subjects = Subjects::of_totp(secrets, by.account, visit.address);
    attempt(office, subjects, visit.at).await?;
    let mut read = office.store().reader().await?;
    let id = totp::begun(&mut read, by.account, later(visit.at, -SET_UP_MS)).await?.ok_or(Refusal::TotpWrong)?;
    drop(read);
    let step = step_of(&secret_of(secrets, id), &typed, visit.at).ok_or(Refusal::TotpWrong)?;
    office.act(by, key, Confirm { id, step, kept: session, subjects, at: Fixed(visit.at) }).await?;
    Ok(())
}

#[derive(Serialize)]
struct Confirm {
    id: i64,
    step: i64,
    kept: i64,
    #[serde(skip)]
    subjects: Subjects,
    at: Fixed,
}

#[async_trait]
impl Act for Confirm {
    const NAME: &'static str = "account.confirm_totp";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::SessionOwn, Of::Account(by.account)).await?;
        if !totp::confirm(tx, by.account, self.id, self.step, self.at.0).await? {
            return Err(Refusal::TotpWrong.into());
        }
        self.subjects.clear(tx);
        session::end_all(tx, by.account, self.kept).await?;
        note(tx, by.account, AccountEvent::TotpSet).await
    }
}

/// Lets a session in that waits for a code: the app's, or a recovery code, either once.
pub async fn pass(
    office: &Office,
    secrets: &Secrets,
    by: By,
    (session, typed): (i64, &str),
    visit: &Visit,
) -> Result<(), Stop> {
    let at = visit.at;
    let typed = plain(typed);
    if typed.is_empty() {
        return Err(Refusal::Missing { field: "totp" }.into());
    }
    let subjects = Subjects::of_totp(secrets, by.account, visit.address);
    attempt(office, subjects, at).await?;
    let shown = if typed.len() == DIGITS {
        let found = totp::in_force(&mut office.store().reader().await?, by.account).await?;
        let (id, _) = found.ok_or(Refusal::TotpWrong)?;
        Shown::Code(id, step_of(&secret_of(secrets, id), &typed, at).ok_or(Refusal::TotpWrong)?)
    } else {
        Shown::Recovery(hash_of(secrets, &typed))
    };
    office.act(by, &fresh_key(), Pass { session, shown, subjects, at }).await?;
    Ok(())
}

#[derive(Serialize)]
enum Shown {
    /// The code of an app in a period.
    Code(i64, i64),
    /// The keyed hash of a recovery code.
    Recovery([u8; 32]),
}

#[derive(Serialize)]
struct Pass {
    session: i64,
    #[serde(skip)]
    shown: Shown,
    #[serde(skip)]
    subjects: Subjects,
    at: Instant,
}

#[async_trait]
impl Act for Pass {
    const NAME: &'static str = "account.pass_totp";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    // The code is the right to this act.
    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let account = tx.by().account;
        let right = match self.shown {
            Shown::Code(id, step) => totp::take(tx, account, id, step).await?,
            Shown::Recovery(hash) => code::use_once(tx, Some(account), [Purpose::Recovery; 2], hash, self.at).await?,
        };
        if !right || !session::pass(tx, account, self.session).await? {
            return Err(Refusal::TotpWrong.into());
        }
        self.subjects.clear(tx);
        Ok(())
    }
}

/// Ends one's own app. Refused as not allowed to whoever has a role that asks for its codes in a database of real use: they
/// set up another one instead.
pub async fn clear(
    office: &Office,
    secrets: &Secrets,
    by: By,
    key: &str,
    (login, password): (&str, &str),
    visit: &Visit,
) -> Result<(), Stop> {
    let subjects = own_password(office, secrets, by, (login, password), visit).await?;
    office.act(by, key, Clear { subjects, at: Fixed(visit.at) }).await?;
    Ok(())
}

#[derive(Serialize)]
struct Clear {
    #[serde(skip)]
    subjects: Subjects,
    at: Fixed,
}

#[async_trait]
impl Act for Clear {
    const NAME: &'static str = "account.clear_totp";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::SessionOwn, Of::Account(by.account)).await?;
        if totp::is_needed(tx, by.account).await? && !account::is_simulated(tx).await? {
            return Err(Refusal::NotAllowed.into());
        }
        if !totp::clear(tx, by.account, self.at.0).await? {
            return Err(Refusal::NotThere.into());
        }
        self.subjects.clear(tx);
        note(tx, by.account, AccountEvent::TotpCleared).await
    }
}

#[cfg(test)]
mod tests {
    use super::{BASE32_NOPAD, Instant, STEP_MS, Secrets, code_at, code_of, secret_of, step_of};

    /// The secret of the vectors in appendix B of RFC 6238.
    const RFC: &[u8] = b"12345678901234567890";

    #[test]
    fn the_codes_are_those_of_the_rfc() {
        // Appendix B prints eight digits; six are the last six of them.
        for (seconds, eight) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(code_of(RFC, seconds / 30), eight[2..], "{seconds}");
            let at = Instant::from_ms(seconds * 1000);
            assert_eq!(code_at(&BASE32_NOPAD.encode(RFC).to_lowercase(), at).as_deref(), Some(&eight[2..]));
        }
        assert_eq!(code_at("1", Instant::from_ms(0)), None);
    }

    #[test]
    fn the_codes_before_and_after_the_one_of_the_moment_are_taken_and_no_others() {
        let at = Instant::from_ms(1_234_567_890_000);
        let now = at.ms() / STEP_MS;
        for (step, taken) in [(now - 2, false), (now - 1, true), (now, true), (now + 1, true), (now + 2, false)] {
            assert_eq!(step_of(RFC, &code_of(RFC, step), at), taken.then_some(step));
        }
        assert_eq!(step_of(RFC, "", at), None);
    }

    #[test]
    fn each_app_has_a_secret_of_its_own_under_each_key() {
        let secrets = Secrets { codes: [7; 32], throttle: [0; 32] };
        assert_eq!(secret_of(&secrets, 1000), secret_of(&secrets, 1000));
        assert_ne!(secret_of(&secrets, 1000), secret_of(&secrets, 1001));
        assert_ne!(secret_of(&secrets, 1000), secret_of(&Secrets { codes: [8; 32], throttle: [0; 32] }, 1000));
    }
}
