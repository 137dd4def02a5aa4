//! Files that mean harm, made by hand, and which limit each of them meets.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command as Plain, Stdio};

use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
use serde_json::{Value, json};

/// What is told of a file that is refused.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meets {
    /// It is refused by this reason.
    Reason(Value),
    /// The process that opens it ran out of its memory.
    Memory,
    /// It is opened, and every row of it is refused: so many.
    Rows(usize),
}

impl Meets {
    /// What the page says then.
    pub(super) fn says(&self) -> &'static str {
        let Self::Reason(reason) = self else {
            return if *self == Self::Memory { "too much time or memory" } else { "cannot be used" };
        };
        match (reason.as_str(), reason.get("too_large")) {
            (Some("other_kind"), _) => "no Excel table, no Word file and no text",
            (Some("broken"), _) => "The file is damaged",
            (_, Some(_)) => "The file is too large",
            _ => "No row of headings",
        }
    }
}

/// A part of a zip: its name, what it holds, and how large it says that it is.
struct Part<'a> {
    name: &'a str,
    bytes: &'a [u8],
    says: Option<u32>,
}

fn part<'a>(name: &'a str, bytes: &'a [u8]) -> Part<'a> {
    Part { name, bytes, says: None }
}

/// Deflated, with its sum: what gzip makes between its head of ten bytes and its tail of eight, in which the sum stands.
fn packed(bytes: &[u8]) -> (Vec<u8>, [u8; 4]) {
    let mut packer = Plain::new("gzip").arg("-nc").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = packer.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes).unwrap());
    let out = packer.wait_with_output().unwrap().stdout;
    writer.join().unwrap();
    let tail = out.len() - 8;
    (out[10..tail].to_vec(), out[tail..tail + 4].try_into().unwrap())
}

/// A zip, by hand: all of it is as it should be but for what a part says of its size.
fn zip(parts: &[Part<'_>]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    let small = |size: usize| u32::try_from(size).unwrap();
    for part in parts {
        let at = small(bytes.len());
        let (deflated, sum) = packed(part.bytes);
        let mut head = Vec::new();
        for number in [20_u16, 0, 8, 0, 0x21] {
            head.extend(number.to_le_bytes());
        }
        head.extend(sum);
        for number in [small(deflated.len()), part.says.unwrap_or_else(|| small(part.bytes.len()))] {
            head.extend(number.to_le_bytes());
        }
        head.extend(u16::try_from(part.name.len()).unwrap().to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend(part.name.as_bytes());
        bytes.extend(deflated);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0_u8; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(part.name.as_bytes());
    }
    let (at, count) = (small(bytes.len()), u16::try_from(parts.len()).unwrap());
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(small(directory.len()).to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend(0_u16.to_le_bytes());
    bytes
}

const TYPES: &[u8] = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const ROOT: &[u8] = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK: &[u8] = b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const RELATIONS: &[u8] = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";

/// A workbook with this sheet, which may say that it is of another size, and these texts that cells share.
fn workbook(sheet: &[u8], says: Option<u32>, texts: &str) -> Vec<u8> {
    let shared = format!(
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>{texts}</t></si></sst>"
    );
    zip(&[
        part("[Content_Types].xml", TYPES),
        part("_rels/.rels", ROOT),
        part("xl/workbook.xml", BOOK),
        part("xl/_rels/workbook.xml.rels", RELATIONS),
        part("xl/sharedStrings.xml", shared.as_bytes()),
        Part { name: "xl/worksheets/sheet1.xml", bytes: sheet, says },
    ])
}

/// A workbook with these rows, and what stands after them.
fn rows(rows: &str, after: &str) -> Vec<u8> {
    workbook(sheet(rows, after).as_bytes(), None, "a")
}

fn sheet(rows: &str, after: &str) -> String {
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>{after}</worksheet>"
    )
}

/// A cell with a text of its own.
fn text(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// The row of headings.
fn head() -> String {
    format!("<row r=\"1\">{}{}</row>", text("A1", "STT"), text("B1", "Nội dung kiến nghị"))
}

/// An ordinary workbook, made as the others are.
pub(super) fn ordinary() -> Vec<u8> {
    let row = format!("<row r=\"2\"><c r=\"A2\"><v>1</v></c>{}</row>", text("B2", "Sửa cầu Vượn"));
    let joined = "<mergeCells count=\"2\"><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"C1:D1\"/></mergeCells>";
    rows(&(head() + &row), joined)
}

/// A Word file with this document.
fn word(document: &[u8]) -> Vec<u8> {
    zip(&[part("[Content_Types].xml", TYPES), part("word/document.xml", document)])
}

/// A true workbook of Excel until 2003.
const OLD: &[u8] = include_bytes!("../../../sheets/tests/data/tuyen-quang.xls");

/// The same, whose first cell with a text says that it stands in the last corner.
fn far_in_an_old_one() -> Vec<u8> {
    let mut bytes = OLD.to_vec();
    // LABELSST: its number, its length of ten, row, column.
    let at = bytes.windows(4).position(|it| it == [0xfd, 0x00, 0x0a, 0x00]).expect("a cell with a text");
    bytes[at + 4..at + 8].copy_from_slice(&[0xff, 0xff, 0xff, 0x00]);
    bytes
}

/// The same, which says that it has two thousand million blocks, and that its folder begins in the last of them.
fn long_old_one() -> Vec<u8> {
    let mut bytes = OLD.to_vec();
    bytes[44..52].copy_from_slice(&[0xff, 0xff, 0xff, 0x7f, 0xfe, 0xff, 0xff, 0x7f]);
    bytes
}

fn too_large(what: &str) -> Meets {
    Meets::Reason(json!({ "too_large": what }))
}

fn none(why: &str) -> Meets {
    Meets::Reason(json!({ "unrecognised": why }))
}

/// What each file is, its bytes, and what refuses it.
pub(super) type Hostile = (&'static str, Vec<u8>, Meets);

/// Files that mean harm, or are nothing that can be read.
pub(super) fn files() -> Vec<Hostile> {
    [bombs(), wide(), joined(), texts(), others()].into_iter().flatten().collect()
}

fn bombs() -> Vec<Hostile> {
    let blank = vec![b' '; 400 * 1024 * 1024];
    // Ninety megabytes of one cell: below what may be unpacked, and more than may be held twice.
    let one_cell = head() + &format!("<row r=\"2\">{}</row>", text("B2", &"a".repeat(90 * 1024 * 1024)));
    // One text of a hundred thousand letters in each of ten thousand cells.
    let mut shared = String::new();
    for row in 1..=10_000 {
        write!(shared, "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>").unwrap();
    }
    let entities = |root: &str, end: &str| {
        let mut text = format!("<!DOCTYPE {root} [<!ENTITY a0 \"aaaaaaaaaa\">");
        for no in 1..=9 {
            write!(text, "<!ENTITY a{no} \"{}\">", format!("&a{};", no - 1).repeat(10)).unwrap();
        }
        text + "]>" + end
    };
    let cell = format!("{}<row r=\"2\">{}</row>", head(), text("B2", "&a9;"));
    let paragraph = "<w:document xmlns:w=\"w\"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
    vec![
        ("a bomb", workbook(&blank, None, ""), too_large("unpacked")),
        ("a bomb that says it is small", workbook(&blank, Some(100), ""), Meets::Reason(json!("broken"))),
        ("a bomb of Word", word(&blank), too_large("unpacked")),
        ("one cell of ninety megabytes", rows(&one_cell, ""), Meets::Memory),
        (
            "one text in ten thousand cells",
            workbook(sheet(&shared, "").as_bytes(), None, &"a".repeat(100_000)),
            too_large("text"),
        ),
        (
            "entities within entities",
            workbook(entities("worksheet", &sheet(&cell, "")).as_bytes(), None, ""),
            Meets::Reason(json!("broken")),
        ),
        (
            "entities within entities of Word",
            word(entities("w:document", paragraph).as_bytes()),
            Meets::Reason(json!("broken")),
        ),
    ]
}

fn wide() -> Vec<Hostile> {
    let corner = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let mut far = head();
    for row in 2..=100_000 {
        write!(far, "<row r=\"{row}\"><c r=\"AX{row}\"><v>1</v></c></row>").unwrap();
    }
    vec![
        ("one cell in the last corner", rows(corner, ""), too_large("rows")),
        (
            "one cell in the last column",
            rows("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", ""),
            too_large("columns"),
        ),
        ("a million empty rows", rows(&"<row r=\"1\"/>".repeat(1_000_000), ""), none("no_table")),
        ("a hundred thousand rows with one cell in the fiftieth column", rows(&far, ""), too_large("cells")),
        ("an old workbook with a cell in the last corner", far_in_an_old_one(), Meets::Memory),
        ("an old workbook that says it is long", long_old_one(), Meets::Reason(json!("broken"))),
    ]
}

fn joined() -> Vec<Hostile> {
    let far = head() + "<row r=\"2\"><c r=\"DX2\"><v>1</v></c></row>";
    let cells = |refs: &str, times: usize| {
        format!("<mergeCells>{}</mergeCells>", format!("<mergeCell ref=\"{refs}\"/>").repeat(times))
    };
    let both = "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"B2:C3\"/></mergeCells>";
    let spans = |tag: &str, times: usize| format!("<table>{}</table>", tag.repeat(times)).into_bytes();
    let grid = "<w:document xmlns:w=\"w\"><w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"99999999\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>";
    let inside = "<w:tbl><w:tr><w:tc>".repeat(100_000);
    let inside = format!("<w:document xmlns:w=\"w\"><w:body>{inside}");
    vec![
        ("thirty thousand joins of all columns", rows(&far, &cells("A1:DX2", 30_000)), too_large("joins")),
        ("half a million joins", rows(&far, &cells("A1:A2", 500_000)), too_large("joins")),
        ("joins that lie over each other", rows(&far, both), Meets::Reason(json!("broken"))),
        ("a pasted cell of a million columns", spans("<tr><td colspan=1000000>x", 1), too_large("columns")),
        ("pasted cells that go down over all rows", spans("<tr><td rowspan=100000>x", 1_000), too_large("columns")),
        ("pasted cells over all columns", spans("<tr><td colspan=128>x", 90_000), too_large("joins")),
        ("a cell of Word over all columns", word(grid.as_bytes()), too_large("columns")),
        ("tables of Word within tables", word(inside.as_bytes()), none("no_table")),
    ]
}

fn texts() -> Vec<Hostile> {
    let most = 10 * 1024 * 1024;
    let lines = format!("{}\n", ";".repeat(120)).repeat(most / 121);
    let mut formulas = head();
    for row in 2..=1_001 {
        write!(formulas, "<row r=\"{row}\"><c r=\"A{row}\"><v>1{row:05}</v></c><c r=\"B{row}\"><f>WEBSERVICE(\"http://a.vn\")</f></c></row>")
            .unwrap();
    }
    // One line of as many matters as fit into it, over and over.
    let mut items = String::from("STT\tNội dung kiến nghị\n");
    for no in 1..=20 {
        write!(items, "{no}\t").unwrap();
        (1..=12_000).for_each(|item| write!(items, "{item}. a ").unwrap());
        items.push('\n');
    }
    items.truncate(most);
    vec![
        ("ten megabytes of semicolons", vec![b';'; most], too_large("columns")),
        ("ten megabytes of empty cells", lines.into_bytes(), none("no_headings")),
        ("bars without end", format!("{}\n", "|a".repeat(1_000)).repeat(2_500).into_bytes(), too_large("cells")),
        ("more than ten megabytes", vec![b'a'; most + 1], too_large("file")),
        ("formulas that came to nothing", rows(&formulas, ""), Meets::Rows(1_000)),
        ("matters without end", items.into_bytes(), too_large("items")),
    ]
}

/// The signal with which a process ends by itself when it is given no memory; its time would end it with another.
const ABORTED: i32 = 6;

fn others() -> Vec<Hostile> {
    let other = || Meets::Reason(json!("other_kind"));
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    let program = [b"MZ\x90\0\x03\0\0\0".as_slice(), &[0; 512]].concat();
    let paper = [b"%PDF-1.7\n1 0 obj <</Filter/FlateDecode>> stream\nx\x9c\x01\x02\0".as_slice(), &[7; 4096]].concat();
    let rubbish = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0x7f; 4096]].concat();
    let mut spoilt = ordinary();
    let half = spoilt.len() / 2;
    spoilt[half] ^= 0x5a;
    vec![
        ("a picture", picture, other()),
        ("a program", program, other()),
        ("a paper", paper, other()),
        ("a zip of something else", zip(&[part("a.txt", b"a")]), other()),
        ("nothing", Vec::new(), other()),
        ("an old workbook of rubbish", rubbish, Meets::Reason(json!("broken"))),
        ("a workbook that is spoilt", spoilt, Meets::Reason(json!("broken"))),
    ]
}

/// The most work, in milliseconds, that a file that is refused may cost.
pub(super) const REFUSED_IN: u64 = 2_000;

/// How many milliseconds of work a process has done, its end awaited; whoever awaits it next still learns how it ended. That is
/// the same however much else the machine does, as no time on the wall is.
fn worked(child: &Child) -> u64 {
    let id = Pid::from_child(child);
    let only_look = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    waitid(WaitId::Pid(id), only_look).unwrap();
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap();
    // After its name: its 12th and 13th field are its own work and what the kernel did for it, in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    fields[11..13].iter().map(|ticks| ticks.parse::<u64>().unwrap() * 10).sum()
}

/// Opens a file as the program does for itself, with the limits that it takes: how many rows were found and refused, or what
/// refused all of it; and how many milliseconds of work it cost.
pub(super) fn opened(bytes: &[u8]) -> (Result<usize, Meets>, u64) {
    let mut child = Plain::new(env!("CARGO_BIN_EXE_langnghe"))
        .args(["import", "read"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let asked = json!({ "matters": { "near": "2026-08-01", "today": "2026-09-01" } }).to_string() + "\n";
    let bytes = [asked.as_bytes(), bytes].concat();
    let writer = std::thread::spawn(move || {
        // The program may stop before it has read everything.
        let _ = input.write_all(&bytes);
    });
    let mut said = String::new();
    output.read_to_string(&mut said).unwrap();
    let work = worked(&child);
    let status = child.wait().unwrap();
    writer.join().unwrap();
    if let Some(signal) = status.signal() {
        assert_eq!(signal, ABORTED, "{said:.200}");
        return (Err(Meets::Memory), work);
    }
    assert!(status.success(), "{said:.200}");
    (told(&said), work)
}

/// What the process that opened a file said of it.
fn told(said: &str) -> Result<usize, Meets> {
    let mut lines = said.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    for told in lines.by_ref().take(2) {
        if let Some(reason) = told.get("Err") {
            return Err(Meets::Reason(reason.clone()));
        }
    }
    let (mut taken, mut refused) = (0, 0);
    for row in lines {
        let problem = row.get("problems").is_some();
        *(if problem { &mut refused } else { &mut taken }) += 1;
    }
    if refused > 0 { Err(Meets::Rows(refused)) } else { Ok(taken) }
}
