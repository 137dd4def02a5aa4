//! What part a body has in a case, and what it may do by it.

use domain::permission::Act;

use crate::Error;

/// What part a body has in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// It was first raised with it, or it took the place of that body: it decides.
    Decides,
    /// It was first raised with it, and another body took its place.
    Origin,
    /// It answers for it.
    Bearer,
    /// It cooperates in the assignment in force.
    Cooperating,
    /// It owes an answer to points sent on to it.
    Receiver,
    /// It is the Front of the place of the body that decides.
    Front,
    /// The body that leads gave it a part of the work.
    Under,
    /// It has to decide a review of the result.
    Reviewer,
}

impl Part {
    /// The part of a number in the question for a grant.
    pub(super) fn parse(number: i64) -> Result<Self, Error> {
        Ok(match number {
            0 => Self::Decides,
            1 => Self::Bearer,
            2 => Self::Cooperating,
            3 => Self::Receiver,
            4 => Self::Front,
            5 => Self::Reviewer,
            6 => Self::Under,
            7 => Self::Origin,
            other => return Err(Error::Corrupt(format!("a part {other}"))),
        })
    }

    /// Whether a body with that part may be the one by which an act on the case is allowed. The body of origin decides, or the one that
    /// took its place; where it has ended and nobody took its place yet, whoever answers for the case does. The body of origin that
    /// decides no more reads what was raised with it.
    pub(super) fn may(self, act: Act, decides_ended: bool, contact: bool) -> bool {
        let decides = self == Self::Decides || (self == Self::Bearer && decides_ended);
        match act {
            Act::CaseRead | Act::HistoryRead => self != Self::Front,
            Act::CaseReadIdentity => decides || (self == Self::Bearer && contact),
            Act::CaseWork => matches!(self, Self::Decides | Self::Bearer),
            Act::CasePart => matches!(self, Self::Decides | Self::Bearer | Self::Under),
            Act::CaseReply | Act::ReplyApprove => matches!(self, Self::Decides | Self::Bearer | Self::Cooperating),
            Act::CaseTransfer | Act::EventOnBehalf => matches!(self, Self::Decides | Self::Bearer | Self::Receiver),
            Act::CaseConfirm => decides || self == Self::Front,
            Act::CaseReview => decides || self == Self::Reviewer,
            _ => decides,
        }
    }
}
