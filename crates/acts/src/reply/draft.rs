//! Drafts of replies: written, submitted, approved or sent back by somebody else, issued with number and date.
//!
//! A draft answers nothing. What is issued is an ordinary reply under the id of its draft; one that was signed on paper needs
//! no approval in the program.

use async_trait::async_trait;
use domain::case::Case;
use domain::correction::effective;
use domain::day::Day;
use domain::event::{CaseEvent, Event, PointAnswer, PointResult};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::reply::{DraftState, uncovered};
use serde::{Deserialize, Serialize};
use store::reply::{self, DraftPointRow, DraftRow, LEFT_OUT, NewDraft, NewDraftPoint};
use store::{Act, Error, Ids, Stop, Tx, organisation};

use super::{Answered, Issued, Replied, Said, check_points, issue, read_point, replier};
use crate::case::{Found, acting, found, not_before};
use crate::field::{LINE, REASON, needed, optional};

/// A point that a reply does not answer, and why.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LeftOut {
    /// The point of the case.
    pub point: i64,
    /// Why it is not answered.
    pub reason: String,
}

/// Drafts a reply, or writes a draft anew that was not submitted or was sent back. Every point that is open is answered, or it
/// is said why it is not.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The draft that is written anew; none for a new one.
    pub draft: Option<i64>,
    /// What it says, of one point of the case at least; of none that is settled.
    pub points: Vec<super::ReplyPoint>,
    /// The points that it does not answer, each with the reason.
    pub left_out: Vec<LeftOut>,
    /// The body whose reply it will be, where somebody else drafts it.
    pub on_behalf_of: Option<i64>,
    /// Whether it is submitted for approval at once.
    pub submit: bool,
    /// Day on which it was drafted.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Draft {
    const NAME: &'static str = "reply.draft";
    type Answer = Replied;

    fn draw(&self, ids: &Ids) -> Result<Replied, Error> {
        Ok(Replied { reply: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Replied) -> Result<(), Stop> {
        let found = found(tx, Right::CaseReply, self.case, self.version, self.happened_on).await?;
        let (body, assignment) = replier(tx, &found, self.on_behalf_of).await?;
        check_points(&found, self.points.iter().map(|it| it.point))?;
        let id = self.draft.unwrap_or(new.reply);
        if let Some(id) = self.draft {
            let draft = one(tx, &found, id).await?;
            // Another body's draft is its own: whoever has a part of the case writes one beside it.
            if draft.body != body {
                return Err(Refusal::NotAChoice { field: "draft" }.into());
            }
            if !DraftState::parse(&draft.state).is_some_and(DraftState::is_open) {
                return Err(Refusal::DraftMoved.into());
            }
        }
        let left_out = self.left_out(&found)?;
        covers(&found, self.points.iter().map(|it| it.point), &left_out)?;
        let mut said = Vec::new();
        for point in &self.points {
            said.push(read_point(tx, point, found.on)?);
        }
        let answers: Vec<PointAnswer> = self
            .points
            .iter()
            .zip(&said)
            .map(|(point, said)| PointAnswer { point: point.point, result: said.result.clone() })
            .collect();
        let mut reasons = Vec::new();
        for left in &self.left_out {
            reasons.push((left.point, tx.text(needed("reason", &left.reason, REASON)?)?));
        }
        let mut rows: Vec<NewDraftPoint<'_>> = answers.iter().zip(&said).map(|(it, said)| row_of(it, said)).collect();
        rows.extend(reasons.iter().map(|(point, text)| NewDraftPoint {
            point: *point,
            result: LEFT_OUT,
            by_on: None,
            text,
            ground: None,
            evidence: None,
        }));
        let drafter = tx.by().actor;
        let new = NewDraft { id, case: found.id, body, assignment, drafter, on: found.on };
        if self.draft.is_some() {
            reply::rewrite_draft(tx, &found.grant, &new, &rows);
        } else {
            reply::add_draft(tx, &found.grant, &new, &rows);
        }
        found.note(tx, CaseEvent::ReplyDrafted { reply: id, body, points: answers, left_out })?;
        if self.submit {
            found.note(tx, CaseEvent::ReplySubmitted { reply: id })?;
        }
        found.settle(tx).await
    }
}

impl Draft {
    /// The points that are left out: of the case, each once, and none that is answered.
    fn left_out(&self, found: &Found) -> Result<Vec<i64>, Refusal> {
        let known = effective(&found.events);
        let case = found.open(&known)?;
        let mut points: Vec<i64> = Vec::new();
        for left in &self.left_out {
            let there = case.points.iter().any(|(id, _)| *id == left.point);
            if !there || points.contains(&left.point) || self.points.iter().any(|it| it.point == left.point) {
                return Err(Refusal::NotAChoice { field: "point" });
            }
            points.push(left.point);
        }
        Ok(points)
    }
}

fn row_of<'a>(answer: &PointAnswer, said: &'a Said) -> NewDraftPoint<'a> {
    let by_on = if let PointResult::Promised { by_on } = answer.result { Some(by_on) } else { None };
    let ground = if let PointResult::CannotBeDone { ground } = &said.result { Some(ground) } else { None };
    let (text, evidence) = (&said.words, said.evidence.as_ref());
    NewDraftPoint { point: answer.point, result: answer.result.as_str(), by_on, text, ground, evidence }
}

/// Refuses a reply that leaves an open point without an answer or a reason, by all that is recorded of the case.
fn covers(found: &Found, answered: impl Iterator<Item = i64>, left_out: &[i64]) -> Result<(), Refusal> {
    let answered: Vec<i64> = answered.collect();
    let known = effective(&found.events);
    let case = Case::by(Day::OPEN, &known).ok_or(Refusal::NotThere)?;
    match uncovered(&case, &answered, left_out).len() {
        0 => Ok(()),
        open => Err(Refusal::NotCovered { open }),
    }
}

/// A draft of the case that was found, not before its last writing.
async fn one(tx: &mut Tx, found: &Found, id: i64) -> Result<DraftRow, Stop> {
    let draft = reply::drafts(tx, found.id).await?.into_iter().find(|draft| draft.id == id);
    let draft = draft.ok_or(Refusal::NotAChoice { field: "draft" })?;
    not_before(found.on, draft.drafted_on)?;
    Ok(draft)
}

/// A draft in that state of an open case, whose body is one's own or for which one records.
async fn standing(tx: &mut Tx, found: &Found, id: i64, state: &[DraftState]) -> Result<DraftRow, Stop> {
    found.open(&effective(&found.events))?;
    let draft = one(tx, found, id).await?;
    if !DraftState::parse(&draft.state).is_some_and(|now| state.contains(&now)) {
        return Err(Refusal::DraftMoved.into());
    }
    acting(tx, found, Some(draft.body), &[draft.body]).await?;
    Ok(draft)
}

/// Submits a draft for approval.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Submit {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The draft.
    pub draft: i64,
    /// Day on which it was submitted.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Submit {
    const NAME: &'static str = "reply.submit";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseReply, self.case, self.version, self.happened_on).await?;
        standing(tx, &found, self.draft, &[DraftState::Draft, DraftState::SentBack]).await?;
        found.append(tx, CaseEvent::ReplySubmitted { reply: self.draft }).await?;
        Ok(())
    }
}

/// Approves a draft. Somebody else than its drafter does; the drafter only where the body allows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Approve {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The draft.
    pub draft: i64,
    /// Day on which it was approved.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Approve {
    const NAME: &'static str = "reply.approve";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::ReplyApprove, self.case, self.version, self.happened_on).await?;
        let draft = standing(tx, &found, self.draft, &[DraftState::Submitted]).await?;
        let own = draft.drafter == tx.by().actor;
        if own && !organisation::own_approval(tx, draft.body).await? {
            return Err(Refusal::OwnDraft.into());
        }
        found.append(tx, CaseEvent::ReplyApproved { reply: self.draft, own }).await?;
        Ok(())
    }
}

/// Sends a submitted or approved draft back to whoever wrote it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SendBack {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The draft.
    pub draft: i64,
    /// What has to be looked at again.
    pub reason: String,
    /// Day on which it was sent back.
    pub happened_on: Day,
}

#[async_trait]
impl Act for SendBack {
    const NAME: &'static str = "reply.send_back";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::ReplyApprove, self.case, self.version, self.happened_on).await?;
        standing(tx, &found, self.draft, &[DraftState::Submitted, DraftState::Approved]).await?;
        let words = Some(tx.text(needed("reason", &self.reason, REASON)?)?);
        found.append(tx, CaseEvent::ReplySentBack { reply: self.draft, words }).await?;
        Ok(())
    }
}

/// Issues a draft as a reply: one that was approved, or one that was signed on paper, with its number and signer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Issue {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The draft.
    pub draft: i64,
    /// Number of the paper; may be empty where it was approved in the program.
    pub number: String,
    /// Term of the official who signed it; the same.
    pub signer: Option<i64>,
    /// Whether it was signed on paper without an approval in the program.
    pub signed: bool,
    /// The date on the paper.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Issue {
    const NAME: &'static str = "reply.issue";
    type Answer = Replied;

    fn draw(&self, _: &Ids) -> Result<Replied, Error> {
        Ok(Replied { reply: self.draft })
    }

    async fn run(&self, tx: &mut Tx, new: &Replied) -> Result<(), Stop> {
        let found = found(tx, Right::CaseReply, self.case, self.version, self.happened_on).await?;
        let waiting = [DraftState::Draft, DraftState::SentBack, DraftState::Submitted, DraftState::Approved];
        let draft = standing(tx, &found, self.draft, &waiting).await?;
        let number = if self.signed {
            self.signer.ok_or(Refusal::Missing { field: "signer" })?;
            needed("number", &self.number, LINE)?
        } else {
            optional("number", &self.number, LINE)?
        };
        if draft.state != DraftState::Approved.as_str() && !self.signed {
            return Err(Refusal::NotApproved.into());
        }
        let rows = reply::draft_points(tx, draft.id).await?;
        let (left_out, answered): (Vec<DraftPointRow>, _) = rows.into_iter().partition(|row| row.result == LEFT_OUT);
        let left_out: Vec<i64> = left_out.iter().map(|row| row.point).collect();
        covers(&found, answered.iter().map(|row| row.point), &left_out)?;
        check_points(&found, answered.iter().map(|row| row.point))?;
        let said = said(&found, &draft, &answered)?;
        // What was promised when it was drafted has to lie ahead still when it is issued.
        for (_, result, ..) in &said {
            if let PointResult::Promised { by_on } = result
                && *by_on < found.on
            {
                return Err(Refusal::TooEarly { field: "by_on", earliest: found.on }.into());
            }
        }
        let issued =
            Issued { id: new.reply, body: draft.body, assignment: draft.assignment, number, signer: self.signer };
        issue(tx, &found, &issued, &said).await
    }
}

/// What the last writing of a draft says, by its event and its rows.
fn said(found: &Found, draft: &DraftRow, rows: &[DraftPointRow]) -> Result<Vec<Answered>, Refusal> {
    let written = found.events.iter().rev().find_map(|known| match &known.event {
        Event::Case(CaseEvent::ReplyDrafted { reply, points, .. }) if *reply == draft.id => Some(points),
        _ => None,
    });
    let written = written.ok_or(Refusal::NotThere)?;
    let answered = written.iter().filter_map(|answer| {
        let row = rows.iter().find(|row| row.point == answer.point)?;
        Some((answer.point, answer.result.clone(), row.text, row.evidence))
    });
    let answered: Vec<_> = answered.collect();
    if answered.is_empty() { Err(Refusal::Missing { field: "point" }) } else { Ok(answered) }
}
