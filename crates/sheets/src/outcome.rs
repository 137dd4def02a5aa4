//! What a cell says of how far a matter has come: its status, whether it was answered where it was raised, and a day.

use domain::day::Day;

use crate::day::{day, last_day};
use crate::paper::{After, after_paper, asks_a_body, is_sent, paper};
use crate::row::Status;
use crate::table::Cell;
use crate::words::{WORDS, has_phrase, plain, written};

/// Words of a status that are a sentence and no state alone.
pub(crate) const SENTENCE: usize = 7;
/// Words after "until" among which the day stands.
const NEAR: usize = 8;

/// The status of a text, wherever it stands in it.
pub(crate) fn status(text: &str) -> Option<Status> {
    WORDS.status.iter().find(|(says, _)| has_phrase(text, says)).map(|(_, status)| *status)
}

/// The status that a text of what was answered says, see [`begun`] and [`by_word`].
pub(crate) fn leading(text: &str, whole_text: &str) -> Option<Status> {
    begun(text, whole_text).or_else(|| by_word(text, whole_text).map(|(status, _)| status))
}

/// The status of a short answer that names none at its beginning, with the words by which it is understood: it begins with work
/// that was done, or says further on that it was settled.
pub(crate) fn by_word(text: &str, whole_text: &str) -> Option<(Status, String)> {
    let clauses: Vec<&str> = clauses(text).collect();
    let first = written(clauses.first()?);
    // Of work that is finished more may be told; of a sentence without such a word nobody knows.
    let finished = WORDS.outcome.finished.iter().any(|says| has_phrase(&first, says));
    let long = written(text).split(' ').count() > 2 * SENTENCE;
    if (long && !finished) || asks_on(text) {
        return None;
    }
    let work = |says: &&String| {
        let rest = first.strip_prefix(WORDS.outcome.already.as_str()).and_then(|rest| rest.strip_prefix(' '));
        let rest = rest.and_then(|rest| rest.strip_prefix(says.as_str()));
        let goes_on = |rest: &str| WORDS.outcome.no_work.iter().any(|says| has_phrase_first(rest, says));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && !goes_on(rest.trim_start()))
    };
    let works = WORDS.outcome.works.iter().filter(work).max_by_key(|says| says.len());
    let first_of = |clause: &str, count: usize| clause.split_whitespace().take(count).collect::<Vec<_>>().join(" ");
    let found = works.map(|says| (Status::Done, first_of(clauses[0], says.split(' ').count() + 1)));
    let found = found.or_else(|| {
        clauses.iter().skip(1).take_while(|_| !long).find_map(|clause| {
            let said = plain(clause);
            let begins = |(says, status): &&(String, Status)| {
                let rest = said.strip_prefix(says.as_str());
                status.is_settled()
                    && says.starts_with("da ")
                    && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            };
            let (says, status) = WORDS.status.iter().filter(begins).max_by_key(|(says, _)| says.len())?;
            Some((*status, first_of(clause, says.split(' ').count())))
        })
    });
    let (status, says) = found?;
    let goes_on = is_open(whole_text) || without_shares(&paper(whole_text).1).1;
    Some((if goes_on { Status::InProgress } else { status }, says))
}

/// Whether a text begins with these words.
fn has_phrase_first(text: &str, says: &str) -> bool {
    text.strip_prefix(says).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a text says that something is left to another table: neither an answer nor a state.
pub(crate) fn is_carried(text: &str) -> bool {
    let text = plain(text);
    let begins =
        |says: &String| text.strip_prefix(says.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    text.split(' ').count() <= SENTENCE && WORDS.outcome.carried.iter().any(begins)
}

/// Whether a short text says that another body decides.
pub(crate) fn is_beyond(text: &str) -> bool {
    let text = plain(text);
    text.split(' ').count() <= 2 * SENTENCE && WORDS.outcome.beyond.iter().any(|says| has_phrase(&text, says))
}

/// The parts of a text between its marks.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', ',', ';', ':', '(', '\n', '–', '—']).filter(|clause| !clause.trim().is_empty())
}

/// Whether what was answered goes on with what is not settled yet.
fn is_open(whole: &str) -> bool {
    let (said, all) = (plain(whole), written(whole));
    let all = WORDS.outcome.no_more.iter().fold(all, |all, says| all.replace(says.as_str(), ""));
    let unsettled =
        |(says, status): &(String, Status)| !status.is_settled() && says.contains(' ') && has_phrase(&said, says);
    WORDS.status.iter().any(unsettled) || WORDS.outcome.open.iter().any(|says| has_phrase(&all, says))
}

/// The status with which a text of what was answered begins: nothing where it is an answer and says no state. Where `whole`,
/// all that was answered, goes on with what is not settled yet, it is not settled.
pub(crate) fn begun(text: &str, whole_text: &str) -> Option<Status> {
    let text = &numbered(text);
    let first = clauses(text).next()?;
    let first = first.split(" - ").next().unwrap_or(first);
    let clause = plain(first);
    let mut state = clause.clone();
    if let Some(there) = WORDS.outcome.on_the_spot.iter().find(|there| has_phrase(&clause, there)) {
        state = clause.replace(there.as_str(), "");
    }
    // With what paper it was answered may be said at length, and nothing else.
    let by_paper = after_paper(first);
    if by_paper == Some(After::Asks) {
        return None;
    }
    let words = state.split_whitespace().filter(|word| word.parse::<u32>().is_err());
    if words.count() > SENTENCE && by_paper != Some(After::Signed) && !is_sent(&state) {
        return None;
    }
    // A word alone begins many sentences: it counts only where nothing else stands there.
    let begins = |says: &str| {
        clause == says || says.contains(' ') && clause.strip_prefix(says).is_some_and(|rest| rest.starts_with(' '))
    };
    let begun = WORDS.status.iter().filter(|(says, _)| begins(says)).max_by_key(|(says, _)| says.len());
    let (_, found) = begun?;
    let goes_on = found.is_settled()
        && (is_open(whole_text)
            || by_paper.is_some() && asks_a_body(whole_text)
            || without_shares(&paper(whole_text).1).1);
    Some(if goes_on { Status::InProgress } else { *found })
}

/// A text whose numbers of papers stand in the clause that names them.
fn numbered(text: &str) -> String {
    let marks = &WORDS.outcome.number_marks;
    marks.iter().fold(text.to_owned(), |text, mark| text.replace(&format!("{mark}:"), &format!("{mark} ")))
}

/// Whether a text says that it was answered by a paper that asks somebody else.
pub(crate) fn asks_on(text: &str) -> bool {
    let by_paper = after_paper(&numbered(text));
    by_paper == Some(After::Asks) || by_paper.is_some() && asks_a_body(text)
}

/// Whether a text says nothing but a state.
pub(crate) fn is_bare(text: &str) -> bool {
    let text = plain(text);
    WORDS.status.iter().any(|(says, _)| *says == text)
}

/// Whether a state says that the matter was settled where it was raised.
pub(crate) fn on_the_spot(text: &str) -> bool {
    let text = plain(text);
    WORDS.outcome.on_the_spot.iter().any(|there| has_phrase(&text, there))
}

/// Whether an answer begins by saying that it was given where the matter was raised: "at the place" alone may say where the work
/// was done.
pub(crate) fn answered_there(text: &str) -> bool {
    let Some(first) = text.split(['.', ';', '\n']).find(|clause| !clause.trim().is_empty()) else { return false };
    let clause = plain(first);
    clause.split(' ').count() <= 2 * SENTENCE
        && WORDS.outcome.answering.iter().any(|says| has_phrase(&clause, says))
        && on_the_spot(first)
}

/// A text without numbers of two parts that are shares of things and no days, and whether there were any: a thing follows them,
/// and no word before them says that a day comes.
fn without_shares(text: &str) -> (String, bool) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut kept = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let parts: Vec<&str> = word.split('/').collect();
        let number = |part: &&str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit());
        let thing = words.get(at + 1).is_some_and(|next| next.starts_with(char::is_alphabetic));
        let of_day = at.checked_sub(1).is_some_and(|before| {
            let before = written(words[before]);
            WORDS.outcome.before_day.iter().any(|says| *says == before || plain(says) == before)
        });
        if !(parts.len() == 2 && parts.iter().all(number) && thing && !of_day) {
            kept.push(*word);
        }
    }
    (kept.join(" "), kept.len() < words.len())
}

/// The last day that a text says of what is not settled: after a word like "until", or where no other word stands beside the
/// status.
pub(crate) fn until(text: &str, near: Day) -> Option<Day> {
    let text = &without_shares(text).0;
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
        // A lamp is folded like "until"; and what was done until now has no last day.
        let own = written(words[at]);
        let is_one = |says: &String| says.split(' ').next() == Some(own.as_str());
        let marked = own == plainly[at] || WORDS.outcome.until_written.iter().any(is_one);
        let here = words[at..].iter().take(3).map(|word| written(word)).collect::<Vec<_>>().join(" ");
        let so_far = WORDS.outcome.so_far.iter().any(|says| format!("{here} ").starts_with(&format!("{says} ")));
        marked && !so_far && WORDS.outcome.until.iter().any(begins)
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
    day(&Cell::text(&without_shares(&paper(text).1).0), near)
}
