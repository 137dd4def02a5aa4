//! Bodies: founding one, several schools in `schools`, and adding a village to its commune; naming, placing and ending one in `change`.
//!
//! A body that has ended takes nothing new: `in_force` refuses whatever begins with it.

pub(crate) mod before;
mod change;
mod schools;
mod settle;

pub use change::{End, PlaceUnder, Rename};
pub use schools::AddSchools;
pub use settle::SettleApproval;

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Event, OrganisationEvent, Subject};
use domain::organisation::{AUTHORITY, KINDS, LINES};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::territory::{Level, units};
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may};
use store::organisation::{self, NewOrganisation, NewTerritory};
use store::{Act, Error, Ids, Read, Row, Stop, Tx, territory};

use crate::field::{LINE, happened, needed, optional};

/// The place of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A unit of the official tables, in force on the day on which the body begins.
    Official {
        /// `province`, `district` or `commune`.
        level: String,
        /// Its code.
        code: String,
    },
    /// A place that the tables do not have: an invented one, or one newer than they are.
    Own {
        /// `province`, `district` or `commune`.
        level: String,
        /// Its code; empty for one of the program's.
        code: String,
        /// Its name with its type.
        name: String,
    },
}

impl Place {
    /// The level, and the code and the name as typed; of an official unit no name.
    pub(crate) fn read(&self) -> Result<(Level, &str, Option<&str>), Refusal> {
        let (Self::Official { level, .. } | Self::Own { level, .. }) = self;
        let level = Level::parse(level).filter(|level| *level != Level::Village);
        let level = level.ok_or(Refusal::NotAChoice { field: "level" })?;
        match self {
            Self::Official { code, .. } => Ok((level, code.trim(), None)),
            Self::Own { code, name, .. } => {
                Ok((level, optional("code", code, LINE)?, Some(needed("territory", name, LINE)?)))
            }
        }
    }

    /// The row of the place on a day, made where it is not there yet; of a place of one's own it is `id`, and it lies in
    /// `parent`. Refused where the tables have no such unit on that day, or where a place of one's own has a code that
    /// is taken.
    pub(crate) async fn ensure(
        &self,
        tx: &mut Tx,
        grant: Option<&Grant>,
        id: i64,
        parent: Option<i64>,
        on: Day,
    ) -> Result<i64, Stop> {
        let (level, code, name) = self.read()?;
        let Some(name) = name else {
            let unit = units().at(level, code, on).ok_or(Refusal::NotAChoice { field: "place" })?;
            if let Some(parent) = parent
                && !territory::holds(tx, parent, unit, on).await?
            {
                return Err(Refusal::NotAChoice { field: "place" }.into());
            }
            return Ok(territory::ensure(tx, grant, unit, on).await?);
        };
        let own = id.to_string();
        let code = if code.is_empty() { &own } else { code };
        if units().at(level, code, on).is_some() || territory::is_taken(tx, level, code, on).await? {
            return Err(Refusal::AlreadyThere { field: "code" }.into());
        }
        let from = if grant.is_some() { on } else { Day::FLOOR };
        territory::add(tx, grant, &NewTerritory { id, level, code, name, parent, from });
        Ok(id)
    }
}

/// Founds a body under another one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Found {
    /// The body above it.
    pub superior: i64,
    /// The line in which it stands under that body, one of [`LINES`]; the line of authority when empty.
    pub line: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// Its full name.
    pub name: String,
    /// A place of its own; the superior's place when none is given.
    pub territory: Option<Place>,
    /// Outside the program: it has no accounts. A body of the kind `outside` always is.
    pub outside: bool,
    /// First day.
    pub from: Day,
}

/// The rows it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founded {
    /// The body.
    pub organisation: i64,
    /// Its place, if it came with one that is not of the official tables.
    pub territory: i64,
}

#[async_trait]
impl Act for Found {
    const NAME: &'static str = "organisation.found";
    /// The closure is read from bodies whose links others may be changing.
    const ALONE: bool = true;
    type Answer = Founded;

    fn draw(&self, ids: &Ids) -> Result<Founded, Error> {
        Ok(Founded { organisation: ids.draw()?, territory: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Founded) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, above) = may(tx, by, Right::OrganisationFound, Of::Organisation(self.superior)).await?;
        in_force(&above)?;
        let name = needed("name", &self.name, LINE)?;
        let from = happened(self.from, tx.today())?;
        if !KINDS.contains(&self.kind.as_str()) {
            return Err(Refusal::NotAChoice { field: "kind" }.into());
        }
        let line = line(&self.line)?;
        not_before("from", from, above.get(SUBJECT + 4)?)?;
        let parent: i64 = above.get(SUBJECT + 2)?;
        let territory = match &self.territory {
            None => parent,
            Some(place) => place.ensure(tx, Some(&grant), new.territory, Some(parent), from).await?,
        };
        let under = [(line, self.superior)];
        let outside = self.outside || self.kind == "outside";
        let (id, kind) = (new.organisation, self.kind.as_str());
        found(tx, Some(&grant), &NewOrganisation { id, territory, kind, name, under: &under, outside, from }, from)
    }
}

/// Writes a body with the events that say so.
pub(crate) fn found(tx: &mut Tx, grant: Option<&Grant>, new: &NewOrganisation<'_>, on: Day) -> Result<(), Stop> {
    organisation::found(tx, grant, new);
    tx.start(Subject::Organisation, new.id);
    let founded = OrganisationEvent::Founded { kind: new.kind.to_owned(), territory: new.territory };
    let placed = new
        .under
        .iter()
        .map(|(line, superior)| OrganisationEvent::Placed { line: (*line).to_owned(), superior: Some(*superior) });
    for event in std::iter::once(founded).chain(placed) {
        tx.append(Subject::Organisation, new.id, on, Event::Organisation(event))?;
    }
    Ok(())
}

/// The line that was named; the line of authority when none was.
fn line(typed: &str) -> Result<&'static str, Refusal> {
    let typed = if typed.is_empty() { AUTHORITY } else { typed };
    LINES.into_iter().find(|line| *line == typed).ok_or(Refusal::NotAChoice { field: "line" })
}

/// Refuses a body that has ended; the row is that of a grant on [`Of::Organisation`].
pub(crate) fn in_force(body: &Row) -> Result<(), Stop> {
    not_ended(body.get(SUBJECT + 5)?)?;
    Ok(())
}

/// Refuses a body that has ended, by the day after its last.
pub(crate) fn not_ended(to: Day) -> Result<(), Refusal> {
    if to == Day::OPEN { Ok(()) } else { Err(Refusal::BodyEnded { on: to }) }
}

fn not_before(field: &'static str, day: Day, earliest: Day) -> Result<(), Refusal> {
    if day < earliest { Err(Refusal::TooEarly { field, earliest }) } else { Ok(()) }
}

/// Adds a village to a body's commune.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddVillage {
    /// The body of the commune.
    pub organisation: i64,
    /// Name with its type.
    pub name: String,
    /// First day.
    pub from: Day,
}

#[async_trait]
impl Act for AddVillage {
    const NAME: &'static str = "organisation.add_village";
    /// Two villages of one name are refused.
    const ALONE: bool = true;
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::OrganisationFound, Of::Organisation(self.organisation)).await?;
        in_force(&body)?;
        let name = needed("name", &self.name, LINE)?;
        let from = happened(self.from, tx.today())?;
        let commune: i64 = body.get(SUBJECT + 2)?;
        if territory::has_village(tx, commune, name).await? {
            return Err(Refusal::AlreadyThere { field: "name" }.into());
        }
        let code = new.to_string();
        let (level, parent) = (Level::Village, Some(commune));
        territory::add(tx, Some(&grant), &NewTerritory { id: *new, level, code: &code, name, parent, from });
        tx.history(Subject::Organisation, self.organisation).await?;
        let added = OrganisationEvent::VillageAdded { territory: *new };
        tx.append(Subject::Organisation, self.organisation, from, Event::Organisation(added))?;
        Ok(())
    }
}

/// The most villages that are added at once: more than any commune has.
const MOST_VILLAGES: usize = 300;

/// Adds villages to a body's commune, all of them or none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddVillages {
    /// The body of the commune.
    pub organisation: i64,
    /// Names with their types, a line each; what is empty counts as no village.
    pub lines: Vec<String>,
    /// First day of all of them.
    pub from: Day,
}

#[async_trait]
impl Act for AddVillages {
    const NAME: &'static str = "organisation.add_villages";
    /// Two villages of one name are refused.
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (by, field) = (tx.by(), "village_name");
        may(tx, by, Right::OrganisationFound, Of::Organisation(self.organisation)).await?;
        let named = self.lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let named: Vec<(usize, &String)> = named.collect();
        if named.is_empty() {
            return Err(Refusal::Missing { field }.into());
        }
        if named.len() > MOST_VILLAGES {
            return Err(Refusal::TooMany { field, most: MOST_VILLAGES }.into());
        }
        for (at, name) in named {
            let new = tx.id()?;
            let one = AddVillage { organisation: self.organisation, name: name.clone(), from: self.from };
            one.run(tx, &new).await.map_err(|stop| match stop {
                Stop::Refused(Refusal::AlreadyThere { .. }) => Refusal::LineThere { field, line: at + 1 }.into(),
                Stop::Refused(Refusal::TooLong { most, .. }) => {
                    Refusal::LineTooLong { field, line: at + 1, most }.into()
                }
                stop => stop,
            })?;
        }
        Ok(())
    }
}
