//! Whose act an event is (nhập hộ): what a body or a head did on paper or by word is recorded by a clerk, stands in a list of
//! theirs, and can be contested by them. A contest changes nothing by itself: it stands beside the event until that is
//! corrected or struck, or until it is said why it stays.

use crate::correction::struck_by;
use crate::event::{
    CaseEvent, DeclaredEvent, DialogueEvent, Event, GatheringEvent, NoticeEvent, PlanEvent, PlannedEvent,
    ReceptionEvent, Recorded, SurveyEvent,
};
use crate::reception::Receiver;

/// Whose act an event is, beside whoever records it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A body did it.
    Body(i64),
    /// The head of that body decided it; of the body with which it is recorded where none is named.
    Head(Option<i64>),
}

/// Whose act the event is that stands at `at` in the history of its subject; nothing for what is the work of whoever records
/// it. One paper that speaks of many cases, a letter that urges or a report upward, is in the history of each: it stands with its
/// number, day and signer in a list of its own, and would fill that of the head. Nor is what the own office sent on: it may sign that
/// itself, and the list of what was sent has it with its paper. `events` in the order of their `seq`.
pub fn whose(events: &[Recorded], at: usize) -> Option<Whose> {
    match &events.get(at)?.event {
        Event::Case(event) => of_case(event, &events[..at]),
        Event::Declared(DeclaredEvent::Recorded { .. } | DeclaredEvent::Revised { .. }) => {
            declaring(&events[..=at]).map(Whose::Body)
        }
        Event::Gathering(GatheringEvent::Opened { .. } | GatheringEvent::Sent { .. }) => {
            gatherer(&events[..=at]).map(Whose::Body)
        }
        // Its sheets are typed by the hundred: what it is, and what was counted, stand for them.
        Event::Survey(SurveyEvent::Described { .. } | SurveyEvent::Counted { .. }) => {
            surveying(&events[..=at]).map(Whose::Body)
        }
        Event::Gathering(GatheringEvent::Asked { holder, .. }) => Some(Whose::Head(Some(*holder))),
        Event::Gathering(GatheringEvent::ThemePlaced { .. }) => {
            holder(&events[..at]).map(|body| Whose::Head(Some(body)))
        }
        Event::Reception(event) => of_reception(event, &events[..=at]),
        Event::Dialogue(
            DialogueEvent::Concluded { .. }
            | DialogueEvent::MinutesSigned
            | DialogueEvent::SessionMinutesSigned { .. }
            | DialogueEvent::SessionWithoutMinutes { .. }
            // Reports and copies after a dialogue are papers of the head; what a notice did goes with the notice.
            | DialogueEvent::DutyDone { notice: None, document: Some(_), .. }
            | DialogueEvent::DutyReported { .. },
        )
        | Event::Notice(NoticeEvent::Issued { .. } | NoticeEvent::Published | NoticeEvent::Replaced { .. })
        | Event::Plan(PlanEvent::Approved | PlanEvent::Amended { .. })
        | Event::Planned(
            PlannedEvent::Postponed { .. } | PlannedEvent::Cancelled { .. } | PlannedEvent::Restored { .. },
        ) => Some(Whose::Head(None)),
        // That it rests on this paper is said of whoever did it.
        Event::PaperNamed { of, .. } => {
            let named = events[..at].iter().position(|known| known.id == *of)?;
            whose(events, named)
        }
        _ => None,
    }
}

/// What the head decides of a day on which they, or a deputy in their place, receive.
fn of_reception(event: &ReceptionEvent, so_far: &[Recorded]) -> Option<Whose> {
    let heads = match event {
        ReceptionEvent::Concluded { .. } | ReceptionEvent::Directed { .. } => return Some(Whose::Head(None)),
        ReceptionEvent::Scheduled { day, .. } | ReceptionEvent::Changed { day, .. } => day.receiver,
        ReceptionEvent::Cancelled { .. } | ReceptionEvent::Held => {
            so_far.iter().rev().find_map(|known| match &known.event {
                Event::Reception(ReceptionEvent::Scheduled { day, .. } | ReceptionEvent::Changed { day, .. }) => {
                    Some(day.receiver)
                }
                _ => None,
            })?
        }
        _ => return None,
    };
    (heads != Receiver::Staff).then_some(Whose::Head(None))
}

/// The body that gathers, and the one whose dialogue it is for.
fn round(events: &[Recorded]) -> Option<(i64, i64)> {
    match &events.first()?.event {
        Event::Gathering(
            GatheringEvent::Asked { organisation, holder, .. } | GatheringEvent::Opened { organisation, holder, .. },
        ) => Some((*organisation, *holder)),
        _ => None,
    }
}

fn gatherer(events: &[Recorded]) -> Option<i64> {
    round(events).map(|(organisation, _)| organisation)
}

fn holder(events: &[Recorded]) -> Option<i64> {
    round(events).map(|(_, holder)| holder)
}

/// The body whose survey this is.
fn surveying(events: &[Recorded]) -> Option<i64> {
    events.iter().find_map(|known| match &known.event {
        Event::Survey(SurveyEvent::Described { organisation, .. }) => Some(*organisation),
        _ => None,
    })
}

/// The unit whose figures these are.
fn declaring(events: &[Recorded]) -> Option<i64> {
    events.iter().find_map(|known| match &known.event {
        Event::Declared(DeclaredEvent::Recorded { organisation, .. }) => Some(*organisation),
        _ => None,
    })
}

fn of_case(event: &CaseEvent, before: &[Recorded]) -> Option<Whose> {
    match event {
        CaseEvent::Accepted { body }
        | CaseEvent::Progressed { body, .. }
        | CaseEvent::AskedBack { body, .. }
        | CaseEvent::Returned { body, .. }
        | CaseEvent::Replied { body, .. }
        | CaseEvent::Confirmed { organisation: body, .. } => Some(Whose::Body(*body)),
        CaseEvent::TransferReceived { transfer }
        | CaseEvent::TransferAnswered { transfer, .. }
        | CaseEvent::TransferReplied { transfer, .. }
        | CaseEvent::TransferReturned { transfer, .. } => receiver(*transfer, before).map(Whose::Body),
        CaseEvent::PartDone { part, .. } => part_of(*part, before).map(Whose::Body),
        CaseEvent::EvidenceFiled { reply, .. } => replier(*reply, before).map(Whose::Body),
        CaseEvent::SentOn { transfer, .. } => sender(*transfer, before).map(Whose::Body),
        CaseEvent::ReviewDecided { body, .. } | CaseEvent::ReviewUpheld { body, .. } => Some(Whose::Head(*body)),
        // Spoken by the one who chaired, typed by somebody beside them.
        CaseEvent::AnsweredOnTheSpot { body, .. } => Some(Whose::Head(Some(*body))),
        CaseEvent::Assigned { .. }
        | CaseEvent::AskAnswered { .. }
        | CaseEvent::DeliveryChosen { .. }
        | CaseEvent::Extended { .. }
        | CaseEvent::Suspended { .. }
        | CaseEvent::Resumed { .. }
        | CaseEvent::SetAside { .. }
        | CaseEvent::TakenUp { .. }
        | CaseEvent::Reopened { .. }
        | CaseEvent::ReopenedUntil { .. }
        | CaseEvent::Ended { .. } => Some(Whose::Head(None)),
        _ => None,
    }
}

/// The body to which a part of an assignment was given.
fn part_of(part: i64, before: &[Recorded]) -> Option<i64> {
    before.iter().rev().find_map(|known| match &known.event {
        Event::Case(CaseEvent::PartGiven { part: given, to, .. }) if *given == part => Some(*to),
        _ => None,
    })
}

/// The body whose reply or draft it is.
fn replier(of: i64, before: &[Recorded]) -> Option<i64> {
    before.iter().rev().find_map(|known| match &known.event {
        Event::Case(
            CaseEvent::Replied { reply, body, .. }
            | CaseEvent::AnsweredOnTheSpot { reply, body, .. }
            | CaseEvent::ReplyDrafted { reply, body, .. },
        ) if *reply == of => Some(*body),
        _ => None,
    })
}

/// The body that sent, where somebody else recorded it.
fn sender(transfer: i64, before: &[Recorded]) -> Option<i64> {
    before.iter().rev().find_map(|known| match &known.event {
        Event::Case(CaseEvent::SentFor { transfer: sent, body }) if *sent == transfer => Some(*body),
        _ => None,
    })
}

/// The body to which a transfer went.
fn receiver(transfer: i64, before: &[Recorded]) -> Option<i64> {
    before.iter().rev().find_map(|known| match &known.event {
        Event::Case(CaseEvent::SentOn { transfer: sent, to, .. }) if *sent == transfer => Some(*to),
        _ => None,
    })
}

/// How a contest of an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contest {
    /// The event by which it was contested; none where nobody did, or who did took it back.
    pub by: Option<i64>,
    /// What settled it: the answer, or the correction or striking of what was contested.
    pub settled_by: Option<i64>,
}

impl Contest {
    /// Whether somebody still has to answer it.
    pub fn waits(&self) -> bool {
        self.by.is_some() && self.settled_by.is_none()
    }
}

/// How the contest of an event stands by the events of its subject, in the order of their `seq`.
pub fn contest(events: &[Recorded], of: i64) -> Contest {
    let standing = |known: &&Recorded| struck_by(events, known.id).is_none();
    let contested = events
        .iter()
        .filter(standing)
        .rfind(|known| matches!(known.event, Event::Contested { of: it, .. } if it == of));
    let Some(contested) = contested else {
        return Contest::default();
    };
    let settles = |known: &&Recorded| match known.event {
        Event::ContestAnswered { of: it, .. } | Event::Corrected { of: it, .. } | Event::Struck { of: it, .. } => {
            it == of
        }
        _ => false,
    };
    let later = events.iter().filter(|known| known.seq > contested.seq);
    Contest { by: Some(contested.id), settled_by: later.filter(standing).find(settles).map(|known| known.id) }
}

/// The event that says last on which paper an event rests, of those that stand.
pub fn paper(events: &[Recorded], of: i64) -> Option<i64> {
    let named = |known: &&Recorded| matches!(known.event, Event::PaperNamed { of: it, .. } if it == of);
    events.iter().filter(|known| struck_by(events, known.id).is_none()).rfind(named).map(|known| known.id)
}

/// The events whose contest or paper may stand otherwise since the last event: what that amends, and what is amended by it in turn.
/// `events` in the order of their `seq`.
pub fn touched(events: &[Recorded]) -> Vec<i64> {
    let mut touched = Vec::new();
    let mut last = events.last();
    while let Some(of) = last.and_then(|known| amends(&known.event)) {
        last = events.iter().find(|known| known.id == of).filter(|_| !touched.contains(&of));
        touched.push(of);
    }
    touched
}

fn amends(event: &Event) -> Option<i64> {
    match event {
        Event::Corrected { of, .. }
        | Event::Struck { of, .. }
        | Event::Contested { of, .. }
        | Event::ContestAnswered { of, .. }
        | Event::PaperNamed { of, .. } => Some(*of),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Contest, Whose, contest, touched, whose};
    use crate::day::{Day, Instant};
    use crate::duty::{Addressee, AfterDuty};
    use crate::event::{CaseEvent, DialogueEvent, Event, NoticeEvent, Recorded};
    use crate::text::TextRef;

    fn history(events: Vec<Event>) -> Vec<Recorded> {
        let on = Day::FLOOR.plus(738_000);
        let event = |(at, event)| {
            let seq = i64::try_from(at).expect("few") + 1;
            Recorded { id: 100 + seq, seq, happened_on: on, recorded_at: Instant::from_ms(seq), event }
        };
        events.into_iter().enumerate().map(event).collect()
    }

    fn text() -> TextRef {
        TextRef::new(1, &[7; 32])
    }

    #[test]
    fn what_a_receiver_did_is_the_act_of_the_body_to_which_it_was_sent() {
        let sent = CaseEvent::SentOn { transfer: 5, to: 42, points: vec![1], words: None };
        let back = CaseEvent::TransferReturned { transfer: 5, words: None };
        let events = history(vec![sent.into(), back.into(), CaseEvent::Accepted { body: 9 }.into()]);
        assert_eq!(whose(&events, 0), None, "sending on is the work of whoever records it");
        assert_eq!(whose(&events, 1), Some(Whose::Body(42)));
        assert_eq!(whose(&events, 2), Some(Whose::Body(9)));
        assert_eq!(whose(&events, 3), None);
    }

    #[test]
    fn what_was_sent_on_for_another_body_is_the_act_of_that_body() {
        let sent_for = CaseEvent::SentFor { transfer: 5, body: 8 };
        let sent = |transfer| CaseEvent::SentOn { transfer, to: 42, points: vec![1], words: None };
        let events = history(vec![sent_for.into(), sent(5).into(), sent(6).into()]);
        assert_eq!((whose(&events, 0), whose(&events, 1)), (None, Some(Whose::Body(8))));
        assert_eq!(whose(&events, 2), None, "sent by whoever recorded it");
    }

    #[test]
    fn an_answer_on_the_spot_and_a_publication_are_the_heads() {
        let spoken = CaseEvent::AnsweredOnTheSpot { reply: 1, session: 2, body: 9, points: Vec::new(), speaker: None };
        let events = history(vec![spoken.into(), NoticeEvent::Published.into()]);
        assert_eq!(whose(&events, 0), Some(Whose::Head(Some(9))));
        assert_eq!(whose(&events, 1), Some(Whose::Head(None)));
    }

    #[test]
    fn papers_after_a_dialogue_are_the_heads_and_one_paper_of_many_cases_is_in_the_list_of_its_kind() {
        let done = |notice, document| DialogueEvent::DutyDone { duty: AfterDuty::Copies, notice, document };
        let table: [(Event, Option<Whose>); 8] = [
            (done(None, Some(text())).into(), Some(Whose::Head(None))),
            (done(None, None).into(), None),
            (done(Some(5), None).into(), None),
            (DialogueEvent::DutyReported { to: Addressee::Superior, document: text() }.into(), Some(Whose::Head(None))),
            (NoticeEvent::Replaced { by: 6 }.into(), Some(Whose::Head(None))),
            (CaseEvent::UrgingIssued { letter: 7, signer: None }.into(), None),
            (CaseEvent::ReportedUp { to: 8, document: text() }.into(), None),
            (CaseEvent::SentOn { transfer: 9, to: 42, points: vec![1], words: None }.into(), None),
        ];
        for (event, expected) in table {
            assert_eq!(whose(&history(vec![event.clone()]), 0), expected, "{event:?}");
        }
    }

    #[test]
    fn deciding_on_a_case_is_the_heads() {
        let events = history(vec![CaseEvent::Suspended { words: None }.into(), CaseEvent::IdentityRead.into()]);
        assert_eq!((whose(&events, 0), whose(&events, 1)), (Some(Whose::Head(None)), None));
    }

    #[test]
    fn a_contest_waits_until_it_is_answered_or_what_it_is_about_is_amended() {
        let accepted = || Event::from(CaseEvent::Accepted { body: 9 });
        let contested = |of| Event::Contested { of, reason: text() };
        let answered = |of| Event::ContestAnswered { of, words: text() };
        let struck = |of| Event::Struck { of, reason: text() };
        let state = |events: Vec<Event>| contest(&history(events), 101);
        assert_eq!(state(vec![accepted()]), Contest::default());
        let waiting = state(vec![accepted(), contested(101)]);
        assert_eq!((waiting.by, waiting.waits()), (Some(102), true));
        let settled =
            [answered(101), struck(101), Event::Corrected { of: 101, happened_on: Day::FLOOR, reason: text() }];
        for settles in settled {
            let state = state(vec![accepted(), contested(101), settles]);
            assert_eq!(state, Contest { by: Some(102), settled_by: Some(103) });
            assert!(!state.waits());
        }
        assert_eq!(state(vec![accepted(), contested(101), struck(102)]), Contest::default(), "taken back");
        let again = state(vec![accepted(), contested(101), answered(101), contested(101)]);
        assert_eq!((again.by, again.waits()), (Some(104), true), "what was answered can be contested anew");
        let back = history(vec![accepted(), contested(101), struck(102)]);
        assert_eq!(touched(&back), [102, 101], "taking a contest back lets what was contested stand");
        assert_eq!(touched(&back[..1]), [] as [i64; 0]);
        let reopened = state(vec![accepted(), contested(101), answered(101), struck(103)]);
        assert!(reopened.waits(), "an answer recorded by mistake settles nothing");
    }
}
