//! What is told to whom when something happened (tin báo): kinds, and who they are for. Never a name or a word of somebody
//! who raised a matter; the page of the subject has those, for whoever may read it.

mod address;
mod kind;
mod stands;

pub use address::is_address;
pub use kind::Kind;

use crate::behalf::Whose;
use crate::day::Day;
use crate::event::{CaseEvent, DialogueEvent, Event, GatheringEvent, NoticeEvent, PlannedEvent, Recorded};
use crate::permission::Role;
use crate::supervision::FindingResult;
use stands::{Stands, drafted};

/// For whom a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// Those who work on the cases of a body ([`WORKERS`]); its heads where there are none.
    Workers(i64),
    /// Those and the heads.
    WorkersAndHeads(i64),
    /// The heads of a body ([`HEADS`]), who sign.
    Heads(i64),
    /// Those who approve replies of a body ([`APPROVERS`]).
    Approvers(i64),
    /// Those who can contest what was recorded for a body or, where it is said so, for its head.
    Owners(i64, bool),
    /// The body that keeps the subject: whose plan it is.
    Keepers,
    /// Whoever recorded an earlier event of the subject.
    Typist(i64),
}

/// Who works on the cases of a body.
pub const WORKERS: &[Role] = &[Role::Office, Role::Clerk, Role::Handler];
/// Who approves its replies.
pub const APPROVERS: &[Role] = &[Role::Approver, Role::Head, Role::Office];
/// Who answers for what its head decided.
pub const HEADS: &[Role] = &[Role::Head];
/// Who can contest what was recorded for it.
pub const OWNERS: &[Role] = &[Role::Head, Role::Approver, Role::Handler, Role::Front];

/// A message to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// What it says.
    pub kind: Kind,
    /// To whom.
    pub whom: Whom,
    /// A last day that it names.
    pub due_on: Option<Day>,
}

const fn told(kind: Kind, whom: Whom) -> Told {
    Told { kind, whom, due_on: None }
}

/// Whether anybody is told of an event, as far as it alone can say: whose act it was for others is not looked at.
pub fn tells(event: &Event) -> bool {
    match event {
        Event::Case(event) => matches!(
            event,
            CaseEvent::Assigned { .. }
                | CaseEvent::PartGiven { .. }
                | CaseEvent::AskedBack { .. }
                | CaseEvent::AskAnswered { .. }
                | CaseEvent::Returned { .. }
                | CaseEvent::SentOn { .. }
                | CaseEvent::TransferReturned { .. }
                | CaseEvent::TransferAnswered { .. }
                | CaseEvent::TransferReplied { .. }
                | CaseEvent::ReplySubmitted { .. }
                | CaseEvent::ReplySentBack { .. }
                | CaseEvent::ReplyApproved { .. }
                | CaseEvent::Replied { .. }
                | CaseEvent::Extended { .. }
                | CaseEvent::Urged { .. }
                | CaseEvent::ReviewOpened { .. }
                | CaseEvent::ReviewDecided { .. }
                | CaseEvent::ReviewUpheld { .. }
                | CaseEvent::Reopened { .. }
                | CaseEvent::ReopenedUntil { .. }
                | CaseEvent::Found { .. }
        ),
        Event::Gathering(GatheringEvent::Sent { .. })
        | Event::Notice(NoticeEvent::Submitted)
        | Event::Dialogue(DialogueEvent::MinutesTaken { read_back: true, .. })
        | Event::Planned(PlannedEvent::ExcuseQuestioned { .. })
        | Event::Contested { .. }
        | Event::ContestAnswered { .. } => true,
        _ => false,
    }
}

/// Who is told what of the event at `at` in the history of its subject. `whose` is whose act it is, where it was recorded for
/// somebody else, and `by` the body that recorded it. `events` in the order of their `seq`.
pub fn of(events: &[Recorded], at: usize, whose: Option<Whose>, by: i64) -> Vec<Told> {
    let Some(recorded) = events.get(at) else { return Vec::new() };
    let mut all = match &recorded.event {
        Event::Case(event) => of_case(event, &events[..at]),
        Event::Planned(PlannedEvent::ExcuseQuestioned { .. }) => vec![told(Kind::ExcuseQuestioned, Whom::Keepers)],
        Event::Gathering(GatheringEvent::Sent { .. }) => {
            let holder = events[..at].iter().rev().find_map(|known| match &known.event {
                Event::Gathering(GatheringEvent::Opened { holder, .. } | GatheringEvent::Asked { holder, .. }) => {
                    Some(*holder)
                }
                _ => None,
            });
            holder.map(|holder| told(Kind::Synthesis, Whom::WorkersAndHeads(holder))).into_iter().collect()
        }
        Event::Notice(NoticeEvent::Submitted) => {
            let body = events[..at].iter().rev().find_map(|known| match &known.event {
                Event::Notice(NoticeEvent::Drafted { organisation, .. }) => Some(*organisation),
                _ => None,
            });
            body.map(|body| told(Kind::NoticeToSign, Whom::Heads(body))).into_iter().collect()
        }
        Event::Dialogue(DialogueEvent::MinutesTaken { session, read_back: true, .. }) => {
            to_sign(&events[..at], *session).into_iter().collect()
        }
        Event::Contested { of, .. } => vec![told(Kind::Contested, Whom::Typist(*of))],
        Event::ContestAnswered { of, .. } => contests(&events[..at], *of)
            .map(|contest| told(Kind::ContestAnswered, Whom::Typist(contest)))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    };
    match whose {
        Some(Whose::Body(body)) if body != by => all.push(told(Kind::Recorded, Whom::Owners(body, false))),
        // The head who answered in the hall knows, and is not told of each answer.
        Some(Whose::Head(_)) if matches!(events[at].event, Event::Case(CaseEvent::AnsweredOnTheSpot { .. })) => {}
        Some(Whose::Head(body)) => all.push(told(Kind::Recorded, Whom::Owners(body.unwrap_or(by), true))),
        _ => {}
    }
    all
}

/// The heads are told that the minutes of a session wait for them, once: not again when minutes that were read back are written anew.
fn to_sign(before: &[Recorded], of: i64) -> Option<Told> {
    let last = before.iter().rev().find_map(|known| match &known.event {
        Event::Dialogue(DialogueEvent::MinutesTaken { session, read_back, .. }) if *session == of => Some(*read_back),
        _ => None,
    });
    let body = before.iter().rev().find_map(|known| match &known.event {
        Event::Dialogue(
            DialogueEvent::Announced { organisation, .. } | DialogueEvent::HandedOver { organisation, .. },
        ) => Some(*organisation),
        _ => None,
    });
    body.filter(|_| last != Some(true)).map(|body| told(Kind::MinutesToSign, Whom::Heads(body)))
}

/// The event that contested another, the last of them.
fn contests(events: &[Recorded], of: i64) -> Option<i64> {
    let mut last = events.iter().rev();
    last.find(|known| matches!(&known.event, Event::Contested { of: what, .. } if *what == of)).map(|known| known.id)
}

fn of_case(event: &CaseEvent, before: &[Recorded]) -> Vec<Told> {
    let stands = Stands::of(before);
    // Who has to know as well, where it is another body.
    let also = |kind, body: Option<i64>, not: Option<i64>| {
        body.filter(|body| Some(*body) != not).map(|body| told(kind, Whom::Workers(body)))
    };
    match event {
        CaseEvent::Assigned { lead, due_on, .. } | CaseEvent::PartGiven { to: lead, due_on, .. } => {
            vec![Told { due_on: Some(*due_on), ..told(Kind::Assigned, Whom::Workers(*lead)) }]
        }
        CaseEvent::AskedBack { .. } => also(Kind::AskedBack, stands.decides, None).into_iter().collect(),
        CaseEvent::AskAnswered { .. } => also(Kind::AskAnswered, stands.lead, None).into_iter().collect(),
        CaseEvent::Returned { to, .. } => vec![told(Kind::Returned, Whom::Workers(*to))],
        CaseEvent::SentOn { to, .. } => vec![told(Kind::Offered, Whom::Workers(*to))],
        CaseEvent::TransferReturned { .. } => also(Kind::Returned, stands.lead, None).into_iter().collect(),
        CaseEvent::TransferAnswered { .. } | CaseEvent::TransferReplied { .. } => {
            also(Kind::TransferAnswered, stands.lead, None).into_iter().collect()
        }
        CaseEvent::ReplySubmitted { reply } => {
            let body = drafted(before, *reply).map(|(_, body)| body);
            body.map(|body| told(Kind::ReplyWaits, Whom::Approvers(body))).into_iter().collect()
        }
        CaseEvent::ReplySentBack { reply, .. } => {
            let by = drafted(before, *reply).map(|(event, _)| event);
            by.map(|event| told(Kind::ReplySentBack, Whom::Typist(event))).into_iter().collect()
        }
        CaseEvent::ReplyApproved { reply, .. } => {
            let both = drafted(before, *reply).map(|(event, body)| {
                [told(Kind::ReplyApproved, Whom::Typist(event)), told(Kind::ReplyToSign, Whom::Heads(body))]
            });
            both.into_iter().flatten().collect()
        }
        CaseEvent::Replied { body, .. } => also(Kind::ReplyIssued, stands.decides, Some(*body)).into_iter().collect(),
        CaseEvent::Extended { due_on, .. } => {
            let both = [also(Kind::Extended, stands.decides, None), also(Kind::Extended, stands.lead, stands.decides)];
            both.into_iter().flatten().map(|told| Told { due_on: Some(*due_on), ..told }).collect()
        }
        CaseEvent::Urged { to, .. } => vec![told(Kind::Urged, Whom::WorkersAndHeads(*to))],
        CaseEvent::ReviewOpened { body, .. } => {
            let decides = body.map(|body| told(Kind::ReviewOpened, Whom::WorkersAndHeads(body)));
            decides.into_iter().chain(also(Kind::ReviewOpened, stands.lead, *body)).collect()
        }
        CaseEvent::ReviewDecided { .. } | CaseEvent::ReviewUpheld { .. } => {
            let both = [
                also(Kind::ReviewDecided, stands.decides, None),
                also(Kind::ReviewDecided, stands.lead, stands.decides),
            ];
            both.into_iter().flatten().collect()
        }
        CaseEvent::Found { result, .. } if *result != FindingResult::Done => {
            let head = stands.decides.map(|body| told(Kind::Finding, Whom::WorkersAndHeads(body)));
            head.into_iter().chain(also(Kind::Finding, stands.lead, stands.decides)).collect()
        }
        CaseEvent::Reopened { .. } | CaseEvent::ReopenedUntil { .. } => {
            also(Kind::Reopened, stands.lead, None).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Told, Whom, is_address, of, tells, told};
    use crate::behalf::Whose;
    use crate::day::{Day, Instant};
    use crate::event::{CaseEvent, DialogueEvent, Event, NoticeEvent, Recorded};
    use crate::supervision::FindingResult;
    use crate::text::TextRef;

    fn history(events: Vec<Event>) -> Vec<Recorded> {
        let on = Day::FLOOR.plus(738_000);
        let event = |(at, event)| {
            let seq = i64::try_from(at).expect("few") + 1;
            Recorded { id: 100 + seq, seq, happened_on: on, recorded_at: Instant::from_ms(seq), event }
        };
        events.into_iter().enumerate().map(event).collect()
    }

    fn received() -> Event {
        let (origin_dialogue, due_on) = (None, None);
        let field = "water".to_owned();
        CaseEvent::Received {
            origin: 7,
            origin_dialogue,
            accountable: 7,
            territory: 1,
            field,
            points: Vec::new(),
            due_on,
            clocks: Vec::new(),
        }
        .into()
    }

    fn assigned(lead: i64) -> Event {
        CaseEvent::Assigned { assignment: 5, lead, due_on: Day::FLOOR, words: None }.into()
    }

    #[test]
    fn who_gets_a_case_and_who_waits_for_its_answer_are_told() {
        let asked = CaseEvent::AskedBack { assignment: 5, body: 8, words: None };
        let replied = CaseEvent::Replied { reply: 9, body: 8, points: Vec::new() };
        let events = history(vec![received(), assigned(8), asked.into(), replied.into()]);
        let due_on = Some(Day::FLOOR);
        assert_eq!(of(&events, 0, None, 7), []);
        assert_eq!(of(&events, 1, None, 7), [Told { due_on, ..told(Kind::Assigned, Whom::Workers(8)) }]);
        assert_eq!(of(&events, 2, None, 8), [told(Kind::AskedBack, Whom::Workers(7))]);
        assert_eq!(of(&events, 3, None, 8), [told(Kind::ReplyIssued, Whom::Workers(7))]);
        let own = history(vec![received(), CaseEvent::Replied { reply: 9, body: 7, points: Vec::new() }.into()]);
        assert_eq!(of(&own, 1, None, 7), [], "nobody is told of the reply of their own body");
    }

    #[test]
    fn a_draft_is_told_to_those_who_approve_it_and_back_to_whoever_drafted_it() {
        let (points, left_out) = (Vec::new(), Vec::new());
        let drafted = CaseEvent::ReplyDrafted { reply: 9, body: 8, points, left_out };
        let back = CaseEvent::ReplySentBack { reply: 9, words: None };
        let submitted = CaseEvent::ReplySubmitted { reply: 9 };
        let events = history(vec![received(), drafted.into(), submitted.into(), back.into()]);
        assert_eq!(of(&events, 2, None, 8), [told(Kind::ReplyWaits, Whom::Approvers(8))]);
        assert_eq!(of(&events, 3, None, 8), [told(Kind::ReplySentBack, Whom::Typist(102))]);
    }

    #[test]
    fn heads_are_told_once_what_waits_for_their_signature() {
        let drafted = NoticeEvent::Drafted { dialogue: 4, organisation: 7, replaces: None };
        let events = history(vec![drafted.into(), NoticeEvent::Submitted.into()]);
        assert!(tells(&events[1].event));
        assert_eq!(of(&events, 1, None, 7), [told(Kind::NoticeToSign, Whom::Heads(7))]);
        let taken = |read_back| DialogueEvent::MinutesTaken {
            session: 3,
            began: None,
            ended: None,
            secretary: None,
            conclusion: None,
            read_back,
        };
        let announced = DialogueEvent::Announced { organisation: 7, chair: None, title: TextRef::new(1, &[7; 32]) };
        let events = history(vec![announced.into(), taken(false).into(), taken(true).into(), taken(true).into()]);
        assert!(!tells(&events[1].event), "they were not read back");
        assert_eq!(of(&events, 2, None, 7), [told(Kind::MinutesToSign, Whom::Heads(7))]);
        assert_eq!(of(&events, 3, None, 7), [], "once");
        let (points, left_out) = (Vec::new(), Vec::new());
        let drafted = CaseEvent::ReplyDrafted { reply: 9, body: 8, points, left_out };
        let approved = CaseEvent::ReplyApproved { reply: 9, own: false };
        let events = history(vec![received(), drafted.into(), approved.into()]);
        let both = [told(Kind::ReplyApproved, Whom::Typist(102)), told(Kind::ReplyToSign, Whom::Heads(8))];
        assert_eq!(of(&events, 2, None, 8), both);
    }

    #[test]
    fn what_the_front_finds_not_done_is_told_to_the_head_and_to_the_body_that_leads() {
        let found = |result| {
            let (ways, same, files) = (Vec::new(), Vec::new(), Vec::new());
            let words = TextRef::new(1, &[7; 32]);
            let (finding, organisation, point) = (4, 3, None);
            CaseEvent::Found { finding, organisation, point, result, ways, same, files, words }
        };
        let events = history(vec![
            received(),
            assigned(8),
            found(FindingResult::NotDone).into(),
            found(FindingResult::Done).into(),
        ]);
        let both = [told(Kind::Finding, Whom::WorkersAndHeads(7)), told(Kind::Finding, Whom::Workers(8))];
        assert_eq!(of(&events, 2, None, 3), both);
        assert_eq!(of(&events, 3, None, 3), []);
    }

    #[test]
    fn what_was_recorded_for_somebody_is_told_to_them_alone() {
        let events = history(vec![received(), CaseEvent::Accepted { body: 8 }.into()]);
        let recorded = [told(Kind::Recorded, Whom::Owners(8, false))];
        assert_eq!(of(&events, 1, Some(Whose::Body(8)), 7), recorded);
        assert_eq!(of(&events, 1, Some(Whose::Body(7)), 7), [], "their own record");
        let contested = Event::Contested { of: 102, reason: TextRef::new(1, &[7; 32]) };
        let answered = Event::ContestAnswered { of: 102, words: TextRef::new(2, &[7; 32]) };
        let events = history(vec![received(), CaseEvent::Accepted { body: 8 }.into(), contested, answered]);
        assert_eq!(of(&events, 2, None, 8), [told(Kind::Contested, Whom::Typist(102))]);
        assert_eq!(of(&events, 3, None, 7), [told(Kind::ContestAnswered, Whom::Typist(103))]);
    }

    #[test]
    fn what_tells_nobody_is_known_without_its_history() {
        let events = history(vec![received(), assigned(8), CaseEvent::IdentityRead.into()]);
        for (at, recorded) in events.iter().enumerate() {
            assert_eq!(tells(&recorded.event), !of(&events, at, None, 7).is_empty(), "{:?}", recorded.event);
        }
    }

    #[test]
    fn an_address_has_no_room_for_another_line() {
        for right in ["a@b", "van.thu@xa.gov.example", "a-b_c+d@mail-1.example"] {
            assert!(is_address(right), "{right}");
        }
        for wrong in
            ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nBcc: c@d", "a@b,c@d", "<a@b>", "á@b", ".a@b", "a@b..c"]
        {
            assert!(!is_address(wrong), "{wrong:?}");
        }
    }

    #[test]
    fn a_kind_is_kept_under_one_word() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.as_str()), Some(*kind));
        }
    }
}
