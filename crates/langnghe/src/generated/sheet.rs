//! The lines of one part, in the order in which they are recorded.

use acts::written::{Doer, Line, written_at};
use domain::day::{Day, Instant};
use serde_json::{Map, Value};

use super::chance::mixed;

/// When something is recorded: the day, and the minute of it.
pub(super) type When = (Day, i64);

/// Who does something: the line that made the account, and the body, as lines name them.
pub(super) type Who<'a> = (&'a str, &'a str);

/// Lines that are being written.
#[derive(Debug)]
pub(super) struct Sheet {
    seed: u64,
    next_no: u64,
    until: Day,
    lines: Vec<(Instant, Line)>,
    /// The minute of the last line, and its moment.
    last: (When, Instant),
}

impl Sheet {
    pub(super) fn new(seed: u64, next_no: u64, until: Day) -> Self {
        // Line 0 is the first run.
        Self { seed, next_no, until, lines: Vec::new(), last: ((Day::FLOOR, 0), Instant::OPEN) }
    }

    /// Adds an act and says its number. What would be recorded after the last day is left out.
    pub(super) fn put(&mut self, when: When, on: Day, who: Who<'_>, act: &str, fields: Value) -> u64 {
        let ((day, minute), (typist, body)) = (when, who);
        let no = self.next_no;
        self.next_no += 1;
        if day > self.until {
            return no;
        }
        // What follows in the same minute comes a second later each.
        let at =
            if self.last.0 == when { self.last.1.ms() + 1000 } else { Instant::start_of(day).ms() + minute * 60_000 };
        let at = Instant::from_ms(at);
        self.last = (when, at);
        let fields = if let Value::Object(fields) = fields { fields } else { Map::new() };
        let line = Line {
            no,
            at: written_at(at),
            happened_on: on,
            by: Doer {
                account: format!("{typist}.account").into(),
                person: format!("{typist}.person").into(),
                organisation: body.into(),
            },
            act: act.to_owned(),
            seed: mixed(self.seed ^ mixed(!no)),
            kept: false,
            fields,
        };
        self.lines.push((at, line));
        no
    }

    /// As [`Sheet::put`], for what later parts name.
    pub(super) fn keep(&mut self, when: When, on: Day, who: Who<'_>, act: &str, fields: Value) -> u64 {
        let no = self.put(when, on, who, act, fields);
        if let Some((_, line)) = self.lines.last_mut() {
            line.kept = true;
        }
        no
    }

    /// The lines in the order of their moments, and the number of the next.
    pub(super) fn done(mut self) -> (Vec<Line>, u64) {
        self.lines.sort_by_key(|(at, line)| (*at, line.no));
        (self.lines.into_iter().map(|(_, line)| line).collect(), self.next_no)
    }
}
