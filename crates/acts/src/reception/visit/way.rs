//! What becomes of a visit, as it is typed.

use domain::reception::VisitOutcome;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

use crate::field::{WORDS, needed, optional};

/// What becomes of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Nothing yet.
    Open,
    /// The person was told where to go.
    Guided,
    /// It was answered on the spot.
    Answered,
    /// It becomes a submission with its case.
    Recorded,
    /// A letter was taken, which becomes one with its case.
    Letter,
    /// It is a matter that has a case.
    Existing,
    /// The person was not received.
    Refused,
}

impl Way {
    /// Every way, in the order of declaration.
    pub const ALL: [Self; 7] =
        [Self::Open, Self::Guided, Self::Answered, Self::Recorded, Self::Letter, Self::Existing, Self::Refused];

    /// The outcome that it is.
    pub const fn outcome(self) -> VisitOutcome {
        match self {
            Self::Open => VisitOutcome::Open,
            Self::Guided => VisitOutcome::Guided,
            Self::Answered => VisitOutcome::Answered,
            Self::Recorded => VisitOutcome::Recorded,
            Self::Letter => VisitOutcome::Letter,
            Self::Existing => VisitOutcome::Existing,
            Self::Refused => VisitOutcome::Refused,
        }
    }

    /// The way of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.outcome().as_str() == word)
    }
}

/// What became of a visit, as it is typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct End {
    /// Which way.
    pub way: Way,
    /// The code of the ground of a refusal.
    pub ground: String,
    /// The guidance, the answer, the reason; may be empty but for guidance and answer.
    pub said: String,
    /// The number of the case that is there.
    pub case: Option<i64>,
    /// The book and the number of a letter that was taken; may be empty.
    pub letter: (String, String),
}

impl End {
    /// What was said; nothing where nothing became of the visit yet, and nobody looks at the field.
    pub(super) fn said(&self) -> Result<&str, Refusal> {
        match self.way {
            Way::Open => Ok(""),
            Way::Guided | Way::Answered => needed("visit_said", &self.said, WORDS),
            _ => optional("visit_said", &self.said, WORDS),
        }
    }
}
