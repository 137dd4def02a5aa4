//! What can happen to a complaint while it is settled (trình tự giải quyết khiếu nại).

use super::json::acts;
use crate::complaint::{Begun, Done};
use crate::text::TextRef;

acts! {
    /// What happened to a complaint while it was settled. Its words are those of its letter.
    pub enum ComplaintEvent {
        /// Its letter was taken up: its settlement begins, from the day of receipt on, which is the day of this event.
        "complaint.opened" 1 => Opened {
            /// The letter.
            letter: i64,
            /// The case of the letter.
            case: i64,
            /// The body that settles it.
            organisation: i64,
            /// The clocks that this begins.
            clocks: Vec<Begun>,
        },
        /// A step was made.
        "complaint.stepped" 1 => Stepped {
            /// Which, and what it says.
            done: Done,
        },
        /// Who complained complained again, to another body or the next level: it cannot take effect meanwhile.
        "complaint.appealed" 1 => Appealed {
            /// The second complaint.
            by: i64,
        },
    }
}

impl ComplaintEvent {
    /// What was written beside it that everybody reads.
    pub const fn words(&self) -> Option<&TextRef> {
        match self {
            Self::Stepped { done } => done.words.as_ref(),
            _ => None,
        }
    }
}
