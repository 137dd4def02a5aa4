//! Documents of places of which only the name is known.

use serde::Deserialize;

use super::before::before;
use super::{Jurisdiction, shipped};
use crate::day::Day;
use crate::territory::{Level, Unit, units};

/// A document that sets rules for a place, in which no number was read yet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Where it holds.
    pub jurisdiction: Jurisdiction,
    /// What it is about, in the words of [`Rule`](super::Rule).
    pub subject: String,
    /// Its kind, number, day and issuer.
    pub title: String,
    /// A day on which it was in force: its own, where that is known.
    pub on: Day,
}

/// The documents that places have, or that places before them had, each with its place.
pub fn documents(places: &[Jurisdiction], on: Day) -> Vec<(&'static Document, &'static Unit)> {
    let before = before(places, on);
    let of = |document: &'static Document| {
        let Jurisdiction::Place { level, code } = &document.jurisdiction else { return None };
        let at = units().at(Level::parse(level)?, code, on).filter(|_| places.contains(&document.jurisdiction));
        let is = |unit: &&Unit| unit.level.as_str() == level && unit.code == code && unit.is_in_force(document.on);
        let earlier = before.iter().map(|(unit, _)| *unit).find(|unit| is(unit));
        Some((document, earlier.or_else(|| at.filter(|unit| unit.is_in_force(document.on)))?))
    };
    shipped::documents().iter().filter_map(of).collect()
}
