//! What places and bodies are called, so that names in short and names in whole agree: "TDP 3" and "Tổ dân phố số 03",
//! "P. Kinh tế" and the division's whole name with its place and a suffix in brackets.

use crate::words::{WORDS, plain};

/// A text without what stands in brackets.
pub(crate) fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}

/// How a body's name is compared: folded, without brackets, abbreviations made whole, and without the name of the place `own`
/// of whoever reads it, which may be left out there. Of another place the name stays.
pub fn body(name: &str, own: &str) -> String {
    let mut text = WORDS.bodies.whole(&plain(&without_brackets(name)));
    let own = plain(&without_brackets(own));
    if own.is_empty() {
        return text;
    }
    let (kind, bare) = parted(&own);
    for ending in [own.as_str(), bare, kind] {
        if let Some(rest) = text.strip_suffix(ending).and_then(|rest| rest.strip_suffix(' ')) {
            text.truncate(rest.len());
            break;
        }
    }
    text
}

/// How a place's name is compared: folded, without brackets, abbreviations made whole, numbers without zeros before them.
pub fn place(name: &str) -> String {
    let text = plain(&without_brackets(name));
    let mut words = Vec::new();
    for word in text.split(' ') {
        // "tdp3", and "thon so 03".
        let digits = word.find(|letter: char| letter.is_ascii_digit()).unwrap_or(word.len());
        let (letters, number) = word.split_at(digits);
        words.extend((!letters.is_empty()).then_some(letters));
        let number =
            if number.bytes().all(|letter| letter.is_ascii_digit()) { number.trim_start_matches('0') } else { number };
        words.extend((!number.is_empty()).then_some(number));
    }
    let whole = WORDS.places.whole(&words.join(" "));
    let (kind, bare) = parted(&whole);
    let numbered = bare.strip_prefix("so ").filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    numbered.filter(|_| !kind.is_empty()).map_or_else(|| whole.clone(), |number| format!("{kind} {number}"))
}

/// A compared place's name without what kind of place it is.
pub fn bare(place: &str) -> &str {
    parted(place).1
}

/// What kind of place a plain name says, and the name itself.
fn parted(name: &str) -> (&str, &str) {
    let kind = WORDS
        .marks
        .places
        .iter()
        .find(|kind| name.strip_prefix(kind.as_str()).is_some_and(|rest| rest.starts_with(' ')));
    kind.map_or(("", name), |kind| (&name[..kind.len()], &name[kind.len() + 1..]))
}
