//! Words as they are compared, by the tables of `data/likeness.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::{NUMBER, Objects, SYLLABLE, Word};
use crate::fold::{fold, marked};

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let file = toml::from_str(include_str!("../../../../data/likeness.toml"));
    // The file is part of the program, and a test reads it; an empty table only finds less.
    Tables::of(file.unwrap_or_default())
});

/// The longest phrase that is looked up, in syllables.
const LONGEST: usize = 7;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    said_by_all: Vec<String>,
    weak: Vec<String>,
    no_name: Vec<String>,
    before_name: Vec<String>,
    same: BTreeMap<String, String>,
    object: Vec<Object>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Object {
    kind: String,
    heads: Vec<String>,
    /// Heads that are a name where none follows.
    #[serde(default)]
    named: Vec<String>,
    #[serde(default)]
    numbered: bool,
    #[serde(default = "one")]
    words: usize,
}

fn one() -> usize {
    1
}

/// The file: by forms without marks, but for what stands around the names of objects.
#[derive(Debug)]
struct Tables {
    said_by_all: BTreeSet<String>,
    weak: BTreeSet<String>,
    no_name: Vec<String>,
    before_name: Vec<String>,
    same: BTreeMap<String, Vec<Spoken>>,
    objects: Vec<Object>,
}

impl Tables {
    fn of(file: File) -> Self {
        let folded = |list: Vec<String>| list.iter().map(|word| fold(word)).collect();
        let mut objects = file.object;
        for object in &mut objects {
            for head in object.heads.iter_mut().chain(&mut object.named) {
                *head = marked(head);
            }
        }
        let with_marks = |list: Vec<String>| list.iter().map(|word| marked(word)).collect();
        let long = |long: &String| marked(long).split(' ').map(|word| Some((word.to_owned(), fold(word)))).collect();
        Self {
            said_by_all: folded(file.said_by_all),
            weak: folded(file.weak),
            no_name: with_marks(file.no_name),
            before_name: with_marks(file.before_name),
            same: file.same.iter().map(|(short, words)| (fold(short), long(words))).collect(),
            objects,
        }
    }
}

/// The words of a text, nothing where something stood that doesn't count or a clause ends.
pub(super) fn words(text: &str, place: &str) -> Vec<Option<Word>> {
    let spoken = replaced(&split(text), |phrase| TABLES.same.get(phrase).cloned());
    // The place by its whole name, and by its name alone where that is not a single common syllable.
    let bare = place.split_once(' ').map(|(_, bare)| bare).filter(|bare| bare.contains(' '));
    let counting = replaced(&spoken, |phrase| {
        let gone = TABLES.said_by_all.contains(phrase) || phrase == place || Some(phrase) == bare;
        gone.then(|| vec![None])
    });
    counting.into_iter().map(|word| word.map(|(shown, folded)| weighed(shown, folded))).collect()
}

type Spoken = Option<(String, String)>;

fn weighed(shown: String, folded: String) -> Word {
    let weight = if TABLES.weak.contains(&folded) {
        0
    } else if is_number(&folded) {
        NUMBER
    } else {
        SYLLABLE
    };
    Word { shown, folded, weight }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

/// Words and ends of clauses; a date or a number with its points and strokes is one word.
fn split(text: &str) -> Vec<Spoken> {
    let mut words = Vec::new();
    for piece in text.split_whitespace() {
        let mut rest = piece;
        while !rest.is_empty() {
            let end = word_end(rest);
            let (word, after) = rest.split_at(end);
            if !word.is_empty() {
                let folded = fold(word);
                let bare = folded.trim_start_matches('0');
                let folded = if is_number(&folded) && !bare.is_empty() { bare.to_owned() } else { folded };
                words.push(Some((word.to_owned(), folded)));
            }
            let mark = after.chars().next();
            // A hyphen, a stroke or a point inside a word joins; anything else ends a clause.
            let joins = mark.is_some_and(|mark| matches!(mark, '-' | '/' | '.' | '_') && after.len() > mark.len_utf8());
            if mark.is_some() && !joins {
                words.push(None);
            }
            rest = mark.map_or("", |mark| &after[mark.len_utf8()..]);
        }
    }
    words
}

fn word_end(rest: &str) -> usize {
    let mut before = None;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let within = matches!(letter, '/' | '.' | ',') && digit(before) && digit(letters.peek().map(|(_, next)| *next));
        if !letter.is_alphanumeric() && !within {
            return at;
        }
        before = Some(letter);
    }
    rest.len()
}

/// Phrases by what stands for them, the longest first.
fn replaced(words: &[Spoken], stands: impl Fn(&str) -> Option<Vec<Spoken>>) -> Vec<Spoken> {
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let run = words[at..].iter().take(LONGEST).take_while(|word| word.is_some()).count();
        let found = (1..=run).rev().find_map(|length| {
            let phrase: Vec<&str> =
                words[at..at + length].iter().flatten().map(|(_, folded)| folded.as_str()).collect();
            Some((length, stands(&phrase.join(" "))?))
        });
        if let Some((length, instead)) = found {
            out.extend(instead);
            at += length;
        } else {
            out.push(words[at].clone());
            at += 1;
        }
    }
    out
}

/// The names of objects by kind: what stands behind a word such as road or plot.
pub(super) fn objects(words: &[Option<Word>]) -> Objects {
    let mut named = Objects::new();
    for at in 0..words.len() {
        for object in &TABLES.objects {
            if let Some((name, shown)) = object.name_at(&words[at..]) {
                named.entry(object.kind.as_str()).or_default().insert(name, shown);
            }
        }
    }
    named
}

impl Object {
    /// The name of such an object as it is compared, and with its head as it was typed, if the words begin with one.
    fn name_at(&self, words: &[Option<Word>]) -> Option<(String, String)> {
        let own = self.named.iter().find(|head| stands_at(words, head).is_some());
        let head = own.or(self.heads.iter().find(|head| stands_at(words, head).is_some()))?;
        let words = &words[head.split(' ').count()..];
        // As in "plot of land number 12".
        let between = |word: &&Word| TABLES.before_name.iter().any(|before| is(word, before));
        let name: Vec<&Word> = words.iter().map_while(Option::as_ref).skip_while(between).take(self.words).collect();
        let is_name = name.first().is_some_and(|first| {
            let number = is_number(&first.folded);
            if own.is_some() || self.numbered { number } else { !TABLES.no_name.iter().any(|word| is(first, word)) }
        });
        if is_name && stands_at(words, head).is_none() {
            let joined = |part: fn(&Word) -> &str| name.iter().map(|word| part(word)).collect::<Vec<_>>().join(" ");
            Some((joined(|word| &word.folded), format!("{head} {}", joined(|word| &word.shown))))
        } else {
            own.map(|head| (fold(head), head.clone()))
        }
    }
}

/// Whether the words begin with the head.
fn stands_at(words: &[Option<Word>], head: &str) -> Option<()> {
    let mut words = words.iter();
    head.split(' ').all(|part| words.next().and_then(Option::as_ref).is_some_and(|word| is(word, part))).then_some(())
}

/// Whether the word is that one: with its marks, or typed without any.
fn is(word: &Word, with_marks: &str) -> bool {
    word.shown == with_marks || (word.shown == word.folded && word.folded == fold(with_marks))
}

/// Whether two names are of one object: the same but for one letter, or one says only the beginning of a date that the other
/// says whole.
pub(super) fn one_name(one: &str, two: &str) -> bool {
    let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with('/'));
    one == two || begins(one, two) || begins(two, one) || (!is_number(one) && !is_number(two) && mistyped(one, two))
}

/// Whether one is the other with a letter left out, put in or changed, or two neighbours exchanged.
fn mistyped(one: &str, two: &str) -> bool {
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    if one.len().max(two.len()) < 3 || one.len().abs_diff(two.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(&two).take_while(|(one, two)| one == two).count();
    let (one, two) = (&one[same..], &two[same..]);
    match (one, two) {
        ([a, b, one @ ..], [c, d, two @ ..]) if a == d && b == c && one == two => true,
        ([_, rest @ ..], [_, other @ ..]) if rest == other => true,
        ([_, rest @ ..], other) | (other, [_, rest @ ..]) if rest == other => true,
        _ => false,
    }
}
