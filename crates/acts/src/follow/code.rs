//! The code and the PIN of a submission. Both are derived from its id with the installation's key: no column, backup or
//! answer holds them, and the same slip can be printed again.
//!
//! The code is the id itself, enciphered by a permutation over all codes of that length (a Feistel network whose rounds are
//! keyed hashes), so that one finds the submission without looking anything up by a secret. Of the 10^15 codes only as many
//! mean anything as there are submissions, and nobody without the key can tell which.

use crate::account::{Secrets, keyed};

/// Letters of a code. None is a vowel, a letter of a tone mark or `d`, which Telex and VNI would change while it is typed,
/// and none looks like another, also from a bad photocopy: neither 0 and O, 1 and I, 2 and Z, 5 and S, 6 and G, 8 and B, U
/// and V.
const LETTERS: &[u8; 18] = b"23456789CHKLMNPQTV";
/// Letters of a code.
const LENGTH: usize = 12;
/// Letters of a group.
const GROUP: usize = 4;
/// Codes of half the length; a whole one is a pair of them.
const HALF: u64 = 18 * 18 * 18 * 18 * 18 * 18;
/// Rounds of the network; eight are enough (NIST SP 800-38G).
const ROUNDS: u8 = 10;
/// Digits of a PIN.
const PIN_DIGITS: usize = 6;

/// Code and PIN of a submission, as they are printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Code {
    /// The code, in groups: `7K4M-2Q9C-HT5P`.
    pub code: String,
    /// The PIN.
    pub pin: String,
}

/// The code and the PIN of a submission: the same whenever they are asked for.
pub fn code_of(secrets: &Secrets, submission: i64) -> Code {
    let number = u64::try_from(submission).unwrap_or_default();
    let (mut left, mut right) = (number / HALF % HALF, number % HALF);
    for round in 0..ROUNDS {
        (left, right) = (right, (left + mixed(secrets, round, right)) % HALF);
    }
    let mut number = left * HALF + right;
    let mut letters = Vec::with_capacity(LENGTH);
    for _ in 0..LENGTH {
        letters.push(char::from(LETTERS[usize::try_from(number % 18).expect("a remainder of 18 is small")]));
        number /= 18;
    }
    let groups: Vec<String> = letters.chunks(GROUP).map(|group| group.iter().collect()).collect();
    Code { code: groups.join("-"), pin: pin_of(secrets, submission) }
}

/// The submission of a code as it was typed: blanks, hyphens and the size of letters don't matter, and what looks like a
/// letter is read as that one. Nothing for what is no code; that of a code nobody was given is the id of no submission.
pub(super) fn read(secrets: &Secrets, typed: &str) -> Option<i64> {
    let mut number = 0_u64;
    let mut letters: Vec<u64> = Vec::with_capacity(LENGTH);
    for letter in typed.chars().filter(|letter| !letter.is_whitespace() && !"-–—.".contains(*letter)) {
        let meant = match letter.to_ascii_uppercase() {
            '0' | 'O' => 'Q',
            '1' | 'I' => 'L',
            'Z' => '2',
            'S' => '5',
            'G' => '6',
            'B' => '8',
            'U' => 'V',
            other => other,
        };
        let place = LETTERS.iter().position(|own| char::from(*own) == meant)?;
        letters.push(u64::try_from(place).ok()?);
        if letters.len() > LENGTH {
            return None;
        }
    }
    if letters.len() != LENGTH {
        return None;
    }
    for letter in letters.iter().rev() {
        number = number * 18 + letter;
    }
    let (mut left, mut right) = (number / HALF, number % HALF);
    for round in (0..ROUNDS).rev() {
        (left, right) = ((right + HALF - mixed(secrets, round, left)) % HALF, left);
    }
    i64::try_from(left * HALF + right).ok()
}

/// What a round adds to one half of a code for the other one.
fn mixed(secrets: &Secrets, round: u8, half: u64) -> u64 {
    short(&keyed(&secrets.codes, "langnghe/v1/follow-code", &[&[round], &half.to_be_bytes()])) % HALF
}

/// The PIN of a submission.
pub(super) fn pin_of(secrets: &Secrets, submission: i64) -> String {
    let drawn = short(&keyed(&secrets.codes, "langnghe/v1/follow-pin", &[&submission.to_be_bytes()]));
    format!("{:0width$}", drawn % 1_000_000, width = PIN_DIGITS)
}

/// Whether a PIN is the one that was typed; it takes as long for each that is not.
pub(super) fn is_pin(own: &str, typed: &str) -> bool {
    let digits: Vec<u8> = typed.bytes().filter(u8::is_ascii_digit).collect();
    let differs = own.bytes().zip(digits.iter().copied().chain(std::iter::repeat(b' ')));
    differs.fold(digits.len() ^ PIN_DIGITS, |sum, (one, other)| sum | usize::from(one ^ other)) == 0
}

/// The first eight bytes of a keyed hash as a number.
fn short(hash: &[u8; 32]) -> u64 {
    let (first, _) = hash.split_at(8);
    u64::from_be_bytes(first.try_into().expect("eight bytes of 32"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{LETTERS, Secrets, code_of, is_pin, read};

    const SECRETS: Secrets = Secrets { codes: [7; 32], throttle: [0; 32] };

    #[test]
    fn a_code_leads_to_its_submission_and_to_no_other() {
        let mut seen = BTreeSet::new();
        for submission in (1_000..3_000).chain([1, 999_999_999_999, 1_156_831_381_426_175]) {
            let code = code_of(&SECRETS, submission);
            assert_eq!((code.code.len(), code.pin.len()), (14, 6), "always as long");
            assert_eq!(read(&SECRETS, &code.code), Some(submission));
            assert!(seen.insert(code.code), "each has its own");
        }
    }

    #[test]
    fn codes_of_neighbours_and_of_another_key_have_nothing_in_common() {
        let codes: Vec<String> = (5_000..5_200).map(|id| code_of(&SECRETS, id).code.replace('-', "")).collect();
        for place in 0..12 {
            let letters: BTreeSet<char> = codes.iter().filter_map(|code| code.chars().nth(place)).collect();
            assert_eq!(letters.len(), LETTERS.len(), "every letter comes at place {place}");
        }
        let other = Secrets { codes: [8; 32], throttle: [0; 32] };
        assert_ne!(code_of(&SECRETS, 5_000).code, code_of(&other, 5_000).code);
        assert_ne!(code_of(&SECRETS, 5_000).pin, code_of(&other, 5_000).pin);
        let pins: BTreeSet<String> = (5_000..5_200).map(|id| code_of(&SECRETS, id).pin).collect();
        assert!(pins.len() > 195, "{} of 200 PINs differ", pins.len());
    }

    #[test]
    fn how_a_code_is_typed_does_not_matter() {
        let code = code_of(&SECRETS, 70_000).code;
        for typed in [code.to_lowercase(), code.replace('-', ""), format!(" {} ", code.replace('-', " "))] {
            assert_eq!(read(&SECRETS, &typed), Some(70_000), "{typed}");
        }
        let mistaken = code.replace('8', "B").replace('5', "s").replace('L', "1").replace('Q', "0");
        assert_eq!(read(&SECRETS, &mistaken), Some(70_000));
        for wrong in ["", "7K4M", "7K4M-2Q9C-HT5PP", "ăăăă-ăăăă-ăăăă", "7K4M-2Q9C-HT5!"] {
            assert_eq!(read(&SECRETS, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_pin_is_the_whole_of_it() {
        assert!(is_pin("012345", "012345") && is_pin("012345", " 012 345 "));
        for wrong in ["", "01234", "0123456", "012346", "112345"] {
            assert!(!is_pin("012345", wrong), "{wrong}");
        }
    }
}
