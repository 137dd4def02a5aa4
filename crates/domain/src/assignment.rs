//! What goes on within an assignment: a question asked back, and the parts that the lead gave to bodies under it.

use crate::case::Case;
use crate::correction::{Effective, effective};
use crate::day::Day;
use crate::event::{CaseEvent, Event, Recorded};

/// A question that the body which leads asked back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The assignment.
    pub assignment: i64,
    /// The day on which it was asked.
    pub on: Day,
    /// Whether it was answered; to accept the assignment answers it as well.
    pub answered: bool,
}

/// What was asked back of the assignment in force by the end of a day. It is asked once.
pub fn asked(day: Day, known: &[Effective<'_>]) -> Option<Asked> {
    let (mut asked, mut from_whom): (Option<Asked>, i64) = (None, 0);
    for event in known.iter().take_while(|event| event.on <= day) {
        let Event::Case(happened) = &event.recorded.event else { continue };
        match happened {
            CaseEvent::Assigned { .. } | CaseEvent::Returned { .. } | CaseEvent::HandedOver { .. } => asked = None,
            // Who decides in the place of the one that was asked answers; whoever leads in the place of another one asks for itself.
            CaseEvent::TakenOver { from, .. } if *from == from_whom => asked = None,
            CaseEvent::AskedBack { assignment, body, .. } => {
                asked = Some(Asked { assignment: *assignment, on: event.on, answered: false });
                from_whom = *body;
            }
            CaseEvent::AskAnswered { .. } | CaseEvent::Accepted { .. } => {
                if let Some(asked) = &mut asked {
                    asked.answered = true;
                }
            }
            _ => {}
        }
    }
    asked
}

/// How a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartState {
    /// It is being worked on.
    Open,
    /// It was done.
    Done,
    /// Its assignment ended before.
    Ended,
    /// It was recorded by mistake.
    Struck,
}

impl PartState {
    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Ended => "ended",
            Self::Struck => "struck",
        }
    }
}

/// Each part of the assignments of a case, in the order in which they were given.
pub fn parts(events: &[Recorded]) -> Vec<(i64, PartState)> {
    let known = effective(events);
    let case = Case::by(Day::OPEN, &known);
    let open = case.as_ref().filter(|case| case.counts() && case.closed_on.is_none()).and_then(|case| case.assignment);
    let counts = |wanted: &dyn Fn(&CaseEvent) -> bool| {
        known.iter().any(|event| matches!(&event.recorded.event, Event::Case(it) if wanted(it)))
    };
    let given = events.iter().filter_map(|recorded| match &recorded.event {
        Event::Case(CaseEvent::PartGiven { part, assignment, .. }) => Some((*part, *assignment)),
        _ => None,
    });
    given
        .map(|(id, of)| {
            let state = if !counts(&|it| matches!(it, CaseEvent::PartGiven { part, .. } if *part == id)) {
                PartState::Struck
            } else if counts(&|it| matches!(it, CaseEvent::PartDone { part, .. } if *part == id)) {
                PartState::Done
            } else if open == Some(of) {
                PartState::Open
            } else {
                PartState::Ended
            };
            (id, state)
        })
        .collect()
}
