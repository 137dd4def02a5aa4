//! What can happen to declared figures.

use super::json::acts;
use crate::day::Day;
use crate::declared::DeclaredCell;
use crate::text::TextRef;

acts! {
    /// What happened to the figures that a unit declares of a period. The day of each is that on its paper.
    pub enum DeclaredEvent {
        /// They were recorded from a paper.
        "declared.recorded" 1 => Recorded {
            /// The unit whose figures they are.
            organisation: i64,
            /// The first day of the period.
            from_on: Day,
            /// The last day of the period.
            to_on: Day,
            /// The number of the paper, where it has one.
            number: Option<TextRef>,
            /// The numbers that stand on it.
            cells: Vec<DeclaredCell>,
        },
        /// They were written anew, all of them: the paper was read wrong, or another one corrects it.
        "declared.revised" 1 => Revised {
            /// The number of the paper, where it has one.
            number: Option<TextRef>,
            /// The numbers that stand on it.
            cells: Vec<DeclaredCell>,
            /// Why.
            reason: TextRef,
        },
        /// Scans of the paper were laid beside them.
        "declared.scanned" 1 => Scanned { scans: Vec<i64> },
    }
}

impl DeclaredEvent {
    /// What was written beside it.
    pub const fn words(&self) -> Option<&TextRef> {
        match self {
            Self::Revised { reason, .. } => Some(reason),
            _ => None,
        }
    }
}
