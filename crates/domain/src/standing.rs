//! How a case stands: the axes that lists and figures read, laid over each other. A [`Standing`] holds between two days on which
//! none of them changes, so that a list and a number look up one row of a case and not one for each axis.

use crate::day::{Day, Instant};
use crate::event::{CaseEvent, Event, Recorded};
use crate::outcome::Outcome;
use crate::span::{Axis, Segment};
use crate::timeline::timeline;

/// What lists and figures read of a case, between two days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Standing {
    /// The first day.
    pub from: Day,
    /// The day after the last; [`Day::OPEN`] when nothing known ends it.
    pub to: Day,
    /// The body with which the case was first raised.
    pub origin: i64,
    /// The day on which it was.
    pub raised_on: Day,
    /// The dialogue in which it was; none for what came in writing.
    pub dialogue: Option<i64>,
    /// The verdict `kq-1`.
    pub outcome: Outcome,
    /// How it stands on each [`Side`], packed.
    pub sides: i64,
    /// The field of work.
    pub field: String,
}

/// What stands beside the outcome in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// How it stands to its due date.
    Due,
    /// What the person says of the answers in force.
    Assessment,
    /// What those who supervise say of them.
    Confirmed,
    /// Whether another body owes an answer.
    Transfer,
    /// Whether a point is beyond competence.
    Competence,
}

impl Side {
    /// Every side; each has a decimal digit of its own, the last one that of the ones.
    pub const ALL: [Self; 5] = [Self::Due, Self::Assessment, Self::Confirmed, Self::Transfer, Self::Competence];

    /// Its axis.
    pub const fn axis(self) -> Axis {
        match self {
            Self::Due => Axis::Due,
            Self::Assessment => Axis::Assessment,
            Self::Confirmed => Axis::Confirmed,
            Self::Transfer => Axis::Transfer,
            Self::Competence => Axis::Competence,
        }
    }

    /// The words of its axis; the place of a word is its digit. Words are added at the end: rows hold the digits.
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Due => &["no_due", "running", "overdue", "on_time", "late"],
            Self::Assessment => &["not_asked", "agreed", "not_agreed", "none"],
            Self::Confirmed => &["no", "yes", "contradicted"],
            Self::Transfer => &["none", "waiting"],
            Self::Competence => &["own", "beyond"],
        }
    }

    /// What a one of its digit is worth.
    pub const fn worth(self) -> i64 {
        match self {
            Self::Due => 10_000,
            Self::Assessment => 1_000,
            Self::Confirmed => 100,
            Self::Transfer => 10,
            Self::Competence => 1,
        }
    }

    /// The digit of a word; none of a word that the axis does not have.
    pub fn digit(self, word: &str) -> Option<i64> {
        let place = self.words().iter().position(|known| *known == word)?;
        i64::try_from(place).ok()
    }

    /// The word of it in packed sides; none where they hold no word of it.
    pub fn of(self, sides: i64) -> Option<&'static str> {
        let digit = usize::try_from(sides / self.worth() % 10).ok()?;
        self.words().get(digit).copied()
    }
}

/// How the case of these events stands from its receipt on; nothing of another subject, or of a case that was struck.
/// `events` in the order of their `seq`; `segments` is their timeline.
pub fn standings(events: &[Recorded], segments: &[Segment]) -> Vec<Standing> {
    let Some(Event::Case(CaseEvent::Received { origin_dialogue, .. })) = events.first().map(|first| &first.event)
    else {
        return Vec::new();
    };
    let Some(raised) = segments.iter().find(|segment| segment.axis == Axis::Raised) else { return Vec::new() };
    let mut days: Vec<Day> =
        segments.iter().filter(|segment| is_read(segment.axis)).map(|segment| segment.from).collect();
    days.sort_unstable();
    days.dedup();
    let mut standings: Vec<Standing> = Vec::with_capacity(days.len());
    for (at, from) in days.iter().enumerate() {
        let to = days.get(at + 1).copied().unwrap_or(Day::OPEN);
        let on = |axis: Axis| {
            segments
                .iter()
                .find(|segment| segment.axis == axis && segment.holds_on(*from))
                .map(|segment| &segment.value)
        };
        let outcome = on(Axis::Outcome).and_then(|word| Outcome::parse(word));
        let (Some(outcome), Some(field)) = (outcome, on(Axis::Field)) else { continue };
        let digit = |side: &Side| on(side.axis()).and_then(|word| side.digit(word)).unwrap_or(0) * side.worth();
        let standing = Standing {
            from: *from,
            to,
            origin: raised.organisation.unwrap_or_default(),
            raised_on: raised.from,
            dialogue: *origin_dialogue,
            outcome,
            sides: Side::ALL.iter().map(digit).sum(),
            field: field.clone(),
        };
        match standings.last_mut() {
            Some(last) if last.goes_on_as(&standing) => last.to = to,
            _ => standings.push(standing),
        }
    }
    standings
}

fn is_read(axis: Axis) -> bool {
    matches!(axis, Axis::Outcome | Axis::Field) || Side::ALL.iter().any(|side| side.axis() == axis)
}

impl Standing {
    /// Whether it holds on that day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && day < self.to
    }

    fn goes_on_as(&self, next: &Self) -> bool {
        let alike = Self { from: self.from, to: self.to, ..next.clone() };
        self.to == next.from && *self == alike
    }
}

/// The standings that one belief has and the other has not: those that are no longer believed, and those that are new.
pub fn changed(before: &[Standing], after: &[Standing]) -> (Vec<Standing>, Vec<Standing>) {
    let but = |these: &[Standing], those: &[Standing]| {
        these.iter().filter(|standing| !those.contains(standing)).cloned().collect()
    };
    (but(before, after), but(after, before))
}

/// Every standing that was ever believed of one case, with the instants between which it was. `events` in the order of their
/// `seq`.
pub fn believed(events: &[Recorded]) -> Vec<(Standing, Instant, Instant)> {
    let (mut past, mut open): (Vec<_>, Vec<(Standing, Instant)>) = (Vec::new(), Vec::new());
    let mut before = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let (at, known) = (event.recorded_at, &events[..=index]);
        if events.get(index + 1).is_some_and(|next| next.recorded_at == at) {
            continue;
        }
        let after = standings(known, &timeline(known));
        let (closed, opened) = changed(&before, &after);
        for standing in &closed {
            if let Some(place) = open.iter().position(|(open, _)| open == standing) {
                let (standing, since) = open.swap_remove(place);
                past.push((standing, since, at));
            }
        }
        open.extend(opened.into_iter().map(|standing| (standing, at)));
        before = after;
    }
    past.extend(open.into_iter().map(|(standing, since)| (standing, since, Instant::OPEN)));
    past
}
