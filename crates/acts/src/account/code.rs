//! Codes that work once, as people read and type them.

use store::account::code::{NewCode, Purpose};

use super::{Secrets, keyed};

/// Letters of a code. None is a vowel, a letter of a tone mark or `d`, which Telex and VNI would change while it is typed,
/// and none looks like another.
const LETTERS: &[u8; 20] = b"23456789BCGHKLMNPQTV";
/// Letters of a code: 20^16 are more than 2^69.
const LENGTH: usize = 16;
const GROUP: usize = 4;

/// The code of a row: the same whenever it is asked for, and nobody without the key can tell it.
pub(super) fn code_of(secrets: &Secrets, purpose: Purpose, id: i64) -> String {
    let drawn = keyed(&secrets.codes, "langnghe/v1/code", &[purpose.as_str().as_bytes(), &id.to_be_bytes()]);
    let (half, _) = drawn.split_at(16);
    let mut number = u128::from_be_bytes(half.try_into().expect("half of 32 bytes are 16"));
    let mut code = String::with_capacity(LENGTH + LENGTH / GROUP);
    for at in 0..LENGTH {
        if at > 0 && at % GROUP == 0 {
            code.push('-');
        }
        let letter = usize::try_from(number % LETTERS.len() as u128).expect("a remainder of 20 is small");
        code.push(char::from(LETTERS[letter]));
        number /= LETTERS.len() as u128;
    }
    code
}

/// The keyed hash of a code as typed: blanks, hyphens and the size of letters don't matter.
pub(super) fn hash_of(secrets: &Secrets, typed: &str) -> [u8; 32] {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    keyed(&secrets.codes, "langnghe/v1/code-hash", &[plain.as_bytes()])
}

/// A code to be issued under an id.
pub(super) fn new_code(secrets: &Secrets, purpose: Purpose, id: i64) -> NewCode {
    NewCode { id, hash: hash_of(secrets, &code_of(secrets, purpose, id)) }
}

#[cfg(test)]
mod tests {
    use super::{Purpose, Secrets, code_of, hash_of};

    const SECRETS: Secrets = Secrets { codes: [7; 32], throttle: [0; 32] };

    #[test]
    fn a_code_is_the_same_for_its_id_and_differs_by_id_purpose_and_key() {
        let code = code_of(&SECRETS, Purpose::Slip, 1000);
        assert_eq!(code.len(), 19);
        assert_eq!(code, code_of(&SECRETS, Purpose::Slip, 1000));
        assert_ne!(code, code_of(&SECRETS, Purpose::Slip, 1001));
        assert_ne!(code, code_of(&SECRETS, Purpose::Recovery, 1000));
        let other = Secrets { codes: [8; 32], throttle: [0; 32] };
        assert_ne!(code, code_of(&other, Purpose::Slip, 1000));
    }

    #[test]
    fn how_a_code_is_typed_does_not_matter() {
        let code = code_of(&SECRETS, Purpose::First, 1);
        let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
        assert_eq!(hash_of(&SECRETS, &code), hash_of(&SECRETS, &typed));
    }
}
