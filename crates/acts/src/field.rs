//! Reading what was typed into the fields of an act.

use domain::day::Day;
use domain::refusal::Refusal;

/// Words of a citizen or an answer, in characters.
pub(crate) const WORDS: usize = 10_000;
/// Names, titles, places, contacts, in characters.
pub(crate) const LINE: usize = 200;
/// Reasons, in characters.
pub(crate) const REASON: usize = 1_000;

/// What was typed without the blanks around it; refused when nothing is left or when it is too long.
pub(crate) fn needed<'a>(field: &'static str, typed: &'a str, most: usize) -> Result<&'a str, Refusal> {
    let typed = optional(field, typed, most)?;
    if typed.is_empty() { Err(Refusal::Missing { field }) } else { Ok(typed) }
}

/// As [`needed`], but nothing is allowed.
pub(crate) fn optional<'a>(field: &'static str, typed: &'a str, most: usize) -> Result<&'a str, Refusal> {
    let typed = typed.trim();
    if typed.chars().count() > most { Err(Refusal::TooLong { field, most }) } else { Ok(typed) }
}

/// A day on which something happened, at the latest today.
pub(crate) fn happened(on: Day, today: Day) -> Result<Day, Refusal> {
    if on > today { Err(Refusal::HappenedInFuture { today }) } else { Ok(on) }
}
