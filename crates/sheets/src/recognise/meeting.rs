//! The title of a meeting over its rows: "I. Hội nghị ngày 14/7/2026 tại ấp Bến Sen" gives them their day and place.

use domain::day::Day;

use crate::day::day;
use crate::table::Cell;
use crate::words::{WORDS, plain};

/// Words of a title at most; what is longer tells of a matter.
const LONG: usize = 30;

/// A meeting, as a title names it.
pub(super) struct Meeting {
    /// Its day.
    pub(super) on: Day,
    /// The village or commune; empty where none is named.
    pub(super) place: String,
}

/// What a group's title gives the rows below it.
#[derive(Default)]
pub(super) struct Group {
    /// Where the meeting of a title was held; empty where none is named.
    pub(super) held_at: String,
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
        Self { on: Some(meeting.on), held_at: meeting.place.clone(), place: meeting.place, ..Self::default() }
    }
}

/// The meeting of a title that has an ordinal or begins as such titles do, and a day; nothing for any other text.
pub(super) fn meeting(title: &str, ordinal: bool, near: Day) -> Option<Meeting> {
    let words = plain(title);
    let begins = WORDS.marks.meetings.iter().any(|word| words == *word || words.starts_with(&format!("{word} ")));
    if words.split(' ').count() > LONG || !(ordinal || begins) {
        return None;
    }
    Some(Meeting { on: day(&Cell::text(title), near)?, place: place(title) })
}

/// The place that follows a word like "tại", to the next comma or day.
fn place(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let is = |list: &[String], word: &str| list.contains(&plain(word));
    let Some(at) = words.iter().rposition(|word| is(&WORDS.marks.at, word)) else { return String::new() };
    let begins = |text: &str| {
        let text = plain(text);
        WORDS.marks.places.iter().any(|mark| text.starts_with(&format!("{mark} ")))
    };
    let Some(from) = (at + 1..words.len()).find(|from| begins(&words[*from..].join(" "))) else { return String::new() };
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
    place.join(" ")
}
