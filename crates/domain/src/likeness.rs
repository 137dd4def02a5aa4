//! How alike what two people raised is, by their words: for proposing that it is the same matter, never for deciding it.
//!
//! Read without marks. What everybody says (courtesy, words of offices) counts nothing, and neither does the name of
//! the place, which both have; short forms are read as what they stand for (`data/likeness.toml`). What is left is
//! compared as syllables and as pairs of neighbours, so that order matters little. Two that name different objects of
//! one kind (another road, another plot of land) count for a quarter. How good that is stands in `docs/likeness.md`.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use crate::fold::{fold, marked};

/// From this many in a hundred on, two matters are proposed as the same. Chosen on half of the sentences of the
/// vocabulary; measured on the others.
pub const PROPOSED: u32 = 33;

/// By what the likeness of two that name different objects is divided.
const KEPT_APART: u32 = 4;

/// Weight of a syllable; of a number, which people remember differently.
const SYLLABLE: u32 = 2;
const NUMBER: u32 = 1;
/// Weight of two neighbours that both say something; of those of which one does.
const PAIR: u32 = 3;
const HALF_PAIR: u32 = 1;
/// Less than this is too little said to be contained in something, about four syllables and their pairs.
const LITTLE: u32 = 18;

/// Where two matters are, the one as seen from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the same place.
    Same,
    /// One at a place that took the place of the other's, such as a commune after a merger.
    Predecessor,
    /// Elsewhere.
    Other,
}

/// What somebody raised, read once for comparing it with others.
#[derive(Clone, Debug)]
pub struct Matter {
    field: String,
    words: Vec<Option<Word>>,
    /// Syllables and pairs, with what they weigh.
    weights: BTreeMap<String, u32>,
    objects: Objects,
}

/// Objects by kind: the names as they are compared, and as they were typed.
type Objects = BTreeMap<&'static str, BTreeMap<String, String>>;

/// A syllable: as it was typed, small, and as it is compared.
#[derive(Clone, Debug)]
struct Word {
    shown: String,
    folded: String,
    weight: u32,
}

/// How alike two matters are, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// From 0 to 100; 0 where place or field keep them apart.
    pub percent: u32,
    /// The words that both have, in runs, as the first says them.
    pub common: Vec<String>,
    /// Objects of one kind that they name differently, the first one's before the second's.
    pub apart: Vec<(String, String)>,
}

impl Likeness {
    /// Whether somebody is asked whether it is the same.
    pub fn is_proposed(&self) -> bool {
        self.percent >= PROPOSED
    }
}

impl Matter {
    /// Reads what was raised, with or without marks, of a field (its code, empty where it has none yet) at a place of
    /// that name (its kind first, may be empty), which doesn't count as a word.
    pub fn new(said: &str, field: &str, place: &str) -> Self {
        let words = read::words(&marked(said), &fold(place));
        let mut weights = BTreeMap::new();
        for word in words.iter().flatten().filter(|word| word.weight > 0) {
            weights.insert(word.folded.clone(), word.weight);
        }
        for pair in words.windows(2) {
            if let [Some(one), Some(other)] = pair {
                let weight = match (one.weight, other.weight) {
                    (SYLLABLE, SYLLABLE) => PAIR,
                    (SYLLABLE, 0) | (0, SYLLABLE) => HALF_PAIR,
                    _ => continue,
                };
                weights.insert(format!("{} {}", one.folded, other.folded), weight);
            }
        }
        let objects = read::objects(&words);
        Self { field: field.to_owned(), words, weights, objects }
    }

    /// How alike this and another one are. The same from both sides but for the spelling of the words.
    pub fn likeness(&self, other: &Self, place: Place) -> Likeness {
        if place == Place::Other || !fields_meet(&self.field, &other.field) {
            return Likeness { percent: 0, common: Vec::new(), apart: Vec::new() };
        }
        let sum = |matter: &Self| matter.weights.values().sum::<u32>();
        let common =
            self.weights.iter().filter(|(key, _)| other.weights.contains_key(*key)).map(|(_, w)| w).sum::<u32>();
        let (one, two) = (sum(self), sum(other));
        let contained = 100 * common / one.min(two).max(LITTLE);
        let shared = 200 * common / (one + two).max(LITTLE);
        let apart = self.apart(other);
        let percent = contained.midpoint(shared).min(100);
        let percent = if apart.is_empty() { percent } else { percent / KEPT_APART };
        Likeness { percent, common: self.runs(other), apart }
    }

    fn apart(&self, other: &Self) -> Vec<(String, String)> {
        let both = self.objects.iter().filter_map(|(kind, names)| Some((names, other.objects.get(kind)?)));
        both.filter(|(ours, theirs)| !ours.keys().any(|one| theirs.keys().any(|two| read::one_name(one, two))))
            .filter_map(|(ours, theirs)| Some((ours.values().next()?.clone(), theirs.values().next()?.clone())))
            .collect()
    }

    /// The runs of words that the other has as well, each once, without weak ones at their ends.
    fn runs(&self, other: &Self) -> Vec<String> {
        let theirs: BTreeSet<&str> = other.words.iter().flatten().map(|word| word.folded.as_str()).collect();
        let mut runs: Vec<String> = Vec::new();
        let shared = |word: &Option<Word>| word.as_ref().is_some_and(|word| theirs.contains(word.folded.as_str()));
        for run in self.words.chunk_by(|one, two| shared(one) && shared(two)).filter(|run| run.iter().all(shared)) {
            let words: Vec<&Word> = run.iter().flatten().collect();
            let Some(first) = words.iter().position(|word| word.weight > 0) else { continue };
            let last = words.iter().rposition(|word| word.weight > 0).unwrap_or(first);
            let said = words[first..=last].iter().map(|word| word.shown.as_str()).collect::<Vec<_>>().join(" ");
            if !runs.contains(&said) {
                runs.push(said);
            }
        }
        runs
    }
}

/// Whether fields may be those of one matter: the same branch, as people sort one matter here or there in it, or not sorted yet.
fn fields_meet(one: &str, other: &str) -> bool {
    let branch = |code: &str| code.split('.').next().unwrap_or_default().to_owned();
    one.is_empty() || other.is_empty() || branch(one) == branch(other)
}
