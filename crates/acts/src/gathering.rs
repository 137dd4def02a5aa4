//! Rounds in which opinions are gathered before a dialogue: asking for one, opening, closing and giving one up. Its opinions
//! and themes stand in `typed`, a table that is taken into it in `brought`, sending the synthesis in `sent`, what becomes of its
//! themes in `placed`, the right day of its opening in `opening`.
//!
//! The Front, an organisation or an agency does it with its own account; a clerk of the body that holds the dialogue may type
//! for it what came on paper. Until the synthesis is sent the words are theirs alone.

mod brought;
mod opening;
mod placed;
mod sent;
pub(crate) mod typed;

pub use brought::{DropRows, KeepRows, TakeRows};
pub use opening::CorrectOpening;
pub use placed::Place;
pub use sent::Send;
pub use typed::{Add, Move, Revise, SetThemes, StrikeOpinion, ThemeTyped, Typed};

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Event, GatheringEvent, Subject};
use domain::gathering::{Round, RoundState};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::dialogue::session;
use store::gathering::{self, NewRound, RoundRow};
use store::grant::{Grant, Of, may};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::field::{LINE, REASON, happened, needed, optional};
use crate::organisation::in_force;

/// The dialogue that a round is for: announced, or as a plan names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ForDialogue {
    /// One that was announced.
    Announced(i64),
    /// One that a plan names.
    Planned(i64),
}

impl ForDialogue {
    /// The body that holds it, the dialogue and the planned dialogue.
    async fn found(self, tx: &mut Tx) -> Result<(i64, Option<i64>, Option<i64>), Stop> {
        let none = || Stop::from(Refusal::NotAChoice { field: "dialogue" });
        match self {
            Self::Announced(id) => {
                let found = store::dialogue::find(tx, id).await?.ok_or_else(none)?;
                if found.state == "struck" { Err(none()) } else { Ok((found.organisation, Some(id), None)) }
            }
            Self::Planned(id) => {
                let (holder, _) = gathering::planned(tx, id).await?.ok_or_else(none)?;
                Ok((holder, None, Some(id)))
            }
        }
    }
}

/// Asks another body to gather opinions before a dialogue (B11), by when and by which paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ask {
    /// The body that is to gather.
    pub gatherer: i64,
    /// The dialogue.
    pub dialogue: ForDialogue,
    /// By when the synthesis is asked for.
    pub by_on: Option<Day>,
    /// What names the paper: its number; may be empty.
    pub document: String,
    /// The day of the request.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Ask {
    const NAME: &'static str = "gathering.ask";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {
        let (holder, dialogue, planned) = self.dialogue.found(tx).await?;
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::DialogueOpen, Of::Organisation(holder)).await?;
        in_force(&body)?;
        let on = happened(self.happened_on, tx.today())?;
        let document = optional("document", &self.document, LINE)?;
        if self.by_on.is_some_and(|by_on| by_on < on) {
            return Err(Refusal::TooEarly { field: "asked_by_on", earliest: on }.into());
        }
        around(tx, holder, self.gatherer, on).await?;
        let document = if document.is_empty() { None } else { Some(tx.text(document)?) };
        let round = NewRound { id: *new, organisation: self.gatherer, holder, dialogue, planned };
        gathering::add(tx, &grant, &round);
        tx.start(Subject::Gathering, *new);
        let asked = GatheringEvent::Asked {
            organisation: self.gatherer,
            holder,
            dialogue,
            planned,
            by_on: self.by_on,
            document,
        };
        tx.append(Subject::Gathering, *new, on, asked.into())?;
        settle(tx, &grant, *new, None).await
    }
}

/// Refuses a body that is not of the place of the one that holds the dialogue, of a place over it, or under it.
async fn around(tx: &mut Tx, holder: i64, gatherer: i64, on: Day) -> Result<(), Stop> {
    if gatherer == holder || session::are_around(tx, holder, &[gatherer], on).await? {
        Ok(())
    } else {
        Err(Refusal::NotAChoice { field: "gatherer" }.into())
    }
}

/// Begins to gather: for one's own body, or for another one whose papers one types (nhập hộ).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Open {
    /// The round that was asked for; a new one when none is given.
    pub round: Option<i64>,
    /// The body that gathers.
    pub gatherer: i64,
    /// The dialogue; that of the round where one was asked for.
    pub dialogue: Option<ForDialogue>,
    /// The day on which gathering began.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Open {
    const NAME: &'static str = "gathering.open";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        match self.round {
            Some(round) => Ok(round),
            None => ids.draw(),
        }
    }

    async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {
        let asked = match self.round {
            Some(id) => Some(gathering::find(tx, id).await?.ok_or(Refusal::NotThere)?),
            None => None,
        };
        let (gatherer, (holder, dialogue, planned)) = match (&asked, self.dialogue) {
            (Some(row), _) => {
                let now = Round::by(tx.history(Subject::Gathering, row.id).await?).ok_or(Refusal::NotThere)?;
                (now.organisation, (now.holder, now.dialogue, now.planned))
            }
            (None, Some(dialogue)) => (self.gatherer, dialogue.found(tx).await?),
            (None, None) => return Err(Refusal::Missing { field: "dialogue" }.into()),
        };
        let by = tx.by();
        let of = self.round.map_or(Of::Organisation(gatherer), Of::Gathering);
        let (grant, behalf) = match may(tx, by, Right::GatheringRecord, of).await {
            Ok((grant, body)) => {
                if self.round.is_none() {
                    in_force(&body)?;
                }
                (grant, false)
            }
            // Who may not do it for that body may type for it, where the dialogue is one of their own.
            Err(Stop::Refused(refusal @ (Refusal::NotThere | Refusal::NotAllowed))) => {
                match may(tx, by, Right::EventOnBehalf, Of::Organisation(holder)).await {
                    Ok((grant, _)) => (grant, true),
                    Err(Stop::Refused(_)) => return Err(refusal.into()),
                    Err(stop) => return Err(stop),
                }
            }
            Err(stop) => return Err(stop),
        };
        if asked.as_ref().is_some_and(|row| row.state != "asked") {
            return Err(Refusal::AlreadyDone.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        if let Some(earliest) = asked.as_ref().and_then(|row| row.asked_on).filter(|earliest| on < *earliest) {
            return Err(Refusal::HappenedBefore { earliest }.into());
        }
        around(tx, holder, gatherer, on).await?;
        if asked.is_none() {
            gathering::add(tx, &grant, &NewRound { id: *new, organisation: gatherer, holder, dialogue, planned });
            tx.start(Subject::Gathering, *new);
        }
        let opened = GatheringEvent::Opened { organisation: gatherer, holder, dialogue, planned, behalf };
        tx.append(Subject::Gathering, *new, on, opened.into())?;
        settle(tx, &grant, *new, behalf.then_some(by.account)).await
    }
}

/// Brings the rows of a round in line with its events.
async fn settle(tx: &mut Tx, grant: &Grant, id: i64, account: Option<i64>) -> Result<(), Stop> {
    let now = Round::by(tx.history(Subject::Gathering, id).await?).ok_or(Refusal::NotThere)?;
    gathering::set(tx, grant, id, &now, account).await?;
    Ok(())
}

/// A round that an act is about to change.
pub(crate) struct Found {
    pub(crate) grant: Grant,
    pub(crate) row: RoundRow,
    pub(crate) now: Round,
}

/// A round in one of some states, with the right to type in it.
pub(crate) async fn found(tx: &mut Tx, id: i64, states: &[RoundState]) -> Result<Found, Stop> {
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::GatheringRecord, Of::Gathering(id)).await?;
    let row = gathering::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let now = Round::by(tx.history(Subject::Gathering, id).await?).ok_or(Refusal::NotThere)?;
    if !states.contains(&now.state) {
        return Err(Refusal::RoundNotOpen.into());
    }
    Ok(Found { grant, row, now })
}

/// Says that nothing more is typed, or that it is typed again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Close {
    /// The round.
    pub round: i64,
    /// Whether it is opened again.
    pub again: bool,
    /// The day.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Close {
    const NAME: &'static str = "gathering.close";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (from, event) = if self.again {
            (RoundState::Closed, GatheringEvent::Reopened)
        } else {
            (RoundState::Open, GatheringEvent::Closed)
        };
        let found = found(tx, self.round, &[from]).await?;
        let on = happened(self.happened_on, tx.today())?;
        after_opening(&found.row, on)?;
        tx.append(Subject::Gathering, self.round, on, event.into())?;
        settle(tx, &found.grant, self.round, None).await
    }
}

fn after_opening(row: &RoundRow, on: Day) -> Result<(), Refusal> {
    match row.opened_on {
        Some(opened) if on < opened => Err(Refusal::RoundOpenedLater { opened }),
        _ => Ok(()),
    }
}

/// Takes out a round that was recorded by mistake, before it was sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Strike {
    /// The round.
    pub round: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for Strike {
    const NAME: &'static str = "gathering.strike";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let states = [RoundState::Asked, RoundState::Open, RoundState::Closed];
        let found = found(tx, self.round, &states).await?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        let first = tx.history(Subject::Gathering, self.round).await?.first().map(|event| event.id);
        let (of, today) = (first.ok_or(Refusal::NotThere)?, tx.today());
        tx.append(Subject::Gathering, self.round, today, Event::Struck { of, reason })?;
        gathering::clear_rows(tx, &found.grant, self.round);
        settle(tx, &found.grant, self.round, None).await
    }
}
