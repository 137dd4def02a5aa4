//! Hashing and verifying passwords: Argon2id, at most two at once in this process, on threads that may be slow.

use std::fmt;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::Serialize;
use store::Error;
use tokio::sync::Semaphore;

use super::{Secrets, keyed};

/// Memory of one hash, in KiB (19 MiB), with two passes and one lane: what OWASP asks for at least.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;

/// Two at once: a morning's sign-ins pass quickly and an attacker can't take the machine's memory.
static HASHING: Semaphore = Semaphore::const_new(2);

/// A password as it is kept: an Argon2 string. It stands in acts, whose content is only ever hashed, and in no log.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Secret(pub(crate) String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// Hashes a password that [`domain::password::check`] accepted.
///
/// The salt is derived from the key of the form, so that a form that is sent twice is the same act twice, while the same
/// key with another password is another act.
pub async fn hash(secrets: &Secrets, key: &str, password: &str) -> Result<Secret, Error> {
    let salt = keyed(&secrets.codes, "langnghe/v1/salt", &[key.as_bytes()]);
    let password = password.to_owned();
    let hashed = alone(move || {
        let hashed = argon().hash_password_with_salt(password.as_bytes(), &salt[..SALT_BYTES]);
        hashed.map(|hashed| hashed.to_string())
    });
    hashed.await?.map(Secret).map_err(|error| Error::Driver(format!("a password could not be hashed: {error}")))
}

/// Whether a password is the one behind an Argon2 string. Without a string it takes as long and is false.
pub(super) async fn verify(password: &str, secret: Option<&str>) -> Result<bool, Error> {
    let (password, secret) = (password.to_owned(), secret.map(str::to_owned));
    alone(move || match secret {
        Some(secret) => argon().verify_password(password.as_bytes(), secret.as_str()).is_ok(),
        None => argon().hash_password_with_salt(password.as_bytes(), &[0; SALT_BYTES]).is_err(),
    })
    .await
}

fn argon() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("the parameters are within Argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

async fn alone<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let seat = HASHING.acquire().await.expect("the semaphore is never closed");
    // The seat goes with the work: whoever asked may be gone before it is done.
    let done = tokio::task::spawn_blocking(move || {
        let _seat = seat;
        work()
    });
    done.await.map_err(|error| Error::Driver(format!("hashing a password broke off: {error}")))
}

#[cfg(test)]
mod tests {
    use super::{Secrets, hash, verify};

    const SECRETS: Secrets = Secrets { codes: [1; 32], throttle: [2; 32] };

    #[tokio::test]
    async fn a_form_sent_twice_gives_the_same_string_and_another_form_another() {
        let one = hash(&SECRETS, "form", "correct horse battery").await.unwrap();
        assert_eq!(one, hash(&SECRETS, "form", "correct horse battery").await.unwrap());
        assert_ne!(one, hash(&SECRETS, "other", "correct horse battery").await.unwrap());
        assert!(one.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("correct horse battery", Some(&one.0)).await.unwrap());
        assert!(!verify("correct horse", Some(&one.0)).await.unwrap());
        assert!(!verify("correct horse battery", None).await.unwrap());
    }
}
