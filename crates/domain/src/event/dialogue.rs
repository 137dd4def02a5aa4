//! What can happen to a dialogue.

use super::json::acts;
use crate::day::Day;
use crate::text::TextRef;

acts! {
    /// What happened to a dialogue.
    pub enum DialogueEvent {
        /// It was announced.
        "dialogue.announced" 1 => Announced {
            /// The body that holds it.
            organisation: i64,
            /// The term of office of whoever chairs it, if it is known.
            chair: Option<i64>,
            /// Its title.
            title: TextRef,
        },
        /// A session was set, or set anew.
        "dialogue.session_set" 1 => SessionSet {
            /// The session.
            session: i64,
            /// Its day.
            on: Day,
            /// Its place.
            territory: i64,
        },
        /// A session began.
        "dialogue.opened" 1 => Opened { session: i64 },
        /// A session was held to its end.
        "dialogue.held" 1 => Held { session: i64 },
        /// The dialogue was concluded.
        "dialogue.concluded" 1 => Concluded,
        /// The body that holds it, or the term of whoever chairs it, ended, and another took it over.
        "dialogue.handed_over" 1 => HandedOver {
            /// The handover.
            handover: i64,
            /// The body that holds it from now on.
            organisation: i64,
            /// The term of whoever chairs it from now on, if it is known.
            chair: Option<i64>,
        },
    }
}
