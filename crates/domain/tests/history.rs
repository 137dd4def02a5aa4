//! A history in the words of a test: what happened on which day, and when it was typed.

use domain::{CaseEvent, CasePoint, Day, Event, Instant, PointAnswer, PointResult, Recorded, TextRef};

/// The body that holds the dialogue, in every case of these tests.
pub(crate) const OFFICE: i64 = 1;
/// The body to which cases are assigned.
pub(crate) const AGENCY: i64 = 2;
/// A body outside.
pub(crate) const OUTSIDE: i64 = 3;

pub(crate) fn day(iso: &str) -> Day {
    Day::parse_iso(iso).unwrap_or_else(|| panic!("{iso} is no day"))
}

pub(crate) fn reason() -> TextRef {
    TextRef::new(70, &[7; 32])
}

#[derive(Clone, Debug)]
pub(crate) struct History(pub(crate) Vec<Recorded>);

impl History {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    /// Happened and typed on that day; never typed before what was typed before it. Ids are 101, 102 and so on.
    pub(crate) fn then(mut self, on: &str, event: impl Into<Event>) -> Self {
        let seq = i64::try_from(self.0.len()).unwrap() + 1;
        let after = self.0.last().map_or(i64::MIN, |last| last.recorded_at.ms() + 1);
        let at = Instant::from_ms((Instant::start_of(day(on)).ms() + 8 * 3_600_000).max(after));
        let event = event.into();
        self.0.push(Recorded { id: 100 + seq, seq, happened_on: day(on), recorded_at: at, event });
        self
    }

    /// The last event was typed only on that day.
    pub(crate) fn typed(mut self, on: &str) -> Self {
        let last = self.0.last_mut().unwrap();
        last.recorded_at = Instant::from_ms(Instant::start_of(day(on)).ms() + 8 * 3_600_000);
        self
    }

    pub(crate) fn correct(self, typed: &str, of: i64, happened_on: &str) -> Self {
        let happened_on = day(happened_on);
        self.then(typed, Event::Corrected { of, happened_on, reason: reason() })
    }

    pub(crate) fn strike(self, typed: &str, of: i64) -> Self {
        self.then(typed, Event::Struck { of, reason: reason() })
    }

    pub(crate) fn assign(self, on: &str, due: &str) -> Self {
        self.then(on, CaseEvent::Assigned { assignment: 60, lead: AGENCY, due_on: day(due), words: None })
    }

    pub(crate) fn accept(self, on: &str) -> Self {
        self.then(on, CaseEvent::Accepted { body: AGENCY })
    }

    pub(crate) fn reply(self, on: &str, answers: &[(i64, PointResult)]) -> Self {
        self.then(on, CaseEvent::Replied { reply: 50, body: AGENCY, points: answered(answers) })
    }

    pub(crate) fn on_the_spot(self, on: &str, answers: &[(i64, PointResult)]) -> Self {
        let points = answered(answers);
        let answer = CaseEvent::AnsweredOnTheSpot { reply: 51, session: 40, body: OFFICE, points, speaker: None };
        self.then(on, answer)
    }

    pub(crate) fn send_on(self, on: &str, points: &[i64]) -> Self {
        let points = points.to_vec();
        self.then(on, CaseEvent::SentOn { transfer: 30, to: OUTSIDE, points, words: None })
    }

    pub(crate) fn answered_there(self, on: &str, points: &[i64]) -> Self {
        let points = points.to_vec();
        self.then(on, CaseEvent::TransferAnswered { transfer: 30, points, words: None })
    }

    pub(crate) fn reopen(self, on: &str) -> Self {
        self.then(on, CaseEvent::Reopened { reason: reason() })
    }
}

fn answered(answers: &[(i64, PointResult)]) -> Vec<PointAnswer> {
    let answer = |(point, result): &(i64, PointResult)| PointAnswer { point: *point, result: result.clone() };
    answers.iter().map(answer).collect()
}

/// A case received on 2020-03-02, a Monday, with points 1 to `points`, and no rule for its receipt.
pub(crate) fn case(points: i64) -> History {
    History::new().then("2020-03-02", received(points, None))
}

pub(crate) fn received(points: i64, due_on: Option<Day>) -> CaseEvent {
    CaseEvent::Received {
        origin: OFFICE,
        origin_dialogue: Some(20),
        accountable: OFFICE,
        territory: 22_051,
        field: "land".to_owned(),
        points: (1..=points).map(|point| CasePoint { point, submission: Some(10 + point) }).collect(),
        due_on,
        clocks: Vec::new(),
    }
}

pub(crate) fn promised(by_on: &str) -> PointResult {
    PointResult::Promised { by_on: day(by_on) }
}

pub(crate) fn cannot() -> PointResult {
    PointResult::CannotBeDone { ground: reason() }
}
