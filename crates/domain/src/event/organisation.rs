//! What can happen to a body.

use super::json::acts;
use crate::text::TextRef;

acts! {
    /// What happened to a body.
    pub enum OrganisationEvent {
        /// It came into being.
        "organisation.founded" 1 => Founded {
            /// The word for what it is, such as `people_committee`.
            kind: String,
            /// The territory it belongs to.
            territory: i64,
        },
        /// It was given another name.
        "organisation.renamed" 1 => Renamed { text: TextRef },
        /// It ceased to be.
        "organisation.ended" 1 => Ended,
    }
}
