//! Accounts: signing in and out, the first account, codes that work once, registered machines and PINs, codes of an app,
//! and what an administrator does.
//!
//! Passwords are hashed and verified before an act and never inside one: the writer waits for nobody's memory. Codes
//! are derived from the ids of their rows with the installation's key, so that no answer has to keep one.

mod administer;
mod begin;
mod code;
mod device;
mod lock;
mod password;
mod pin;
mod reset;
mod session;
mod throttle;
pub mod totp;

use std::fmt;
use std::net::IpAddr;

use domain::day::Instant;
use domain::refusal::Refusal;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use store::clock;

pub use crate::organisation::Place as BeginPlace;
pub use administer::{
    Create, Created, GrantRole, IssueSlip, Person, RevokeRole, SignOutEverywhere, Slip, create, issue_slip,
    reset_by_command,
};
pub use begin::{Begin, Beginning, Begun, Bodies, FirstCode, begin, first_code};
pub use device::{RegisterDevice, RevokeDevice, device_of, device_token};
pub use lock::{Locked, lock, unlock};
pub use password::{Secret, hash};
pub use pin::{ClearPin, NewPin, TypedPin, set_pin, sign_in_by_pin};
pub use reset::{ChangePassword, DrawRecovery, NewPassword, change_password, draw_recovery, reset};
pub use session::{RevokeSession, SignOut, SignedIn, TypedSignIn, WorkFor, forget, idle_since, sign_in, touch, who};
pub(crate) use throttle::attempt_to_follow;

/// How long a session lasts at most: one working day with its evening dialogue, so that everybody signs in daily.
pub const SESSION_MS: i64 = 12 * HOUR_MS;
/// How long a session may be idle: a sitting with its break, not a lunch away from the machine and an afternoon.
pub const IDLE_MS: i64 = 2 * HOUR_MS;
/// How often it is noted that a session is in use: seldom enough to cost nothing, often enough for [`IDLE_MS`].
pub const TOUCH_MS: i64 = 5 * MINUTE_MS;
/// How long the first code works: the day of the installation.
pub const FIRST_CODE_MS: i64 = 24 * HOUR_MS;
/// How long a slip works: handed over on a Friday, used on a Monday.
pub const SLIP_MS: i64 = 3 * 24 * HOUR_MS;
/// How many recovery codes are drawn at once.
pub const RECOVERY_CODES: usize = 8;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// Keys of this installation that accounts need, derived from `langnghe.key`.
#[derive(Clone)]
pub struct Secrets {
    /// For codes that work once and for salts.
    pub codes: [u8; 32],
    /// For the subjects of the throttle, which must not be readable as logins and addresses.
    pub throttle: [u8; 32],
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets")
    }
}

/// Where and when somebody is at the door.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The visitor's address, as the throttle counts it.
    pub address: IpAddr,
    /// Browser and machine, as short as they can be told; shown to the owner of the session.
    pub device: String,
    /// The machine's time.
    pub at: Instant,
}

/// HMAC-SHA256 over a name of what it is for, a zero byte and the parts, each after its length.
pub(crate) fn keyed(key: &[u8; 32], purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// A key nobody chose, for acts that are not a form's.
fn fresh_key() -> String {
    clock::public_id(clock::machine()).to_string()
}

fn later(at: Instant, ms: i64) -> Instant {
    Instant::from_ms(at.ms().saturating_add(ms))
}

/// A login as it is compared: without blanks around it, in lower case.
fn as_login(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// A new login: 2 to 64 lower-case letters, digits, points, hyphens and underscores of ASCII, a letter or digit first.
fn new_login(typed: &str) -> Result<String, Refusal> {
    const FIELD: &str = "login";
    let login = as_login(typed);
    if login.is_empty() {
        return Err(Refusal::Missing { field: FIELD });
    }
    if login.len() > 64 {
        return Err(Refusal::TooLong { field: FIELD, most: 64 });
    }
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let begins = login.starts_with(plain);
    if begins && login.len() > 1 && login.chars().all(|c| plain(c) || matches!(c, '.' | '-' | '_')) {
        Ok(login)
    } else {
        Err(Refusal::Unreadable { field: FIELD })
    }
}
