//! The text of a Word file: paragraphs, tables, sections.

use std::fmt::Write as _;

use super::styles::{TABLE_MARGIN, style};
use super::{EMPTY_HEADER, NUMBERED_HEADER, R, W, XML, list_number};
use crate::compose::head::HEAD_MARGIN;
use crate::pages::{Align, Grid, GridCell, GridKind, Item, Line, List, Pages, Piece, Section, Slot, twips};
use crate::profile::{Measure, Part, Profile};
use crate::typed::escape;

/// Sides of A4 in twips.
const SHORT_SIDE: u32 = 11_906;
const LONG_SIDE: u32 = 16_838;

/// Room between the text and the signatures, in twips.
const BEFORE_CLOSING: u32 = 160;

/// Room below the rule under an abstract, in twips.
const AFTER_ABSTRACT: u32 = 240;

struct Body<'a> {
    out: String,
    profile: &'a Profile,
    section: usize,
}

pub(super) fn document(pages: &Pages) -> String {
    let out = format!("{XML}<w:document {W} {R}><w:body>");
    let mut body = Body { out, profile: &pages.profile, section: 0 };
    for (index, section) in pages.sections.iter().enumerate() {
        body.section = index;
        body.items(section);
        body.section_end(section, index + 1 == pages.sections.len());
    }
    body.out.push_str("</w:body></w:document>");
    body.out
}

impl Body<'_> {
    fn items(&mut self, section: &Section) {
        let room = self.room(section.landscape);
        let mut before: Option<GridKind> = None;
        for item in &section.items {
            // Two tables that touch become one in Word, and words need room below a table with lines.
            let touches = before == Some(GridKind::Table) || before.is_some() && matches!(item, Item::Grid(_));
            if touches {
                self.out.push_str("<w:p><w:pPr><w:pStyle w:val=\"PaperRule\"/><w:keepNext/></w:pPr></w:p>");
            }
            match item {
                Item::Line(line) => self.line(line, room),
                Item::Grid(grid) => self.grid(grid),
            }
            before = match item {
                Item::Line(_) => None,
                Item::Grid(grid) => Some(grid.kind),
            };
        }
    }

    /// Margins above, right, below and left in millimetres: a page on its side is a page that was turned.
    fn margins(&self, landscape: bool) -> [u32; 4] {
        let of = |measure| self.profile.number(measure);
        let upright = [Measure::MarginTop, Measure::MarginRight, Measure::MarginBottom, Measure::MarginLeft].map(of);
        if landscape { [upright[3], upright[0], upright[1], upright[2]] } else { upright }
    }

    fn room(&self, landscape: bool) -> u32 {
        let [_, right, _, left] = self.margins(landscape);
        let side = if landscape { LONG_SIDE } else { SHORT_SIDE };
        side - twips(right) - twips(left)
    }

    /// The section's page; in the last paragraph of a section, or at the end of the text.
    fn section_end(&mut self, section: &Section, last: bool) {
        self.out.push_str("<w:p><w:pPr><w:pStyle w:val=\"PaperRule\"/>");
        if last {
            self.out.push_str("</w:pPr></w:p>");
        }
        let [top, right, bottom, left] = self.margins(section.landscape).map(twips);
        let head = twips(self.profile.number(Measure::PageNumberFromEdge));
        let (width, height, turned) = if section.landscape {
            (LONG_SIDE, SHORT_SIDE, " w:orient=\"landscape\"")
        } else {
            (SHORT_SIDE, LONG_SIDE, "")
        };
        // The first page of a paper, and of an annex with numbers of its own, bears no number.
        let first = self.section == 0 || section.restarts;
        let restart = if first { "<w:pgNumType w:start=\"1\"/>" } else { "" };
        let title_page = if first { "<w:titlePg/>" } else { "" };
        let _ = write!(
            self.out,
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{NUMBERED_HEADER}\"/>\
             <w:headerReference w:type=\"first\" r:id=\"{EMPTY_HEADER}\"/>\
             <w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/>\
             <w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"{head}\" \
             w:footer=\"{head}\" w:gutter=\"0\"/>{restart}{title_page}</w:sectPr>"
        );
        if !last {
            self.out.push_str("</w:pPr></w:p>");
        }
    }

    fn line(&mut self, line: &Line, room: u32) {
        if let Some(length) = line.rule {
            self.rule(line, length, room);
            return;
        }
        let (id, _) = style(line.part);
        let _ = write!(self.out, "<w:p><w:pPr><w:pStyle w:val=\"{id}\"/>");
        if line.keep {
            self.out.push_str("<w:keepNext/>");
        }
        let label = line.label.as_ref();
        if let Some(label) = label.filter(|label| label.list != List::Letters) {
            let number = list_number(self.section, label.list);
            let level = label.level;
            let _ = write!(self.out, "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr>");
        }
        if matches!(line.part, Part::TableCell | Part::TableHead) {
            let align = match line.align {
                Align::Left => "left",
                Align::Center => "center",
                Align::Both => "both",
            };
            let _ = write!(self.out, "<w:jc w:val=\"{align}\"/>");
        }
        self.out.push_str("</w:pPr>");
        if let Some(label) = label.filter(|label| label.list == List::Letters) {
            self.words(&format!("{} ", label.text), line.bold, false);
        }
        line.runs.iter().for_each(|piece| self.piece(piece, line.bold));
        self.out.push_str("</w:p>");
    }

    fn piece(&mut self, piece: &Piece, bold: bool) {
        if let Some(number) = piece.blank {
            let _ =
                write!(self.out, "<w:sdt><w:sdtPr><w:tag w:val=\"blank-{number}\"/><w:text/></w:sdtPr><w:sdtContent>");
        }
        self.words(piece.words.as_str(), bold || piece.bold, piece.italic);
        if piece.blank.is_some() {
            self.out.push_str("</w:sdtContent></w:sdt>");
        }
    }

    fn words(&mut self, words: &str, bold: bool, italic: bool) {
        self.out.push_str("<w:r>");
        if bold || italic {
            self.out.push_str("<w:rPr>");
            self.out.push_str(if bold { "<w:b/><w:bCs/>" } else { "" });
            self.out.push_str(if italic { "<w:i/><w:iCs/>" } else { "" });
            self.out.push_str("</w:rPr>");
        }
        for (index, words) in words.split('\n').enumerate() {
            if index > 0 {
                self.out.push_str("<w:br/>");
            }
            if !words.is_empty() {
                self.out.push_str("<w:t xml:space=\"preserve\">");
                escape(words, &mut self.out);
                self.out.push_str("</w:t>");
            }
        }
        self.out.push_str("</w:r>");
    }

    /// A rule is the upper border of an empty paragraph that is moved in from both sides.
    fn rule(&mut self, line: &Line, length: u32, room: u32) {
        let inset = room.saturating_sub(length) / 2;
        self.out.push_str("<w:p><w:pPr><w:pStyle w:val=\"PaperRule\"/>");
        if line.keep {
            self.out.push_str("<w:keepNext/>");
        }
        self.out.push_str("<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/></w:pBdr>");
        if line.part == Part::Abstract {
            let _ = write!(
                self.out,
                "<w:spacing w:before=\"70\" w:after=\"{AFTER_ABSTRACT}\" w:line=\"40\" w:lineRule=\"exact\"/>"
            );
        }
        let _ = write!(self.out, "<w:ind w:left=\"{inset}\" w:right=\"{inset}\"/></w:pPr></w:p>");
    }

    fn grid(&mut self, grid: &Grid) {
        let id = if grid.kind == GridKind::Table { "PaperTable" } else { "PaperFrame" };
        let width: u32 = grid.columns.iter().sum();
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{id}\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>\
             <w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>"
        );
        // Margins in the order of the schema: top, left, bottom, right.
        let margins = match grid.kind {
            GridKind::Closing => vec![("top", BEFORE_CLOSING)],
            GridKind::Head => vec![("left", HEAD_MARGIN), ("right", HEAD_MARGIN)],
            GridKind::Table => Vec::new(),
        };
        if !margins.is_empty() {
            self.out.push_str("<w:tblCellMar>");
            for (side, width) in margins {
                let _ = write!(self.out, "<w:{side} w:w=\"{width}\" w:type=\"dxa\"/>");
            }
            self.out.push_str("</w:tblCellMar>");
        }
        self.out.push_str("</w:tblPr><w:tblGrid>");
        for column in &grid.columns {
            let _ = write!(self.out, "<w:gridCol w:w=\"{column}\"/>");
        }
        self.out.push_str("</w:tblGrid>");
        for (index, row) in grid.rows.iter().enumerate() {
            self.out.push_str("<w:tr>");
            let head = index < grid.head;
            if row.whole || head {
                self.out.push_str("<w:trPr><w:cantSplit/>");
                self.out.push_str(if head { "<w:tblHeader/>" } else { "" });
                self.out.push_str("</w:trPr>");
            }
            let mut at = 0;
            for slot in &row.slots {
                at += self.slot(slot, &grid.columns[at..], grid.kind);
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
    }

    /// Writes a cell and says over how many columns it goes.
    fn slot(&mut self, slot: &Slot, columns: &[u32], kind: GridKind) -> usize {
        let (across, down) = match slot {
            Slot::Begins(cell) => (cell.across, cell.down),
            Slot::GoesOn(across) => (*across, 1),
        };
        let width: u32 = columns[..across].iter().sum();
        let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if across > 1 {
            let _ = write!(self.out, "<w:gridSpan w:val=\"{across}\"/>");
        }
        match slot {
            Slot::Begins(_) if down > 1 => self.out.push_str("<w:vMerge w:val=\"restart\"/>"),
            Slot::GoesOn(_) => self.out.push_str("<w:vMerge/>"),
            Slot::Begins(_) => {}
        }
        self.out.push_str("</w:tcPr>");
        match slot {
            Slot::Begins(cell) if !cell.lines.is_empty() => self.cell(cell, width, kind),
            _ => self.out.push_str("<w:p/>"),
        }
        self.out.push_str("</w:tc>");
        across
    }

    fn cell(&mut self, cell: &GridCell, width: u32, kind: GridKind) {
        let room = match kind {
            GridKind::Table => width.saturating_sub(2 * TABLE_MARGIN),
            GridKind::Head => width.saturating_sub(2 * HEAD_MARGIN),
            GridKind::Closing => width,
        };
        cell.lines.iter().for_each(|line| self.line(line, room));
    }
}
