//! Pages of a large archive: CPU, time and statements of a request, as a clerk of a commune and as one of the province, on
//! either engine, beside what the engine alone does in the same run.

use std::fs;
use std::io::BufReader;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

use crate::base::Base;
use crate::clerk::Clerk;
use crate::node::Node;
use crate::wire::Visitor;
use crate::works::{Work, works};
use crate::{Done, Place, cpu, tape, yardstick};

/// The password of generated accounts.
const PASSWORD: &str = "du-lieu-mo-phong";
/// Who types for the province.
const PROVINCE: &str = "mo.phong";
/// Clients at once, where a page is asked by many.
const MANY: usize = 8;
/// How fast somebody takes a file whose line is slow, in bytes a second.
const SLOW: u64 = 2 * 1024 * 1024;
/// Sign-ins before the memory of the idle program is read.
const SIGN_INS: usize = 10;

/// A generated archive on one engine.
struct Archive {
    url: String,
    key: PathBuf,
    postgres: bool,
}

impl Archive {
    /// Generates it where it is not there yet.
    fn make(place: &Place, runtime: &Runtime, cases: u64, postgres: bool) -> Done<Self> {
        let engine = if postgres { "postgres" } else { "sqlite" };
        let folder = place.folder.join(format!("{engine}-{cases}"));
        fs::create_dir_all(&folder)?;
        let (key, made) = (folder.join("langnghe.key"), folder.join("made"));
        let url = if postgres {
            format!("{}/scale_{cases}", place.server)
        } else {
            format!("sqlite:{}", folder.join("scale.db").display())
        };
        let archive = Self { url, key, postgres };
        if made.exists() {
            return Ok(archive);
        }
        if postgres {
            let drop = format!("DROP DATABASE IF EXISTS scale_{cases} WITH (FORCE)");
            runtime.block_on(yardstick::on_server(&place.server, &drop))?;
            let create = format!("CREATE DATABASE scale_{cases} TEMPLATE template0");
            runtime.block_on(yardstick::on_server(&place.server, &create))?;
        }
        let (begun, used) = (Instant::now(), (cpu::of_children()?, cpu::of_server(&place.data)?));
        let generate = Command::new(&place.program)
            .env("LANGNGHE_LOG", "error")
            .args(["generate", "--seed", "1", "--cases", &cases.to_string(), "--database", &archive.url, "--key"])
            .arg(&archive.key)
            .status()?;
        if !generate.success() {
            return Err("the archive could not be generated".into());
        }
        if postgres {
            Base::open(&archive.url)?.rows("VACUUM (ANALYZE)")?;
        }
        let server = if postgres { cpu::of_server(&place.data)? - used.1 } else { 0.0 };
        let all = (cpu::of_children()? - used.0 + server) / 1000.0;
        let said = format!("generated {cases} cases: {:.0} s, {all:.0} s of CPU", begun.elapsed().as_secs_f64());
        fs::write(made, &said)?;
        eprintln!("bench: {engine} {said}");
        Ok(archive)
    }

    fn used(&self, place: &Place, node: &Node) -> Done<(f64, f64)> {
        Ok((cpu::of(node.id)?, if self.postgres { cpu::of_server(&place.data)? } else { 0.0 }))
    }
}

/// Measures archives of so many cases; of the works only those whose name holds `only`.
pub fn scale(place: &Place, cases: u64, engines: &[bool], only: &str) -> Done<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    for postgres in engines {
        let archive = Archive::make(place, &runtime, cases, *postgres)?;
        one(place, &runtime, &archive, cases, only)?;
    }
    Ok(())
}

fn one(place: &Place, runtime: &Runtime, archive: &Archive, cases: u64, only: &str) -> Done<()> {
    let engine = if archive.postgres { "PostgreSQL" } else { "SQLite" };
    let time = Duration::from_secs_f64(place.seconds);
    let base = Base::open(&archive.url)?;
    println!("### {engine}, {cases} cases\n");
    // Who makes a page of an existing file first: the second start finds all migrated.
    drop(Node::serve(place, &archive.url, &archive.key)?);
    let begun = Instant::now();
    let node = Node::serve(place, &archive.url, &archive.key)?;
    let nobody = Visitor::nobody(&node.address);
    nobody.get(&mut nobody.connect()?, "/sign-in")?;
    println!("- start to first page: {:.3} s", begun.elapsed().as_secs_f64());
    let clerk = base.one(&format!(
        "SELECT a.login FROM accounts a JOIN memberships m ON m.account_id = a.id
         JOIN cases c ON c.origin_id = m.organisation_id WHERE a.login <> '{PROVINCE}' AND m.role = 'clerk'
         GROUP BY a.login ORDER BY count(*) DESC, a.login LIMIT 1"
    ))?;
    let mut visitors = [&clerk, PROVINCE].map(|login| Visitor::sign_in(&node.address, login, PASSWORD)).into_iter();
    let visitors = [visitors.next().ok_or("a clerk")??, visitors.next().ok_or("the province")??];
    for _ in 2..SIGN_INS {
        Visitor::sign_in(&node.address, &clerk, PASSWORD)?;
    }
    println!("- memory (PSS) after {SIGN_INS} sign-ins: {:.0} MiB", cpu::memory(node.id)?);
    let works = works(&base, &clerk, &visitors)?;
    println!(
        "\n| work | as | n | CPU ms program | CPU ms database | CPU ms both | p50 ms | p99 ms | KB | statements |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for work in works.iter().filter(|work| work.name.contains(only)) {
        measure(place, runtime, archive, &node, &visitors[work.who], work, time)?;
    }
    if "submission".contains(only) {
        submission(place, archive, &node, visitors[0].clone(), time)?;
    }
    println!("\n- memory (PSS) after all of it: {:.0} MiB", cpu::memory(node.id)?);
    many(place, archive, &node, &visitors, &works, &base, time)?;
    if "files".contains(only) {
        files(&node, &visitors[1], &works)?;
    }
    println!("- memory (PSS) after {MANY} clients at once: {:.0} MiB\n", cpu::memory(node.id)?);
    Ok(())
}

fn measure(
    place: &Place,
    runtime: &Runtime,
    archive: &Archive,
    node: &Node,
    visitor: &Visitor,
    work: &Work,
    time: Duration,
) -> Done<()> {
    let mut line = visitor.connect()?;
    for path in work.paths.iter().take(2) {
        ask(visitor, &mut line, path)?;
    }
    let (mut took, mut bytes) = (Vec::new(), 0);
    let (begun, before) = (Instant::now(), archive.used(place, node)?);
    // At least three, however long each takes.
    for path in work.paths.iter().cycle() {
        if took.len() >= 3 && begun.elapsed() >= time {
            break;
        }
        let sent = Instant::now();
        bytes = ask(visitor, &mut line, path)?;
        took.push(sent.elapsed().as_secs_f64() * 1000.0);
    }
    let after = archive.used(place, node)?;
    let each = |before: f64, after: f64| (after - before) / took.len() as f64;
    let (program, database) = (each(before.0, after.0), each(before.1, after.1));
    let path = work.paths.first().ok_or("nothing to ask for")?;
    let statements = if archive.postgres {
        let counted = tape::statements(place, &archive.url, || ask(visitor, &mut line, path).map(|_| ()));
        runtime.block_on(counted)?.to_string()
    } else {
        String::new()
    };
    took.sort_by(f64::total_cmp);
    println!(
        "| {} | {} | {} | {program:.2} | {database:.2} | {:.2} | {:.1} | {:.1} | {} | {statements} |",
        work.name,
        ["commune", "province"][work.who],
        took.len(),
        program + database,
        took[took.len() / 2],
        took[(took.len() * 99 / 100).min(took.len() - 1)],
        bytes / 1024,
    );
    Ok(())
}

/// Asks for a page and says how many bytes it has.
fn ask(visitor: &Visitor, line: &mut BufReader<TcpStream>, path: &str) -> Done<usize> {
    let answer = visitor.get(line, path)?;
    if answer.status != 200 {
        return Err(format!("{path}: {} {}", answer.status, answer.body).into());
    }
    Ok(answer.body.len())
}

/// One submission after the other at a desk.
fn submission(place: &Place, archive: &Archive, node: &Node, visitor: Visitor, time: Duration) -> Done<()> {
    let clerk = Clerk::of(visitor, 1)?;
    let mut line = clerk.connect()?;
    clerk.raise(&mut line)?;
    let (mut took, begun, before) = (Vec::new(), Instant::now(), archive.used(place, node)?);
    while begun.elapsed() < time {
        let sent = Instant::now();
        clerk.raise(&mut line)?;
        took.push(sent.elapsed().as_secs_f64() * 1000.0);
    }
    let after = archive.used(place, node)?;
    let each = |before: f64, after: f64| (after - before) / took.len() as f64;
    let (program, database) = (each(before.0, after.0), each(before.1, after.1));
    took.sort_by(f64::total_cmp);
    println!(
        "| submission | commune | {} | {program:.2} | {database:.2} | {:.2} | {:.1} | {:.1} | | |",
        took.len(),
        program + database,
        took[took.len() / 2],
        took[(took.len() * 99 / 100).min(took.len() - 1)],
    );
    Ok(())
}

/// List and case page with many clients, beside what the engine alone does of the same.
fn many(
    place: &Place,
    archive: &Archive,
    node: &Node,
    visitors: &[Visitor; 2],
    works: &[Work],
    base: &Base,
    time: Duration,
) -> Done<()> {
    let ids = |sql: &str| -> Done<Vec<i64>> {
        base.rows(sql)?.into_iter().map(|row| Ok(row.first().ok_or("a number")?.parse()?)).collect()
    };
    let bodies = ids("SELECT accountable_id FROM cases GROUP BY accountable_id ORDER BY count(*) DESC LIMIT 20")?;
    let cases = ids("SELECT id FROM cases ORDER BY public_id LIMIT 500")?;
    let list = "SELECT c.id, c.raised_on, c.handling, c.field, c.territory_id FROM cases c WHERE c.accountable_id = $1
                ORDER BY c.id DESC LIMIT 25";
    let one = "SELECT c.id, c.raised_on, c.handling, c.field, c.territory_id, x.body FROM cases c
               JOIN texts x ON x.id = c.text_id WHERE c.id = $1";
    println!("\n| {MANY} clients at once | pages /s | CPU ms both | the engine alone, one client /s | share |");
    println!("| --- | --- | --- | --- | --- |");
    for (name, sql, numbers) in [("list", list, &bodies), ("case page", one, &cases)] {
        let Some(work) = works.iter().find(|work| work.name.starts_with(name) && work.who == 0) else { continue };
        let stick = base.rate(sql, numbers, time)?;
        let before = archive.used(place, node)?;
        let (begun, asked) = (
            Instant::now(),
            thread::scope(|scope| -> Done<usize> {
                let hands: Vec<_> = (0..MANY)
                    .map(|hand| {
                        scope.spawn(move || -> Done<usize> {
                            let (mut line, begun, mut asked) = (visitors[0].connect()?, Instant::now(), 0);
                            for path in work.paths.iter().cycle().skip(hand) {
                                if begun.elapsed() >= time {
                                    break;
                                }
                                ask(&visitors[0], &mut line, path)?;
                                asked += 1;
                            }
                            Ok(asked)
                        })
                    })
                    .collect();
                hands.into_iter().map(|hand| hand.join().map_err(|_| "a client broke off")?).sum()
            })?,
        );
        let after = archive.used(place, node)?;
        let rate = asked as f64 / begun.elapsed().as_secs_f64().max(time.as_secs_f64());
        let both = (after.0 - before.0 + after.1 - before.1) / asked as f64;
        println!("| {} | {rate:.0} | {both:.2} | {stick:.0} | {:.1} % |", work.name, 100.0 * rate / stick);
    }
    Ok(())
}

/// All cases of the province as files, taken slowly: what the program holds meanwhile.
fn files(node: &Node, visitor: &Visitor, works: &[Work]) -> Done<()> {
    let list = works.iter().find(|work| work.who == 1 && work.name == "list of the year").ok_or("no list")?;
    let list = list.paths.first().ok_or("no list")?;
    println!("\n| file of the province | MiB | s | memory (PSS) before, MiB | most meanwhile | after |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for kind in ["csv", "xlsx"] {
        let (begun, before) = (Instant::now(), cpu::memory(node.id)?);
        let mut most = before;
        let mut looked = begun;
        let bytes = visitor.take(&format!("{list}&from=&as={kind}"), SLOW, || {
            // Reading it asks the machine for a while: not for every piece.
            if looked.elapsed() >= Duration::from_millis(200) {
                (looked, most) = (Instant::now(), most.max(cpu::memory(node.id)?));
            }
            Ok(())
        })?;
        let (took, after) = (begun.elapsed().as_secs_f64(), cpu::memory(node.id)?);
        let size = bytes as f64 / 1024.0 / 1024.0;
        println!("| {kind} | {size:.1} | {took:.0} | {before:.0} | {most:.0} | {after:.0} |");
    }
    Ok(())
}
