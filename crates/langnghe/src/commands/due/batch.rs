//! Many due dates at once: lines of values parted by commas in, the same lines with `due` and `error` out.

use std::io::{BufRead, BufWriter, Write};

use domain::Calendar;
use domain::due::{Direction, Period, due_on};

use crate::refused::Refused;

/// The columns that are read, in the order they have when no header names them.
const COLUMNS: [&str; 4] = ["from", "amount", "unit", "direction"];
/// How many lines the remark about computed calendars names.
const NAMED: usize = 20;

/// Reads to the end. A line that can't be counted says so in its `error`, and the others go on. Gives the remark to make
/// when dates rest on a computed calendar.
pub(super) fn run(
    calendar: &Calendar,
    roll: bool,
    mut input: impl BufRead,
    output: impl Write,
) -> anyhow::Result<Option<String>> {
    let mut output = BufWriter::new(output);
    let mut at = [0, 1, 2, 3];
    let mut columns = COLUMNS.len();
    let mut computed = Vec::new();
    let mut begun = false;
    let mut bytes = Vec::new();
    for number in 1_usize.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
        if text.is_empty() {
            continue;
        }
        let (mut fields, whole) = fields(text);
        if !begun {
            begun = true;
            if let Some(header) = header(&fields)? {
                (at, columns) = (header, fields.len());
                fields.extend(["due".to_owned(), "error".to_owned()]);
                write(&mut output, &fields)?;
                continue;
            }
        }
        let answer = if whole && fields.len() == columns {
            line(calendar, roll, at.map(|column| fields.get(column).map_or("", |field| field.trim())))
        } else if whole {
            Err(format!("{} columns where {columns} belong", fields.len()))
        } else {
            Err("a quote is opened and not closed".to_owned())
        };
        fields.resize(columns.max(fields.len()), String::new());
        match answer {
            Ok((due, is_computed)) => {
                if is_computed {
                    computed.push(number);
                }
                fields.extend([due, String::new()]);
            }
            Err(error) => fields.extend([String::new(), error]),
        }
        write(&mut output, &fields)?;
    }
    output.flush()?;
    Ok(remark(&computed))
}

/// Where the four columns stand; nothing when the first line is no header but begins with a day.
fn header(fields: &[String]) -> Result<Option<[usize; 4]>, Refused> {
    if fields.first().is_some_and(|first| super::day(first.trim()).is_ok()) {
        return Ok(None);
    }
    let mut at = [0; 4];
    for (place, name) in at.iter_mut().zip(COLUMNS) {
        let found = fields.iter().position(|field| field.trim().eq_ignore_ascii_case(name));
        *place = found.ok_or_else(|| {
            Refused::wrong_use(
                format!("the first line has no column {name}."),
                "begin with the line from,amount,unit,direction",
            )
        })?;
    }
    Ok(Some(at))
}

/// The due date of one line, and whether it rests on a computed calendar.
fn line(calendar: &Calendar, roll: bool, fields: [&str; 4]) -> Result<(String, bool), String> {
    let [from, amount, unit, direction] = fields;
    let from = super::day(from)?;
    let (amount, unit) = (super::amount(amount)?, super::unit(unit)?);
    let direction = if direction.is_empty() { Direction::After } else { super::direction(direction)? };
    let period = Period { roll, ..Period::new(amount, unit, direction) };
    let (on, computed) = due_on(calendar, from, period).map_err(|refusal| super::sentence(&refusal))?;
    Ok((on.to_iso(), computed))
}

fn remark(computed: &[usize]) -> Option<String> {
    if computed.is_empty() {
        return None;
    }
    let named: Vec<String> = computed.iter().take(NAMED).map(usize::to_string).collect();
    let more = if computed.len() > NAMED { ", …" } else { "" };
    let (dates, lines) = if computed.len() == 1 { ("date rests", "line") } else { ("dates rest", "lines") };
    Some(format!(
        "{} {dates} on a calendar that is computed and not announced yet: {lines} {}{more}",
        computed.len(),
        named.join(", ")
    ))
}

/// The fields of a line; a field may stand in quotes, with a quote doubled inside. Whether every quote was closed.
fn fields(line: &str) -> (Vec<String>, bool) {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let empty = fields.last().is_none_or(String::is_empty);
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                push(&mut fields, '"');
            }
            '"' if quoted || empty => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => push(&mut fields, c),
        }
    }
    (fields, !quoted)
}

fn push(fields: &mut [String], c: char) {
    if let Some(last) = fields.last_mut() {
        last.push(c);
    }
}

fn write(output: &mut impl Write, fields: &[String]) -> std::io::Result<()> {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            output.write_all(b",")?;
        }
        if field.contains([',', '"']) {
            write!(output, "\"{}\"", field.replace('"', "\"\""))?;
        } else {
            output.write_all(field.as_bytes())?;
        }
    }
    output.write_all(b"\n")
}
