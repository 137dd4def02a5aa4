//! Reading what was brought, by what it is and never by what it is called.

use serde::{Deserialize, Serialize};

use crate::found::Unrecognised;
use crate::table::{Merged, Table};
use crate::{docx, limits, paste, workbook};

/// What a file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Brought {
    /// A zip: a workbook or a Word file of today.
    Zip,
    /// A workbook of Excel until 2003.
    Xls,
    /// Text: cells with signs between them, or HTML.
    Text,
}

impl Brought {
    /// What a file is; nothing where it is none of them.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"PK\x03\x04") {
            Some(Self::Zip)
        } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
            Some(Self::Xls)
        } else if text(bytes).is_some() {
            Some(Self::Text)
        } else {
            None
        }
    }
}

/// Why a file can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    /// It is neither a workbook, nor a Word file, nor text.
    #[error("the file is no workbook, no Word file and no text")]
    OtherKind,
    /// It is damaged.
    #[error("the file is damaged")]
    Broken,
    /// It opens with a password only.
    #[error("the file is locked with a password")]
    Locked,
    /// It is larger than may be: of what.
    #[error("the file is too large: {0}")]
    TooLarge(String),
    /// Opening it took more time or memory than it may.
    #[error("opening the file took more time or memory than it may")]
    Stopped,
    /// Nothing of what is looked for stands in it.
    #[error("{0}")]
    Unrecognised(Unrecognised),
}

impl Unread {
    /// Larger than may be, of what.
    pub(crate) fn too_large(what: &str) -> Self {
        Self::TooLarge(what.to_owned())
    }
}

/// The tables of a file.
pub fn read(bytes: &[u8]) -> Result<Vec<Table>, Unread> {
    if bytes.len() > limits::FILE {
        return Err(Unread::too_large("file"));
    }
    let tables = match Brought::of(bytes).ok_or(Unread::OtherKind)? {
        Brought::Zip => match docx::tables(bytes) {
            Err(Unread::OtherKind) => workbook::new(bytes),
            other => other,
        },
        Brought::Xls => workbook::old(bytes),
        Brought::Text => paste::tables(&text(bytes).ok_or(Unread::OtherKind)?),
    }?;
    fit(&tables)?;
    Ok(tables)
}

/// Refuses tables that are larger together than a file may be, whatever they were read from.
fn fit(tables: &[Table]) -> Result<(), Unread> {
    let joined = |table: &Table| -> usize {
        let columns = |it: &Merged| it.right.min(limits::COLUMNS) + 1 - it.left.min(it.right).min(limits::COLUMNS);
        table.merged.iter().map(columns).sum()
    };
    let cells: usize = tables.iter().flat_map(|table| &table.rows).map(Vec::len).sum();
    if cells > limits::CELLS {
        return Err(Unread::too_large("cells"));
    }
    if tables.iter().any(|table| table.rows.len() > limits::ROWS) {
        return Err(Unread::too_large("rows"));
    }
    if tables.iter().any(|table| table.width() > limits::COLUMNS) {
        return Err(Unread::too_large("columns"));
    }
    let joins: usize = tables.iter().map(|table| table.merged.len()).sum();
    let columns: usize = tables.iter().map(joined).sum();
    if joins > limits::JOINS || columns > limits::JOINED_COLUMNS {
        return Err(Unread::too_large("joins"));
    }
    Ok(())
}

/// Text in UTF-8, or in UTF-16 as Excel writes it; nothing for what holds other bytes.
fn text(bytes: &[u8]) -> Option<String> {
    let decoded = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok()?.to_owned(),
        other => match std::str::from_utf8(other) {
            Ok(text) => text.to_owned(),
            // Text of the old encodings, one byte a letter.
            Err(_) => other.iter().map(|byte| char::from(*byte)).collect(),
        },
    };
    let strange = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{80}'..='\u{9f}');
    if decoded.chars().take(100_000).any(strange) || decoded.trim().is_empty() { None } else { Some(decoded) }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Option<String> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}
