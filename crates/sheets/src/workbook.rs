//! Workbooks of Excel, new and old. Whoever calls this does so in a process of its own: see the crate's first page.

use std::io::Cursor;

use calamine::{Data, Dimensions, Range, Reader as _, Xls, Xlsx};
use domain::day::Day;

use crate::limits;
use crate::read::Unread;
use crate::table::{Cell, Merged, Table};
use crate::zipped;

/// The sheets of an `.xlsx`.
pub(crate) fn new(bytes: &[u8]) -> Result<Vec<Table>, Unread> {
    let mut parts = zipped::open(bytes)?;
    if parts.by_name("xl/workbook.xml").is_err() {
        return Err(Unread::OtherKind);
    }
    zipped::weigh(&mut parts)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unread::Broken)?;
    let names = sheets(&book.sheet_names())?;
    let (mut tables, mut room) = (Vec::new(), Room::default());
    for name in names {
        let table = cells(&mut book, &name, &mut room)?;
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        tables.push(with_joins(table, &name, &merged)?);
    }
    Ok(tables)
}

/// What the cells of a workbook take so far.
#[derive(Default)]
struct Room {
    cells: usize,
    text: usize,
}

impl Room {
    /// Puts a cell into its row. The empty ones before it take room too.
    fn put(&mut self, rows: &mut Vec<Vec<Cell>>, (row, column): (usize, usize), value: Cell) -> Result<(), Unread> {
        if row >= limits::ROWS {
            return Err(Unread::too_large("rows"));
        }
        if column >= limits::COLUMNS {
            return Err(Unread::too_large("columns"));
        }
        if let Cell::Text(text) = &value {
            self.text += text.len();
            if self.text > limits::TEXT {
                return Err(Unread::too_large("text"));
            }
        }
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut rows[row];
        if cells.len() <= column {
            self.cells += column + 1 - cells.len();
            if self.cells > limits::CELLS {
                return Err(Unread::too_large("cells"));
            }
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = value;
        Ok(())
    }
}

/// Reads a sheet cell by cell, so that one cell far away does not make all the others.
fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, room: &mut Room) -> Result<Vec<Vec<Cell>>, Unread> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|_| Unread::Broken)?;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|_| Unread::Broken)? {
        let (row, column) = cell.get_position();
        let data: Data = cell.get_value().clone().into();
        let value = value(&data)?;
        if value == Cell::Empty {
            continue;
        }
        room.put(&mut rows, (row as usize, column as usize), value)?;
    }
    Ok(rows)
}

/// The sheets of an `.xls`.
pub(crate) fn old(bytes: &[u8]) -> Result<Vec<Table>, Unread> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| Unread::Broken)?;
    let names = sheets(&book.sheet_names())?;
    let (mut tables, mut room) = (Vec::new(), Room::default());
    for name in names {
        let range = book.worksheet_range(&name).map_err(|_| Unread::Broken)?;
        let rows = of_range(&range, &mut room)?;
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        tables.push(with_joins(rows, &name, &merged)?);
    }
    Ok(tables)
}

fn of_range(range: &Range<Data>, room: &mut Room) -> Result<Vec<Vec<Cell>>, Unread> {
    let Some((top, left)) = range.start() else { return Ok(Vec::new()) };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (row, column, data) in range.used_cells() {
        let value = value(data)?;
        if value == Cell::Empty {
            continue;
        }
        room.put(&mut rows, (row + top as usize, column + left as usize), value)?;
    }
    Ok(rows)
}

fn sheets(names: &[String]) -> Result<Vec<String>, Unread> {
    if names.len() > limits::TABLES { Err(Unread::too_large("tables")) } else { Ok(names.to_vec()) }
}

/// What a cell of a workbook holds. What a formula came to counts, never the formula.
fn value(data: &Data) -> Result<Cell, Unread> {
    Ok(match data {
        Data::Int(number) =>
        {
            #[expect(clippy::cast_precision_loss, reason = "numbers of tables are small; a day or a count")]
            Cell::Number(*number as f64)
        }
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) if text.len() > limits::CHARACTERS * 4 => return Err(Unread::too_large("cell")),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let found = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
            found
                .and_then(|((year, month), day)| Day::new(year, month, day))
                .map_or_else(|| Cell::Number(moment.as_f64()), Cell::Day)
        }
        Data::DateTime(moment) => Cell::Number(moment.as_f64()),
        Data::DateTimeIso(text) => text.get(..10).and_then(Day::parse_iso).map_or_else(|| Cell::text(text), Cell::Day),
        Data::String(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Bool(_) | Data::Error(_) | Data::Empty => Cell::Empty,
    })
}

fn with_joins(rows: Vec<Vec<Cell>>, name: &str, merged: &[Dimensions]) -> Result<Table, Unread> {
    let (height, width) = (rows.len(), rows.iter().map(Vec::len).max().unwrap_or(0));
    let joins = merged.iter().filter(|it| (it.start.0 as usize) < height && (it.start.1 as usize) < width);
    let merged: Vec<Merged> = joins
        .map(|it| Merged {
            top: it.start.0 as usize,
            left: it.start.1 as usize,
            bottom: (it.end.0 as usize).min(height - 1),
            right: (it.end.1 as usize).min(width - 1),
        })
        .collect();
    let columns: usize = merged.iter().map(|it| it.right - it.left + 1).sum();
    if merged.len() > limits::JOINS || columns > limits::JOINED_COLUMNS {
        return Err(Unread::too_large("joins"));
    }
    if overlap(&merged, width) {
        return Err(Unread::Broken);
    }
    Ok(Table { name: name.to_owned(), rows, merged })
}

/// Whether a cell was joined into two others: no program that makes tables does that.
fn overlap(merged: &[Merged], width: usize) -> bool {
    let mut from_above: Vec<&Merged> = merged.iter().collect();
    from_above.sort_by_key(|it| it.top);
    // The last row of each column that is joined so far.
    let mut until: Vec<Option<usize>> = vec![None; width];
    from_above.into_iter().any(|it| {
        until[it.left..=it.right].iter_mut().any(|last| {
            let before = last.replace(it.bottom);
            before.is_some_and(|before| before >= it.top)
        })
    })
}
