//! What is written: read back as it was, never a formula, the same bytes, and no more in memory for more rows.

use std::io::{Cursor, Read as _};

use domain::day::Day;
use sheets::write::{Column, Format, Pipe, Writer};
use sheets::{Cell, Table};

const DANGEROUS: [&str; 8] = [
    "=HYPERLINK(\"http://a.example\",\"x\")",
    "+84 900 000 001",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\tthụt đầu dòng",
    "\r=1+1",
    " =1+1",
    "＝1+1",
];

fn columns(titles: &[&str]) -> Vec<Column> {
    titles.iter().map(|title| Column { title: (*title).to_owned(), width: 20 }).collect()
}

fn written(format: Format, titles: &[&str], rows: &[Vec<Cell>]) -> Vec<u8> {
    let pipe = Pipe::default();
    let mut writer = Writer::new(format, pipe.clone(), "Vụ việc", &columns(titles)).expect("begins");
    for row in rows {
        writer.row(row).expect("writes");
    }
    writer.finish().expect("ends");
    pipe.take()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn day(text: &str) -> Cell {
    Cell::Day(Day::parse_iso(text).expect("a day"))
}

fn part(workbook: &[u8], name: &str) -> String {
    let mut parts = zip::ZipArchive::new(Cursor::new(workbook)).expect("a zip");
    let mut text = String::new();
    parts.by_name(name).expect("the part").read_to_string(&mut text).expect("UTF-8");
    text
}

fn table(bytes: &[u8]) -> Table {
    sheets::read(bytes).expect("it is read").into_iter().next().expect("one table")
}

/// The cells of text with commas, as any reader of RFC 4180 finds them.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut quoted, mut signs) = (false, csv.chars().peekable());
    while let Some(sign) = signs.next() {
        let row = rows.last_mut().expect("a row");
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                row.last_mut().expect("a cell").push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => row.last_mut().expect("a cell").push(other),
        }
    }
    rows.pop();
    rows
}

#[test]
fn a_workbook_is_read_as_it_was_written() {
    let long = "Đường liên thôn hỏng.\nCống tắc, \"mùa mưa\" ngập & <b>lầy</b>.";
    let rows = [
        vec![text("VV-1"), text(long), Cell::Number(-3.5), day("2026-09-11")],
        vec![text("VV-2"), Cell::Empty, Cell::Number(12.0), day("2025-02-28")],
    ];
    let bytes = written(Format::Xlsx, &["Số vụ việc", "Nội dung", "Số", "Ngày nêu"], &rows);
    let read = table(&bytes);
    assert_eq!(read.name, "Vụ việc");
    assert_eq!(read.rows[0], ["Số vụ việc", "Nội dung", "Số", "Ngày nêu"].map(text));
    assert_eq!(read.rows[1..], rows);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"state="frozen""#) && sheet.contains(r#"<c r="A1" s="1" t="inlineStr">"#));
    assert!(part(&bytes, "xl/styles.xml").contains(r#"formatCode="dd/mm/yyyy""#));
}

#[test]
fn nothing_that_was_typed_is_a_formula() {
    let rows: Vec<Vec<Cell>> = DANGEROUS.iter().map(|it| vec![text(it), text("a;=1+1"), Cell::Number(-1.0)]).collect();
    let csv = written(Format::Csv, &["=1+1", "b", "c"], &rows);
    let csv = std::str::from_utf8(&csv).expect("UTF-8").strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(csv.ends_with("\r\n") && csv.matches('\n').count() == DANGEROUS.len() + 1, "each row is one line");
    let read = cells(csv);
    assert_eq!(read[0], ["'=1+1", "b", "c"]);
    for (row, typed) in read[1..].iter().zip(DANGEROUS) {
        let plain = typed.replace(['\t', '\r'], " ");
        assert_eq!(row[..], [format!("'{plain}"), "a;'=1+1".to_owned(), "-1".to_owned()], "a number of ours stays one");
    }
    let workbook = written(Format::Xlsx, &["=1+1", "b", "c"], &rows);
    let sheet = part(&workbook, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && !sheet.contains("<f "));
    assert_eq!(sheet.matches(r#"s="3" t="inlineStr""#).count(), DANGEROUS.len(), "they stay text when typed over");
    for (row, typed) in table(&workbook).rows[1..].iter().zip(DANGEROUS) {
        assert_eq!(row[0], text(typed.replace('\r', "\n").trim()), "the words are those that were typed");
    }
}

#[test]
fn what_xml_cannot_hold_breaks_no_workbook() {
    let typed = "a\u{0}\u{b}\u{1f}b\u{ffff} _x0041_ ]]> &amp;";
    let bytes = written(Format::Xlsx, &["]]>"], &[vec![text(typed)], vec![text(&"ơ".repeat(40_000))]]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("ab _x005F_x0041_ ]]&gt; &amp;amp;"));
    let read = table(&bytes);
    assert!(matches!(&read.rows[2][0], Cell::Text(long) if long.chars().count() == 16_001 && long.ends_with('…')));
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    for format in [Format::Csv, Format::Xlsx] {
        let rows = [vec![text("VV-1"), day("2026-09-11")]];
        assert_eq!(written(format, &["a", "b"], &rows), written(format, &["a", "b"], &rows), "{format:?}");
        assert_eq!(Format::parse(format.ending()), Some(format));
    }
    assert_eq!(Format::parse("pdf"), None);
}

#[test]
fn no_part_of_a_workbook_has_sizes_of_64_bits_which_libreoffice_does_not_open() {
    let workbook = written(Format::Xlsx, &["a"], &[vec![text("Nước đục")]]);
    let number = |at: usize, bytes: usize| {
        workbook[at..at + bytes].iter().rev().fold(0_usize, |sum, byte| sum * 256 + usize::from(*byte))
    };
    let end = workbook.windows(4).rposition(|four| four == b"PK\x05\x06").expect("an end");
    let (count, mut at) = (number(end + 10, 2), number(end + 16, 4));
    for _ in 0..count {
        assert_eq!(&workbook[at..at + 4], b"PK\x01\x02");
        let (needs, name, extra) = (number(at + 6, 2), number(at + 28, 2), number(at + 30, 2));
        let named = String::from_utf8_lossy(&workbook[at + 46..at + 46 + name]).into_owned();
        assert_eq!((needs, extra), (20, 0), "{named}");
        assert!(number(at + 20, 4) < 0xffff_ffff && number(at + 24, 4) < 0xffff_ffff, "{named}");
        at += 46 + name + extra + number(at + 32, 2);
    }
    assert_eq!((count, at), (6, end), "each part was looked at");
}

#[test]
fn slow_a_hundred_thousand_rows_are_held_a_few_at_a_time() {
    for format in [Format::Csv, Format::Xlsx] {
        let pipe = Pipe::default();
        let mut writer = Writer::new(format, pipe.clone(), "Vụ việc", &columns(&["a", "b", "c"])).expect("begins");
        let (mut sent, mut most) = (Vec::new(), 0);
        for row in 1..=100_000_u32 {
            let words = format!("Ý kiến {row}: {}", row.wrapping_mul(2_654_435_761));
            writer.row(&[text(&words), Cell::Number(f64::from(row)), day("2026-09-11")]).expect("writes");
            if row % 500 == 0 {
                let part = pipe.take();
                most = most.max(part.len());
                sent.extend(part);
            }
        }
        writer.finish().expect("ends");
        let part = pipe.take();
        most = most.max(part.len());
        sent.extend(part);
        assert!(most < 256 * 1024, "{format:?}: {most} bytes were held at once");
        let read = table(&sent);
        assert_eq!(read.rows.len(), 100_001, "{format:?}");
        assert_eq!(read.rows[100_000][1].shown(), "100000");
    }
}

#[test]
fn a_sheet_that_is_full_takes_no_row_more() {
    let mut writer = Writer::new(Format::Xlsx, std::io::sink(), "", &columns(&["a"])).expect("begins");
    for _ in 1..1_048_576 {
        writer.row(&[]).expect("there is room");
    }
    assert!(writer.row(&[]).is_err());
}
