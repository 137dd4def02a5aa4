//! A row of a table that whoever brings it puts right before it is taken over: its field, where it lies, what came of it.

use domain::day::Day;
use domain::refusal::Refusal;

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
    /// Puts a row right; refused where it could not be written so. `heading` stands before what was answered where that is noted beside
    /// the words.
    pub(super) fn take(&self, row: &mut Row, heading: &str, today: Day) -> Result<(), Refusal> {
        if !self.field.is_empty() {
            known_field(&self.field)?;
        }
        if row.field != self.field {
            self.field.clone_into(&mut row.field);
            row.said.field_given = false;
            row.said.section.clear();
        }
        row.place.clone_from(&self.place);
        let noted = |answer: &str| format!("{heading}: {}", answer.lines().collect::<Vec<_>>().join(", "));
        let before = [row.answer.clone(), noted(&row.answer)];
        row.beside =
            row.beside.lines().filter(|line| !before.iter().any(|it| it == line)).collect::<Vec<_>>().join("\n");
        self.answer.trim().clone_into(&mut row.answer);
        let (before, stands) = (Stands::of(row), self.stands);
        let on = self.answered_on.unwrap_or(row.on);
        if before != stands || matches!(stands, Stands::Explained | Stands::Done) {
            row.came = match stands {
                Stands::NotTakenUp => Came::NotTakenUp,
                Stands::InProgress => Came::InProgress,
                Stands::Explained => Came::Explained(on),
                Stands::Done => Came::Done(on),
                Stands::ExplainedThere => Came::ExplainedThere,
                Stands::DoneThere => Came::DoneThere,
                Stands::Deferred => Came::Deferred(None),
            };
            row.said.undated = matches!(stands, Stands::Explained | Stands::Done) && self.answered_on.is_none();
        }
        if before != stands {
            row.said.not_taken_up = stands == Stands::NotTakenUp;
            row.said.by_words.clear();
            // What is settled, or was never taken up, was sent on to nobody.
            if stands != Stands::InProgress {
                row.said.sent = None;
            }
        }
        if !row.tells() && !row.answer.is_empty() {
            let said = [row.beside.as_str(), &noted(&row.answer)].join("\n");
            said.trim_start().clone_into(&mut row.beside);
        }
        row.check(today).map_err(|refusal| match refusal {
            Refusal::HappenedBefore { earliest } => Refusal::TooEarly { field: "answered_on", earliest },
            other => other,
        })
    }
}
