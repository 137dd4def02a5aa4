//! What a change of rules or calendar would do to the clocks that run. However many there are, it looks at a bounded number of them:
//! it counts all that move, or says that there are more.

use std::collections::BTreeMap;

use domain::day::Day;
use domain::duty::AfterDuty;
use store::rulebook::{self, Rulebook};
use store::{By, Error, Reader, Stop, case, duty};

use super::{Change, allowed, dated};

/// Clocks read at a time.
const STEP: i64 = 1_000;
/// Clocks looked at, of cases and of dialogues each.
const LOOKED: i64 = 20_000;
/// Those of them that are named.
const NAMED: usize = 100;

/// A clock that a change gives another last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redated {
    /// The case.
    pub case: i64,
    /// Its clock.
    pub clock: i64,
    /// The last day until now.
    pub from: Option<Day>,
    /// The last day from then on; none when no rule gives one any more.
    pub to: Option<Day>,
}

/// What is due after a dialogue and gets another last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedatedDuty {
    /// The dialogue.
    pub dialogue: i64,
    /// What is due.
    pub duty: AfterDuty,
    /// The last day until now.
    pub from: Option<Day>,
    /// The last day from then on.
    pub to: Option<Day>,
}

/// What a change would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The number of the rulebook it was worked out for; the act carries it and is refused when another change came first.
    pub version: i64,
    /// The first clocks of cases that get another last day, by case.
    pub redated: Vec<Redated>,
    /// How many there are among those that were looked at.
    pub count: usize,
    /// The first of what is due after dialogues that gets another last day.
    pub duties: Vec<RedatedDuty>,
    /// How many there are among those that were looked at.
    pub duties_count: usize,
    /// By how many days they move, later where it is more than none, and how many of them do; nothing for those that get their
    /// first last day or lose it.
    pub shifts: BTreeMap<Option<i64>, usize>,
    /// There are clocks that were not looked at: there may be more.
    pub more: bool,
}

/// What a change would do, refused as the act itself would be. The number the change carries plays no part: the preview
/// tells the one to carry.
pub async fn preview(read: &mut Reader<'_>, by: By, change: &Change) -> Result<Preview, Stop> {
    let (_, standing) = allowed(read, by, change.organisation()).await?;
    let book = rulebook::load(read).await?;
    let book = change.applied(read, &book, &standing).await?;
    let mut found = Preview { version: standing.number, ..Preview::default() };
    cases(read, &book, &mut found).await?;
    dialogues(read, &book, &mut found).await?;
    Ok(found)
}

impl Preview {
    fn shift(&mut self, from: Option<Day>, to: Option<Day>) {
        let by = from.zip(to).map(|(from, to)| from.days_until(to));
        *self.shifts.entry(by).or_default() += 1;
    }
}

async fn cases(read: &mut Reader<'_>, book: &Rulebook, found: &mut Preview) -> Result<(), Error> {
    let (mut after, mut looked) = (0, 0);
    loop {
        let rows = case::running(read, after, STEP).await?.rows;
        let Some(last) = rows.last() else { return Ok(()) };
        if looked >= LOOKED {
            found.more = true;
            return Ok(());
        }
        (after, looked) = (last.case, looked + STEP);
        for row in &rows {
            let (to, _) = dated(book, row, row.clock.from_on);
            let from = row.clock.due_on;
            if to == from {
                continue;
            }
            if found.redated.len() < NAMED {
                found.redated.push(Redated { case: row.case, clock: row.clock.id, from, to });
            }
            found.count += 1;
            found.shift(from, to);
        }
    }
}

async fn dialogues(read: &mut Reader<'_>, book: &Rulebook, found: &mut Preview) -> Result<(), Error> {
    let (mut after, mut looked) = (0, 0);
    loop {
        let rows = duty::running(read, after, STEP).await?.rows;
        let Some(last) = rows.last() else { return Ok(()) };
        if looked >= LOOKED {
            found.more = true;
            return Ok(());
        }
        (after, looked) = (last.dialogue, looked + STEP);
        for row in &rows {
            let Some(owes) = AfterDuty::parse(&row.duty) else { continue };
            let to = book.last_day_on(owes.trigger(), &row.at, row.from_on).map(|(on, _)| on);
            if to == row.due_on {
                continue;
            }
            if found.duties.len() < NAMED {
                found.duties.push(RedatedDuty { dialogue: row.dialogue, duty: owes, from: row.due_on, to });
            }
            found.duties_count += 1;
            found.shift(row.due_on, to);
        }
    }
}
