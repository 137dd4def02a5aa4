//! What can happen to a submission.

use serde::{Deserialize, Serialize};

use super::json::acts;
use crate::text::TextRef;

acts! {
    /// What happened to a submission.
    pub enum SubmissionEvent {
        /// Somebody raised it.
        "submission.raised" 1 => Raised {
            /// The speaking turn or the letter.
            turn: i64,
            /// What kind of matter it is.
            kind: Kind,
            /// By which way it came.
            channel: Channel,
            /// The words.
            text: TextRef,
            /// Where the matter lies.
            territory: i64,
            /// The field of work.
            field: String,
        },
        /// The working note was written anew; every version is kept.
        "submission.revised" 1 => Revised {
            /// The version this makes, from 2.
            version: i64,
            /// The words.
            text: TextRef,
            /// Where the matter lies.
            territory: i64,
            /// The field of work.
            field: String,
        },
        /// Another kind of matter than was typed first.
        "submission.kind_set" 1 => KindSet { kind: Kind },
        /// What is to become of it was marked, or marked anew.
        "submission.marked" 1 => Marked { mark: Mark },
        /// It was typed from a photographed slip.
        "submission.typed_from" 1 => TypedFrom { slip: i64 },
        /// Its words and its speaker are kept from everybody: it goes to private reception.
        "submission.withheld" 1 => Withheld {
            /// The slip to private reception.
            private_slip: i64,
        },
        /// A neutral title was released for the projector.
        "submission.title_released" 1 => TitleReleased { title: TextRef },
        /// The neutral title was taken back.
        "submission.title_withdrawn" 1 => TitleWithdrawn,
        /// A correction was noted beside its words, which are fixed.
        "submission.noted" 1 => Noted { note: i64, text: TextRef },
        /// Its words look like a denunciation, and whoever typed them said that they are none.
        "submission.held_no_denunciation" 1 => HeldNoDenunciation,
        /// Its words and its speaker are kept from everybody. It was told at a reception, so there is no slip to one.
        "submission.kept" 1 => Kept,
        /// It was opened with who raised it, to be printed for the file of a denunciation.
        "submission.printed" 1 => Printed,
        /// Its words and who raised it were erased: it is a line in the register of denunciations.
        "submission.erased" 1 => Erased {
            /// That line.
            denunciation: i64,
        },
    }
}

/// What is to become of a matter, as marked at the desk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Not marked yet.
    #[default]
    None,
    /// Answered on the spot.
    Answered,
    /// To be concluded in the notice.
    Conclusion,
    /// Beyond the competence of the body.
    Beyond,
}

impl Mark {
    /// Every mark, in the order of declaration.
    pub const ALL: [Self; 4] = [Self::None, Self::Answered, Self::Conclusion, Self::Beyond];

    /// The word under which it is kept; nothing while it is not marked.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Answered => "answered",
            Self::Conclusion => "conclusion",
            Self::Beyond => "beyond",
        }
    }

    /// The mark kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.as_str() == word)
    }
}

/// What kind of matter a submission is. Denunciations are no submissions: they stand in a register without words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A view.
    Opinion,
    /// Something that should be done.
    Recommendation,
    /// Something that is wrong.
    Feedback,
    /// A plan offered.
    Initiative,
    /// Something given.
    Contribution,
    /// A complaint against a decision or an act.
    Complaint,
}

impl Kind {
    /// Every kind, in the order of declaration.
    pub const ALL: [Self; 6] =
        [Self::Opinion, Self::Recommendation, Self::Feedback, Self::Initiative, Self::Contribution, Self::Complaint];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opinion => "opinion",
            Self::Recommendation => "recommendation",
            Self::Feedback => "feedback",
            Self::Initiative => "initiative",
            Self::Contribution => "contribution",
            Self::Complaint => "complaint",
        }
    }

    /// The kind kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// By which way a submission came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Spoken in a session of a dialogue.
    Spoken,
    /// On a slip handed in at a session.
    Slip,
    /// In a letter.
    Letter,
    /// Gathered before a dialogue.
    Gathering,
    /// On a visit to the reception.
    Visit,
    /// By the public pages.
    Web,
    /// By telephone.
    Call,
    /// At a meeting of deputies with their voters.
    Voters,
}

impl Channel {
    /// Every way, in the order of declaration.
    pub const ALL: [Self; 8] =
        [Self::Spoken, Self::Slip, Self::Letter, Self::Gathering, Self::Visit, Self::Web, Self::Call, Self::Voters];

    /// The ways by which a table can say that its rows were raised, the dialogue first. Letters are none: they are counted as letters,
    /// with a number and a day of receipt of their own.
    pub const OF_TABLES: [Self; 5] = [Self::Spoken, Self::Voters, Self::Visit, Self::Web, Self::Call];

    /// Whether what came this way was raised at a dialogue.
    pub const fn is_of_dialogue(self) -> bool {
        matches!(self, Self::Spoken | Self::Slip)
    }

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Spoken => "spoken",
            Self::Slip => "slip",
            Self::Letter => "letter",
            Self::Gathering => "gathering",
            Self::Visit => "visit",
            Self::Web => "web",
            Self::Call => "call",
            Self::Voters => "voters",
        }
    }

    /// The way kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == word)
    }
}
