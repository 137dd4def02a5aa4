//! How much CPU processes have used, in milliseconds.

use std::fs;
use std::path::Path;

use crate::Done;

/// Milliseconds of one tick of `/proc/PID/stat`, which Linux shows as hundredths of a second.
const TICK_MS: f64 = 10.0;

/// What one process used, and those of its children that have ended.
pub fn of(pid: u32) -> Done<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let fields: Vec<&str> = stat.rsplit_once(')').ok_or("an odd stat")?.1.split_whitespace().collect();
    // utime, stime, cutime and cstime are fields 14 to 17 of the whole line.
    let ticks: f64 = fields[11..15].iter().map(|ticks| ticks.parse::<f64>().unwrap_or(0.0)).sum();
    Ok(ticks * TICK_MS)
}

/// What a server of PostgreSQL used: its first process, those that have ended, and those that run.
pub fn of_server(data: &Path) -> Done<f64> {
    let text = fs::read_to_string(data.join("data/postmaster.pid"))?;
    let first: u32 = text.lines().next().ok_or("no first process")?.trim().parse()?;
    let mut all = of(first)?;
    for child in fs::read_to_string(format!("/proc/{first}/task/{first}/children"))?.split_whitespace() {
        // One that ends meanwhile is counted with the first process.
        all += of(child.parse()?).unwrap_or(0.0);
    }
    Ok(all)
}
