//! Rules of places that are no more, as proposals to the places that took theirs.

use super::{Jurisdiction, Rule};
use crate::day::Day;
use crate::territory::{Level, Unit, units};

/// A rule of a place before, which binds nobody until somebody confirms it for the place of today.
#[derive(Debug, Clone, Copy)]
pub struct Proposed<'a> {
    /// The rule, as it stood to the last day of its place.
    pub rule: &'a Rule,
    /// The place that had it.
    pub of: &'static Unit,
}

/// The rules that places before these had to their last day: each is proposed and none applied, since nobody has
/// said that the new place goes by it. Where two of them differ both are there.
///
/// `places` are the jurisdictions of a body from the nearest, on the day `on`; the rules come in their own order.
pub fn proposed<'a>(rules: impl Iterator<Item = &'a Rule>, places: &[Jurisdiction], on: Day) -> Vec<Proposed<'a>> {
    let before = before(places, on);
    let of = |rule: &'a Rule| {
        let Jurisdiction::Place { level, code } = &rule.jurisdiction else { return None };
        let held = |unit: &Unit, ended: Day| {
            unit.level.as_str() == level && unit.code == code && rule.valid_from < ended && rule.valid_to >= ended
        };
        before.iter().find(|(unit, ended)| held(unit, *ended)).map(|(unit, _)| Proposed { rule, of: unit })
    };
    rules.filter_map(of).collect()
}

/// The units whose place these took, step by step back, each with the day after its last.
pub(super) fn before(places: &[Jurisdiction], on: Day) -> Vec<(&'static Unit, Day)> {
    let unit = |place: &Jurisdiction| match place {
        Jurisdiction::Country => None,
        Jurisdiction::Place { level, code } => units().at(Level::parse(level)?, code, on),
    };
    let mut left: Vec<&'static Unit> = places.iter().filter_map(unit).collect();
    let mut found: Vec<(&'static Unit, Day)> = Vec::new();
    while let Some(unit) = left.pop() {
        for step in units().predecessors(unit) {
            if !found.iter().any(|(known, _)| *known == step.unit) {
                found.push((step.unit, step.on));
                left.push(step.unit);
            }
        }
    }
    found
}
