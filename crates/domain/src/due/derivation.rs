//! What a clock keeps of how its date came about.

use serde::{Deserialize, Serialize};

use super::{DayBox, Direction, Due, Mark, Period, Unit, boxes};
use crate::day::Day;

/// A due date as it was counted once: the rule, the period, and one mark per day. It is kept as JSON with its clock,
/// and a calendar that changes later changes nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derivation {
    /// The rule that set the period, if one did.
    pub rule: Option<String>,
    /// The version of that rule.
    pub version: Option<i64>,
    /// The day of the event.
    pub from: Day,
    /// How many days.
    pub amount: u32,
    /// Which days counted.
    pub unit: Unit,
    /// After the event or before it.
    pub direction: Direction,
    /// Whether the last day could move off a day off.
    pub roll: bool,
    /// Whether it rests on a computed calendar.
    pub computed: bool,
    /// A letter for every day in the order of the calendar, from the event to the due date or the other way round.
    marks: String,
}

impl Derivation {
    /// What is kept of a due date, and of the rule with its version that asked for it.
    pub fn of(due: &Due, rule: Option<(&str, i64)>) -> Self {
        Self {
            rule: rule.map(|(rule, _)| rule.to_owned()),
            version: rule.map(|(_, version)| version),
            from: due.from,
            amount: due.period.amount,
            unit: due.period.unit,
            direction: due.period.direction,
            roll: due.period.roll,
            computed: due.computed,
            marks: due.days.iter().map(|(_, mark)| letter(*mark)).collect(),
        }
    }

    /// As it is kept.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a derivation is plain data")
    }

    /// Reads what was kept; nothing when it isn't a derivation, whole and without contradiction.
    pub fn parse(json: &str) -> Option<Self> {
        let derivation: Self = serde_json::from_str(json).ok()?;
        let marks: Vec<Mark> = derivation.marks.chars().map(mark).collect::<Option<_>>()?;
        let start = match derivation.direction {
            Direction::After => marks.first(),
            Direction::Before => marks.last(),
        };
        let one_start = marks.iter().filter(|mark| **mark == Mark::Start).count() == 1;
        let numbers = derivation.boxes().into_iter().filter_map(|day| day.number).max();
        let whole = start == Some(&Mark::Start) && one_start && numbers == Some(derivation.amount);
        whole.then_some(derivation)
    }

    /// What was counted.
    pub const fn period(&self) -> Period {
        Period { amount: self.amount, unit: self.unit, direction: self.direction, roll: self.roll }
    }

    /// The days with their numbers, in the order of the calendar.
    pub fn boxes(&self) -> Vec<DayBox> {
        let marks: Vec<Mark> = self.marks.chars().filter_map(mark).collect();
        boxes(self.from, self.period(), &marks)
    }

    /// The due date.
    pub fn due_on(&self) -> Day {
        let days = i64::try_from(self.marks.len().saturating_sub(1)).unwrap_or(i64::MAX);
        match self.direction {
            Direction::After => self.from.plus(days),
            Direction::Before => self.from.plus(-days),
        }
    }
}

const fn letter(mark: Mark) -> char {
    match mark {
        Mark::Start => 's',
        Mark::Counted => 'c',
        Mark::CountedMakeUp => 'm',
        Mark::Weekend => 'w',
        Mark::Holiday => 'h',
        Mark::InLieu => 'l',
        Mark::SwappedOff => 'o',
        Mark::Closed => 'x',
        Mark::Moved => 'r',
    }
}

fn mark(letter_: char) -> Option<Mark> {
    Mark::ALL.into_iter().find(|mark| letter(*mark) == letter_)
}
