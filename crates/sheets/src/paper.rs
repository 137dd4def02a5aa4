//! What a cell of what was answered says of papers: the number of one, and to whom a matter was sent on.

use domain::day::Day;

use crate::outcome::answered;
use crate::row::SentOn;
use crate::words::{WORDS, has_phrase, plain, written};

/// Words of the name of a body: more are a sentence.
const NAME: usize = 14;

/// The number of the paper that a text names first, and the text without the numbers of papers: they hold no days.
pub(crate) fn paper(text: &str) -> (String, String) {
    let mut number = String::new();
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|letter: char| matches!(letter, ',' | ';' | '.' | '(' | ')' | ':'));
        let begins = bare.starts_with(|letter: char| letter.is_ascii_digit());
        let named = kept.last().is_some_and(|before| WORDS.outcome.number.contains(&plain(before)));
        let lettered = bare.contains(char::is_uppercase) && bare.contains(['/', '-']);
        if begins && (named && bare.contains(['/', '-']) || lettered) {
            if number.is_empty() {
                bare.clone_into(&mut number);
            }
        } else {
            kept.push(word);
        }
    }
    (number, kept.join(" "))
}

/// Whether a text, as it is compared, begins by saying that the matter was sent on to a body.
pub(crate) fn is_sent(text: &str) -> bool {
    let after = |says: &String| text.strip_prefix(says.as_str()).filter(|rest| rest.starts_with(' '));
    let Some(mut rest) = WORDS.outcome.sent.iter().find_map(after).map(str::trim_start) else { return false };
    while let Some((first, more)) = rest.split_once(' ') {
        if begins_name(rest) {
            return true;
        }
        if !WORDS.outcome.sent_over.iter().any(|says| plain(says) == first) {
            return false;
        }
        rest = more;
    }
    begins_name(rest)
}

fn begins_name(text: &str) -> bool {
    let begins = |says: &String| text.strip_prefix(says.as_str()).is_some_and(|rest| rest.starts_with(' '));
    WORDS.outcome.receivers.iter().any(begins)
}

/// To whom a text says that a matter was sent on, with the day and the number of the paper where it says them; nothing where it
/// does not begin so, or what was sent on is no matter.
pub(crate) fn sent(text: &str, near: Day) -> Option<SentOn> {
    if !is_sent(&plain(text)) {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let said = |phrase: &String| {
        let length = phrase.split(' ').count();
        (plain(&words[..length.min(words.len())].join(" ")) == *phrase).then_some(length)
    };
    let after = WORDS.outcome.sent.iter().find_map(said)?;
    let first = (after..words.len()).find(|at| !WORDS.outcome.sent_over.contains(&written(words[*at])))?;
    if !begins_name(&plain(&words[first..].join(" "))) {
        return None;
    }
    let mut name: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate().skip(first) {
        let here = words[at..].iter().take(2).map(|word| written(word)).collect::<Vec<_>>().join(" ");
        let ends = |says: &String| {
            here.strip_prefix(says.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        if !name.is_empty() && WORDS.outcome.sent_ends.iter().any(ends) || word.starts_with(['(', '–', '—']) {
            break;
        }
        // "P. Kinh tế" has a point of its own.
        let short = name.is_empty() && word.ends_with('.');
        let ends = |letter: char| matches!(letter, ',' | ';' | ':' | ')') || letter == '.' && !short;
        name.push(word.trim_end_matches(ends));
        if word.ends_with(ends) {
            break;
        }
    }
    let to = name.join(" ");
    if name.len() > NAME || has_phrase(&plain(&to), "va") && name.len() > NAME / 2 {
        return None;
    }
    Some(SentOn { to, on: answered(text, near), number: paper(text).0 })
}
