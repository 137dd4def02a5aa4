//! Rules as dated data: who has to do what by when, where, since when, and where that was read.
//!
//! `rules/*.toml` come with the program; an installation confirms its own with number and date of the document. Only
//! a confirmed rule is ever in force: without one there is no due date, no quota and no flag (decision 0010).

mod before;
mod document;
mod jurisdiction;
mod shipped;

use serde::{Deserialize, Serialize};

pub use before::{Proposed, proposed};
pub use document::{Document, documents};
pub use jurisdiction::Jurisdiction;
pub use shipped::shipped;

use crate::day::Day;
use crate::due::{Direction, Period, Unit};

/// In what a rule counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleUnit {
    /// Days of the calendar.
    CalendarDay,
    /// Days on which offices work.
    WorkingDay,
    /// Hours.
    Hour,
    /// So many times in each period of the rule's [`Per`].
    CountPerPeriod,
    /// A day of each year, the rule's `month` and `day`.
    FixedDate,
}

impl RuleUnit {
    /// All of them, as a choice shows them.
    pub const ALL: [Self; 5] = [Self::CalendarDay, Self::WorkingDay, Self::Hour, Self::CountPerPeriod, Self::FixedDate];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CalendarDay => "calendar_day",
            Self::WorkingDay => "working_day",
            Self::Hour => "hour",
            Self::CountPerPeriod => "count_per_period",
            Self::FixedDate => "fixed_date",
        }
    }

    /// The unit of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == word)
    }
}

/// The period in which a count has to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// Half a year.
    HalfYear,
    /// A year.
    Year,
    /// Each dialogue.
    Dialogue,
    /// Each visit to a reception.
    Visit,
    /// Each letter.
    Letter,
}

impl Per {
    /// All of them, as a choice shows them.
    pub const ALL: [Self; 8] =
        [Self::Week, Self::Month, Self::Quarter, Self::HalfYear, Self::Year, Self::Dialogue, Self::Visit, Self::Letter];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half_year",
            Self::Year => "year",
            Self::Dialogue => "dialogue",
            Self::Visit => "visit",
            Self::Letter => "letter",
        }
    }

    /// The period of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|per| per.as_str() == word)
    }
}

/// Which side of its amount or day a rule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// No later than its last day, or no more often.
    AtMost,
    /// No sooner, no less, no shorter.
    AtLeast,
    /// Before its day, which is itself too late.
    StrictlyBefore,
}

impl Bound {
    /// All of them, as a choice shows them.
    pub const ALL: [Self; 3] = [Self::AtMost, Self::AtLeast, Self::StrictlyBefore];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtMost => "at_most",
            Self::AtLeast => "at_least",
            Self::StrictlyBefore => "strictly_before",
        }
    }

    /// The bound of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bound| bound.as_str() == word)
    }
}

/// Where the numbers of a rule were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// In the text of the document, or in several copies that agree.
    Verified,
    /// In one unofficial copy only.
    OneTranscription,
    /// In a document that quotes the rule.
    SourceDocument,
    /// Nowhere: a proposal, a habit, or from memory.
    Unverified,
}

impl Provenance {
    /// All of them, the surest first.
    pub const ALL: [Self; 4] = [Self::Verified, Self::OneTranscription, Self::SourceDocument, Self::Unverified];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::OneTranscription => "one_transcription",
            Self::SourceDocument => "source_document",
            Self::Unverified => "unverified",
        }
    }

    /// The provenance of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provenance| provenance.as_str() == word)
    }
}

/// The variant of a rule that applies unless somebody decides otherwise.
pub const NORMAL: &str = "normal";

/// A version of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name for programs, the same in every version and jurisdiction, for example `DT-CONCL`. Id and version
    /// together name one rule.
    pub id: String,
    /// Its version, from 1; numbered over all jurisdictions.
    pub version: i64,
    /// Where it holds.
    pub jurisdiction: Jurisdiction,
    /// The only level at which it holds (`province`, `district`, `commune`); every level when none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// What it is about: `reception`, `dialogue`, `conference`, `publication`.
    pub subject: String,
    /// What begins its period, or which duty it measures, for example `dialogue_ended`.
    pub trigger: String,
    /// How many days, hours or times; 0 for a fixed date.
    #[serde(default)]
    pub amount: u32,
    /// Of what.
    pub unit: RuleUnit,
    /// In which period a count has to be reached; only for counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    /// The month of a fixed date, 1 to 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<i8>,
    /// The day of the month of a fixed date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<i8>,
    /// Which side of it is asked for.
    pub bound: Bound,
    /// After the trigger or before it.
    #[serde(default = "after")]
    pub direction: Direction,
    /// For which kind of matter; [`NORMAL`] applies unless somebody decides otherwise.
    #[serde(default = "normal")]
    pub variant: String,
    /// How far it can be extended in all, in its own unit; none when it can't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension_most: Option<u32>,
    /// Whether its clock can be made to stand still.
    #[serde(default)]
    pub pausable: bool,
    /// Whether a last day that is a day off moves to the next working day.
    #[serde(default)]
    pub roll: bool,
    /// The first day on which it is in force.
    pub valid_from: Day,
    /// The day after the last; [`Day::OPEN`] while it is in force.
    #[serde(default = "open")]
    pub valid_to: Day,
    /// What it says, in Vietnamese.
    pub title: String,
    /// What it says, in English; may be empty in what an installation enters.
    #[serde(default)]
    pub title_en: String,
    /// The document that sets it, with number and date.
    pub source: String,
    /// The article and clause; empty when the document has none or it was not seen.
    #[serde(default)]
    pub article: String,
    /// Where its numbers were read.
    pub provenance: Provenance,
    /// Whether somebody stands for it. Only then it is ever in force.
    #[serde(default)]
    pub confirmed: bool,
    /// How an unclear wording is read, or what is not known, in Vietnamese.
    #[serde(default)]
    pub note: String,
    /// The same in English.
    #[serde(default)]
    pub note_en: String,
}

const fn after() -> Direction {
    Direction::After
}

fn normal() -> String {
    NORMAL.to_owned()
}

const fn open() -> Day {
    Day::OPEN
}

impl Rule {
    /// Whether it is in force on that day and confirmed.
    pub fn holds_on(&self, on: Day) -> bool {
        self.confirmed && self.valid_from <= on && on < self.valid_to
    }

    /// The period it sets from its trigger; nothing for hours, counts and fixed dates.
    pub fn period(&self) -> Option<Period> {
        let unit = match self.unit {
            RuleUnit::CalendarDay => Unit::CalendarDays,
            RuleUnit::WorkingDay => Unit::WorkingDays,
            RuleUnit::Hour | RuleUnit::CountPerPeriod | RuleUnit::FixedDate => return None,
        };
        Some(Period { amount: self.amount, unit, direction: self.direction, roll: self.roll })
    }

    /// The last day of that year on which a fixed date is kept: for "before 1 February" it is 31 January. It never
    /// moves. Nothing for other rules, and for a date that is the earliest and not the last.
    pub fn last_day(&self, year: i16) -> Option<Day> {
        if self.unit != RuleUnit::FixedDate {
            return None;
        }
        let date = Day::new(year, self.month?, self.day?)?;
        match self.bound {
            Bound::AtMost => Some(date),
            Bound::StrictlyBefore => Some(date.plus(-1)),
            Bound::AtLeast => None,
        }
    }
}

/// The rule that applies: confirmed, in force on the day of the trigger, for the level, and of the nearest place.
///
/// `places` are the jurisdictions of a body from the nearest to the farthest; the whole country comes after them by
/// itself. Of several rules of one place, one for this very level comes first, then the one in force since later,
/// then the higher version. Rules of another [variant](NORMAL) are chosen by hand and never returned.
pub fn in_force<'a>(
    rules: impl Iterator<Item = &'a Rule>,
    id_or_trigger: &str,
    places: &[Jurisdiction],
    level: &str,
    on: Day,
) -> Option<&'a Rule> {
    let nearness = |rule: &Rule| match &rule.jurisdiction {
        Jurisdiction::Country => Some(places.len()),
        place @ Jurisdiction::Place { .. } => places.iter().position(|near| near == place),
    };
    let applies = |rule: &&Rule| {
        (rule.id == id_or_trigger || rule.trigger == id_or_trigger)
            && rule.holds_on(on)
            && rule.variant == NORMAL
            && rule.level.as_deref().is_none_or(|only| only == level)
    };
    let near = rules.filter(applies).filter_map(|rule| nearness(rule).map(|distance| (distance, rule)));
    near.min_by(|(near, one), (far, other)| {
        near.cmp(far)
            .then_with(|| other.level.is_some().cmp(&one.level.is_some()))
            .then_with(|| other.valid_from.cmp(&one.valid_from))
            .then_with(|| other.version.cmp(&one.version))
            .then_with(|| one.id.cmp(&other.id))
    })
    .map(|(_, rule)| rule)
}
