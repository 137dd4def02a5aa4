//! What was pasted: the HTML of a table, or lines with tabs, or lines of one matter each.

use crate::csv;
use crate::html;
use crate::read::Unread;
use crate::table::{Cell, Table};

/// The tables of a pasted text.
pub(crate) fn tables(text: &str) -> Result<Vec<Table>, Unread> {
    let lower: String = text.chars().take(200_000).collect::<String>().to_ascii_lowercase();
    if lower.contains("<table") || lower.contains("<tr") {
        return html::tables(text);
    }
    if text.contains('\t') {
        return Ok(vec![csv::table(text, '\t')?]);
    }
    if lower.contains('|') && text.lines().filter(|line| line.contains('|')).count() >= 2 {
        return Ok(vec![barred(text)]);
    }
    let separator = csv::separator(text);
    Ok(vec![csv::table(text, separator)?])
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
