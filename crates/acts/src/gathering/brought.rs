//! A table that is taken into a round: its rows wait until whoever brought it has looked at them, then become opinions.

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation;
use domain::gathering::{MOST_OPINIONS, RoundState};
use domain::refusal::Refusal;
use domain::territory::{Level, units};
use serde::{Deserialize, Serialize};
use store::{Act, Error, Ids, Read, Stop, Tx, gathering, organisation, territory};

use super::typed::add;
use super::{Typed, found};
use crate::field::{LINE, WORDS, needed, optional};
use crate::import::{Place, Row};

/// Keeps the rows of a table that was read for a round, in place of those that wait.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeepRows {
    /// The round.
    pub round: i64,
    /// The rows; of each the words, the place, the field and the kind are taken, and who brought it.
    pub rows: Vec<Row>,
}

#[async_trait]
impl Act for KeepRows {
    const NAME: &'static str = "gathering.keep_rows";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.round, &[RoundState::Open]).await?;
        if self.rows.is_empty() {
            return Err(Refusal::Missing { field: "table" }.into());
        }
        if found.now.standing().count() + self.rows.len() > MOST_OPINIONS {
            return Err(Refusal::RoundFull { most: MOST_OPINIONS }.into());
        }
        let mut bodies = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            denunciation::held_none("words", needed("words", &row.words, WORDS)?, false)?;
            optional("brought", &row.agency_words, LINE)?;
            // Nobody's name and telephone is kept of what is gathered.
            let unnamed = Row { name: String::new(), contact: String::new(), ..row.clone() };
            let body = serde_json::to_string(&unnamed).map_err(|error| Error::Corrupt(error.to_string()))?;
            bodies.push(body);
        }
        gathering::add_rows(tx, &found.grant, self.round, &bodies);
        Ok(())
    }
}

/// Makes the rows that wait opinions of the round. It makes rows of official places, and so runs alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TakeRows {
    /// The round.
    pub round: i64,
    /// The theme under which they are put; none when none is given.
    pub theme: Option<i64>,
    /// The rows of matters by which people are aggrieved, by their place from 1: they stand first in the synthesis.
    #[serde(default)]
    pub pressing: Vec<usize>,
    /// The day on which they were brought.
    pub happened_on: Day,
}

#[async_trait]
impl Act for TakeRows {
    const NAME: &'static str = "gathering.take_rows";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.round, &[RoundState::Open]).await?;
        let waiting = gathering::rows(tx, self.round).await?;
        if waiting.is_empty() {
            return Err(Refusal::AlreadyDone.into());
        }
        let own = organisation::find(tx, found.now.holder).await?.ok_or(Refusal::NotThere)?.territory;
        let today = tx.today();
        if self.pressing.iter().any(|no| !(1..=waiting.len()).contains(no)) {
            return Err(Refusal::NotAChoice { field: "pressing" }.into());
        }
        let mut typed = Vec::with_capacity(waiting.len());
        for (no, body) in (1_usize..).zip(&waiting) {
            let row = Row::read(body)?;
            let territory = match &row.place {
                Place::Village(id) => Some(*id),
                Place::Unit(level, code) => {
                    let unit = Level::parse(level).and_then(|level| units().at(level, code, today));
                    let unit = unit.ok_or(Refusal::NotAChoice { field: "place" })?;
                    if !territory::holds(tx, own, unit, today).await? {
                        return Err(Refusal::NotAChoice { field: "place" }.into());
                    }
                    Some(territory::ensure(tx, Some(&found.grant), unit, today).await?)
                }
                Place::Own => None,
            };
            typed.push(Typed {
                words: row.words,
                no_denunciation: false,
                territory,
                field: row.field,
                kind: row.kind,
                noted: false,
                pressing: self.pressing.contains(&no),
                people: None,
                brought: row.agency_words,
                theme: self.theme,
                root: None,
            });
        }
        add(tx, &found, &typed, self.happened_on).await?;
        gathering::clear_rows(tx, &found.grant, self.round);
        Ok(())
    }
}

/// Forgets the rows that wait.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DropRows {
    /// The round.
    pub round: i64,
}

#[async_trait]
impl Act for DropRows {
    const NAME: &'static str = "gathering.drop_rows";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.round, &[RoundState::Open, RoundState::Closed]).await?;
        gathering::clear_rows(tx, &found.grant, self.round);
        Ok(())
    }
}
