//! What can happen to a day on which citizens are received, and to the visits of it.

use serde::{Deserialize, Serialize};

use super::Kind;
use super::json::acts;
use crate::day::Day;
use crate::reception::{Receiver, ReceptionKind, VisitOutcome};
use crate::text::TextRef;

acts! {
    /// What happened to a reception day. It belongs to the body that receives.
    pub enum ReceptionEvent {
        /// It was set: who receives on which day.
        "reception.scheduled" 1 => Scheduled {
            /// The body that receives.
            organisation: i64,
            /// The day as it was set.
            day: ReceptionDay,
        },
        /// It was set anew.
        "reception.changed" 1 => Changed {
            /// The day as it is set now.
            day: ReceptionDay,
            /// Why.
            reason: TextRef,
        },
        /// It was called off.
        "reception.cancelled" 1 => Cancelled {
            /// Why.
            reason: TextRef,
        },
        /// Citizens were received, on the day of this event.
        "reception.held" 1 => Held,
        /// Somebody came.
        "reception.visited" 1 => Visited {
            /// The visit.
            visit: Visited,
        },
        /// It was said what became of a visit.
        "reception.visit_bound" 1 => VisitBound {
            /// The visit.
            visit: i64,
            /// What became of it.
            end: VisitEnd,
        },
        /// A visit was recorded by mistake.
        "reception.visit_struck" 1 => VisitStruck {
            /// The visit.
            visit: i64,
            /// Why.
            reason: TextRef,
        },
        /// The conclusion notice of the reception was signed on the day of this event.
        "reception.concluded" 1 => Concluded {
            /// Its number.
            number: TextRef,
            /// Who signed it.
            signer: Option<TextRef>,
        },
        /// The conclusion notice of the reception was signed on the day of this event, with what the head directed.
        "reception.concluded" 2 => Directed {
            /// Its number.
            number: TextRef,
            /// Who signed it.
            signer: Option<TextRef>,
            /// What is to be done.
            directions: Option<TextRef>,
            /// Until when.
            due_on: Option<Day>,
        },
        /// The names of its visits were opened.
        "reception.names_opened" 1 => NamesOpened,
        /// The words of a visit look like a denunciation, and whoever typed them said that they are none.
        "reception.held_no_denunciation" 1 => HeldNoDenunciation {
            /// The visit.
            visit: i64,
        },
        /// What the head directed looks like a denunciation, and whoever typed it said that it is none.
        "reception.directed_no_denunciation" 1 => DirectedNoDenunciation,
        /// A visit is kept from everybody: its words, what was said, who came.
        "reception.visit_withheld" 1 => VisitWithheld {
            /// The visit.
            visit: i64,
        },
        /// A refusal was given in writing on the day of this event.
        "reception.refusal_given" 1 => RefusalGiven {
            /// The visit.
            visit: i64,
            /// The number of the paper.
            number: TextRef,
        },
    }
}

/// A reception day as it is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceptionDay {
    /// The day.
    pub on: Day,
    /// The term of the official who receives, or in whose place somebody does.
    pub term: Option<i64>,
    /// What kind of reception it is.
    pub kind: ReceptionKind,
    /// Who receives.
    pub receiver: Receiver,
    /// Whether it is held online.
    pub online: bool,
    /// Where, and at what hours.
    pub place: Option<TextRef>,
    /// When it was announced in public.
    pub announced_on: Option<Day>,
}

/// A visit. The name of who came stands with its turn and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visited {
    /// The visit.
    pub visit: i64,
    /// The turn that it is.
    pub turn: i64,
    /// The year of the book in which it stands.
    pub year: i64,
    /// Its number there, from 1.
    pub no: i64,
    /// What it is about, where no submission says so.
    pub text: Option<TextRef>,
    /// What kind of matter it is.
    pub kind: Kind,
    /// Where the matter lies.
    pub territory: i64,
    /// Code of the field; empty while it is not known.
    pub field: String,
    /// How many people came for it.
    pub people: i64,
    /// How many of them speak for the others.
    pub representatives: Option<i64>,
    /// Whether they are a large group, by the rule of the day.
    pub group: bool,
    /// Whether the matter was received before.
    pub again: bool,
    /// What became of it.
    pub end: VisitEnd,
}

/// What became of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitEnd {
    /// Which way.
    pub outcome: VisitOutcome,
    /// The ground of a refusal, by its code.
    pub ground: Option<String>,
    /// What was said: the guidance, the answer, the reason.
    pub words: Option<TextRef>,
    /// The submission that it became.
    pub submission: Option<i64>,
    /// The case, its own or one that was there.
    pub case: Option<i64>,
    /// The letter that was taken.
    pub letter: Option<i64>,
}

impl ReceptionEvent {
    /// What was written beside it.
    pub const fn words(&self) -> Option<&TextRef> {
        match self {
            Self::Changed { reason, .. } | Self::Cancelled { reason } | Self::VisitStruck { reason, .. } => {
                Some(reason)
            }
            Self::Concluded { number, .. } | Self::Directed { number, .. } | Self::RefusalGiven { number, .. } => {
                Some(number)
            }
            _ => None,
        }
    }
}
