//! A large table taken over while somebody types at a desk: CPU of a row, how long it takes, how long the typing person waits.

use std::fs;
use std::io::BufWriter;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use sheets::Cell;
use sheets::write::{Column, Format, Writer};

use crate::base::Base;
use crate::clerk::Clerk;
use crate::node::Node;
use crate::{Done, Place, cpu, yardstick};

/// Between two opinions of the person who types.
const PAUSE: Duration = Duration::from_millis(100);
/// Days of the table, each a dialogue.
const DAYS: u64 = 200;

const MATTERS: [(&str, &str); 8] = [
    (
        "Đề nghị sửa đoạn đường liên thôn từ nhà văn hóa đến trạm bơm, mưa xuống là ngập, học sinh đi lại rất khó",
        "Giao thông",
    ),
    ("Kiến nghị đầu tư đường nước sạch cho các hộ ở cuối thôn, nước giếng khoan nhiễm phèn đã nhiều năm", "Nước sạch"),
    ("Phản ánh xe chở đất chạy ngày đêm làm hỏng mặt đường và bụi vào nhà dân hai bên đường", "Môi trường"),
    ("Đề nghị sớm cấp giấy chứng nhận quyền sử dụng đất cho các hộ đã dồn điền đổi thửa", "Đất đai"),
    ("Kiến nghị nạo vét kênh mương nội đồng trước vụ mùa để chủ động tưới tiêu", "Nông nghiệp"),
    ("Đề nghị lắp đèn chiếu sáng ở ngã ba đầu làng vì buổi tối hay xảy ra tai nạn", "Giao thông"),
    ("Phản ánh việc thu gom rác thải không đúng lịch, rác ùn lại trước cổng trường", "Môi trường"),
    ("Kiến nghị xem xét chế độ hỗ trợ cho hộ cận nghèo có người ốm đau dài ngày", "Chính sách xã hội"),
];
/// How a matter stands, and the answer where there was one.
const STATES: [(&str, &str); 3] =
    [("Đã trả lời", "Đã sửa xong trong tháng"), ("Đang giải quyết", ""), ("Chưa giải quyết", "")];

/// What stands above its columns.
const TITLES: [&str; 6] = ["STT", "Nội dung kiến nghị", "Ngày", "Lĩnh vực", "Tình trạng", "Trả lời"];

/// The table as offices bring one, a workbook: packed, 100,000 rows are far below the 10 MiB of a file.
fn table(place: &Place, rows: u64) -> Done<std::path::PathBuf> {
    let path = place.folder.join(format!("table-{rows}.xlsx"));
    let columns: Vec<Column> = TITLES.iter().map(|title| Column { title: (*title).to_owned(), width: 20 }).collect();
    let mut writer = Writer::new(Format::Xlsx, BufWriter::new(fs::File::create(&path)?), "Bang", &columns)?;
    for row in 0..rows {
        let (matter, field) = MATTERS[usize::try_from(row % 8)?];
        // The rows of a day stand together, as they do in the tables of offices.
        let day = row * DAYS.min(rows) / rows;
        let (state, answer) = STATES[usize::try_from(row / 8 % 3)?];
        let (number, words) = ((row + 1).to_string(), format!("{matter}, điểm số {row}"));
        let on = format!("{:02}/{:02}/2026", day % 28 + 1, day / 28 + 1);
        writer.row(&[number.as_str(), &words, &on, field, state, answer].map(Cell::text))?;
    }
    writer.finish()?;
    println!("the table: {rows} rows, {} KiB\n", fs::metadata(&path)?.len() / 1024);
    Ok(path)
}

/// Takes a table of so many rows over on each engine.
pub fn import(place: &Place, rows: u64, engines: &[bool]) -> Done<()> {
    let path = table(place, rows)?;
    println!(
        "| engine | rows | s | CPU ms a row program | database | both | somebody types: n | p50 ms | p99 ms | longest ms | before: longest ms | longest in the door, ms: apply | complete | undo |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for postgres in engines {
        let url = if *postgres {
            let runtime = tokio::runtime::Runtime::new()?;
            runtime.block_on(yardstick::on_server(&place.server, "DROP DATABASE IF EXISTS import WITH (FORCE)"))?;
            runtime.block_on(yardstick::on_server(&place.server, "CREATE DATABASE import TEMPLATE template0"))?;
            format!("{}/import", place.server)
        } else {
            format!("sqlite:{}", place.folder.join("demo.db").display())
        };
        let node = Node::start(place, &url)?;
        let clerk = Clerk::sign_in(&node.address, 1)?;
        let quiet = typing(&clerk, || thread::sleep(Duration::from_secs(2)))?.1;
        let before = (cpu::of_children()?, cpu::of_server(&place.data)?);
        let begun = Instant::now();
        let (done, waits) = typing(&clerk, || {
            let mut import = command(place, "submissions", &url);
            import.args(["--place", "MP001", "--body", "uy ban", "--date", "2026-01-01", "--title", "Bang lon"]);
            import.args(["--as", "thu.ky", "--json"]).arg(&path).output()
        })?;
        let took = begun.elapsed().as_secs_f64();
        let done = done?;
        if !done.status.success() {
            return Err("the table was not taken over".into());
        }
        let mut held = String::from_utf8_lossy(&done.stderr).into_owned();
        let after = (cpu::of_children()?, cpu::of_server(&place.data)?);
        let program = (after.0 - before.0) / rows as f64;
        let database = if *postgres { (after.1 - before.1) / rows as f64 } else { 0.0 };
        let cases = Base::open(&url)?.one("SELECT count(*) FROM texts WHERE body LIKE '%điểm số %'")?;
        if cases.parse::<u64>()? < rows {
            return Err(format!("{cases} rows were taken over").into());
        }
        let number = Base::open(&url)?.one("SELECT max(id) FROM imports")?;
        let undone = command(place, "undo", &url).args([&number, "--as", "thu.ky", "--reason", "Do"]).output()?;
        if !undone.status.success() {
            return Err("the table was not taken back".into());
        }
        held += &String::from_utf8_lossy(&undone.stderr);
        println!(
            "| {} | {rows} | {took:.1} | {program:.3} | {database:.3} | {:.3} | {} | {:.1} | {:.1} | {:.1} | {:.1} | {} | {} | {} |",
            if *postgres { "PostgreSQL" } else { "SQLite" },
            program + database,
            waits.len(),
            waits[waits.len() / 2],
            waits[(waits.len() * 99 / 100).min(waits.len() - 1)],
            waits[waits.len() - 1],
            quiet[quiet.len() - 1],
            longest(&held, "import.apply"),
            longest(&held, "import.complete"),
            longest(&held, "import.undo"),
        );
    }
    Ok(())
}

/// A command on tables that says in its log how long each act held whoever writes.
fn command(place: &Place, word: &str, url: &str) -> Command {
    let mut command = Command::new(&place.program);
    command.env("LANGNGHE_LOG", "error,store::door=debug").args(["import", word, "--database", url, "--key"]);
    command.arg(place.folder.join("langnghe.key")).stdin(Stdio::null());
    command
}

/// The longest time in milliseconds that an act of that name held whoever writes, by the log.
fn longest(log: &str, act: &str) -> u64 {
    let of = format!("act=\"{act}\" ms=");
    let times = log.lines().filter_map(|line| line.split_once(&of)?.1.split_whitespace().next()?.parse().ok());
    times.max().unwrap_or_default()
}

/// Types while something is done: what that answered, and how long each opinion took, in milliseconds, in order of size.
fn typing<T>(clerk: &Clerk, work: impl FnOnce() -> T) -> Done<(T, Vec<f64>)> {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let hand = scope.spawn(|| -> Done<Vec<f64>> {
            let (mut line, mut waits) = (clerk.connect()?, Vec::new());
            while !stop.load(Ordering::Relaxed) {
                let sent = Instant::now();
                clerk.raise(&mut line)?;
                waits.push(sent.elapsed().as_secs_f64() * 1000.0);
                thread::sleep(PAUSE);
            }
            waits.sort_by(f64::total_cmp);
            Ok(waits)
        });
        let answer = work();
        stop.store(true, Ordering::Relaxed);
        Ok((answer, hand.join().map_err(|_| "the typing person broke off")??))
    })
}
