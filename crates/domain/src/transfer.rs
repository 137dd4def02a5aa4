//! Where a matter has been: the bodies that had it in hand one after the other, and for how many days each.

use crate::correction::Effective;
use crate::day::Day;
use crate::event::{CaseEvent, Event};

/// Why a body had the matter in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// It was raised with it.
    Received,
    /// It was made to lead it.
    Assigned,
    /// It was sent on to it; the sender stayed accountable.
    SentOn,
    /// It came back to it: given back, or answered by whoever it was sent on to.
    CameBack,
    /// It took it over from a body that ended.
    HandedOver,
}

impl Held {
    /// The word under which it is shown.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Assigned => "assigned",
            Self::SentOn => "sent_on",
            Self::CameBack => "came_back",
            Self::HandedOver => "handed_over",
        }
    }
}

/// A stretch of days in which one body had the matter in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hop {
    /// The body.
    pub body: i64,
    /// Why.
    pub held: Held,
    /// Its first day.
    pub from: Day,
    /// The day on which it went on, or was answered; none while it is there.
    pub to: Option<Day>,
}

impl Hop {
    /// How many days it was there, by the end of a day.
    pub fn days(&self, on: Day) -> i64 {
        self.from.days_until(self.to.unwrap_or(on).max(self.from))
    }
}

/// The hops of a matter in their order, by what counts of its case: who had it in hand since when, to whom it went, what came
/// back. Points that were sent on go with their last transfer. Closed when every point has an answer, or the case ended.
pub fn hops(known: &[Effective<'_>], closed_on: Option<Day>) -> Vec<Hop> {
    let mut hops: Vec<Hop> = Vec::new();
    let mut bearer = 0;
    let mut sent: Vec<(i64, i64)> = Vec::new();
    for event in known {
        let Event::Case(happened) = &event.recorded.event else { continue };
        let next = match happened {
            CaseEvent::Received { accountable, .. } => {
                bearer = *accountable;
                Some((bearer, Held::Received))
            }
            CaseEvent::Assigned { lead, .. } => {
                bearer = *lead;
                Some((bearer, Held::Assigned))
            }
            CaseEvent::Returned { to, .. } => {
                bearer = *to;
                Some((bearer, Held::CameBack))
            }
            CaseEvent::HandedOver { to, .. } => {
                bearer = *to;
                Some((bearer, Held::HandedOver))
            }
            CaseEvent::TakenOver { from, to, .. } if *from == bearer => {
                bearer = *to;
                Some((bearer, Held::HandedOver))
            }
            CaseEvent::SentOn { transfer, to, .. } => {
                sent.push((*transfer, *to));
                Some((*to, Held::SentOn))
            }
            CaseEvent::TransferReturned { transfer, .. }
            | CaseEvent::TransferAnswered { transfer, .. }
            | CaseEvent::TransferReplied { transfer, .. } => {
                sent.retain(|(id, _)| id != transfer);
                let at = sent.last().map_or(bearer, |(_, to)| *to);
                Some((at, Held::CameBack))
            }
            _ => None,
        };
        let Some((body, held)) = next else { continue };
        match hops.last_mut() {
            Some(last) if last.body == body => continue,
            Some(last) => last.to = Some(event.on),
            None => {}
        }
        hops.push(Hop { body, held, from: event.on, to: None });
    }
    if let (Some(last), Some(closed)) = (hops.last_mut(), closed_on) {
        last.to = Some(closed.max(last.from));
    }
    hops
}
