//! Notices of conclusion: what one says by its events, what has to hold before it is issued, and what the program may
//! propose for its points.

mod checked;
mod numbered;
mod proposed;

pub use checked::{Check, Fate, Fault, Listed, Sums, checks, fates, sums};
pub use numbered::{NumberMode, NumberRuns, Series};
pub use proposed::{Body, Duty, Proposal, due, duties, duty, lead, on_duty};

use crate::correction::{Effective, effective};
use crate::day::Day;
use crate::event::{Event, NoticeEvent, NoticePoint, Recorded};
use crate::text::TextRef;

/// How far a notice has come, by the day on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeState {
    /// Being written.
    Draft,
    /// Waiting for signature.
    Submitted,
    /// Issued.
    Issued,
    /// Issued and public.
    Published,
    /// Another one was issued in its place.
    Replaced,
    /// Recorded by mistake, or given up as a draft.
    Struck,
}

impl NoticeState {
    /// Every state, in order.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Submitted, Self::Issued, Self::Published, Self::Replaced, Self::Struck];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Issued => "issued",
            Self::Published => "published",
            Self::Replaced => "replaced",
            Self::Struck => "struck",
        }
    }

    /// The state kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether what it says is fixed: it was issued on paper.
    pub const fn is_issued(self) -> bool {
        matches!(self, Self::Issued | Self::Published | Self::Replaced)
    }

    /// Whether it is still being written.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Submitted)
    }
}

/// A point as a notice has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stated {
    /// Written in it.
    Own(NoticePoint),
    /// Repeated from another notice of the dialogue that was issued.
    Taken {
        /// The point.
        point: i64,
        /// The last day that this notice gives it.
        due_on: Option<Day>,
    },
}

impl Stated {
    /// The point.
    pub const fn id(&self) -> i64 {
        match self {
            Self::Own(point) => point.point,
            Self::Taken { point, .. } => *point,
        }
    }
}

/// A notice as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The dialogue.
    pub dialogue: i64,
    /// The body that issues it.
    pub organisation: i64,
    /// The notice in whose place it comes.
    pub replaces: Option<i64>,
    /// How far it has come.
    pub state: NoticeState,
    /// What the chair says of the dialogue as a whole.
    pub general: Option<TextRef>,
    /// How it is carried out.
    pub carrying_out: Option<TextRef>,
    /// Who gets it.
    pub recipients: Vec<TextRef>,
    /// Its points, in their order.
    pub points: Vec<Stated>,
    /// The cases whose matters are listed as noted.
    pub noted: Vec<i64>,
    /// The day on which it was submitted for signature.
    pub submitted_on: Option<Day>,
    /// The day on which it was issued.
    pub issued_on: Option<Day>,
    /// The term of whoever signed it.
    pub signer: Option<i64>,
    /// The day on which it was made public.
    pub published_on: Option<Day>,
    /// The notice that came in its place.
    pub replaced_by: Option<i64>,
    /// Its scans, in their order.
    pub scans: Vec<i64>,
}

impl Notice {
    pub(crate) fn founded(founding: &Effective<'_>) -> Option<Self> {
        let Event::Notice(NoticeEvent::Drafted { dialogue, organisation, replaces }) = &founding.recorded.event else {
            return None;
        };
        Some(Self {
            dialogue: *dialogue,
            organisation: *organisation,
            replaces: *replaces,
            state: if founding.struck { NoticeState::Struck } else { NoticeState::Draft },
            general: None,
            carrying_out: None,
            recipients: Vec::new(),
            points: Vec::new(),
            noted: Vec::new(),
            submitted_on: None,
            issued_on: None,
            signer: None,
            published_on: None,
            replaced_by: None,
            scans: Vec::new(),
        })
    }

    pub(crate) fn apply(&mut self, event: &Effective<'_>) {
        let Event::Notice(happened) = &event.recorded.event else { return };
        match happened {
            NoticeEvent::Drafted { .. } | NoticeEvent::Kept { .. } => {}
            NoticeEvent::Described { general, carrying_out, recipients } => {
                (self.general, self.carrying_out) = (general.clone(), carrying_out.clone());
                self.recipients.clone_from(recipients);
            }
            NoticeEvent::PointSet { point } => self.put(Stated::Own(point.clone())),
            NoticeEvent::PointTaken { point, due_on } => self.put(Stated::Taken { point: *point, due_on: *due_on }),
            NoticeEvent::PointDropped { point } => self.points.retain(|known| known.id() != *point),
            NoticeEvent::Noted { cases } => self.noted.clone_from(cases),
            NoticeEvent::ProposalsConfirmed => {
                for stated in &mut self.points {
                    if let Stated::Own(point) = stated {
                        point.proposed = false;
                    }
                }
            }
            NoticeEvent::Submitted => {
                self.submitted_on = Some(event.on);
                self.reach(NoticeState::Submitted);
            }
            NoticeEvent::Issued { signer, .. } => {
                (self.issued_on, self.signer) = (Some(event.on), *signer);
                self.reach(NoticeState::Issued);
            }
            NoticeEvent::Published => {
                self.published_on = Some(event.on);
                self.reach(NoticeState::Published);
            }
            NoticeEvent::Replaced { by } => {
                self.replaced_by = Some(*by);
                self.reach(NoticeState::Replaced);
            }
            NoticeEvent::Scanned { scans } => self.scans.extend(scans),
        }
    }

    /// A step that was passed over by a later one is no step back.
    fn reach(&mut self, state: NoticeState) {
        self.state = self.state.max(state);
    }

    fn put(&mut self, stated: Stated) {
        match self.points.iter_mut().find(|known| known.id() == stated.id()) {
            Some(known) => *known = stated,
            None => self.points.push(stated),
        }
    }

    /// How it stands after all its events; nothing where they are not those of a notice.
    pub fn by(events: &[Recorded]) -> Option<Self> {
        let effective = effective(events);
        let (founding, later) = effective.split_first()?;
        let mut notice = Self::founded(founding)?;
        for event in later {
            notice.apply(event);
        }
        Some(notice)
    }

    /// Whether something of it is what the program proposes and nobody has confirmed.
    pub fn proposes(&self) -> bool {
        self.points.iter().any(|stated| matches!(stated, Stated::Own(point) if point.proposed))
    }
}
