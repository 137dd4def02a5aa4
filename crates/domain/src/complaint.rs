//! Settling a complaint (trình tự giải quyết khiếu nại): how one stands by its events. Which step is open when stands in [`table`],
//! what each does to the clocks in [`clocks`].

pub mod clocks;
mod done;
pub mod table;

use serde::{Deserialize, Serialize};

pub use clocks::{Begun, ComplaintClock, Running};
pub use done::Done;

use crate::correction::effective;
use crate::day::Day;
use crate::event::{ComplaintEvent, Event, Recorded};
use crate::letter::class::axis;

axis! {
    /// A step of the settlement.
    Step {
        /// It is a second complaint.
        Second = "second",
        /// Accepted (thụ lý).
        Accept = "accept",
        /// Not accepted, on a ground.
        Refuse = "refuse",
        /// Verification is assigned.
        Assign = "assign",
        /// Verification has its result.
        Verify = "verify",
        /// A dialogue was held.
        Dialogue = "dialogue",
        /// Suspended (tạm đình chỉ).
        Suspend = "suspend",
        /// Resumed.
        Resume = "resume",
        /// More time, for it is complex.
        Extend = "extend",
        /// Who complains was told why it is late.
        Explain = "explain",
        /// Withdrawn in part.
        WithdrawPart = "withdraw_part",
        /// Withdrawn as a whole.
        WithdrawAll = "withdraw_all",
        /// Ended without a decision (đình chỉ).
        Terminate = "terminate",
        /// Decided.
        Decide = "decide",
        /// What was decided is sent.
        Send = "send",
        /// Who complains received the decision.
        Receive = "receive",
        /// The decision is public.
        Publish = "publish",
        /// The decision is in effect.
        Effect = "effect",
    }
}

axis! {
    /// How far the settlement has come.
    Phase {
        /// Waits to be accepted.
        Received = "received",
        /// Accepted.
        Accepted = "accepted",
        /// Being verified.
        Assigned = "assigned",
        /// Verified.
        Verified = "verified",
        /// Suspended.
        Suspended = "suspended",
        /// Withdrawn, and waits for the decision that ends it.
        Withdrawn = "withdrawn",
        /// Decided.
        Decided = "decided",
        /// Not accepted.
        Refused = "refused",
        /// Ended without a decision.
        Terminated = "terminated",
        /// In effect.
        InEffect = "in_effect",
    }
}

impl Phase {
    /// Whether the body still owes a decision.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Decided | Self::Refused | Self::Terminated | Self::InEffect)
    }
}

axis! {
    /// Which time the matter is complained of.
    Instance {
        /// The first.
        First = "first",
        /// The second.
        Second = "second",
    }
}

axis! {
    /// What the decision says of the complaint.
    Finding {
        /// It is right.
        Right = "right",
        /// It is right in part.
        Partly = "partly",
        /// It is wrong.
        Wrong = "wrong",
    }
}

axis! {
    /// What becomes of what was complained of.
    Ruling {
        /// It is held.
        Held = "held",
        /// It is changed.
        Changed = "changed",
        /// It is cancelled.
        Cancelled = "cancelled",
    }
}

/// A step as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its event.
    pub event: i64,
    /// The day on which it was made.
    pub on: Day,
    /// What it says.
    pub done: Done,
}

/// A complaint as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Its letter.
    pub letter: i64,
    /// Its case.
    pub case: i64,
    /// The body that settles it.
    pub organisation: i64,
    /// The day of its receipt.
    pub received_on: Day,
    /// Which time the matter is complained of.
    pub instance: Instance,
    /// How far it has come.
    pub phase: Phase,
    /// How far it had come when it was suspended.
    resumes_to: Phase,
    /// Since when it is suspended.
    pub suspended_on: Option<Day>,
    /// How many days of suspension do not count, those of the present one not among them.
    pub not_counted: i64,
    /// Whether a decision waits to be sent, and of which day it is.
    pub unsent: Option<Day>,
    /// The steps that stand, as they were recorded.
    pub steps: Vec<Made>,
    /// Its clocks, in the order in which they began.
    pub clocks: Vec<Running>,
    /// The second complaint, and the day on which it came.
    pub appealed: Option<(i64, Day)>,
    /// Whether it was taken up by mistake.
    pub struck: bool,
}

impl Complaint {
    /// How it stands after all its events, in the order in which they were recorded; nothing where they are not those of one.
    pub fn by(events: &[Recorded]) -> Option<Self> {
        let mut effective = effective(events);
        effective.sort_by_key(|event| event.recorded.seq);
        let (founding, later) = effective.split_first()?;
        let Event::Complaint(ComplaintEvent::Opened { letter, case, organisation, clocks }) = &founding.recorded.event
        else {
            return None;
        };
        let mut complaint = Self {
            letter: *letter,
            case: *case,
            organisation: *organisation,
            received_on: founding.on,
            instance: Instance::First,
            phase: Phase::Received,
            resumes_to: Phase::Accepted,
            suspended_on: None,
            not_counted: 0,
            unsent: None,
            steps: Vec::new(),
            clocks: clocks.iter().map(Running::new).collect(),
            appealed: None,
            struck: founding.struck,
        };
        for event in later {
            match &event.recorded.event {
                Event::Complaint(ComplaintEvent::Stepped { done }) => {
                    complaint.step(Made { event: event.recorded.id, on: event.on, done: done.clone() });
                }
                Event::Complaint(ComplaintEvent::Appealed { by }) => {
                    complaint.appealed = Some((*by, event.on));
                    for clock in complaint.clocks.iter_mut().filter(|it| it.begun.kind == ComplaintClock::Appeal) {
                        (clock.state, clock.done_on) = ("stopped", Some(event.on));
                    }
                }
                _ => {}
            }
        }
        if complaint.struck {
            complaint.clocks.iter_mut().for_each(|it| (it.state, it.done_on) = ("stopped", None));
        }
        Some(complaint)
    }

    fn step(&mut self, made: Made) {
        let Made { on, done, .. } = &made;
        match done.step {
            Step::Second => self.instance = Instance::Second,
            Step::Suspend => (self.resumes_to, self.suspended_on) = (self.phase, Some(*on)),
            Step::Resume => self.not_counted += self.suspended_on.take().map_or(0, |since| since.days_until(*on)),
            Step::Send => self.unsent = None,
            _ => {}
        }
        if matches!(done.step, Step::Suspend | Step::Resume | Step::Terminate | Step::Decide) {
            self.unsent = Some(*on);
        }
        self.phase = match done.step {
            Step::Accept => Phase::Accepted,
            Step::Refuse => Phase::Refused,
            Step::Assign => Phase::Assigned,
            Step::Verify => Phase::Verified,
            Step::Suspend => Phase::Suspended,
            Step::Resume => self.resumes_to,
            Step::WithdrawAll => Phase::Withdrawn,
            Step::Terminate => Phase::Terminated,
            Step::Decide => Phase::Decided,
            Step::Effect => Phase::InEffect,
            _ => self.phase,
        };
        clocks::turn(&mut self.clocks, done.step, *on, &done.clocks);
        self.steps.push(made);
    }

    /// The last step of a kind that stands.
    pub fn made(&self, step: Step) -> Option<&Made> {
        self.steps.iter().rev().find(|it| it.done.step == step)
    }

    /// Whether the place is remote.
    pub fn is_remote(&self) -> bool {
        self.steps.iter().any(|it| it.done.remote)
    }

    /// Whether it is complex.
    pub fn is_complex(&self) -> bool {
        self.steps.iter().any(|it| it.done.complex)
    }

    /// Whether a disciplinary decision is complained of.
    pub fn is_disciplinary(&self) -> bool {
        self.steps.iter().any(|it| it.done.disciplinary)
    }

    /// The variant of the rules by which it is settled.
    pub fn variant(&self) -> &'static str {
        match (self.is_remote(), self.is_complex()) {
            (true, true) => "remote_complex",
            (true, false) => "remote",
            (false, true) => "complex",
            (false, false) => crate::rule::NORMAL,
        }
    }

    /// Whether it can be decided only after a dialogue: the second time always, the first time where claim and verification differ.
    pub fn needs_dialogue(&self) -> bool {
        let differs = self.made(Step::Verify).is_some_and(|it| it.done.differs == Some(true));
        (self.instance == Instance::Second || differs) && self.made(Step::Dialogue).is_none()
    }

    /// Whether a step is open on a day, by the table and by what was done.
    pub fn is_open(&self, step: Step, on: Day) -> bool {
        let known = |step: Step| self.made(step).is_some();
        let row = table::row(step, on).is_some_and(|row| row.from.contains(&self.phase));
        row && !self.struck
            && match step {
                Step::Second => !known(Step::Second),
                Step::Send => self.unsent.is_some(),
                Step::Receive => !known(Step::Receive) && known(Step::Send) && self.unsent.is_none(),
                Step::Publish => !known(Step::Publish),
                Step::Effect => self.appealed.is_none(),
                Step::Extend => !self.is_complex(),
                Step::Decide => !self.needs_dialogue(),
                _ => true,
            }
    }

    /// The first day on which a step can have been made.
    pub fn earliest(&self, step: Step) -> Day {
        let of = |step: Step| self.made(step).map(|it| it.on);
        let first = match step {
            Step::Send => self.unsent,
            Step::Receive => of(Step::Send),
            Step::Publish | Step::Effect => of(Step::Decide),
            // What was sent, received or made public later is no bound of what is typed after it.
            _ => {
                let moves = |it: &&Made| !matches!(it.done.step, Step::Send | Step::Receive | Step::Publish);
                self.steps.iter().filter(moves).map(|it| it.on).max()
            }
        };
        first.unwrap_or(self.received_on)
    }

    /// The clock of a kind that began last.
    pub fn clock(&self, kind: ComplaintClock) -> Option<&Running> {
        self.clocks.iter().rev().find(|it| it.begun.kind == kind)
    }

    /// Whether it is late: a clock of the body runs past its last day.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.clocks.iter().any(|it| it.state == "running" && it.begun.kind.is_of_body() && it.is_late(today))
    }

    /// Whether who complains was told why it is late, since the last day of the clock that runs.
    pub fn is_explained(&self) -> bool {
        let told = self.made(Step::Explain).map(|it| it.on);
        self.clock(ComplaintClock::Solve).zip(told).is_some_and(|(clock, told)| told >= clock.begun.from)
    }

    /// The event that stands last: the one that can be taken back.
    pub fn last_event(&self) -> i64 {
        self.steps.last().map_or(0, |it| it.event)
    }
}
