//! What can happen to a handover: the list of what an ended body or term leaves to others.

use super::json::acts;

acts! {
    /// What happened to a handover.
    pub enum HandoverEvent {
        /// It was opened by the end of a body or a term.
        "handover.opened" 1 => Opened {
            /// The body that ended, or whose post it was.
            organisation: i64,
            /// The term that ended; none when the body itself did.
            term: Option<i64>,
            /// What was left, as rows of the list.
            items: Vec<i64>,
        },
        /// Items were given to a receiver.
        "handover.given" 1 => Given {
            /// The rows of the list.
            items: Vec<i64>,
            /// The body that receives them.
            receiver: i64,
            /// The term of the official who receives them, where a term was left.
            term: Option<i64>,
        },
        /// Every item has its receiver.
        "handover.closed" 1 => Closed,
    }
}
