//! Declared figures (số liệu khai): recorded from a paper by the unit or by the level above in its name, one unit or a table of
//! them at a time; written anew, struck. They open no cases. Their scans are in [`scan`], a table of units in [`table`].

pub mod scan;
pub mod table;

use async_trait::async_trait;
use domain::correction::effective;
use domain::day::Day;
use domain::declared::{Declared, DeclaredCell, MOST_DECLARED};
use domain::event::{DeclaredEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::declared::{self, DeclaredRow, NewDeclared};
use store::grant::{Grant, Of, may};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::field::{LINE, REASON, happened, needed, optional};

/// Units that are recorded at once, at most.
pub const MOST_UNITS: usize = 300;

/// The numbers of one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitFigures {
    /// The unit: a body.
    pub organisation: i64,
    /// Its numbers, at least one, each once.
    pub cells: Vec<DeclaredCell>,
}

/// Records what units declare of one period on one paper, all of them or none. Refused where a unit declared of the same
/// period, or of one that overlaps it without one holding the other.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// The first day of the period.
    pub from_on: Day,
    /// The last day of the period.
    pub to_on: Day,
    /// The number of the paper; may be empty.
    pub number: String,
    /// The day on the paper.
    pub document_on: Day,
    /// The units, each once.
    pub units: Vec<UnitFigures>,
}

#[async_trait]
impl Act for Record {
    const NAME: &'static str = "declared.record";
    type Answer = Vec<i64>;

    fn draw(&self, ids: &Ids) -> Result<Vec<i64>, Error> {
        self.units.iter().take(MOST_UNITS).map(|_| ids.draw()).collect()
    }

    async fn run(&self, tx: &mut Tx, new: &Vec<i64>) -> Result<(), Stop> {
        if self.units.is_empty() {
            return Err(Refusal::Missing { field: "table" }.into());
        }
        if self.units.len() > MOST_UNITS {
            return Err(Refusal::TooMany { field: "table", most: MOST_UNITS }.into());
        }
        let by = tx.by();
        let mut grants: Vec<Grant> = Vec::with_capacity(self.units.len());
        for unit in &self.units {
            // A second line of the same unit in a table.
            if grants.iter().any(|known| known.organisation == unit.organisation) {
                return Err(Refusal::AlreadyThere { field: "declared_unit" }.into());
            }
            grants.push(may(tx, by, Right::DeclaredRecord, Of::Organisation(unit.organisation)).await?.0);
        }
        if self.to_on < self.from_on {
            return Err(Refusal::TooEarly { field: "declared_to", earliest: self.from_on }.into());
        }
        let on = dated(self.document_on, tx.today())?;
        let number = optional("declared_number", &self.number, LINE)?;
        for unit in &self.units {
            checked(&unit.cells)?;
            let period = (self.from_on, self.to_on);
            if let Some((_, from, to)) = declared::in_the_way(tx, unit.organisation, period).await? {
                return Err(Refusal::DeclaredOverlaps { from, to }.into());
            }
        }
        let number = if number.is_empty() { None } else { Some(tx.text(number)?) };
        for ((unit, grant), id) in self.units.iter().zip(&grants).zip(new) {
            tx.start(Subject::Declared, *id);
            let recorded = DeclaredEvent::Recorded {
                organisation: unit.organisation,
                from_on: self.from_on,
                to_on: self.to_on,
                number: number.clone(),
                cells: unit.cells.clone(),
            };
            let event = tx.append(Subject::Declared, *id, on, recorded.into())?;
            let new = NewDeclared {
                id: *id,
                period: (self.from_on, self.to_on),
                event,
                document_on: on,
                number: number.as_ref(),
                cells: &unit.cells,
            };
            declared::add(tx, grant, &new);
        }
        Ok(())
    }
}

/// The day on a paper, which has been.
fn dated(on: Day, today: Day) -> Result<Day, Refusal> {
    happened(on, today).map_err(|_| Refusal::TooLate { field: "document_on", latest: today })
}

/// Refused where no number stands there, one stands there twice, or is none that can be.
fn checked(cells: &[DeclaredCell]) -> Result<(), Refusal> {
    if cells.is_empty() {
        return Err(Refusal::Missing { field: "declared_cells" });
    }
    let twice = |at: usize, cell: &DeclaredCell| cells[..at].iter().any(|known| known.number == cell.number);
    let wrong =
        cells.iter().enumerate().any(|(at, cell)| !(0..=MOST_DECLARED).contains(&cell.count) || twice(at, cell));
    if wrong { Err(Refusal::Unreadable { field: "declared_cells" }) } else { Ok(()) }
}

/// Declared figures with the right to change them; refused where they are at another version or struck.
async fn of(tx: &mut Tx, id: i64, version: Option<i64>) -> Result<(Grant, DeclaredRow), Stop> {
    let row = declared::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::DeclaredRecord, Of::Organisation(row.organisation)).await?;
    if version.is_some_and(|version| version != row.version) {
        return Err(Refusal::Conflict.into());
    }
    if row.struck {
        return Err(Refusal::AlreadyStruck.into());
    }
    Ok((grant, row))
}

/// Writes declared figures anew (đính chính), all of their numbers: they were read wrong from the paper, or a later paper
/// corrects them, which counts from its day on. What they were stays visible, and an earlier as-of reads it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Correct {
    /// The declared figures.
    pub declared: i64,
    /// The version that the page showed.
    pub version: i64,
    /// The number of the paper; may be empty.
    pub number: String,
    /// The day on the paper.
    pub document_on: Day,
    /// The numbers on it.
    pub cells: Vec<DeclaredCell>,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for Correct {
    const NAME: &'static str = "declared.correct";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row) = of(tx, self.declared, Some(self.version)).await?;
        let on = dated(self.document_on, tx.today())?;
        let number = optional("declared_number", &self.number, LINE)?;
        checked(&self.cells)?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        let number = if number.is_empty() { None } else { Some(tx.text(number)?) };
        let first = effective(tx.history(Subject::Declared, row.id).await?)
            .first()
            .map(|first| (first.recorded.id, first.on))
            .ok_or(Refusal::NotThere)?;
        // A paper dated earlier than was recorded is the first one: it counts from its own day on.
        if on < first.1 {
            let event = Event::Corrected { of: first.0, happened_on: on, reason: reason.clone() };
            tx.append(Subject::Declared, row.id, on, event)?;
        }
        let revised = DeclaredEvent::Revised { number, cells: self.cells.clone(), reason };
        let event = tx.append(Subject::Declared, row.id, on, revised.into())?;
        let now = Declared::by(tx.history(Subject::Declared, row.id).await?).ok_or(Refusal::NotThere)?;
        if !declared::revise(tx, &grant, (row.id, row.version), event, &self.cells, &now).await? {
            return Err(Refusal::Conflict.into());
        }
        Ok(())
    }
}

/// Strikes declared figures recorded by mistake (nhập nhầm). They stay visible and count in nothing from then on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Strike {
    /// The declared figures.
    pub declared: i64,
    /// The version that the page showed.
    pub version: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for Strike {
    const NAME: &'static str = "declared.strike";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row) = of(tx, self.declared, Some(self.version)).await?;
        let reason: TextRef = tx.text(needed("reason", &self.reason, REASON)?)?;
        let of = tx.history(Subject::Declared, row.id).await?.first().map(|event| event.id).ok_or(Refusal::NotThere)?;
        let today = tx.today();
        let event = tx.append(Subject::Declared, row.id, today, Event::Struck { of, reason })?;
        if !declared::strike(tx, &grant, (row.id, row.version), event).await? {
            return Err(Refusal::Conflict.into());
        }
        Ok(())
    }
}
