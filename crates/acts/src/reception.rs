//! Reception days: setting one, setting it anew, calling it off, holding it, its conclusion notice, opening the names of who came.
//! What is typed while people come stands in `visit`.
//!
//! A clerk types all of it for the head; a day that was not set before is held by the first visit of it.

mod conclusion;
mod visit;

pub use conclusion::Conclude;
pub use visit::{Bind, End, GiveRefusal, Record, Recorded, StrikeVisit, Way, Withhold};

use async_trait::async_trait;
use domain::correction::{Effective, effective};
use domain::day::Day;
use domain::event::{Event, ReceptionDay, ReceptionEvent, Recorded as Known, Subject};
use domain::permission::Act as Right;
use domain::reception::{Receiver, Reception, ReceptionKind, ReceptionState};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::dialogue::session;
use store::grant::{Grant, Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Stop, Tx, reception};

use crate::field::{LINE, REASON, happened, needed, optional};
use crate::organisation::in_force;

/// Years ahead for which a day can be set.
const AHEAD: i64 = 731;

/// A reception day as it is typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Typed {
    /// The day.
    pub on: Day,
    /// The term of the official who receives, or in whose place somebody does; needed where it is not whoever is on duty.
    pub term: Option<i64>,
    /// What kind of reception it is.
    pub kind: ReceptionKind,
    /// Who receives.
    pub receiver: Receiver,
    /// Whether it is held online.
    pub online: bool,
    /// Where, and at what hours; may be empty.
    pub place: String,
    /// When it was announced in public, where it was.
    pub announced_on: Option<Day>,
}

impl Typed {
    /// What was typed, of a body, looked at.
    async fn day(&self, tx: &mut Tx, body: i64) -> Result<ReceptionDay, Stop> {
        let today = tx.today();
        if self.on > today.plus(AHEAD) {
            return Err(Refusal::TooLate { field: "reception_on", latest: today.plus(AHEAD) }.into());
        }
        let term = match (self.receiver, self.term) {
            (Receiver::Staff, _) => None,
            (_, None) => return Err(Refusal::Missing { field: "receives" }.into()),
            (_, Some(term)) => match session::chair(tx, body, term, self.on.min(today)).await? {
                Some(_) => Some(term),
                None => return Err(Refusal::NotAChoice { field: "receives" }.into()),
            },
        };
        let latest = self.on.min(today);
        if self.announced_on.is_some_and(|announced| announced > latest) {
            return Err(Refusal::TooLate { field: "announced_on", latest }.into());
        }
        let place = optional("place", &self.place, LINE)?;
        Ok(ReceptionDay {
            on: self.on,
            term,
            kind: self.kind,
            receiver: self.receiver,
            online: self.online,
            place: if place.is_empty() { None } else { Some(tx.text(place)?) },
            announced_on: self.announced_on,
        })
    }
}

/// Sets a reception day of a body.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Schedule {
    /// The body.
    pub organisation: i64,
    /// The day.
    pub day: Typed,
}

#[async_trait]
impl Act for Schedule {
    const NAME: &'static str = "reception.schedule";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::ReceptionRecord, Of::Organisation(self.organisation)).await?;
        in_force(&body)?;
        let day = self.day.day(tx, grant.organisation).await?;
        let on = day.announced_on.unwrap_or(day.on.min(tx.today()));
        reception::add(tx, &grant, *new, day.on);
        tx.start(Subject::Reception, *new);
        let scheduled = ReceptionEvent::Scheduled { organisation: grant.organisation, day };
        tx.append(Subject::Reception, *new, on, scheduled.into())?;
        settle(tx, &grant, *new).await
    }
}

/// A reception day that an act is about to change.
struct Found {
    grant: Grant,
    now: Reception,
}

async fn found(tx: &mut Tx, id: i64) -> Result<Found, Stop> {
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::ReceptionRecord, Of::Reception(id)).await?;
    let now = Reception::by(tx.history(Subject::Reception, id).await?).ok_or(Refusal::NotThere)?;
    Ok(Found { grant, now })
}

/// A reception day as the page showed it, in one of some states.
async fn shown(tx: &mut Tx, id: i64, version: i64, states: &[ReceptionState]) -> Result<Found, Stop> {
    let by = tx.by();
    let (_, row) = may(tx, by, Right::ReceptionRecord, Of::Reception(id)).await?;
    if row.get::<i64>(SUBJECT)? != version {
        return Err(Refusal::Conflict.into());
    }
    let found = found(tx, id).await?;
    if states.contains(&found.now.state) { Ok(found) } else { Err(Refusal::ReceptionNotOpen.into()) }
}

/// Brings the row of a reception day in line with its events.
pub(crate) async fn settle(tx: &mut Tx, grant: &Grant, id: i64) -> Result<(), Stop> {
    let now = Reception::by(tx.history(Subject::Reception, id).await?).ok_or(Refusal::NotThere)?;
    reception::set(tx, grant, id, &now);
    Ok(())
}

/// Refused where something was decided before the day was last set anew or called off.
fn not_before_last(events: &[Known], on: Day) -> Result<(), Refusal> {
    let decided = |event: &Effective<'_>| {
        matches!(
            event.recorded.event,
            Event::Reception(ReceptionEvent::Changed { .. } | ReceptionEvent::Cancelled { .. })
        )
    };
    let last = effective(events).iter().filter(|event| decided(event)).map(|event| event.on).max();
    last.filter(|last| on < *last).map_or(Ok(()), |earliest| Err(Refusal::HappenedBefore { earliest }))
}

/// Sets a day anew before citizens were received: another day, another official, with the reason.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Change {
    /// The reception day.
    pub reception: i64,
    /// The version that was shown.
    pub version: i64,
    /// The day as it is to be.
    pub day: Typed,
    /// Why.
    pub reason: String,
    /// When that was decided.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Change {
    const NAME: &'static str = "reception.change";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let states = [ReceptionState::Scheduled, ReceptionState::Cancelled];
        let found = shown(tx, self.reception, self.version, &states).await?;
        let on = happened(self.happened_on, tx.today())?;
        let day = self.day.day(tx, found.grant.organisation).await?;
        // Citizens are received once the day is set so: neither before it was set at all nor before it was set anew.
        if on > day.on {
            return Err(Refusal::TooLate { field: "happened_on", latest: day.on }.into());
        }
        let events = tx.history(Subject::Reception, self.reception).await?;
        if let Some(earliest) = Reception::set_on(events).filter(|set| day.on < *set) {
            return Err(Refusal::TooEarly { field: "reception_on", earliest }.into());
        }
        not_before_last(tx.history(Subject::Reception, self.reception).await?, on)?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        tx.append(Subject::Reception, self.reception, on, ReceptionEvent::Changed { day, reason }.into())?;
        settle(tx, &found.grant, self.reception).await
    }
}

/// Calls a day off, with the reason.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cancel {
    /// The reception day.
    pub reception: i64,
    /// The version that was shown.
    pub version: i64,
    /// Why.
    pub reason: String,
    /// When that was decided.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Cancel {
    const NAME: &'static str = "reception.cancel";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = shown(tx, self.reception, self.version, &[ReceptionState::Scheduled]).await?;
        let on = happened(self.happened_on, tx.today())?;
        not_before_last(tx.history(Subject::Reception, self.reception).await?, on)?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        tx.append(Subject::Reception, self.reception, on, ReceptionEvent::Cancelled { reason }.into())?;
        settle(tx, &found.grant, self.reception).await
    }
}

/// Says that citizens were received, though nobody came or before the first visit is typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Hold {
    /// The reception day.
    pub reception: i64,
    /// The day on which citizens were received.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Hold {
    const NAME: &'static str = "reception.hold";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.reception).await?;
        hold(tx, self.reception, &found, self.happened_on).await?;
        settle(tx, &found.grant, self.reception).await
    }
}

/// Notes that a day that was set is held.
async fn hold(tx: &mut Tx, id: i64, found: &Found, on: Day) -> Result<(), Stop> {
    match found.now.state {
        ReceptionState::Scheduled => {}
        ReceptionState::Held => return Err(Refusal::AlreadyDone.into()),
        ReceptionState::Cancelled | ReceptionState::Struck => return Err(Refusal::ReceptionNotOpen.into()),
    }
    let on = happened(on, tx.today())?;
    if let Some(earliest) = Reception::set_on(tx.history(Subject::Reception, id).await?).filter(|set| on < *set) {
        return Err(Refusal::HappenedBefore { earliest }.into());
    }
    tx.append(Subject::Reception, id, on, ReceptionEvent::Held.into())?;
    Ok(())
}

/// Opens the names of who came on a reception day, for the book on paper; every opening stands in the history of the day.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenNames {
    /// The reception day.
    pub reception: i64,
}

#[async_trait]
impl Act for OpenNames {
    const NAME: &'static str = "reception.open_names";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::ReceptionRead, Of::Reception(self.reception)).await?;
        may(tx, by, Right::CaseReadIdentity, Of::Reception(self.reception)).await?;
        tx.history(Subject::Reception, self.reception).await?;
        let today = tx.today();
        tx.append(Subject::Reception, self.reception, today, ReceptionEvent::NamesOpened.into())?;
        Ok(())
    }
}
