//! Giving the clocks that run the days of a new rulebook. The change itself does the first of them; where there are more, a job goes
//! through the others in short transactions, each of whole cases, and goes on where it stood whatever becomes of the node.
//!
//! A later change begins again from the first clock, with its own rulebook: what was under way is left. An act on a case whose turn
//! has not come gives it its days first ([`super::follow`]). So each case has all its old or all its new days at any moment.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{CaseEvent, Event, Subject};
use domain::refusal::Refusal;
use serde::Serialize;
use store::case::{self, Given};
use store::grant::{self, Grant};
use store::rulebook::recount::{self, CASES, DENUNCIATIONS, DIALOGUES, Position};
use store::rulebook::{Rulebook, Whereabouts};
use store::{Act, Error, Ids, Page, Read, Stop, Tx, duty};

use super::dated;

/// Clocks that the change itself goes through, of each kind: those of a commune, so that it sees them changed at once.
const AT_ONCE: i64 = 200;
/// Clocks that one transaction of the job goes through, few enough that nobody who writes waits for long.
const STEP: i64 = 300;

/// What was gone through, and where it goes on.
#[expect(clippy::struct_field_names, reason = "the name of the column that it is written to")]
#[derive(Clone, Copy)]
struct Passed {
    next: Option<Position>,
    passed: i64,
    moved: i64,
    /// There are more of the same kind, as far as is known.
    more: bool,
}

/// Begins to give the clocks their days by a rulebook that was just put in force.
pub(crate) async fn begin(tx: &mut Tx, grant: &Grant, book: &Rulebook) -> Result<(), Stop> {
    recount::leave(tx);
    let mut all = Passed { next: Some(Position::FIRST), passed: 0, moved: 0, more: false };
    while let Some(at) = all.next.filter(|_| !all.more) {
        let step = go_through(tx, grant, book, at, AT_ONCE).await?;
        all = Passed { passed: all.passed + step.passed, moved: all.moved + step.moved, ..step };
    }
    match all.next {
        Some(at) => Ok(recount::begin(tx, book.version + 1, at, (all.passed, all.moved))?),
        None => Ok(()),
    }
}

/// Whether a case has its days by an earlier rulebook still.
pub(crate) async fn waits(read: &mut dyn Read, case: i64) -> Result<bool, Error> {
    let row = recount::under_way(read).await?;
    Ok(row.is_some_and(|row| row.at.subject == CASES && row.at.after < case))
}

/// One step of the job. Refused as done already once a later change took its place.
#[derive(Serialize)]
pub(crate) struct Step {
    /// The number of the rulebook.
    pub(crate) rulebook: i64,
    /// How many clocks there are, once they were counted.
    pub(crate) total: Option<i64>,
}

#[async_trait]
impl Act for Step {
    const NAME: &'static str = "rulebook.recount";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    // What it does was granted to whoever changed the rulebook.
    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let row = recount::under_way(tx).await?.filter(|row| row.rulebook == self.rulebook);
        let row = row.ok_or(Refusal::AlreadyDone)?;
        let grant = grant::going_on(&row);
        let book = tx.rulebook(row.rulebook).await?;
        let step = go_through(tx, &grant, &book, row.at, STEP).await?;
        let counts = (step.passed, step.moved);
        match step.next {
            Some(at) => recount::note(tx, row.rulebook, at, counts, self.total),
            None => recount::done(tx, row.rulebook, counts),
        }
        Ok(())
    }
}

/// Gives the next clocks their days: those of cases, then what is due after dialogues, then those of the register of denunciations.
async fn go_through(tx: &mut Tx, grant: &Grant, book: &Rulebook, at: Position, size: i64) -> Result<Passed, Stop> {
    match at.subject {
        DENUNCIATIONS => return denunciations(tx, grant, book, at.after, size).await,
        DIALOGUES => return dialogues(tx, grant, book, at.after, size).await,
        _ => {}
    }
    let Page { rows, more } = case::running(tx, at.after, size).await?;
    let Some(last) = rows.last() else { return dialogues(tx, grant, book, 0, size).await };
    let next = Some(Position { after: last.case, ..at });
    let mut other = Vec::new();
    for row in &rows {
        let to = dated(book, row, row.clock.from_on);
        if to != (row.clock.due_on, row.clock.rule_version) {
            other.push((row, to));
        }
    }
    let mut cases: Vec<i64> = other.iter().map(|(row, _)| row.case).collect();
    cases.dedup();
    tx.go_on_all(Subject::Case, &cases).await?;
    let today = tx.today();
    // Many were raised on one day under one rule: what is kept of their last day is counted once for all of them.
    let mut alike: BTreeMap<(&str, &Whereabouts, Day), Given> = BTreeMap::new();
    for (row, (due_on, version)) in &other {
        let (clock, due_on, rule_version) = (row.clock.id, *due_on, version.unwrap_or_default());
        let event = CaseEvent::ClockRedated { clock, rule_version, due_on };
        tx.append(Subject::Case, row.case, today, Event::Case(event))?;
        let rule = row.clock.rule_id.as_deref().unwrap_or_default();
        let given = alike.entry((rule, &row.at, row.clock.from_on)).or_insert_with(|| {
            let last = book.last_day(rule, &row.at, row.clock.from_on);
            let last = last.map(|last| (last.due.on, last.rule.version, last.derivation()));
            Given { clocks: Vec::new(), last }
        });
        given.clocks.push(clock);
    }
    let given: Vec<Given> = alike.into_values().collect();
    case::give(tx, &given);
    Ok(Passed { next, passed: count(rows.len()), moved: count(other.len()), more })
}

async fn dialogues(tx: &mut Tx, grant: &Grant, book: &Rulebook, after: i64, size: i64) -> Result<Passed, Stop> {
    let Page { rows, more } = duty::running(tx, after, size).await?;
    let Some(last) = rows.last() else { return denunciations(tx, grant, book, 0, size).await };
    let next = Some(Position { subject: DIALOGUES, after: last.dialogue });
    let moved = crate::duty::redate(tx, grant, book, &rows).await?;
    Ok(Passed { next, passed: count(rows.len()), moved: count(moved), more })
}

async fn denunciations(tx: &mut Tx, grant: &Grant, book: &Rulebook, after: i64, size: i64) -> Result<Passed, Stop> {
    let nothing = Passed { next: None, passed: 0, moved: 0, more: false };
    // A line has many clocks, each counted on its own.
    let found = crate::denunciation::redate(tx, grant, book, after, size / 10).await?;
    Ok(found.map_or(nothing, |(last, passed, moved)| {
        let next = Some(Position { subject: DENUNCIATIONS, after: last });
        let (passed, moved) = (count(passed), count(moved));
        Passed { next, passed, moved, more: passed >= size / 10 }
    }))
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
