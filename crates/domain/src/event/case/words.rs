//! What was written beside what happened to a case, and what reopens one.

use super::{CaseEvent, ReviewResult};
use crate::day::Day;
use crate::text::TextRef;

impl CaseEvent {
    /// Whether all has to be settled again from it on: earlier answers are no longer in force.
    pub const fn reopens(&self) -> bool {
        self.reopened_until().is_some()
            || matches!(self, Self::Reopened { .. } | Self::ReviewDecided { result: ReviewResult::Upheld, .. })
    }

    /// The last day that a reopening set anew for the assignment in force.
    pub const fn reopened_until(&self) -> Option<Day> {
        match self {
            Self::ReopenedUntil { due_on, .. } | Self::ReviewUpheld { due_on, .. } => Some(*due_on),
            _ => None,
        }
    }

    /// What was written beside it: a reason, a note, what somebody said. Words of answers stand with their points.
    pub const fn words(&self) -> Option<&TextRef> {
        match self {
            Self::Assigned { words, .. }
            | Self::Progressed { words, .. }
            | Self::Extended { words, .. }
            | Self::PromiseKept { words, .. }
            | Self::Suspended { words }
            | Self::Resumed { words }
            | Self::SetAside { words }
            | Self::TakenUp { words, .. }
            | Self::SentOn { words, .. }
            | Self::TransferAnswered { words, .. }
            | Self::TransferReplied { words, .. }
            | Self::TransferReturned { words, .. }
            | Self::Merged { words, .. }
            | Self::Unmerged { words }
            | Self::Linked { words, .. }
            | Self::Unlinked { words }
            | Self::Ended { words, .. }
            | Self::Assessed { words, .. }
            | Self::Told { words, .. }
            | Self::ReplySentBack { words, .. }
            | Self::AskedBack { words, .. }
            | Self::AskAnswered { words, .. }
            | Self::Returned { words, .. }
            | Self::PartGiven { words, .. }
            | Self::PartDone { words, .. }
            | Self::Confirmed { words, .. } => words.as_ref(),
            Self::Reopened { reason }
            | Self::ReopenedUntil { reason, .. }
            | Self::ReviewUpheld { reason, .. }
            | Self::ReviewDecided { reason, .. } => Some(reason),
            Self::Found { words, .. } => Some(words),
            Self::ReportedUp { document, .. } => Some(document),
            Self::Received { .. }
            | Self::PointAdded { .. }
            | Self::PointParted { .. }
            | Self::Placed { .. }
            | Self::Accepted { .. }
            | Self::Noticed { .. }
            | Self::AnsweredOnTheSpot { .. }
            | Self::Replied { .. }
            | Self::TransferReceived { .. }
            | Self::IdentityRead
            | Self::ToldByNotice { .. }
            | Self::CodeGiven { .. }
            | Self::ReviewOpened { .. }
            | Self::ClockRedated { .. }
            | Self::ReplyDrafted { .. }
            | Self::ReplySubmitted { .. }
            | Self::ReplyApproved { .. }
            | Self::DeliveryChosen { .. }
            | Self::Urged { .. }
            | Self::UrgingIssued { .. }
            | Self::TransferDated { .. }
            | Self::HandedOver { .. }
            | Self::TakenOver { .. }
            | Self::EvidenceFiled { .. }
            | Self::SentFor { .. }
            | Self::HeldNoDenunciation => None,
        }
    }
}
