//! Guessing is slowed in the database, for all nodes and over restarts.
//!
//! An attempt is counted as failed before any password is hashed, so that guesses sent together can't slip by; one that
//! succeeds takes its count back.

use async_trait::async_trait;
use std::net::IpAddr;

use domain::day::Instant;
use domain::refusal::Refusal;
use serde::Serialize;
use store::account::throttle::{self, Failures};
use store::{Act, By, Error, Ids, Stop, Tx};

use super::{Secrets, Visit, fresh_key, keyed};
use crate::Office;

/// Failures of one login that cost nothing: people mistype.
const FREE_OF_LOGIN: i64 = 5;
/// Failures from one address that cost nothing: a whole office sits behind one.
const FREE_OF_ADDRESS: i64 = 20;
/// The longest wait, in minutes.
const LONGEST_MINUTES: i64 = 15;
/// Failures are forgotten after a day without another, in milliseconds.
pub(super) const FORGOTTEN_MS: i64 = 86_400_000;

/// The subjects under which an attempt is counted.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Subjects {
    login: [u8; 32],
    address: [u8; 32],
    /// Failures of the login that cost nothing.
    free: i64,
}

impl Subjects {
    pub(super) fn new(secrets: &Secrets, login: &str, address: IpAddr) -> Self {
        let subject = |kind: &str, value: &[u8]| subject(secrets, kind, value);
        let address = match address.to_canonical() {
            IpAddr::V4(four) => subject("address", &four.octets()),
            // One visitor has a whole network of addresses: the first 64 bits count.
            IpAddr::V6(six) => subject("address", &six.octets()[..8]),
        };
        Self { login: subject("login", login.as_bytes()), address, free: FREE_OF_LOGIN }
    }

    /// Guesses at the PIN of an account at a registered machine, which stands in the place of the address; where the
    /// machine is none, in that of the address itself.
    pub(super) fn of_pin(secrets: &Secrets, account: i64, device: Option<i64>, address: IpAddr) -> Self {
        let at = Self::new(secrets, "", address);
        let device_id = device.unwrap_or_default().to_be_bytes();
        Self {
            login: subject(secrets, "pin", &[account.to_be_bytes(), device_id].concat()),
            address: if device.is_some() { subject(secrets, "device", &device_id) } else { at.address },
            free: FREE_OF_LOGIN,
        }
    }

    /// Guesses at the codes of an account's app. A right password doesn't make them cheaper.
    pub(super) fn of_totp(secrets: &Secrets, account: i64, address: IpAddr) -> Self {
        let at = Self::new(secrets, "", address);
        let login = subject(secrets, "totp", &account.to_be_bytes());
        Self { login, address: at.address, free: FREE_OF_LOGIN }
    }

    /// Guesses at the PIN of a code, counted apart from those at the door. What is no code at all is counted for its address
    /// alone: who mistypes keeps nobody else waiting.
    fn of_follow(secrets: &Secrets, submission: Option<i64>, address: IpAddr) -> Self {
        let at: Vec<u8> = match address.to_canonical() {
            IpAddr::V4(four) => four.octets().to_vec(),
            IpAddr::V6(six) => six.octets()[..8].to_vec(),
        };
        let (login, free) = match submission {
            Some(submission) => (subject(secrets, "follow", &submission.to_be_bytes()), FREE_OF_LOGIN),
            None => (subject(secrets, "follow-no-code", &at), FREE_OF_ADDRESS),
        };
        Self { login, free, address: subject(secrets, "follow-address", &at) }
    }

    /// The attempt succeeded: the login is free again, and the address has one failure less.
    pub(super) fn clear(&self, tx: &mut Tx) {
        throttle::clear(tx, self.login);
        throttle::give_back(tx, self.address);
    }
}

fn subject(secrets: &Secrets, kind: &str, value: &[u8]) -> [u8; 32] {
    keyed(&secrets.throttle, "langnghe/v1/throttle", &[kind.as_bytes(), value])
}

/// Counts an attempt, or refuses it while the wait of its login or its address is not over.
pub(super) async fn attempt(office: &Office, subjects: Subjects, at: Instant) -> Result<(), Stop> {
    office.act(By::NOBODY, &fresh_key(), Attempt { subjects, at }).await?;
    Ok(())
}

/// An attempt to follow a matter that was counted.
pub(crate) struct Counted(Subjects);

impl Counted {
    /// Code and PIN were right: the code is free again, and the address has one failure less.
    pub(crate) async fn succeeded(self, office: &Office) -> Result<(), Stop> {
        office.act(By::NOBODY, &fresh_key(), Succeeded { subjects: self.0 }).await?;
        Ok(())
    }
}

/// Counts an attempt to follow a matter, or refuses it while the wait of its code or its address is not over.
pub(crate) async fn attempt_to_follow(
    office: &Office,
    secrets: &Secrets,
    submission: Option<i64>,
    visit: &Visit,
) -> Result<Counted, Stop> {
    let subjects = Subjects::of_follow(secrets, submission, visit.address);
    attempt(office, subjects, visit.at).await?;
    Ok(Counted(subjects))
}

#[derive(Serialize)]
struct Succeeded {
    subjects: Subjects,
}

#[async_trait]
impl Act for Succeeded {
    const NAME: &'static str = "follow.succeeded";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        self.subjects.clear(tx);
        Ok(())
    }
}

#[derive(Serialize)]
struct Attempt {
    subjects: Subjects,
    at: Instant,
}

#[async_trait]
impl Act for Attempt {
    const NAME: &'static str = "account.attempt";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        for (subject, free) in [(self.subjects.login, self.subjects.free), (self.subjects.address, FREE_OF_ADDRESS)] {
            let before = throttle::of(tx, subject).await?;
            let next = count(before, free, self.at)?;
            throttle::set(tx, subject, next);
        }
        Ok(())
    }
}

/// One failure more, or the refusal while the wait is not over. A refusal adds nothing to the wait.
fn count(before: Option<Failures>, free: i64, at: Instant) -> Result<Failures, Refusal> {
    let Some(before) = before.filter(|before| at.ms() - before.last_at.ms() < FORGOTTEN_MS) else {
        return Ok(Failures { count: 1, last_at: at });
    };
    let wait = wait_ms(before.count, free);
    let left = before.last_at.ms() + wait - at.ms();
    if wait > 0 && left > 0 {
        return Err(Refusal::SignInThrottled { minutes: (left + 59_999) / 60_000 });
    }
    Ok(Failures { count: before.count + 1, last_at: at.max(before.last_at) })
}

/// No wait below the free failures, then 1, 2, 4, 8 and at last 15 minutes.
fn wait_ms(failures: i64, free: i64) -> i64 {
    if failures < free {
        return 0;
    }
    let doubled = 1_i64 << (failures - free).min(10);
    doubled.min(LONGEST_MINUTES) * 60_000
}

#[cfg(test)]
mod tests {
    use super::{Failures, Instant, count, wait_ms};

    #[test]
    fn the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let minutes: Vec<_> = (0..12).map(|failures| wait_ms(failures, 5) / 60_000).collect();
        assert_eq!(minutes, [0, 0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15]);
        assert_eq!(wait_ms(i64::MAX, 5), 900_000);
    }

    #[test]
    fn a_day_without_failure_forgets_them() {
        let before = Failures { count: 50, last_at: Instant::from_ms(0) };
        assert!(count(Some(before), 5, Instant::from_ms(60_000)).is_err());
        assert_eq!(count(Some(before), 5, Instant::from_ms(86_400_000)).unwrap().count, 1);
    }
}
