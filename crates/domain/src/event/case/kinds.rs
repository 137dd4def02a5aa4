//! What the events of a case are made of: points and what came of them, grounds, contacts, the ways to people.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::due::Unit;
use crate::text::TextRef;

/// A clock that a rule starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartedClock {
    /// The clock.
    pub clock: i64,
    /// The rule.
    pub rule: String,
    /// Its version.
    pub rule_version: i64,
    /// The last day on which it is kept.
    pub due_on: Day,
}

/// One thing that has to be answered within a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CasePoint {
    /// The point.
    pub point: i64,
    /// The submission it comes from, unless the case was split.
    pub submission: Option<i64>,
}

/// What a reply says of one point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointAnswer {
    /// The point.
    pub point: i64,
    /// What came of it.
    pub result: PointResult,
}

/// What a letter of the receiver of a transfer says of one point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferAnswer {
    /// The point.
    pub point: i64,
    /// What came of it; none where only a letter came that does not say.
    pub result: Option<PointResult>,
}

/// What came of a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum PointResult {
    /// It was done.
    Done,
    /// It was explained.
    Explained,
    /// It was promised; the promise becomes a clock of its own.
    Promised {
        /// The last day of the promise.
        by_on: Day,
    },
    /// It can't be done.
    CannotBeDone {
        /// The ground, in words.
        ground: TextRef,
    },
    /// It is not for this body; it has to be sent on, and is settled when the receiver has answered.
    BeyondCompetence,
}

impl PointResult {
    /// The word under which it is kept.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Explained => "explained",
            Self::Promised { .. } => "promised",
            Self::CannotBeDone { .. } => "cannot_be_done",
            Self::BeyondCompetence => "beyond_competence",
        }
    }
}

/// Why a case ended without an answer to the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndGround {
    /// The person withdrew it.
    Withdrawn,
    /// The person was shown the right way and body.
    Guided,
    /// It was lawfully refused.
    Refused,
}

impl EndGround {
    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Guided => "guided",
            Self::Refused => "refused",
        }
    }
}

/// What the person says of the result. Silence is never agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assessment {
    /// They agree.
    Agreed,
    /// They don't, and say why.
    NotAgreed,
    /// They said nothing after the contacts that are due.
    None,
}

impl Assessment {
    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::NotAgreed => "not_agreed",
            Self::None => "none",
        }
    }
}

/// One time at which somebody was asked what they think of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The day.
    pub on: Day,
    /// How.
    pub way: ContactWay,
}

/// A way to reach somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactWay {
    /// By telephone.
    Telephone,
    /// By visiting.
    Visit,
    /// By letter.
    Letter,
    /// Through the village.
    Village,
    /// Online.
    Online,
}

impl ContactWay {
    /// Every way, in the order of declaration.
    pub const ALL: [Self; 5] = [Self::Telephone, Self::Visit, Self::Letter, Self::Village, Self::Online];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Telephone => "telephone",
            Self::Visit => "visit",
            Self::Letter => "letter",
            Self::Village => "village",
            Self::Online => "online",
        }
    }
}

/// How somebody is told what came of a point they raised; the head chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// By a letter to the person.
    Letter,
    /// By a notice in the village.
    Village,
    /// It was told on the spot.
    Spot,
}

impl Delivery {
    /// All of them, in the order of declaration.
    pub const ALL: [Self; 3] = [Self::Letter, Self::Village, Self::Spot];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Village => "village",
            Self::Spot => "spot",
        }
    }

    /// The way of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == word)
    }
}

/// What of a case a body was urged to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urged {
    /// To settle what it leads, whose last day is over.
    Assignment,
    /// To do what it promised for a day that is over.
    Promise,
    /// To answer what was sent on to it.
    Transfer,
    /// To do the part of the work that the lead gave it.
    Part,
}

impl Urged {
    /// All of them, in the order of declaration.
    pub const ALL: [Self; 4] = [Self::Assignment, Self::Promise, Self::Transfer, Self::Part];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assignment => "assignment",
            Self::Promise => "promise",
            Self::Transfer => "transfer",
            Self::Part => "part",
        }
    }

    /// The kind of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What came of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewResult {
    /// The person is right: the case is reopened.
    Upheld,
    /// The result stands, and the person was told why.
    NotUpheld,
}

impl ReviewResult {
    /// Every result, in the order of declaration.
    pub const ALL: [Self; 2] = [Self::Upheld, Self::NotUpheld];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::NotUpheld => "not_upheld",
        }
    }
}

/// How a suspension moved the last day of an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// The first day that is not counted.
    pub since: Day,
    /// How many days are not counted, up to the day before that on which work was taken up again.
    pub days: u32,
    /// Which days those are.
    pub unit: Unit,
    /// The last day as it was.
    pub from: Day,
    /// The last day from then on.
    pub to: Day,
}
