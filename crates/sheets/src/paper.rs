//! What a cell of what was answered says of papers: the number of one, and to whom a matter was sent on.

use domain::day::Day;

use crate::outcome::answered;
use crate::row::{SentOn, Status};
use crate::words::{WORDS, has_phrase, plain, written};

/// Words of the name of a body: more are a sentence.
const NAME: usize = 14;

/// The longest number of a paper, in letters.
const NUMBER: usize = 60;

/// The number of the paper that the first clause of a text names, and the text without the numbers of papers: they hold no
/// days.
pub(crate) fn paper(text: &str) -> (String, String) {
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let bare = bare(word);
        let begins = bare.starts_with(|letter: char| letter.is_ascii_digit());
        let named = kept.last().is_some_and(|before| WORDS.outcome.number.contains(&plain(before)));
        if !(begins && (named && bare.contains(['/', '-']) || is_lettered(bare))) {
            kept.push(word);
        }
    }
    (number(text), kept.join(" "))
}

fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| matches!(letter, ',' | ';' | '.' | '(' | ')' | ':'))
}

fn is_lettered(word: &str) -> bool {
    word.contains(char::is_uppercase) && word.contains(['/', '-'])
}

fn is_numeric(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

/// Whether a word ends a clause; "P." and "số:" do not.
fn ends_clause(word: &str) -> bool {
    let short = || bare(word).chars().count() <= 3 && bare(word).chars().all(char::is_uppercase);
    word.ends_with([',', ';', ')'])
        || word.ends_with(':') && !WORDS.outcome.number.contains(&plain(word))
        || word.ends_with('.') && !short()
}

fn begins_clause(word: &str) -> bool {
    word.starts_with(['(', '–', '—']) || word == "-"
}

/// The number directly behind the word of a paper, in the first clause; that of a law, a plot or a house is none.
fn number(text: &str) -> String {
    let mut before: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if !before.is_empty() && begins_clause(word) {
            break;
        }
        let bare = bare(word);
        let named = before.last().is_some_and(|last| WORDS.outcome.number.contains(last));
        let fits = bare.contains(['/', '-']) && (named || is_lettered(bare)) && bare.chars().count() <= NUMBER;
        if is_numeric(bare) && fits && behind_paper(&before) {
            return bare.to_owned();
        }
        before.push(plain(bare));
        if ends_clause(word) {
            break;
        }
    }
    String::new()
}

/// Whether words end with that of a paper, or with a state that names one.
fn behind_paper(before: &[String]) -> bool {
    let is_number = |word: &String| WORDS.outcome.number.contains(word);
    let upto = before.len() - usize::from(before.last().is_some_and(is_number));
    let said = format!(" {}", before[..upto].join(" "));
    let ends = |says: &str| {
        let last = says.rsplit_once(' ').filter(|(_, last)| WORDS.outcome.number.iter().any(|it| it == last));
        let says = last.map_or(says, |(says, _)| says);
        said.ends_with(&format!(" {says}"))
    };
    let names_one = |says: &str| WORDS.outcome.papers.iter().any(|paper| has_phrase(says, paper));
    WORDS.outcome.papers.iter().any(|says| ends(says))
        || WORDS.status.iter().any(|(says, _)| names_one(says) && ends(says))
}

/// What follows the paper with which a clause says that a matter was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// Only its number, its day, who signed it and who raised the matter, to whom it went.
    Signed,
    /// It went to another body, or asks somebody for something.
    Asks,
    /// Anything else.
    Other,
}

/// What follows the paper with which a clause says first that a matter was answered; nothing where it does not begin so.
pub(crate) fn after_paper(clause: &str) -> Option<After> {
    let words: Vec<&str> = clause.split_whitespace().collect();
    let is_paper = |says: &str| WORDS.outcome.papers.iter().any(|paper| paper == says);
    let begins = |upto: &usize| {
        let said = plain(&words[..*upto].join(" "));
        WORDS.status.iter().filter(|(_, is)| is.is_settled()).any(|(says, _)| {
            let rest = said.strip_prefix(says.as_str());
            match rest {
                Some("") => says.contains(' ') && WORDS.outcome.papers.iter().any(|paper| has_phrase(says, paper)),
                Some(rest) => says.contains(' ') && rest.strip_prefix(' ').is_some_and(is_paper),
                None => false,
            }
        })
    };
    // The longest that fits.
    let from = (1..=words.len().min(NAME)).rev().find(begins)?;
    let explained = {
        let said = plain(&words[..from].join(" "));
        let begins = |says: &str| format!("{said} ").starts_with(&format!("{says} "));
        WORDS.status.iter().any(|(says, is)| *is == Status::Explained && says.contains(' ') && begins(says))
    };
    let rest = &words[from..];
    let said = said(&rest.join(" "));
    let numbered = rest.get(1).is_some_and(|next| is_numeric(next));
    let asks = (0..said.len()).any(|at| any_at(&said, at, &WORDS.outcome.asks));
    if asks || !numbered && any_at(&said, 0, &WORDS.outcome.bodies_written) || goes_to_a_body(&said) {
        return Some(After::Asks);
    }
    Some(if explained && is_signed(rest) { After::Signed } else { After::Other })
}

/// Whether nothing follows a paper but its number, its day, who signed it and who raised the matter.
fn is_signed(rest: &[&str]) -> bool {
    let marks = &WORDS.marks;
    for (at, word) in rest.iter().enumerate() {
        let word = bare(word);
        if is_numeric(word) || word.starts_with('/') {
            continue;
        }
        let here = said(&rest[at..].join(" "));
        if any_at(&here, 0, &WORDS.outcome.signers) || any_at(&here, 0, &WORDS.outcome.persons) {
            return true;
        }
        if any_at(&here, 0, &WORDS.outcome.towards) && any_at(&here, 1, &WORDS.outcome.persons) {
            return true;
        }
        let says = plain(word);
        let counts = [&marks.day, &marks.month, &marks.year, &WORDS.outcome.number].iter().any(|it| it.contains(&says));
        if !(counts && rest.get(at + 1).is_some_and(|next| is_numeric(bare(next)))) {
            return false;
        }
    }
    true
}

/// Whether a text asks another body for something, or says that a paper went to one.
pub(crate) fn asks_a_body(text: &str) -> bool {
    let said = said(text);
    let asks = |at: usize| {
        WORDS.outcome.asks.iter().any(|says| {
            let next = at + says.split(' ').count();
            phrase_at(&said, at, says) && any_at(&said, next, &WORDS.outcome.bodies_written)
        })
    };
    (0..said.len()).any(asks) || goes_to_a_body(&said)
}

fn goes_to_a_body(said: &[String]) -> bool {
    let to_a_person = |at: usize| any_at(said, at, &WORDS.outcome.persons);
    (0..said.len()).any(|at| {
        any_at(said, at, &WORDS.outcome.towards)
            && !to_a_person(at + 1)
            && any_at(said, at + 1, &WORDS.outcome.bodies_written)
    })
}

/// The words of a text as they are written.
fn said(text: &str) -> Vec<String> {
    written(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn any_at(said: &[String], at: usize, list: &[String]) -> bool {
    list.iter().any(|says| phrase_at(said, at, says))
}

/// Whether a phrase stands at a place among words; a word without marks is that with them.
fn phrase_at(said: &[String], at: usize, says: &str) -> bool {
    let is = |(at, says): (usize, &str)| {
        said.get(at).is_some_and(|word| word == says || *word == plain(word) && *word == plain(says))
    };
    says.split(' ').enumerate().all(|(further, says)| is((at + further, says)))
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
    let mut after: &[&str] = &[];
    for (at, word) in words.iter().enumerate().skip(first) {
        let here = words[at..].iter().take(2).map(|word| written(word)).collect::<Vec<_>>().join(" ");
        let ends = |says: &String| {
            here.strip_prefix(says.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        if !name.is_empty() && WORDS.outcome.sent_ends.iter().any(ends) || begins_clause(word) {
            after = &words[at..];
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
    let paper_of = sending(after);
    Some(SentOn { to, on: answered(&paper_of, near), number: number(&paper_of) })
}

/// What stands directly behind the name of a receiver and says on which day and with what paper it was sent: a last day, and what
/// that body did, are not of it.
fn sending(after: &[&str]) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let is_of_paper = |word: &str| {
        let says = plain(word);
        let marks = &WORDS.marks;
        let of_paper = |it: &String| it.split(' ').any(|it| it == says);
        is_numeric(bare(word))
            || [&marks.day, &marks.month, &marks.year, &WORDS.outcome.number].iter().any(|list| list.contains(&says))
            || WORDS.outcome.papers.iter().any(of_paper)
            || WORDS.outcome.before_sent_day.contains(&written(word))
    };
    for word in after {
        if begins_clause(word) || !is_of_paper(word) {
            break;
        }
        kept.push(word);
        if ends_clause(word) {
            break;
        }
    }
    kept.join(" ")
}
