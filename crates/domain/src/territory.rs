//! Administrative units in time: provinces, districts and communes with their codes, names and periods, and which unit
//! took the place of which. Villages are no official list; a commune adds its own.
//!
//! The tables are `data/units.csv` and `data/successions.csv`, read when they are first asked for. A code alone names
//! nothing: the two-tier set of 2025-07-01 gives codes of the old one to other units. The key is level, code and day.
//! [`search`](Units::find) by what people type stands in its own file, so do the successions.

mod search;
mod succession;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::fold::marked;

pub use succession::{Succession, SuccessionKind};

/// The tier of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A province or a city under the central government.
    Province,
    /// A district, until 2025-06-30.
    District,
    /// A commune, ward, township or special zone.
    Commune,
    /// A village or residential group, which is no administrative unit.
    Village,
}

impl Level {
    /// Every level, the widest first.
    pub const ALL: [Self; 4] = [Self::Province, Self::District, Self::Commune, Self::Village];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Village => "village",
        }
    }

    /// The level kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == word)
    }

    /// The level of a unit by the length of its code: two digits, three, five.
    fn of_code(code: &str) -> Option<Self> {
        match code.len() {
            2 => Some(Self::Province),
            3 => Some(Self::District),
            5 => Some(Self::Commune),
            _ => None,
        }
    }
}

/// An administrative unit during one period: with another type, name or parent it is another row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The level.
    pub level: Level,
    /// The code of the statistics office: two digits, three or five.
    pub code: &'static str,
    /// The name with its type, as at the beginning of a line.
    pub name: &'static str,
    /// The name without its type.
    pub bare: &'static str,
    /// The type, in small letters: the words before the bare name.
    pub kind: &'static str,
    /// The code of the unit it lies in: of a commune before 2025-07-01 a district; empty for a province.
    pub parent_code: &'static str,
    /// First day; [`Day::FLOOR`] where it was there on 2021-11-01, the earliest day known.
    pub from: Day,
    /// The day after the last; [`Day::OPEN`] while it is in force.
    pub to: Day,
}

impl Unit {
    /// Whether it is in force on a day.
    pub fn is_in_force(&self, on: Day) -> bool {
        self.from <= on && on < self.to
    }

    /// The name as it stands within a sentence: its type in small letters.
    pub fn running(&self) -> String {
        format!("{} {}", self.kind, self.bare)
    }

    fn key(&self) -> (Level, &'static str, Day) {
        (self.level, self.code, self.from)
    }
}

/// All units of all periods.
#[derive(Debug)]
pub struct Units {
    /// By level, code and first day.
    all: Vec<Unit>,
    /// Places in `all`, by the parent's code.
    by_parent: Vec<u16>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| Units::read(include_str!("../../../data/units.csv")));

/// The units, read when they are first asked for.
pub fn units() -> &'static Units {
    &UNITS
}

impl Units {
    fn read(csv: &'static str) -> Self {
        let mut all: Vec<Unit> = Vec::with_capacity(16_000);
        all.extend(csv.lines().skip(1).map(|line| unit(line).expect("units.csv holds one unit a line")));
        all.sort_unstable_by_key(Unit::key);
        let count = u16::try_from(all.len()).expect("there are fewer units than 65,536");
        let mut by_parent: Vec<u16> = (0..count).collect();
        by_parent.sort_by_key(|place| all[usize::from(*place)].parent_code);
        Self { all, by_parent }
    }

    /// Every unit of every period, by level, code and first day.
    pub fn all(&self) -> &[Unit] {
        &self.all
    }

    /// The unit of that level and code on a day.
    pub fn at(&self, level: Level, code: &str, on: Day) -> Option<&Unit> {
        let after = self.all.partition_point(|unit| (unit.level, unit.code, unit.from) <= (level, code, on));
        let unit = &self.all[after.checked_sub(1)?];
        (unit.level == level && unit.code == code && unit.is_in_force(on)).then_some(unit)
    }

    /// The units of a level on a day, by code.
    pub fn in_force(&self, level: Level, on: Day) -> impl Iterator<Item = &Unit> {
        self.all.iter().filter(move |unit| unit.level == level && unit.is_in_force(on))
    }

    /// The units directly under one on a day, by code.
    pub fn children(&self, parent: &Unit, on: Day) -> impl Iterator<Item = &Unit> {
        let code = parent.code;
        let begin = self.by_parent.partition_point(|place| self.all[usize::from(*place)].parent_code < code);
        let under = self.by_parent[begin..].iter().map(|place| &self.all[usize::from(*place)]);
        under.take_while(move |unit| unit.parent_code == code).filter(move |unit| unit.is_in_force(on))
    }

    /// The unit in which one lies on a day; none for a province.
    pub fn parent(&self, unit: &Unit, on: Day) -> Option<&Unit> {
        self.at(Level::of_code(unit.parent_code)?, unit.parent_code, on)
    }

    /// The types of units, those of more words first.
    fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<&'static str> = Vec::new();
        for unit in &self.all {
            if !kinds.contains(&unit.kind) {
                kinds.push(unit.kind);
            }
        }
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.split(' ').count()));
        kinds
    }

    /// Where a unit stands in the table.
    fn place(&self, unit: &Unit) -> Option<usize> {
        self.all.binary_search_by_key(&unit.key(), Unit::key).ok()
    }
}

/// `code,level,name,name_bare,type,parent_code,valid_from,valid_to,source`; no value of the file has a comma in it.
fn unit(line: &'static str) -> Option<Unit> {
    let mut values = line.split(',');
    let mut next = || values.next();
    let (code, level, name, bare) = (next()?, Level::parse(next()?)?, next()?, next()?);
    let (kind, parent_code, from, to) = (next()?, next()?, next()?, next()?);
    let day = |text: &str, empty| if text.is_empty() { Some(empty) } else { Day::parse_iso(text) };
    Some(Unit { level, code, name, bare, kind, parent_code, from: day(from, Day::FLOOR)?, to: day(to, Day::OPEN)? })
}

/// The type of a unit, in small letters, and its bare name, from its name as typed; no type where none is known.
pub fn parted(name: &str) -> (&'static str, &str) {
    let name = name.trim();
    let typed = marked(name);
    let kind = units().kinds().into_iter().find(|kind| typed.strip_prefix(&marked(kind)).is_some_and(is_next_word));
    kind.map_or(("", name), |kind| {
        let words = kind.split(' ').count();
        let bare = name.splitn(words + 1, char::is_whitespace).last().unwrap_or(name);
        (kind, bare.trim())
    })
}

fn is_next_word(rest: &str) -> bool {
    rest.starts_with(' ')
}
