//! The clocks of a complaint: what each step does to each of them. A row of a clock keeps its days for good; what takes its place
//! begins a row more, and a step that is struck gives the former one its state back.

use serde::{Deserialize, Serialize};

use super::{Instance, Step};
use crate::day::Day;
use crate::letter::class::axis;

axis! {
    /// A clock of a complaint.
    ComplaintClock {
        /// Until it is accepted, or its sender is told why not.
        Accept = "complaint_accept",
        /// Until it is decided.
        Solve = "complaint_solve",
        /// Until the decision is sent.
        Send = "complaint_send",
        /// Until a decision that suspends, ends or resumes settlement is sent.
        Notice = "complaint_notice",
        /// Until the decision is public.
        Publish = "complaint_publish",
        /// Until who complained can complain again no more: not a day of the body.
        Appeal = "complaint_appeal",
    }
}

impl ComplaintClock {
    /// Whether it is the body that has to do something by it.
    pub const fn is_of_body(self) -> bool {
        !matches!(self, Self::Appeal)
    }

    /// The rules that give its last day, the first one that is in force.
    pub const fn rules(self, instance: Instance, disciplinary: bool) -> &'static [&'static str] {
        match (self, instance, disciplinary) {
            (Self::Accept, Instance::First, false) => &["KN-ACCEPT", "KN-ACCEPT1"],
            (Self::Accept, Instance::Second, false) => &["KN-ACCEPT", "KN-ACCEPT2"],
            (Self::Accept, _, true) => &["KN-DISC-ACCEPT"],
            (Self::Solve, Instance::First, false) => &["KN-SOLVE1"],
            (Self::Solve, Instance::Second, false) => &["KN-SOLVE2"],
            (Self::Solve, Instance::First, true) => &["KN-DISC-SOLVE1"],
            (Self::Solve, Instance::Second, true) => &["KN-DISC-SOLVE2"],
            (Self::Send, Instance::First, _) => &["KN-SEND1"],
            (Self::Send, Instance::Second, _) => &["KN-SEND2"],
            (Self::Notice, ..) => &["KN-SUSPEND-SEND"],
            (Self::Publish, ..) => &["KN-PUBLISH"],
            (Self::Appeal, Instance::First, false) => &["KN-APPEAL"],
            (Self::Appeal, Instance::First, true) => &["KN-DISC-APPEAL"],
            (Self::Appeal, Instance::Second, _) => &[],
        }
    }

    /// What a step does to it. A step that begins one ends the one of before.
    pub const fn turned_by(self, step: Step) -> Option<Turn> {
        match (self, step) {
            (Self::Accept, Step::Second)
            | (Self::Solve, Step::Accept | Step::Resume | Step::Extend)
            | (Self::Send | Self::Publish, Step::Decide)
            | (Self::Notice, Step::Suspend | Step::Resume | Step::Terminate)
            | (Self::Appeal, Step::Receive) => Some(Turn::Begins),
            (Self::Accept, Step::Accept | Step::Refuse)
            | (Self::Solve, Step::Decide | Step::Terminate)
            | (Self::Send | Self::Notice, Step::Send)
            | (Self::Publish, Step::Publish)
            | (Self::Appeal, Step::Effect) => Some(Turn::Stops),
            (Self::Solve, Step::Suspend) => Some(Turn::Pauses),
            _ => None,
        }
    }
}

/// What a step does to a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It begins, or begins anew with another last day.
    Begins,
    /// It stands still.
    Pauses,
    /// It ends.
    Stops,
}

/// A clock that an event began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begun {
    /// Its id.
    pub clock: i64,
    /// Which.
    pub kind: ComplaintClock,
    /// The rule.
    pub rule: String,
    /// The version of the rule.
    pub rule_version: i64,
    /// The day from which it is counted.
    pub from: Day,
    /// Its last day.
    pub due_on: Day,
}

/// A clock with how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// The clock.
    pub begun: Begun,
    /// `running`, `suspended` or `stopped`.
    pub state: &'static str,
    /// The day on which it stopped running, by what it waited for or by another one; nothing while it runs, and where it stood still.
    pub done_on: Option<Day>,
    /// Whether another one took its place.
    pub replaced: bool,
}

impl Running {
    pub(super) fn new(begun: &Begun) -> Self {
        Self { begun: begun.clone(), state: "running", done_on: None, replaced: false }
    }

    /// Whether its last day passed before what it waited for was done, or before a day.
    pub fn is_late(&self, today: Day) -> bool {
        match self.state {
            "running" => today > self.begun.due_on,
            _ => self.done_on.is_some_and(|on| on > self.begun.due_on),
        }
    }
}

/// What a step on a day makes of the clocks.
pub(super) fn turn(clocks: &mut Vec<Running>, step: Step, on: Day, begun: &[Begun]) {
    for clock in clocks.iter_mut().filter(|it| it.state != "stopped") {
        match clock.begun.kind.turned_by(step) {
            Some(turn @ (Turn::Begins | Turn::Stops)) => {
                // One that stood still was not late.
                clock.done_on = (clock.state == "running").then_some(on);
                (clock.state, clock.replaced) = ("stopped", turn == Turn::Begins);
            }
            Some(Turn::Pauses) => clock.state = "suspended",
            None => {}
        }
    }
    clocks.extend(begun.iter().map(Running::new));
}
