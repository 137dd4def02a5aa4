//! Plans: what one post means to hold in a year, and how what was held compares with it.
//!
//! "Planned" is what the first issued plan of the year said, whatever was amended later; what is held without standing
//! in the plan counts as held beside it.

use crate::correction::Effective;
use crate::event::{Event, PlanEvent, PlannedEvent};

/// How far a plan has come, by the day on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanState {
    /// Being written.
    Draft,
    /// Waiting for approval.
    Submitted,
    /// Issued.
    Approved,
    /// Issued and public.
    Published,
}

impl PlanState {
    /// Every state, in order.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Submitted, Self::Approved, Self::Published];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Published => "published",
        }
    }

    /// The state kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether the plan is issued: only then does it count.
    pub const fn is_issued(self) -> bool {
        matches!(self, Self::Approved | Self::Published)
    }
}

/// How a planned dialogue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlannedState {
    /// To be held.
    Planned,
    /// Put off, with a reason.
    Postponed,
    /// Called off, with a reason.
    Cancelled,
    /// Held.
    Held,
    /// Taken out of the issued plan by an amendment.
    Dropped,
    /// Taken out of the draft before it was issued.
    Withdrawn,
}

impl PlannedState {
    /// Every state, in order.
    pub const ALL: [Self; 6] =
        [Self::Planned, Self::Postponed, Self::Cancelled, Self::Held, Self::Dropped, Self::Withdrawn];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
            Self::Held => "held",
            Self::Dropped => "dropped",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether it still stands in the plan.
    pub const fn stands(self) -> bool {
        !matches!(self, Self::Dropped | Self::Withdrawn)
    }
}

/// Planned dialogues of issued plans, and how they came out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of the first issued plan.
    pub planned: i64,
    /// That stand in the plan as last amended.
    pub adjusted: i64,
    /// Put off.
    pub postponed: i64,
    /// Called off.
    pub cancelled: i64,
}

impl Tally {
    /// Counts `n` planned dialogues of one edition and state, of a plan that is issued.
    pub fn add(&mut self, edition: i64, state: PlannedState, n: i64) {
        if state == PlannedState::Withdrawn {
            return;
        }
        self.planned += if edition == 1 { n } else { 0 };
        self.adjusted += if state.stands() { n } else { 0 };
        self.postponed += if state == PlannedState::Postponed { n } else { 0 };
        self.cancelled += if state == PlannedState::Cancelled { n } else { 0 };
    }

    /// What the plan says after amendments, where they changed the number.
    pub fn adjusted_to(&self) -> Option<i64> {
        (self.adjusted != self.planned).then_some(self.adjusted)
    }
}

/// A plan by the end of a day.
pub(crate) struct Plan {
    pub(crate) organisation: i64,
    pub(crate) state: PlanState,
    pub(crate) struck: bool,
}

impl Plan {
    pub(crate) fn founded(founding: &Effective<'_>) -> Option<Self> {
        match &founding.recorded.event {
            Event::Plan(PlanEvent::Drafted { organisation, .. }) => {
                Some(Self { organisation: *organisation, state: PlanState::Draft, struck: founding.struck })
            }
            _ => None,
        }
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        let Event::Plan(happened) = event else { return };
        self.state = match happened {
            PlanEvent::Submitted => PlanState::Submitted,
            PlanEvent::Approved => PlanState::Approved,
            PlanEvent::Published => PlanState::Published,
            PlanEvent::Drafted { .. } | PlanEvent::Redrafted { .. } | PlanEvent::Amended { .. } => self.state,
        };
    }

    pub(crate) const fn word(&self) -> &'static str {
        if self.struck { "struck" } else { self.state.as_str() }
    }
}

/// A planned dialogue by the end of a day.
pub(crate) struct Planned {
    pub(crate) state: PlannedState,
    pub(crate) struck: bool,
}

impl Planned {
    pub(crate) fn founded(founding: &Effective<'_>) -> Option<Self> {
        match &founding.recorded.event {
            Event::Planned(PlannedEvent::Entered { .. }) => {
                Some(Self { state: PlannedState::Planned, struck: founding.struck })
            }
            _ => None,
        }
    }

    /// What was held stays held, whatever is said of the plan afterwards.
    pub(crate) fn apply(&mut self, event: &Event) {
        let Event::Planned(happened) = event else { return };
        let state = match happened {
            PlannedEvent::Entered { .. } => return,
            PlannedEvent::Withdrawn => PlannedState::Withdrawn,
            PlannedEvent::Dropped { .. } => PlannedState::Dropped,
            PlannedEvent::Postponed { .. } => PlannedState::Postponed,
            PlannedEvent::Cancelled { .. } => PlannedState::Cancelled,
            PlannedEvent::Restored { .. } => PlannedState::Planned,
            PlannedEvent::Held { .. } => PlannedState::Held,
        };
        if self.state != PlannedState::Held {
            self.state = state;
        }
    }

    pub(crate) const fn word(&self) -> &'static str {
        if self.struck { "withdrawn" } else { self.state.as_str() }
    }
}

#[cfg(test)]
mod tests {
    use super::{PlannedState, Tally};

    #[test]
    fn planned_is_what_was_issued_first() {
        let mut tally = Tally::default();
        tally.add(1, PlannedState::Held, 2);
        tally.add(1, PlannedState::Dropped, 2);
        assert_eq!((tally.planned, tally.adjusted_to()), (4, Some(2)));
        tally.add(2, PlannedState::Planned, 2);
        assert_eq!((tally.planned, tally.adjusted, tally.adjusted_to()), (4, 4, None));
    }

    #[test]
    fn what_was_put_off_or_called_off_still_was_planned() {
        let mut tally = Tally::default();
        for state in [PlannedState::Postponed, PlannedState::Cancelled, PlannedState::Planned] {
            tally.add(1, state, 1);
        }
        tally.add(1, PlannedState::Withdrawn, 5);
        assert_eq!(tally, Tally { planned: 3, adjusted: 3, postponed: 1, cancelled: 1 });
    }
}
