//! Declared figures (số liệu khai): what a unit says of a period on a paper, where the program has no cases to count.
//!
//! They stand in columns of their own, are never added to what is counted, and open no cases. A unit declares of a period
//! once; a longer period counts in place of those within it.

use serde::{Deserialize, Serialize};

use crate::correction::{Effective, effective};
use crate::day::Day;
use crate::event::{DeclaredEvent, Event, Recorded};
use crate::text::TextRef;

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// A number that a unit may declare.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum DeclaredNumber { $( $(#[$doc])* $name ),* }

        impl DeclaredNumber {
            /// Every one, in the order of a report.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word under which it is kept; where the number is counted too, that of the counted one.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $word ),* }
            }

            /// The name of its field in a form.
            pub const fn field(self) -> &'static str {
                match self { $( Self::$name => concat!("declared_", $word) ),* }
            }
        }
    };
}

numbers! {
    /// Dialogues of the plan, in cuộc.
    Planned = "planned",
    /// Dialogues held.
    Held = "held",
    /// Of these, held beside the plan.
    Added = "added",
    /// Planned ones that were put off.
    Postponed = "postponed",
    /// Planned ones that were called off.
    Cancelled = "cancelled",
    /// Villages in which one was held, in điểm.
    Sites = "sites",
    /// People or groups that spoke, in lượt.
    Turns = "turns",
    /// Letters, in đơn.
    Letters = "letters",
    /// Matters raised, in ý kiến.
    Submissions = "submissions",
    /// Of these, views.
    Opinion = "opinion",
    /// Of these, what should be done.
    Recommendation = "recommendation",
    /// Of these, what is wrong.
    Feedback = "feedback",
    /// Of these, plans offered.
    Initiative = "initiative",
    /// Of these, what was given.
    Contribution = "contribution",
    /// Of these, complaints.
    Complaint = "complaint",
    /// Cases, in vụ việc.
    Total = "total",
    /// Of these, resolved.
    Resolved = "resolved",
    /// Of these, in progress.
    InProgress = "in_progress",
    /// Of these, not taken up.
    NotTakenUp = "not_taken_up",
}

/// The highest number that can be declared.
pub const MOST_DECLARED: i64 = 9_999_999;

impl DeclaredNumber {
    /// The one kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|number| number.as_str() == word)
    }

    /// Whether it is a kind of submission, which the program does not count beside it.
    pub const fn is_kind(self) -> bool {
        matches!(
            self,
            Self::Opinion
                | Self::Recommendation
                | Self::Feedback
                | Self::Initiative
                | Self::Contribution
                | Self::Complaint
        )
    }
}

/// A number on a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclaredCell {
    /// Which.
    pub number: DeclaredNumber,
    /// How many.
    pub count: i64,
}

/// What of the numbers of one paper does not add up: the sum as it stands there, and its parts added up. The paper rules: it
/// is shown and refuses nothing.
pub fn mismatched(cells: &[DeclaredCell]) -> Vec<(DeclaredNumber, i64, i64)> {
    use DeclaredNumber as N;
    let count = |number: N| cells.iter().find(|cell| cell.number == number).map(|cell| cell.count);
    let sums: [(N, &[N]); 2] = [
        (N::Total, &[N::Resolved, N::InProgress, N::NotTakenUp]),
        (N::Submissions, &[N::Opinion, N::Recommendation, N::Feedback, N::Initiative, N::Contribution, N::Complaint]),
    ];
    let wrong = |(whole, parts): &(N, &[N])| {
        let stated = count(*whole)?;
        let known: Vec<i64> = parts.iter().filter_map(|part| count(*part)).collect();
        let sum: i64 = known.iter().sum();
        // Where some parts are not told, the others may be fewer.
        let fits = known.is_empty() || sum == stated || (known.len() < parts.len() && sum < stated);
        (!fits).then_some((*whole, stated, sum))
    };
    sums.iter().filter_map(wrong).collect()
}

/// Declared figures as their events leave them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The unit.
    pub organisation: i64,
    /// The first day of the period.
    pub from_on: Day,
    /// The last day of the period.
    pub to_on: Day,
    /// The event that wrote what is in force.
    pub by: i64,
    /// The day on the paper.
    pub document_on: Day,
    /// The number of the paper.
    pub number: Option<TextRef>,
    /// The numbers.
    pub cells: Vec<DeclaredCell>,
    /// The scans of the paper.
    pub scans: Vec<i64>,
    /// Whether they were recorded by mistake.
    pub struck: bool,
}

impl Declared {
    pub(crate) fn founded(founding: &Effective<'_>) -> Option<Self> {
        let Event::Declared(DeclaredEvent::Recorded { organisation, from_on, to_on, number, cells }) =
            &founding.recorded.event
        else {
            return None;
        };
        Some(Self {
            organisation: *organisation,
            from_on: *from_on,
            to_on: *to_on,
            by: founding.recorded.id,
            document_on: founding.on,
            number: number.clone(),
            cells: cells.clone(),
            scans: Vec::new(),
            struck: founding.struck,
        })
    }

    pub(crate) fn apply(&mut self, event: &Effective<'_>) {
        match &event.recorded.event {
            Event::Declared(DeclaredEvent::Revised { number, cells, .. }) => {
                (self.by, self.document_on) = (event.recorded.id, event.on);
                (self.number, self.cells) = (number.clone(), cells.clone());
            }
            Event::Declared(DeclaredEvent::Scanned { scans }) => self.scans.extend(scans),
            _ => {}
        }
    }

    /// How they stand after all their events; nothing where these are not those of declared figures.
    pub fn by(events: &[Recorded]) -> Option<Self> {
        let effective = effective(events);
        let (founding, later) = effective.split_first()?;
        let mut declared = Self::founded(founding)?;
        for event in later {
            declared.apply(event);
        }
        Some(declared)
    }
}

#[cfg(test)]
mod tests {
    use super::{DeclaredCell, DeclaredNumber as N, mismatched};

    #[test]
    fn what_does_not_add_up_is_told_and_what_is_left_out_is_not() {
        let cell = |number, count| DeclaredCell { number, count };
        let whole = [cell(N::Total, 10), cell(N::Resolved, 5), cell(N::InProgress, 3), cell(N::NotTakenUp, 1)];
        assert_eq!(mismatched(&whole), [(N::Total, 10, 9)]);
        assert_eq!(mismatched(&whole[..3]), []);
        assert_eq!(mismatched(&[cell(N::Submissions, 2), cell(N::Feedback, 3)]), [(N::Submissions, 2, 3)]);
        assert_eq!(mismatched(&[cell(N::Submissions, 2)]), []);
    }

    #[test]
    fn a_number_is_kept_under_its_word() {
        for number in N::ALL.iter().copied() {
            assert_eq!(N::parse(number.as_str()), Some(number));
            assert_eq!(serde_json::to_string(&number).unwrap(), format!("\"{}\"", number.as_str()));
        }
        assert_eq!(N::parse("cases"), None);
    }
}
