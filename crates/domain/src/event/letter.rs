//! What can happen to a letter (đơn) in the book of the body that got it.

use serde::{Deserialize, Serialize};

use super::json::acts;
use crate::day::Day;
use crate::letter::LetterWay;
use crate::letter::class::Class;
use crate::letter::process::Processed;
use crate::text::TextRef;

acts! {
    /// What happened to a letter. What it says is a submission, which has its own history.
    pub enum LetterEvent {
        /// It was received and registered, on the day of this event.
        "letter.registered" 1 => Registered {
            /// The body in whose book it is.
            organisation: i64,
            /// The body with which it was raised: that one, or one of before whose place it took.
            raised_with: i64,
            /// The turn that it is.
            turn: i64,
            /// Its words: the first submission of that turn.
            submission: i64,
            /// What the book says of it.
            entry: LetterEntry,
        },
        /// The book says otherwise of it now.
        "letter.described" 1 => Described {
            /// What the book says of it now.
            entry: LetterEntry,
        },
        /// The originals that came with it were given back, on the day of this event.
        "letter.originals_returned" 1 => OriginalsReturned {
            /// Who took them.
            receiver: TextRef,
        },
        /// Scans of it were laid beside it.
        "letter.scanned" 1 => Scanned {
            /// The scans.
            scans: Vec<i64>,
        },
        /// A scan of it, which shows name and handwriting, was opened.
        "letter.scan_opened" 1 => ScanOpened {
            /// The scan.
            scan: i64,
        },
        /// It is kept from everybody: its words, who sent it, what the book says in words.
        "letter.withheld" 1 => Withheld,
        /// It was classified, or classified anew.
        "letter.classified" 1 => Classified {
            /// How.
            class: Class,
        },
        /// One of its contents was split off: a submission of its own, with its own case.
        "letter.part_added" 1 => PartAdded {
            /// The submission.
            submission: i64,
        },
        /// It raises what a case that is there raises.
        "letter.repeated" 1 => Repeated {
            /// That case; nothing where that was said by mistake.
            case: Option<i64>,
        },
        /// Something came of it, on the day of this event, which is that of the paper where there is one.
        "letter.processed" 1 => Processed {
            /// What.
            processed: Processed,
        },
        /// It was registered by mistake, and is in no list any more.
        "letter.struck" 1 => Struck {
            /// Why.
            reason: TextRef,
        },
    }
}

/// What the book says of a letter. Who wrote it stands with its turn and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterEntry {
    /// By which way it came; nothing where it is not known.
    pub way: Option<LetterWay>,
    /// Who sent it on: the Front, a deputy, a newspaper, another body.
    pub referrer: Option<TextRef>,
    /// The year of the book.
    pub year: i64,
    /// Its number there.
    pub number: Option<TextRef>,
    /// Whether the program drew the number.
    pub drawn: bool,
    /// The day written on it.
    pub dated_on: Option<Day>,
    /// The file in which it lies.
    pub file: Option<TextRef>,
    /// The box in which that lies.
    pub archive_box: Option<TextRef>,
    /// The originals that came with it.
    pub originals: Option<TextRef>,
}

impl LetterEntry {
    /// What of it is a text, which may say who wrote the letter.
    pub fn texts(&self) -> impl Iterator<Item = &TextRef> {
        [&self.referrer, &self.number, &self.file, &self.archive_box, &self.originals].into_iter().flatten()
    }
}

impl LetterEvent {
    /// What was written beside it that everybody reads: who took the originals is perhaps who wrote it.
    pub const fn words(&self) -> Option<&TextRef> {
        match self {
            Self::Struck { reason } => Some(reason),
            _ => None,
        }
    }

    /// What of it may say who wrote the letter.
    pub fn texts(&self) -> Vec<&TextRef> {
        match self {
            Self::Registered { entry, .. } | Self::Described { entry } => entry.texts().collect(),
            Self::OriginalsReturned { receiver } => vec![receiver],
            Self::Processed { processed } => {
                [&processed.number, &processed.signer, &processed.words].into_iter().flatten().collect()
            }
            _ => Vec::new(),
        }
    }
}
