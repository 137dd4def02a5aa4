//! States as intervals: a [`Segment`] holds between two days, a [`Span`] is a segment that was believed between two
//! instants. The state on day S as of K is the one span whose days hold S and whose instants hold K.

use std::cmp::Ordering;

use crate::day::{Day, Instant};
use crate::event::Recorded;
use crate::timeline::timeline;

/// One of the states a subject has side by side, each with its own history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// How far a case has come, or whether a submission stands. See [`mod@crate::timeline`] for the words.
    Handling,
    /// The body that answers for the case: whoever leads it, until then whoever received it.
    Bearer,
    /// Whether work on the case stands still.
    Suspended,
    /// Whether another body still owes an answer to points sent on.
    Transfer,
    /// The case in which this one counts.
    Root,
    /// The field of work.
    Field,
    /// Where the matter lies.
    Territory,
    /// How the case stands to its due date.
    Due,
    /// How the case stands to what was promised.
    Promise,
    /// What the person says of the result.
    Assessment,
    /// Whether the Front confirmed the result.
    Confirmed,
    /// With which body the case was first raised; begins on the day on which it was. None once it is struck.
    Raised,
    /// The verdict `kq-1`; see [`mod@crate::outcome`].
    Outcome,
    /// How far a dialogue has come.
    Dialogue,
    /// Which body held a dialogue; begins on the day on which its first session did. None once it is struck.
    Held,
    /// Which planned dialogue a dialogue is.
    InPlan,
    /// How far a plan has come.
    Plan,
    /// How a planned dialogue stands.
    Planned,
    /// Whether a point of the case is beyond the competence of the bodies that had it first.
    Competence,
    /// How far a notice of conclusion has come.
    Notice,
    /// How the review of a result stands with which the person did not agree; none where there never was one.
    Review,
    /// What those who supervise last found; none where they found nothing yet.
    Found,
    /// Which event wrote the declared figures that are in force.
    Declared,
}

impl Axis {
    /// Every axis, in the order of declaration.
    pub const ALL: [Self; 23] = [
        Self::Handling,
        Self::Bearer,
        Self::Suspended,
        Self::Transfer,
        Self::Root,
        Self::Field,
        Self::Territory,
        Self::Due,
        Self::Promise,
        Self::Assessment,
        Self::Confirmed,
        Self::Raised,
        Self::Outcome,
        Self::Dialogue,
        Self::Held,
        Self::InPlan,
        Self::Plan,
        Self::Planned,
        Self::Competence,
        Self::Notice,
        Self::Review,
        Self::Found,
        Self::Declared,
    ];

    /// The word under which it is kept. That of the outcome names the version of the function.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Handling => "handling",
            Self::Bearer => "bearer",
            Self::Suspended => "suspended",
            Self::Transfer => "transfer",
            Self::Root => "root",
            Self::Field => "field",
            Self::Territory => "territory",
            Self::Due => "due",
            Self::Promise => "promise",
            Self::Assessment => "assessment",
            Self::Confirmed => "confirmed",
            Self::Raised => "raised",
            Self::Outcome => "outcome:kq-1",
            Self::Dialogue => "dialogue",
            Self::Held => "held",
            Self::InPlan => "in_plan",
            Self::Plan => "plan",
            Self::Planned => "planned",
            Self::Competence => "competence",
            Self::Notice => "notice",
            Self::Review => "review",
            Self::Found => "found",
            Self::Declared => "declared",
        }
    }

    /// The axis kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.as_str() == word)
    }
}

/// A state that holds from a day until the day before another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    /// Which state.
    pub axis: Axis,
    /// What it is.
    pub value: String,
    /// The body the state is about, on the axes that have one.
    pub organisation: Option<i64>,
    /// The first day.
    pub from: Day,
    /// The day after the last; [`Day::OPEN`] when nothing known ends it.
    pub to: Day,
}

impl Segment {
    /// Whether the state holds on that day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && day < self.to
    }

    /// Order within a subject's history: no two segments of one timeline share axis and first day.
    fn order(&self, other: &Self) -> Ordering {
        (self.axis, self.from, self.to, &self.value, self.organisation).cmp(&(
            other.axis,
            other.from,
            other.to,
            &other.value,
            other.organisation,
        ))
    }
}

/// A segment that was believed from one instant until before another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// What was believed.
    pub segment: Segment,
    /// When it became known.
    pub known_from: Instant,
    /// When something else became known instead; [`Instant::OPEN`] while it is believed.
    pub known_to: Instant,
}

impl Span {
    /// Whether the state holds on that day by what was known at that instant.
    pub fn holds(&self, state_on: Day, as_of: Instant) -> bool {
        self.segment.holds_on(state_on) && self.known_from <= as_of && as_of < self.known_to
    }
}

/// What a new event changes in what is believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Believed before, no longer now.
    pub closed: Vec<Segment>,
    /// Believed from now on.
    pub opened: Vec<Segment>,
}

/// The segments that one timeline has and the other hasn't; each side in any order.
pub fn difference(before: &[Segment], after: &[Segment]) -> Difference {
    let (old, new) = (sorted(before), sorted(after));
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    let mut difference = Difference::default();
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return difference,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => old.order(new),
        };
        if order == Ordering::Equal {
            old.next();
            new.next();
        } else if order == Ordering::Less {
            difference.closed.extend(old.next().cloned());
        } else {
            difference.opened.extend(new.next().cloned());
        }
    }
}

fn sorted(segments: &[Segment]) -> Vec<&Segment> {
    let mut sorted: Vec<&Segment> = segments.iter().collect();
    sorted.sort_unstable_by(|one, other| one.order(other));
    sorted
}

/// Everything that was ever believed of one subject: the timelines of all prefixes of its history, laid over each
/// other. `events` in the order of their `seq`. Events recorded at one instant became known together.
pub fn spans(events: &[Recorded]) -> Vec<Span> {
    let mut past = Vec::new();
    let mut open: Vec<(Segment, Instant)> = Vec::new();
    let mut before = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let at = event.recorded_at;
        if events.get(index + 1).is_some_and(|next| next.recorded_at == at) {
            continue;
        }
        let after = timeline(&events[..=index]);
        let Difference { closed, opened } = difference(&before, &after);
        open.retain(|(segment, known_from)| {
            let stays = !closed.contains(segment);
            if !stays {
                past.push(Span { segment: segment.clone(), known_from: *known_from, known_to: at });
            }
            stays
        });
        open.extend(opened.into_iter().map(|segment| (segment, at)));
        before = after;
    }
    past.extend(open.into_iter().map(|(segment, known_from)| Span { segment, known_from, known_to: Instant::OPEN }));
    past
}
