//! A connection to PostgreSQL that is cut before, in and after COMMIT: nothing is lost, nothing is doubled.

use async_trait::async_trait;
use std::collections::BTreeSet;

use domain::day::Day;
use domain::event::{Event, OrganisationEvent, Subject};
use domain::territory::Level;
use serde::Serialize;
use store::territory::{self, NewTerritory};
use store::{Act, By, Done, Error, Ids, Opening, Stop, Store, Tx};
use testing::Fresh;

use super::proxy::{Cut, Proxy};

const KINDS: [Cut; 5] = [Cut::BeforeCommit, Cut::InCommit, Cut::BeforeAnswer, Cut::AfterAnswer, Cut::Anywhere];
/// How often a connection is cut under many writers.
const CUTS: usize = 20;
/// Writers at once.
const WRITERS: usize = 8;
/// Acts of each.
const ACTS: usize = 10;

/// Adds a place.
#[derive(Serialize)]
struct AddPlace(String);

#[async_trait]
impl Act for AddPlace {
    const NAME: &'static str = "test.add_place";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, id: &i64) -> Result<(), Stop> {
        let (code, from) = (id.to_string(), Day::FLOOR);
        let new = NewTerritory { id: *id, level: Level::Commune, code: &code, name: &self.0, parent: None, from };
        territory::add(tx, None, &new);
        tx.start(Subject::Organisation, *id);
        let founded = OrganisationEvent::Founded { kind: "test".to_owned(), territory: *id };
        tx.append(Subject::Organisation, *id, from, Event::Organisation(founded))?;
        Ok(())
    }
}

async fn write(store: &Store, name: &str) -> Done<i64> {
    let done = store.door().write(By::NOBODY, name, AddPlace(name.to_owned())).await;
    done.unwrap_or_else(|stop| panic!("{name}: {stop}"))
}

async fn open(url: &str) -> Store {
    Store::open(&Opening { url: url.to_owned(), secret: [7; 32], simulated: true }).await.unwrap()
}

/// How many were recorded, seen without the proxy; every history agrees.
async fn recorded(store: &Store) -> u64 {
    let verified = store::history::verify(&mut store.reader().await.unwrap()).await.unwrap();
    assert_eq!(verified.problems, Vec::<String>::new());
    verified.subjects
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_whose_commit_is_cut_is_done_once() {
    for cut in KINDS {
        let fresh = Fresh::postgres().await;
        let direct = open(fresh.url()).await;
        let every = if cut == Cut::Anywhere { 9 } else { 1 };
        let proxy = Proxy::before(fresh.url(), cut, every, 1).await;
        let store = open(&proxy.url).await;
        // The first act draws a block of ids, which is a commit of its own.
        write(&store, "before").await;
        proxy.arm();
        let done = write(&store, "one").await;
        let again = write(&store, "one").await;
        assert_eq!((again.replayed, again.answer), (true, done.answer), "{cut:?}");
        write(&store, "two").await;
        assert_eq!(proxy.cuts(), 1, "{cut:?}");
        match cut {
            Cut::BeforeCommit | Cut::AfterAnswer => assert!(!done.replayed, "{cut:?}: the answer is its own"),
            Cut::BeforeAnswer => assert!(done.replayed, "{cut:?}: what was committed is found by its key"),
            Cut::InCommit | Cut::Anywhere => {}
        }
        assert_eq!(recorded(&direct).await, 3, "{cut:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_writers_lose_and_double_nothing() {
    for cut in KINDS {
        let fresh = Fresh::postgres().await;
        let direct = open(fresh.url()).await;
        let every = if cut == Cut::Anywhere { 23 } else { 3 };
        let proxy = Proxy::before(fresh.url(), cut, every, CUTS).await;
        let store = open(&proxy.url).await;
        proxy.arm();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let store = store.clone();
                tokio::spawn(async move {
                    let mut answers = Vec::new();
                    for n in 0..ACTS {
                        answers.push(write(&store, &format!("{writer}.{n}")).await.answer);
                    }
                    answers
                })
            })
            .collect();
        let mut answers = BTreeSet::new();
        for writer in writers {
            answers.extend(writer.await.unwrap());
        }
        assert_eq!(answers.len(), WRITERS * ACTS, "{cut:?}: each has an answer of its own");
        assert_eq!(proxy.cuts(), CUTS, "{cut:?}");
        assert_eq!(recorded(&direct).await, answers.len() as u64, "{cut:?}");
    }
}
