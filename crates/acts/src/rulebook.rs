//! Changing rules and calendar, whichever of the acts of [`crate::rule`] and [`crate::calendar`] does it: what it makes of
//! the clocks that run is shown before, and follows behind it case by case (`recount`).
//!
//! These acts run alone ([`store::Act::ALONE`]): a matter raised beside one would be dated by the old rulebook and be there
//! only after its clocks were gone through.

mod preview;
pub(crate) mod recount;

use domain::case::{Case, Clock, ClockState, Clocks};
use domain::correction::effective;
use domain::day::Day;
use domain::event::{CaseEvent, Event, RulebookEvent, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use store::case::{self, RuledRow};
use store::grant::{Grant, Of, may};
use store::rulebook::{self, Rulebook, Standing};
use store::{By, Error, Read, Stop, Tx};

use crate::calendar::{AdoptYear, ClearDay, Close, DropYear, EnterYear, Lift, SetDay};
use crate::rule::{Confirm, Withdraw};

/// The one rulebook of an installation has this id among the subjects of events.
pub const SUBJECT_ID: i64 = 1;
pub use preview::{Preview, Redated, RedatedDuty, preview};

/// Something that changes rules or calendar.
#[derive(Clone, Debug)]
pub enum Change {
    /// Confirms a rule.
    Confirm(Confirm),
    /// Takes one out of force.
    Withdraw(Withdraw),
    /// Sets a day.
    SetDay(SetDay),
    /// Clears one.
    ClearDay(ClearDay),
    /// Adopts a year.
    AdoptYear(AdoptYear),
    /// Drops one.
    DropYear(DropYear),
    /// Enters one.
    EnterYear(EnterYear),
    /// Closes the bodies of a place on some days.
    Close(Close),
    /// Takes that back.
    Lift(Lift),
}

impl Change {
    fn organisation(&self) -> i64 {
        match self {
            Self::Confirm(act) => act.organisation,
            Self::Withdraw(act) => act.organisation,
            Self::SetDay(act) => act.organisation,
            Self::ClearDay(act) => act.organisation,
            Self::AdoptYear(act) => act.organisation,
            Self::DropYear(act) => act.organisation,
            Self::EnterYear(act) => act.organisation,
            Self::Close(act) => act.organisation,
            Self::Lift(act) => act.organisation,
        }
    }

    async fn applied(&self, read: &mut dyn Read, book: &Rulebook, standing: &Standing) -> Result<Rulebook, Stop> {
        Ok(match self {
            Self::Confirm(act) => book.with_rule(act.rule(read, book, standing).await?),
            Self::Withdraw(act) => act.applied(read, book, standing).await?,
            Self::SetDay(act) => act.applied(book, standing)?,
            Self::ClearDay(act) => act.applied(book, standing)?,
            Self::AdoptYear(act) => act.applied(book, standing)?,
            Self::DropYear(act) => act.applied(read, book, standing).await?,
            Self::EnterYear(act) => act.applied(book, standing)?,
            Self::Close(act) => act.applied(book, standing)?,
            Self::Lift(act) => act.applied(book, standing)?,
        })
    }
}

/// The right to change the rulebook for a body, and how that body stands to it.
async fn allowed(read: &mut dyn Read, by: By, organisation: i64) -> Result<(Grant, Standing), Stop> {
    let (grant, _) = may(read, by, Right::RulebookChange, Of::Organisation(organisation)).await?;
    let standing = rulebook::standing(read, organisation).await?.ok_or(Refusal::NotThere)?;
    Ok((grant, standing))
}

/// As [`allowed`], for an act that was prepared on the rulebook of that number.
pub(crate) async fn opened(tx: &mut Tx, organisation: i64, version: i64) -> Result<(Grant, Standing), Stop> {
    let by = tx.by();
    let (grant, standing) = allowed(tx, by, organisation).await?;
    if standing.number == version { Ok((grant, standing)) } else { Err(Refusal::Conflict.into()) }
}

/// Appends to the history of the rulebook and names the event.
pub(crate) async fn append(tx: &mut Tx, on: Day, event: RulebookEvent) -> Result<i64, Error> {
    tx.history(Subject::Rulebook, SUBJECT_ID).await?;
    tx.append(Subject::Rulebook, SUBJECT_ID, on, Event::Rulebook(event))
}

/// Puts the rulebook in force after its rows were changed: from now on every act reads it, and every clock that runs gets the last
/// day that it now has, some here and the others behind this act.
pub(crate) async fn put_in_force(tx: &mut Tx, grant: &Grant, book: &Rulebook) -> Result<(), Stop> {
    rulebook::raise(tx, grant);
    recount::begin(tx, grant, book).await
}

/// Lets the clocks of a case follow its events: the day on which it was raised may be another after an amendment, and a
/// clock that stood still while rules or calendar changed may run again. `clocks` is how they stand by its events.
pub(crate) async fn follow(tx: &mut Tx, grant: &Grant, id: i64, clocks: Clocks, raised_on: Day) -> Result<(), Stop> {
    let events = tx.history(Subject::Case, id).await?;
    let moved = events.iter().any(|known| moves_clocks(&known.event));
    // Whose turn has not come yet gets its days with this act: nothing of a case is dated by two rulebooks.
    if !moved && !recount::waits(tx, id).await? {
        return Ok(());
    }
    let rows = case::ruled_of(tx, id).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let number = rulebook::number(tx).await?;
    let book = tx.rulebook(number).await?;
    for row in &rows {
        let runs = Clock::parse(&row.clock.kind).is_some_and(|clock| clocks.of(clock) == ClockState::Running);
        let from = if row.clock.kind == case::NOTIFY { told_from(tx, row, runs, raised_on).await? } else { raised_on };
        if runs || row.clock.from_on != from {
            redate(tx, grant, &book, row, from).await?;
        }
    }
    Ok(())
}

/// The day from which it is counted until people are told: that on which the first matter was raised of which nobody was told. What
/// was linked to a case that was told of counts from its own receipt; once all are told, the clock keeps the day it had.
async fn told_from(tx: &mut Tx, row: &RuledRow, runs: bool, raised_on: Day) -> Result<Day, Stop> {
    let known = effective(tx.history(Subject::Case, row.case).await?);
    if !known.iter().any(|event| matches!(event.recorded.event, Event::Case(CaseEvent::PointAdded { .. }))) {
        return Ok(raised_on);
    }
    let untold = Case::by(Day::OPEN, &known).map(|case| case.untold(&known)).unwrap_or_default();
    let raised = case::points_raised_on(tx, row.case).await?;
    if !runs {
        let own = raised.iter().any(|(_, on)| *on == row.clock.from_on);
        return Ok(if own { row.clock.from_on } else { raised_on });
    }
    Ok(raised.into_iter().filter(|(point, _)| untold.contains(point)).map(|(_, on)| on).min().unwrap_or(raised_on))
}

/// Whether an event can move the first day of a clock, or let one run again that stood still.
fn moves_clocks(event: &Event) -> bool {
    matches!(
        event,
        Event::Corrected { .. }
            | Event::Struck { .. }
            | Event::Case(
                CaseEvent::Unmerged { .. }
                    | CaseEvent::Unlinked { .. }
                    | CaseEvent::PointAdded { .. }
                    | CaseEvent::PointParted { .. }
            )
    ) || matches!(event, Event::Case(happened) if happened.reopens())
}

/// The last day that a clock counted from that day has by a rulebook, and the version of the rule behind it: without one,
/// the version that was behind it last.
fn dated(book: &Rulebook, row: &RuledRow, from: Day) -> (Option<Day>, Option<i64>) {
    let rule = row.clock.rule_id.as_deref().unwrap_or_default();
    match book.last_day_on(rule, &row.at, from) {
        Some((on, rule)) => (Some(on), Some(rule.version)),
        None => (None, row.clock.rule_version),
    }
}

/// Gives one clock the last day it has by this rulebook, with its event if the day or the rule behind it is another.
async fn redate(tx: &mut Tx, grant: &Grant, book: &Rulebook, row: &RuledRow, from: Day) -> Result<(), Stop> {
    let clock = &row.clock;
    let (due_on, version) = dated(book, row, from);
    let same = (due_on, version) == (clock.due_on, clock.rule_version);
    if same && from == clock.from_on {
        return Ok(());
    }
    if !same {
        let today = tx.today();
        let event = CaseEvent::ClockRedated { clock: clock.id, rule_version: version.unwrap_or_default(), due_on };
        tx.history(Subject::Case, row.case).await?;
        tx.append(Subject::Case, row.case, today, Event::Case(event))?;
    }
    let last = clock.rule_id.as_deref().and_then(|rule| book.last_day(rule, &row.at, from));
    case::redate(tx, grant, clock.id, from, last.as_ref());
    Ok(())
}
