//! What can happen to a notice of conclusion.

use serde::{Deserialize, Serialize};

use super::Delivery;
use super::json::acts;
use crate::day::Day;
use crate::text::TextRef;

acts! {
    /// What happened to a notice of conclusion. Its states follow the day on the paper.
    pub enum NoticeEvent {
        /// It was drafted.
        "notice.drafted" 1 => Drafted {
            /// The dialogue that it concludes.
            dialogue: i64,
            /// The body that issues it.
            organisation: i64,
            /// The notice in whose place it comes, if it comes in that of one.
            replaces: Option<i64>,
        },
        /// What stands around its points was written, all of it anew.
        "notice.described" 1 => Described {
            /// What the chair says of the dialogue as a whole.
            general: Option<TextRef>,
            /// How it is carried out.
            carrying_out: Option<TextRef>,
            /// Who gets it, line by line.
            recipients: Vec<TextRef>,
        },
        /// A point was written, or written anew.
        "notice.point_set" 1 => PointSet { point: NoticePoint },
        /// A point that another notice of the dialogue issued is repeated: it stays one assignment.
        "notice.point_taken" 1 => PointTaken {
            /// The point.
            point: i64,
            /// The last day that this notice gives it.
            due_on: Option<Day>,
        },
        /// A point was taken out.
        "notice.point_dropped" 1 => PointDropped { point: i64 },
        /// The matters of these cases are listed as noted, all of them anew: nothing of them has to be settled.
        "notice.noted" 1 => Noted { cases: Vec<i64> },
        /// What the program proposed, lead bodies and days, was confirmed by whoever drafts it.
        "notice.proposals_confirmed" 1 => ProposalsConfirmed,
        /// It was submitted for signature.
        "notice.submitted" 1 => Submitted,
        /// It was issued: signed, numbered, dated.
        "notice.issued" 1 => Issued {
            /// The term of whoever signed it, if it is known.
            signer: Option<i64>,
            /// Whether the number was drawn by the program, not typed from the paper.
            drawn: bool,
        },
        /// It was made public.
        "notice.published" 1 => Published,
        /// Another one was issued in its place.
        "notice.replaced" 1 => Replaced { by: i64 },
        /// Scans of it as it was signed were laid beside it.
        "notice.scanned" 1 => Scanned { scans: Vec<i64> },
        /// What stood around its points when it was issued was kept, naming the texts of what was typed: the paper says that
        /// for ever.
        "notice.kept" 1 => Kept { paper: TextRef },
    }
}

/// A point of a notice. It is an assignment from the day on which the notice is issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticePoint {
    /// The point.
    pub point: i64,
    /// The matter, in short.
    pub matter: TextRef,
    /// What was concluded.
    pub conclusion: TextRef,
    /// The body that leads.
    pub lead: Option<i64>,
    /// Bodies that cooperate.
    pub cooperating: Vec<i64>,
    /// The last day.
    pub due_on: Option<Day>,
    /// What has to be shown when it is done.
    pub evidence: Option<TextRef>,
    /// How the people are told of the result.
    pub delivery: Delivery,
    /// Whether the lead has to reach the person (cần liên hệ).
    pub contact: bool,
    /// Whether lead or day are what the program proposes and nobody has confirmed yet.
    pub proposed: bool,
    /// The cases that it settles, at least one.
    pub cases: Vec<i64>,
}

impl NoticeEvent {
    /// What was written beside it; what stands in its points is on the notice itself.
    pub const fn words(&self) -> Option<&TextRef> {
        None
    }
}
