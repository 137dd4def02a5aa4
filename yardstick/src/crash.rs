//! `kill -9` of a serving program while clients write, again and again: what was acknowledged is there once, and nothing else is
//! there but what was on its way and may be either there or not.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::base::Base;
use crate::clerk::Clerk;
use crate::node::Node;
use crate::wire::key;
use crate::{Done, Place, yardstick};

/// Clients that write at once.
const CLIENTS: usize = 8;
/// At most so many posts are acknowledged before the next kill.
const MOST: u64 = 40;
/// Posts of before whose keys are used again after each kill.
const AGAIN: usize = 3;

/// A post: its key, its words, and where it was recorded once it was acknowledged.
#[derive(Clone)]
struct Post {
    key: String,
    words: String,
    place: String,
}

struct Client {
    clerk: Clerk,
    number: usize,
    done: Vec<Post>,
    next: Post,
    /// The number of the post that comes first after a kill.
    written: usize,
}

impl Client {
    fn new(clerk: Clerk, number: usize) -> Done<Self> {
        let next = Post { key: key()?, words: format!("crash {number} 0"), place: String::new() };
        Ok(Self { clerk, number, done: Vec::new(), next, written: 1 })
    }

    /// Posts until the program is gone, the post without an answer first.
    fn write(&mut self, told: &Sender<()>) -> Done<()> {
        let Ok(mut line) = self.clerk.connect() else { return Ok(()) };
        for post in self.done.iter().rev().take(AGAIN) {
            let Ok(place) = self.clerk.raise_as(&mut line, &post.key, &typed(&post.words)) else { return Ok(()) };
            if place != post.place {
                return Err(format!("{} was at {} and is at {place}", post.words, post.place).into());
            }
        }
        while let Ok(place) = self.clerk.raise_as(&mut line, &self.next.key, &typed(&self.next.words)) {
            let words = format!("crash {} {}", self.number, self.written);
            let next = Post { key: key()?, words, place: String::new() };
            self.done.push(Post { place, ..std::mem::replace(&mut self.next, next) });
            self.written += 1;
            // Who kills has heard enough.
            let _ = told.send(());
        }
        Ok(())
    }
}

fn typed(words: &str) -> String {
    words.replace(' ', "+")
}

/// What came of it on one engine.
struct Outcome {
    acknowledged: usize,
    /// Kills at which something was on its way, and of those posts how many were recorded though nobody was told.
    unanswered: usize,
    recorded: usize,
    starts: Vec<f64>,
}

/// So many kills on each engine.
pub fn crash(place: &Place, kills: usize, engines: &[bool]) -> Done<()> {
    println!(
        "| engine | kills | acknowledged | without an answer | of these recorded | lost | doubled | start after a kill, median and longest | history verify |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for postgres in engines {
        let engine = if *postgres { "PostgreSQL" } else { "SQLite" };
        let (outcome, verified) = one(place, kills, *postgres)?;
        let mut starts = outcome.starts;
        starts.sort_by(f64::total_cmp);
        println!(
            "| {engine} | {kills} | {} | {} | {} | 0 | 0 | {:.2} s, {:.2} s | {verified} |",
            outcome.acknowledged,
            outcome.unanswered,
            outcome.recorded,
            starts[starts.len() / 2],
            starts[starts.len() - 1]
        );
    }
    Ok(())
}

fn one(place: &Place, kills: usize, postgres: bool) -> Done<(Outcome, String)> {
    let url = if postgres {
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(yardstick::on_server(&place.server, "DROP DATABASE IF EXISTS crash WITH (FORCE)"))?;
        runtime.block_on(yardstick::on_server(&place.server, "CREATE DATABASE crash TEMPLATE template0"))?;
        format!("{}/crash", place.server)
    } else {
        format!("sqlite:{}", place.folder.join("demo.db").display())
    };
    let key = place.folder.join("langnghe.key");
    let mut node = Node::start(place, &url)?;
    let base = Base::open(&url)?;
    let mut clients = Vec::new();
    for number in 0..CLIENTS {
        clients.push(Client::new(Clerk::sign_in(&node.address, number)?, number)?);
    }
    let mut outcome = Outcome { acknowledged: 0, unanswered: 0, recorded: 0, starts: Vec::new() };
    let (mut seen, mut bits) = (0_i64, 20_260_701_u64);
    for kill in 1..=kills {
        bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (enough, rest) = (bits >> 33, bits >> 50);
        let (told, heard) = channel();
        thread::scope(|scope| -> Done<()> {
            let hands: Vec<_> = clients
                .iter_mut()
                .map(|client| {
                    let told = told.clone();
                    scope.spawn(move || client.write(&told))
                })
                .collect();
            for _ in 0..enough % MOST {
                heard.recv_timeout(Duration::from_secs(60))?;
            }
            // At any moment of the next act, not only after an answer.
            thread::sleep(Duration::from_micros(rest % 4000));
            node.end();
            for hand in hands {
                hand.join().map_err(|_| "a client broke off")??;
            }
            Ok(())
        })?;
        let begun = Instant::now();
        node = Node::serve(place, &url, &key)?;
        outcome.starts.push(begun.elapsed().as_secs_f64());
        // What this kill may have touched: ids of a start are beyond those of the one before.
        let sql = format!("SELECT id, body FROM texts WHERE id > {seen} AND body LIKE 'crash %'");
        let mut there: HashMap<String, usize> = HashMap::new();
        let before = seen;
        for row in base.rows(&sql)? {
            seen = seen.max(row[0].parse()?);
            *there.entry(row[1].clone()).or_default() += 1;
        }
        if let Some((words, times)) = there.iter().find(|(_, times)| **times > 1) {
            return Err(format!("kill {kill}: {words} is there {times} times").into());
        }
        let mut accounted = 0;
        for client in &mut clients {
            client.clerk.move_to(&node.address);
            outcome.unanswered += 1;
            if there.contains_key(&client.next.words) {
                outcome.recorded += 1;
                accounted += 1;
            }
            for post in client.done.iter().rev() {
                if there.contains_key(&post.words) {
                    accounted += 1;
                } else if before == 0
                    || base
                        .rows(&format!("SELECT id FROM texts WHERE id <= {before} AND body = '{}'", post.words))?
                        .len()
                        != 1
                {
                    return Err(format!("kill {kill}: {} was acknowledged and is lost", post.words).into());
                } else {
                    // Acknowledged at an earlier start, or recorded then and acknowledged now: the others are older still.
                    break;
                }
            }
        }
        if accounted != there.len() {
            return Err(format!("kill {kill}: {} are there and {accounted} were sent", there.len()).into());
        }
        if kill % 100 == 0 {
            eprintln!("bench: {kill} of {kills} kills");
        }
    }
    // At the end all of it, from the first.
    let mut times: HashMap<String, usize> = HashMap::new();
    for row in base.rows("SELECT body FROM texts WHERE body LIKE 'crash %'")? {
        *times.entry(row[0].clone()).or_default() += 1;
    }
    for client in &clients {
        outcome.acknowledged += client.done.len();
        if let Some(post) = client.done.iter().find(|post| times.get(&post.words) != Some(&1)) {
            return Err(
                format!("{} was acknowledged and is there {:?} times", post.words, times.get(&post.words)).into()
            );
        }
    }
    let pending = clients.iter().filter(|client| times.contains_key(&client.next.words)).count();
    if times.len() != outcome.acknowledged + pending || times.values().any(|times| *times > 1) {
        return Err("something is there that nobody sent".into());
    }
    drop(node);
    Ok((outcome, verify(place, &url, &key)?))
}

fn verify(place: &Place, url: &str, key: &Path) -> Done<String> {
    let mut verify = Command::new(&place.program);
    verify.env("LANGNGHE_LOG", "error").args(["history", "verify", "--database", url, "--key"]).arg(key);
    let told = verify.output()?;
    if !told.status.success() {
        return Err(format!("history verify: {}", String::from_utf8_lossy(&told.stderr)).into());
    }
    Ok(String::from_utf8_lossy(&told.stdout).trim().replace('\n', " "))
}
