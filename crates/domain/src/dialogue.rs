//! Dialogues: whose duty one fulfils, how and with whom it is held, and how far it has come.

mod standing;

pub use standing::{MinutesStanding, Sitting, Standing, ThemeStanding, standing};

use serde::{Deserialize, Serialize};

use crate::correction::Effective;
use crate::event::{DialogueEvent, Event};

/// A small enumeration that is kept as a word.
macro_rules! words {
    (
        $(#[$about:meta])*
        $name:ident { $( $(#[$doc:meta])* $variant:ident = $word:literal ),* $(,)? }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $( $(#[$doc])* $variant ),*
        }

        impl $name {
            /// Every one, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word under which it is kept.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $word ),* }
            }

            /// The one kept under that word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word)
            }
        }
    };
}

words! {
    /// A duty that a dialogue fulfils; one dialogue may fulfil several.
    Duty {
        /// That of the head of the Party committee.
        Secretary = "secretary",
        /// That of the head of the authority.
        Chairman = "chairman",
        /// The yearly conference of the commune with its people, of the local-government law.
        Conference = "conference",
        /// Held on one emerging matter.
        Thematic = "thematic",
    }
}

words! {
    /// Whose dialogue it is. A joint one counts with the Party's and with the State's, and once in their sum.
    Line {
        /// The Party head's.
        Party = "party",
        /// The State head's.
        Authority = "authority",
        /// Both heads' at once.
        Joint = "joint",
        /// Nobody's duty, or not said.
        Other = "other",
    }
}

words! {
    /// How a dialogue is held.
    Form {
        /// People come to one place.
        Conference = "conference",
        /// Over the network.
        Online = "online",
        /// Called at short notice.
        AdHoc = "ad_hoc",
        /// On one theme.
        Thematic = "thematic",
        /// With one branch of work.
        Specialised = "specialised",
        /// None at all: what was raised on a day by other ways than a dialogue, such as a meeting of deputies with their voters, is
        /// kept together. It counts as no dialogue of anybody.
        Elsewhere = "elsewhere",
    }
}

impl Form {
    /// The forms in which a dialogue can be planned and held.
    pub fn of_dialogues() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|form| *form != Self::Elsewhere)
    }

    /// The form of a dialogue kept under that word.
    pub fn of_dialogue(word: &str) -> Option<Self> {
        Self::of_dialogues().find(|form| form.as_str() == word)
    }
}

words! {
    /// With whom a dialogue is held, and by which groups attendance is counted.
    Audience {
        /// The people of a place.
        Residents = "residents",
        /// Members of an organisation of the Front.
        Members = "members",
        /// The young.
        Youth = "youth",
        /// Workers.
        Workers = "workers",
        /// Cadres, civil servants, Party members.
        Cadres = "cadres",
        /// Enterprises.
        Enterprises = "enterprises",
    }
}

words! {
    /// What a line of the agenda is.
    ThemeKind {
        /// A group of matters that people raise and that are answered.
        Matter = "matter",
        /// A policy, plan or document that is explained to the people.
        Policy = "policy",
    }
}

impl Line {
    /// Whose dialogue one is that fulfils these duties.
    pub fn of(duties: &[Duty]) -> Self {
        match (duties.contains(&Duty::Secretary), duties.contains(&Duty::Chairman)) {
            (true, true) => Self::Joint,
            (true, false) => Self::Party,
            (false, true) => Self::Authority,
            (false, false) => Self::Other,
        }
    }

    /// The line of a body of that kind: whose duty its head's dialogues fulfil.
    pub fn of_body(kind: &str) -> Self {
        match kind {
            "party_committee" => Self::Party,
            "peoples_committee" | "peoples_council" => Self::Authority,
            _ => Self::Other,
        }
    }

    /// Whether what is of the line `of` is counted in this one: place = Party + State − joint.
    pub fn counts(self, of: Self) -> bool {
        self == of || (of == Self::Joint && matches!(self, Self::Party | Self::Authority))
    }
}

/// Levels of chairs, the highest first.
const LEVELS: [&str; 4] = ["province", "district", "commune", "village"];

/// The highest of some levels: that of the dialogue whose chairs they are.
pub fn highest<'a>(levels: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let rank = |level: &&str| LEVELS.iter().position(|known| known == level).unwrap_or(LEVELS.len());
    levels.into_iter().min_by_key(rank)
}

/// A dialogue by the end of a day.
pub(crate) struct Dialogue {
    pub(crate) organisation: i64,
    /// The sessions set, each with whether it was begun and whether it was held.
    sessions: Vec<(i64, bool, bool)>,
    /// The body that held its first session; it stays that one whoever takes the dialogue over.
    held_by: Option<i64>,
    concluded: bool,
    planned: Option<i64>,
    struck: bool,
}

impl Dialogue {
    pub(crate) fn founded(founding: &Effective<'_>) -> Option<Self> {
        match &founding.recorded.event {
            Event::Dialogue(DialogueEvent::Announced { organisation, .. }) => Some(Self {
                organisation: *organisation,
                sessions: Vec::new(),
                held_by: None,
                concluded: false,
                planned: None,
                struck: founding.struck,
            }),
            _ => None,
        }
    }

    fn session(&mut self, id: i64) -> &mut (i64, bool, bool) {
        let place = self.sessions.iter().position(|session| session.0 == id);
        let place = place.unwrap_or_else(|| {
            self.sessions.push((id, false, false));
            self.sessions.len() - 1
        });
        &mut self.sessions[place]
    }

    pub(crate) fn state(&self) -> &'static str {
        if self.struck {
            "struck"
        } else if self.concluded {
            "concluded"
        } else if !self.sessions.iter().any(|&(_, begun, held)| begun || held) {
            "announced"
        } else if self.sessions.iter().all(|&(_, _, held)| held) {
            "held"
        } else {
            "open"
        }
    }

    /// Who held it, from the first session that began on.
    pub(crate) fn held_by(&self) -> Option<i64> {
        self.held_by.filter(|_| !self.struck)
    }

    /// The planned dialogue that it is.
    pub(crate) const fn planned(&self) -> Option<i64> {
        self.planned
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        let Event::Dialogue(happened) = event else { return };
        match happened {
            DialogueEvent::SessionSet { session, .. } => {
                self.session(*session);
            }
            DialogueEvent::Opened { session } => {
                self.session(*session).1 = true;
                self.held_by = self.held_by.or(Some(self.organisation));
            }
            DialogueEvent::Held { session } => {
                self.session(*session).2 = true;
                self.held_by = self.held_by.or(Some(self.organisation));
            }
            DialogueEvent::Concluded { .. } | DialogueEvent::ImportConcluded { .. } => self.concluded = true,
            DialogueEvent::HandedOver { organisation, .. } => self.organisation = *organisation,
            DialogueEvent::PlannedAs { planned } => self.planned = *planned,
            DialogueEvent::Announced { .. }
            | DialogueEvent::Described { .. }
            | DialogueEvent::SessionChaired { .. }
            | DialogueEvent::Attended { .. }
            | DialogueEvent::Arranged { .. }
            | DialogueEvent::BodiesPresent { .. }
            | DialogueEvent::AgendaSet { .. }
            | DialogueEvent::MinutesSigned
            | DialogueEvent::MinutesTaken { .. }
            | DialogueEvent::SessionMinutesSigned { .. }
            | DialogueEvent::SessionWithoutMinutes { .. }
            | DialogueEvent::MinutesScanned { .. }
            | DialogueEvent::ScanOpened { .. }
            | DialogueEvent::SpeakersRead { .. }
            | DialogueEvent::SessionUnchaired { .. }
            | DialogueEvent::PrivateSlipGiven { .. }
            | DialogueEvent::SlipsAdded { .. }
            | DialogueEvent::DutiesStarted { .. }
            | DialogueEvent::DutyRedated { .. }
            | DialogueEvent::DutyDone { .. }
            | DialogueEvent::DutyReported { .. }
            | DialogueEvent::SlipSetAside { .. }
            | DialogueEvent::ImportBegun { .. }
            | DialogueEvent::ImportCompleted { .. }
            | DialogueEvent::ImportUndone { .. }
            | DialogueEvent::MinutesKept { .. }
            | DialogueEvent::SlipTakenUp { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Duty, Line, highest};

    #[test]
    fn a_joint_dialogue_counts_with_both_and_once_in_their_sum() {
        let lines = [
            Line::of(&[Duty::Secretary]),
            Line::of(&[Duty::Chairman, Duty::Conference]),
            Line::of(&[Duty::Chairman, Duty::Secretary]),
        ];
        let n = |line: Line| lines.iter().filter(|of| line.counts(**of)).count();
        assert_eq!((n(Line::Party), n(Line::Authority), n(Line::Joint)), (2, 2, 1));
        assert_eq!(n(Line::Party) + n(Line::Authority) - n(Line::Joint), lines.len());
    }

    #[test]
    fn the_highest_chair_gives_the_level() {
        assert_eq!(highest(["commune", "district", "commune"]), Some("district"));
        assert_eq!(highest([]), None);
    }
}
