//! What can happen to a round in which opinions are gathered before a dialogue.

use serde::{Deserialize, Serialize};

use super::Kind;
use super::json::acts;
use crate::day::Day;
use crate::gathering::ThemeWay;
use crate::text::TextRef;

acts! {
    /// What happened to a round. It belongs to the body that gathers.
    pub enum GatheringEvent {
        /// The body that holds the dialogue asked for it.
        "gathering.asked" 1 => Asked {
            /// The body that is to gather.
            organisation: i64,
            /// The body whose dialogue it is for.
            holder: i64,
            /// The dialogue, once it is announced.
            dialogue: Option<i64>,
            /// The dialogue as a plan names it.
            planned: Option<i64>,
            /// By when the synthesis is asked for.
            by_on: Option<Day>,
            /// What names the paper of the request.
            document: Option<TextRef>,
        },
        /// The body began to gather.
        "gathering.opened" 1 => Opened {
            /// The body that gathers.
            organisation: i64,
            /// The body whose dialogue it is for.
            holder: i64,
            /// The dialogue, once it is announced.
            dialogue: Option<i64>,
            /// The dialogue as a plan names it.
            planned: Option<i64>,
            /// Whether somebody else types for the body that gathers.
            behalf: bool,
        },
        /// Its themes, all of them anew and in their order.
        "gathering.themes_set" 1 => ThemesSet { themes: Vec<GatheredTheme> },
        /// An opinion was typed.
        "gathering.opinion_added" 1 => OpinionAdded { opinion: Gathered },
        /// An opinion was typed anew.
        "gathering.opinion_revised" 1 => OpinionRevised { opinion: Gathered },
        /// Opinions were put under another theme, or under none.
        "gathering.opinions_moved" 1 => OpinionsMoved { opinions: Vec<i64>, theme: Option<i64> },
        /// An opinion was recorded by mistake.
        "gathering.opinion_struck" 1 => OpinionStruck { opinion: i64 },
        /// Nothing more is typed.
        "gathering.closed" 1 => Closed,
        /// Opinions are typed again.
        "gathering.reopened" 1 => Reopened,
        /// The signed synthesis went to the body that holds the dialogue, on the day of this event: what each opinion became.
        "gathering.sent" 1 => Sent {
            /// The number of the paper.
            document: TextRef,
            /// Who signed it.
            signer: Option<TextRef>,
            /// The opinions.
            opinions: Vec<GatheredMade>,
        },
        /// The body that holds the dialogue decided what becomes of a theme.
        "gathering.theme_placed" 1 => ThemePlaced {
            /// The theme.
            theme: i64,
            /// What becomes of it.
            way: ThemeWay,
            /// The line of the agenda, where it became one.
            agenda: Option<i64>,
            /// The body to which it goes, where it goes to one.
            to: Option<i64>,
            /// The reason, or what names the paper.
            words: Option<TextRef>,
        },
        /// The words of an opinion look like a denunciation, and whoever typed them said that they are none.
        "gathering.held_no_denunciation" 1 => HeldNoDenunciation { opinion: i64 },
    }
}

/// A theme of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatheredTheme {
    /// The theme.
    pub theme: i64,
    /// Its title.
    pub title: TextRef,
}

/// An opinion of a round. Nobody's name belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gathered {
    /// The opinion.
    pub opinion: i64,
    /// The theme, where it has one.
    pub theme: Option<i64>,
    /// The words.
    pub text: TextRef,
    /// Where it lies.
    pub territory: i64,
    /// Code of the field; empty while it is not known.
    pub field: String,
    /// What kind of matter it is.
    pub kind: Kind,
    /// Whether it is only noted: thanks, a plain statement.
    pub noted: bool,
    /// Whether people are aggrieved by it (vấn đề bức xúc, phức tạp): it stands first in the synthesis.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pressing: bool,
    /// How many people said so, where it is known.
    pub people: Option<i64>,
    /// Which branch or organisation brought it.
    pub brought: Option<TextRef>,
    /// The case that is there already and of which it becomes a point.
    pub root: Option<i64>,
}

/// What an opinion became when the synthesis was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatheredMade {
    /// The opinion.
    pub opinion: i64,
    /// The submission.
    pub submission: i64,
    /// The case: its own, or the one that was there; nothing where it is only noted.
    pub case: Option<i64>,
}

impl GatheringEvent {
    /// What was written beside it; what stands in themes and opinions is on the round itself.
    pub const fn words(&self) -> Option<&TextRef> {
        match self {
            Self::ThemePlaced { words, .. } => words.as_ref(),
            Self::Asked { document, .. } => document.as_ref(),
            Self::Sent { document, .. } => Some(document),
            _ => None,
        }
    }
}
