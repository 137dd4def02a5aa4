//! Terms: who holds a post of a body, from when to when. Whoever they are is an official, entered once; one official may
//! hold several posts, and a post may have several holders (deputies).

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Event, OrganisationEvent, Subject};
use domain::key::name_key;
use domain::organisation::POSTS;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Stop, Tx, organisation, term};

use crate::field::{LINE, happened, needed};
use crate::handover::{self, Left};
use crate::organisation::in_force;

/// Whose term it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Person {
    /// An official entered before.
    Existing(i64),
    /// Somebody not entered yet, by name.
    New(String),
}

/// Begins the term of an official in a post of a body.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Begin {
    /// The body.
    pub organisation: i64,
    /// The official.
    pub person: Person,
    /// The post's word, one of [`POSTS`].
    pub post: String,
    /// First day.
    pub from: Day,
}

/// The rows it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// The official, new or not.
    pub person: i64,
    /// The term.
    pub term: i64,
}

#[async_trait]
impl Act for Begin {
    const NAME: &'static str = "term.begin";
    type Answer = Begun;

    fn draw(&self, ids: &Ids) -> Result<Begun, Error> {
        let drawn = ids.draw()?;
        let person = if let Person::Existing(known) = self.person { known } else { drawn };
        Ok(Begun { person, term: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Begun) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::OrganisationFound, Of::Organisation(self.organisation)).await?;
        in_force(&body)?;
        let from = happened(self.from, tx.today())?;
        if !POSTS.contains(&self.post.as_str()) {
            return Err(Refusal::NotAChoice { field: "post" }.into());
        }
        let founded: Day = body.get(SUBJECT + 4)?;
        if from < founded {
            return Err(Refusal::TooEarly { field: "from", earliest: founded }.into());
        }
        match &self.person {
            Person::New(name) => {
                let name = needed("name", name, LINE)?;
                organisation::add_person(tx, Some(&grant), new.person, name, &name_key(name));
            }
            Person::Existing(known) => {
                if !term::is_official_under(tx, *known, by).await? {
                    return Err(Refusal::NotAChoice { field: "person" }.into());
                }
                if term::holds(tx, *known, self.organisation, &self.post, from).await? {
                    return Err(Refusal::AlreadyThere { field: "post" }.into());
                }
            }
        }
        term::begin(tx, Some(&grant), new.term, new.person, self.organisation, &self.post, from);
        let begun = OrganisationEvent::TermBegun { term: new.term, person: new.person, post: self.post.clone() };
        tx.history(Subject::Organisation, self.organisation).await?;
        tx.append(Subject::Organisation, self.organisation, from, Event::Organisation(begun))?;
        Ok(())
    }
}

/// Ends a term. What its holder leaves in that body - dialogues not concluded, roles of their account - stands from then on
/// in a handover.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct End {
    /// The term.
    pub term: i64,
    /// The first day on which the post is no longer held.
    pub on: Day,
}

#[async_trait]
impl Act for End {
    const NAME: &'static str = "term.end";
    // A dialogue that somebody announces with this chair meanwhile would be on no list.
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let row = term::find(tx, self.term).await?.ok_or(Refusal::NotThere)?;
        let (grant, _) = may(tx, by, Right::OrganisationChange, Of::Organisation(row.organisation)).await?;
        let on = happened(self.on, tx.today())?;
        if row.to < Day::OPEN {
            return Err(Refusal::AlreadyDone.into());
        }
        if on < row.from {
            return Err(Refusal::TooEarly { field: "on", earliest: row.from }.into());
        }
        tx.history(Subject::Organisation, row.organisation).await?;
        if !term::end(tx, &grant, self.term, on).await? {
            return Err(Refusal::Conflict.into());
        }
        let left = Left::Term { term: self.term, organisation: row.organisation, person: row.person };
        let handover = handover::open(tx, &grant, left, on).await?;
        let ended = OrganisationEvent::TermEnded { term: self.term, handover };
        tx.append(Subject::Organisation, row.organisation, on, Event::Organisation(ended))?;
        Ok(())
    }
}
