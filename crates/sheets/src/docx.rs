//! The tables of a Word file.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::html::Building;
use crate::limits;
use crate::read::Unread;
use crate::table::Table;
use crate::zipped;

/// The tables of a document, in their order; one inside a cell is read as text of that cell.
pub(crate) fn tables(bytes: &[u8]) -> Result<Vec<Table>, Unread> {
    let mut parts = zipped::open(bytes)?;
    let text = zipped::part(&mut parts, "word/document.xml")?.ok_or(Unread::OtherKind)?;
    let mut reader = Reader::from_str(&text);
    let mut found = Found::default();
    loop {
        match reader.read_event().map_err(|_| Unread::Broken)? {
            Event::Start(tag) => found.start(&tag)?,
            Event::Empty(tag) => {
                found.start(&tag)?;
                found.end(tag.local_name().as_ref())?;
            }
            Event::End(tag) => found.end(tag.local_name().as_ref())?,
            Event::Text(text) if found.in_text => found.push(&text)?,
            Event::GeneralRef(name) if found.in_text => {
                let letter = match name.resolve_char_ref() {
                    Ok(Some(letter)) => letter,
                    _ => match name.as_ref() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => return Err(Unread::Broken),
                    },
                };
                found.push(letter.encode_utf8(&mut [0; 4]))?;
            }
            Event::DocType(_) => return Err(Unread::Broken),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(found.tables)
}

#[derive(Default)]
struct Found {
    tables: Vec<Table>,
    open: Option<Building>,
    depth: usize,
    in_text: bool,
    /// What is known of the cell that begins: how far it spans, whether it goes on from above, whether it was made.
    across: usize,
    goes_on: bool,
    begins: bool,
}

impl Found {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Unread> {
        match tag.local_name().as_ref() {
            "tbl" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.open = Some(Building::default());
                }
            }
            "tr" if self.depth == 1 => {
                if let Some(open) = &mut self.open {
                    open.new_row()?;
                }
            }
            "tc" if self.depth == 1 => {
                (self.across, self.goes_on, self.begins) = (1, false, true);
            }
            "gridSpan" if self.depth == 1 => {
                self.across = value(tag).and_then(|it| it.parse().ok()).unwrap_or(1).max(1);
            }
            "vMerge" if self.depth == 1 => self.goes_on = value(tag).is_none_or(|it| it != "restart"),
            "p" => self.make_cell()?,
            "t" => self.in_text = true,
            "tab" if self.open.is_some() => self.push(" ")?,
            "br" | "cr" => self.push("\n")?,
            _ => {}
        }
        Ok(())
    }

    /// The cell begins with its first paragraph: by then its properties were read.
    fn make_cell(&mut self) -> Result<(), Unread> {
        if !(self.begins && self.depth == 1) {
            return Ok(());
        }
        self.begins = false;
        if let Some(open) = &mut self.open {
            if self.across > limits::COLUMNS {
                return Err(Unread::too_large("columns"));
            }
            open.new_cell(self.across, 1)?;
            if self.goes_on
                && let Some(column) = open.column()
            {
                open.goes_on_from_above(column, self.across);
            }
        }
        Ok(())
    }

    fn push(&mut self, text: &str) -> Result<(), Unread> {
        match &mut self.open {
            Some(open) => open.push(text),
            None => Ok(()),
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Unread> {
        match name {
            "tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0
                    && let Some(open) = self.open.take()
                {
                    self.tables.push(open.done());
                    if self.tables.len() > limits::TABLES {
                        return Err(Unread::too_large("tables"));
                    }
                }
            }
            "tc" if self.depth == 1 => {
                self.make_cell()?;
                if let Some(open) = &mut self.open {
                    open.end_cell();
                }
            }
            "p" => self.push("\n")?,
            "t" => self.in_text = false,
            _ => {}
        }
        Ok(())
    }
}

/// The value of a tag of Word.
fn value(tag: &BytesStart<'_>) -> Option<String> {
    let found = tag.attributes().flatten().find(|it| it.key.local_name().as_ref() == "val")?;
    Some(found.value.into_owned())
}
