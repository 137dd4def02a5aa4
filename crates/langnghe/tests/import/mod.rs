//! `langnghe import` as a process: what it takes over, what it refuses, and what a hostile file does to it.

mod doors;

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command as Plain, Stdio};

use serde_json::Value;

use crate::faults::commune::Commune;

const TABLE: &str = "STT,Nội dung kiến nghị,Ngày,Tình trạng,Trả lời\n\
     1,Sửa cầu Vượn,01/08/2026,Đã trả lời,Đã sửa\n2,Nước sạch,15/08/2026,Chưa giải quyết,\n";

fn file(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_looked_at_taken_over_counted_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "bang.csv", TABLE.as_bytes());
    for commune in Commune::on_both().await {
        let asked = ["import", "submissions", &path, "--date", "2026-08-01", "--title", "Quý III", "--as", "thu.ky"];
        let asked = [&asked[..], &["--place", "MP001", "--body", "uy ban", "--json"]].concat();
        let look: Value = serde_json::from_str(&commune.run(&[&asked[..], &["--dry-run"]].concat()).await).unwrap();
        assert_eq!((look["rows"].as_u64(), look["import"].is_null()), (Some(2), true), "{look}");
        assert_eq!(look["dialogues"].as_array().unwrap().len(), 2, "{look}");
        let count = async || {
            let report = [
                "report",
                "results",
                "--scope",
                "commune:MP001",
                "--from",
                "2026-08-01",
                "--to",
                "2026-08-31",
                "--json",
            ];
            let found: Value = serde_json::from_str(&commune.run(&report).await).unwrap();
            found["lines"][0]["submissions"].as_u64().unwrap()
        };
        let before = count().await;
        let taken: Value = serde_json::from_str(&commune.run(&asked).await).unwrap();
        assert_eq!(count().await, before + 2);
        let number = taken["import"].as_i64().unwrap().to_string();
        commune.run(&["import", "resume"]).await;
        commune.run(&["import", "undo", &number, "--as", "thu.ky", "--reason", "Nhầm bảng"]).await;
        assert_eq!(count().await, before);
        commune.run(&["history", "verify"]).await;
    }
}

/// As clerks of communes write it, and Word puts it on the clipboard.
const CLERKS: &str = "BẢNG TỔNG HỢP Ý KIẾN, KIẾN NGHỊ CỦA NHÂN DÂN\n\
     STT\tHọ và tên\tĐịa chỉ\tNội dung ý kiến, kiến nghị\tLĩnh vực\tCơ quan giải quyết\tKết quả\n\
     1\tBà Hồ Thị Sim\tThôn Bến Sen, xã Bến Sen\tSửa cầu treo\nĐoạn qua suối\tGiao thông\tUBND xã Bến Sen\tĐã giải quyết\n\
     2\tÔng Lù\tTDP Chợ Mới\tNước đục\tNước sạch\tP. Kinh tế\tĐang giải quyết, hạn 30/9/2026\n\
     3\tÔng Sín\t\tChó thả rông\tAn ninh, trật tự\tCông an xã\tChưa giải quyết\n\
     4\tBà Mẩy\tXã Bến Sen\tChế độ thương binh\tNCC\tMTTQ xã\tĐã trả lời tại hội nghị\n\
     Người lập biểu\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_clerks_table_is_understood_with_its_short_names_results_and_paragraphs() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "bang.txt", CLERKS.as_bytes());
    let [commune, _] = Commune::on_both().await;
    let asked = ["import", "submissions", &path, "--date", "2026-08-01", "--title", "Quý III", "--as", "thu.ky"];
    let asked = [&asked[..], &["--place", "MP001", "--body", "uy ban", "--json"]].concat();
    let look: Value = serde_json::from_str(&commune.run(&[&asked[..], &["--dry-run"]].concat()).await).unwrap();
    assert_eq!(look["rows"].as_u64(), Some(4), "{look}");
    for none in ["refused", "notes"] {
        assert_eq!(look[none].as_array().unwrap().len(), 0, "{look}");
    }
    commune.run(&asked).await;
    commune.run(&["history", "verify"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_with_a_wrong_row_is_refused_row_by_row() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "sai.csv", "Nội dung,Ngày\nSửa cầu,31/02/2026\n,01/08/2026\n".as_bytes());
    let [commune, _] = Commune::on_both().await;
    let asked = ["import", "submissions", &path, "--date", "2026-08-01", "--title", "Quý III", "--as", "thu.ky"];
    let output =
        commune.command(&[&asked[..], &["--place", "MP001", "--body", "ủy ban"]].concat()).output().await.unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("row 2: refused: not_a_date") && said.contains("row 3: refused: no_words"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_a_table_that_is_killed_while_it_is_written_goes_on_and_writes_no_row_twice() {
    const ROWS: i64 = 900;
    let folder = tempfile::tempdir().unwrap();
    let mut table = String::from("STT,Nội dung kiến nghị,Ngày,Tình trạng\n");
    for row in 1..=ROWS {
        let day = row % 28 + 1;
        writeln!(table, "{row},Kiến nghị số {row},{day:02}/08/2026,Chưa giải quyết").unwrap();
    }
    let path = file(&folder, "dai.csv", table.as_bytes());
    for commune in Commune::on_both().await {
        let asked = ["import", "submissions", &path, "--date", "2026-08-01", "--title", "Quý III", "--as", "thu.ky"];
        let mut writing = commune.command(&[&asked[..], &["--place", "MP001", "--body", "uy ban"]].concat());
        let store = commune.store().await;
        let report = ["report", "results", "--scope", "commune:MP001", "--from", "2026-08-01", "--to", "2026-08-31"];
        let count = async || {
            let found: Value = serde_json::from_str(&commune.run(&[&report[..], &["--json"]].concat()).await).unwrap();
            found["lines"][0]["submissions"].as_i64().unwrap()
        };
        let before = count().await;
        // Killed while it is written, then again while it goes on.
        let mut written = 0;
        for _ in 0..3 {
            let mut program = writing.kill_on_drop(true).spawn().unwrap();
            let more = loop {
                let mut read = store.reader().await.unwrap();
                let left = store::import::applying(&mut read, 0, 5).await.unwrap();
                if let Some(one) = left.first().filter(|one| one.done > written) {
                    break one.done;
                }
                assert!(program.try_wait().unwrap().is_none(), "it came to its end before it was killed");
            };
            program.kill().await.unwrap();
            written = more;
            writing = commune.command(&["import", "resume"]);
        }
        assert!(written < ROWS, "it was killed before its end");
        drop(store);
        let resumed = commune.run(&["import", "resume"]).await;
        assert!(resumed.contains("is complete"), "{resumed}");
        assert_eq!(count().await, before + ROWS, "each row once");
        commune.run(&["history", "verify"]).await;
    }
}

/// A zip of stored parts, by hand: names, what they hold, and what they say of their size.
fn zip(parts: &[(&str, &[u8], u32)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, packed, size) in parts {
        let at = u32::try_from(bytes.len()).unwrap();
        let mut head = Vec::new();
        for number in [20_u16, 0, 8, 0, 0] {
            head.extend(number.to_le_bytes());
        }
        for number in [0_u32, u32::try_from(packed.len()).unwrap(), *size] {
            head.extend(number.to_le_bytes());
        }
        head.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend(name.as_bytes());
        bytes.extend(*packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0_u8; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let at = u32::try_from(bytes.len()).unwrap();
    let count = u16::try_from(parts.len()).unwrap();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend(0_u16.to_le_bytes());
    bytes
}

/// Deflate's blocks of one repeated byte would be smallest; the program's own packer is near enough.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = Plain::new("gzip").arg("-c").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = packer.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes).unwrap());
    let out = packer.wait_with_output().unwrap().stdout;
    writer.join().unwrap();
    // Without gzip's head of ten bytes and its tail of eight.
    out[10..out.len() - 8].to_vec()
}

/// Opens a file as the program does for itself, with the limits that it takes: what it answered.
fn opened(bytes: &[u8]) -> Option<Value> {
    let mut child = Plain::new(env!("CARGO_BIN_EXE_langnghe"))
        .args(["import", "read"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || {
        // The program may stop before it has read everything.
        let _ = input.write_all(&bytes);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    serde_json::from_slice(&output.stdout).ok().filter(|_| output.status.success())
}

const TYPES: &[u8] = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const BOOK: &[u8] = b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const RELATIONS: &[u8] = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

/// A workbook whose sheet says that it is of another size.
fn workbook(sheet: &[u8], says: Option<u32>) -> Vec<u8> {
    let size = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap();
    let parts = [("[Content_Types].xml", TYPES), ("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", RELATIONS)];
    let kept = parts.map(|(_, bytes)| packed(bytes));
    let sheet_packed = packed(sheet);
    let mut all: Vec<(&str, &[u8], u32)> =
        parts.iter().zip(&kept).map(|((name, bytes), packed)| (*name, packed.as_slice(), size(bytes))).collect();
    all.push(("xl/worksheets/sheet1.xml", &sheet_packed, says.unwrap_or_else(|| size(sheet))));
    zip(&all)
}

/// Files that mean harm, or are nothing that can be read, and what each of them is.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let blank = |mib: usize| vec![b' '; mib * 1024 * 1024];
    // Ninety megabytes of one cell: below what may be unpacked, and more than may be held twice.
    let one_cell = [
        b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>".as_slice(),
        &vec![b'a'; 90 * 1024 * 1024],
        b"</t></is></c></row></sheetData></worksheet>",
    ]
    .concat();
    let rows = format!("<worksheet><sheetData>{}</sheetData></worksheet>", "<row r=\"1\"/>".repeat(1_000_000));
    let corner = b"<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>";
    vec![
        ("a bomb", workbook(&blank(400), None)),
        ("a bomb that says it is small", workbook(&blank(400), Some(100))),
        ("one cell of ninety megabytes", workbook(&one_cell, None)),
        ("one cell in the last corner", workbook(corner, None)),
        ("a million empty rows", workbook(rows.as_bytes(), None)),
        ("another kind, renamed", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec()),
        ("a broken old workbook", [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0x7f; 4096]].concat()),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_process_that_opens_a_file_takes_its_memory_and_time_away_before_it_reads() {
    let mut child = Plain::new(env!("CARGO_BIN_EXE_langnghe"))
        .args(["import", "read"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // It waits for a file that never comes; the limits are there before that.
    let limits = format!("/proc/{}/limits", child.id());
    let taken = async {
        loop {
            let limits = std::fs::read_to_string(&limits).unwrap();
            let of = |name: &str| {
                let line = limits.lines().find_map(|line| line.strip_prefix(name)).unwrap();
                line.split_whitespace().take(2).map(str::to_owned).collect::<Vec<_>>()
            };
            if of("Max core file size") == ["0", "0"] && of("Max cpu time") == ["2", "2"] {
                return of("Max data size");
            }
            tokio::task::yield_now().await;
        }
    };
    let data = tokio::time::timeout(crate::faults::PATIENCE, taken).await.expect("it takes its limits");
    assert!(data.iter().all(|most| most.parse::<u64>().is_ok_and(|most| most < 256 * 1024 * 1024)), "{data:?}");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_file_is_refused_in_two_seconds_and_nothing_else_is_harmed() {
    let [commune, _] = Commune::on_both().await;
    let node = commune.serve().await;
    let folder = tempfile::tempdir().unwrap();
    for (what, bytes) in hostile() {
        let told = opened(&bytes);
        // A process that was stopped answers nothing; an empty table is none.
        let table = told.as_ref().and_then(|told| told.get("Ok")).is_some_and(|tables| {
            tables.as_array().is_some_and(|tables| {
                tables.iter().any(|one| one["rows"].as_array().is_some_and(|rows| !rows.is_empty()))
            })
        });
        assert!(!table, "{what}: {told:?}");
        let path = file(&folder, "la.xlsx", &bytes);
        let asked = [
            "import",
            "submissions",
            &path,
            "--date",
            "2026-08-01",
            "--title",
            "X",
            "--as",
            "thu.ky",
            "--place",
            "MP001",
            "--body",
            "ủy ban",
        ];
        let output = commune.command(&asked).output().await.unwrap();
        assert_eq!(output.status.code(), Some(1), "{what}: {}", String::from_utf8_lossy(&output.stderr));
        let answer = reqwest::get(format!("http://{}/health", node.address)).await.unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{what}");
    }
}
