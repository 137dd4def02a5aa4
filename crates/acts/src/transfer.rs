//! Transfers: sending points on to a body that has to answer them, and what came of it. In `answered`: its letters, and the day
//! by which it has to answer. In `outside`: a body that the letter names first. In
//! `upward`: what is reported to a body above.

mod answered;
mod outside;
mod upward;

pub use answered::{AnswerTransfer, DateTransfer, PointTold};
pub use outside::SendOutside;
pub(crate) use outside::receiver;
pub use upward::{MOST_REPORTED, ReportUp};

use async_trait::async_trait;
use domain::case::{Case, Standing};
use domain::correction::effective;
use domain::day::Day;
use domain::event::{CaseEvent, ContactWay, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::assignment::{self, Candidate};
use store::transfer::{self, NewTransfer, TransferRow};
use store::{Act, Error, Ids, Stop, Tx};

use crate::case::{Found, acting, found, has_point, not_before};
use crate::field::{LINE, REASON, needed, optional};
use crate::organisation::not_ended;

/// Sends points of a case on (chuyển): an order to a body under the sender, a letter to a body outside the program, an offer
/// to any other. The sender stays accountable.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SendOn {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The receiver; none that has the matter already or sent it on.
    pub to: i64,
    /// The points; all that have no answer of their own when empty.
    pub points: Vec<i64>,
    /// Number of the paper; needed for a letter.
    pub number: String,
    /// What shows that it arrived; may be empty until then.
    pub proof: String,
    /// Why it is sent.
    pub reason: String,
    /// Day by which the receiver has to answer, if one was set.
    pub answer_by: Option<Day>,
    /// How who raised it was told of it on the same day; none while they were not.
    #[serde(default)]
    pub told: Option<ContactWay>,
    /// The body that sent it, where somebody else records it (nhập hộ).
    pub on_behalf_of: Option<i64>,
    /// The date on the paper.
    pub happened_on: Day,
}

/// The row it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The transfer.
    pub transfer: i64,
}

#[async_trait]
impl Act for SendOn {
    const NAME: &'static str = "transfer.send_on";
    type Answer = Sent;

    fn draw(&self, ids: &Ids) -> Result<Sent, Error> {
        Ok(Sent { transfer: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Sent) -> Result<(), Stop> {
        crate::letter::may_send_on(tx, self.case, &self.points).await?;
        self.send(tx, new, true).await
    }
}

impl SendOn {
    /// As the act; `numbered` where a letter needs its number. An old table may not say it.
    pub(crate) async fn send(&self, tx: &mut Tx, new: &Sent, numbered: bool) -> Result<(), Stop> {
        let found = found(tx, Right::CaseTransfer, self.case, self.version, self.happened_on).await?;
        let (points, bearer) = self.unanswered(&found)?;
        let from = acting(tx, &found, self.on_behalf_of, &[found.decides, bearer]).await?;
        let earlier = transfer::of_case(tx, found.id).await?;
        let has_it = |row: &TransferRow| row.waits() && (row.to == self.to || row.sender == self.to);
        if [found.decides, bearer, from].contains(&self.to) || earlier.iter().any(has_it) {
            return Err(Refusal::TransferCircle.into());
        }
        let candidate = assignment::candidate(tx, self.to, from).await?;
        let candidate = candidate.filter(|it| it.from <= found.on).ok_or(Refusal::NotAChoice { field: "receiver" })?;
        not_ended(candidate.to)?;
        let (mode, number) = match candidate {
            Candidate { outside: true, .. } if numbered => ("letter", needed("number", &self.number, LINE)?),
            Candidate { outside: true, .. } => ("letter", optional("number", &self.number, LINE)?),
            Candidate { below: true, .. } => ("order", optional("number", &self.number, LINE)?),
            _ => ("offer", optional("number", &self.number, LINE)?),
        };
        if let Some(by) = self.answer_by
            && by < found.on
        {
            return Err(Refusal::TooEarly { field: "answer_by", earliest: found.on }.into());
        }
        let words = Some(tx.text(needed("reason", &self.reason, REASON)?)?);
        let proof = optional("proof", &self.proof, REASON)?;
        let proof = if proof.is_empty() { None } else { Some(tx.text(proof)?.id) };
        let row = NewTransfer {
            id: new.transfer,
            case: found.id,
            from,
            to: self.to,
            mode,
            number,
            sent_on: found.on,
            answer_by: self.answer_by,
            proof,
            points: &points,
        };
        transfer::add(tx, &found.grant, &row);
        if let Some(way) = self.told {
            tx.append(Subject::Case, found.id, found.on, Event::Case(CaseEvent::Told { way, words: None }))?;
        }
        if from != found.grant.organisation {
            let sent_for = CaseEvent::SentFor { transfer: new.transfer, body: from };
            tx.append(Subject::Case, found.id, found.on, Event::Case(sent_for))?;
        }
        let sent = CaseEvent::SentOn { transfer: new.transfer, to: self.to, points, words };
        found.append(tx, sent).await?;
        // What had to be sent on after the dialogue is done with the last of it.
        match crate::case::raised_in(&found.events) {
            Some(dialogue) => crate::duty::sent_on(tx, &found.grant, dialogue, found.on).await,
            None => Ok(()),
        }
    }
}

impl SendOn {
    /// The points that are sent: of the case, without an answer of their own, and waiting at nobody else's. And who bears it.
    fn unanswered(&self, found: &Found) -> Result<(Vec<i64>, i64), Refusal> {
        let known = effective(&found.events);
        let case = found.open(&known)?;
        let waits = |id: i64| case.waiting.iter().any(|sent| sent.point == id);
        let open = |standing: Standing| !matches!(standing, Standing::Settled | Standing::SettledElsewhere);
        if self.points.is_empty() {
            let free = case.points.iter().filter(|(id, standing)| open(*standing) && !waits(*id));
            let free = free.filter(|(id, _)| has_point(&known, *id));
            let free: Vec<i64> = free.map(|(id, _)| *id).collect();
            return if free.is_empty() { Err(Refusal::AlreadyAnswered) } else { Ok((free, case.bearer)) };
        }
        for (at, point) in self.points.iter().enumerate() {
            match case.points.iter().find(|(id, _)| id == point) {
                None => return Err(Refusal::NotAChoice { field: "point" }),
                Some(_) if self.points[..at].contains(point) || !has_point(&known, *point) => {
                    return Err(Refusal::NotAChoice { field: "point" });
                }
                Some((_, standing)) if !open(*standing) => return Err(Refusal::AlreadyAnswered),
                Some((id, _)) if waits(*id) => return Err(Refusal::AlreadyDone),
                Some(_) => {}
            }
        }
        Ok((self.points.clone(), case.bearer))
    }
}

/// A transfer that still waits on the day of the act, with the points that wait.
async fn waiting(tx: &mut Tx, found: &Found, id: i64) -> Result<(TransferRow, Vec<i64>), Stop> {
    let row = transfer::of_case(tx, found.id).await?.into_iter().find(|row| row.id == id);
    let row = row.ok_or(Refusal::NotAChoice { field: "transfer" })?;
    // The receiver speaks for itself; of a case, it knows what was sent to it.
    if ![found.decides, row.sender, row.to].contains(&found.grant.organisation) {
        return Err(Refusal::NotAllowed.into());
    }
    not_before(found.on, row.sent_on)?;
    // Also of a case that was merged meanwhile: the paper comes to the case for which the letter went out.
    let known = effective(&found.events);
    let case = Case::by(found.on, &known).ok_or(Refusal::NotThere)?;
    if case.struck {
        return Err(Refusal::CaseStruck.into());
    }
    let points: Vec<i64> = case.waiting.iter().filter(|sent| sent.transfer == id).map(|sent| sent.point).collect();
    if points.is_empty() { Err(Refusal::AlreadyDone.into()) } else { Ok((row, points)) }
}

/// The receiver has it: an offer was accepted, an order noted, a letter arrived.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Receive {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The transfer.
    pub transfer: i64,
    /// What shows that it arrived; needed for a letter.
    pub proof: String,
    /// Day on which it was accepted or arrived.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Receive {
    const NAME: &'static str = "transfer.receive";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseTransfer, self.case, self.version, self.happened_on).await?;
        let (row, _) = waiting(tx, &found, self.transfer).await?;
        if row.state != "sent" {
            return Err(Refusal::AlreadyDone.into());
        }
        let proof = if row.mode == "letter" && row.proof.is_none() {
            needed("proof", &self.proof, REASON)?
        } else {
            optional("proof", &self.proof, REASON)?
        };
        if !proof.is_empty() {
            let proof = tx.text(proof)?.id;
            transfer::set_proof(tx, &found.grant, self.transfer, proof);
        }
        found.append(tx, CaseEvent::TransferReceived { transfer: self.transfer }).await?;
        Ok(())
    }
}

/// The receiver gave it back; the points are the sender's again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Return {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The transfer.
    pub transfer: i64,
    /// Why.
    pub reason: String,
    /// Day on which it was given back.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Return {
    const NAME: &'static str = "transfer.return";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseTransfer, self.case, self.version, self.happened_on).await?;
        waiting(tx, &found, self.transfer).await?;
        let words = Some(tx.text(needed("reason", &self.reason, REASON)?)?);
        found.append(tx, CaseEvent::TransferReturned { transfer: self.transfer, words }).await?;
        Ok(())
    }
}
