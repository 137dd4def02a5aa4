//! What is told of the rows of a table: what is wrong with them or worth a look, each kind once with its rows behind it, and at
//! which row its writing stands.

use std::collections::BTreeMap;

use acts::import::{Looked, Row};
use store::import::ImportRow;

use crate::look::Shell;
use crate::look::import::ToldGroup;
use crate::page::short;

/// Rows that stand behind one kind of problem.
const TOLD: usize = 100;

/// A row of the file by its number and its first words, where it has any that may be said.
pub(super) fn quoted(shell: &Shell, row: usize, place: &str, words: &str) -> String {
    if words.is_empty() {
        shell.ta("import-row", &[("row", &row)])
    } else if place.is_empty() {
        shell.ta("import-row-words", &[("row", &row), ("words", &words)])
    } else {
        shell.ta("import-row-place-words", &[("row", &row), ("place", &place), ("words", &words)])
    }
}

/// Rows, each with the word of what is told of it, by those words: each word once, those of most rows first.
pub(super) fn groups<'a>(shell: &Shell, rows: impl Iterator<Item = (&'a str, String)>) -> Vec<ToldGroup> {
    let mut kinds: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    for (problem, row) in rows {
        let (count, shown) = kinds.entry(problem).or_default();
        *count += 1;
        if shown.len() < TOLD {
            shown.push(row);
        }
    }
    counted(shell, kinds)
}

fn counted(shell: &Shell, kinds: BTreeMap<&str, (usize, Vec<String>)>) -> Vec<ToldGroup> {
    let mut kinds: Vec<(&str, (usize, Vec<String>))> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    let group = |(problem, (count, mut rows)): (&str, (usize, Vec<String>))| {
        let what = shell.of("import-problem", problem);
        if count == 1 && rows.len() == 1 {
            let row = rows.remove(0);
            return ToldGroup { line: format!("{row}: {what}"), ..ToldGroup::default() };
        }
        let left = count.saturating_sub(rows.len());
        ToldGroup {
            line: shell.ta("import-told", &[("count", &count), ("what", &what)]),
            more: if left == 0 { String::new() } else { shell.ta("import-told-more", &[("count", &left)]) },
            rows,
        }
    };
    kinds.into_iter().map(group).collect()
}

/// How the columns of a table are understood and what is not taken from it, line by line.
pub(super) fn seen(shell: &Shell, looked: &Looked) -> Vec<String> {
    let is_taken = |word: &str| word != "other" && word != "number";
    let columns = looked.columns.iter().filter(|(word, _)| is_taken(word)).map(|(word, heading)| {
        shell.ta("import-column", &[("heading", heading), ("is", &shell.of("import-column", word))])
    });
    let mut lines: Vec<String> = columns.collect();
    if !looked.unused.is_empty() {
        lines.push(shell.ta("import-unused", &[("headings", &looked.unused.join("; "))]));
    }
    if looked.elsewhere > 0 {
        lines.push(shell.ta("import-elsewhere", &[("count", &looked.elsewhere)]));
    }
    if looked.left_out > 0 {
        lines.push(shell.ta("import-left-out", &[("count", &looked.left_out)]));
    }
    lines
}

/// What is worth a look in the rows of a table that can be taken over.
pub(super) fn noted(shell: &Shell, looked: &Looked) -> Vec<ToldGroup> {
    fn of_row(kept: &BTreeMap<usize, String>, row: usize) -> &str {
        kept.get(&row).map_or("", String::as_str)
    }
    // Names that are asked for stand below, each once.
    let asked = |problem: &str| matches!(problem, "unknown_agency" | "several_agencies");
    let mut kinds: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    for (row, problem) in looked.notes.iter().filter(|(_, problem)| looked.said.is_empty() || !asked(problem)) {
        let (count, rows) = kinds.entry(problem).or_default();
        rows.push(quoted(shell, *row, of_row(&looked.lie_in, *row), of_row(&looked.said, *row)));
        *count = looked.noted.get(problem).copied().unwrap_or(rows.len());
    }
    counted(shell, kinds)
}

/// At which row the writing of a table stands, why, and what can be done; the row is the first of those that wait.
pub(super) fn refused(shell: &Shell, found: &ImportRow, row: Option<&Row>) -> Vec<String> {
    let Some((no, code)) = found.refused.as_ref().filter(|_| found.state == "applying") else { return Vec::new() };
    let words = row.map(|row| short(&row.words, 160)).unwrap_or_default();
    let why = match code.as_str() {
        "not-allowed" | "not-there" => "import-stands-right",
        "not-a-choice" | "body-ended" | "too-early" | "happened-before" => "import-stands-named",
        _ => "import-stands-other",
    };
    vec![shell.ta("import-stands", &[("no", no), ("words", &words)]), shell.t(why)]
}
