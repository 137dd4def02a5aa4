//! Stored sort keys: their order as bytes (`COLLATE "C"`) is the order people expect, the same on every engine.
//!
//! Syllable by syllable: first its letters in the order of the Vietnamese alphabet, then its tone, in the order of
//! dictionaries: level, falling, asking, tumbling, rising, heavy. Numbers sort by their value. A key is for comparing
//! only.

use std::iter::Peekable;

use crate::fold::{D_STROKE, TONES, is_mark, lowered, spaced};

/// Between two syllables; before everything else, so that the shorter comes first.
const NEXT: char = ' ';
/// Between the letters of a syllable and its tone; before every letter.
const TONE: char = '!';
/// The first letter of the alphabet, after every digit.
const FIRST: u8 = b'A';

const BREVE: char = '\u{306}';
const CIRCUMFLEX: char = '\u{302}';
const HORN: char = '\u{31b}';

/// The letters in their order: the base and the mark that makes it a letter of its own.
const ALPHABET: [(char, Option<char>); 33] = [
    ('a', None),
    ('a', Some(BREVE)),
    ('a', Some(CIRCUMFLEX)),
    ('b', None),
    ('c', None),
    ('d', None),
    (D_STROKE, None),
    ('e', None),
    ('e', Some(CIRCUMFLEX)),
    ('f', None),
    ('g', None),
    ('h', None),
    ('i', None),
    ('j', None),
    ('k', None),
    ('l', None),
    ('m', None),
    ('n', None),
    ('o', None),
    ('o', Some(CIRCUMFLEX)),
    ('o', Some(HORN)),
    ('p', None),
    ('q', None),
    ('r', None),
    ('s', None),
    ('t', None),
    ('u', None),
    ('u', Some(HORN)),
    ('v', None),
    ('w', None),
    ('x', None),
    ('y', None),
    ('z', None),
];

/// The key of the name of a person: by the given name, which comes last, then by the others from the first on.
pub fn name_key(name: &str) -> String {
    let name = name.trim_end();
    let (others, given) = name
        .char_indices()
        .rev()
        .find(|(_, letter)| letter.is_whitespace())
        .map_or(("", name), |(space, _)| name.split_at(space));
    let mut key = String::with_capacity(name.len() * 2);
    write(&mut key, given);
    write(&mut key, others);
    key
}

/// The key of any other text: by its words from the first on.
pub fn title_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len() * 2);
    write(&mut key, text);
    key
}

fn write(key: &mut String, text: &str) {
    let mut letters = spaced(lowered(text)).peekable();
    while let Some(letter) = letters.peek().copied() {
        if !letter.is_alphanumeric() {
            letters.next();
            continue;
        }
        if !key.is_empty() {
            key.push(NEXT);
        }
        if letter.is_ascii_digit() {
            write_number(key, &mut letters);
        } else {
            write_syllable(key, &mut letters);
        }
    }
}

/// How many digits, then the digits: 2 before 10. Ten digits and more come after all shorter numbers.
fn write_number(key: &mut String, letters: &mut Peekable<impl Iterator<Item = char>>) {
    let mut digits = String::new();
    while let Some(digit) = letters.next_if(char::is_ascii_digit) {
        if digits == "0" {
            digits.clear();
        }
        digits.push(digit);
    }
    let length = u8::try_from(digits.len()).unwrap_or(u8::MAX).min(10);
    key.push(char::from(b'0' + length));
    key.push_str(&digits);
}

fn write_syllable(key: &mut String, letters: &mut Peekable<impl Iterator<Item = char>>) {
    let mut tones = String::new();
    while let Some(base) = letters.next_if(|letter| is_letter(*letter)) {
        let mut shape = None;
        while let Some(mark) = letters.next_if(|letter| is_mark(*letter)) {
            match TONES.iter().position(|tone| *tone == mark) {
                Some(tone) => tones.push_str(["1", "2", "3", "4", "5"][tone]),
                None => shape = shape.or(Some(mark)),
            }
        }
        key.push(letter_key(base, shape));
    }
    key.push(TONE);
    key.push_str(if tones.is_empty() { "0" } else { &tones });
}

/// Everything that sorts and is no digit of ours, letters and numerals of other scripts among them.
fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() && !letter.is_ascii_digit()
}

/// The place of the letter in the alphabet; letters of other scripts as they are, after it.
fn letter_key(base: char, shape: Option<char>) -> char {
    let own = ALPHABET.iter().position(|letter| *letter == (base, shape));
    let place = own.or_else(|| ALPHABET.iter().position(|letter| *letter == (base, None)));
    let place = place.and_then(|place| u8::try_from(place).ok());
    place.map_or(base, |place| char::from(FIRST + place))
}

#[cfg(test)]
mod tests {
    use super::{name_key, title_key};
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    /// The lines stand in the order wanted, each strictly before the next.
    #[track_caller]
    fn check(key: fn(&str) -> String, lines: &[&str]) {
        for pair in lines.windows(2) {
            let (one, other) = (key(pair[0]), key(pair[1]));
            assert!(one < other, "{} {one:?} before {} {other:?}", pair[0], pair[1]);
        }
    }

    #[test]
    fn people_sort_by_given_name_then_from_the_family_name_on() {
        check(
            name_key,
            &[
                "Lê An",
                "Nguyễn Văn An",
                "Nguyễn Vân An",
                "Trần An",
                "Nguyễn Văn Anh",
                "Lê Thị Ánh",
                "Trần Thị Ân",
                "Lê Bình",
                "Nguyễn Văn Dũng",
                "Lê Đạt",
                "Lê Đức",
                "Lê Hoa",
                "Trần Hoa",
                "Lê Hòa",
                "Lê Hoàng",
                "Lê Hương",
                "Phạm Oanh",
                "Phạm Ước",
                "Y Moan Êñuôl Ý",
            ],
        );
    }

    #[test]
    fn letters_and_tones_in_the_order_of_dictionaries() {
        check(title_key, &["ma", "mà", "mả", "mã", "má", "mạ", "mai", "măng", "mâm", "me"]);
        check(title_key, &["a", "ă", "â", "b", "d", "đ", "e", "ê", "g", "o", "ô", "ơ", "p", "u", "ư", "v"]);
        check(title_key, &["Hoa", "Hoa Lư", "Hòa", "Hòa An", "Hoài", "語"]);
    }

    #[test]
    fn numbers_by_their_value() {
        check(title_key, &["Thôn 1", "Thôn 1A", "Thôn 02", "Thôn 9", "Thôn 10", "Thôn 100", "Thôn A"]);
        check(title_key, &["0", "1", "999999999", "1000000000", "a"]);
    }

    #[test]
    fn numerals_of_other_scripts_are_letters() {
        check(title_key, &["m 2", "m²", "m³", "z", "٣"]);
    }

    #[test]
    fn what_makes_no_difference() {
        let same = |one: &str, other: &str| assert_eq!(title_key(one), title_key(other));
        same("hòa", "hoà");
        same("  Bình   Sơn ", "BÌNH SƠN");
        same("Thanh-Hóa", "Thanh Hóa");
        same("Ðà Nẵng", "Đà Nẵng");
        same("Thôn 02", "Thôn 2");
        assert_eq!(name_key(" Lê  Văn An "), name_key("lê văn an"));
        assert_eq!(name_key("An"), title_key("An"));
        assert_eq!(name_key(" "), "");
    }

    proptest! {
        #[test]
        fn composed_or_not_is_the_same(text in any::<String>()) {
            let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(title_key(&composed), title_key(&decomposed));
            prop_assert_eq!(name_key(&composed), name_key(&decomposed));
        }

        #[test]
        fn a_name_begins_with_the_key_of_its_last_word(others in "[a-z]{1,6}( [a-z]{1,6}){0,3}", given in "[a-z]{1,6}") {
            let key = name_key(&format!("{others} {given}"));
            prop_assert_eq!(key, format!("{} {}", title_key(&given), title_key(&others)));
        }
    }
}
