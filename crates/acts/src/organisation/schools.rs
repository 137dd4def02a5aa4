//! Schools: bodies that a committee keeps, founded a line each, so that each can be given what concerns it.

use async_trait::async_trait;
use domain::day::Day;
use domain::fold::fold;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, SUBJECT, may};
use store::{Act, Error, Ids, Stop, Tx, organisation};

use super::{Found, Founded};

/// What a school is.
const SCHOOL: &str = "school";
/// The most schools that are added at once: more than any commune has.
const MOST_SCHOOLS: usize = 100;

/// Founds schools under a body, all of them or none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddSchools {
    /// The body above them: the committee that keeps them.
    pub superior: i64,
    /// Their names, a line each; what is empty counts as no school.
    pub lines: Vec<String>,
    /// First day of all of them.
    pub from: Day,
}

#[async_trait]
impl Act for AddSchools {
    const NAME: &'static str = "organisation.add_schools";
    /// The closure is read from bodies whose links others may be changing, and two schools of one name are refused.
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (by, field) = (tx.by(), "school_name");
        let (_, above) = may(tx, by, Right::OrganisationFound, Of::Organisation(self.superior)).await?;
        let place: i64 = above.get(SUBJECT + 2)?;
        let named = self.lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let named: Vec<(usize, &String)> = named.collect();
        if named.is_empty() {
            return Err(Refusal::Missing { field }.into());
        }
        if named.len() > MOST_SCHOOLS {
            return Err(Refusal::TooMany { field, most: MOST_SCHOOLS }.into());
        }
        for (at, name) in named {
            let (line, folded) = (at + 1, fold(name.trim()));
            let alike = organisation::named(tx, &folded).await?;
            let is_it = |it: &organisation::OrganisationRow| {
                fold(&it.name) == folded && it.territory == place && !it.outside && it.to == Day::OPEN
            };
            if alike.iter().any(is_it) {
                return Err(Refusal::LineThere { field, line }.into());
            }
            let new = Founded { organisation: tx.id()?, territory: tx.id()? };
            let one = Found {
                superior: self.superior,
                line: String::new(),
                kind: SCHOOL.to_owned(),
                name: name.clone(),
                territory: None,
                outside: false,
                from: self.from,
            };
            one.run(tx, &new).await.map_err(|stop| match stop {
                Stop::Refused(Refusal::TooLong { most, .. }) => Refusal::LineTooLong { field, line, most }.into(),
                Stop::Refused(Refusal::TooEarly { earliest, .. }) => {
                    Refusal::TooEarly { field: "from_on", earliest }.into()
                }
                stop => stop,
            })?;
        }
        Ok(())
    }
}
