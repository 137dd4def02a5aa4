//! What happens to a body after it was founded: another name, another superior, its end.

use async_trait::async_trait;
use std::collections::BTreeSet;

use domain::day::Day;
use domain::event::{Event, OrganisationEvent, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Row, Stop, Tx, account, organisation};

use super::{in_force, line, not_before};
use crate::field::{LINE, happened, needed};
use crate::handover::{self, Left};

/// The most bodies into which one is split.
const MOST: usize = 50;

/// The grant to change a body in force, and its row; the version is still to be taken with [`step`].
async fn change(tx: &mut Tx, id: i64) -> Result<(Grant, Row), Stop> {
    let by = tx.by();
    let (grant, body) = may(tx, by, Right::OrganisationChange, Of::Organisation(id)).await?;
    in_force(&body)?;
    Ok((grant, body))
}

/// Refused as a conflict when somebody changed the body since it was shown.
async fn step(tx: &mut Tx, grant: &Grant, id: i64, version: i64) -> Result<(), Stop> {
    tx.history(Subject::Organisation, id).await?;
    if organisation::step(tx, grant, id, version).await? { Ok(()) } else { Err(Refusal::Conflict.into()) }
}

/// Gives a body another name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rename {
    /// The body.
    pub organisation: i64,
    /// The new name, in full.
    pub name: String,
    /// The document that says so: its kind, number and date.
    pub basis: String,
    /// The first day of the new name; not before that of the present one.
    pub from: Day,
    /// The version that was shown.
    pub version: i64,
}

#[async_trait]
impl Act for Rename {
    const NAME: &'static str = "organisation.rename";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, body) = change(tx, self.organisation).await?;
        let (name, basis) = (needed("name", &self.name, LINE)?, needed("basis", &self.basis, LINE)?);
        let from = happened(self.from, tx.today())?;
        if body.get::<String>(SUBJECT + 3)? == name {
            return Err(Refusal::AlreadyDone.into());
        }
        step(tx, &grant, self.organisation, self.version).await?;
        let (since, _) = organisation::since(tx, self.organisation, None).await?;
        not_before("from", from, since)?;
        let mut texts = tx.texts(&[name, basis])?;
        let basis = texts.pop().expect("two texts were kept");
        let text = texts.pop().expect("two texts were kept");
        organisation::rename(tx, &grant, self.organisation, name, &basis, from);
        let renamed = Event::Organisation(OrganisationEvent::Renamed { text, basis });
        tx.append(Subject::Organisation, self.organisation, from, renamed)?;
        Ok(())
    }
}

/// Places a body under another one in a line, or under none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlaceUnder {
    /// The body.
    pub organisation: i64,
    /// One of [`domain::organisation::LINES`]; the line of authority when empty.
    pub line: String,
    /// The body above it in that line from then on; none where it stands under nobody.
    pub superior: Option<i64>,
    /// First day.
    pub from: Day,
    /// The version that was shown.
    pub version: i64,
}

#[async_trait]
impl Act for PlaceUnder {
    const NAME: &'static str = "organisation.place";
    /// A circle could come from two links that are changed at once.
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (by, id) = (tx.by(), self.organisation);
        let (grant, body) = change(tx, id).await?;
        let line = line(&self.line)?;
        let today = tx.today();
        let from = happened(self.from, today)?;
        let mut earliest: Day = body.get(SUBJECT + 4)?;
        if let Some(superior) = self.superior {
            // Whoever may found a body there may place one there.
            let (_, above) = may(tx, by, Right::OrganisationFound, Of::Organisation(superior)).await?;
            in_force(&above)?;
            if organisation::is_over(tx, id, superior).await? {
                return Err(Refusal::Circle.into());
            }
            earliest = earliest.max(above.get(SUBJECT + 4)?);
        }
        let now = organisation::superiors(tx, id, today).await?;
        let now = now.iter().find(|(own, _)| own == line).map(|(_, above)| above.id);
        if now == self.superior {
            return Err(Refusal::AlreadyDone.into());
        }
        step(tx, &grant, id, self.version).await?;
        let (_, since) = organisation::since(tx, id, Some(line)).await?;
        not_before("from", from, earliest.max(since.unwrap_or(earliest)))?;
        organisation::place(tx, &grant, id, line, self.superior, from).await?;
        if !account::has_administrator(tx, id, today).await? {
            return Err(Refusal::LastAdministrator.into());
        }
        let placed = OrganisationEvent::Placed { line: line.to_owned(), superior: self.superior };
        tx.append(Subject::Organisation, id, from, Event::Organisation(placed))?;
        Ok(())
    }
}

/// Ends a body: without a successor, merged into one, or split into several. What it leaves stands in a handover; from
/// then on it takes nothing new.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct End {
    /// The body.
    pub organisation: i64,
    /// The first day on which it is no more.
    pub on: Day,
    /// The bodies that take its place, in force on that day.
    pub successors: Vec<i64>,
    /// The document that says so: its kind, number and date.
    pub basis: String,
    /// The version that was shown.
    pub version: i64,
}

#[async_trait]
impl Act for End {
    const NAME: &'static str = "organisation.end";
    /// Whoever begins something with the body has finished, or finds that it has ended.
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (by, id) = (tx.by(), self.organisation);
        let (grant, body) = change(tx, id).await?;
        let basis = needed("basis", &self.basis, LINE)?;
        let on = happened(self.on, tx.today())?;
        let distinct: BTreeSet<i64> = self.successors.iter().copied().collect();
        if distinct.len() != self.successors.len() || distinct.len() > MOST || distinct.contains(&id) {
            return Err(Refusal::NotAChoice { field: "successors" }.into());
        }
        for successor in &self.successors {
            let (_, new) = may(tx, by, Right::OrganisationRead, Of::Organisation(*successor)).await?;
            in_force(&new)?;
            not_before("on", on, new.get(SUBJECT + 4)?)?;
        }
        // What it leaves is given by somebody above it; of those within it nobody is left in the end.
        if !account::is_administered_from_above(tx, id).await? {
            return Err(Refusal::LastAdministrator.into());
        }
        step(tx, &grant, id, self.version).await?;
        // Under which body it stood last must be told from under which it stood before: not on one day.
        let (name, placed) = organisation::since(tx, id, None).await?;
        let begun: Day = body.get(SUBJECT + 4)?;
        let placed = placed.filter(|placed| *placed > begun).map_or(begun, Day::next);
        not_before("on", on, name.max(placed))?;
        let basis = tx.text(basis)?;
        organisation::end(tx, &grant, id, on, &self.successors, &basis);
        let left = Left::Body { organisation: id, successors: &self.successors };
        let handover = handover::open(tx, &grant, left, on).await?;
        let ended = OrganisationEvent::Ended { successors: self.successors.clone(), handover, basis };
        tx.append(Subject::Organisation, id, on, Event::Organisation(ended))?;
        Ok(())
    }
}
