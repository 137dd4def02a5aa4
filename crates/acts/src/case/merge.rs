//! Merging a case into another one, in which it counts from then on, and parting them again.

use async_trait::async_trait;
use domain::correction::{Effective, effective};
use domain::day::{Day, Instant};
use domain::event::{CaseEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::review::Reviewed;
use domain::span::Axis;
use domain::timeline::timeline;
use serde::{Deserialize, Serialize};
use store::grant::{Of, may};
use store::{Act, Error, Ids, Stop, Tx, case};

use super::link::{linked, unlink};
use super::{Found, found, not_before};
use crate::field::{REASON, needed};

/// Points a case at another one first raised with the same body. No row moves; the submissions stay what they are.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Merge {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The case in which it counts from now on; one that stands for itself.
    pub root: i64,
    /// Why.
    pub reason: String,
    /// Day from which on.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Merge {
    const NAME: &'static str = "case.merge";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseDecide, self.case, self.version, self.happened_on).await?;
        // A review is of the result of this case: it is decided before the case counts elsewhere.
        if matches!(found.state(&effective(&found.events))?.reviewed(), Reviewed::UnderWay { .. }) {
            return Err(Refusal::ReviewUnderWay.into());
        }
        let by = tx.by();
        // What one may not read is not there to be named.
        let unknown = Refusal::NoSuchCase { field: "root", case: self.root };
        may(tx, by, Right::CaseRead, Of::Case(self.root)).await.map_err(|stop| match stop {
            Stop::Refused(Refusal::NotThere | Refusal::NotAllowed) => Stop::Refused(unknown.clone()),
            stop => stop,
        })?;
        case::hold(tx, &found.grant, self.root);
        let root = case::root(tx, self.root).await?.ok_or(unknown)?;
        if self.root == self.case || root.handling == "struck" || self.ever_merged(tx, found.on).await? {
            return Err(Refusal::NotAChoice { field: "root" }.into());
        }
        if root.origin != found.origin {
            return Err(Refusal::RaisedElsewhere.into());
        }
        not_before(found.on, root.raised_on)?;
        let words = Some(tx.text(needed("reason", &self.reason, REASON)?)?);
        found.append(tx, CaseEvent::Merged { root: self.root, words }).await?;
        Ok(())
    }
}

impl Merge {
    /// Whether the other case counts in a third one on any day from that one on.
    async fn ever_merged(&self, tx: &mut Tx, from: Day) -> Result<bool, Stop> {
        let segments = timeline(tx.history(Subject::Case, self.root).await?);
        Ok(segments.iter().any(|it| it.axis == Axis::Root && it.value != "none" && it.to > from))
    }
}

/// Makes a merged or linked case stand for itself again; refused once its root was replied to, or the point that it is there.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unmerge {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// Why.
    pub reason: String,
    /// Day from which on.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Unmerge {
    const NAME: &'static str = "case.unmerge";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseDecide, self.case, self.version, self.happened_on).await?;
        if let Some(from) = linked(&effective(&found.events)) {
            return unlink(tx, &found, from, &self.reason).await;
        }
        let (merged, root) = merged(&found)?;
        not_before(found.on, merged.0)?;
        // The root answers for both once it was replied to.
        case::hold(tx, &found.grant, root);
        let history = tx.history(Subject::Case, root).await?;
        if effective(history).iter().any(|event| is_reply(&event.recorded.event) && at(event) > merged) {
            return Err(Refusal::AlreadyReplied.into());
        }
        let words = Some(tx.text(needed("reason", &self.reason, REASON)?)?);
        found.append(tx, CaseEvent::Unmerged { words }).await?;
        Ok(())
    }
}

/// When the case was merged, and into which; refused when it stands for itself.
fn merged(found: &Found) -> Result<((Day, Instant), i64), Refusal> {
    let known = effective(&found.events);
    let last = known.iter().rev().find_map(|event| match &event.recorded.event {
        Event::Case(CaseEvent::Merged { root, .. }) => Some(Some((at(event), *root))),
        Event::Case(CaseEvent::Unmerged { .. }) => Some(None),
        _ => None,
    });
    last.flatten().ok_or(Refusal::AlreadyDone)
}

/// The day, and within one day the moment at which it was recorded.
fn at(event: &Effective<'_>) -> (Day, Instant) {
    (event.on, event.recorded.recorded_at)
}

fn is_reply(event: &Event) -> bool {
    matches!(event, Event::Case(CaseEvent::Replied { .. } | CaseEvent::AnsweredOnTheSpot { .. }))
}
