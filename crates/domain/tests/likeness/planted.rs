//! Repeats and near misses, put together from the vocabulary by numbers that only look like chance.

use std::collections::BTreeMap;

use domain::likeness::Matter;
use serde::Deserialize;

/// What `tests/likeness.toml` says.
#[derive(Deserialize)]
pub(super) struct File {
    chosen: Ways,
    measured: Ways,
    near: Vec<Near>,
}

/// Ways of saying the same anew.
#[derive(Deserialize)]
struct Ways {
    openings: Vec<String>,
    closings: Vec<String>,
    added: Vec<String>,
    swaps: Vec<(String, String)>,
    away: Vec<Away>,
}

#[derive(Deserialize)]
struct Away {
    of: String,
    said: String,
}

#[derive(Deserialize)]
struct Near {
    pair: (String, String),
}

#[derive(Deserialize)]
struct Vocabulary {
    templates: Vec<Templates>,
    parts: Parts,
    slots: Slots,
    abbreviations: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Templates {
    field: String,
    text: Vec<String>,
}

#[derive(Deserialize)]
struct Parts {
    openings: Vec<String>,
    closings: Vec<String>,
}

#[derive(Deserialize)]
struct Slots {
    list: BTreeMap<String, Vec<String>>,
    int: BTreeMap<String, (u64, u64)>,
}

/// Two matters of one place and field.
pub(super) struct Pair {
    pub(super) field: String,
    pub(super) place: String,
    pub(super) one: String,
    pub(super) two: String,
}

impl Pair {
    pub(super) fn read(&self) -> (Matter, Matter) {
        let read = |said: &str| Matter::new(said, &self.field, &self.place);
        (read(&self.one), read(&self.two))
    }
}

/// Slots that say which object it is about.
const OBJECTS: [&str; 7] = ["xom", "song", "duong", "cong_trinh", "so_thua", "so_to", "ngay"];

/// The step of `splitmix64`.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n as u64).unwrap()
    }

    fn percent(&mut self, often: usize) -> bool {
        self.below(100) < often
    }

    fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// One half of the sentences and of the names of objects, with one half of the ways of saying them anew.
pub(super) struct Planted {
    vocabulary: Vocabulary,
    ways: Ways,
    near: Vec<Near>,
    /// Field and sentence.
    sentences: Vec<(String, String)>,
    chance: Chance,
    measured: bool,
}

impl Planted {
    /// The half by which the threshold was chosen, or the one that is measured.
    pub(super) fn new(measured: bool) -> Self {
        let vocabulary: Vocabulary = toml::from_str(include_str!("../../../../data/vocabulary.toml")).unwrap();
        let File { chosen, measured: other, near } = toml::from_str(include_str!("../likeness.toml")).unwrap();
        let all =
            vocabulary.templates.iter().flat_map(|one| one.text.iter().map(|text| (one.field.clone(), text.clone())));
        let half = all.enumerate().filter(|(no, _)| (no % 2 == 1) == measured).map(|(_, sentence)| sentence);
        let sentences = half.collect();
        let ways = if measured { other } else { chosen };
        Self { sentences, vocabulary, ways, near, chance: Chance(u64::from(measured)), measured }
    }

    /// One matter, and the same said anew.
    pub(super) fn repeat(&mut self) -> Pair {
        let (field, sentence) = self.chance.one(&self.sentences).clone();
        let values = self.values();
        let one = self.told(&fill(&sentence, &values));
        let two = fill(&self.reordered(&sentence), &self.remembered(&values));
        let two = self.again(two);
        Pair { field, place: values["thon"].clone(), one, two }
    }

    /// One matter, and the same in other words altogether.
    pub(super) fn away(&mut self) -> Pair {
        let at = self.chance.below(self.ways.away.len());
        let Away { of, said } = &self.ways.away[at];
        let all = self.vocabulary.templates.iter();
        let mut all = all.flat_map(|one| one.text.iter().map(|text| (one.field.clone(), text.clone())));
        let (field, sentence) = all.find(|(_, text)| text.starts_with(of.as_str())).unwrap_or_else(|| panic!("{of}"));
        let said = said.clone();
        let values = self.values();
        let one = self.told(&fill(&sentence, &values));
        let two = fill(&said, &self.remembered(&values));
        let two = self.again(two);
        Pair { field, place: values["thon"].clone(), one, two }
    }

    /// Two matters of one place and branch of fields.
    pub(super) fn other_matter(&mut self) -> Pair {
        loop {
            let (field, sentence) = self.chance.one(&self.sentences).clone();
            let (second, other) = self.chance.one(&self.sentences).clone();
            if sentence != other && field[..2] == second[..2] {
                let values = self.values();
                let one = self.told(&fill(&sentence, &values));
                let two = self.again(fill(&other, &values));
                return Pair { field, place: values["thon"].clone(), one, two };
            }
        }
    }

    /// The same sentence about another object.
    pub(super) fn other_object(&mut self) -> Pair {
        loop {
            let (field, sentence) = self.chance.one(&self.sentences).clone();
            let slots = OBJECTS.iter().filter(|slot| sentence.contains(&format!("{{{slot}}}")));
            let slots: Vec<&str> = slots.copied().collect();
            let values = self.values();
            let mut others = self.values();
            others.insert("thon".to_owned(), values["thon"].clone());
            if !slots.is_empty() && slots.iter().all(|slot| values[*slot] != others[*slot]) {
                let one = self.told(&fill(&sentence, &values));
                let two = self.again(fill(&sentence, &others));
                return Pair { field, place: values["thon"].clone(), one, two };
            }
        }
    }

    /// Nearly the same words about something else, written by hand.
    pub(super) fn near(&mut self) -> Pair {
        let at = self.chance.below(self.near.len());
        let (one, two) = self.near[at].pair.clone();
        let values = self.values();
        let (one, two) = (self.told(&fill(&one, &values)), self.again(fill(&two, &values)));
        Pair { field: String::new(), place: values["thon"].clone(), one, two }
    }

    fn values(&mut self) -> BTreeMap<String, String> {
        let mut values = BTreeMap::new();
        for (slot, list) in &self.vocabulary.slots.list {
            let half: Vec<&String> = list.iter().skip(usize::from(self.measured)).step_by(2).collect();
            values.insert(slot.clone(), (*self.chance.one(&half)).clone());
        }
        for (slot, (least, most)) in &self.vocabulary.slots.int {
            let number = *least + self.chance.below(usize::try_from(most - least + 1).unwrap()) as u64;
            values.insert(slot.clone(), number.to_string());
        }
        let other = values["so_thua"].parse::<u64>().unwrap() + 7;
        values.insert("so_thua2".to_owned(), other.to_string());
        values.insert("thon".to_owned(), format!("{} {}", values["thon_loai"], values["thon_ten"]));
        values.insert("ten_xa".to_owned(), "xã Bến Sen".to_owned());
        values.insert("ten_don_vi".to_owned(), "Ủy ban nhân dân xã Bến Sen".to_owned());
        values
    }

    /// How many there are is remembered differently, which one it is isn't.
    fn remembered(&mut self, values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut others = values.clone();
        if self.chance.percent(60) {
            let drawn = self.values();
            let counts = |slot: &str| slot.starts_with("so_") && !slot.starts_with("so_t") || slot == "dien_tich";
            others.extend(drawn.into_iter().filter(|(slot, _)| counts(slot)));
        }
        others
    }

    /// As the generator says it.
    fn told(&mut self, said: &str) -> String {
        let opening = self.chance.one(&self.vocabulary.parts.openings).clone();
        let closing = self.chance.one(&self.vocabulary.parts.closings).clone();
        let values = self.values();
        format!("{} {said} {}", fill(&opening, &values).replace(&values["thon"], "thôn"), fill(&closing, &values))
    }

    /// The clauses of a sentence in another order, of three or more perhaps one forgotten.
    fn reordered(&mut self, sentence: &str) -> String {
        let mut clauses: Vec<&str> = sentence.trim_end_matches('.').split(", ").collect();
        if clauses.len() > 2 && self.chance.percent(30) {
            let gone = self.chance.below(clauses.len());
            clauses.remove(gone);
        }
        if self.chance.percent(60) {
            clauses.rotate_left(1);
        }
        clauses.join(", ") + "."
    }

    /// Said by somebody else: other courtesy, other words here and there, more said, short forms, errors, without marks.
    fn again(&mut self, said: String) -> String {
        let mut said = said;
        for (word, other) in &self.ways.swaps {
            if self.chance.percent(50) {
                said = said.replace(word.as_str(), other);
            }
        }
        for (short, long) in &self.vocabulary.abbreviations {
            if self.chance.percent(50) {
                said = said.replace(long.as_str(), short);
            }
        }
        let ways = &self.ways;
        let mut parts = vec![self.chance.one(&ways.openings).clone(), said];
        if self.chance.percent(60) {
            let at = 1 + self.chance.below(2);
            parts.insert(at, self.chance.one(&ways.added).clone());
        }
        parts.push(self.chance.one(&ways.closings).clone());
        let mut text = parts.join(" ");
        for _ in 0..self.chance.below(4) {
            text = self.mistyped(&text);
        }
        if self.chance.percent(30) { domain::fold(&text) } else { text }
    }

    /// One word with a letter left out, doubled, or changed with its neighbour.
    fn mistyped(&mut self, text: &str) -> String {
        let mut words: Vec<Vec<char>> = text.split(' ').map(|word| word.chars().collect()).collect();
        let at = self.chance.below(words.len());
        let word = &mut words[at];
        if word.len() > 2 && word.iter().all(|letter| letter.is_alphabetic()) {
            let letter = self.chance.below(word.len() - 1);
            match self.chance.below(3) {
                0 => drop(word.remove(letter)),
                1 => word.insert(letter, word[letter]),
                _ => word.swap(letter, letter + 1),
            }
        }
        let words: Vec<String> = words.into_iter().map(String::from_iter).collect();
        words.join(" ")
    }
}

fn fill(template: &str, values: &BTreeMap<String, String>) -> String {
    let mut text = template.to_owned();
    for (slot, value) in values {
        text = text.replace(&format!("{{{slot}}}"), value);
    }
    assert!(!text.contains('{'), "{text}");
    text
}
