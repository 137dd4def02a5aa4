//! The sentences of generated cases: templates of `data/vocabulary.toml` with their places filled in, and what
//! `data/generated.toml` adds.

use std::collections::BTreeMap;

use domain::day::Day;
use domain::event::Kind;
use serde::Deserialize;

use super::chance::Chance;

/// Everything that is said.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) own: Own,
    sentences: Vec<Sentence>,
    /// The letter of each kind, the kind, and how often it is.
    kinds: Vec<(char, Kind, u64)>,
    openings: Vec<String>,
    closings: Vec<String>,
    answers: Vec<String>,
    lists: BTreeMap<String, Vec<String>>,
    ranges: BTreeMap<String, (i64, i64)>,
    names: Names,
}

/// What `data/generated.toml` says; `{}` stands for the place or the number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Own {
    /// What stands behind each invented name.
    pub(super) simulated: String,
    pub(super) login: String,
    pub(super) commune_login: String,
    pub(super) typist: String,
    pub(super) province_committee: String,
    pub(super) outside: String,
    pub(super) party: String,
    pub(super) committee: String,
    pub(super) division: String,
    pub(super) front: String,
    pub(super) turn_contact: String,
    pub(super) letter_number: String,
    pub(super) paper_number: String,
    /// Words of a sentence that is not used: what it is about is kept in another register.
    pub(super) elsewhere: Vec<String>,
    pub(super) titles: Vec<String>,
    pub(super) topics: Vec<String>,
    pub(super) struck: Vec<String>,
    pub(super) merged: Vec<String>,
    pub(super) reopened: Vec<String>,
    pub(super) ended: Vec<String>,
    pub(super) sent_on: Vec<String>,
    pub(super) ordered: Vec<String>,
    pub(super) offered: Vec<String>,
    pub(super) returned: Vec<String>,
    pub(super) confirmed: Vec<String>,
    pub(super) corrected: Vec<String>,
    pub(super) extended: Vec<String>,
    pub(super) grounds: Vec<String>,
    pub(super) progress: Vec<String>,
    pub(super) evidence: Vec<String>,
    pub(super) proofs: Vec<String>,
    pub(super) agreed: Vec<String>,
    pub(super) not_agreed: Vec<String>,
}

#[derive(Debug)]
struct Sentence {
    field: String,
    kinds: String,
    text: String,
}

#[derive(Debug, Deserialize)]
struct File {
    kind: Vec<KindOf>,
    templates: Vec<Templates>,
    parts: Parts,
    slots: Slots,
    names: Names,
}

/// How often what is raised is of a kind.
#[derive(Debug, Deserialize)]
struct KindOf {
    code: String,
    weight: u64,
}

/// The letter of a kind in the templates, its code, and what it is here; what is kept in a register of its own is left out.
const KINDS: [(char, &str, Kind); 3] =
    [('k', "kien_nghi", Kind::Recommendation), ('p', "phan_anh", Kind::Feedback), ('n', "khieu_nai", Kind::Complaint)];

#[derive(Debug, Deserialize)]
struct Templates {
    field: String,
    kinds: String,
    text: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Parts {
    openings: Vec<String>,
    closings: Vec<String>,
    answers: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Slots {
    list: BTreeMap<String, Vec<String>>,
    int: BTreeMap<String, (i64, i64)>,
}

#[derive(Debug, Deserialize)]
struct Names {
    family: Vec<String>,
    family_weights: Vec<u64>,
    middle_male: Vec<String>,
    middle_female: Vec<String>,
    given_male: Vec<String>,
    given_female: Vec<String>,
}

/// Where and when something is said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) village: &'a str,
    pub(super) commune: &'a str,
    pub(super) body: &'a str,
    pub(super) on: Day,
}

/// One matter, in somebody's words.
#[derive(Debug)]
pub(super) struct Matter {
    pub(super) words: String,
    pub(super) field: String,
    pub(super) kind: Kind,
}

impl Words {
    pub(super) fn read() -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(include_str!("../../../../data/vocabulary.toml"))?;
        let own: Own = toml::from_str(include_str!("../../../../data/generated.toml"))?;
        let mut sentences = Vec::new();
        for Templates { field, kinds, text } in file.templates {
            let here = |text: &String| !own.elsewhere.iter().any(|word| text.contains(word.as_str()));
            sentences.extend(text.into_iter().filter(here).map(|text| Sentence {
                field: field.clone(),
                kinds: kinds.clone(),
                text,
            }));
        }
        let Parts { openings, closings, answers } = file.parts;
        let (lists, ranges) = (file.slots.list, file.slots.int);
        let weight = |code: &str| file.kind.iter().find(|kind| kind.code == code).map_or(0, |kind| kind.weight);
        let kinds = KINDS.map(|(letter, code, kind)| (letter, kind, weight(code))).into();
        Ok(Self { own, sentences, kinds, openings, closings, answers, lists, ranges, names: file.names })
    }

    /// What somebody raises.
    pub(super) fn matter(&self, chance: &mut Chance, said: Said<'_>) -> Matter {
        let sentence = chance.one(&self.sentences);
        let fitting: Vec<_> = self.kinds.iter().filter(|(letter, ..)| sentence.kinds.contains(*letter)).collect();
        let weights: Vec<u64> = fitting.iter().map(|(.., weight)| *weight).collect();
        let kind = chance.weighed(&fitting, &weights).1;
        let parts = [chance.one(&self.openings), &sentence.text, chance.one(&self.closings)];
        let parts = parts.map(|part| self.fill(chance, part, said));
        let words = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
        Matter { words, field: sentence.field.clone(), kind }
    }

    /// What is answered.
    pub(super) fn answer(&self, chance: &mut Chance, said: Said<'_>) -> String {
        let answer = chance.one(&self.answers);
        self.fill(chance, answer, said)
    }

    /// The name of nobody, marked so.
    pub(super) fn name(&self, chance: &mut Chance) -> String {
        let names = &self.names;
        let (middle, given) = if chance.percent(50) {
            (&names.middle_male, &names.given_male)
        } else {
            (&names.middle_female, &names.given_female)
        };
        let family = chance.weighed(&names.family, &names.family_weights);
        format!("{family} {} {} {}", chance.one(middle), chance.one(given), self.own.simulated)
    }

    /// The name of a village that is not among those there are.
    pub(super) fn village(&self, chance: &mut Chance, there: &[(u64, String)]) -> String {
        let (kinds, names) = (&self.lists["thon_loai"], &self.lists["thon_ten"]);
        loop {
            let name = format!("{} {}", chance.one(kinds), chance.one(names));
            let name = capitalised(&name);
            if !there.iter().any(|(_, known)| *known == name) {
                return name;
            }
        }
    }

    /// Fills in the places of a template, from left to right.
    pub(super) fn fill(&self, chance: &mut Chance, template: &str, said: Said<'_>) -> String {
        let mut text = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((slot, after)) = after.split_once('}') else { break };
            text.push_str(before);
            match slot {
                "thon" => text.push_str(&uncapitalised(said.village)),
                "ten_xa" => text.push_str(said.commune),
                "ten_don_vi" => text.push_str(said.body),
                _ => text.push_str(&self.slot(chance, slot, said.on)),
            }
            rest = after;
        }
        text.push_str(rest);
        capitalised(&text)
    }

    fn slot(&self, chance: &mut Chance, slot: &str, on: Day) -> String {
        if let Some(list) = self.lists.get(slot) {
            return chance.one(list).clone();
        }
        let Some((least, most)) = self.ranges.get(slot).copied() else { return String::new() };
        let year = slot == "nam" || slot == "nam_xa";
        let most = if year { most.min(i64::from(on.year())) } else { most };
        let number = chance.days(least, most);
        if year || number < 1000 { number.to_string() } else { format!("{}.{:03}", number / 1000, number % 1000) }
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
