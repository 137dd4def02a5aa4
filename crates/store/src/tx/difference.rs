//! The difference that the events of one act make to the spans of a subject, and to the standings of a case.

use std::collections::BTreeMap;

use domain::day::{Day, Instant};
use domain::event::Subject;
use domain::span::{Axis, Segment, difference};
use domain::standing::{changed, standings};
use domain::timeline::timeline;

use super::Log;
use crate::standing::{Changes, Own, padded};
use crate::{Value, args};

/// What spans that end together have in common: when they end, subject, axis, value, first and last day.
pub(super) type Closed = (Instant, &'static str, &'static str, String, Day, Day);

/// What the events of an act change.
#[derive(Default)]
pub(super) struct Difference {
    /// Rows of spans that begin; each still wants its id.
    pub(super) opened: Vec<Vec<Value>>,
    /// Spans that end, and the subjects whose they are.
    pub(super) closed: BTreeMap<Closed, Vec<i64>>,
    pub(super) standings: Changes,
    /// Submissions that stand anew and whose rows lack where they were raised.
    pub(super) unplaced: Vec<i64>,
}

impl Difference {
    /// Notes the spans and standings that the new events of a subject open and close.
    pub(super) fn note(&mut self, log: &Log) {
        // Segments this act opened, with the event that opened each; one that a later event of the
        // same act closes again never was open to anybody else, but replay must find it.
        let mut open: Vec<(Segment, usize)> = Vec::new();
        let mut own = Own::default();
        let stored = &log.events[..log.stored];
        let mut before = timeline(stored);
        let of_case = log.subject == Subject::Case && log.stored < log.events.len();
        let mut stood = if of_case { standings(stored, &before) } else { Vec::new() };
        for upto in log.stored + 1..=log.events.len() {
            let known = &log.events[..upto];
            let after = timeline(known);
            let at = log.events[upto - 1].recorded_at;
            let change = difference(&before, &after);
            // Nothing is laid anew where no axis changed.
            if of_case && !(change.closed.is_empty() && change.opened.is_empty()) {
                let stands = standings(known, &after);
                self.standings.note(log.id, &mut own, changed(&stood, &stands), at);
                stood = stands;
            }
            for segment in change.closed {
                if let Some(own) = open.iter().position(|(opened, _)| *opened == segment) {
                    let (_, row) = open.swap_remove(own);
                    self.opened[row][9] = at.into();
                } else {
                    let alike =
                        (at, log.subject.as_str(), segment.axis.as_str(), segment.value, segment.from, segment.to);
                    self.closed.entry(alike).or_default().push(log.id);
                }
            }
            for segment in change.opened {
                let mut row = padded(
                    args![
                        Value::Null,
                        log.subject.as_str(),
                        log.id,
                        segment.axis.as_str(),
                        segment.value.as_str(),
                        segment.organisation,
                        segment.from,
                        segment.to,
                        at,
                        Instant::OPEN,
                    ]
                    .to_vec(),
                );
                if log.subject == Subject::Submission && segment.axis == Axis::Handling && segment.value == "raised" {
                    match log.raised {
                        Some(raised) => raised.fill(&mut row),
                        None => self.unplaced.push(log.id),
                    }
                }
                self.opened.push(row);
                open.push((segment, self.opened.len() - 1));
            }
            before = after;
        }
    }
}
