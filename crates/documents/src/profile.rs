//! Layout profiles: how the paper of a system is set on a day. Dated data with sources in `data/profiles.toml`.

mod names;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::Day;
use serde::Deserialize;

use crate::error::Error;

pub use names::{Measure, Part, Word};

/// Who issues a paper; that alone decides its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum System {
    /// A body of the State: People's Committee, its chairman, office, divisions.
    State,
    /// A body of the Party.
    Party,
    /// The Front and the socio-political organisations.
    Front,
}

/// How far a value was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// The text of the rule, or digests of it that agree.
    Read,
    /// On real papers.
    Seen,
    /// Told by others who follow the text.
    SecondHand,
    /// Proposed, to be confirmed.
    Memory,
}

/// The value of a [`Measure`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// The value, in the unit of its measure.
    pub value: u16,
    /// The least that makes a paper.
    pub least: u16,
    /// The most that makes a paper.
    pub most: u16,
    /// Where it stands.
    pub source: String,
    /// How far that was read.
    pub provenance: Provenance,
}

/// The letters of a [`Part`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "a font has four properties that are there or not")]
pub struct Face {
    /// Size in points.
    pub size: u16,
    /// The smallest size allowed.
    least: Option<u16>,
    /// The largest size allowed.
    most: Option<u16>,
    /// Bold.
    #[serde(default)]
    pub bold: bool,
    /// Italic.
    #[serde(default)]
    pub italic: bool,
    /// Underlined.
    #[serde(default)]
    pub underline: bool,
    /// In capitals.
    #[serde(default)]
    pub upper: bool,
    /// Where it stands.
    pub source: String,
    /// How far that was read.
    pub provenance: Provenance,
}

impl Face {
    /// The smallest and the largest size allowed.
    pub fn range(&self) -> (u16, u16) {
        (self.least.unwrap_or(self.size), self.most.unwrap_or(self.size))
    }
}

/// The text of a [`Word`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The word; empty where the system has none.
    pub text: String,
    /// Where it stands.
    pub source: String,
    /// How far that was read.
    pub provenance: Provenance,
}

/// How the papers of a system are laid out from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its name, kept with a paper that was made by it.
    pub id: String,
    /// Whose papers.
    pub systems: Vec<System>,
    /// The first day on which papers are made by it.
    pub valid_from: Day,
    /// The first day on which they no longer are.
    pub valid_to: Option<Day>,
    /// The text that rules it.
    pub document: String,
    based_on: Option<String>,
    taken: Option<Provenance>,
    #[serde(default)]
    measure: BTreeMap<Measure, Length>,
    #[serde(default)]
    part: BTreeMap<Part, Face>,
    #[serde(default)]
    word: BTreeMap<Word, Said>,
}

/// What a body sets where the rule was not read, or where it leaves a choice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Measures, each in its unit.
    pub measures: Vec<(Measure, u16)>,
    /// Sizes in points.
    pub sizes: Vec<(Part, u16)>,
    /// Words.
    pub words: Vec<(Word, String)>,
}

impl Profile {
    /// The profile of that name.
    pub fn named(id: &str) -> Option<&'static Self> {
        all().iter().find(|profile| profile.id == id)
    }

    /// The profile by which a body of that system makes a paper of that day.
    pub fn of(system: System, day: Day) -> Result<&'static Self, Error> {
        let fits = |profile: &&Self| profile.systems.contains(&system) && profile.in_force(day);
        all().iter().find(fits).ok_or(Error::NoProfile { system, day })
    }

    /// Whether papers of that day are made by it.
    pub fn in_force(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }

    /// The profile with a body's settings. What the rule fixes can't be set, and nothing beyond what it allows.
    pub fn adjusted(&self, settings: &Settings) -> Result<Self, Error> {
        let mut adjusted = self.clone();
        for (measure, value) in &settings.measures {
            let length = adjusted.measure.get_mut(measure).expect("every measure is in every profile");
            if !(length.least..=length.most).contains(value) {
                return Err(Error::measure_out(*measure, length.least, length.most));
            }
            length.value = *value;
        }
        for (part, size) in &settings.sizes {
            let face = adjusted.part.get_mut(part).expect("every part is in every profile");
            let (least, most) = face.range();
            if !(least..=most).contains(size) {
                return Err(Error::part_out(*part, least, most));
            }
            face.size = *size;
        }
        for (word, text) in &settings.words {
            let said = adjusted.word.get_mut(word).expect("every word is in every profile");
            if said.provenance == Provenance::Read {
                return Err(Error::fixed_word(*word));
            }
            said.text.clone_from(text);
        }
        Ok(adjusted)
    }

    /// The value of a measure, in its unit.
    pub fn measure(&self, measure: Measure) -> &Length {
        self.measure.get(&measure).expect("every measure is in every profile")
    }

    /// The letters of a part.
    pub fn face(&self, part: Part) -> &Face {
        self.part.get(&part).expect("every part is in every profile")
    }

    /// A word with its source.
    pub fn said(&self, word: Word) -> &Said {
        self.word.get(&word).expect("every word is in every profile")
    }

    /// A word; empty where the system has none.
    pub fn word(&self, word: Word) -> &str {
        &self.said(word).text
    }

    /// The number of a measure.
    pub(crate) fn number(&self, measure: Measure) -> u32 {
        u32::from(self.measure(measure).value)
    }

    /// Takes what this profile does not say itself from the one it is based on.
    fn completed(mut self, base: &Self) -> Self {
        let taken = self.taken.unwrap_or(Provenance::Memory);
        for (key, value) in &base.measure {
            let entry = self.measure.entry(*key);
            entry.or_insert_with(|| Length { provenance: taken, ..value.clone() });
        }
        for (key, value) in &base.part {
            self.part.entry(*key).or_insert_with(|| Face { provenance: taken, ..value.clone() });
        }
        for (key, value) in &base.word {
            self.word.entry(*key).or_insert_with(|| Said { provenance: taken, ..value.clone() });
        }
        self
    }
}

/// Every profile there is.
pub fn all() -> &'static [Profile] {
    static ALL: LazyLock<Vec<Profile>> = LazyLock::new(read);
    &ALL
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    profile: Vec<Profile>,
}

fn read() -> Vec<Profile> {
    let file: File = toml::from_str(include_str!("../data/profiles.toml")).expect("the profiles are read by a test");
    let mut profiles: Vec<Profile> = Vec::with_capacity(file.profile.len());
    for profile in file.profile {
        let base = profile.based_on.as_ref().and_then(|id| profiles.iter().find(|one| one.id == *id)).cloned();
        profiles.push(match base {
            Some(base) => profile.completed(&base),
            None => profile,
        });
    }
    profiles
}
