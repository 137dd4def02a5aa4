//! What can happen to a body, and to the posts and villages it answers for.

use super::json::acts;
use crate::notice::{NumberMode, NumberRuns, Series};
use crate::text::TextRef;

acts! {
    /// What happened to a body.
    pub enum OrganisationEvent {
        /// It came into being.
        "organisation.founded" 1 => Founded {
            /// The word for what it is, such as `peoples_committee`.
            kind: String,
            /// The territory it belongs to.
            territory: i64,
        },
        /// It was given another name.
        "organisation.renamed" 1 => Renamed {
            /// The new name.
            text: TextRef,
            /// The document that says so.
            basis: TextRef,
        },
        /// It was placed under another body in one line, or under none.
        "organisation.placed" 1 => Placed {
            /// `authority`, `party` or `front`.
            line: String,
            /// The body above it in that line from now on.
            superior: Option<i64>,
        },
        /// It ceased to be: ended (no successor), merged (one) or split (several).
        "organisation.ended" 1 => Ended {
            /// The bodies that take its place.
            successors: Vec<i64>,
            /// The list of what it leaves; none when it left nothing.
            handover: Option<i64>,
            /// The document that says so.
            basis: TextRef,
        },
        /// A village of its commune was added.
        "organisation.village_added" 1 => VillageAdded { territory: i64 },
        /// The term of an official in one of its posts began.
        "organisation.term_begun" 1 => TermBegun { term: i64, person: i64, post: String },
        /// The term of an official in one of its posts ended.
        "organisation.term_ended" 1 => TermEnded {
            /// The term.
            term: i64,
            /// The list of what it leaves; none when it left nothing.
            handover: Option<i64>,
        },
        /// Whether who drafts a reply of it may approve it as well was settled.
        "organisation.approval_settled" 1 => ApprovalSettled {
            /// Whether they may.
            own: bool,
            /// Why.
            words: TextRef,
        },
        /// How it numbers its papers of one kind was set.
        "organisation.series_set" 1 => SeriesSet {
            /// The kind of paper.
            series: Series,
            /// Who gives the number.
            mode: NumberMode,
            /// Over what time the numbers run on.
            runs: NumberRuns,
            /// The next number, where the program draws it.
            next: i64,
        },
        /// A machine became one on which its people switch by a PIN.
        "organisation.device_registered" 1 => DeviceRegistered { device: i64 },
        /// A machine is no longer one of its own.
        "organisation.device_revoked" 1 => DeviceRevoked { device: i64 },
    }
}
