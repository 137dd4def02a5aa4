//! Days as tables have them: text in many forms, or numbers counted from 30/12/1899.

use domain::day::Day;

use crate::table::Cell;
use crate::words::{WORDS, plain};

/// The serial numbers of 1/1/1990 and of 31/12/2099: other numbers are no days.
const SERIALS: std::ops::RangeInclusive<i64> = 32_874..=73_050;

/// The day of a cell; `near` gives the year where none is written.
pub(crate) fn day(cell: &Cell, near: Day) -> Option<Day> {
    match cell {
        Cell::Empty => None,
        Cell::Day(day) => Some(*day),
        Cell::Number(number) => serial(*number),
        Cell::Text(text) => written(text, near),
    }
}

/// The last day that a cell says; of a month, a quarter or a year alone its last one.
pub(crate) fn last_day(cell: &Cell, near: Day) -> Option<Day> {
    let Cell::Text(text) = cell else { return day(cell, near) };
    let words = plain(text);
    let named: Vec<&str> = words.split(' ').collect();
    let after = |list: &[String]| {
        let at = named.iter().position(|word| list.iter().any(|it| it == word))?;
        named.get(at + 1).copied()
    };
    let marks = &WORDS.marks;
    let number = |word: Option<&str>| word.and_then(|word| word.parse::<i16>().ok());
    // "9/2026" has a month and a year, "30/9/2026" and "30/9" a day.
    let month_and_year = text.split_whitespace().find_map(|word| {
        let (month, year) = word.trim_end_matches(['.', ',', ';']).split_once(['/', '-', '.'])?;
        Some((month.parse::<i16>().ok()?, year.parse::<i16>().ok().filter(|year| *year > 1_900)?))
    });
    if let Some((month, year)) = month_and_year {
        return end_of(month, year);
    }
    let dated = after(&marks.day).is_some_and(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    if dated || text.contains('/') && after(&WORDS.outcome.quarter).is_none() {
        return day(cell, near);
    }
    let year = number(after(&marks.year));
    if let Some(month) = number(after(&marks.month)) {
        return end_of(month, year.unwrap_or(near.year()));
    }
    let quarter = after(&WORDS.outcome.quarter).and_then(|word| match word {
        "1" | "i" => Some(3),
        "2" | "ii" => Some(6),
        "3" | "iii" => Some(9),
        "4" | "iv" => Some(12),
        _ => None,
    });
    if let Some(month) = quarter {
        let written = named.iter().rev().find_map(|word| word.parse().ok().filter(|year: &i16| *year > 1_900));
        return end_of(month, written.unwrap_or(near.year()));
    }
    day(cell, near).or_else(|| end_of(12, year?))
}

/// The last day of a month.
fn end_of(month: i16, year: i16) -> Option<Day> {
    let next = if month == 12 { put(1, 1, year + 1) } else { put(1, month + 1, year) };
    next.filter(|_| (1..=12).contains(&month)).map(|next| next.plus(-1))
}

fn serial(number: f64) -> Option<Day> {
    #[expect(clippy::cast_possible_truncation, reason = "the time of the day is dropped; what is left is checked")]
    let whole = number.floor() as i64;
    SERIALS.contains(&whole).then(|| Day::new(1899, 12, 30)).flatten().map(|from| from.plus(whole))
}

fn written(text: &str, near: Day) -> Option<Day> {
    let text = text.trim();
    if let Some(day) = Day::parse_iso(text.get(..10).unwrap_or_default()) {
        return Some(day);
    }
    if let Ok(number) = text.parse::<f64>()
        && let Some(day) = serial(number)
    {
        return Some(day);
    }
    let words = plain(text);
    let marks = &WORDS.marks;
    let named: Vec<&str> = words.split(' ').collect();
    let after = |list: &[String]| {
        let at = named.iter().position(|word| list.iter().any(|it| it == word))?;
        named.get(at + 1)?.parse::<i16>().ok()
    };
    if let (Some(day), Some(month)) = (after(&marks.day), after(&marks.month)) {
        return put(day, month, after(&marks.year).unwrap_or(near.year()));
    }
    // The first run of numbers parted by signs: a clock time or a word before it does not count.
    for word in text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '(' | ')')) {
        let parts: Vec<&str> = word.split(['/', '-', '.']).filter(|part| !part.is_empty()).collect();
        let numbers: Option<Vec<i16>> = parts.iter().map(|part| part.parse().ok()).collect();
        let Some(numbers) = numbers else { continue };
        match numbers[..] {
            [day, month, year] => return put(day, month, whole_year(year)),
            [month, year] if year > 1_900 && month <= 12 => return put(1, month, year),
            [day, month] if word.contains('/') => return put(day, month, near.year()),
            _ => {}
        }
    }
    None
}

/// A year of two digits lies within this century.
const fn whole_year(year: i16) -> i16 {
    if year < 100 { 2_000 + year } else { year }
}

fn put(day: i16, month: i16, year: i16) -> Option<Day> {
    let in_use = (1_990..=2_099).contains(&year);
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).filter(|_| in_use)
}
