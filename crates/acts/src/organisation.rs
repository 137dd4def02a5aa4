//! Bodies: founding one, adding a village, beginning a term.

use domain::day::Day;
use domain::event::{Event, OrganisationEvent, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, SUBJECT, may};
use store::organisation::{self, NewOrganisation, NewTerritory};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::field::{LINE, happened, needed};

/// Founds a body under another one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Found {
    /// The body above it in the line of authority.
    pub superior: i64,
    /// Kind of body.
    pub kind: String,
    /// Its full name.
    pub name: String,
    /// A place of its own, with its level and code; the superior's place when none is given.
    pub territory: Option<Place>,
    /// First day.
    pub from: Day,
}

/// A place that comes with its body.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Place {
    /// `province`, `district`, `commune`.
    pub level: String,
    /// Official code.
    pub code: String,
    /// Name with its type.
    pub name: String,
}

/// The rows it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founded {
    /// The body.
    pub organisation: i64,
    /// Its place, if it came with one.
    pub territory: i64,
}

const KINDS: [&str; 8] = [
    "party_committee",
    "peoples_council",
    "peoples_committee",
    "front",
    "organisation",
    "office",
    "division",
    "outside",
];
const LEVELS: [&str; 3] = ["province", "district", "commune"];

impl Act for Found {
    const NAME: &'static str = "organisation.found";
    type Answer = Founded;

    fn draw(&self, ids: &Ids) -> Result<Founded, Error> {
        Ok(Founded { organisation: ids.draw()?, territory: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Founded) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, above) = may(tx, by, Right::OrganisationFound, Of::Organisation(self.superior)).await?;
        let name = needed("name", &self.name, LINE)?;
        let from = happened(self.from, tx.today())?;
        if !KINDS.contains(&self.kind.as_str()) {
            return Err(Refusal::NotAChoice { field: "kind" }.into());
        }
        let parent: i64 = above.get(SUBJECT + 2)?;
        let territory = match &self.territory {
            None => parent,
            Some(place) if LEVELS.contains(&place.level.as_str()) => {
                let name = needed("place", &place.name, LINE)?;
                let code = needed("code", &place.code, LINE)?;
                let new =
                    NewTerritory { id: new.territory, level: &place.level, code, name, parent: Some(parent), from };
                organisation::add_territory(tx, Some(&grant), &new);
                new.id
            }
            Some(_) => return Err(Refusal::NotAChoice { field: "level" }.into()),
        };
        organisation::found(
            tx,
            Some(&grant),
            &NewOrganisation {
                id: new.organisation,
                territory,
                kind: &self.kind,
                name,
                superior: Some(self.superior),
                outside: self.kind == "outside",
                from,
            },
        );
        tx.start(Subject::Organisation, new.organisation);
        let founded = OrganisationEvent::Founded { kind: self.kind.clone(), territory };
        tx.append(Subject::Organisation, new.organisation, from, Event::Organisation(founded))?;
        Ok(())
    }
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

impl Act for AddVillage {
    const NAME: &'static str = "organisation.add_village";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::OrganisationFound, Of::Organisation(self.organisation)).await?;
        let name = needed("name", &self.name, LINE)?;
        let from = happened(self.from, tx.today())?;
        let code = new.to_string();
        let village =
            NewTerritory { id: *new, level: "village", code: &code, name, parent: Some(body.get(SUBJECT + 2)?), from };
        organisation::add_territory(tx, Some(&grant), &village);
        Ok(())
    }
}

/// Begins the term of an official in a post of a body.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BeginTerm {
    /// The body.
    pub organisation: i64,
    /// The official's name.
    pub name: String,
    /// The post's word: `secretary`, `chairman`, `deputy`, `head`.
    pub post: String,
    /// First day.
    pub from: Day,
}

/// The rows it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// The official.
    pub person: i64,
    /// The term.
    pub term: i64,
}

/// The posts known so far.
pub const POSTS: [&str; 4] = ["secretary", "chairman", "deputy", "head"];

impl Act for BeginTerm {
    const NAME: &'static str = "organisation.begin_term";
    type Answer = Begun;

    fn draw(&self, ids: &Ids) -> Result<Begun, Error> {
        Ok(Begun { person: ids.draw()?, term: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Begun) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, _) = may(tx, by, Right::OrganisationFound, Of::Organisation(self.organisation)).await?;
        let name = needed("name", &self.name, LINE)?;
        let from = happened(self.from, tx.today())?;
        if !POSTS.contains(&self.post.as_str()) {
            return Err(Refusal::NotAChoice { field: "post" }.into());
        }
        organisation::add_person(tx, Some(&grant), new.person, name, &domain::key::name_key(name));
        organisation::begin_term(tx, Some(&grant), new.term, new.person, self.organisation, &self.post, from);
        Ok(())
    }
}
