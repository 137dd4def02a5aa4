//! Plans: what one post means to hold in a year, and how what was held compares with it.
//!
//! "Planned" is what the first issued plan of the year said, whatever was amended later; what is held without standing
//! in the plan counts as held beside it.

mod year;

pub use year::{Bounds, Conference, Entry, Fate, Followed, Forecast, PostYear};

use crate::correction::{Effective, effective};
use crate::day::Day;
use crate::event::{Event, PlanEvent, PlannedEvent, Recorded};
use crate::text::TextRef;

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

/// How the reason for not holding what was planned stands with those above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Excuse {
    /// The body gave it; nobody above has said anything of it.
    Stated,
    /// Those above accept it.
    Accepted,
    /// Those above question it.
    Questioned,
}

impl Excuse {
    /// Every one, in order.
    pub const ALL: [Self; 3] = [Self::Stated, Self::Accepted, Self::Questioned];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Accepted => "accepted",
            Self::Questioned => "questioned",
        }
    }

    /// The one kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|excuse| excuse.as_str() == word)
    }
}

/// A plan as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The body.
    pub organisation: i64,
    /// How far it has come: a step that was passed over by a later one is no step back.
    pub state: PlanState,
    /// The edition in force; 1 while no amendment stands.
    pub edition: i64,
    /// The day on which it was issued first.
    pub issued_on: Option<Day>,
    /// Whether it was recorded by mistake.
    pub struck: bool,
}

impl Plan {
    pub(crate) fn founded(founding: &Effective<'_>) -> Option<Self> {
        match &founding.recorded.event {
            Event::Plan(PlanEvent::Drafted { organisation, .. }) => Some(Self {
                organisation: *organisation,
                state: PlanState::Draft,
                edition: 1,
                issued_on: None,
                struck: founding.struck,
            }),
            _ => None,
        }
    }

    pub(crate) fn apply(&mut self, event: &Effective<'_>) {
        let Event::Plan(happened) = &event.recorded.event else { return };
        let to = match happened {
            PlanEvent::Submitted => PlanState::Submitted,
            PlanEvent::Approved => PlanState::Approved,
            PlanEvent::Published => PlanState::Published,
            PlanEvent::Amended { edition, .. } => {
                self.edition = self.edition.max(*edition);
                return;
            }
            PlanEvent::Drafted { .. } | PlanEvent::Redrafted { .. } => return,
        };
        if to.is_issued() {
            self.issued_on = self.issued_on.or(Some(event.on));
        }
        self.state = self.state.max(to);
    }

    /// How it stands after all its events; nothing where they are not those of a plan.
    pub fn by(events: &[Recorded]) -> Option<Self> {
        let effective = effective(events);
        let (founding, later) = effective.split_first()?;
        let mut plan = Self::founded(founding)?;
        for event in later {
            plan.apply(event);
        }
        Some(plan)
    }

    /// The word of its state, `struck` once it was recorded by mistake.
    pub const fn word(&self) -> &'static str {
        if self.struck { "struck" } else { self.state.as_str() }
    }
}

/// A planned dialogue as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    stands: PlannedState,
    first_month: i64,
    struck: bool,
    /// The month for which it is planned now.
    pub month: i64,
    /// The reason that the body gives for having put it off or called it off.
    pub reason: Option<TextRef>,
    /// How that reason stands with those above.
    pub excuse: Option<Excuse>,
    /// What those above said of it.
    pub said: Option<TextRef>,
    /// The dialogue as which it was held.
    pub held_as: Option<i64>,
}

impl Planned {
    pub(crate) fn founded(founding: &Effective<'_>) -> Option<Self> {
        match &founding.recorded.event {
            Event::Planned(PlannedEvent::Entered { month, .. }) => Some(Self {
                stands: PlannedState::Planned,
                first_month: *month,
                struck: founding.struck,
                month: *month,
                reason: None,
                excuse: None,
                said: None,
                held_as: None,
            }),
            _ => None,
        }
    }

    /// What was held stays held, whatever is said of the plan afterwards, until the dialogue is said not to be it.
    pub(crate) fn apply(&mut self, event: &Event) {
        let Event::Planned(happened) = event else { return };
        match happened {
            PlannedEvent::Entered { .. } => {}
            PlannedEvent::Withdrawn => self.stands = PlannedState::Withdrawn,
            PlannedEvent::Dropped { .. } => self.stands = PlannedState::Dropped,
            PlannedEvent::Postponed { month, reason } => {
                self.put_by(PlannedState::Postponed, reason);
                self.month = month.unwrap_or(self.month);
            }
            PlannedEvent::Cancelled { reason } => self.put_by(PlannedState::Cancelled, reason),
            PlannedEvent::Restored { .. } => {
                (self.stands, self.month) = (PlannedState::Planned, self.first_month);
                (self.reason, self.excuse, self.said) = (None, None, None);
            }
            PlannedEvent::ExcuseAccepted { words } => self.judge(Excuse::Accepted, words.as_ref()),
            PlannedEvent::ExcuseQuestioned { words } => self.judge(Excuse::Questioned, Some(words)),
            PlannedEvent::Held { dialogue } => self.held_as = Some(*dialogue),
            PlannedEvent::Released { dialogue } => self.held_as = self.held_as.filter(|held| held != dialogue),
        }
    }

    fn put_by(&mut self, state: PlannedState, reason: &TextRef) {
        self.stands = state;
        (self.reason, self.excuse, self.said) = (Some(reason.clone()), Some(Excuse::Stated), None);
    }

    fn judge(&mut self, excuse: Excuse, words: Option<&TextRef>) {
        if self.reason.is_some() {
            (self.excuse, self.said) = (Some(excuse), words.cloned());
        }
    }

    /// How it stands after all its events; nothing where they are not those of a planned dialogue.
    pub fn by(events: &[Recorded]) -> Option<Self> {
        let effective = effective(events);
        let (founding, later) = effective.split_first()?;
        let mut planned = Self::founded(founding)?;
        for event in later {
            planned.apply(&event.recorded.event);
        }
        Some(planned)
    }

    /// How it stands.
    pub const fn state(&self) -> PlannedState {
        match self.held_as {
            _ if self.struck => PlannedState::Withdrawn,
            Some(_) => PlannedState::Held,
            None => self.stands,
        }
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
