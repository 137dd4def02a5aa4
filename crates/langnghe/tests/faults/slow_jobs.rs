//! `kill -9` while the program does its jobs: the next node does what is left, and nothing twice.

use std::sync::Arc;

use acts::Office;
use acts::job::{NoHands, Runner};
use domain::day::Instant;
use store::{Store, account, clock, message};
use tokio::time::timeout;

use super::{Commune, PATIENCE};

/// Longer than a lease lasts.
const LEASE_OVER: i64 = 6 * 60_000;
/// The accounts of the demo, whose messages are compared.
const LOGINS: [&str; 5] = ["quan.tri", "thu.ky", "chu.tich", "giam.sat", "mat.tran"];

/// What each account was told, the oldest first.
async fn told(store: &Store) -> Vec<(&'static str, Vec<String>)> {
    let mut read = store.reader().await.unwrap();
    let mut all = Vec::new();
    for login in LOGINS {
        let account = account::by_login(&mut read, login).await.unwrap().unwrap().account;
        let rows = message::list(&mut read, account, None, 10_000).await.unwrap().rows;
        let mut told: Vec<String> =
            rows.iter().map(|row| format!("{} {:?} {}", row.kind.as_str(), row.due_on, row.body)).collect();
        told.sort();
        all.push((login, told));
    }
    all
}

/// Does what is left, as the node that comes next.
pub(crate) async fn finish(store: &Store, now: Instant) -> usize {
    let runner = Runner::new(Office::new(store), Arc::new(NoHands));
    let mut begun = 0;
    loop {
        match runner.step(now, &|| false).await.unwrap() {
            0 => return begun,
            more => begun += more,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_what_a_killed_program_had_begun_is_done_once_by_the_next() {
    let mut engines = Vec::new();
    for commune in Commune::on_both().await {
        let store = commune.store().await;
        let waiting = told(&store).await;
        assert!(waiting.iter().all(|(_, told)| told.is_empty()), "the demo leaves its jobs to whoever serves it");
        let node = commune.serve().await;
        // The first messages are there, and many are still to come.
        let some = async { while told(&store).await == waiting {} };
        timeout(PATIENCE, some).await.expect("a node that serves does its jobs");
        node.kill().await;
        let left = finish(&store, Instant::from_ms(clock::machine().ms() + LEASE_OVER)).await;
        assert!(left > 0, "it was killed before it had done all");
        let all = told(&store).await;
        assert!(all.iter().any(|(_, told)| told.len() > 20), "{all:?}");
        // Another start finds nothing to do, and tells nobody again.
        let node = commune.serve().await;
        assert_eq!(finish(&store, Instant::from_ms(clock::machine().ms() + LEASE_OVER)).await, 0);
        node.kill().await;
        let mut events: Vec<String> = told(&store).await.into_iter().flat_map(|(_, told)| told).collect();
        events.retain(|told| !told.starts_with("due_tomorrow"));
        engines.push(events);
        commune.verify().await;
    }
    assert_eq!(engines[0], engines[1], "one engine tells what the other tells");
}
