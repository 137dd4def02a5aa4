//! The clocks of a case: what each event does to each of them. Several run side by side, none takes another's place, and all
//! follow from what is recorded.

use super::Case;
use crate::correction::Effective;
use crate::event::{CaseEvent, Delivery, Event, ReviewResult};

/// A clock of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clock {
    /// How long somebody waits: from the first receipt anywhere until every point is answered. No rule gives it a last day.
    Citizen,
    /// Until whoever raised the matter is told how it is handled: accepted, more time, refused, sent on (TCD-NOTIFY; Law
    /// 42/2013/QH13, article 28, clause 1).
    Notify,
    /// The assignment in force, until every point is answered (DT-REPLY, where it is confirmed; else the day of the paper).
    Agency,
}

/// What an event does to a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// It begins, or begins again.
    Starts,
    /// It ends.
    Stops,
    /// It ends once every point of the case has an answer in force.
    StopsOnceAnswered,
    /// It stands still; the days are not counted.
    Pauses,
    /// It goes on.
    Resumes,
    /// It gets another last day, in any state.
    Redates,
}

impl Turn {
    /// The word of the printed table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Starts => "starts",
            Self::Stops => "stops",
            Self::StopsOnceAnswered => "stops once every point is answered",
            Self::Pauses => "pauses",
            Self::Resumes => "resumes",
            Self::Redates => "redates",
        }
    }
}

impl Clock {
    /// All of them, in the order of declaration.
    pub const ALL: [Self; 3] = [Self::Citizen, Self::Notify, Self::Agency];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Notify => "notify",
            Self::Agency => "agency",
        }
    }

    /// The clock kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|clock| clock.as_str() == word)
    }

    /// What an event does to it; nothing where it goes on as it was. That a body is made to lead the case tells nobody anything:
    /// the clock of telling runs on until the person hears of it.
    pub const fn turned_by(self, event: &CaseEvent) -> Option<Turn> {
        match (self, event) {
            (Self::Citizen | Self::Notify, CaseEvent::Received { .. })
            | (Self::Agency, CaseEvent::Assigned { .. })
            | (
                Self::Citizen | Self::Agency,
                CaseEvent::Reopened { .. }
                | CaseEvent::ReopenedUntil { .. }
                | CaseEvent::ReviewUpheld { .. }
                | CaseEvent::ReviewDecided { result: ReviewResult::Upheld, .. },
            )
            | (_, CaseEvent::Unmerged { .. } | CaseEvent::Unlinked { .. }) => Some(Turn::Starts),
            (
                Self::Notify,
                CaseEvent::Told { .. }
                | CaseEvent::ToldByNotice { .. }
                | CaseEvent::Extended { told: true, .. }
                | CaseEvent::DeliveryChosen { way: Delivery::Spot, .. }
                // Whose case is taken up again was told of it before.
                | CaseEvent::Reopened { .. }
                | CaseEvent::ReopenedUntil { .. }
                | CaseEvent::ReviewUpheld { .. }
                | CaseEvent::ReviewDecided { result: ReviewResult::Upheld, .. },
            )
            | (_, CaseEvent::Ended { .. } | CaseEvent::Merged { .. } | CaseEvent::Linked { .. })
            | (Self::Agency, CaseEvent::Returned { .. }) => Some(Turn::Stops),
            (
                _,
                CaseEvent::AnsweredOnTheSpot { .. }
                | CaseEvent::Replied { .. }
                | CaseEvent::TransferAnswered { .. }
                | CaseEvent::TransferReplied { .. },
            ) => Some(Turn::StopsOnceAnswered),
            (Self::Agency, CaseEvent::Suspended { .. }) => Some(Turn::Pauses),
            (Self::Agency, CaseEvent::Resumed { .. } | CaseEvent::TakenUp { .. }) => Some(Turn::Resumes),
            (Self::Agency, CaseEvent::Extended { .. } | CaseEvent::Noticed { .. })
            | (Self::Notify, CaseEvent::ClockRedated { .. }) => Some(Turn::Redates),
            _ => None,
        }
    }
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClockState {
    /// It runs.
    Running,
    /// It stands still.
    Suspended,
    /// It has ended, or has not begun.
    Stopped,
}

impl ClockState {
    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Suspended => "suspended",
            Self::Stopped => "stopped",
        }
    }

    const fn runs_if(runs: bool) -> Self {
        if runs { Self::Running } else { Self::Stopped }
    }
}

/// How the clocks of a case stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// That of the person who waits.
    pub citizen: ClockState,
    /// That until the person is told.
    pub notify: ClockState,
    /// That of the assignment in force.
    pub agency: ClockState,
}

impl Clocks {
    /// All stopped: of a case that was struck or counts in another one.
    pub const NONE: Self =
        Self { citizen: ClockState::Stopped, notify: ClockState::Stopped, agency: ClockState::Stopped };

    /// How one of them stands.
    pub const fn of(self, clock: Clock) -> ClockState {
        match clock {
            Clock::Citizen => self.citizen,
            Clock::Notify => self.notify,
            Clock::Agency => self.agency,
        }
    }
}

impl Case<'_> {
    /// Whether who raised a case of these events was told how it is handled, by whatever tells them, or before it was reopened.
    /// Of answers it is looked at whether every point has one; see [`Case::clocks`].
    pub fn was_told(known: &[Effective<'_>]) -> bool {
        known.iter().any(|event| match &event.recorded.event {
            Event::Case(CaseEvent::Merged { .. } | CaseEvent::Linked { .. } | CaseEvent::Ended { .. }) => false,
            Event::Case(happened) => Clock::Notify.turned_by(happened) == Some(Turn::Stops),
            _ => false,
        })
    }

    /// How the clocks of the case stand, of the same events as the case.
    pub fn clocks(&self, known: &[Effective<'_>]) -> Clocks {
        if !self.counts() {
            return Clocks::NONE;
        }
        let waits = self.ended.is_none() && !self.is_answered();
        let agency = match self.assignment {
            Some(_) if self.closed_on.is_none() && self.paused_from.is_some() => ClockState::Suspended,
            Some(_) => ClockState::runs_if(self.closed_on.is_none()),
            None => ClockState::Stopped,
        };
        Clocks {
            citizen: ClockState::runs_if(waits),
            notify: ClockState::runs_if(waits && !Self::was_told(known)),
            agency,
        }
    }
}
