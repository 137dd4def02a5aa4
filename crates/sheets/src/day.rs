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
