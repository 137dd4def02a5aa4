//! How a case stands, as far as it decides what can be recorded of it next, and who of the readers may record it.

use domain::assignment::{Asked, asked};
use domain::case::{Case, Standing, Work};
use domain::correction::effective;
use domain::day::Day;
use domain::event::{Assessment, CaseEvent, Event, Recorded, Subject};
use domain::permission::Act;
use domain::review::Reviewed;
use domain::supervision::Found;
use store::case::{self, CaseRow, Dossier, PointRow};
use store::event::{self, EventRow};
use store::grant::Rights;
use store::{Read, Reader};

use super::act::Doing;
use crate::page::{Halt, held};
use crate::shell::Fault;

/// What is known of a case on its page and on the pages of its acts.
pub(super) struct Facts {
    /// The row of the case.
    pub(super) row: CaseRow,
    /// Its points.
    pub(super) points: Vec<PointRow>,
    /// Its history with who did what, newest first.
    pub(super) events: Vec<EventRow>,
    /// Its history, oldest first.
    pub(super) history: Vec<Recorded>,
    /// What is kept with it; of its drafts those that are under way, for who may read drafts.
    pub(super) dossier: Dossier,
    /// What the reader may do.
    pub(super) rights: Rights,
    /// How it stands after all that is recorded.
    pub(super) stands: Stands,
    /// The day of the database.
    pub(super) today: Day,
}

/// How a case stands after all that is recorded.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the case")]
pub(super) struct Stands {
    /// The body that answers for it.
    pub(super) bearer: i64,
    /// The body that decides over it.
    pub(super) decides: i64,
    /// Recorded by mistake.
    pub(super) struck: bool,
    /// It counts in another case.
    pub(super) merged: bool,
    /// It ended without an answer.
    pub(super) ended: bool,
    /// Every point is answered or the case ended.
    pub(super) closed: bool,
    /// Nothing is owed any more.
    pub(super) settled: bool,
    /// Work on it stands still.
    pub(super) suspended: bool,
    /// The clock of its assignment stands still with it.
    pub(super) paused: bool,
    /// An assignment is in force.
    pub(super) assigned: bool,
    /// The day on which that was made.
    pub(super) assigned_on: Option<Day>,
    /// It was accepted.
    pub(super) accepted: bool,
    /// A reply or an answer is in force.
    pub(super) replied: bool,
    /// What was asked back of its assignment.
    pub(super) asked: Option<Asked>,
    /// Whether who leads it is under the body that decides over it.
    pub(super) under: bool,
    /// The last day of its assignment, or of its receipt.
    pub(super) due_on: Option<Day>,
    /// The points that can be replied to.
    pub(super) open: Vec<i64>,
    /// The points that can be sent on.
    pub(super) free: Vec<i64>,
    /// The points that were sent on and wait for an answer: transfer, point.
    pub(super) waiting: Vec<(i64, i64)>,
    /// The points whose promise is not kept yet, with its day.
    pub(super) promised: Vec<(i64, Day)>,
    /// What the person said of the result.
    pub(super) assessment: Option<Assessment>,
    /// A review of the result is under way.
    pub(super) under_review: bool,
    /// All reviews were decided.
    pub(super) exhausted: bool,
    /// The Front confirmed the result.
    pub(super) confirmed: bool,
    /// What was last found by those who supervise.
    pub(super) found: Option<Found>,
    /// Nothing was done in it yet.
    pub(super) untouched: bool,
    /// Another case was linked to it and is a point of it.
    pub(super) linked: bool,
}

impl Stands {
    fn read(history: &[Recorded]) -> Self {
        let known = effective(history);
        let Some(case) = Case::by(Day::OPEN, &known) else {
            return Self { struck: true, ..Self::default() };
        };
        let can_reply =
            |standing: &Standing| matches!(standing, Standing::Open | Standing::Promised(_) | Standing::Beyond);
        let waits = |point: i64| case.waiting.iter().any(|sent| sent.point == point);
        let unsettled = |standing: &Standing| !matches!(standing, Standing::Settled | Standing::SettledElsewhere);
        let ids = |wanted: &dyn Fn(i64, &Standing) -> bool| {
            case.points.iter().filter(|(id, standing)| wanted(*id, standing)).map(|(id, _)| *id).collect::<Vec<_>>()
        };
        let last_reply = known.iter().rposition(|event| {
            matches!(event.recorded.event, Event::Case(CaseEvent::Replied { .. } | CaseEvent::AnsweredOnTheSpot { .. }))
        });
        Self {
            bearer: case.bearer,
            decides: case.decides,
            struck: case.struck,
            merged: case.root.is_some(),
            ended: case.ended.is_some(),
            closed: case.closed_on.is_some(),
            settled: case.is_settled(),
            suspended: case.suspended_since.is_some(),
            paused: case.paused_from.is_some() && case.assignment.is_some(),
            assigned: case.assignment.is_some(),
            assigned_on: case.assigned_on,
            accepted: case.work == Work::Accepted,
            replied: last_reply.is_some(),
            asked: asked(Day::OPEN, &known),
            under: false,
            due_on: case.due_on,
            open: ids(&|_, standing| can_reply(standing)),
            free: ids(&|id, standing| unsettled(standing) && !waits(id)),
            waiting: case.waiting.iter().map(|sent| (sent.transfer, sent.point)).collect(),
            promised: case
                .points
                .iter()
                .filter_map(|(id, standing)| match standing {
                    Standing::Promised(by_on) => Some((*id, *by_on)),
                    _ => None,
                })
                .collect(),
            assessment: case.assessment,
            under_review: matches!(case.reviewed(), Reviewed::UnderWay { .. }),
            exhausted: matches!(case.reviewed(), Reviewed::Exhausted(_)),
            confirmed: case.confirmed_by.is_some(),
            found: case.found,
            untouched: case.points.len() == 1 && !known.iter().skip(1).any(|event| begins(&event.recorded.event)),
            linked: case.points.len() > 1 && known.iter().any(|event| adds(&event.recorded.event)),
        }
    }

    /// Whether recording that makes sense now. What does not is still answered with the reason by its act.
    fn calls_for(&self, doing: Doing) -> bool {
        if self.struck {
            return false;
        }
        if self.merged {
            return doing == Doing::Unmerge;
        }
        let under_way = !self.ended && !self.settled;
        match doing {
            Doing::Assign | Doing::End => under_way,
            Doing::Progress => under_way && self.assigned,
            Doing::Accept => under_way && self.assigned && !self.accepted && !self.closed,
            Doing::Extend | Doing::GivePart => under_way && self.assigned && !self.closed,
            Doing::Suspend => under_way && !self.suspended,
            Doing::Resume => !self.ended && self.suspended,
            Doing::Reply | Doing::DraftReply => under_way && !self.open.is_empty(),
            Doing::KeepPromise => !self.ended && !self.promised.is_empty(),
            Doing::AskBack => {
                under_way && self.assigned && self.under && !self.accepted && !self.closed && self.asked.is_none()
            }
            Doing::AnswerAsk => under_way && self.asked.is_some_and(|it| !it.answered),
            Doing::GiveBack => under_way && self.assigned && !self.under && !self.closed && self.bearer != self.decides,
            Doing::SendOn => !self.ended && !self.free.is_empty(),
            Doing::Reopen => self.closed,
            Doing::Assess => self.closed && self.replied,
            Doing::Review => self.under_review,
            Doing::Confirm => self.closed && !self.confirmed && self.found.is_none_or(|it| !it.result.contradicts()),
            Doing::Merge | Doing::Tell | Doing::Deliver => true,
            Doing::Link => self.untouched,
            Doing::Split => self.linked,
            // Those of a transfer stand beside it.
            // Those of a draft and of a part stand beside it, too.
            Doing::Unmerge
            | Doing::Receive
            | Doing::AnswerTransfer
            | Doing::DateTransfer
            | Doing::Return
            | Doing::SubmitReply
            | Doing::ApproveReply
            | Doing::SendBackReply
            | Doing::IssueReply
            | Doing::PartDone => false,
        }
    }
}

/// Whether something was done in a case.
fn begins(event: &Event) -> bool {
    !matches!(
        event,
        Event::Case(
            CaseEvent::Placed { .. }
                | CaseEvent::Told { .. }
                | CaseEvent::ToldByNotice { .. }
                | CaseEvent::IdentityRead
                | CaseEvent::CodeGiven { .. }
                | CaseEvent::HeldNoDenunciation
                | CaseEvent::Linked { .. }
                | CaseEvent::Unlinked { .. }
                | CaseEvent::Found { .. }
                | CaseEvent::ClockRedated { .. }
                | CaseEvent::HandedOver { .. }
                | CaseEvent::TakenOver { .. }
        )
    )
}

/// Whether a point was linked to a case.
fn adds(event: &Event) -> bool {
    matches!(event, Event::Case(CaseEvent::PointAdded { .. }))
}

/// Whether an event is of a reply before its issue.
pub(super) const fn is_of_a_draft(event: &Event) -> bool {
    matches!(
        event,
        Event::Case(
            CaseEvent::ReplyDrafted { .. }
                | CaseEvent::ReplySubmitted { .. }
                | CaseEvent::ReplyApproved { .. }
                | CaseEvent::ReplySentBack { .. }
        )
    )
}

/// Whether the reader may see what is being written: those who reply or approve. To everybody else, also those who supervise and
/// a body to which a point was sent, a reply begins with its issue.
pub(super) fn reads_drafts(rights: &Rights) -> Result<bool, Halt> {
    for act in [Act::CaseReply, Act::ReplyApprove] {
        if held(rights, act)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads what is known of a case that the reader may read.
pub(super) async fn facts(read: &mut Reader<'_>, rights: Rights, id: i64) -> Result<Facts, Halt> {
    let row = case::find(read, id).await?.ok_or(Fault::NotThere)?;
    let points = case::points(read, id).await?;
    let events = event::timeline(read, Subject::Case, id).await?;
    let history: Vec<Recorded> = events.iter().rev().map(|row| row.recorded.clone()).collect();
    let mut dossier = case::dossier(read, id).await?;
    dossier.drafts.retain(|row| !matches!(row.state.as_str(), "issued" | "struck"));
    if !reads_drafts(&rights)? {
        dossier.drafts.clear();
    }
    let stands = Stands::read(&history);
    let stands = Stands { under: stands.assigned && stands.bearer != row.decides_id && row.below, ..stands };
    Ok(Facts { row, points, events, history, dossier, rights, stands, today: read.today() })
}

/// What the reader may record of the case now, in the order in which it is offered; and of its transfers.
pub(super) struct Offers {
    /// Of the case.
    pub(super) doings: Vec<Doing>,
    /// Of its transfers that wait.
    pub(super) of_transfers: bool,
    /// Of its drafts, in whichever state each calls for it.
    pub(super) of_drafts: Vec<Doing>,
    /// Of its parts: that one was done.
    pub(super) of_parts: bool,
}

/// What the reader may record of the case now.
pub(super) fn offers(facts: &Facts) -> Result<Offers, Halt> {
    let mut rights: Vec<(Act, i64)> = Vec::new();
    for right in [
        Act::CaseDecide,
        Act::CaseWork,
        Act::CaseReply,
        Act::ReplyApprove,
        Act::CasePart,
        Act::CaseTransfer,
        Act::CaseAssess,
        Act::CaseConfirm,
        Act::CaseReview,
        Act::EventOnBehalf,
    ] {
        if let Some(grant) = held(&facts.rights, right)? {
            rights.push((right, grant.organisation));
        }
    }
    let holds = |right: Act| rights.iter().find(|(own, _)| *own == right).map(|(_, body)| *body);
    let for_others = holds(Act::EventOnBehalf).is_some();
    let may = |doing: Doing| match (doing, holds(doing.right())) {
        (_, None) => false,
        // Only the bearer accepts and tells of progress, unless somebody records it for it.
        (Doing::Accept | Doing::Progress | Doing::AskBack | Doing::GiveBack | Doing::GivePart, Some(own)) => {
            own == facts.stands.bearer || for_others
        }
        _ => true,
    };
    let mut doings: Vec<Doing> =
        Doing::ALL.into_iter().filter(|doing| facts.stands.calls_for(*doing) && may(*doing)).collect();
    // What is owed comes first, then who leads it, then the reply, then what the person says of it. What was answered is
    // sent on last.
    // What is beyond competence has to be sent on before anything else.
    let is_beyond = |point: &PointRow| point.mark == "beyond" && !point.struck && point.result.is_none();
    let beyond = facts.dossier.transfers.is_empty() && facts.points.iter().any(is_beyond);
    doings.sort_by_key(|doing| match doing {
        Doing::SendOn if beyond => 0,
        Doing::KeepPromise | Doing::Review => 0,
        Doing::Assign if !facts.stands.assigned => 1,
        Doing::Reply => 2,
        Doing::Assess => 3,
        Doing::SendOn if facts.stands.settled => 5,
        _ => 4,
    });
    let stands = !facts.stands.struck && !facts.stands.merged && !facts.stands.ended;
    let of_drafts =
        [Doing::ApproveReply, Doing::IssueReply, Doing::SubmitReply, Doing::DraftReply, Doing::SendBackReply];
    Ok(Offers {
        doings,
        of_transfers: holds(Act::CaseTransfer).is_some() && !facts.stands.struck,
        of_drafts: of_drafts.into_iter().filter(|doing| stands && may(*doing)).collect(),
        of_parts: stands && holds(Act::CasePart).is_some(),
    })
}
