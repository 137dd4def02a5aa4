//! One durable submission, measured from outside: the program's CPU and rate beside a yardstick that sends the database the
//! statements of such a submission and nothing else.
//!
//! The statements are those that the server of PostgreSQL logged while the program recorded two submissions; what differs
//! between the two is varied, so that each replay is a valid third one. SQLite gets the same text: there is one for both.

mod base;
mod clerk;
mod cpu;
mod crash;
mod dates;
mod import;
mod node;
mod scale;
mod tape;
mod wire;
mod works;
mod yardstick;

use std::error::Error;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::clerk::Clerk;
use crate::node::Node;
use crate::tape::Tape;
use crate::yardstick::Yardstick;

pub type Done<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Rounds of each measurement; the median counts.
const ROUNDS: usize = 5;
/// Clients at once.
const CLIENTS: [usize; 3] = [1, 8, 32];

/// Where everything is.
pub struct Place {
    pub program: PathBuf,
    pub folder: PathBuf,
    /// Address of the server, without a database.
    pub server: String,
    /// The folder of the server's data.
    pub data: PathBuf,
    pub seconds: f64,
}

/// One measurement.
#[derive(Clone, Copy, Default)]
struct Run {
    rate: f64,
    /// CPU of a request in milliseconds: the program's, and the database's where it has processes of its own.
    program: f64,
    database: f64,
}

fn main() -> Done<()> {
    let mut words = std::env::args().skip(1);
    let mut next = |what: &str| words.next().ok_or_else(|| format!("{what} is missing: start ./bench"));
    let what = next("what to measure")?;
    let place = Place {
        program: next("the program")?.into(),
        folder: next("the folder")?.into(),
        server: next("the server")?.trim_end_matches("/postgres").to_owned(),
        data: next("the server's folder")?.into(),
        seconds: next("the seconds")?.parse()?,
    };
    match what.as_str() {
        "submission" => submission(&place),
        "scale" => {
            let cases = next("the number of cases")?.parse()?;
            let (engines, only) = (engines(&next("the engines")?)?, words.next().unwrap_or_default());
            scale::scale(&place, cases, engines, &only)
        }
        "import" => {
            let rows = next("the number of rows")?.parse()?;
            import::import(&place, rows, engines(&next("the engines")?)?)
        }
        "dates" => dates::dates(&place, next("the number of dates")?.parse()?),
        "crash" => {
            let kills = next("the number of kills")?.parse()?;
            crash::crash(&place, kills, engines(&next("the engines")?)?)
        }
        other => Err(format!("{other} can't be measured: start ./bench").into()),
    }
}

/// The engines of a word: whether each is PostgreSQL.
fn engines(word: &str) -> Done<&'static [bool]> {
    match word {
        "both" => Ok(&[false, true]),
        "sqlite" => Ok(&[false]),
        "postgres" => Ok(&[true]),
        other => Err(format!("{other} is no engine: sqlite, postgres or both").into()),
    }
}

fn submission(place: &Place) -> Done<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(yardstick::on_server(&place.server, "DROP DATABASE IF EXISTS bench WITH (FORCE)"))?;
    runtime.block_on(yardstick::on_server(&place.server, "CREATE DATABASE bench TEMPLATE template0"))?;
    let postgres = format!("{}/bench", place.server);
    let sqlite = format!("sqlite:{}", place.folder.join("bench.db").display());
    let tape = {
        let node = Node::start(place, &postgres)?;
        let clerks = clerks(&node, 1)?;
        runtime.block_on(tape::record(place, &clerks[0]))?
    };
    println!("recorded: {} statements of one submission\n", tape.len());
    for statement in tape.texts() {
        eprintln!("bench:   {statement}");
    }
    println!(
        "| engine | clients | program /s | yardstick /s | share | CPU ms program | CPU ms database | CPU ms both |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (engine, url) in [("SQLite", &sqlite), ("PostgreSQL", &postgres)] {
        let node = Node::start(place, url)?;
        let clerks = clerks(&node, CLIENTS[2])?;
        drive(&clerks, Duration::from_millis(500))?;
        for count in CLIENTS {
            measure(place, &runtime, engine, url, &node, &clerks[..count], &tape)?;
        }
    }
    Ok(())
}

fn clerks(node: &Node, count: usize) -> Done<Vec<Clerk>> {
    (0..count).map(|at| Clerk::sign_in(&node.address, at)).collect()
}

/// Program and yardstick in turn, and the line of their medians.
fn measure(
    place: &Place,
    runtime: &tokio::runtime::Runtime,
    engine: &str,
    url: &str,
    node: &Node,
    clerks: &[Clerk],
    tape: &Tape,
) -> Done<()> {
    let time = Duration::from_secs_f64(place.seconds);
    let (mut runs, mut sticks) = (Vec::new(), Vec::new());
    let yardstick = Yardstick::new(url, tape, clerks)?;
    for _ in 0..ROUNDS {
        let before = (cpu::of(node.id)?, cpu::of_server(&place.data)?);
        let (done, took) = drive(clerks, time)?;
        let after = (cpu::of(node.id)?, cpu::of_server(&place.data)?);
        let each = |before: f64, after: f64| (after - before) / done as f64;
        let database = if url.starts_with("sqlite") { 0.0 } else { each(before.1, after.1) };
        runs.push(Run { rate: done as f64 / took, program: each(before.0, after.0), database });
        sticks.push(yardstick.rate(runtime, clerks.len(), time)?);
    }
    let rate = median(runs.iter().map(|run| run.rate));
    let stick = median(sticks.iter().copied());
    let (program, database) = (median(runs.iter().map(|run| run.program)), median(runs.iter().map(|run| run.database)));
    let both = median(runs.iter().map(|run| run.program + run.database));
    println!(
        "| {engine} | {} | {rate:.0} | {stick:.0} | {:.0} % | {program:.2} | {database:.2} | {both:.2} |",
        clerks.len(),
        100.0 * rate / stick
    );
    eprintln!(
        "bench: {engine} {} program {:?} yardstick {:?}",
        clerks.len(),
        runs.iter().map(|run| run.rate.round()).collect::<Vec<_>>(),
        sticks.iter().map(|rate| rate.round()).collect::<Vec<_>>()
    );
    Ok(())
}

/// All clerks record for a while, each at a desk of its own: how many were acknowledged, and in how many seconds.
fn drive(clerks: &[Clerk], time: Duration) -> Done<(u64, f64)> {
    let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
    let begun = Instant::now();
    thread::scope(|scope| -> Done<()> {
        let hands: Vec<_> = clerks
            .iter()
            .map(|clerk| {
                let (stop, done) = (&stop, &done);
                scope.spawn(move || -> Done<()> {
                    let mut line = clerk.connect()?;
                    while !stop.load(Ordering::Relaxed) {
                        clerk.raise(&mut line)?;
                        done.fetch_add(1, Ordering::Relaxed);
                    }
                    Ok(())
                })
            })
            .collect();
        thread::sleep(time);
        stop.store(true, Ordering::Relaxed);
        for hand in hands {
            hand.join().map_err(|_| "a client broke off")??;
        }
        Ok(())
    })?;
    Ok((done.into_inner(), begun.elapsed().as_secs_f64()))
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
