//! The cases that may be the same matter, the nearest in words first. Proposed, never merged by the program.

use std::cmp::Reverse;

use domain::likeness::{Likeness, Matter, Place};
use store::case::{self, LineRow, NearRow};
use store::{Error, Reader, territory};

use super::super::standing::Facts;
use crate::likeness::branch;

/// Cases that are compared at most.
const MOST_COMPARED: usize = 120;
/// Cases of each place that went before, and field, that are compared beside.
const MOST_EARLIER: i64 = 60;
/// Runs of words that say why.
const MOST_RUNS: usize = 3;

/// Why a case is proposed.
pub(super) struct Alike {
    /// The words that both have.
    pub(super) words: String,
    /// Whether it lies at a place whose place the other's took.
    pub(super) before: bool,
}

/// The cases of the place or field of this one, or of a place whose place that took, with the words that both have where one is
/// proposed.
pub(super) async fn to(
    read: &mut Reader<'_>,
    facts: &Facts,
    most: usize,
) -> Result<Vec<(LineRow, Option<Alike>)>, Error> {
    let mut ids = case::alike(read, facts.row.id, MOST_COMPARED).await?;
    ids.push(facts.row.id);
    let mut lines = case::lines(read, &ids).await?;
    let own = lines.iter().position(|line| line.id == facts.row.id).map(|at| lines.remove(at));
    let Some(own) = own else { return Ok(Vec::new()) };
    let before = territory::before(read, own.territory).await?;
    if !before.is_empty() {
        let earlier = case::near(read, own.origin_id, &before, &branch(&own.field), MOST_EARLIER).await?;
        let there = |row: &NearRow| before.contains(&row.territory) && !ids.contains(&row.case);
        let earlier: Vec<i64> = earlier.iter().filter(|row| there(row)).map(|row| row.case).collect();
        lines.extend(case::lines(read, &earlier).await?);
    }
    let said = |line: &LineRow| Some(Matter::new(line.words.as_deref()?, &line.field, &line.place));
    let matter = said(&own);
    let alike = |line: &LineRow| {
        let place = match line.territory {
            there if there == own.territory => Place::Same,
            there if before.contains(&there) => Place::Predecessor,
            _ => Place::Other,
        };
        let found = matter.as_ref()?.likeness(&said(line)?, place);
        found.is_proposed().then_some(found)
    };
    let found: Vec<Option<Likeness>> = lines.iter().map(alike).collect();
    let mut lines: Vec<(LineRow, Option<Likeness>)> = lines.into_iter().zip(found).collect();
    // A stable sort: those that aren't proposed keep their order.
    lines.sort_by_key(|(_, found)| Reverse(found.as_ref().map(|found| found.percent)));
    lines.truncate(most);
    let one = |(line, found): (LineRow, Option<Likeness>)| {
        let before = before.contains(&line.territory);
        (line, found.map(|found| Alike { words: longest(found.common), before }))
    };
    Ok(lines.into_iter().map(one).collect())
}

/// The longest runs of words.
fn longest(mut runs: Vec<String>) -> String {
    runs.sort_by_key(|run| Reverse(run.len()));
    runs.truncate(MOST_RUNS);
    runs.join("; ")
}
