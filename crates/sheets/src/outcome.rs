//! What a cell says of how far a matter has come: its status, whether it was answered where it was raised, and a day.

use domain::day::Day;

use crate::day::{day, last_day};
use crate::row::Status;
use crate::table::Cell;
use crate::words::{WORDS, has_phrase, plain};

/// Words of a status that are a sentence and no state alone.
pub(crate) const SENTENCE: usize = 7;
/// Words after "until" among which the day stands.
const NEAR: usize = 8;

/// The status of a text, wherever it stands in it.
pub(crate) fn status(text: &str) -> Option<Status> {
    WORDS.status.iter().find(|(says, _)| has_phrase(text, says)).map(|(_, status)| *status)
}

/// The status with which a text of what was answered begins: nothing where it is an answer and says no state. Where `whole`,
/// all that was answered, goes on with what is not settled yet, it is not settled.
pub(crate) fn leading(text: &str, whole: &str) -> Option<Status> {
    let first = text.split(['.', ',', ';', ':', '(', '\n', '–', '—']).find(|clause| !clause.trim().is_empty())?;
    let clause = plain(first.split(" - ").next().unwrap_or(first));
    let mut state = clause.clone();
    if let Some(there) = WORDS.outcome.on_the_spot.iter().find(|there| has_phrase(&clause, there)) {
        state = clause.replace(there.as_str(), "");
    }
    let words = state.split_whitespace().filter(|word| word.parse::<u32>().is_err());
    if words.count() > SENTENCE {
        return None;
    }
    // A word alone begins many sentences: it counts only where nothing else stands there.
    let begins = |says: &str| {
        clause == says || says.contains(' ') && clause.strip_prefix(says).is_some_and(|rest| rest.starts_with(' '))
    };
    let begun = WORDS.status.iter().filter(|(says, _)| begins(says)).max_by_key(|(says, _)| says.len());
    let (_, found) = begun?;
    let whole = plain(whole);
    let unsettled =
        |(says, status): &(String, Status)| !status.is_settled() && says.contains(' ') && has_phrase(&whole, says);
    let goes_on = found.is_settled() && WORDS.status.iter().any(unsettled);
    Some(if goes_on { Status::InProgress } else { *found })
}

/// Whether a text says nothing but a state.
pub(crate) fn is_bare(text: &str) -> bool {
    let text = plain(text);
    WORDS.status.iter().any(|(says, _)| *says == text)
}

/// Whether a text says that the matter was answered where it was raised.
pub(crate) fn on_the_spot(text: &str) -> bool {
    let text = plain(text);
    WORDS.outcome.on_the_spot.iter().any(|there| has_phrase(&text, there))
}

/// The last day that a text says of what is not settled: after a word like "until", or where no other word stands beside the
/// status.
pub(crate) fn until(text: &str, near: Day) -> Option<Day> {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || matches!(letter, ':' | '(' | ')' | ',' | ';'))
        .filter(|word| !word.is_empty())
        .collect();
    let plainly: Vec<String> = words.iter().map(|word| plain(word)).collect();
    let is_mark = |at: usize| {
        let two = plainly[at..].iter().take(2).map(String::as_str).collect::<Vec<_>>().join(" ");
        let begins = |mark: &String| {
            two.strip_prefix(mark.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        WORDS.outcome.until.iter().any(begins)
    };
    let marked = (0..words.len()).filter(|at| is_mark(*at)).find_map(|at| {
        let rest: Vec<&str> = words[at + 1..].iter().take(NEAR).copied().collect();
        last_day(&Cell::text(&rest.join(" ")), near)
    });
    marked.or_else(|| {
        let marks = &WORDS.marks;
        let of_day =
            |word: &str| [&marks.day, &marks.month, &marks.year].iter().any(|list| list.iter().any(|it| it == word));
        let said =
            plainly.iter().filter(|word| !word.starts_with(|letter: char| letter.is_ascii_digit()) && !of_day(word));
        let said: Vec<&str> = said.map(String::as_str).collect();
        is_bare(&said.join(" ")).then(|| last_day(&Cell::text(&words.join(" ")), near)).flatten()
    })
}

/// The day on which what is settled was answered, where a text says one.
pub(crate) fn answered(text: &str, near: Day) -> Option<Day> {
    day(&Cell::text(text), near)
}
