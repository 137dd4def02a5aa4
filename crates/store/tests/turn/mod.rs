//! Two programs on one SQLite file: one that writes without a pause does not keep the other waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use async_trait::async_trait;
use domain::day::Day;
use domain::territory::Level;
use serde::Serialize;
use store::territory::{self, NewTerritory};
use store::{Act, By, Error, Ids, Stop, Store, Tx};
use testing::Fresh;

use crate::support::opened;

/// Adds so many places, as a batch of a table does.
#[derive(Clone, Serialize)]
struct AddPlaces(i64);

#[async_trait]
impl Act for AddPlaces {
    const NAME: &'static str = "test.add_places";
    type Answer = Vec<i64>;

    fn draw(&self, ids: &Ids) -> Result<Vec<i64>, Error> {
        (0..self.0).map(|_| ids.draw()).collect()
    }

    async fn run(&self, tx: &mut Tx, new: &Vec<i64>) -> Result<(), Stop> {
        for id in new {
            let (code, from) = (id.to_string(), Day::FLOOR);
            let new = NewTerritory { id: *id, level: Level::Commune, code: &code, name: "place", parent: None, from };
            territory::add(tx, None, &new);
        }
        Ok(())
    }
}

/// Places of a batch: enough to hold the file for many times as long as it is free between two of them.
const BATCH: i64 = 400;
/// How often the other one writes.
const ASKED: usize = 9;
/// Batches that may end while it waits: the one that runs, and one that was in the turnstile before.
const BETWEEN: usize = 2;

async fn add(store: &Store, key: &str, places: i64) {
    store.door().write(By::NOBODY, key, AddPlaces(places)).await.expect("places are added");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_types_comes_between_two_batches_of_another_program() {
    let (place, typing) = opened(Fresh::sqlite()).await;
    let taking = place.open().await;
    let (ended, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let batches = tokio::spawn({
        let (ended, stop) = (Arc::clone(&ended), Arc::clone(&stop));
        async move {
            while !stop.load(Ordering::SeqCst) {
                let key = format!("batch {}", ended.load(Ordering::SeqCst));
                add(&taking, &key, BATCH).await;
                ended.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    let mut waited = Vec::new();
    for asked in 0..ASKED {
        let before = ended.load(Ordering::SeqCst);
        while ended.load(Ordering::SeqCst) < before + 2 {
            tokio::task::yield_now().await;
        }
        let before = ended.load(Ordering::SeqCst);
        add(&typing, &format!("typed {asked}"), 1).await;
        waited.push(ended.load(Ordering::SeqCst) - before);
    }
    stop.store(true, Ordering::SeqCst);
    batches.await.expect("the batches end");
    // One that was asked while the machine was busy elsewhere says nothing; without a turnstile all of them wait long.
    waited.sort_unstable();
    assert!(waited[ASKED / 2] <= BETWEEN, "batches that went before: {waited:?}");
}
