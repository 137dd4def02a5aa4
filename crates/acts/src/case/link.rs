//! Linking what was just raised to a case that is there, as a point of it, and splitting it off again.
//!
//! The case with which it was received points at the other one, as a merged case does, and the other one gets a point more:
//! so no submission moves, the number of cases falls from that day and in no earlier as-of, and the reply to the other case
//! has to speak of it. Splitting gives it its own case back, with its own origin, day and clocks.

use async_trait::async_trait;
use domain::case::Case;
use domain::correction::{Effective, effective};
use domain::day::Day;
use domain::event::{CaseEvent, Event, Recorded, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::case::{self, Linked};
use store::grant::{Of, SUBJECT, may};
use store::{Act, Error, Ids, Stop, Tx, search};

use super::{Found, found, not_before, settle};
use crate::field::{REASON, needed};

/// Links what a case raises to another case first raised with the same body, as a point of it. Refused once something was
/// done in the case, and where the other one is answered, ended, struck or counts elsewhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Link {
    /// The case with which it was received.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The case of which it becomes a point.
    pub root: i64,
    /// Why.
    pub reason: String,
    /// Day from which on.
    pub happened_on: Day,
}

/// The row it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPoint {
    /// The point in the other case.
    pub point: i64,
}

#[async_trait]
impl Act for Link {
    const NAME: &'static str = "case.link";
    type Answer = NewPoint;

    fn draw(&self, ids: &Ids) -> Result<NewPoint, Error> {
        Ok(NewPoint { point: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &NewPoint) -> Result<(), Stop> {
        let found = found(tx, Right::CaseDecide, self.case, self.version, self.happened_on).await?;
        let words = Some(needed("reason", &self.reason, REASON)?);
        join(tx, &found, (self.root, new.point), words).await
    }
}

/// Makes what a case raises a point of another one.
pub(crate) async fn join(
    tx: &mut Tx,
    found: &Found,
    (root, point): (i64, i64),
    words: Option<&str>,
) -> Result<(), Stop> {
    let submission = untouched(found)?;
    let by = tx.by();
    let (grant, row) = may(tx, by, Right::CaseDecide, Of::Case(root)).await.map_err(|stop| match stop {
        Stop::Refused(Refusal::NotThere | Refusal::NotAllowed) => {
            Refusal::NoSuchCase { field: "root", case: root }.into()
        }
        stop => stop,
    })?;
    let (version, raised_on, origin): (i64, Day, i64) =
        (row.get(SUBJECT)?, row.get(SUBJECT + 2)?, row.get(SUBJECT + 5)?);
    if root == found.id || !case::merged_into(tx, found.id).await?.is_empty() {
        return Err(Refusal::NotAChoice { field: "root" }.into());
    }
    if origin != found.origin {
        return Err(Refusal::RaisedElsewhere.into());
    }
    not_before(found.on, raised_on)?;
    takes_points(tx.history(Subject::Case, root).await?, found.on)?;
    let words = words.map(|words| tx.text(words)).transpose()?;
    case::add_point(tx, &grant, point, root, submission);
    let added = CaseEvent::PointAdded { point, submission: Some(submission) };
    tx.append(Subject::Case, root, found.on, Event::Case(added))?;
    settle(tx, &grant, root, version).await?;
    search::rebuild(tx, &grant, root).await?;
    found.append(tx, CaseEvent::Linked { root, point, words }).await?;
    Ok(())
}

/// The submission of a case in which nothing was done but receive it, on the day of the act and after it.
fn untouched(found: &Found) -> Result<i64, Refusal> {
    let known = effective(&found.events);
    found.open(&known)?;
    let mut submissions = Vec::new();
    for event in &known {
        match &event.recorded.event {
            Event::Case(CaseEvent::Received { points, .. }) => {
                submissions.extend(points.iter().map(|it| it.submission));
            }
            Event::Case(
                CaseEvent::Placed { .. }
                | CaseEvent::Told { .. }
                | CaseEvent::ToldByNotice { .. }
                | CaseEvent::IdentityRead
                | CaseEvent::CodeGiven { .. }
                | CaseEvent::Linked { .. }
                | CaseEvent::ClockRedated { .. }
                | CaseEvent::HandedOver { .. }
                | CaseEvent::TakenOver { .. },
            ) => {}
            Event::Case(CaseEvent::Unlinked { .. }) => not_before(found.on, event.on)?,
            _ => return Err(Refusal::CaseBegun),
        }
    }
    match submissions.as_slice() {
        [Some(only)] if linked(&known).is_none() => Ok(*only),
        _ => Err(Refusal::CaseBegun),
    }
}

/// Refused where anything rests on the case of what was recorded by mistake: something was done for it but receive it, or another
/// case was merged into it.
pub(crate) async fn nothing_rests(tx: &mut Tx, case: i64) -> Result<(), Stop> {
    if !case::merged_into(tx, case).await?.is_empty() {
        return Err(Refusal::LaterStands.into());
    }
    let known = effective(tx.history(Subject::Case, case).await?);
    let only_received = known.iter().all(|event| match &event.recorded.event {
        Event::Case(happened) => matches!(
            happened,
            CaseEvent::Received { .. }
                | CaseEvent::Placed { .. }
                | CaseEvent::Told { .. }
                | CaseEvent::ToldByNotice { .. }
                | CaseEvent::IdentityRead
                | CaseEvent::CodeGiven { .. }
                | CaseEvent::Linked { .. }
                | CaseEvent::Unlinked { .. }
                | CaseEvent::ClockRedated { .. }
                | CaseEvent::HandedOver { .. }
                | CaseEvent::TakenOver { .. }
        ),
        _ => true,
    });
    if only_received && linked(&known).is_none() { Ok(()) } else { Err(Refusal::LaterStands.into()) }
}

/// Whether a case can get a point more, on the day of the act and after it.
pub(crate) fn takes_points(events: &[Recorded], on: Day) -> Result<(), Refusal> {
    let known = effective(events);
    for day in [on, Day::OPEN] {
        match Case::by(day, &known).ok_or(Refusal::NotThere)? {
            case if case.struck || case.root.is_some() => return Err(Refusal::NotAChoice { field: "root" }),
            case if case.ended.is_some() => return Err(Refusal::CaseEnded),
            case if case.closed_on.is_some() => return Err(Refusal::AlreadyAnswered),
            _ => {}
        }
    }
    Ok(())
}

/// The link in force of a case: since when, to which case, as which point.
pub(super) fn linked(known: &[Effective<'_>]) -> Option<(Day, i64, i64)> {
    let last = known.iter().rev().find_map(|event| match &event.recorded.event {
        Event::Case(CaseEvent::Linked { root, point, .. }) => Some(Some((event.on, *root, *point))),
        Event::Case(CaseEvent::Unlinked { .. }) => Some(None),
        _ => None,
    });
    last.flatten()
}

/// Whether an event says something of a point of its case.
pub(crate) fn names(event: &CaseEvent, point: i64) -> bool {
    match event {
        CaseEvent::AnsweredOnTheSpot { points, .. } | CaseEvent::Replied { points, .. } => {
            points.iter().any(|answer| answer.point == point)
        }
        CaseEvent::TransferReplied { points, .. } => points.iter().any(|answer| answer.point == point),
        CaseEvent::SentOn { points, .. }
        | CaseEvent::TransferAnswered { points, .. }
        | CaseEvent::DeliveryChosen { points, .. } => points.contains(&point),
        CaseEvent::ReplyDrafted { points, left_out, .. } => {
            left_out.contains(&point) || points.iter().any(|answer| answer.point == point)
        }
        CaseEvent::PromiseKept { point: kept, .. } => *kept == point,
        _ => false,
    }
}

/// Gives a linked case back its own: refused once something was said of the point that it is in the other one.
pub(super) async fn unlink(
    tx: &mut Tx,
    found: &Found,
    (since, root, point): (Day, i64, i64),
    reason: &str,
) -> Result<(), Stop> {
    not_before(found.on, since)?;
    let version = case::version(tx, root).await?.ok_or(Refusal::NotThere)?;
    part(tx, found, (root, version), point).await?;
    let words = Some(tx.text(needed("reason", reason, REASON)?)?);
    found.append(tx, CaseEvent::Unlinked { words }).await?;
    Ok(())
}

/// Takes a point out of the case to which it was linked.
async fn part(tx: &mut Tx, found: &Found, (root, version): (i64, i64), point: i64) -> Result<(), Stop> {
    let told = |known: &Recorded| matches!(&known.event, Event::Case(event) if names(event, point));
    if tx.history(Subject::Case, root).await?.iter().any(told) {
        return Err(Refusal::AlreadyReplied.into());
    }
    tx.append(Subject::Case, root, found.on, Event::Case(CaseEvent::PointParted { point }))?;
    case::part_point(tx, &found.grant, point);
    settle(tx, &found.grant, root, version).await?;
    search::rebuild(tx, &found.grant, root).await?;
    Ok(())
}

/// Splits points off a case (tách): each that was linked to it gets its own case back, with its origin, the day on which it
/// was raised and its clocks; the case keeps the rest. Refused for a point that is the case's own, and once something was
/// said of the point here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Split {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The points.
    pub points: Vec<i64>,
    /// Why.
    pub reason: String,
    /// Day from which on.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Split {
    const NAME: &'static str = "case.split";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseDecide, self.case, self.version, self.happened_on).await?;
        found.state(&effective(&found.events))?;
        if self.points.is_empty() {
            return Err(Refusal::Missing { field: "point" }.into());
        }
        let own = case::linked(tx, self.case).await?;
        for ((at, point), version) in self.points.iter().enumerate().zip(self.version..) {
            let one = own.iter().find(|it| it.point == *point && !self.points[..at].contains(point));
            let Linked { case, version: shown, .. } = *one.ok_or(Refusal::NotAChoice { field: "point" })?;
            let split = super::found(tx, Right::CaseDecide, case, shown, self.happened_on).await?;
            let (since, ..) = linked(&effective(&split.events)).ok_or(Refusal::NotAChoice { field: "point" })?;
            not_before(found.on, since)?;
            part(tx, &found, (self.case, version), *point).await?;
            let words = Some(tx.text(needed("reason", &self.reason, REASON)?)?);
            split.append(tx, CaseEvent::Unlinked { words }).await?;
        }
        Ok(())
    }
}
