//! `langnghe import` as a process: what it takes over, what it refuses, and what a hostile file does to it.

mod doors;
mod hostile;

use std::fmt::Write as _;
use std::process::{Command as Plain, Stdio};

use serde_json::Value;
use sheets::Cell;
use sheets::write::{Column, Format, Writer};

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
            if of("Max core file size") == ["0", "0"] && of("Max cpu time") == ["2", "12"] {
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

/// What a table is asked to be taken over with.
fn asked(path: &str) -> Vec<&str> {
    let asked = ["import", "submissions", path, "--date", "2026-08-01", "--title", "X", "--as", "thu.ky"];
    [&asked[..], &["--place", "MP001", "--body", "ủy ban"]].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_file_is_refused_by_the_limit_that_it_meets_and_nothing_else_is_harmed() {
    let folder = tempfile::tempdir().unwrap();
    // What is made by the same hand and means no harm is taken.
    assert_eq!(hostile::opened(&hostile::ordinary()).0, Ok(1));
    let path = file(&folder, "la.xlsx", &hostile::ordinary());
    let [commune, other] = Commune::on_both().await;
    for commune in [&commune, &other] {
        let look = commune.run(&[asked(&path), vec!["--dry-run"]].concat()).await;
        assert!(look.contains("1 submissions"), "{look}");
    }
    let mut longest = (0, "");
    for (what, bytes, meets) in hostile::files() {
        let (found, work) = hostile::opened(&bytes);
        assert_eq!(found, Err(meets), "{what}");
        assert!(work <= hostile::REFUSED_IN, "{what}: refused after {work} ms of work");
        longest = longest.max((work, what));
        let path = file(&folder, "la.xlsx", &bytes);
        let output = commune.command(&asked(&path)).output().await.unwrap();
        assert_eq!(output.status.code(), Some(1), "{what}: {}", String::from_utf8_lossy(&output.stderr));
    }
    println!("the most work of a file that is refused: {} ms, {}", longest.0, longest.1);
    commune.run(&["history", "verify"]).await;
}

#[test]
fn slow_a_workbook_of_fifty_thousand_rows_is_opened_within_the_limits() {
    const ROWS: usize = 50_000;
    let titles = ["STT", "Họ và tên", "Thôn", "Ngày", "Nội dung kiến nghị"];
    let titles = [&titles[..], &["Cơ quan giải quyết", "Tình trạng", "Trả lời", "Thời hạn"]].concat();
    let columns: Vec<_> = titles.iter().map(|title| Column { title: (*title).to_owned(), width: 20 }).collect();
    let mut bytes = Vec::new();
    let mut writer = Writer::new(Format::Xlsx, &mut bytes, "Bảng", &columns).unwrap();
    for row in 1..=ROWS {
        let words = format!(
            "Kiến nghị số {row}: sửa đường giao thông liên thôn, làm cống thoát nước qua khu dân cư số {}",
            row * 7
        );
        let (number, day) = (row.to_string(), format!("{:02}/08/2026", row % 28 + 1));
        let row = [number.as_str(), "Nguyễn Văn Mẫu", "Thôn Bến Sen", &day, &words];
        let more = ["UBND xã Bến Sen", "Chưa giải quyết", "", "30/12/2026"];
        let cells: Vec<Cell> = row.iter().chain(&more).map(|text| Cell::text(text)).collect();
        writer.row(&cells).unwrap();
    }
    writer.finish().unwrap();
    assert!(bytes.len() <= sheets::limits::FILE, "{}", bytes.len());
    assert_eq!(hostile::opened(&bytes).0, Ok(ROWS));
}
