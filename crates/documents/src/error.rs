//! Why a paper is not made.

use domain::Day;

use crate::profile::{Measure, Part, System, Word};

/// What is wrong with a paper or with a setting of its layout. A fault of who calls: nothing is written halfway.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The head of one system over a paper that another one issues.
    #[error("a paper of the {system:?} does not take the head of `{profile}`: who issues decides")]
    MixedHead {
        /// The profile that was asked for.
        profile: String,
        /// Who issues.
        system: System,
    },
    /// No layout is known for papers of that system and day.
    #[error("no layout is known for papers of the {system:?} on {day}")]
    NoProfile {
        /// Who issues.
        system: System,
        /// The day of the paper.
        day: Day,
    },
    /// The profile was not in force on the day of the paper.
    #[error("the layout `{profile}` is not in force on {day}")]
    NotInForce {
        /// The profile.
        profile: String,
        /// The day of the paper.
        day: Day,
    },
    /// Something that the paper can't do without is empty.
    #[error("the paper has no {field}")]
    Missing {
        /// What is missing.
        field: &'static str,
    },
    /// The system does not sign in that way: nobody is delegated in the Party, nobody signs for a committee's head.
    #[error("papers of `{profile}` are not signed with `{word:?}`")]
    NotSignedSo {
        /// The profile.
        profile: String,
        /// The form of signing.
        word: Word,
    },
    /// The cells of a row do not fill the columns of its table exactly.
    #[error("row {row} of a table does not fill its columns")]
    TableNotFilled {
        /// The row from 0, the head rows counted.
        row: usize,
    },
    /// A point of the second level stands before the first heading.
    #[error("a numbered point stands under no heading")]
    PointUnderNothing,
    /// An opinion is listed twice in one paper.
    #[error("opinion {number} is listed twice")]
    ListedTwice {
        /// Its number in the dialogue.
        number: u32,
    },
    /// An opinion is said to be settled by a point that the paper has not.
    #[error("opinion {number} is given to a point that is not there")]
    NoSuchPoint {
        /// The opinion's number in the dialogue.
        number: u32,
    },
    /// A point names no body that leads.
    #[error("point {point} names no body that leads")]
    NoLead {
        /// The point, from 1.
        point: usize,
    },
    /// A point gives its body no day.
    #[error("point {point} gives no due date")]
    NoDue {
        /// The point, from 1.
        point: usize,
    },
    /// A point is due before the paper is issued.
    #[error("point {point} is due before the paper is issued")]
    DueBeforeIssue {
        /// The point, from 1.
        point: usize,
    },
    /// The value was read in the text of the rule and is no setting.
    #[error("`{name}` is fixed by the rule")]
    Fixed {
        /// The measure, part or word.
        name: String,
    },
    /// The value of a setting is outside of what makes a paper.
    #[error("`{name}` has to be from {least} to {most}")]
    OutOfRange {
        /// The measure or part.
        name: String,
        /// The least it may be.
        least: u16,
        /// The most it may be.
        most: u16,
    },
}

impl Error {
    pub(crate) fn fixed_word(word: Word) -> Self {
        Self::Fixed { name: format!("{word:?}") }
    }

    pub(crate) fn measure_out(measure: Measure, least: u16, most: u16) -> Self {
        Self::OutOfRange { name: format!("{measure:?}"), least, most }
    }

    pub(crate) fn part_out(part: Part, least: u16, most: u16) -> Self {
        Self::OutOfRange { name: format!("{part:?}"), least, most }
    }
}
