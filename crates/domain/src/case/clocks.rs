//! The clocks of a case: what each event does to each of them. Several run side by side, none takes another's place, and all
//! follow from what is recorded.

use super::{Case, Standing};
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
    /// It ends once every point of the case has an answer in force or was told of.
    StopsOnceTold,
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
            Self::StopsOnceTold => "stops once every point is answered or told of",
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
            // What was linked to it is another person's, who was told nothing yet.
            | (Self::Notify, CaseEvent::PointAdded { .. })
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
                // Whose case is taken up again was told of it before.
                | CaseEvent::Reopened { .. }
                | CaseEvent::ReopenedUntil { .. }
                | CaseEvent::ReviewUpheld { .. }
                | CaseEvent::ReviewDecided { result: ReviewResult::Upheld, .. },
            )
            | (_, CaseEvent::Ended { .. } | CaseEvent::Merged { .. } | CaseEvent::Linked { .. })
            | (Self::Agency, CaseEvent::Returned { .. }) => Some(Turn::Stops),
            (
                Self::Notify,
                CaseEvent::AnsweredOnTheSpot { .. }
                | CaseEvent::Replied { .. }
                | CaseEvent::TransferAnswered { .. }
                | CaseEvent::TransferReplied { .. }
                | CaseEvent::DeliveryChosen { way: Delivery::Spot, .. },
            ) => Some(Turn::StopsOnceTold),
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
    /// The points of which whoever raised them waits to be told how they are handled: without an answer in force, and of which
    /// nothing told them. What tells of a case tells of all that was raised in it until then; what was linked to it later is another
    /// person's. What is told on the spot at a conclusion is told of the points that it names, until another way is chosen for them
    /// or the conclusion is struck.
    pub fn untold(&self, known: &[Effective<'_>]) -> Vec<i64> {
        let (mut there, mut told, mut spot) = (Vec::new(), Vec::new(), Vec::new());
        for event in known {
            let Event::Case(happened) = &event.recorded.event else { continue };
            match happened {
                CaseEvent::Received { points, .. } => there.extend(points.iter().map(|point| point.point)),
                CaseEvent::PointAdded { point, .. } => {
                    told.retain(|id| id != point);
                    there.push(*point);
                }
                CaseEvent::DeliveryChosen { points, way } => {
                    spot.retain(|id| !points.contains(id));
                    if *way == Delivery::Spot && concluded(known, event) {
                        spot.extend(points);
                    }
                }
                CaseEvent::Merged { .. } | CaseEvent::Linked { .. } | CaseEvent::Ended { .. } => {}
                happened if Clock::Notify.turned_by(happened) == Some(Turn::Stops) => told.clone_from(&there),
                _ => {}
            }
        }
        let waits = |point: &i64| !told.contains(point) && !spot.contains(point);
        let open = self.points.iter().filter(|(_, standing)| *standing == Standing::Open);
        open.map(|(point, _)| *point).filter(waits).collect()
    }

    /// Whether all who raised it were told of it by word, by letter or by a notice, each after what they raised was there.
    pub fn was_told(known: &[Effective<'_>]) -> bool {
        let last = |wanted: fn(&CaseEvent) -> bool| {
            known.iter().rposition(|event| matches!(&event.recorded.event, Event::Case(happened) if wanted(happened)))
        };
        let told = last(|it| matches!(it, CaseEvent::Told { .. } | CaseEvent::ToldByNotice { .. }));
        told > last(|it| matches!(it, CaseEvent::PointAdded { .. }))
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
            notify: ClockState::runs_if(waits && !self.untold(known).is_empty()),
            agency,
        }
    }
}

/// Whether a way was chosen by the conclusion that gave the case to its lead: one act recorded both, one after the other. Whatever
/// way is chosen at the case says how people will be told, and tells nobody.
fn concluded(known: &[Effective<'_>], chosen: &Effective<'_>) -> bool {
    known.iter().any(|event| {
        matches!(event.recorded.event, Event::Case(CaseEvent::Assigned { .. }))
            && event.recorded.seq + 1 == chosen.recorded.seq
    })
}
