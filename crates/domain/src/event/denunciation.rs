//! What can have happened to a line in the register of denunciations. Numbers of documents are the only words there are.

use super::json::acts;
use crate::denunciation::line::{LineClock, StepTaken};
use crate::letter::LetterWay;
use crate::text::TextRef;

acts! {
    /// What happened to a line in the register of denunciations. Each event says how its clocks were counted then.
    pub enum DenunciationEvent {
        /// A denunciation was received, on the day of this event.
        "denunciation.registered" 1 => Registered {
            /// The body in whose register it is.
            organisation: i64,
            /// Its number there.
            number: Option<TextRef>,
            /// Whether the program drew the number.
            drawn: bool,
            /// By which way it came.
            way: LetterWay,
            /// The field, by its code; may be empty.
            field: String,
            /// The submission that was erased for it, where it had been entered as one.
            moved: Option<i64>,
            /// Its clocks.
            clocks: Vec<LineClock>,
        },
        /// A step was taken, on the day of this event.
        "denunciation.stepped" 1 => Stepped {
            /// Which.
            taken: StepTaken,
            /// Its clocks from then on.
            clocks: Vec<LineClock>,
        },
        /// The last step was recorded by mistake.
        "denunciation.taken_back" 1 => TakenBack {
            /// The event of that step.
            of: i64,
            /// Its clocks from then on.
            clocks: Vec<LineClock>,
        },
        /// Rules or calendar changed.
        "denunciation.redated" 1 => Redated {
            /// Its clocks from then on.
            clocks: Vec<LineClock>,
        },
        /// The line was recorded by mistake.
        "denunciation.struck" 1 => Struck,
    }
}
