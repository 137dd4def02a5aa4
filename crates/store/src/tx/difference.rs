//! The difference that the events of one act make to the spans of a subject.

use std::collections::BTreeMap;

use domain::day::{Day, Instant};
use domain::span::{Segment, difference};
use domain::timeline::timeline;

use super::Log;
use crate::{Value, args};

/// What spans that end together have in common: when they end, subject, axis, value, first and last day.
pub(super) type Closed = (Instant, &'static str, &'static str, String, Day, Day);

/// Notes the spans that the new events of a subject open and close.
pub(super) fn note_difference(log: &Log, rows: &mut Vec<Vec<Value>>, closed: &mut BTreeMap<Closed, Vec<i64>>) {
    // Segments this act opened, with the event that opened each; one that a later event of the
    // same act closes again never was open to anybody else, but replay must find it.
    let mut open: Vec<(Segment, usize)> = Vec::new();
    let mut before = timeline(&log.events[..log.stored]);
    for upto in log.stored + 1..=log.events.len() {
        let after = timeline(&log.events[..upto]);
        let at = log.events[upto - 1].recorded_at;
        let change = difference(&before, &after);
        for segment in change.closed {
            if let Some(own) = open.iter().position(|(opened, _)| *opened == segment) {
                let (_, row) = open.swap_remove(own);
                rows[row][9] = at.into();
            } else {
                let alike = (at, log.subject.as_str(), segment.axis.as_str(), segment.value, segment.from, segment.to);
                closed.entry(alike).or_default().push(log.id);
            }
        }
        for segment in change.opened {
            rows.push(
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
            open.push((segment, rows.len() - 1));
        }
        before = after;
    }
}
