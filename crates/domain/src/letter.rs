//! Letters (đơn): by which way one came, and how it stands by its events. A letter that was entered before letters had a history
//! has no events; it counts as registered. What kind of letter it is stands in [`class`], what
//! comes of it in [`process`].

pub mod class;
pub mod process;

use serde::{Deserialize, Serialize};

use crate::correction::effective;
use crate::day::Day;
use crate::event::{Event, LetterEntry, LetterEvent, Recorded};
use crate::text::TextRef;
use class::{Class, Content};
use process::Processed;

/// By which way a letter came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterWay {
    /// Handed in at the counter.
    Counter,
    /// By post.
    Post,
    /// By the public pages or by e-mail.
    Web,
    /// At a reception of citizens.
    Reception,
    /// Sent on by the Front or an organisation.
    Front,
    /// Sent on by a deputy or their delegation.
    Deputies,
    /// Sent on by the press.
    Press,
    /// Sent on by another body.
    Body,
}

impl LetterWay {
    /// Every way, in the order of declaration.
    pub const ALL: [Self; 8] =
        [Self::Counter, Self::Post, Self::Web, Self::Reception, Self::Front, Self::Deputies, Self::Press, Self::Body];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Post => "post",
            Self::Web => "web",
            Self::Reception => "reception",
            Self::Front => "front",
            Self::Deputies => "deputies",
            Self::Press => "press",
            Self::Body => "body",
        }
    }

    /// The way kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == word)
    }

    /// Whether somebody sent it on who is to be named, and to whom it may be given back.
    pub const fn is_referred(self) -> bool {
        matches!(self, Self::Front | Self::Deputies | Self::Press | Self::Body)
    }
}

/// A letter as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The body in whose book it is.
    pub organisation: i64,
    /// The body with which it was raised: that one, or one of before whose place it took.
    pub raised_with: i64,
    /// The turn that it is.
    pub turn: i64,
    /// Its words.
    pub submission: i64,
    /// The day of its receipt.
    pub received_on: Day,
    /// What the book says of it.
    pub entry: LetterEntry,
    /// The event that said so last: who writes it anew has read that one.
    pub entered_by: i64,
    /// How it was classified, and on which day.
    pub class: Option<(Class, Day)>,
    /// The event that said so last; 0 before.
    pub classed_by: i64,
    /// What came of it, and on which day.
    pub processed: Option<(Processed, Day)>,
    /// The event that said so last; 0 before.
    pub processed_by: i64,
    /// What was split off it, beside its words: submissions, in their order.
    pub parts: Vec<i64>,
    /// The case that raises the same.
    pub repeats: Option<i64>,
    /// When its originals were given back, and who took them.
    pub returned: Option<(Day, TextRef)>,
    /// The scans of it, in their order.
    pub scans: Vec<i64>,
    /// Whether it is kept from everybody.
    pub withheld: bool,
    /// Whether it was registered by mistake.
    pub struck: bool,
}

impl Letter {
    /// Whether something came of it and it waits no more.
    pub fn is_processed(&self) -> bool {
        self.processed.as_ref().is_some_and(|(it, _)| !it.outcome.waits())
    }

    /// How it stands after all its events; nothing where they are not those of a letter. `events` in the order of their `seq`:
    /// what was typed last counts.
    pub fn by(events: &[Recorded]) -> Option<Self> {
        let mut effective = effective(events);
        effective.sort_by_key(|event| event.recorded.seq);
        let (founding, later) = effective.split_first()?;
        let Event::Letter(LetterEvent::Registered { organisation, raised_with, turn, submission, entry }) =
            &founding.recorded.event
        else {
            return None;
        };
        let mut letter = Self {
            organisation: *organisation,
            raised_with: *raised_with,
            turn: *turn,
            submission: *submission,
            received_on: founding.on,
            entry: entry.clone(),
            entered_by: founding.recorded.id,
            class: None,
            classed_by: 0,
            processed: None,
            processed_by: 0,
            parts: Vec::new(),
            repeats: None,
            returned: None,
            scans: Vec::new(),
            withheld: false,
            struck: founding.struck,
        };
        for event in later {
            let Event::Letter(happened) = &event.recorded.event else { continue };
            match happened {
                LetterEvent::Registered { .. } | LetterEvent::ScanOpened { .. } => {}
                LetterEvent::Described { entry } => {
                    (letter.entry, letter.entered_by) = (entry.clone(), event.recorded.id);
                }
                LetterEvent::Classified { class } => {
                    (letter.class, letter.classed_by) = (Some((class.clone(), event.on)), event.recorded.id);
                }
                LetterEvent::Processed { processed } => {
                    // It is kept for as long from the right day on.
                    let later = event.recorded.happened_on.days_until(event.on);
                    let kept_until = processed.kept_until.map(|until| until.plus(later));
                    let processed = Processed { kept_until, ..processed.clone() };
                    (letter.processed, letter.processed_by) = (Some((processed, event.on)), event.recorded.id);
                }
                LetterEvent::PartAdded { submission } => letter.parts.push(*submission),
                LetterEvent::Repeated { case } => letter.repeats = *case,
                LetterEvent::OriginalsReturned { receiver } => letter.returned = Some((event.on, receiver.clone())),
                LetterEvent::Scanned { scans } => letter.scans.extend(scans),
                LetterEvent::Withheld => letter.withheld = true,
                LetterEvent::Struck { .. } => letter.struck = true,
            }
        }
        // One of which something was split off has several contents, whatever was said before.
        if let Some((class, _)) = letter.class.as_mut().filter(|_| !letter.parts.is_empty()) {
            class.content = Content::Mixed;
        }
        Some(letter)
    }
}
