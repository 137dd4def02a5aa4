//! What can happen to a case.

use serde::{Deserialize, Serialize};

use super::json::acts;
use crate::day::Day;
use crate::text::TextRef;

acts! {
    /// What happened to a case. Bodies, cases, points and papers are given by their ids.
    pub enum CaseEvent {
        /// It was opened: somebody raised it.
        "case.received" 1 => Received {
            /// The body with which it was first raised; for ever.
            origin: i64,
            /// The dialogue in which it was first raised, if it was in one; for ever.
            origin_dialogue: Option<i64>,
            /// The body that answers for it until it is assigned.
            accountable: i64,
            /// Where the matter lies.
            territory: i64,
            /// The field of work.
            field: String,
            /// What has to be answered, at least one.
            points: Vec<CasePoint>,
            /// The day by which it has to be settled, if a confirmed rule sets one on receipt.
            due_on: Option<Day>,
            /// The other clocks that confirmed rules start on receipt.
            clocks: Vec<StartedClock>,
        },
        /// One more matter to be answered was linked to it.
        "case.point_added" 1 => PointAdded { point: i64, submission: Option<i64> },
        /// A matter that was linked to it stands for itself again.
        "case.point_parted" 1 => PointParted { point: i64 },
        /// What it raises was linked to another case, as a point of that one; it counts there from now on.
        "case.linked" 1 => Linked {
            /// The other case.
            root: i64,
            /// The point that it is there.
            point: i64,
            /// Why.
            words: Option<TextRef>,
        },
        /// What it raises is no point of the other case any more: it stands for itself again.
        "case.unlinked" 1 => Unlinked { words: Option<TextRef> },
        /// Its place or its field was set anew.
        "case.placed" 1 => Placed { territory: i64, field: String },
        /// A body was made to lead it, with a due date. It takes the place of an earlier assignment.
        "case.assigned" 1 => Assigned {
            /// The assignment.
            assignment: i64,
            /// The body that answers for it from now on.
            lead: i64,
            /// Its last day.
            due_on: Day,
            /// What it has to show when it is done.
            words: Option<TextRef>,
        },
        /// The body accepted the assignment.
        "case.accepted" 1 => Accepted { body: i64 },
        /// The body noted progress.
        "case.progressed" 1 => Progressed { body: i64, words: Option<TextRef> },
        /// The due date was moved.
        "case.extended" 1 => Extended {
            /// The new last day.
            due_on: Day,
            /// Whether the person was told of it.
            told: bool,
            /// Why.
            words: Option<TextRef>,
        },
        /// The body answered points in the session itself.
        "case.answered_on_the_spot" 1 => AnsweredOnTheSpot {
            /// The record of the answer.
            reply: i64,
            /// The session in which it was given.
            session: i64,
            /// Who answered.
            body: i64,
            /// What came of each point.
            points: Vec<PointAnswer>,
        },
        /// The body replied to points on paper.
        "case.replied" 1 => Replied {
            /// The reply.
            reply: i64,
            /// Whose reply it is.
            body: i64,
            /// What came of each point.
            points: Vec<PointAnswer>,
        },
        /// What was promised for the point was done.
        "case.promise_kept" 1 => PromiseKept { point: i64, words: Option<TextRef> },
        /// Work on it was suspended; its clock stands still.
        "case.suspended" 1 => Suspended { words: Option<TextRef> },
        /// Work on it was taken up again.
        "case.resumed" 1 => Resumed { words: Option<TextRef> },
        /// Points were sent on to another body; the sender stays accountable.
        "case.sent_on" 1 => SentOn {
            /// The transfer.
            transfer: i64,
            /// The receiver.
            to: i64,
            /// The points sent, at least one.
            points: Vec<i64>,
            /// Why.
            words: Option<TextRef>,
        },
        /// The receiver has the transfer: it accepted the offer, or the receipt of the letter is proven.
        "case.transfer_received" 1 => TransferReceived { transfer: i64 },
        /// The receiver answered points of the transfer.
        "case.transfer_answered" 1 => TransferAnswered {
            /// The transfer.
            transfer: i64,
            /// The points answered, at least one.
            points: Vec<i64>,
            /// What it answered.
            words: Option<TextRef>,
        },
        /// The receiver gave the transfer back.
        "case.transfer_returned" 1 => TransferReturned { transfer: i64, words: Option<TextRef> },
        /// It was pointed at another case, in which it counts from now on.
        "case.merged" 1 => Merged { root: i64, words: Option<TextRef> },
        /// It stands for itself again.
        "case.unmerged" 1 => Unmerged { words: Option<TextRef> },
        /// It has to be settled again; earlier answers are no longer in force.
        "case.reopened" 1 => Reopened { reason: TextRef },
        /// It ended lawfully without an answer to the matter.
        "case.ended" 1 => Ended {
            /// The ground.
            ground: EndGround,
            /// The code of the ground in the law, if it has one.
            code: Option<String>,
            /// The reason that was told.
            words: Option<TextRef>,
        },
        /// The person said, or didn't say, what they think of the result.
        "case.assessed" 1 => Assessed {
            /// The reply they were asked about.
            reply: i64,
            /// What they say.
            value: Assessment,
            /// When and how they were reached for.
            contacts: Vec<Contact>,
            /// Their words.
            words: Option<TextRef>,
        },
        /// The Front confirmed the result.
        "case.confirmed" 1 => Confirmed { organisation: i64, words: Option<TextRef> },
        /// Who raised it was told how it is being handled.
        "case.told" 1 => Told {
            /// How.
            way: ContactWay,
            /// What they were told, where it was noted.
            words: Option<TextRef>,
        },
        /// Somebody opened the name of who raised it.
        "case.identity_read" 1 => IdentityRead,
        /// A rule or the calendar was changed, and with it the last day of one of its clocks.
        "case.clock_redated" 1 => ClockRedated {
            /// The clock.
            clock: i64,
            /// The version of the rule that now sets it.
            rule_version: i64,
            /// Its last day; none when no rule is in force any more.
            due_on: Option<Day>,
        },
        /// The body that answered for it ended, and another took it over.
        "case.handed_over" 1 => HandedOver {
            /// The handover.
            handover: i64,
            /// The body that answers for it from now on.
            to: i64,
        },
    }
}

impl CaseEvent {
    /// What was written beside it: a reason, a note, what somebody said. Words of answers stand with their points.
    pub const fn words(&self) -> Option<&TextRef> {
        match self {
            Self::Assigned { words, .. }
            | Self::Progressed { words, .. }
            | Self::Extended { words, .. }
            | Self::PromiseKept { words, .. }
            | Self::Suspended { words }
            | Self::Resumed { words }
            | Self::SentOn { words, .. }
            | Self::TransferAnswered { words, .. }
            | Self::TransferReturned { words, .. }
            | Self::Merged { words, .. }
            | Self::Unmerged { words }
            | Self::Linked { words, .. }
            | Self::Unlinked { words }
            | Self::Ended { words, .. }
            | Self::Assessed { words, .. }
            | Self::Told { words, .. }
            | Self::Confirmed { words, .. } => words.as_ref(),
            Self::Reopened { reason } => Some(reason),
            Self::Received { .. }
            | Self::PointAdded { .. }
            | Self::PointParted { .. }
            | Self::Placed { .. }
            | Self::Accepted { .. }
            | Self::AnsweredOnTheSpot { .. }
            | Self::Replied { .. }
            | Self::TransferReceived { .. }
            | Self::IdentityRead
            | Self::ClockRedated { .. }
            | Self::HandedOver { .. } => None,
        }
    }
}

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
