//! What was pasted: the HTML of a table, or lines with tabs, or lines of one matter each.

use crate::cells::{field, without_number};
use crate::csv;
use crate::heading::column;
use crate::html;
use crate::read::Unread;
use crate::row::Column;
use crate::table::{Cell, Table};
use crate::words::{WORDS, has_phrase, plain};

/// The tables of a pasted text.
pub(crate) fn tables(text: &str) -> Result<Vec<Table>, Unread> {
    let lower: String = text.chars().take(200_000).collect::<String>().to_ascii_lowercase();
    if lower.contains("<table") || lower.contains("<tr") {
        return html::tables(text);
    }
    if text.contains('\t') {
        return Ok(vec![csv::table(gathered(text).as_deref().unwrap_or(text), '\t')?]);
    }
    if lower.contains('|') && text.lines().filter(|line| line.contains('|')).count() >= 2 {
        return Ok(vec![barred(text)]);
    }
    let separator = csv::separator(text);
    Ok(vec![csv::table(text, separator)?])
}

/// Lines of which one row of a table is made at most.
const LINES: usize = 200;

/// Rows of a table that Word put on the clipboard as text: a cell of several paragraphs stands there in as many lines, without
/// quotes. They are one row again, with those cells in quotes; nothing where no row is in several lines.
fn gathered(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches('\r')).collect();
    let tabs = |line: &str| line.matches('\t').count();
    let width = lines.iter().map(|line| tabs(line)).max().filter(|width| *width > 0)?;
    // Excel puts such cells in quotes by itself.
    if lines.iter().any(|line| line.matches('"').count() % 2 == 1) {
        return None;
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut at, mut joined, mut within) = (0, false, false);
    while at < lines.len() {
        let mut cells = cells(lines[at]);
        let mut last = at;
        if (2..=width).contains(&cells.len()) {
            // Lines until the row is as wide as the others; where it becomes wider it was a row of its own.
            let mut more = cells.clone();
            for (next, line) in lines.iter().enumerate().skip(at + 1).take(LINES) {
                if !goes_on(&cells[0], line) {
                    break;
                }
                go_on(&mut more, line);
                if more.len() > width {
                    if more.len() == width + 1 {
                        (cells, last, joined) = (more, next, true);
                    }
                    break;
                }
            }
        }
        let alone = cells.len() == 1 && !cells[0].trim().is_empty();
        if within && alone && !stands_alone(&cells[0]) {
            if let Some(row) = rows.last_mut() {
                go_on(row, lines[at]);
                joined = true;
            }
        } else {
            within = cells.len() == width + 1;
            rows.push(cells);
        }
        at = last + 1;
    }
    let quoted = |cell: &String| {
        if cell.contains('\n') { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join("\t");
    joined.then(|| rows.iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn cells(line: &str) -> Vec<String> {
    line.split('\t').map(str::to_owned).collect()
}

/// Whether a line may go on with a row that is not whole yet. Tabs at the end of rows may have been cut off, so that two short
/// rows look like one: a number tells where the next row begins, and without numbers only what begins small goes on.
fn goes_on(first: &str, line: &str) -> bool {
    let is_number = |text: &str| {
        let text = text.trim().trim_end_matches('.');
        !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit())
    };
    let begins = line.trim_start().chars().next();
    if is_number(first) || column(first) == Some(Column::Number) {
        !is_number(line.split('\t').next().unwrap_or_default())
    } else {
        begins.is_none_or(|letter| letter.is_lowercase() || matches!(letter, '-' | '–' | '+' | '•' | '('))
    }
}

/// Goes on with the last cell of a row in a new line.
fn go_on(row: &mut Vec<String>, line: &str) {
    let mut cells = cells(line).into_iter();
    if let (Some(last), Some(first)) = (row.last_mut(), cells.next()) {
        last.push('\n');
        last.push_str(&first);
    }
    row.extend(cells);
}

/// Whether a line without tabs below a row is no more of its last cell: a title, a sum, who signs.
fn stands_alone(line: &str) -> bool {
    let words = plain(line);
    let begins = |list: &[String]| {
        list.iter()
            .any(|word| words.strip_prefix(word.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    };
    let marks = &WORDS.marks;
    is_title(line)
        || words.split(' ').count() <= 8 && (begins(&marks.total) || begins(&marks.signature))
        || [&marks.day, &marks.month, &marks.year].iter().all(|list| list.iter().any(|word| has_phrase(&words, word)))
}

/// Whether a line is the title of the rows below it.
fn is_title(line: &str) -> bool {
    let words = plain(line);
    let place = WORDS.marks.places.iter().any(|word| words.starts_with(&format!("{word} ")));
    let capitals = line.chars().any(char::is_alphabetic) && !line.chars().any(char::is_lowercase);
    without_number(line).1 || words.split(' ').count() <= 6 && (place || capitals || !field(line).is_empty())
}

/// A table as chats write it, with bars between cells.
fn barred(text: &str) -> Table {
    let rows = text
        .lines()
        .filter(|line| line.contains('|') && line.chars().any(char::is_alphanumeric))
        .map(|line| line.trim().trim_matches('|').split('|').map(Cell::text).collect())
        .collect();
    Table { rows, ..Table::default() }
}
