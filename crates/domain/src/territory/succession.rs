//! Which unit took the place of which.

use std::sync::LazyLock;

use super::{Level, Unit, Units, units};
use crate::day::Day;

/// How much of a unit goes on in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuccessionKind {
    /// All of it.
    Whole,
    /// A part: it went to several units. How much is not known.
    Part,
}

/// A step from one unit to another.
#[derive(Clone, Copy, Debug)]
pub struct Succession {
    /// The unit at the other end: of successors the later one, of predecessors the earlier one.
    pub unit: &'static Unit,
    /// How much of the earlier one goes on in the later one.
    pub kind: SuccessionKind,
    /// The first day of the later one.
    pub on: Day,
}

/// Steps by the place of the unit at which one stands.
struct Steps {
    /// Where the steps of each unit begin, and at the end how many there are.
    begins: Vec<u32>,
    steps: Vec<Succession>,
}

impl Steps {
    fn new(mut pairs: Vec<(usize, Succession)>, units: usize) -> Self {
        pairs.sort_by_key(|(place, step)| (*place, step.unit.code));
        let mut begins = vec![0_u32; units + 1];
        for (place, _) in &pairs {
            begins[place + 1] += 1;
        }
        for place in 0..units {
            begins[place + 1] += begins[place];
        }
        Self { begins, steps: pairs.into_iter().map(|(_, step)| step).collect() }
    }

    fn of(&self, place: usize) -> &[Succession] {
        &self.steps[self.begins[place] as usize..self.begins[place + 1] as usize]
    }
}

static LATER_AND_EARLIER: LazyLock<(Steps, Steps)> =
    LazyLock::new(|| read(units(), include_str!("../../../../data/successions.csv")));

fn read(units: &'static Units, csv: &str) -> (Steps, Steps) {
    let mut pairs: Vec<(usize, usize, SuccessionKind, Day)> = Vec::with_capacity(12_000);
    let at = |level, code, on| units.at(level, code, on).and_then(|unit| units.place(unit));
    for line in csv.lines().skip(1) {
        let pair = || {
            let mut values = line.split(',');
            let (old, level, new) = (values.next()?, Level::parse(values.next()?)?, values.next()?);
            let kind = if values.next()? == "whole" { SuccessionKind::Whole } else { SuccessionKind::Part };
            let on = Day::parse_iso(values.next()?)?;
            Some((at(level, old, on.plus(-1))?, at(Level::of_code(new)?, new, on)?, kind, on))
        };
        pairs.push(pair().expect("successions.csv names units that are there"));
    }
    // The same code from the day the other row ends is the same unit under another type, name or parent, unless a
    // succession says what became of it.
    let told: Vec<bool> = pairs.iter().fold(vec![false; units.all.len()], |mut told, (old, ..)| {
        told[*old] = true;
        told
    });
    for (place, two) in units.all.windows(2).enumerate() {
        let goes_on = (two[0].level, two[0].code, two[0].to) == (two[1].level, two[1].code, two[1].from);
        if goes_on && !told[place] {
            pairs.push((place, place + 1, SuccessionKind::Whole, two[1].from));
        }
    }
    let step = |other: usize, kind, on| Succession { unit: &units.all[other], kind, on };
    let later = pairs.iter().map(|&(old, new, kind, on)| (old, step(new, kind, on))).collect();
    let earlier = pairs.iter().map(|&(old, new, kind, on)| (new, step(old, kind, on))).collect();
    (Steps::new(later, units.all.len()), Steps::new(earlier, units.all.len()))
}

impl Units {
    /// The units that took the place of one, by code; none while it is in force, and for the communes that ceased
    /// before 2025-07-01, of which it is not known.
    pub fn successors(&'static self, unit: &Unit) -> &'static [Succession] {
        self.place(unit).map_or(&[], |place| LATER_AND_EARLIER.0.of(place))
    }

    /// The units whose place one took, by code.
    pub fn predecessors(&'static self, unit: &Unit) -> &'static [Succession] {
        self.place(unit).map_or(&[], |place| LATER_AND_EARLIER.1.of(place))
    }
}
