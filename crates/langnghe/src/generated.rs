//! Generated cases: the communes of a province with their dialogues, letters and what became of them, as acts on lines.
//!
//! Everything is drawn from a seed, so the same seed gives the same bytes; people, villages and texts are invented and
//! marked so. Reading order: [`chance`], [`words`] (sentences), [`sheet`] (lines), [`house`] (bodies and plans), [`talks`]
//! (dialogues and letters), [`cases`] (what becomes of a case), [`mod@load`] (into a database), [`kept`] (of a file that was
//! written before).

mod cases;
mod chance;
mod house;
mod kept;
mod load;
mod sheet;
mod talks;
mod words;

use std::collections::BTreeMap;
use std::io::Write;

use acts::written::Line;
use anyhow::Context as _;
use domain::day::Day;
use serde_json::json;

use crate::refused::Refused;

pub(crate) use self::house::PASSWORD;
pub(crate) use self::kept::Kept;
pub(crate) use self::load::{Loading, Pace, load};

use self::chance::Chance;
use self::house::House;
use self::sheet::Sheet;
use self::words::Words;

/// The day on which communes as they are now came into being; nothing is generated before it.
pub(crate) fn begins() -> Day {
    Day::new(2025, 7, 1).expect("the calendar has this day")
}

/// Days after it until the first dialogue, so that bodies, plans and an announcement come before.
const FIRST: i64 = 20;
/// About how many cases a commune has.
const OF_A_COMMUNE: u64 = 250;
/// Cases of one dialogue, at least and at most.
const OF_A_PART: (u64, u64) = (8, 32);
/// One of so many parts is letters and not a dialogue.
const LETTERS: u64 = 6;
/// The form of the lines.
const FORM: u32 = 1;

/// What is to be generated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    /// How many cases.
    pub(crate) cases: u64,
    /// From what everything is drawn.
    pub(crate) seed: u64,
    /// The last day on which something is recorded.
    pub(crate) until: Day,
}

/// The lines of what was asked for, in parts that belong together.
pub(crate) struct Generated {
    asked: Asked,
    words: Words,
    house: House,
    /// The lines of the bodies, until they are taken.
    first: Option<Vec<Line>>,
    next_no: u64,
    part: u64,
    parts: u64,
    left: u64,
    /// Dialogues that were held, by commune, body and year.
    held: BTreeMap<(usize, usize, i16), usize>,
}

impl Generated {
    /// Refused when the last day leaves no room for a dialogue.
    pub(crate) fn new(asked: Asked) -> anyhow::Result<Self> {
        if asked.until < begins().plus(FIRST) {
            return Err(Refused::wrong_use(
                format!("{} is too early.", asked.until.vn()),
                format!("name a day from {} on", begins().plus(FIRST).vn()),
            )
            .into());
        }
        let words = Words::read().context("the words of generated cases can't be read")?;
        let communes = usize::try_from(asked.cases.div_ceil(OF_A_COMMUNE).max(2)).unwrap_or(usize::MAX);
        let mut sheet = Sheet::new(asked.seed, 1, asked.until);
        let house = House::make(&mut sheet, &words, &mut Chance::of(asked.seed, 0), communes, asked.until);
        let (first, next_no) = sheet.done();
        let (mut parts, mut left) = (0, asked.cases);
        while take(asked.seed, parts + 1, &mut left).is_some() {
            parts += 1;
        }
        Ok(Self {
            asked,
            words,
            house,
            first: Some(first),
            next_no,
            part: 0,
            parts,
            left: asked.cases,
            held: BTreeMap::new(),
        })
    }

    /// What there is to be loaded.
    pub(crate) fn loading(self) -> Loading<impl Iterator<Item = anyhow::Result<Vec<Line>>>> {
        let Asked { cases, until, .. } = self.asked;
        Loading { begin: self.house.begin(String::new()), cases, until, parts: self.map(Ok) }
    }

    /// Writes the head and all lines, and says after each part how many cases there are.
    pub(crate) fn write(mut self, out: &mut impl Write, mut told: impl FnMut(u64)) -> anyhow::Result<()> {
        let Asked { cases, seed, until } = self.asked;
        let head = json!({
            "langnghe": "acts", "form": FORM, "simulated": true, "cases": cases, "seed": seed, "until": until,
            "begin": self.house.beginning(),
        });
        writeln!(out, "{head}")?;
        while let Some(lines) = self.next() {
            for line in lines {
                serde_json::to_writer(&mut *out, &line)?;
                out.write_all(b"\n")?;
            }
            told(cases - self.left);
        }
        Ok(())
    }
}

/// The size of a part, taken off what is left.
fn take(seed: u64, part: u64, left: &mut u64) -> Option<u64> {
    if *left == 0 {
        return None;
    }
    let (least, most) = OF_A_PART;
    let size = (least + Chance::of(seed, part).below(most - least + 1)).min(*left);
    *left -= size;
    Some(size)
}

impl Iterator for Generated {
    type Item = Vec<Line>;

    fn next(&mut self) -> Option<Vec<Line>> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        self.part += 1;
        let size = take(self.asked.seed, self.part, &mut self.left)?;
        let mut chance = Chance::of(self.asked.seed, self.part);
        let from = begins().plus(FIRST);
        let days = u64::try_from(from.days_until(self.asked.until)).unwrap_or(0);
        let day = i64::try_from(days * (self.part - 1) / self.parts.max(1)).unwrap_or(0);
        let mut sheet = Sheet::new(self.asked.seed, self.next_no, self.asked.until);
        let on = from.plus(day);
        let commune = usize::try_from(chance.below(self.house.communes.len() as u64)).unwrap_or(0);
        let of = usize::from(chance.percent(50));
        let held = self.held.entry((commune, of, on.year())).or_default();
        let part = talks::Part { words: &self.words, house: &self.house, commune, on, size, of, number: *held };
        if self.part.is_multiple_of(LETTERS) {
            part.letters(&mut sheet, &mut chance);
        } else {
            *held += 1;
            part.dialogue(&mut sheet, &mut chance);
        }
        let (lines, next_no) = sheet.done();
        self.next_no = next_no;
        Some(lines)
    }
}
