//! Due dates, very many at once: lines into `langnghe due --batch`, beside the same lines through `cut`, which splits them and
//! counts nothing.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::process::{Command, Stdio};

use crate::{Done, Place, cpu};

/// Amounts that stand in the law, in days.
const AMOUNTS: [u32; 8] = [2, 5, 7, 10, 15, 30, 45, 60];
/// Rounds; the median counts.
const ROUNDS: usize = 5;

/// Prints how many dates a second of CPU gives.
pub fn dates(place: &Place, lines: u32) -> Done<()> {
    let typed = place.folder.join("dates.csv");
    let mut file = BufWriter::new(File::create(&typed)?);
    writeln!(file, "from,amount,unit,direction")?;
    for line in 0..lines {
        // Days of seven years, each amount with each unit; the numbers have no common factor.
        let day = line.wrapping_mul(7919) % 2520;
        let (year, month, day) = (2019 + day / 360, 1 + day % 360 / 30, 1 + day % 28);
        let amount = AMOUNTS[(line % 8) as usize];
        let unit = if line / 8 % 2 == 0 { "wd" } else { "cd" };
        writeln!(file, "{year}-{month:02}-{day:02},{amount},{unit},after")?;
    }
    file.flush()?;
    drop(file);
    let (mut program, mut yardstick) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        program.push(took(Command::new(&place.program).args(["due", "--batch"]), place, lines)?);
        yardstick.push(took(Command::new("cut").args(["-d", ",", "-f", "1-4"]), place, lines)?);
    }
    let (program, yardstick) = (median(program), median(yardstick));
    let rate = |ms: f64| f64::from(lines) / ms * 1000.0;
    println!("| due dates | dates/s of CPU | CPU ms of all |");
    println!("| --- | --- | --- |");
    println!("| langnghe due --batch | {:.0} | {program:.0} |", rate(program));
    println!("| yardstick: cut | {:.0} | {yardstick:.0} |", rate(yardstick));
    println!("\n{lines} lines, read, counted and written; {:.1} times the yardstick", program / yardstick);
    Ok(())
}

/// CPU of a command that reads the lines, in milliseconds. Refused where it did not answer each.
fn took(command: &mut Command, place: &Place, lines: u32) -> Done<f64> {
    let told = place.folder.join("dates.out");
    let before = cpu::of_children()?;
    let status = command
        .stdin(File::open(place.folder.join("dates.csv"))?)
        .stdout(File::create(&told)?)
        .stderr(Stdio::null())
        .status()?;
    let used = cpu::of_children()? - before;
    let answered = fs::read(&told)?.iter().filter(|byte| **byte == b'\n').count();
    if !status.success() || answered != lines as usize + 1 {
        return Err(format!("{answered} lines of {lines} were answered").into());
    }
    Ok(used)
}

fn median(mut found: Vec<f64>) -> f64 {
    found.sort_by(f64::total_cmp);
    found[found.len() / 2]
}
