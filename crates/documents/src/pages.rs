//! A paper laid out: sections of paragraphs and grids in the order in which they are read. Every writer walks over this,
//! so that no two of them say different things.

use std::collections::BTreeMap;

use crate::profile::{Part, Profile};
use crate::typed::Text;

/// A paper, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    pub(crate) profile: Profile,
    /// Kind and number, for the properties of the file.
    pub(crate) title: Text,
    pub(crate) sections: Vec<Section>,
    /// What stands on each page of a paper that is none: that its data are invented.
    pub(crate) mark: Text,
}

impl Pages {
    /// The same with names in the blanks of these numbers, for one print; it is never kept.
    #[must_use]
    pub fn named(mut self, names: &BTreeMap<u32, Text>) -> Self {
        for section in &mut self.sections {
            let lines = section.items.iter_mut().filter_map(|item| match item {
                Item::Line(line) => Some(line),
                Item::Grid(_) => None,
            });
            for piece in lines.flat_map(|line| &mut line.runs) {
                if let Some(name) = piece.blank.and_then(|number| names.get(&number)) {
                    (piece.words, piece.blank) = (name.clone(), None);
                }
            }
        }
        self
    }

    /// The same with a line on each page that says what it is.
    #[must_use]
    pub fn marked(self, mark: Text) -> Self {
        Self { mark, ..self }
    }
}

/// Pages of one orientation, numbered on or from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) landscape: bool,
    pub(crate) restarts: bool,
    pub(crate) items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    Line(Line),
    Grid(Grid),
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) part: Part,
    pub(crate) label: Option<Label>,
    pub(crate) runs: Vec<Piece>,
    /// Stays on the page of what follows.
    pub(crate) keep: bool,
    /// A rule of this length in twips stands in its place.
    pub(crate) rule: Option<u32>,
    pub(crate) align: Align,
    /// Set in bold, whatever its part says.
    pub(crate) bold: bool,
}

impl Line {
    pub(crate) fn of(part: Part, align: Align, words: Text) -> Self {
        let runs =
            if words.is_empty() { Vec::new() } else { vec![Piece { words, bold: false, italic: false, blank: None }] };
        Self { part, label: None, runs, keep: false, rule: None, align, bold: false }
    }

    pub(crate) fn rule(part: Part, length: u32) -> Self {
        Self { rule: Some(length), ..Self::of(part, Align::Center, Text::default()) }
    }
}

/// Words of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) words: Text,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) blank: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Center,
    Both,
}

/// The number before a paragraph: as Word counts it, and as it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) list: List,
    pub(crate) level: u8,
    pub(crate) text: String,
}

/// A list of the Word file. Letters are none: Word does not count in the Vietnamese alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum List {
    Roman,
    Arabic,
    Dash,
    Letters,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GridKind {
    /// The head of a paper.
    Head,
    /// Recipients and signatures.
    Closing,
    /// A table with lines.
    Table,
}

/// Cells in rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grid {
    pub(crate) kind: GridKind,
    /// Widths in twips.
    pub(crate) columns: Vec<u32>,
    /// Class of each column in the preview.
    pub(crate) classes: Vec<&'static str>,
    /// Rows of the head, repeated on each page.
    pub(crate) head: usize,
    pub(crate) rows: Vec<GridRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GridRow {
    /// Stands on one page.
    pub(crate) whole: bool,
    pub(crate) slots: Vec<Slot>,
}

/// A column of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    /// A cell begins here.
    Begins(GridCell),
    /// The cell above goes on, over so many columns.
    GoesOn(usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GridCell {
    pub(crate) across: usize,
    pub(crate) down: usize,
    pub(crate) lines: Vec<Line>,
    /// A further class in the preview.
    pub(crate) class: &'static str,
}

/// Twips of so many millimetres.
pub(crate) fn twips(millimetres: u32) -> u32 {
    (millimetres * 14_400 + 127) / 254
}
