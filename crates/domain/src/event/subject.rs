//! The kinds of things that have a history.

/// A kind of thing that has a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// What has to be settled.
    Case,
    /// One matter raised, in the person's own words.
    Submission,
    /// A meeting with the people, of one or more sessions.
    Dialogue,
    /// A body.
    Organisation,
    /// Somebody who signs in.
    Account,
    /// The list of what an ended body or term leaves.
    Handover,
    /// The rules and the calendar of the installation; there is one, with id 1.
    Rulebook,
    /// What one post means to hold in a year.
    Plan,
    /// One dialogue of a plan.
    Planned,
    /// A notice of conclusion.
    Notice,
    /// A supervision of one notice of conclusion by the Front.
    Supervision,
    /// Figures that a unit declares of a period.
    Declared,
    /// A round in which opinions are gathered before a dialogue.
    Gathering,
    /// A day on which citizens are received.
    Reception,
    /// A letter in the book of a body.
    Letter,
    /// The survey of a round of gathering; it has the id of that.
    Survey,
    /// A line in the register of denunciations.
    Denunciation,
    /// A complaint that is settled.
    Complaint,
}

impl Subject {
    /// Every kind, in the order of declaration.
    pub const ALL: [Self; 18] = [
        Self::Case,
        Self::Submission,
        Self::Dialogue,
        Self::Organisation,
        Self::Account,
        Self::Handover,
        Self::Rulebook,
        Self::Plan,
        Self::Planned,
        Self::Notice,
        Self::Supervision,
        Self::Declared,
        Self::Gathering,
        Self::Reception,
        Self::Letter,
        Self::Survey,
        Self::Denunciation,
        Self::Complaint,
    ];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Submission => "submission",
            Self::Dialogue => "dialogue",
            Self::Organisation => "organisation",
            Self::Account => "account",
            Self::Handover => "handover",
            Self::Rulebook => "rulebook",
            Self::Plan => "plan",
            Self::Planned => "planned",
            Self::Notice => "notice",
            Self::Supervision => "supervision",
            Self::Declared => "declared",
            Self::Gathering => "gathering",
            Self::Reception => "reception",
            Self::Letter => "letter",
            Self::Survey => "survey",
            Self::Denunciation => "denunciation",
            Self::Complaint => "complaint",
        }
    }

    /// The kind kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.as_str() == word)
    }
}
