//! What came back to a body and waits for it: a case that its lead gave back, a transfer that was returned or answered, an
//! answer to what it asked back. And the step of a transfer of which whoever raised the case was not told.

use crate::case::{Case, Standing};
use crate::correction::Effective;
use crate::day::Day;
use crate::event::{CaseEvent, Event, Urged};

/// What came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Back {
    /// The lead gave the case back; it waits to be assigned anew.
    Assignment,
    /// The receiver gave back what was sent on.
    Returned,
    /// The receiver answered what was sent on, and whoever raised it was not told.
    Answered,
    /// What the lead asked back was answered.
    Question,
}

impl Back {
    /// All of them, in the order of declaration.
    pub const ALL: [Self; 4] = [Self::Assignment, Self::Returned, Self::Answered, Self::Question];

    /// The word under which it is shown.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assignment => "assignment",
            Self::Returned => "returned",
            Self::Answered => "answered",
            Self::Question => "question",
        }
    }

    /// The kind of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Something that came back and waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameBack {
    /// What.
    pub what: Back,
    /// The assignment or the transfer.
    pub of: i64,
    /// The day on which it came.
    pub on: Day,
    /// The points that came with it and were not handled since; none where it is no point.
    points: Vec<i64>,
}

impl CameBack {
    /// Takes points out; says whether any are left.
    fn goes_on_without(&mut self, points: &[i64]) -> bool {
        self.points.retain(|point| !points.contains(point));
        !self.points.is_empty()
    }
}

/// What came back and waits by all that counts of a case, in the order in which it came. To assign the case anew, or to send on or
/// answer the last point that came back, handles what was given back; to tell the person handles an answer; any work on it handles the
/// answer to a question. Nothing waits once the case has ended. Whether it counts in another one is not looked at.
pub fn came_back(known: &[Effective<'_>]) -> Vec<CameBack> {
    let mut sent: Vec<(i64, &[i64])> = Vec::new();
    let mut all: Vec<CameBack> = Vec::new();
    for (at, event) in known.iter().enumerate() {
        let Event::Case(happened) = &event.recorded.event else { continue };
        let came = |what, of, points: &[i64]| CameBack { what, of, on: event.on, points: points.to_vec() };
        match happened {
            CaseEvent::Returned { assignment, .. } => {
                all.retain(|it| it.what != Back::Question);
                all.push(came(Back::Assignment, *assignment, &unanswered(&known[..=at])));
            }
            CaseEvent::SentOn { transfer, points, .. } => {
                sent.push((*transfer, points));
                handled(&mut all, points);
            }
            CaseEvent::TransferReturned { transfer, .. } => {
                let points = sent.iter().find(|(id, _)| id == transfer).map_or(&[][..], |(_, points)| points);
                all.push(came(Back::Returned, *transfer, points));
            }
            CaseEvent::TransferAnswered { transfer, .. } | CaseEvent::TransferReplied { transfer, .. } => {
                all.retain(|it| it.what != Back::Answered || it.of != *transfer);
                if matches!(untold(known, *transfer), Some((Step::Answered, _))) {
                    all.push(came(Back::Answered, *transfer, &[]));
                }
            }
            CaseEvent::AskAnswered { assignment, .. } => all.push(came(Back::Question, *assignment, &[])),
            CaseEvent::Assigned { .. } => all.retain(|it| it.what == Back::Answered),
            CaseEvent::Accepted { .. }
            | CaseEvent::Progressed { .. }
            | CaseEvent::PartGiven { .. }
            | CaseEvent::ReplyDrafted { .. }
            | CaseEvent::HandedOver { .. } => all.retain(|it| it.what != Back::Question),
            CaseEvent::Replied { points, .. } | CaseEvent::AnsweredOnTheSpot { points, .. } => {
                let points: Vec<i64> = points.iter().map(|answer| answer.point).collect();
                handled(&mut all, &points);
            }
            CaseEvent::PointParted { point } => {
                all.retain_mut(|it| it.points.is_empty() || it.goes_on_without(&[*point]));
            }
            CaseEvent::Ended { .. } => all.clear(),
            _ => {}
        }
    }
    all
}

/// The points of a case that have no answer and wait at nobody else's, by all of these events: they come back with it.
fn unanswered(known: &[Effective<'_>]) -> Vec<i64> {
    let Some(case) = Case::by(Day::OPEN, known) else { return Vec::new() };
    let waits = |point: i64| case.waiting.iter().any(|sent| sent.point == point);
    let open = case
        .points
        .iter()
        .filter(|(id, standing)| matches!(standing, Standing::Open | Standing::Beyond) && !waits(*id));
    open.map(|(id, _)| *id).collect()
}

/// Takes out what waits no more once points were sent on or answered.
fn handled(all: &mut Vec<CameBack>, points: &[i64]) {
    all.retain_mut(|it| match it.what {
        Back::Answered => true,
        Back::Question => false,
        Back::Assignment | Back::Returned => it.goes_on_without(points),
    });
}

/// A step of a transfer of which whoever raised the case is to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// It was sent on.
    Sent,
    /// The receiver has it.
    Received,
    /// The receiver was urged to answer.
    Urged,
    /// The receiver answered.
    Answered,
    /// The receiver gave it back.
    Returned,
}

impl Step {
    /// All of them, in the order of declaration.
    pub const ALL: [Self; 5] = [Self::Sent, Self::Received, Self::Urged, Self::Answered, Self::Returned];

    /// The word under which it is shown.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Received => "received",
            Self::Urged => "urged",
            Self::Answered => "answered",
            Self::Returned => "returned",
        }
    }
}

/// The last step of a transfer by all that counts of its case, with its day; none where the transfer does not count. A letter
/// that urges names a body: it is a step of the transfer that waits there.
fn last_step(known: &[Effective<'_>], of: i64) -> Option<(Step, Day)> {
    let mut receiver = None;
    let mut last: Option<(Step, Day)> = None;
    for event in known {
        let Event::Case(happened) = &event.recorded.event else { continue };
        let waits = last.is_some_and(|(step, _)| matches!(step, Step::Sent | Step::Received | Step::Urged));
        let step = match happened {
            CaseEvent::SentOn { transfer, to, .. } if *transfer == of => {
                receiver = Some(*to);
                Step::Sent
            }
            CaseEvent::TransferReceived { transfer } if *transfer == of => Step::Received,
            CaseEvent::Urged { to, what: Urged::Transfer, .. } if waits && receiver == Some(*to) => Step::Urged,
            CaseEvent::TransferAnswered { transfer, .. } | CaseEvent::TransferReplied { transfer, .. }
                if *transfer == of =>
            {
                Step::Answered
            }
            CaseEvent::TransferReturned { transfer, .. } if *transfer == of => Step::Returned,
            _ => continue,
        };
        last = Some((step, event.on));
    }
    last
}

/// The first day on which the person was told of the last step of a transfer: on the day of the step or later. Nothing where
/// the transfer does not count; none of a day where they were not told.
pub fn told_of(known: &[Effective<'_>], transfer: i64) -> Option<Option<Day>> {
    let (_, last) = last_step(known, transfer)?;
    let told = known.iter().filter(|event| matches!(event.recorded.event, Event::Case(CaseEvent::Told { .. })));
    Some(told.map(|event| event.on).find(|on| *on >= last))
}

/// The last step of a transfer, where nobody told the person of it since.
pub fn untold(known: &[Effective<'_>], transfer: i64) -> Option<(Step, Day)> {
    last_step(known, transfer).filter(|_| told_of(known, transfer) == Some(None))
}

#[cfg(test)]
mod tests {
    use super::{Back, Step, came_back, told_of, untold};
    use crate::correction::effective;
    use crate::day::{Day, Instant};
    use crate::event::{CaseEvent, CasePoint, ContactWay, Event, PointAnswer, PointResult, Recorded, Urged};

    /// A case with its later events, each a day after the one before.
    fn history(later: Vec<CaseEvent>) -> Vec<Recorded> {
        let received = CaseEvent::Received {
            origin: 7,
            origin_dialogue: None,
            accountable: 7,
            territory: 1,
            field: "water".to_owned(),
            points: (1..=2).map(|point| CasePoint { point, submission: None }).collect(),
            due_on: None,
            clocks: Vec::new(),
        };
        let event = |(seq, event): (i64, CaseEvent)| Recorded {
            id: 100 + seq,
            seq,
            happened_on: Day::FLOOR.plus(738_000 + seq),
            recorded_at: Instant::from_ms(seq),
            event: Event::Case(event),
        };
        (1..).zip(std::iter::once(received).chain(later)).map(event).collect()
    }

    fn sent(points: &[i64]) -> CaseEvent {
        CaseEvent::SentOn { transfer: 4, to: 9, points: points.to_vec(), words: None }
    }

    fn waits(later: Vec<CaseEvent>) -> Vec<(Back, i64)> {
        came_back(&effective(&history(later))).iter().map(|it| (it.what, it.of)).collect()
    }

    #[test]
    fn what_was_returned_waits_until_each_of_its_points_is_answered() {
        let returned = || CaseEvent::TransferReturned { transfer: 4, words: None };
        let replied = |point| CaseEvent::Replied {
            reply: point,
            body: 7,
            points: vec![PointAnswer { point, result: PointResult::Done }],
        };
        assert_eq!(waits(vec![sent(&[1, 2])]), []);
        assert_eq!(waits(vec![sent(&[1, 2]), returned()]), [(Back::Returned, 4)]);
        assert_eq!(waits(vec![sent(&[1, 2]), returned(), replied(1)]), [(Back::Returned, 4)]);
        assert_eq!(waits(vec![sent(&[1, 2]), returned(), replied(1), replied(2)]), []);
    }

    #[test]
    fn a_case_that_was_given_back_waits_until_each_of_its_points_is_handled() {
        let back = || {
            let assigned =
                CaseEvent::Assigned { assignment: 3, lead: 9, due_on: Day::FLOOR.plus(739_000), words: None };
            vec![assigned, CaseEvent::Returned { assignment: 3, body: 9, to: 7, words: None }]
        };
        let replied = |point| CaseEvent::Replied {
            reply: point,
            body: 7,
            points: vec![PointAnswer { point, result: PointResult::Done }],
        };
        let after = |later: Vec<CaseEvent>| waits(back().into_iter().chain(later).collect());
        assert_eq!(after(vec![]), [(Back::Assignment, 3)]);
        assert_eq!(after(vec![replied(1)]), [(Back::Assignment, 3)], "the other point waits still");
        assert_eq!(after(vec![sent(&[2])]), [(Back::Assignment, 3)], "the other point waits still");
        assert_eq!(after(vec![replied(1), sent(&[2])]), []);
        assert_eq!(after(vec![replied(1), CaseEvent::PointParted { point: 2 }]), []);
        let earlier = waits([replied(1)].into_iter().chain(back()).chain([replied(2)]).collect());
        assert_eq!(earlier, [], "a point that was answered before did not come back");
    }

    #[test]
    fn a_step_is_untold_until_somebody_is_told_on_its_day_or_later() {
        let told = || CaseEvent::Told { way: ContactWay::Telephone, words: None };
        let answered = || CaseEvent::TransferAnswered { transfer: 4, points: vec![1], words: None };
        let step = |later: Vec<CaseEvent>| untold(&effective(&history(later)), 4).map(|(step, _)| step);
        assert_eq!(step(vec![sent(&[1])]), Some(Step::Sent));
        assert_eq!(step(vec![sent(&[1]), told()]), None);
        assert_eq!(step(vec![sent(&[1]), told(), answered()]), Some(Step::Answered));
        assert_eq!(waits(vec![sent(&[1]), told(), answered()]), [(Back::Answered, 4)]);
        assert_eq!(waits(vec![sent(&[1]), answered(), told()]), []);
        assert_eq!(told_of(&effective(&history(Vec::new())), 4), None, "there is no such transfer");
        let received = || CaseEvent::TransferReceived { transfer: 4 };
        let urged = |to, what| CaseEvent::Urged { letter: 6, to, what };
        assert_eq!(step(vec![sent(&[1]), told(), received()]), Some(Step::Received));
        assert_eq!(step(vec![sent(&[1]), received(), told()]), None);
        assert_eq!(step(vec![sent(&[1]), told(), urged(9, Urged::Transfer)]), Some(Step::Urged));
        assert_eq!(step(vec![sent(&[1]), told(), urged(8, Urged::Transfer)]), None, "another body was urged");
        assert_eq!(step(vec![sent(&[1]), told(), urged(9, Urged::Promise)]), None, "to do something else");
        assert_eq!(step(vec![sent(&[1]), told(), urged(9, Urged::Transfer), answered()]), Some(Step::Answered));
        let returned = || CaseEvent::TransferReturned { transfer: 4, words: None };
        assert_eq!(step(vec![sent(&[1]), told(), returned()]), Some(Step::Returned), "that it came back is a step too");
        assert_eq!(step(vec![sent(&[1]), told(), returned(), told()]), None);
    }
}
