//! Hashing and verifying passwords: Argon2id, at most two at once in this process, on threads that may be slow.

use std::fmt;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::{self, PasswordVerifier};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use serde::Serialize;
use store::Error;
use tokio::sync::Semaphore;

use super::{Secrets, keyed};

/// Memory of one hash, in KiB (19 MiB), with two passes and one lane: what OWASP asks for at least.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

/// What is asked of the system for one hash, in KiB: more than 32 MiB is mapped for it alone and given back at once, while less
/// would stay with the process for good, on each thread that ever hashed. Only the first [`MEMORY_KIB`] of it are touched.
const MAPPED_KIB: usize = 33 * 1024;

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
    let hashed = alone(move || hashed(password.as_bytes(), &salt[..SALT_BYTES]).map(|hashed| hashed.to_string()));
    hashed.await?.map(Secret).map_err(|error| Error::Driver(format!("a password could not be hashed: {error}")))
}

/// Whether a password is the one behind an Argon2 string. Without a string it takes as long and is false.
pub(super) async fn verify(password: &str, secret: Option<&str>) -> Result<bool, Error> {
    let (password, secret) = (password.to_owned(), secret.map(str::to_owned));
    alone(move || match secret {
        Some(secret) => is(password.as_bytes(), &secret),
        None => hashed(password.as_bytes(), &[0; SALT_BYTES]).is_err(),
    })
    .await
}

fn argon() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("the parameters are within Argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash of a password with a salt.
fn hashed(password: &[u8], salt: &[u8]) -> Result<PasswordHash, password_hash::Error> {
    let argon = argon();
    let mut memory = Vec::with_capacity(MAPPED_KIB);
    memory.resize(argon.params().block_count(), Block::default());
    let mut hash = [0; HASH_BYTES];
    argon.hash_password_into_with_memory(password, salt, &mut hash, memory.as_mut_slice())?;
    Ok(PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(argon.params())?,
        salt: Some(Salt::new(salt)?),
        hash: Some(Output::new(&hash)?),
    })
}

/// Whether a password is the one behind an Argon2 string; outputs compare in constant time. A string of other parameters than
/// ours is verified by its own.
fn is(password: &[u8], secret: &str) -> bool {
    let Ok(known) = PasswordHash::new(secret) else { return false };
    let own = known.salt.as_ref().and_then(|salt| hashed(password, salt).ok());
    match own {
        Some(own) if own.params == known.params && own.algorithm == known.algorithm && own.version == known.version => {
            own.hash.is_some() && own.hash == known.hash
        }
        _ => argon().verify_password(password, secret).is_ok(),
    }
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
    use std::future::{Future, poll_fn};
    use std::pin::Pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::{Sender, channel};
    use std::task::Poll;

    use store::Error;
    use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

    use super::{HASHING, Secrets, alone, hash, verify};

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

    type Hashing = Pin<Box<dyn Future<Output = Result<usize, Error>> + Send>>;

    /// Work in place of hashing: it says that it has begun, and goes on until it is told to end. Its answer: how many there
    /// were at once when it began.
    fn work(begun: &UnboundedSender<()>, at_once: &Arc<AtomicUsize>) -> (Hashing, Sender<()>) {
        let (begun, at_once, (end, ended)) = (begun.clone(), Arc::clone(at_once), channel());
        let hashing = alone(move || {
            let now = at_once.fetch_add(1, Ordering::SeqCst) + 1;
            begun.send(()).unwrap();
            ended.recv().unwrap();
            at_once.fetch_sub(1, Ordering::SeqCst);
            now
        });
        (Box::pin(hashing), end)
    }

    async fn asked(hashing: &mut Hashing) {
        let polled = poll_fn(|context| Poll::Ready(hashing.as_mut().poll(context).is_pending())).await;
        assert!(polled, "it goes on until it is told to end");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn two_hash_at_once_and_no_more() {
        let (begun, begins) = unbounded_channel();
        let at_once = Arc::default();
        let [(mut one, end_one), (mut two, end_two), (mut three, end_three)] =
            std::array::from_fn(|_| work(&begun, &at_once));
        // Another test may hash meanwhile: then these wait for it.
        while begins.len() < 2 {
            asked(&mut one).await;
            asked(&mut two).await;
            tokio::task::yield_now().await;
        }
        assert_eq!(HASHING.available_permits(), 0, "two hash, and there is no third seat");
        asked(&mut three).await;
        // Who asked for the second goes away; it hashes on, and keeps its seat.
        drop(two);
        assert_eq!((HASHING.available_permits(), begins.len()), (0, 2), "the third has not begun");
        end_one.send(()).unwrap();
        assert!(one.await.unwrap() <= 2);
        end_two.send(()).unwrap();
        end_three.send(()).unwrap();
        assert!(three.await.unwrap() <= 2);
        assert_eq!(begins.len(), 3);
    }
}
