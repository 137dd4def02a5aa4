//! The title of a meeting over its rows: "I. Hội nghị ngày 14/7/2026 tại ấp Bến Sen" gives them their day and place.

use domain::day::Day;

use crate::day::day;
use crate::table::Cell;
use crate::words::{WORDS, plain, written};

/// Words of a title at most; what is longer tells of a matter.
const LONG: usize = 30;

/// A meeting, as a title names it.
pub(super) struct Meeting {
    /// Its day.
    pub(super) on: Day,
    /// The village or commune; empty where none is named.
    pub(super) place: String,
    /// Where it was held in the words of the title, else with whom; empty where it says neither.
    pub(super) called: String,
}

/// What a group's title gives the rows below it.
#[derive(Default)]
pub(super) struct Group {
    /// Where the meeting of a title was held; empty where none is named.
    pub(super) held_at: String,
    /// What tells that meeting from others of its day; empty where nothing does.
    pub(super) meeting: String,
    /// The day of the meeting that a title names.
    pub(super) on: Option<Day>,
    pub(super) place: String,
    pub(super) field: String,
    /// The title that names its field.
    pub(super) section: String,
    /// The fields of a title that names several.
    pub(super) fields: Vec<String>,
}

impl Group {
    /// What the title of a meeting gives.
    pub(super) fn of(meeting: Meeting) -> Self {
        Self {
            on: Some(meeting.on),
            held_at: meeting.place.clone(),
            meeting: meeting.called,
            place: meeting.place,
            ..Self::default()
        }
    }
}

/// The meeting of a title that has an ordinal or begins as such titles do, and a day; nothing for any other text.
pub(super) fn meeting(title: &str, ordinal: bool, near: Day) -> Option<Meeting> {
    let words = plain(title);
    let begins = WORDS.marks.meetings.iter().any(|word| words == *word || words.starts_with(&format!("{word} ")));
    if words.split(' ').count() > LONG || !(ordinal || begins) {
        return None;
    }
    let (on, place) = (day(&Cell::text(title), near)?, place(title));
    let called = if place.is_empty() { called(title, begins) } else { place.clone() };
    Some(Meeting { on, place, called })
}

/// Where a meeting was held, as its title says it; else, of a title that `begins` as such titles do, its words without the day:
/// "Hội nghị với thanh niên". Part of a day and hour tell no meeting from another: morning and afternoon are of one.
fn called(title: &str, begins: bool) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    match at(title, &words) {
        Some(at) => where_held(&words[at + 1..]),
        None if begins => without_day(&words),
        None => String::new(),
    }
}

/// Which word of a title is the last after which a place stands. A title with marks is compared with them: the word for "ear" or
/// "accident" is folded like the one for "at".
fn at(title: &str, words: &[&str]) -> Option<usize> {
    let marks = &WORDS.marks;
    if written(title) == plain(title) {
        return words.iter().rposition(|word| marks.at.contains(&plain(word)));
    }
    words.iter().rposition(|word| marks.at_written.contains(&written(word)))
}

/// The words to the next comma or day.
fn where_held(words: &[&str]) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for word in words {
        if WORDS.marks.day.contains(&plain(word)) || word.starts_with('(') {
            break;
        }
        kept.push(word.trim_end_matches([',', ';', '.', ':']));
        if word.ends_with([',', ';', '.', ':']) {
            break;
        }
    }
    kept.join(" ")
}

/// The words before any bracket, without those that say a day or a time of it. "Cuộc 2" keeps its number.
fn without_day(words: &[&str]) -> String {
    let marks = &WORDS.marks;
    let folded: Vec<String> = words.iter().map(|word| plain(word)).collect();
    let of_day = |at: usize| [&marks.day, &marks.month, &marks.year].iter().any(|list| list.contains(&folded[at]));
    let of_time = |at: usize| folded.get(at).is_some_and(|word| marks.parts_of_day.contains(word));
    let until = words.iter().position(|word| word.starts_with('(')).unwrap_or(words.len());
    let kept = (0..until).filter(|at| {
        let numbered = folded[*at].contains(|letter: char| letter.is_ascii_digit());
        let counts = numbered
            && words[*at].chars().all(|letter| letter.is_ascii_digit())
            && !(*at > 0 && of_day(*at - 1))
            && !of_time(*at + 1);
        !of_day(*at) && !of_time(*at) && (!numbered || counts)
    });
    kept.map(|at| words[at].trim_end_matches([',', ';', '.', ':'])).collect::<Vec<_>>().join(" ")
}

/// The place that follows a word like "tại", to the next comma or day.
fn place(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let is = |list: &[String], word: &str| list.contains(&plain(word));
    let Some(at) = at(title, &words) else { return String::new() };
    let begins = |text: &str| {
        let text = plain(text);
        WORDS.marks.places.iter().any(|mark| text.starts_with(&format!("{mark} ")))
    };
    // "Ủy ban" has a word that is a village's elsewhere.
    let of_body = |from: usize| is(&WORDS.marks.no_place_after, words[from - 1]);
    let from = (at + 1..words.len()).find(|from| begins(&words[*from..].join(" ")) && !of_body(*from));
    let Some(from) = from else { return String::new() };
    let mut place: Vec<&str> = Vec::new();
    for word in &words[from..] {
        if is(&WORDS.marks.day, word) || word.starts_with('(') {
            break;
        }
        place.push(word.trim_end_matches([',', ';', '.', ':']));
        if word.ends_with([',', ';', '.', ':']) {
            break;
        }
    }
    // "Tại hội trường xã, …" names no place but the body's own.
    let place = place.join(" ");
    if WORDS.marks.places.contains(&plain(&place)) { String::new() } else { place }
}
