//! A notice on its way to the people: submitted, issued with its number, made public; and what was recorded by mistake.
//!
//! Issuing one assigns the cases of each point, by the code of [`crate::assignment`], on the day of the paper.

use async_trait::async_trait;
use domain::correction::{effective, struck_by};
use domain::day::Day;
use domain::duty::AfterDuty;
use domain::event::{CaseEvent, Event, NoticeEvent, NoticePoint, Subject};
use domain::notice::{Check, NoticeState, Series, Stated, checks};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::dialogue::session;
use store::notice::concerned::concerned;
use store::notice::listed::{self, MatterRow};
use store::notice::{self, signed};
use store::paper::Line;
use store::{Act, Error, Ids, Read, Stop, Tx, case, reply};

use super::numbered::number;
use super::posted::{tell, untell};
use super::{Found, RECIPIENTS, found, open, settle};
use crate::assignment::{Given, give};
use crate::case::{found as found_case, settle as settle_case};
use crate::duty;
use crate::field::{REASON, happened, needed};

/// The points of a notice as they are checked.
pub(super) async fn checked(tx: &mut Tx, found: &Found) -> Result<Vec<Check>, Stop> {
    let rows = notice::points(tx, found.row.id).await?;
    Ok(rows
        .into_iter()
        .map(|row| Check {
            unsaid: row.is_unsaid(),
            lead: row.lead.map(|(id, _)| id),
            due_on: row.due_on,
            proposed: row.proposed,
            cases: row.cases,
        })
        .collect())
}

/// Refuses a notice of which anything is wrong, with how much it is; its page lists each. The matters by which it was checked.
async fn ready(tx: &mut Tx, found: &Found, issued_on: Option<Day>) -> Result<Vec<MatterRow>, Stop> {
    let today = tx.today();
    let until = issued_on.unwrap_or(today);
    let matters = listed::matters(tx, found.now.dialogue, until).await?;
    let listed: Vec<_> = matters.iter().map(|matter| matter.listed.clone()).collect();
    let points = checked(tx, found).await?;
    match checks(&listed, &points, &found.now.noted, issued_on).len() {
        0 => Ok(matters),
        faults => Err(Refusal::NoticeNotReady { faults }.into()),
    }
}

/// Submits a draft for signature.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Submit {
    /// The notice.
    pub notice: i64,
    /// The version that was shown.
    pub version: i64,
    /// The day on which it was submitted.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Submit {
    const NAME: &'static str = "notice.submit";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = open(tx, self.notice, self.version).await?;
        if found.now.state == NoticeState::Submitted {
            return Err(Refusal::AlreadyDone.into());
        }
        let on = step_on(tx, &found, self.happened_on).await?;
        ready(tx, &found, None).await?;
        tx.append(Subject::Notice, self.notice, on, NoticeEvent::Submitted.into())?;
        settle(tx, &found.grant, self.notice, self.version, None).await
    }
}

/// The day of a step: not in the future, and not before the last session of the dialogue.
async fn step_on(tx: &mut Tx, found: &Found, happened_on: Day) -> Result<Day, Stop> {
    let on = happened(happened_on, tx.today())?;
    let last = store::dialogue::last_on(tx, found.now.dialogue).await?;
    match last.filter(|last| on < *last) {
        Some(earliest) => Err(Refusal::HappenedBefore { earliest }.into()),
        None => Ok(on),
    }
}

/// Records that a notice was issued: signed, numbered and dated. Its points are assignments from that day on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Issue {
    /// The notice.
    pub notice: i64,
    /// The version that was shown.
    pub version: i64,
    /// The number on the paper; empty where the program draws it.
    pub number: String,
    /// The term of whoever signed it, if known.
    pub signer: Option<i64>,
    /// The day on the paper.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Issue {
    const NAME: &'static str = "notice.issue";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = open(tx, self.notice, self.version).await?;
        let on = step_on(tx, &found, self.happened_on).await?;
        if let Some(replaced) = found.now.replaces {
            let former = notice::find(tx, replaced).await?.ok_or(Refusal::NotThere)?;
            if let Some(earliest) = former.issued_on.filter(|issued_on| on < *issued_on) {
                return Err(Refusal::HappenedBefore { earliest }.into());
            }
        }
        let matters = ready(tx, &found, Some(on)).await?;
        if let Some(term) = self.signer
            && session::chair(tx, found.now.organisation, term, on).await?.is_none()
        {
            return Err(Refusal::NotAChoice { field: "signer" }.into());
        }
        let (number, drawn) =
            number(tx, &found.grant, (found.now.organisation, Series::Notice), &self.number, on).await?;
        for stated in &found.now.points {
            match stated {
                Stated::Own(point) => assign(tx, point, on).await?,
                Stated::Taken { point, due_on } => repeat(tx, self.notice, *point, *due_on, on).await?,
            }
        }
        receivers(tx, &found, on).await?;
        let issued = NoticeEvent::Issued { signer: self.signer, drawn };
        tx.append(Subject::Notice, self.notice, on, issued.into())?;
        settle(tx, &found.grant, self.notice, self.version, Some(&number)).await?;
        let by = (documents::issuer::line as Line, on);
        if let Some(paper) = signed::keep(tx, &found.grant, self.notice, &matters, by).await? {
            tx.append(Subject::Notice, self.notice, on, NoticeEvent::Kept { paper }.into())?;
        }
        if let Some(replaced) = found.now.replaces {
            let former = notice::find(tx, replaced).await?.ok_or(Refusal::NotThere)?;
            tx.history(Subject::Notice, replaced).await?;
            let event = NoticeEvent::Replaced { by: self.notice };
            tx.append(Subject::Notice, replaced, on, event.into())?;
            settle(tx, &found.grant, replaced, former.version, None).await?;
        }
        duty::issued(tx, &found.grant, found.now.dialogue, self.notice, on).await
    }
}

/// Writes down who gets a notice of which nobody said it: those whom the program proposed on the draft.
async fn receivers(tx: &mut Tx, found: &Found, on: Day) -> Result<(), Stop> {
    if !found.now.recipients.is_empty() {
        return Ok(());
    }
    let points = notice::points(tx, found.row.id).await?;
    let of = concerned(tx, &found.row, &points, (documents::issuer::line, on)).await?;
    let lines = documents::notice::receivers(documents::notice::Concerned {
        above: &of.above,
        following: &of.following,
        front: &of.front,
        cooperating: &of.cooperating,
        carrying_out: &of.carrying_out,
        villages: &of.villages,
    });
    if lines.is_empty() {
        return Ok(());
    }
    // A paper is often typed in after its day: the words written then have a later day, and these come after them.
    let written = effective(tx.history(Subject::Notice, found.row.id).await?);
    let written = written.iter().filter(|it| matches!(it.recorded.event, Event::Notice(NoticeEvent::Described { .. })));
    let on = written.map(|it| it.on).fold(on, Day::max);
    let lines: Vec<&str> = lines.iter().take(RECIPIENTS).map(String::as_str).collect();
    let (general, carrying_out) = (found.now.general.clone(), found.now.carrying_out.clone());
    let described = NoticeEvent::Described { general, carrying_out, recipients: tx.texts(&lines)? };
    tx.append(Subject::Notice, found.row.id, on, described.into())?;
    Ok(())
}

/// Makes the lead of a point lead each of its cases. What is settled already stays as it is: a notice that comes in the place of
/// another repeats points that were answered meanwhile.
async fn assign(tx: &mut Tx, point: &NoticePoint, on: Day) -> Result<(), Stop> {
    let lead = point.lead.ok_or(Refusal::Missing { field: "lead" })?;
    let due_on = point.due_on.ok_or(Refusal::Missing { field: "due_on" })?;
    for id in &point.cases {
        let version = case::version(tx, *id).await?.ok_or(Refusal::NotThere)?;
        let found = found_case(tx, Right::CaseDecide, *id, version, on).await?;
        let known = effective(&found.events);
        let state = found.state(&known)?;
        if state.ended.is_some() || state.is_settled() {
            continue;
        }
        let assignment = tx.id()?;
        let given = Given {
            assignment,
            lead,
            cooperating: &point.cooperating,
            due_on,
            evidence: point.evidence.clone(),
            contact: point.contact,
        };
        let points: Vec<i64> = state.points.iter().map(|(point, _)| *point).collect();
        give(tx, &found, given).await?;
        notice::set_point_of(tx, &found.grant, assignment, point.point);
        // What the notice says of how people are told is the choice of the head.
        for told in &points {
            reply::choose_delivery(tx, &found.grant, *id, *told, point.delivery.as_str(), on);
        }
        let chosen = CaseEvent::DeliveryChosen { points, way: point.delivery };
        tx.append(Subject::Case, *id, on, Event::Case(chosen))?;
        settle_case(tx, &found.grant, *id, version + 1).await?;
    }
    Ok(())
}

/// Another notice repeats a point: its cases stay with the assignment that they have, until the earlier of the two days.
async fn repeat(tx: &mut Tx, notice: i64, point: i64, due_on: Option<Day>, on: Day) -> Result<(), Stop> {
    for (_, id, state) in notice::assignments(tx, point).await? {
        if state != "open" && state != "accepted" {
            continue;
        }
        let version = case::version(tx, id).await?.ok_or(Refusal::NotThere)?;
        let found = found_case(tx, Right::CaseDecide, id, version, on).await?;
        found.append(tx, CaseEvent::Noticed { notice, point, due_on }).await?;
    }
    Ok(())
}

/// Records that an issued notice was posted in the villages or made public: whose matters it names were told of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Publish {
    /// The notice.
    pub notice: i64,
    /// The version that was shown.
    pub version: i64,
    /// The day on which it was.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Publish {
    const NAME: &'static str = "notice.publish";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.notice, self.version).await?;
        match found.now.state {
            NoticeState::Issued => {}
            state if state.is_issued() => return Err(Refusal::AlreadyDone.into()),
            _ => return Err(Refusal::NoticeNotIssued.into()),
        }
        let on = happened(self.happened_on, tx.today())?;
        if let Some(earliest) = found.now.issued_on.filter(|issued_on| on < *issued_on) {
            return Err(Refusal::HappenedBefore { earliest }.into());
        }
        tx.append(Subject::Notice, self.notice, on, NoticeEvent::Published.into())?;
        settle(tx, &found.grant, self.notice, self.version, None).await?;
        tell(tx, &found, on).await?;
        duty::done(tx, &found.grant, found.now.dialogue, AfterDuty::MadeKnown, Some(self.notice), None, on).await
    }
}

/// Strikes a notice: a draft that is given up, or one that was recorded by mistake. The assignments that it made are struck
/// with it, unless something was recorded of them since.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Strike {
    /// The notice.
    pub notice: i64,
    /// The version that was shown.
    pub version: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for Strike {
    const NAME: &'static str = "notice.strike";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.notice, self.version).await?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        let others = notice::of_dialogue(tx, found.now.dialogue).await?;
        let rests = others.iter().any(|row| row.replaces == Some(self.notice));
        let repeated = notice::repeated(tx, self.notice).await?;
        if found.now.replaced_by.is_some() || rests || repeated {
            return Err(Refusal::LaterStands.into());
        }
        if found.now.state.is_issued() {
            untell(tx, &found, &reason).await?;
            unassign(tx, &found, &reason).await?;
            duty::undone(tx, &found.grant, found.now.dialogue, self.notice, &reason).await?;
        }
        if found.now.state.is_issued()
            && let Some(replaced) = found.now.replaces
        {
            back(tx, &found, replaced, &reason).await?;
        }
        let today = tx.today();
        let founding = tx.history(Subject::Notice, self.notice).await?.first().map(|event| event.id);
        let of = founding.ok_or(Refusal::NotThere)?;
        tx.append(Subject::Notice, self.notice, today, Event::Struck { of, reason })?;
        settle(tx, &found.grant, self.notice, self.version, None).await
    }
}

/// The notice in whose place it came stands again.
async fn back(tx: &mut Tx, found: &Found, replaced: i64, reason: &TextRef) -> Result<(), Stop> {
    let former = notice::find(tx, replaced).await?.ok_or(Refusal::NotThere)?;
    let events = tx.history(Subject::Notice, replaced).await?;
    let event = events.iter().find(|event| {
        matches!(event.event, Event::Notice(NoticeEvent::Replaced { by }) if by == found.row.id)
            && struck_by(events, event.id).is_none()
    });
    if let Some(of) = event.map(|event| event.id) {
        let today = tx.today();
        tx.append(Subject::Notice, replaced, today, Event::Struck { of, reason: reason.clone() })?;
        settle(tx, &found.grant, replaced, former.version, None).await?;
    }
    Ok(())
}

/// Strikes the assignments that a notice made, and what its repeated points moved; refused once something was recorded of one.
async fn unassign(tx: &mut Tx, found: &Found, reason: &TextRef) -> Result<(), Stop> {
    let today = tx.today();
    for stated in &found.now.points {
        for (assignment, id, _) in notice::assignments(tx, stated.id()).await? {
            let version = case::version(tx, id).await?.ok_or(Refusal::NotThere)?;
            let of_case = found_case(tx, Right::CaseDecide, id, version, today).await?;
            let own = matches!(stated, Stated::Own(_));
            let made = of_case.events.iter().find(|event| match &event.event {
                Event::Case(CaseEvent::Assigned { assignment: made, .. }) => own && *made == assignment,
                Event::Case(CaseEvent::Noticed { notice, .. }) => !own && *notice == found.row.id,
                _ => false,
            });
            let Some(made) = made.filter(|made| struck_by(&of_case.events, made.id).is_none()) else { continue };
            let later = of_case.events.iter().any(|event| {
                event.seq > made.seq && rests(&event.event) && struck_by(&of_case.events, event.id).is_none()
            });
            if own && later {
                return Err(Refusal::LaterStands.into());
            }
            let struck = Event::Struck { of: made.id, reason: reason.clone() };
            tx.append(Subject::Case, id, today, struck)?;
            // The way in which people would be told was chosen by the same act.
            let chosen = of_case.events.iter().find(|event| {
                let way = matches!(event.event, Event::Case(CaseEvent::DeliveryChosen { .. }));
                way && event.seq == made.seq + 1 && struck_by(&of_case.events, event.id).is_none()
            });
            if let Some(of) = chosen.filter(|_| own).map(|event| event.id) {
                tx.append(Subject::Case, id, today, Event::Struck { of, reason: reason.clone() })?;
            }
            settle_case(tx, &of_case.grant, id, version).await?;
        }
    }
    Ok(())
}

/// Whether an event of a case rests on its assignment.
fn rests(event: &Event) -> bool {
    !matches!(
        event,
        Event::Case(
            CaseEvent::IdentityRead
                | CaseEvent::DeliveryChosen { .. }
                | CaseEvent::ClockRedated { .. }
                | CaseEvent::Told { .. }
                | CaseEvent::ToldByNotice { .. }
                | CaseEvent::CodeGiven { .. }
                | CaseEvent::HeldNoDenunciation
        ) | Event::Corrected { .. }
            | Event::Struck { .. }
            | Event::Contested { .. }
            | Event::ContestAnswered { .. }
            | Event::PaperNamed { .. }
    )
}
