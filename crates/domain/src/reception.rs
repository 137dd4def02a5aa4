//! Reception days (tiếp công dân): how one stands by its events, and the visits of it. The grounds on which somebody is not
//! received and the columns of the book stand in [`form`], on how many days a head receives in [`duty`], what of a
//! day can be amended in [`amend`].

pub mod amend;
pub mod duty;
pub mod form;

use serde::{Deserialize, Serialize};

use crate::correction::{Effective, dated, effective};
use crate::day::Day;
use crate::event::{Event, ReceptionDay, ReceptionEvent, Recorded, Visited};
use crate::organisation::{COMMITTEE, ROOT};
use crate::text::TextRef;

/// The rule by which a head receives on so many days.
pub const DUTY: &str = "head_receives";
/// The rule by which people who come for one matter are a large group.
pub const GROUP: &str = "TCD-GROUP";
/// The rule by which a group has representatives.
pub const REPRESENTATIVES: &str = "TCD-REP";
/// The rule up to which size of a group that holds.
pub const REPRESENTATIVES_UP_TO: &str = "TCD-REP-UP-TO";
/// The rule by which a larger group has representatives.
pub const REPRESENTATIVES_MOST: &str = "TCD-REP-MOST";
/// The rule by which the schedule is announced before the day.
pub const SCHEDULE: &str = "TCD-SCHED";
/// The rule by which the head of another body than a people's committee receives on so many days.
pub const DUTY_OF_OTHERS: &str = "other_head_receives";
/// The rule by which a refusal is given in writing, where its ground asks for that.
pub const REFUSE: &str = "TCD-REFUSE";

/// The rule of the Party by which the head of its committee receives on so many days.
pub const DUTY_OF_PARTY: &str = "party_head_receives";

/// The rule by which the head of a body of that kind receives on so many days; nothing for bodies of which no such rule speaks.
pub fn duty_of(kind: &str) -> Option<&'static str> {
    match kind {
        COMMITTEE => Some(DUTY),
        ROOT => Some(DUTY_OF_PARTY),
        "office" | "division" | "service_centre" => Some(DUTY_OF_OTHERS),
        _ => None,
    }
}

/// How many may speak at most for so many people, by a rule that gives a group `few`, and one of more than `size` people up to
/// `most`. Nothing below the size of a large group (`least`), for whom the law has no number.
pub const fn representatives(people: i64, least: i64, (few, size, most): (i64, i64, i64)) -> Option<i64> {
    if people < least {
        None
    } else if people <= size {
        Some(few)
    } else {
        Some(most)
    }
}

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant),* }

        impl $name {
            /// Every one, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word under which it is kept.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The one kept under that word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == word)
            }
        }
    };
}

words! {
    /// What kind of reception it is.
    ReceptionKind {
        /// By duty, on working days (thường xuyên).
        Regular = "regular",
        /// On a fixed day that was announced (định kỳ).
        Periodic = "periodic",
        /// For a matter that can't wait (đột xuất).
        Unscheduled = "unscheduled",
    }
}

words! {
    /// Who receives.
    Receiver {
        /// Whoever is on duty.
        Staff = "staff",
        /// The head.
        Head = "head",
        /// A deputy whom the head authorised.
        Deputy = "deputy",
    }
}

words! {
    /// How a reception day stands.
    ReceptionState {
        /// It is set.
        Scheduled = "scheduled",
        /// Citizens were received.
        Held = "held",
        /// It was called off.
        Cancelled = "cancelled",
        /// Recorded by mistake.
        Struck = "struck",
    }
}

words! {
    /// What became of a visit.
    VisitOutcome {
        /// Nothing yet.
        Open = "open",
        /// The person was told where to go.
        Guided = "guided",
        /// It was answered on the spot.
        Answered = "answered",
        /// It was recorded as a submission, with its case.
        Recorded = "recorded",
        /// A letter was taken, with its case.
        Letter = "letter",
        /// It is a matter that has a case.
        Existing = "existing",
        /// The person was not received.
        Refused = "refused",
    }
}

/// A visit as its day has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayVisit {
    /// The visit, with what became of it last.
    pub visited: Visited,
    /// When.
    pub on: Day,
    /// Whether it was recorded by mistake.
    pub struck: bool,
    /// Whether it is kept from everybody.
    pub withheld: bool,
    /// When its refusal was given in writing, and the number of the paper.
    pub notice: Option<(Day, TextRef)>,
}

/// A reception day as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reception {
    /// The body that receives.
    pub organisation: i64,
    /// The day as it was set last.
    pub day: ReceptionDay,
    /// How it stands.
    pub state: ReceptionState,
    /// On which day citizens were received.
    pub held_on: Option<Day>,
    /// Why it was set anew or called off, last.
    pub reason: Option<TextRef>,
    /// The number of its conclusion notice.
    pub number: Option<TextRef>,
    /// Who signed that.
    pub signer: Option<TextRef>,
    /// The day on it.
    pub concluded_on: Option<Day>,
    /// What it says is to be done.
    pub directions: Option<TextRef>,
    /// Until when.
    pub due_on: Option<Day>,
    /// The visits in the order in which they were typed.
    pub visits: Vec<DayVisit>,
}

impl Reception {
    fn founded(founding: &Effective<'_>) -> Option<Self> {
        let Event::Reception(ReceptionEvent::Scheduled { organisation, day }) = &founding.recorded.event else {
            return None;
        };
        Some(Self {
            organisation: *organisation,
            day: day.clone(),
            state: if founding.struck { ReceptionState::Struck } else { ReceptionState::Scheduled },
            held_on: None,
            reason: None,
            number: None,
            signer: None,
            concluded_on: None,
            directions: None,
            due_on: None,
            visits: Vec::new(),
        })
    }

    fn apply(&mut self, event: &Effective<'_>) {
        let Event::Reception(happened) = &event.recorded.event else { return };
        match happened {
            ReceptionEvent::Scheduled { .. }
            | ReceptionEvent::NamesOpened
            | ReceptionEvent::HeldNoDenunciation { .. }
            | ReceptionEvent::DirectedNoDenunciation => {}
            ReceptionEvent::Changed { day, reason } => {
                self.day = day.clone();
                self.reason = Some(reason.clone());
                self.turn(ReceptionState::Scheduled);
            }
            ReceptionEvent::Cancelled { reason } => {
                self.reason = Some(reason.clone());
                self.turn(ReceptionState::Cancelled);
            }
            ReceptionEvent::Held => {
                self.held_on = Some(event.on);
                self.turn(ReceptionState::Held);
            }
            ReceptionEvent::Visited { visit } => {
                let (visited, on) = (visit.clone(), event.on);
                self.visits.push(DayVisit { visited, on, struck: false, withheld: false, notice: None });
            }
            ReceptionEvent::VisitBound { visit, end } => {
                if let Some(known) = self.visit(*visit) {
                    known.visited.end = end.clone();
                }
            }
            ReceptionEvent::VisitStruck { visit, .. } => {
                if let Some(known) = self.visit(*visit) {
                    known.struck = true;
                }
            }
            ReceptionEvent::VisitWithheld { visit } => {
                if let Some(known) = self.visit(*visit) {
                    known.withheld = true;
                }
            }
            ReceptionEvent::RefusalGiven { visit, number } => {
                if let Some(known) = self.visit(*visit) {
                    known.notice = Some((event.on, number.clone()));
                }
            }
            ReceptionEvent::Concluded { number, signer } => {
                (self.number, self.signer) = (Some(number.clone()), signer.clone());
                self.concluded_on = Some(event.on);
            }
            ReceptionEvent::Directed { number, signer, directions, due_on } => {
                (self.number, self.signer) = (Some(number.clone()), signer.clone());
                (self.directions, self.due_on) = (directions.clone(), *due_on);
                self.concluded_on = Some(event.on);
            }
        }
    }

    fn visit(&mut self, id: i64) -> Option<&mut DayVisit> {
        self.visits.iter_mut().find(|known| known.visited.visit == id)
    }

    fn turn(&mut self, state: ReceptionState) {
        if self.state != ReceptionState::Struck {
            self.state = state;
        }
    }

    /// How it stands after all its events; nothing where they are not those of a reception day. `events` in the order of their
    /// `seq`: what was typed on one day is taken in that order.
    pub fn by(events: &[Recorded]) -> Option<Self> {
        let mut effective = effective(events);
        effective.sort_by_key(|event| event.recorded.seq);
        let (founding, later) = effective.split_first()?;
        let mut reception = Self::founded(founding)?;
        for event in later {
            reception.apply(event);
        }
        Some(reception)
    }

    /// Whether what its events say holds together: citizens were received once it was set and not while it is called off or was
    /// recorded by mistake, all visits on that day, and the conclusion notice came afterwards; and what was decided of it comes in the
    /// order of its days. `events` in the order of their `seq`.
    pub fn holds_together(events: &[Recorded]) -> bool {
        let Some(it) = Self::by(events).filter(|_| amend::in_order(events)) else { return false };
        let Some(held) = it.held_on else {
            return it.state != ReceptionState::Held && it.concluded_on.is_none() && it.standing().next().is_none();
        };
        let set = |event: &Effective<'_>| {
            let sets = matches!(
                event.recorded.event,
                Event::Reception(ReceptionEvent::Scheduled { .. } | ReceptionEvent::Changed { .. })
            );
            sets.then(|| dated(events, event.recorded.id)).flatten()
        };
        it.state == ReceptionState::Held
            && effective(events).iter().filter_map(set).all(|on| on <= held)
            && it.standing().all(|visit| visit.on == held)
            && it.concluded_on.is_none_or(|on| on >= held)
    }

    /// The first day on which citizens can have been received: not before it was set so. `events` in the order of their `seq`.
    pub fn set_on(events: &[Recorded]) -> Option<Day> {
        let set = |event: &Effective<'_>| match event.recorded.event {
            Event::Reception(ReceptionEvent::Scheduled { .. } | ReceptionEvent::Changed { .. }) => {
                dated(events, event.recorded.id)
            }
            _ => None,
        };
        effective(events).iter().filter_map(set).max()
    }

    /// The visits that stand.
    pub fn standing(&self) -> impl Iterator<Item = &DayVisit> {
        self.visits.iter().filter(|visit| !visit.struck)
    }
}
