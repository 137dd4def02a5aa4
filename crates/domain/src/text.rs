//! Sentences people typed stay out of events: an event holds a reference and a salted digest.
//!
//! Erasing a text empties its body and its salt; the digest that remains then says nothing about the words.

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// Keeps a digest of a text from ever meaning anything else that is made with the same key.
const DOMAIN: &[u8] = b"langnghe/v1/text";

/// A row of `texts`, as an event names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextRef {
    /// The row.
    pub id: i64,
    /// The [`text_digest`] of its body, in lower-case hexadecimal.
    pub digest: String,
}

impl TextRef {
    /// The reference to the row `id` whose body has this digest.
    pub fn new(id: i64, digest: &[u8; 32]) -> Self {
        Self { id, digest: hex(digest) }
    }
}

/// HMAC-SHA256 of the text under its salt, over `langnghe/v1/text`, a zero byte and the UTF-8 of the body as it stands.
pub fn text_digest(salt: &[u8; 32], body: &str) -> [u8; 32] {
    authenticated(salt, DOMAIN, body.as_bytes())
}

/// HMAC-SHA256 under `salt` over the domain, a zero byte and the message.
pub(crate) fn authenticated(salt: &[u8; 32], domain: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(salt).expect("HMAC takes a key of any length");
    mac.update(domain);
    mac.update(&[0]);
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}
