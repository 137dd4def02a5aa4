//! Whom what happened before names: who drafted a reply, and the bodies of a case.

use crate::event::{CaseEvent, Event, Recorded};

/// The event by which a reply was drafted last, and whose reply it will be.
pub(super) fn drafted(events: &[Recorded], of: i64) -> Option<(i64, i64)> {
    events.iter().rev().find_map(|known| match &known.event {
        Event::Case(CaseEvent::ReplyDrafted { reply, body, .. }) if *reply == of => Some((known.id, *body)),
        _ => None,
    })
}

/// The body that decides over a case, and the one that answers for it.
#[derive(Default)]
pub(super) struct Stands {
    pub(super) decides: Option<i64>,
    pub(super) lead: Option<i64>,
}

impl Stands {
    pub(super) fn of(events: &[Recorded]) -> Self {
        let mut stands = Self::default();
        for known in events {
            match &known.event {
                Event::Case(CaseEvent::Received { accountable, .. }) => {
                    stands = Self { decides: Some(*accountable), lead: Some(*accountable) };
                }
                Event::Case(CaseEvent::Assigned { lead: to, .. } | CaseEvent::Returned { to, .. }) => {
                    stands.lead = Some(*to);
                }
                Event::Case(CaseEvent::HandedOver { to, .. }) => stands.pass(stands.lead, *to),
                Event::Case(CaseEvent::TakenOver { from, to, .. }) => stands.pass(Some(*from), *to),
                _ => {}
            }
        }
        stands
    }

    fn pass(&mut self, from: Option<i64>, to: i64) {
        for body in [&mut self.decides, &mut self.lead] {
            if *body == from {
                *body = Some(to);
            }
        }
    }
}
