//! The state of a case: what its events add up to by the end of a day.

mod clocks;
mod kinds;
mod paused;
mod promised;
mod redated;
mod reopened;

use crate::correction::Effective;
use crate::day::Day;
use crate::event::{Assessment, CaseEvent, EndGround, Event, PointAnswer, PointResult, TransferAnswer};
use crate::review::{FIRST, Review};
use crate::supervision::{Found, moves_on};

pub use clocks::{Clock, ClockState, Clocks, Turn};
pub use kinds::{Due, Promise, SentOn, Standing, Work};
pub use paused::moved;
pub use promised::promised;
pub use redated::{Redated, RedatedBy, redated};

/// A case by the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case<'a> {
    /// The body with which it was first raised.
    pub origin: i64,
    /// The body that decides over it: that one, or the one that took its place. Of what came to a body of before, who wrote it down.
    pub decides: i64,
    /// The body that answers for it.
    pub bearer: i64,
    /// Where the matter lies.
    pub territory: i64,
    /// The field of work.
    pub field: &'a str,
    /// Its points, each with how it stands.
    pub points: Vec<(i64, Standing)>,
    /// What was sent on and isn't answered.
    pub waiting: Vec<SentOn>,
    /// The last day of its clock: of its assignment, until then of its receipt.
    pub due_on: Option<Day>,
    /// The last day that its receipt set, which counts again where no assignment is in force any more.
    pub receipt_due: Option<Day>,
    /// The assignment in force, if it was assigned.
    pub assignment: Option<i64>,
    /// The day on which that was made.
    pub assigned_on: Option<Day>,
    /// How far work on it has come.
    pub work: Work,
    /// Since when work on it stands still.
    pub suspended_since: Option<Day>,
    /// Since when its clock stands still: since then, or since the last day was set anew meanwhile.
    pub paused_from: Option<Day>,
    /// The case in which it counts, if it was merged.
    pub root: Option<i64>,
    /// Why it ended without an answer, if it did and wasn't reopened since.
    pub ended: Option<EndGround>,
    /// Since when every point has an answer in force, whatever it says, or the case is ended.
    pub closed_on: Option<Day>,
    /// What the person said of the answers in force, if they were asked.
    pub assessment: Option<Assessment>,
    /// What the person said since it was last reopened, by the events and their days.
    pub assessed: Vec<(i64, Day)>,
    /// The reviews since then, the oldest first; see [`Case::reviewed`].
    pub reviews: Vec<Review>,
    /// Whether there ever was one.
    pub was_reviewed: bool,
    /// The body of the Front that confirmed the result in force.
    pub confirmed_by: Option<i64>,
    /// Who found that the answers in force are not, or not wholly, carried out.
    pub contradicted_by: Option<i64>,
    /// What was last found by those who supervise.
    pub found: Option<Found>,
    /// Whether it was recorded by mistake.
    pub struck: bool,
}

impl<'a> Case<'a> {
    /// The case by the end of that day, from its events that count; none before it was received.
    pub fn by(day: Day, events: &[Effective<'a>]) -> Option<Self> {
        let (founding, later) = events.split_first()?;
        let mut case = Self::founded(founding).filter(|_| founding.on <= day)?;
        for event in later.iter().take_while(|event| event.on <= day) {
            case.apply(event);
        }
        Some(case)
    }

    /// The case as its founding event makes it; none when that is no receipt.
    pub(crate) fn founded(founding: &Effective<'a>) -> Option<Self> {
        let Event::Case(CaseEvent::Received {
            origin,
            origin_dialogue: _,
            accountable,
            territory,
            field,
            points,
            due_on,
            clocks: _,
        }) = &founding.recorded.event
        else {
            return None;
        };
        Some(Self {
            origin: *origin,
            decides: *accountable,
            bearer: *accountable,
            territory: *territory,
            field,
            points: points.iter().map(|point| (point.point, Standing::Open)).collect(),
            waiting: Vec::new(),
            due_on: *due_on,
            receipt_due: *due_on,
            assignment: None,
            assigned_on: None,
            work: Work::Untouched,
            suspended_since: None,
            paused_from: None,
            root: None,
            ended: None,
            closed_on: None,
            assessment: None,
            assessed: Vec::new(),
            reviews: Vec::new(),
            was_reviewed: false,
            confirmed_by: None,
            contradicted_by: None,
            found: None,
            struck: founding.struck,
        })
    }

    /// What the event makes of the case. Events come in the order in which they count.
    pub(crate) fn apply(&mut self, event: &Effective<'a>) {
        let Event::Case(happened) = &event.recorded.event else {
            return;
        };
        if matches!(happened, CaseEvent::Assessed { .. }) {
            self.assessed.push((event.recorded.id, event.on));
        }
        self.change(happened, event.on, event.recorded.happened_on);
        self.look(happened, event.on);
        let closed = self.ended.is_some() || self.is_answered();
        self.closed_on = closed.then(|| self.closed_on.unwrap_or(event.on));
    }

    fn change(&mut self, happened: &'a CaseEvent, on: Day, recorded_on: Day) {
        match happened {
            CaseEvent::PointAdded { point, .. } => self.points.push((*point, Standing::Open)),
            CaseEvent::PointParted { point } => self.points.retain(|(id, _)| id != point),
            CaseEvent::Placed { territory, field } => {
                (self.territory, self.field) = (*territory, field);
            }
            CaseEvent::Assigned { assignment, lead, due_on, .. } => {
                self.bearer = *lead;
                self.date(Some(*due_on), on);
                (self.assignment, self.assigned_on) = (Some(*assignment), Some(on));
                self.work = Work::Untouched;
            }
            CaseEvent::Returned { assignment, to, .. } if self.assignment == Some(*assignment) => {
                (self.bearer, self.due_on) = (*to, self.receipt_due);
                (self.assignment, self.assigned_on, self.work) = (None, None, Work::Untouched);
            }
            CaseEvent::Accepted { body } if *body == self.bearer => self.work = Work::Accepted,
            CaseEvent::Progressed { body, .. } if *body == self.bearer => self.take_up(),
            CaseEvent::Extended { due_on, told, .. } => {
                self.date(Some(*due_on), on);
                if *told {
                    self.take_up();
                }
            }
            CaseEvent::Noticed { due_on, .. } => {
                self.date(self.due_on.into_iter().chain(*due_on).min(), on);
            }
            CaseEvent::AnsweredOnTheSpot { points, .. } | CaseEvent::Replied { points, .. } => {
                self.answer(points);
            }
            CaseEvent::PromiseKept { point, .. } => self.keep_promise(*point),
            CaseEvent::Suspended { .. } => self.suspend(on, true),
            CaseEvent::SetAside { .. } => self.suspend(on, false),
            CaseEvent::Resumed { .. } => (self.suspended_since, self.paused_from) = (None, None),
            CaseEvent::TakenUp { moved, .. } => self.take_up_again(moved.as_ref(), recorded_on, on),
            CaseEvent::SentOn { transfer, to, points, .. } => {
                let (transfer, to) = (*transfer, *to);
                let sent = points.iter().map(|&point| SentOn { transfer, to, point });
                self.waiting.extend(sent);
            }
            CaseEvent::TransferAnswered { transfer, points, .. } => {
                self.answer_elsewhere(*transfer, points);
            }
            CaseEvent::TransferReplied { transfer, points, .. } => {
                for answer in points {
                    self.replied_elsewhere(*transfer, answer);
                }
            }
            CaseEvent::TransferReturned { transfer, .. } => {
                self.waiting.retain(|sent| sent.transfer != *transfer);
            }
            CaseEvent::Merged { root, .. } | CaseEvent::Linked { root, .. } => self.root = Some(*root),
            CaseEvent::Unmerged { .. } | CaseEvent::Unlinked { .. } => self.root = None,
            CaseEvent::Reopened { .. } => self.reopen(),
            CaseEvent::ReopenedUntil { due_on, .. } => self.reopen_until(*due_on, on),
            CaseEvent::ReviewOpened { review, assessed, level, body } => {
                let (id, level, body, assessed) = (*review, *level, *body, *assessed);
                self.reviews.push(Review { id, level, body, assessed, decided: None });
                self.was_reviewed = true;
            }
            CaseEvent::ReviewDecided { review, result, .. } => self.decide(*review, *result, on),
            CaseEvent::ReviewUpheld { review, due_on, .. } => self.uphold(*review, *due_on, on),
            CaseEvent::Ended { ground, .. } => self.ended = Some(*ground),
            CaseEvent::HandedOver { to, .. } => self.pass(self.bearer, *to),
            CaseEvent::TakenOver { from, to, .. } => self.pass(*from, *to),
            CaseEvent::Assessed { value, .. } => self.assessment = Some(*value),
            // What was seen on the spot is not outweighed by a letter.
            CaseEvent::Confirmed { organisation, .. } if self.contradicted_by.is_none() => {
                self.confirmed_by = Some(*organisation);
            }
            // A second receipt can't be; what another body says it did is not the bearer's doing.
            CaseEvent::Received { .. }
            | CaseEvent::Confirmed { .. }
            | CaseEvent::Found { .. }
            | CaseEvent::Accepted { .. }
            | CaseEvent::Progressed { .. }
            | CaseEvent::TransferReceived { .. }
            | CaseEvent::TransferDated { .. }
            | CaseEvent::Told { .. }
            | CaseEvent::ToldByNotice { .. }
            | CaseEvent::IdentityRead
            | CaseEvent::CodeGiven { .. }
            | CaseEvent::HeldNoDenunciation
            | CaseEvent::SentFor { .. }
            // A draft is no answer, nor a file; a question no work, a part not the whole, a letter not what it urges.
            | CaseEvent::ReplyDrafted { .. }
            | CaseEvent::ReplySubmitted { .. }
            | CaseEvent::ReplyApproved { .. }
            | CaseEvent::ReplySentBack { .. }
            | CaseEvent::DeliveryChosen { .. }
            | CaseEvent::AskedBack { .. }
            | CaseEvent::AskAnswered { .. }
            | CaseEvent::Returned { .. }
            | CaseEvent::PartGiven { .. }
            | CaseEvent::PartDone { .. }
            | CaseEvent::Urged { .. }
            | CaseEvent::UrgingIssued { .. }
            | CaseEvent::ReportedUp { .. }
            | CaseEvent::EvidenceFiled { .. }
            | CaseEvent::ClockRedated { .. } => {}
        }
    }

    /// What those who supervise saw, and what gives them reason to look again.
    fn look(&mut self, happened: &CaseEvent, on: Day) {
        if moves_on(happened) {
            self.found.iter_mut().for_each(|found| found.since = true);
        }
        let CaseEvent::Found { finding, organisation, result, .. } = happened else { return };
        let (finding, organisation, result) = (*finding, *organisation, *result);
        self.found = Some(Found { finding, organisation, result, on, since: false });
        (self.confirmed_by, self.contradicted_by) =
            if result.contradicts() { (None, Some(organisation)) } else { (Some(organisation), None) };
    }

    /// Whatever a body that ended had to do with it goes on with the one that took its place.
    fn pass(&mut self, from: i64, to: i64) {
        for body in [&mut self.bearer, &mut self.decides] {
            if *body == from {
                *body = to;
            }
        }
        for review in self.reviews.iter_mut().filter(|it| it.level == FIRST && it.decided.is_none()) {
            review.body = review.body.map(|body| if body == from { to } else { body });
        }
    }

    fn take_up(&mut self) {
        self.work = self.work.max(Work::TakenUp);
    }

    fn standing_of(&mut self, point: i64) -> Option<&mut Standing> {
        self.points.iter_mut().find(|(id, _)| *id == point).map(|(_, standing)| standing)
    }

    /// The newest answer to a point is the one in force; nobody was asked about it yet.
    fn answer(&mut self, answers: &[PointAnswer]) {
        (self.assessment, self.confirmed_by, self.contradicted_by) = (None, None, None);
        for PointAnswer { point, result } in answers {
            let Some(standing) = self.standing_of(*point) else {
                continue;
            };
            *standing = match result {
                PointResult::Done | PointResult::Explained => Standing::Settled,
                PointResult::Promised { by_on } => Standing::Promised(*by_on),
                PointResult::CannotBeDone { .. } => Standing::CannotBeDone,
                PointResult::BeyondCompetence if *standing == Standing::SettledElsewhere => Standing::SettledElsewhere,
                PointResult::BeyondCompetence => Standing::Beyond,
            };
            self.take_up();
        }
    }

    fn keep_promise(&mut self, point: i64) {
        if let Some(standing @ Standing::Promised(_)) = self.standing_of(point) {
            *standing = Standing::Settled;
        }
    }

    fn answer_elsewhere(&mut self, transfer: i64, points: &[i64]) {
        for point in points {
            self.end_waiting(transfer, *point, Standing::SettledElsewhere);
        }
    }

    /// What the receiver says of a point is an answer to it, with its result: the newest, unless the point is settled. That it
    /// is not for the receiver either settles nothing: the point is the sender's again. A letter that does not say what came of
    /// a point leaves it waiting.
    fn replied_elsewhere(&mut self, transfer: i64, TransferAnswer { point, result }: &TransferAnswer) {
        let becomes = match result {
            None => return,
            Some(PointResult::Done | PointResult::Explained) => Some(Standing::SettledElsewhere),
            Some(PointResult::Promised { by_on }) => Some(Standing::Promised(*by_on)),
            Some(PointResult::CannotBeDone { .. }) => Some(Standing::CannotBeDone),
            Some(PointResult::BeyondCompetence) => None,
        };
        let settled = |it: &Standing| matches!(it, Standing::Settled | Standing::SettledElsewhere);
        if let (true, Some(becomes)) = (self.waits_no_more(transfer, *point), becomes)
            && let Some(standing) = self.standing_of(*point).filter(|it| !settled(it))
        {
            *standing = becomes;
        }
    }

    /// A point that was sent on waits no more, and stands so where it has no answer of its own.
    fn end_waiting(&mut self, transfer: i64, point: i64, becomes: Standing) {
        let was_sent = self.waits_no_more(transfer, point);
        if let Some(standing @ (Standing::Open | Standing::Beyond)) = self.standing_of(point)
            && was_sent
        {
            *standing = becomes;
        }
    }

    /// Whether a point waited for the receiver of a transfer, which it does no more.
    fn waits_no_more(&mut self, transfer: i64, point: i64) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|sent| sent.transfer != transfer || sent.point != point);
        self.waiting.len() < before
    }

    /// Whether every point has an answer in force, whatever it says.
    pub fn is_answered(&self) -> bool {
        !self.points.is_empty() && self.points.iter().all(|(_, standing)| *standing != Standing::Open)
    }

    /// Whether every point is settled and nothing is owed by another body.
    pub fn is_settled(&self) -> bool {
        !self.points.is_empty()
            && self.waiting.is_empty()
            && !self
                .points
                .iter()
                .any(|(_, standing)| matches!(standing, Standing::Open | Standing::Promised(_) | Standing::Beyond))
    }

    /// The days of the promises not yet kept.
    pub fn promises(&self) -> impl Iterator<Item = Day> {
        self.points.iter().filter_map(|(_, standing)| match standing {
            Standing::Promised(by_on) => Some(*by_on),
            _ => None,
        })
    }

    /// How it stands to its promises on that day.
    pub fn promise(&self, on: Day) -> Promise {
        match self.promises().min().filter(|_| self.counts()) {
            None => Promise::None,
            Some(by_on) if on > by_on => Promise::Overdue,
            Some(_) => Promise::Waiting,
        }
    }

    /// Whether a point is beyond competence: said to be so, sent on, or answered by the body to which it was sent.
    pub fn is_beyond(&self) -> bool {
        let beyond = |standing: &Standing| matches!(standing, Standing::Beyond | Standing::SettledElsewhere);
        !self.waiting.is_empty() || self.points.iter().any(|(_, standing)| beyond(standing))
    }

    /// Whether it counts for itself: neither struck nor merged into another.
    pub fn counts(&self) -> bool {
        !self.struck && self.root.is_none()
    }

    /// The next day after that one on which something changes though nothing happens.
    pub(crate) fn next_turn(&self, after: Day) -> Option<Day> {
        let days = self.due_on.into_iter().chain(self.promises());
        days.map(Day::next).filter(|day| *day > after).min()
    }
}
