//! Finding the headings of a table: in one row or in two, below titles, whatever their spelling.

use crate::named::without_brackets;
use crate::row::Column;
use crate::table::{Joins, Table};
use crate::words::{WORDS, has_phrase, plain};

/// Rows from the top among which headings are looked for.
const HIGH: usize = 60;
/// Words that a heading has at most: a sentence is none.
const LONG: usize = 14;

/// The headings of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// The first row of the headings.
    pub(crate) top: usize,
    /// The last one.
    pub(crate) bottom: usize,
    /// What each known column holds, with its heading.
    pub(crate) columns: Vec<(usize, Column, String)>,
    /// Headings of columns that nothing is taken from.
    pub(crate) unused: Vec<String>,
}

/// What a heading says that its column holds.
pub(crate) fn column(heading: &str) -> Option<Column> {
    let whole = plain(heading);
    if whole.is_empty() || whole.split(' ').count() > LONG {
        return None;
    }
    // What stands in brackets explains and does not decide, unless nothing else does.
    let outer = plain(&without_brackets(heading));
    let exact = |text: &str| WORDS.columns.iter().find(|(known, _)| known == text).map(|(_, column)| *column);
    let holding = |text: &str| {
        let mut known = WORDS.columns.iter().filter(|(known, _)| known.len() > 3);
        known.find(|(known, _)| has_phrase(text, known)).map(|(_, column)| *column)
    };
    exact(&whole).or_else(|| exact(&outer)).or_else(|| holding(&outer)).or_else(|| holding(&whole))
}

/// The headings of a table: the row, or the two rows, in which most columns are known, that of the words among them.
pub(crate) fn head(table: &Table, joins: &Joins) -> Option<Head> {
    let rows = table.rows.len().min(HIGH);
    let mut best: Option<Head> = None;
    for top in 0..rows {
        for bottom in [top, top + 1] {
            if bottom >= table.rows.len() {
                continue;
            }
            let Some(found) = of_rows(table, joins, top, bottom) else { continue };
            let better = best.as_ref().is_none_or(|known| found.columns.len() > known.columns.len());
            if better {
                best = Some(found);
            }
        }
    }
    best.filter(|found| found.columns.len() >= 2 || table.width() == 1)
}

fn of_rows(table: &Table, joins: &Joins, top: usize, bottom: usize) -> Option<Head> {
    if bottom > top && !goes_on(table, joins, top, bottom) {
        return None;
    }
    let mut columns: Vec<(usize, Column, String)> = Vec::new();
    let mut unused = Vec::new();
    for at in 0..wide(table, top, bottom) {
        let upper = above(table, joins, top, at);
        let lower = if bottom > top { text(table, bottom, at) } else { String::new() };
        let whole =
            [upper.as_str(), lower.as_str()].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
        let found = if lower.is_empty() { column(&upper) } else { column(&lower).or_else(|| column(&whole)) };
        let Some(found) = found else {
            unused.extend(Some(whole).filter(|whole| !whole.trim().is_empty()));
            continue;
        };
        // The first of two columns of one kind counts; one that repeats is not taken over. What was answered may stand in
        // several, and no word of it is lost.
        let again = columns.iter().any(|(_, known, _)| *known == found) && found != Column::Answer;
        let found = if again { Column::Other } else { found };
        if found == Column::Other {
            unused.push(whole.clone());
        }
        columns.push((at, found, whole));
    }
    let has_words = columns.iter().any(|(_, found, _)| *found == Column::Words);
    let known = columns.iter().filter(|(_, found, _)| *found != Column::Other).count();
    (has_words && known > 0).then_some(Head { top, bottom, columns, unused })
}

/// Whether a second row goes on with the headings of the first: something in the first spans several columns, and each text
/// of the second is a heading itself.
fn goes_on(table: &Table, joins: &Joins, top: usize, bottom: usize) -> bool {
    let mut named = 0;
    for at in 0..wide(table, top, bottom) {
        let lower = text(table, bottom, at);
        if lower.is_empty() || joins.joined(bottom, at).0 == top {
            continue;
        }
        let whole = format!("{} {lower}", above(table, joins, top, at));
        if column(&lower).is_none() && column(&whole).is_none() {
            return false;
        }
        named += 1;
    }
    named > 0
}

/// The text of a cell, or of the one it was joined into in the same row; a group's heading stands over its columns also where
/// nothing says that they were joined.
fn above(table: &Table, joins: &Joins, row: usize, at: usize) -> String {
    let (joined_row, joined_at) = joins.joined(row, at);
    if joined_row == row || !table.cell(row, at).is_empty() { text(table, row, joined_at) } else { String::new() }
}

/// How far to the right something stands in two rows.
fn wide(table: &Table, top: usize, bottom: usize) -> usize {
    [top, bottom].into_iter().filter_map(|row| table.rows.get(row)).map(Vec::len).max().unwrap_or(0)
}

fn text(table: &Table, row: usize, at: usize) -> String {
    table.cell(row, at).shown()
}
