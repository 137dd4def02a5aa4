//! A workbook with one sheet (ECMA-376), written into its zip as the rows come.

use std::fmt::Write as _;
use std::io::{self, Write};

use domain::day::Day;
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};

use super::{Column, begins_formula};
use crate::table::Cell;

/// Rows of a sheet, the head among them.
const ROWS: u32 = 1_048_576;
/// Signs of a cell: Excel takes 32,767 units of UTF-16, and a sign may have two.
const SIGNS: usize = 16_000;

const TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/xl/workbook.xml" "#,
    r#"ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"#,
    r#"<Override PartName="/xl/styles.xml" "#,
    r#"ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"#,
    r#"<Override PartName="/xl/worksheets/sheet1.xml" "#,
    r#"ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
);
const ROOT: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" "#,
    r#"Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" "#,
    r#"Target="xl/workbook.xml"/></Relationships>"#,
);
const LINKS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" "#,
    r#"Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" "#,
    r#"Target="worksheets/sheet1.xml"/><Relationship Id="rId2" "#,
    r#"Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"</Relationships>"#,
);
/// The styles by number: plain, head, day, and a text that Excel keeps as one when it is typed over.
const STYLES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
    r#"<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>"#,
    r#"<fonts count="2"><font><sz val="12"/><name val="Times New Roman"/><family val="1"/></font>"#,
    r#"<font><b/><sz val="12"/><name val="Times New Roman"/><family val="1"/></font></fonts>"#,
    r#"<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>"#,
    r#"<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"#,
    r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">"#,
    r#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>"#,
    r#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#,
);
/// What stands in a sheet behind its rows: it is printed on A4, on its side, on as many pages as it needs.
const PAGE: &str = r#"</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>"#;
const PLAIN: u8 = 0;
const HEAD: u8 = 1;
const DAY: u8 = 2;
const QUOTED: u8 = 3;

/// A table as a workbook.
pub(super) struct Xlsx<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    line: String,
    rows: u32,
    zero: Day,
}

impl<W: Write> Xlsx<W> {
    pub(super) fn new(to: W, name: &str, columns: &[Column]) -> io::Result<Self> {
        let mut zip = ZipWriter::new_stream(to);
        let book = format!(
            concat!(
                r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
                r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" "#,
                r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>"#,
                r#"<sheet name="{}" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
            ),
            called(name)
        );
        for (part, text) in [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", ROOT),
            ("xl/workbook.xml", &book),
            ("xl/_rels/workbook.xml.rels", LINKS),
            ("xl/styles.xml", STYLES),
        ] {
            zip.start_file(part, SimpleFileOptions::default())?;
            zip.write_all(text.as_bytes())?;
        }
        // Without the fields of 64 bits, since LibreOffice does not open a part that has them and comes in a stream. A sheet of more
        // than four gigabytes breaks off.
        zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())?;
        let mut sheet = Self { zip, line: head(columns), rows: 0, zero: Day::new(1899, 12, 30).expect("a day") };
        let titles: Vec<Cell> = columns.iter().map(|column| Cell::Text(column.title.clone())).collect();
        sheet.styled(&titles, Some(HEAD))?;
        Ok(sheet)
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        self.styled(cells, None)
    }

    fn styled(&mut self, cells: &[Cell], style: Option<u8>) -> io::Result<()> {
        if self.rows == ROWS {
            return Err(io::Error::new(io::ErrorKind::QuotaExceeded, "a sheet has no room for another row"));
        }
        self.rows += 1;
        let row = self.rows;
        put(&mut self.line, format_args!(r#"<row r="{row}">"#));
        for (column, cell) in cells.iter().enumerate() {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => self.text(column, text, style),
                Cell::Number(number) if number.is_finite() => {
                    let at = letters(column);
                    put(&mut self.line, format_args!(r#"<c r="{at}{row}" s="{PLAIN}"><v>{number}</v></c>"#));
                }
                Cell::Number(number) => self.text(column, &number.to_string(), style),
                Cell::Day(day) => self.day(column, *day),
            }
        }
        self.line.push_str("</row>");
        self.zip.write_all(self.line.as_bytes())?;
        self.line.clear();
        Ok(())
    }

    /// A text, and never a formula, whatever it begins with.
    fn text(&mut self, column: usize, text: &str, style: Option<u8>) {
        let style = style.unwrap_or(if begins_formula(text) { QUOTED } else { PLAIN });
        let (at, row) = (letters(column), self.rows);
        put(&mut self.line, format_args!(r#"<c r="{at}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">"#));
        escaped(text, &mut self.line);
        self.line.push_str("</t></is></c>");
    }

    /// A day as the number of days since 30/12/1899; what lies before March 1900 is counted otherwise, and is text.
    fn day(&mut self, column: usize, day: Day) {
        let (at, row, number) = (letters(column), self.rows, self.zero.days_until(day));
        if number > 60 {
            put(&mut self.line, format_args!(r#"<c r="{at}{row}" s="{DAY}"><v>{number}</v></c>"#));
        } else {
            self.text(column, &day.vn(), None);
        }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.zip.write_all(PAGE.as_bytes())?;
        self.zip.finish()?.into_inner().flush()
    }
}

/// What stands in a sheet before its rows: a page is as wide as all columns, the first row stays in sight, how wide each column is.
fn head(columns: &[Column]) -> String {
    let mut text = concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
        r#"<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>"#,
        r#"<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#,
        r#"</sheetView></sheetViews>"#,
    )
    .to_owned();
    if !columns.is_empty() {
        text.push_str("<cols>");
        for (at, column) in (1..).zip(columns) {
            let width = column.width;
            put(&mut text, format_args!(r#"<col min="{at}" max="{at}" width="{width}" customWidth="1"/>"#));
        }
        text.push_str("</cols>");
    }
    text.push_str("<sheetData>");
    text
}

/// The name of a sheet: at most 31 signs, none of those that Excel refuses.
fn called(name: &str) -> String {
    let taken = |sign: &char| !r"[]:*?/\'".contains(*sign);
    let name: String = name.chars().filter(taken).take(31).collect();
    let mut text = String::new();
    escaped(if name.trim().is_empty() { "1" } else { name.trim() }, &mut text);
    text
}

/// The letters of a column, counted from 0: A to Z, AA and on.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(rest - 1) % 26]);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// A text within XML, cut where a cell has no room for it. What XML can't hold is left out; what Excel would read as a sign
/// written by its number (`_x0041_`) is kept as it was typed.
fn escaped(text: &str, line: &mut String) {
    for (count, (at, sign)) in text.char_indices().enumerate() {
        if count == SIGNS {
            line.push('…');
            return;
        }
        match sign {
            '&' => line.push_str("&amp;"),
            '<' => line.push_str("&lt;"),
            '>' => line.push_str("&gt;"),
            '"' => line.push_str("&quot;"),
            '\r' if text[at..].starts_with("\r\n") => {}
            '\r' => line.push('\n'),
            '\n' | '\t' => line.push(sign),
            '\u{fffe}' | '\u{ffff}' => {}
            sign if sign.is_control() && sign < ' ' => {}
            '_' if numbered(&text.as_bytes()[at..]) => line.push_str("_x005F_"),
            other => line.push(other),
        }
    }
}

/// Whether a text begins as a sign written by its number.
fn numbered(text: &[u8]) -> bool {
    matches!(text, [b'_', b'x', digits @ .., ] if digits.len() >= 5 && digits[4] == b'_'
        && digits[..4].iter().all(u8::is_ascii_hexdigit))
}

fn put(line: &mut String, what: std::fmt::Arguments<'_>) {
    line.write_fmt(what).expect("memory takes every sign");
}
