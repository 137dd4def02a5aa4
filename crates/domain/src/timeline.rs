//! States of one subject as intervals of days, by what is known now.
//!
//! The words on the axes of a case; every axis has one from the receipt on, but `raised` none when it is struck, and `review`
//! none before the first:
//!
//! - `handling`: `received`, `assigned`, `accepted`, `answered`, `closed.withdrawn`, `closed.guided`,
//!   `closed.refused`, `struck`
//! - `bearer`, `territory`: an id; `field`: its code
//! - `suspended`: `yes`, `no`
//! - `transfer`: `none`, `waiting`, the receiver beside it
//! - `root`: `none`, the id of the case
//! - `due`: `no_due`, `running`, `overdue`, `on_time`, `late`, the bearer beside it
//! - `promise`: `none`, `waiting`, `overdue`
//! - `assessment`: what the person says of the answers in force: `not_asked`, `agreed`, `not_agreed`, `none`
//! - `review`: `none`, `under_way`, `under_way_above`, `not_upheld`, `exhausted`, `withdrawn`, who decides beside it; nothing
//!   where there never was a review
//! - `confirmed`: `yes`, `no`, `contradicted` where a finding says otherwise; the body of the Front beside it
//! - `found`: what was last found: `done`, `partly`, `not_done`, with `.since` behind it where something was done since; nothing
//!   where nobody looked yet
//! - `competence`: `own`, `beyond`
//! - `raised`: the id of the body of origin, the body beside it
//! - `outcome:kq-1`: as [`mod@crate::outcome`] says, the body of origin beside it
//!
//! Of a submission: `handling` with `raised`, `struck`; `field`; `territory`. Of a dialogue: `dialogue` with
//! `announced`, `open`, `held`, `concluded`, `struck`, the body beside it; `held`: the body, from the first session on;
//! `in_plan`: `none` or the id of the planned dialogue. Of a plan: `plan`, of a planned dialogue: `planned`, with the
//! words of [`crate::plan`]. Of a notice: `notice`, with the words of [`crate::notice`], the body that issues it beside it. Of
//! declared figures: `declared`, the id of the event that wrote what is in force, or `struck`, the unit beside it.

use crate::case::{Case, Work};
use crate::correction::{Effective, effective};
use crate::day::Day;
use crate::declared::Declared;
use crate::dialogue::Dialogue;
use crate::event::{Assessment, EndGround, Event, Recorded, SubmissionEvent};
use crate::notice::Notice;
use crate::outcome::verdict;
use crate::plan::{Plan, Planned};
use crate::span::{Axis, Segment};

/// The states of one subject, from its founding on, by these events. `events` in the order of their `seq`, all of one
/// subject; the segments by axis and day. Bodies and accounts have none.
///
/// The state on a day is what all events that count and happened by then add up to, in the order of (day, seq).
/// What only time brings - the day after a due date or a promise - is there in advance.
pub fn timeline(events: &[Recorded]) -> Vec<Segment> {
    let effective = effective(events);
    let Some((founding, later)) = effective.split_first() else {
        return Vec::new();
    };
    match &founding.recorded.event {
        Event::Case(_) => Case::founded(founding).map_or_else(Vec::new, |case| laid(founding.on, case, later)),
        Event::Submission(_) => {
            Submission::founded(founding).map_or_else(Vec::new, |submission| laid(founding.on, submission, later))
        }
        Event::Dialogue(_) => {
            Dialogue::founded(founding).map_or_else(Vec::new, |dialogue| laid(founding.on, dialogue, later))
        }
        Event::Plan(_) => Plan::founded(founding).map_or_else(Vec::new, |plan| laid(founding.on, plan, later)),
        Event::Planned(_) => {
            Planned::founded(founding).map_or_else(Vec::new, |planned| laid(founding.on, planned, later))
        }
        Event::Notice(_) => Notice::founded(founding).map_or_else(Vec::new, |notice| laid(founding.on, notice, later)),
        Event::Declared(_) => {
            Declared::founded(founding).map_or_else(Vec::new, |declared| laid(founding.on, declared, later))
        }
        _ => Vec::new(),
    }
}

/// Something whose state changes by events and by days.
trait Subject<'a> {
    fn apply(&mut self, event: &Effective<'a>);
    fn next_turn(&self, after: Day) -> Option<Day>;
    fn show(&self, on: Day, lines: &mut Lines<'a>);
}

fn laid<'a>(founded_on: Day, mut subject: impl Subject<'a>, later: &[Effective<'a>]) -> Vec<Segment> {
    let mut lines = Lines::default();
    let mut later = later.iter().peekable();
    let mut day = founded_on;
    loop {
        while let Some(event) = later.next_if(|event| event.on <= day) {
            subject.apply(event);
        }
        subject.show(day, &mut lines);
        let next_event = later.peek().map(|event| event.on);
        match next_event.into_iter().chain(subject.next_turn(day)).min() {
            Some(next) if next < Day::OPEN => day = next,
            _ => return lines.end(),
        }
    }
}

/// A value that is only written out when it has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value<'a> {
    Word(&'static str),
    Id(i64),
    Text(&'a str),
}

impl Value<'_> {
    fn written(self) -> String {
        match self {
            Self::Word(word) => word.to_owned(),
            Self::Id(id) => id.to_string(),
            Self::Text(text) => text.to_owned(),
        }
    }
}

#[derive(Clone, Copy)]
struct Open<'a> {
    value: Value<'a>,
    organisation: Option<i64>,
    from: Day,
}

/// The segments of all axes, laid from the first day to the last.
#[derive(Default)]
struct Lines<'a> {
    open: [Option<Open<'a>>; Axis::ALL.len()],
    done: Vec<Segment>,
}

impl<'a> Lines<'a> {
    /// From that day on the axis has this value; the same value as before changes nothing.
    fn put(&mut self, on: Day, axis: Axis, value: Value<'a>, organisation: Option<i64>) {
        let place = &mut self.open[axis as usize];
        match place {
            Some(open) if open.value == value && open.organisation == organisation => {}
            _ => {
                let ended = place.replace(Open { value, organisation, from: on });
                self.done.extend(ended.map(|open| open.until(on, axis)));
            }
        }
    }

    fn end(mut self) -> Vec<Segment> {
        for (axis, open) in Axis::ALL.into_iter().zip(self.open) {
            let open = open.filter(|open| open.from < Day::OPEN);
            self.done.extend(open.map(|open| open.until(Day::OPEN, axis)));
        }
        self.done.sort_unstable_by_key(|segment| (segment.axis, segment.from));
        self.done
    }
}

impl Open<'_> {
    fn until(self, to: Day, axis: Axis) -> Segment {
        let Self { value, organisation, from } = self;
        Segment { axis, value: value.written(), organisation, from, to }
    }
}

impl<'a> Subject<'a> for Case<'a> {
    fn apply(&mut self, event: &Effective<'a>) {
        Case::apply(self, event);
    }

    fn next_turn(&self, after: Day) -> Option<Day> {
        Case::next_turn(self, after)
    }

    fn show(&self, on: Day, lines: &mut Lines<'a>) {
        let bearer = Some(self.bearer);
        let waiting = self.waiting.last().map(|sent| sent.to);
        let suspended = if self.suspended_since.is_some() { "yes" } else { "no" };
        let transfer = if waiting.is_some() { "waiting" } else { "none" };
        let root = self.root.map_or(Value::Word("none"), Value::Id);
        lines.put(on, Axis::Handling, Value::Word(handling(self)), None);
        lines.put(on, Axis::Bearer, Value::Id(self.bearer), bearer);
        lines.put(on, Axis::Suspended, Value::Word(suspended), None);
        lines.put(on, Axis::Transfer, Value::Word(transfer), waiting);
        lines.put(on, Axis::Root, root, None);
        lines.put(on, Axis::Field, Value::Text(self.field), None);
        lines.put(on, Axis::Territory, Value::Id(self.territory), None);
        lines.put(on, Axis::Due, Value::Word(self.due(on).as_str()), bearer);
        lines.put(on, Axis::Promise, Value::Word(self.promise(on).as_str()), None);
        let assessment = self.assessment.map_or("not_asked", Assessment::as_str);
        lines.put(on, Axis::Assessment, Value::Word(assessment), None);
        let confirmed = match (self.contradicted_by, self.confirmed_by) {
            (Some(_), _) => "contradicted",
            (None, Some(_)) => "yes",
            (None, None) => "no",
        };
        lines.put(on, Axis::Confirmed, Value::Word(confirmed), self.contradicted_by.or(self.confirmed_by));
        if let Some(found) = self.found {
            lines.put(on, Axis::Found, Value::Word(found.as_str()), Some(found.organisation));
        }
        if self.was_reviewed {
            let decides = self.review().and_then(|review| review.body);
            lines.put(on, Axis::Review, Value::Word(self.reviewed().as_str()), decides);
        }
        let competence = if self.is_beyond() { "beyond" } else { "own" };
        lines.put(on, Axis::Competence, Value::Word(competence), None);
        if !self.struck {
            lines.put(on, Axis::Raised, Value::Id(self.origin), Some(self.origin));
        }
        let outcome = verdict(self, on).as_str();
        lines.put(on, Axis::Outcome, Value::Word(outcome), Some(self.origin));
    }
}

/// How far a case has come.
fn handling(case: &Case<'_>) -> &'static str {
    match case.ended {
        _ if case.struck => "struck",
        Some(EndGround::Withdrawn) => "closed.withdrawn",
        Some(EndGround::Guided) => "closed.guided",
        Some(EndGround::Refused) => "closed.refused",
        None if case.is_answered() => "answered",
        None if case.work == Work::Accepted => "accepted",
        None if case.assignment.is_some() => "assigned",
        None => "received",
    }
}

struct Submission<'a> {
    territory: i64,
    field: &'a str,
    struck: bool,
}

impl<'a> Submission<'a> {
    fn founded(founding: &Effective<'a>) -> Option<Self> {
        match &founding.recorded.event {
            Event::Submission(SubmissionEvent::Raised { territory, field, .. }) => {
                Some(Self { territory: *territory, field, struck: founding.struck })
            }
            _ => None,
        }
    }
}

impl<'a> Subject<'a> for Submission<'a> {
    fn apply(&mut self, event: &Effective<'a>) {
        let revised = &event.recorded.event;
        if let Event::Submission(SubmissionEvent::Revised { territory, field, .. }) = revised {
            (self.territory, self.field) = (*territory, field);
        }
    }

    fn next_turn(&self, _: Day) -> Option<Day> {
        None
    }

    fn show(&self, on: Day, lines: &mut Lines<'a>) {
        let handling = if self.struck { "struck" } else { "raised" };
        lines.put(on, Axis::Handling, Value::Word(handling), None);
        lines.put(on, Axis::Field, Value::Text(self.field), None);
        lines.put(on, Axis::Territory, Value::Id(self.territory), None);
    }
}

impl<'a> Subject<'a> for Dialogue {
    fn apply(&mut self, event: &Effective<'a>) {
        Dialogue::apply(self, &event.recorded.event);
    }

    fn next_turn(&self, _: Day) -> Option<Day> {
        None
    }

    fn show(&self, on: Day, lines: &mut Lines<'a>) {
        let state = Value::Word(self.state());
        lines.put(on, Axis::Dialogue, state, Some(self.organisation));
        if let Some(held_by) = self.held_by() {
            lines.put(on, Axis::Held, Value::Id(held_by), Some(held_by));
        }
        let planned = self.planned().map_or(Value::Word("none"), Value::Id);
        lines.put(on, Axis::InPlan, planned, None);
    }
}

impl<'a> Subject<'a> for Plan {
    fn apply(&mut self, event: &Effective<'a>) {
        Plan::apply(self, event);
    }

    fn next_turn(&self, _: Day) -> Option<Day> {
        None
    }

    fn show(&self, on: Day, lines: &mut Lines<'a>) {
        lines.put(on, Axis::Plan, Value::Word(self.word()), Some(self.organisation));
    }
}

impl<'a> Subject<'a> for Planned {
    fn apply(&mut self, event: &Effective<'a>) {
        Planned::apply(self, &event.recorded.event);
    }

    fn next_turn(&self, _: Day) -> Option<Day> {
        None
    }

    fn show(&self, on: Day, lines: &mut Lines<'a>) {
        lines.put(on, Axis::Planned, Value::Word(self.state().as_str()), None);
    }
}

impl<'a> Subject<'a> for Notice {
    fn apply(&mut self, event: &Effective<'a>) {
        Notice::apply(self, event);
    }

    fn next_turn(&self, _: Day) -> Option<Day> {
        None
    }

    fn show(&self, on: Day, lines: &mut Lines<'a>) {
        lines.put(on, Axis::Notice, Value::Word(self.state.as_str()), Some(self.organisation));
    }
}

impl<'a> Subject<'a> for Declared {
    fn apply(&mut self, event: &Effective<'a>) {
        Declared::apply(self, event);
    }

    fn next_turn(&self, _: Day) -> Option<Day> {
        None
    }

    fn show(&self, on: Day, lines: &mut Lines<'a>) {
        let value = if self.struck { Value::Word("struck") } else { Value::Id(self.by) };
        lines.put(on, Axis::Declared, value, Some(self.organisation));
    }
}
