//! Finding units by what people type: the beginning of a name or of any of its words, with or without marks, blanks,
//! hyphens and apostrophes, with i or y, and under the spellings that other lists use.

use std::sync::LazyLock;

use super::{Level, Unit, Units, units};
use crate::day::Day;
use crate::fold::{fold, marked};
use crate::key::title_key;

/// Where the words of names begin.
struct Index {
    /// Names in their plainest form, each after a line break, which nothing that is typed holds.
    text: String,
    /// Where a word begins in the text, and the unit's place in the table.
    words: Vec<(u32, u16)>,
}

static INDEX: LazyLock<Index> =
    LazyLock::new(|| Index::new(units(), include_str!("../../../../data/name_variants.csv")));

impl Index {
    fn new(units: &Units, variants: &str) -> Self {
        let mut index = Self { text: String::with_capacity(400_000), words: Vec::with_capacity(64_000) };
        for (place, unit) in units.all.iter().enumerate() {
            index.add(unit.name, place);
        }
        // code,valid_from,name,variant,kind,source
        for line in variants.lines().skip(1) {
            let values: Vec<&str> = line.split(',').collect();
            let [code, from, name, variant, ..] = values[..] else { continue };
            if plainest(variant) == plainest(name) {
                continue;
            }
            let from = Day::parse_iso(from).unwrap_or(Day::FLOOR);
            let named = |unit: &Unit| unit.level == Level::Commune && unit.code == code;
            for (place, unit) in units.all.iter().enumerate() {
                if named(unit) && (unit.name == name || unit.from == from) {
                    index.add(variant, place);
                }
            }
        }
        index
    }

    fn add(&mut self, name: &str, place: usize) {
        self.text.push('\n');
        let place = u16::try_from(place).expect("there are fewer units than 65,536");
        for word in fold(name).split(' ') {
            let begin = u32::try_from(self.text.len()).expect("all names together are short");
            self.words.push((begin, place));
            self.text.push_str(&plainest(word));
        }
    }

    /// The units that have a name with a word beginning with `plain`, each once.
    fn beginning_with(&self, plain: &str) -> Vec<u16> {
        let begins = |begin: u32| self.text[begin as usize..].starts_with(plain);
        let mut found: Vec<u16> = self.words.iter().filter(|word| begins(word.0)).map(|word| word.1).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Letters and figures alone, without marks, every y as i.
fn plainest(text: &str) -> String {
    let letters = fold(text);
    letters.chars().filter(|letter| letter.is_alphanumeric()).map(|l| if l == 'y' { 'i' } else { l }).collect()
}

impl Units {
    /// The units in force on a day whose name, or any word of it, begins with what was typed, at most `limit`.
    ///
    /// Those with the very marks that were typed come first, then those whose name begins with it, then by name. After
    /// a comma stands the beginning of the name of a unit it lies in: `xuan hoa, phu tho`.
    pub fn find(&'static self, typed: &str, on: Day, level: Option<Level>, limit: usize) -> Vec<&'static Unit> {
        let mut parts = typed.split(',').filter(|part| !plainest(part).is_empty());
        let Some(name) = parts.next() else { return Vec::new() };
        let around: Vec<Vec<u16>> = parts.map(|part| INDEX.beginning_with(&plainest(part))).collect();
        let (with_marks, plain) = (marked(name), plainest(name));
        let mut hits: Vec<_> = INDEX
            .beginning_with(&plain)
            .into_iter()
            .map(|place| &self.all[usize::from(place)])
            .filter(|unit| unit.is_in_force(on) && level.is_none_or(|level| level == unit.level))
            .filter(|unit| around.iter().all(|places| self.lies_in(unit, on, places)))
            .map(|unit| {
                let own = marked(unit.name);
                let other_marks = !own.starts_with(&with_marks) && !own.contains(&format!(" {with_marks}"));
                let within = ![unit.name, unit.bare].iter().any(|name| plainest(name).starts_with(&plain));
                ((other_marks, within, title_key(unit.bare), unit.level, unit.code), unit)
            })
            .collect();
        hits.sort_by(|a, b| a.0.cmp(&b.0));
        hits.into_iter().take(limit).map(|(_, unit)| unit).collect()
    }

    fn lies_in(&self, unit: &Unit, on: Day, places: &[u16]) -> bool {
        let mut above = self.parent(unit, on);
        while let Some(unit) = above {
            let place = self.place(unit).and_then(|place| u16::try_from(place).ok());
            if place.is_some_and(|place| places.binary_search(&place).is_ok()) {
                return true;
            }
            above = self.parent(unit, on);
        }
        false
    }
}
