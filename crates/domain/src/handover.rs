//! Handover: what an ended body or term leaves, to whom it is proposed, and when the list is closed.
//!
//! Nothing that somebody answers for may be lost with a body. Whatever it leaves is an item of a list; an item is given to
//! one body; the list is closed when none is left. Where the successions of places name one heir, that one is proposed;
//! where they do not, nobody is, and whoever knows gives it group by group: what one of them was given to is then proposed
//! for the others of its field.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::refusal::Refusal;
use crate::territory::{Level, Unit, units};

/// What can be left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A case for which the body answers, settled or not: it may be reopened.
    Case,
    /// A dialogue that is not concluded.
    Dialogue,
    /// A role of an account in the body.
    Membership,
    /// A body that stands under it in a line.
    Body,
}

impl Kind {
    /// Every kind, in the order in which a list shows them.
    pub const ALL: [Self; 4] = [Self::Case, Self::Dialogue, Self::Membership, Self::Body];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Dialogue => "dialogue",
            Self::Membership => "membership",
            Self::Body => "body",
        }
    }

    /// The kind kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Items that are given together: of one kind, of one commune, of one field. Dialogues, roles and bodies have no field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Group {
    /// What they are.
    pub kind: Kind,
    /// The commune, or the wider place, in which they lie.
    pub territory: i64,
    /// Code of the field; empty where it is not known or there is none.
    pub field: String,
}

/// A body that may receive, by where and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The body.
    pub id: i64,
    /// What kind of body it is.
    pub kind: String,
    /// Level of its place.
    pub level: String,
    /// Official code of its place.
    pub code: String,
}

/// Where an item lies: level and code of its commune, and the last day on which that stood for this place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lies {
    /// Level.
    pub level: String,
    /// Official code.
    pub code: String,
    /// The last day on which the code named this place, at the latest the day before the end.
    pub on: Day,
}

/// Who comes after an ended body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heirs {
    /// What kind of body it was.
    pub kind: String,
    /// The first day on which it was no more.
    pub ended_on: Day,
    /// The bodies that take its place.
    pub successors: Vec<Candidate>,
    /// All bodies in force of its kind, for where no successor is named.
    pub others: Vec<Candidate>,
}

impl Heirs {
    /// Who is proposed for an item: the single successor; otherwise the body of the same kind of the one unit that takes
    /// the place of where the item lies, among the successors if there are any. None where nobody alone follows.
    ///
    /// A body that stood under the ended one is proposed to a single successor only: where it lies says nothing of who
    /// should stand above it.
    pub fn proposed(&self, kind: Kind, lies: &Lies) -> Option<i64> {
        if let [only] = self.successors.as_slice() {
            return Some(only.id);
        }
        let unit = heir(lies, self.ended_on).filter(|_| kind != Kind::Body)?;
        let among = if self.successors.is_empty() { &self.others } else { &self.successors };
        let mut there = among
            .iter()
            .filter(|body| body.kind == self.kind && body.level == unit.level.as_str() && body.code == unit.code);
        let first = there.next()?;
        there.next().is_none().then_some(first.id)
    }
}

/// Who is proposed for a group for which the places name nobody: the one body that received what was given of the same kind
/// and field elsewhere in the list. None while nothing of it was given, where several bodies received some, or where there is
/// no field to go by.
pub fn proposed_by_field(group: &Group, given: &[(Group, i64)]) -> Option<i64> {
    let same = |other: &&(Group, i64)| other.0.kind == group.kind && other.0.field == group.field;
    let mut receivers = given.iter().filter(|_| !group.field.is_empty()).filter(same).map(|(_, receiver)| *receiver);
    let first = receivers.next()?;
    receivers.all(|receiver| receiver == first).then_some(first)
}

/// The one unit in force on `on` that is, or takes the place of, where an item lies; none when it went to several.
pub fn heir(lies: &Lies, on: Day) -> Option<&'static Unit> {
    let mut unit = units().at(Level::parse(&lies.level)?, &lies.code, lies.on)?;
    // Each step leads to a later unit; there are few.
    while !unit.is_in_force(on) {
        let [only] = units().successors(unit) else { return None };
        unit = only.unit;
    }
    Some(unit)
}

/// Whether a list can be closed: refused while one item has no receiver.
pub fn may_close(open: usize) -> Result<(), Refusal> {
    if open == 0 { Ok(()) } else { Err(Refusal::NotHandedOver { open }) }
}
