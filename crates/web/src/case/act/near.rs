//! The cases that may be the same matter, the nearest in words first. Proposed, never merged by the program.

use std::cmp::Reverse;

use domain::likeness::{Likeness, Matter, Place};
use store::case::{self, LineRow};
use store::{Error, Reader};

use super::super::standing::Facts;

/// Cases that are compared at most.
const MOST_COMPARED: usize = 120;
/// Runs of words that say why.
const MOST_RUNS: usize = 3;

/// The cases of the place or field of this one, with the words that both have where one is proposed.
pub(super) async fn to(
    read: &mut Reader<'_>,
    facts: &Facts,
    most: usize,
) -> Result<Vec<(LineRow, Option<String>)>, Error> {
    let mut ids = case::alike(read, facts.row.id, MOST_COMPARED).await?;
    ids.push(facts.row.id);
    let mut lines = case::lines(read, &ids).await?;
    let own = lines.iter().position(|line| line.id == facts.row.id).map(|at| lines.remove(at));
    let said = |line: &LineRow| Some(Matter::new(line.words.as_deref()?, &line.field, &line.place));
    let matter = own.as_ref().and_then(said);
    let alike = |line: &LineRow| {
        let place = if line.place == facts.row.place { Place::Same } else { Place::Other };
        let found = matter.as_ref()?.likeness(&said(line)?, place);
        found.is_proposed().then_some(found)
    };
    let found: Vec<Option<Likeness>> = lines.iter().map(alike).collect();
    let mut lines: Vec<(LineRow, Option<Likeness>)> = lines.into_iter().zip(found).collect();
    // A stable sort: those that aren't proposed keep their order.
    lines.sort_by_key(|(_, found)| Reverse(found.as_ref().map(|found| found.percent)));
    lines.truncate(most);
    Ok(lines.into_iter().map(|(line, found)| (line, found.map(|found| longest(found.common)))).collect())
}

/// The longest runs of words.
fn longest(mut runs: Vec<String>) -> String {
    runs.sort_by_key(|run| Reverse(run.len()));
    runs.truncate(MOST_RUNS);
    runs.join("; ")
}
