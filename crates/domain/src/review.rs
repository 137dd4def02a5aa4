//! The review of a result with which the person does not agree: first by the head of the body with which the matter was
//! raised, then, for a new reason, one level up. It stands beside the outcome and changes nothing of it; one that is upheld
//! is a reopening.

use crate::case::Case;
use crate::correction::effective;
use crate::day::Day;
use crate::event::{Assessment, CaseEvent, Event, Recorded, ReviewResult};
use crate::organisation::{AUTHORITY, FRONT, PARTY};

/// The level of the body that decides over the case.
pub const FIRST: i64 = 1;
/// The level of the body above it; there is none above that one.
pub const LAST: i64 = 2;

/// A review as its events tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// The review.
    pub id: i64,
    /// [`FIRST`] or [`LAST`].
    pub level: i64,
    /// The body that decides; none where the one above is not known to the program.
    pub body: Option<i64>,
    /// The event by which the person did not agree.
    pub assessed: i64,
    /// What came of it, and on which day, once it was decided.
    pub decided: Option<(ReviewResult, Day)>,
}

/// How the review of a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reviewed {
    /// Nobody asked for one of the answers in force.
    NotAsked,
    /// It is to be decided, since the day on which the person did not agree.
    UnderWay {
        /// The review.
        review: Review,
        /// Since when.
        since: Day,
    },
    /// It was decided, and the result stands; with a new reason the body above reviews it.
    NotUpheld(Review),
    /// The last one was decided: the authority has answered all that it can.
    Exhausted(Review),
    /// The person agreed meanwhile.
    Withdrawn(Review),
}

impl Reviewed {
    /// The word under which it is kept.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NotAsked => "none",
            Self::UnderWay { review: Review { level: FIRST, .. }, .. } => "under_way",
            Self::UnderWay { .. } => "under_way_above",
            Self::NotUpheld(_) => "not_upheld",
            Self::Exhausted(_) => "exhausted",
            Self::Withdrawn(_) => "withdrawn",
        }
    }
}

/// The line in which the body above one of that kind reviews what it decided.
pub fn line_of(kind: &str) -> &'static str {
    match kind {
        "party_committee" | "party_office" | "party_board" | "party_check" => PARTY,
        "front" | "organisation" => FRONT,
        _ => AUTHORITY,
    }
}

impl Case<'_> {
    /// The review that counts: the newest of those that were asked for, else the newest. One whose assessment was struck was
    /// never asked for, and the one before it stands.
    pub fn review(&self) -> Option<Review> {
        let asked = |review: &&Review| self.assessed.iter().any(|(event, _)| *event == review.assessed);
        self.reviews.iter().rfind(asked).or(self.reviews.last()).copied()
    }

    /// How its review stands.
    pub fn reviewed(&self) -> Reviewed {
        let Some(review) = self.review() else { return Reviewed::NotAsked };
        // An assessment that was struck asked for nothing.
        let Some((_, since)) = self.assessed.iter().find(|(event, _)| *event == review.assessed) else {
            return Reviewed::NotAsked;
        };
        match review.decided {
            Some((ReviewResult::NotUpheld, _)) if review.level >= LAST => Reviewed::Exhausted(review),
            Some(_) => Reviewed::NotUpheld(review),
            None if self.assessment == Some(Assessment::Agreed) => Reviewed::Withdrawn(review),
            None => Reviewed::UnderWay { review, since: *since },
        }
    }

    /// The level of the review that opens when the person does not agree now; none while one is under way and once all were
    /// decided.
    pub fn next_review(&self) -> Option<i64> {
        match self.reviewed() {
            Reviewed::NotAsked => Some(FIRST),
            Reviewed::NotUpheld(review) => Some(review.level + 1),
            Reviewed::Withdrawn(review) => Some(review.level),
            Reviewed::UnderWay { .. } | Reviewed::Exhausted(_) => None,
        }
    }
}

/// One review of a case after all that is recorded, as its row is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The review.
    pub id: i64,
    /// `open`, `upheld`, `not_upheld`, `withdrawn` (the person agreed, or the case was reopened otherwise), `struck` (they
    /// never said that they did not agree).
    pub state: &'static str,
    /// The day on which the person did not agree.
    pub opened_on: Day,
    /// The day on which it was decided.
    pub decided_on: Option<Day>,
}

/// Every review of a case after all that is recorded, the oldest first. `events` in the order of their `seq`.
pub fn all(events: &[Recorded]) -> Vec<Kept> {
    let known = effective(events);
    let open = match Case::by(Day::OPEN, &known).map(|case| case.reviewed()) {
        Some(Reviewed::UnderWay { review, .. }) => Some(review.id),
        _ => None,
    };
    let opened = events.iter().filter_map(|recorded| match &recorded.event {
        Event::Case(CaseEvent::ReviewOpened { review, assessed, .. }) => Some((*review, *assessed, recorded)),
        _ => None,
    });
    let kept = opened.map(|(id, assessed, opening)| {
        let said = known.iter().find(|event| event.recorded.id == assessed);
        let counts = known.iter().any(|event| event.recorded.id == opening.id);
        let decided = known.iter().rev().find_map(|event| match &event.recorded.event {
            Event::Case(CaseEvent::ReviewDecided { review, result, .. }) if *review == id => Some((*result, event.on)),
            Event::Case(CaseEvent::ReviewUpheld { review, .. }) if *review == id => {
                Some((ReviewResult::Upheld, event.on))
            }
            _ => None,
        });
        let state = match decided {
            _ if said.is_none() || !counts => "struck",
            Some((result, _)) => result.as_str(),
            None if open == Some(id) => "open",
            None => "withdrawn",
        };
        let opened_on = said.map_or(opening.happened_on, |event| event.on);
        Kept { id, state, opened_on, decided_on: decided.map(|(_, on)| on) }
    });
    kept.collect()
}
