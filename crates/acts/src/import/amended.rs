//! A row of a table that whoever brings it puts right before it is taken over: its field, where it lies, what came of it.

use domain::day::Day;
use domain::refusal::Refusal;

use super::beside::Headings;
use super::{Came, Place, Row};
use crate::submission::known_field;

/// What came of a matter, as somebody says it of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Nobody had taken it up.
    NotTakenUp,
    /// It was being settled.
    InProgress,
    /// It was explained.
    Explained,
    /// It was done.
    Done,
    /// It was explained where it was raised.
    ExplainedThere,
    /// It was done where it was raised.
    DoneThere,
    /// It was put off.
    Deferred,
}

impl Stands {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::NotTakenUp,
        Self::InProgress,
        Self::Done,
        Self::Explained,
        Self::DoneThere,
        Self::ExplainedThere,
        Self::Deferred,
    ];

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotTakenUp => "not_taken_up",
            Self::InProgress => "in_progress",
            Self::Explained => "explained",
            Self::Done => "done",
            Self::ExplainedThere => "explained_there",
            Self::DoneThere => "done_there",
            Self::Deferred => "deferred",
        }
    }

    /// The one of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stands| stands.as_str() == word)
    }

    /// That of a row.
    pub fn of(row: &Row) -> Self {
        match row.came {
            Came::NotTakenUp | Came::Given => Self::NotTakenUp,
            Came::InProgress => Self::InProgress,
            Came::Deferred(_) => Self::Deferred,
            Came::Explained(_) => Self::Explained,
            Came::Done(_) => Self::Done,
            Came::ExplainedThere => Self::ExplainedThere,
            Came::DoneThere => Self::DoneThere,
        }
    }
}

/// A row as somebody says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// Where it lies.
    pub place: Place,
    /// Code of the field; empty when not known.
    pub field: String,
    /// What came of it.
    pub stands: Stands,
    /// What was answered; needed for what was settled.
    pub answer: String,
    /// The day of that answer; the day is asked for with those of other rows where there is none.
    pub answered_on: Option<Day>,
}

impl Amended {
    /// Puts a row right: what somebody says of it and nothing else, so body, last day and letter stay; what of them has no place in
    /// the case any more is noted beside the words. Refused where it could not be written so.
    pub(super) fn take(&self, row: &mut Row, headings: &Headings, today: Day) -> Result<(), Refusal> {
        if !self.field.is_empty() {
            known_field(&self.field)?;
        }
        // Who leaves the field empty that was proposed says that it is none of them.
        if row.field != self.field || (self.field.is_empty() && !row.said.proposed.is_empty()) {
            self.field.clone_into(&mut row.field);
            (row.said.field_given, row.said.field_set) = (false, true);
            row.said.section.clear();
            row.said.proposed.clear();
        }
        row.place.clone_from(&self.place);
        headings.keep(row, |row| self.stand(row));
        row.check(today).map_err(|refusal| match refusal {
            Refusal::HappenedBefore { earliest } => Refusal::TooEarly { field: "answered_on", earliest },
            other => other,
        })
    }

    /// Says what came of a row.
    fn stand(&self, row: &mut Row) {
        let (before, stands) = (Stands::of(row), self.stands);
        self.answer.trim().clone_into(&mut row.answer);
        let on = self.answered_on.unwrap_or(row.on);
        if let Came::Deferred(Some(review)) = row.came {
            row.said.review_said = row.said.review_said.or(Some(review));
        }
        if before != stands || matches!(stands, Stands::Explained | Stands::Done) {
            row.came = match stands {
                Stands::NotTakenUp => Came::NotTakenUp,
                Stands::InProgress => Came::InProgress,
                Stands::Explained => Came::Explained(on),
                Stands::Done => Came::Done(on),
                Stands::ExplainedThere => Came::ExplainedThere,
                Stands::DoneThere => Came::DoneThere,
                Stands::Deferred => Came::Deferred(row.said.review_said),
            };
            row.said.undated = matches!(stands, Stands::Explained | Stands::Done) && self.answered_on.is_none();
        }
        if before != stands {
            row.said.not_taken_up = stands == Stands::NotTakenUp;
            row.said.by_words.clear();
            // What is settled, or was never taken up, was sent on to nobody.
            row.said.letter_off = stands != Stands::InProgress;
        }
    }
}
