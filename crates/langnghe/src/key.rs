//! The key of an installation: one file, from which every secret of the server is derived.
//!
//! It is shared by the nodes of one database and stands in no backup of it, so that who holds a copy of the database
//! alone can forge nothing.

use std::fmt::{self, Write as _};
use std::io;
use std::path::Path;

use anyhow::Context as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::refused::Refused;
use crate::unix;

/// Bytes of the key.
const LENGTH: usize = 32;

/// Set before each purpose, so that no other use of HMAC with this key gives the same bytes.
const DOMAIN: &[u8] = b"langnghe/v1/key/";

/// The key of an installation. It is never printed.
#[derive(Clone)]
pub(crate) struct Key([u8; LENGTH]);

impl Key {
    /// Reads the key, or makes one where there is none. `used`: the database is there already, so that a missing key is a
    /// lost one. Refused where other accounts of the machine can read the file.
    pub(crate) fn open(file: &Path, used: bool) -> anyhow::Result<Self> {
        if file.exists() {
            return Self::read(file);
        }
        if used {
            return Err(Refused::new(
                format!("the database is there, but its key {} is not.", file.display()),
                "put back the key that belongs to the database, or name its file with --key FILE",
            )
            .into());
        }
        let key = Self(store::clock::chance());
        match unix::create_private(file, format!("{}\n", key.hex()).as_bytes()) {
            Ok(()) => {
                tracing::info!(file = %file.display(), "a new key was made; keep a copy of it in a safe place");
                Ok(key)
            }
            // Another process was faster.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Self::read(file),
            Err(error) => Err(Refused::new(
                format!("the key file {} can't be made: {error}.", file.display()),
                "make its folder writable for this account, or name another file with --key FILE",
            )
            .into()),
        }
    }

    fn read(file: &Path) -> anyhow::Result<Self> {
        unix::refuse_readable_by_others(file)?;
        let text =
            std::fs::read_to_string(file).with_context(|| format!("the key file {} can't be read", file.display()))?;
        let key = from_hex(text.trim()).ok_or_else(|| {
            Refused::new(
                format!("{} is not a key: it has to hold {} hex letters and nothing else.", file.display(), LENGTH * 2),
                "put back the key that belongs to the database, or name its file with --key FILE",
            )
        })?;
        Ok(Self(key))
    }

    /// The secret for one purpose, for example `"one-time code"`: HMAC-SHA256 of the purpose under the key.
    pub(crate) fn derive(&self, purpose: &str) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(DOMAIN);
        mac.update(purpose.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// By what one sees, in a log or a row, that two nodes have the same key; it tells nothing about the key.
    pub(crate) fn fingerprint(&self) -> String {
        hex(&self.derive("fingerprint")[..8])
    }

    fn hex(&self) -> String {
        hex(&self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(not shown)")
    }
}

/// Bytes as hex letters.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a string can't fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn from_hex(text: &str) -> Option<[u8; LENGTH]> {
    let mut key = [0; LENGTH];
    if text.len() != LENGTH * 2 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::{Key, from_hex, hex};

    #[test]
    fn each_purpose_has_its_own_secret() {
        let key = Key([7; 32]);
        assert_eq!(key.derive("session"), key.derive("session"));
        assert_ne!(key.derive("session"), key.derive("code"));
        assert_ne!(key.derive("session"), Key([8; 32]).derive("session"));
    }

    #[test]
    fn the_derivation_never_changes() {
        // python3 -c "import hmac; print(hmac.new(b'\x07'*32, b'langnghe/v1/key/session', 'sha256').hexdigest())"
        let expected = "4e87f55a878a161751b42056d6ad2fbbe2630ea338744e82d4b25d3b07598774";
        assert_eq!(hex(&Key([7; 32]).derive("session")), expected);
    }

    #[test]
    fn a_key_reads_back() {
        let key = Key(store::clock::chance());
        assert_eq!(from_hex(&key.hex()), Some(key.0));
        for wrong in ["", "00", &"g".repeat(64), &"đ".repeat(32), &"0".repeat(66)] {
            assert_eq!(from_hex(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_key_is_never_printed() {
        assert_eq!(format!("{:?}", Key([7; 32])), "Key(not shown)");
    }
}
