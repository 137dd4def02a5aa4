//! What single cells say: a field of work, an ordinal.

use crate::words::{WORDS, has_phrase, plain, written};

/// One line of several.
pub(crate) fn line(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join(", ")
}

/// A text without the ordinal before it, and whether there was one: `I.`, `B)`.
pub(crate) fn without_number(text: &str) -> (&str, bool) {
    let text = text.trim();
    let Some((number, rest)) = text.split_once(['.', ')', '/', '-', ':']) else { return (text, false) };
    if is_ordinal(number) { (rest.trim(), true) } else { (text, false) }
}

/// A Roman number or a capital, by which groups are told apart; matters have digits.
pub(crate) fn is_ordinal(text: &str) -> bool {
    let text = text.trim();
    let roman = !text.is_empty() && text.len() <= 5 && text.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
    roman || (text.len() == 1 && text.chars().all(|letter| letter.is_ascii_uppercase()))
}

/// The code of a field of work by its code or name; empty where none is meant.
pub(crate) fn field(text: &str) -> String {
    let typed = text.trim();
    let padded = if typed.len() == 1 { format!("0{typed}") } else { typed.to_owned() };
    if let Some(code) = domain::field::CODES.iter().find(|code| **code == padded) {
        return (*code).to_owned();
    }
    let mut words = plain(typed);
    for lead in &WORDS.marks.field_of {
        if let Some(rest) = words.strip_prefix(&format!("{lead} ")) {
            words = rest.to_owned();
        }
    }
    let fields = &WORDS.fields;
    let found = fields
        .iter()
        .find(|(name, _)| *name == words)
        .or_else(|| fields.iter().find(|(name, _)| name.len() > 2 && has_phrase(&words, name)))
        .or_else(|| {
            let mut holding = fields.iter().filter(|(name, _)| has_phrase(name, &words));
            let first = holding.next()?;
            holding.all(|(_, code)| code.split('.').next() == first.1.split('.').next()).then_some(first)
        });
    found.map(|(_, code)| code.clone()).unwrap_or_default()
}

/// The codes of the whole fields of work, without their parts, whose names stand in a text, each once.
pub(crate) fn fields(text: &str) -> Vec<String> {
    let mut words = format!(" {} ", plain(text));
    let mut found: Vec<String> = Vec::new();
    // The longest names first: what one of them takes is of no other.
    for (name, code) in WORDS.fields.iter().filter(|(name, _)| name.len() > 2) {
        let named = format!(" {name} ");
        if words.contains(&named) {
            words = words.replace(&named, " | ");
            let whole = code.split('.').next().unwrap_or(code).to_owned();
            if !found.contains(&whole) {
                found.push(whole);
            }
        }
    }
    found
}

/// The code of the field of work of which a matter seems to be, by its words; empty where they speak of none or of several. It is
/// proposed and never taken without somebody's word.
pub fn field_of_words(words: &str) -> String {
    let mut found = fields(words);
    let mut said = format!(" {} ", written(words));
    for (says, code) in &WORDS.matters {
        let says = format!(" {says} ");
        if said.contains(&says) {
            said = said.replace(&says, " | ");
            if !found.contains(code) {
                found.push(code.clone());
            }
        }
    }
    match &found[..] {
        [one] => one.clone(),
        _ => String::new(),
    }
}
