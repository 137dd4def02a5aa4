//! Replies on their way to being issued: what a draft has come to, and whether it covers what is open.
//!
//! A draft is in force nowhere: only [`CaseEvent::Replied`] is an answer. It carries the id of the draft it was.

use crate::case::{Case, Standing};
use crate::correction::{Effective, effective};
use crate::day::Day;
use crate::event::{CaseEvent, Delivery, Event, Recorded};

/// How a draft stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DraftState {
    /// Somebody is writing it.
    Draft,
    /// It waits to be approved.
    Submitted,
    /// It waits to be issued.
    Approved,
    /// Whoever drafted it has to look at it again.
    SentBack,
    /// It is a reply.
    Issued,
    /// It, or the reply it became, was recorded by mistake.
    Struck,
}

impl DraftState {
    /// All of them, in the order of declaration.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Submitted, Self::Approved, Self::SentBack, Self::Issued, Self::Struck];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::SentBack => "sent_back",
            Self::Issued => "issued",
            Self::Struck => "struck",
        }
    }

    /// The state of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether its words may still be written anew.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::SentBack)
    }
}

/// Each draft of a case by its reply, in the order in which they were begun. What was done last with one, of what counts,
/// decides, in the order in which it was recorded: a draft goes from hand to hand as people do things, on whichever day.
/// What was issued stays so while the reply counts; once that is struck there is another draft, not the same again.
pub fn drafts(events: &[Recorded]) -> Vec<(i64, DraftState)> {
    let known = effective(events);
    let counts = |recorded: &Recorded| known.iter().any(|event| event.recorded.id == recorded.id);
    let mut drafts: Vec<(i64, DraftState)> = Vec::new();
    for recorded in events {
        let Event::Case(happened) = &recorded.event else { continue };
        if let CaseEvent::ReplyDrafted { reply, .. } = happened
            && !drafts.iter().any(|(id, _)| id == reply)
        {
            drafts.push((*reply, DraftState::Struck));
        }
        let (reply, state) = match happened {
            CaseEvent::ReplyDrafted { reply, .. } => (reply, DraftState::Draft),
            CaseEvent::ReplySubmitted { reply } => (reply, DraftState::Submitted),
            CaseEvent::ReplyApproved { reply, .. } => (reply, DraftState::Approved),
            CaseEvent::ReplySentBack { reply, .. } => (reply, DraftState::SentBack),
            CaseEvent::Replied { reply, .. } if counts(recorded) => (reply, DraftState::Issued),
            CaseEvent::Replied { reply, .. } => (reply, DraftState::Struck),
            _ => continue,
        };
        let issued = matches!(happened, CaseEvent::Replied { .. });
        if let Some((_, stands)) = drafts.iter_mut().find(|(id, _)| id == reply)
            && (issued || counts(recorded))
        {
            *stands = state;
        }
    }
    // A draft whose every writing was struck never was, whatever was done with it.
    for (reply, state) in &mut drafts {
        let written = known.iter().any(|event| {
            matches!(&event.recorded.event, Event::Case(CaseEvent::ReplyDrafted { reply: of, .. }) if of == reply)
        });
        if !written && *state != DraftState::Issued {
            *state = DraftState::Struck;
        }
    }
    drafts
}

/// The points of a case that a reply has to speak of and does not: those without an answer in force that it neither answers
/// nor leaves out with a reason.
pub fn uncovered(case: &Case<'_>, answered: &[i64], left_out: &[i64]) -> Vec<i64> {
    let open = case.points.iter().filter(|(_, standing)| *standing == Standing::Open);
    open.map(|(point, _)| *point).filter(|point| !answered.contains(point) && !left_out.contains(point)).collect()
}

/// How telling the person what came of a point stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeliveryState {
    /// There is no answer yet.
    Waiting,
    /// There is one, and the person was not told since.
    ToTell,
    /// The person was told: on the spot, or since the answer.
    Told,
    /// That it was chosen was recorded by mistake.
    Struck,
}

impl DeliveryState {
    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::ToTell => "to_tell",
            Self::Told => "told",
            Self::Struck => "struck",
        }
    }
}

/// How the person is told of one point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The point.
    pub point: i64,
    /// The way that was chosen last.
    pub way: Delivery,
    /// The day on which it was chosen.
    pub on: Day,
    /// How it stands.
    pub state: DeliveryState,
}

/// How the person is told of each point for which a way was ever chosen.
pub fn deliveries(events: &[Recorded]) -> Vec<Told> {
    let known = effective(events);
    let case = Case::by(Day::OPEN, &known);
    let mut told: Vec<Told> = Vec::new();
    let mut put = |point: i64, way, on, state| match told.iter_mut().find(|it| it.point == point) {
        Some(it) => (it.way, it.on, it.state) = (way, on, state),
        None => told.push(Told { point, way, on, state }),
    };
    for recorded in events {
        if let Event::Case(CaseEvent::DeliveryChosen { points, way }) = &recorded.event {
            for point in points {
                put(*point, *way, recorded.happened_on, DeliveryState::Struck);
            }
        }
    }
    for event in &known {
        if let Event::Case(CaseEvent::DeliveryChosen { points, way }) = &event.recorded.event {
            for point in points {
                put(*point, *way, event.on, DeliveryState::Waiting);
            }
        }
    }
    for it in told.iter_mut().filter(|it| it.state == DeliveryState::Waiting) {
        let answered = case
            .as_ref()
            .and_then(|case| case.points.iter().find(|(point, _)| *point == it.point))
            .is_some_and(|(_, standing)| *standing != Standing::Open);
        if answered {
            let was_told = it.way == Delivery::Spot || told_since_answer(&known, it.point);
            it.state = if was_told { DeliveryState::Told } else { DeliveryState::ToTell };
        }
    }
    told
}

/// Whether the person was told of anything after the last answer to a point, or on its day.
fn told_since_answer(known: &[Effective<'_>], point: i64) -> bool {
    let answers = |event: &Effective<'_>| match &event.recorded.event {
        Event::Case(CaseEvent::Replied { points, .. } | CaseEvent::AnsweredOnTheSpot { points, .. }) => {
            points.iter().any(|answer| answer.point == point)
        }
        Event::Case(CaseEvent::TransferAnswered { points, .. }) => points.contains(&point),
        Event::Case(CaseEvent::TransferReplied { points, .. }) => {
            points.iter().any(|answer| answer.point == point && answer.result.is_some())
        }
        _ => false,
    };
    let Some(answered) = known.iter().rfind(|event| answers(event)) else { return false };
    known
        .iter()
        .any(|event| matches!(event.recorded.event, Event::Case(CaseEvent::Told { .. })) && event.on >= answered.on)
}

/// The day of the reopening that took a reply out of force; none while it is in force. `known` as it counts.
pub fn lapsed_on(known: &[Effective<'_>], reply: i64) -> Option<Day> {
    let given = known.iter().position(|event| match &event.recorded.event {
        Event::Case(CaseEvent::Replied { reply: of, .. } | CaseEvent::AnsweredOnTheSpot { reply: of, .. }) => {
            *of == reply
        }
        _ => false,
    })?;
    let reopens = |event: &&Effective<'_>| matches!(&event.recorded.event, Event::Case(happened) if happened.reopens());
    known[given..].iter().find(reopens).map(|event| event.on)
}
