//! Text with commas, semicolons or tabs between cells, quoted where a cell holds one of them.

use crate::limits;
use crate::read::Unread;
use crate::table::{Cell, Table};

/// The table of a text.
pub(crate) fn table(text: &str, separator: char) -> Result<Table, Unread> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut cell = String::new();
    let (mut quoted, mut begun) = (false, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if quoted {
            match letter {
                '"' if letters.peek() == Some(&'"') => {
                    letters.next();
                    cell.push('"');
                }
                '"' => quoted = false,
                '\r' => {}
                other => cell.push(other),
            }
            continue;
        }
        match letter {
            '"' if !begun => {
                quoted = true;
                begun = true;
            }
            '\r' => {}
            '\n' => {
                end_cell(&mut row, &mut cell)?;
                begun = false;
                end_row(&mut rows, &mut row)?;
            }
            other if other == separator => {
                end_cell(&mut row, &mut cell)?;
                begun = false;
            }
            other => {
                begun = begun || !other.is_whitespace();
                cell.push(other);
            }
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        end_cell(&mut row, &mut cell)?;
        end_row(&mut rows, &mut row)?;
    }
    Ok(Table { rows, ..Table::default() })
}

fn end_cell(row: &mut Vec<Cell>, cell: &mut String) -> Result<(), Unread> {
    if cell.len() > limits::CHARACTERS * 4 {
        return Err(Unread::too_large("cell"));
    }
    row.push(Cell::text(cell));
    cell.clear();
    if row.len() > limits::COLUMNS { Err(Unread::too_large("columns")) } else { Ok(()) }
}

fn end_row(rows: &mut Vec<Vec<Cell>>, row: &mut Vec<Cell>) -> Result<(), Unread> {
    while row.last().is_some_and(Cell::is_empty) {
        row.pop();
    }
    // A row keeps no spare room: a copy is as long as the row is.
    rows.push(row.as_slice().into());
    row.clear();
    if rows.len() > limits::ROWS { Err(Unread::too_large("rows")) } else { Ok(()) }
}

/// What stands between cells: of the signs outside quotes in the first lines, the one that stands there most often.
pub(crate) fn separator(text: &str) -> char {
    let mut counts = [('\t', 0_usize), (';', 0), (',', 0)];
    let mut quoted = false;
    for letter in text.chars().take(20_000) {
        if letter == '"' {
            quoted = !quoted;
        } else if !quoted && let Some(count) = counts.iter_mut().find(|(sign, _)| *sign == letter) {
            count.1 += 1;
        }
    }
    // A comma stands in sentences too: any tab or two semicolons say more.
    match counts {
        [('\t', tabs), ..] if tabs > 0 => '\t',
        [_, (';', semicolons), (',', commas)] if semicolons * 2 > commas => ';',
        _ => ',',
    }
}
