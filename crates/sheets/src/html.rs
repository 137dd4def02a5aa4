//! Tables in the HTML that Word, Excel and browsers put on the clipboard.

use crate::limits;
use crate::read::Unread;
use crate::table::{Cell, Merged, Table};

/// The tables of a text, in their order; a table inside a cell is read as text of that cell.
pub(crate) fn tables(text: &str) -> Result<Vec<Table>, Unread> {
    let mut tables = Vec::new();
    let mut open: Option<Building> = None;
    let mut depth = 0_usize;
    let mut hidden: Option<&str> = None;
    let mut rest = text;
    while !rest.is_empty() {
        let Some(at) = rest.find('<') else {
            write(open.as_mut(), rest, hidden.is_some())?;
            break;
        };
        write(open.as_mut(), &rest[..at], hidden.is_some())?;
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        let closing = tag.starts_with('/');
        let name = tag
            .trim_start_matches('/')
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let name = name.to_ascii_lowercase();
        match hidden {
            Some(until) if closing && name == until => hidden = None,
            Some(_) => continue,
            None => {}
        }
        match (name.as_str(), closing) {
            ("style", false) => hidden = Some("style"),
            ("script", false) => hidden = Some("script"),
            ("table", false) => {
                depth += 1;
                if depth == 1 {
                    open = Some(Building::default());
                }
            }
            ("table", true) => {
                depth = depth.saturating_sub(1);
                if depth == 0
                    && let Some(built) = open.take()
                {
                    tables.push(built.done());
                    if tables.len() > limits::TABLES {
                        return Err(Unread::too_large("tables"));
                    }
                }
            }
            ("tr", false) if depth == 1 => {
                if let Some(built) = &mut open {
                    built.new_row()?;
                }
            }
            ("td" | "th", false) if depth == 1 => {
                if let Some(built) = &mut open {
                    built.new_cell(number(tag, "colspan"), number(tag, "rowspan"))?;
                }
            }
            ("td" | "th", true) if depth == 1 => {
                if let Some(built) = &mut open {
                    built.end_cell();
                }
            }
            ("br", _) | ("p" | "div" | "li" | "tr", true) => {
                if let Some(built) = &mut open {
                    built.push("\n")?;
                }
            }
            _ => {}
        }
    }
    if let Some(built) = open {
        tables.push(built.done());
    }
    Ok(tables)
}

fn write(built: Option<&mut Building>, text: &str, hidden: bool) -> Result<(), Unread> {
    match built {
        Some(built) if !hidden => built.push(&spaced(&unescaped(text))),
        _ => Ok(()),
    }
}

/// Line ends in HTML are spaces.
fn spaced(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut space = false;
    for letter in text.chars() {
        let is_space = letter.is_whitespace() && letter != '\u{a0}';
        if !(is_space && space) {
            kept.push(if is_space || letter == '\u{a0}' { ' ' } else { letter });
        }
        space = is_space;
    }
    kept
}

/// A number that an attribute gives, 1 where it gives none.
fn number(tag: &str, name: &str) -> usize {
    let lower = tag.to_ascii_lowercase();
    let Some(at) = lower.find(&format!("{name}=")) else { return 1 };
    let value = lower[at + name.len() + 1..].trim_start_matches(['"', '\'']);
    let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(1).max(1)
}

fn unescaped(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.char_indices().take(12).find(|(_, letter)| *letter == ';').map(|(end, _)| end) else {
            kept.push('&');
            rest = &rest[1..];
            continue;
        };
        if let Some(letter) = entity(&rest[1..end]) {
            kept.push(letter);
            rest = &rest[end + 1..];
        } else {
            kept.push('&');
            rest = &rest[1..];
        }
    }
    kept.push_str(rest);
    kept
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|letter| !letter.is_control());
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter)
}

/// Names that Word and Excel write; other letters come as themselves or as numbers.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '\u{2013}'),
    ("mdash", '\u{2014}'),
    ("hellip", '\u{2026}'),
    ("lsquo", '\u{2018}'),
    ("rsquo", '\u{2019}'),
    ("ldquo", '\u{201c}'),
    ("rdquo", '\u{201d}'),
    ("bull", '\u{2022}'),
];

/// A table that is being read.
#[derive(Default)]
pub(crate) struct Building {
    rows: Vec<Vec<Cell>>,
    merged: Vec<Merged>,
    /// Cells of later rows that were joined from above: row, column.
    taken: std::collections::BTreeSet<(usize, usize)>,
    open: Option<(usize, String)>,
    cells: usize,
    /// Columns that joined cells cover.
    joined: usize,
}

impl Building {
    pub(crate) fn new_row(&mut self) -> Result<(), Unread> {
        self.end_cell();
        self.rows.push(Vec::new());
        if self.rows.len() > limits::ROWS { Err(Unread::too_large("rows")) } else { Ok(()) }
    }

    pub(crate) fn new_cell(&mut self, across: usize, down: usize) -> Result<(), Unread> {
        self.end_cell();
        if self.rows.is_empty() {
            self.new_row()?;
        }
        if across > limits::COLUMNS || down > limits::ROWS {
            return Err(Unread::too_large("columns"));
        }
        let row = self.rows.len() - 1;
        let before = self.rows[row].len();
        let mut column = before;
        while self.taken.remove(&(row, column)) {
            self.rows[row].push(Cell::Empty);
            column += 1;
        }
        self.rows[row].resize(column + across, Cell::Empty);
        self.cells += self.rows[row].len() - before;
        self.joined += if across > 1 || down > 1 { across } else { 0 };
        if self.rows[row].len() > limits::COLUMNS {
            return Err(Unread::too_large("columns"));
        }
        if self.cells > limits::CELLS {
            return Err(Unread::too_large("cells"));
        }
        if self.joined > limits::JOINED_COLUMNS {
            return Err(Unread::too_large("joins"));
        }
        if across > 1 || down > 1 {
            let merged = Merged { top: row, left: column, bottom: row + down - 1, right: column + across - 1 };
            self.merged.push(merged);
            for below in row + 1..row + down.min(2_000) {
                for beside in column..column + across {
                    self.taken.insert((below, beside));
                }
            }
            if self.taken.len() > limits::CELLS / 4 {
                return Err(Unread::too_large("rows"));
            }
        }
        self.open = Some((column, String::new()));
        Ok(())
    }

    pub(crate) fn push(&mut self, text: &str) -> Result<(), Unread> {
        if let Some((_, kept)) = &mut self.open {
            kept.push_str(text);
            if kept.len() > limits::CHARACTERS * 4 {
                return Err(Unread::too_large("cell"));
            }
        }
        Ok(())
    }

    pub(crate) fn end_cell(&mut self) {
        let Some((column, text)) = self.open.take() else { return };
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.get_mut(column)) {
            *cell = Cell::text(&lines.join("\n"));
        }
    }

    /// Joins the cell that is open with the one above it; Word says so row by row.
    pub(crate) fn goes_on_from_above(&mut self, column: usize, across: usize) {
        let Some(row) = self.rows.len().checked_sub(1) else { return };
        let right = column + across - 1;
        let above =
            self.merged.iter_mut().rev().find(|it| it.left == column && it.right == right && it.bottom + 1 == row);
        match above {
            Some(merged) => merged.bottom = row,
            None if row > 0 => self.merged.push(Merged { top: row - 1, left: column, bottom: row, right }),
            None => {}
        }
    }

    /// In which column the open cell stands.
    pub(crate) fn column(&self) -> Option<usize> {
        self.open.as_ref().map(|(column, _)| *column)
    }

    pub(crate) fn done(mut self) -> Table {
        self.end_cell();
        let rows = self.rows.len();
        for it in &mut self.merged {
            it.bottom = it.bottom.min(rows.saturating_sub(1));
        }
        Table { name: String::new(), rows: self.rows, merged: self.merged }
    }
}
