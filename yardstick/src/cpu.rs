//! How much CPU and memory processes use.

use std::fs;
use std::path::Path;

use crate::Done;

/// Milliseconds of one tick of `/proc/PID/stat`, which Linux shows as hundredths of a second.
const TICK_MS: f64 = 10.0;

fn fields(pid: u32) -> Done<Vec<f64>> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let fields = stat.rsplit_once(')').ok_or("an odd stat")?.1.split_whitespace();
    Ok(fields.map(|field| field.parse::<f64>().unwrap_or(0.0)).collect())
}

/// What one process used, and those of its children that have ended, in milliseconds.
pub fn of(pid: u32) -> Done<f64> {
    // utime, stime, cutime and cstime are fields 14 to 17 of the whole line.
    Ok(fields(pid)?[11..15].iter().sum::<f64>() * TICK_MS)
}

/// What the children of this process used that have ended, in milliseconds.
pub fn of_children() -> Done<f64> {
    Ok(fields(std::process::id())?[13..15].iter().sum::<f64>() * TICK_MS)
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

/// The memory that a process has for itself and its share of what it shares (PSS), in MiB.
pub fn memory(pid: u32) -> Done<f64> {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:")).ok_or("no Pss")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse::<f64>()? / 1024.0)
}
