//! An act that runs alone: on a server with several writers, nobody decides by what it is about to change.

use async_trait::async_trait;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::calendar::Status;
use domain::permission::{Act as Right, Relation, Role};
use serde::Serialize;
use store::grant::Grant;
use store::{Act, By, Error, Ids, Stop, Store, Tx, rulebook};
use testing::Fresh;
use tokio::sync::Notify;
use tokio_postgres::NoTls;

use crate::support::opened;

/// Where an act of a test stops until the test lets it go on.
#[derive(Clone, Default)]
struct Gate {
    reached: Arc<Notify>,
    opened: Arc<Notify>,
}

impl Gate {
    async fn pass(&self) {
        self.reached.notify_one();
        self.opened.notified().await;
    }
}

/// Raises the number of the rulebook, and then stands at the gate.
#[derive(Clone, Serialize)]
struct Change {
    #[serde(skip)]
    gate: Option<Gate>,
}

#[async_trait]
impl Act for Change {
    const NAME: &'static str = "test.change";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let grant = Grant {
            act: Right::RulebookChange,
            organisation: 1,
            role: Role::Administrator,
            relation: Relation::Own,
            below: false,
        };
        rulebook::raise(tx, &grant);
        rulebook::number(tx).await?;
        if let Some(gate) = &self.gate {
            gate.pass().await;
        }
        Ok(())
    }
}

/// Reads the number of the rulebook, from memory or not, and then stands at the gate.
#[derive(Clone, Serialize)]
struct Decide {
    #[serde(skip)]
    by: Arc<AtomicI64>,
    #[serde(skip)]
    gate: Option<Gate>,
}

#[async_trait]
impl Act for Decide {
    const NAME: &'static str = "test.decide";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let number = rulebook::number(tx).await?;
        self.by.store(tx.rulebook(number).await?.version, Ordering::SeqCst);
        if let Some(gate) = &self.gate {
            gate.pass().await;
        }
        Ok(())
    }
}

async fn number(store: &Store) -> i64 {
    rulebook::number(&mut store.reader().await.expect("a reader")).await.expect("reads")
}

/// Waits until a transaction of the database waits for a lock of a table.
pub(crate) async fn somebody_waits(url: &str) {
    so_many_wait(url, 1).await;
}

/// Waits until that many transactions of the database wait for a lock of a table.
async fn so_many_wait(url: &str, many: usize) {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the server answers");
    tokio::spawn(connection);
    let waiting = "SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
                   WHERE l.locktype = 'relation' AND NOT l.granted";
    while client.query(waiting, &[]).await.expect("the server reads").len() < many {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waited_for_a_change_decides_by_it() {
    let (at, store) = opened(Fresh::postgres().await).await;
    let other = at.open().await;
    let (gate, by) = (Gate::default(), Arc::new(AtomicI64::new(-1)));
    let change = Change { gate: Some(gate.clone()) };
    let changing = tokio::spawn(async move { store.door().write(By::NOBODY, "c", change).await });
    gate.reached.notified().await;
    assert_eq!(number(&other).await, 0, "readers see what is committed, and wait for nobody");
    let decide = Decide { by: Arc::clone(&by), gate: None };
    let deciding = tokio::spawn(async move { other.door().write(By::NOBODY, "d", decide).await });
    somebody_waits(at.fresh.url()).await;
    assert_eq!(by.load(Ordering::SeqCst), -1, "it has not begun to decide");
    gate.opened.notify_one();
    changing.await.expect("it runs").expect("it is changed");
    deciding.await.expect("it runs").expect("it is decided");
    assert_eq!(by.load(Ordering::SeqCst), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_waits_for_what_is_being_decided() {
    let (at, store) = opened(Fresh::postgres().await).await;
    let other = at.open().await;
    let (gate, by) = (Gate::default(), Arc::new(AtomicI64::new(-1)));
    let decide = Decide { by: Arc::clone(&by), gate: Some(gate.clone()) };
    let node = store.clone();
    let deciding = tokio::spawn(async move { node.door().write(By::NOBODY, "d", decide).await });
    gate.reached.notified().await;
    let changing = tokio::spawn(async move { other.door().write(By::NOBODY, "c", Change { gate: None }).await });
    somebody_waits(at.fresh.url()).await;
    assert_eq!(number(&store).await, 0);
    gate.opened.notify_one();
    deciding.await.expect("it runs").expect("it is decided");
    changing.await.expect("it runs").expect("it is changed");
    assert_eq!((by.load(Ordering::SeqCst), number(&store).await), (0, 1));
}

/// A rulebook that was never committed is in nobody's memory: the next one has the same number.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_fails_leaves_no_rulebook_in_memory() {
    crate::support::both(async |at, store| {
        let by = Arc::new(AtomicI64::new(-1));
        let decide = Decide { by: Arc::clone(&by), gate: None };
        store.door().write(By::NOBODY, "d", decide).await.expect("it is decided");
        let failed = store.door().write(By::NOBODY, "f", Spoilt).await;
        assert!(matches!(failed, Err(Stop::Refused(_))), "{}", at.engine());
        assert_eq!(store.rulebook().await.expect("reads").version, 0);
        store.door().write(By::NOBODY, "c", Change { gate: None }).await.expect("it is changed");
        let book = store.rulebook().await.expect("reads");
        assert_eq!(book.version, 1);
        assert!(!book.adopts(1999), "what the failed one wrote is nowhere");
    })
    .await;
}

/// Adopts a year, looks the rulebook up, and is then refused.
#[derive(Clone, Serialize)]
struct Spoilt;

#[async_trait]
impl Act for Spoilt {
    const NAME: &'static str = "test.spoilt";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let grant = Grant {
            act: Right::RulebookChange,
            organisation: 1,
            role: Role::Administrator,
            relation: Relation::Own,
            below: false,
        };
        let document = tx.text("a document")?;
        rulebook::keep_year(tx, &grant, (1999, Status::Announced), &document, 1);
        rulebook::raise(tx, &grant);
        let number = rulebook::number(tx).await?;
        assert!(tx.rulebook(number).await?.adopts(1999), "the act itself sees what it wrote");
        Err(domain::Refusal::AlreadyDone.into())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_are_answered_while_many_wait_for_an_act_that_runs_alone() {
    let (at, store) = opened(Fresh::postgres().await).await;
    let store = Arc::new(store);
    let (gate, by) = (Gate::default(), Arc::new(AtomicI64::new(-1)));
    let (door, change) = (Arc::clone(&store), Change { gate: Some(gate.clone()) });
    let changing = tokio::spawn(async move { door.door().write(By::NOBODY, "c", change).await });
    gate.reached.notified().await;
    let waiting: Vec<_> = (0..100)
        .map(|n| {
            let (store, decide) = (Arc::clone(&store), Decide { by: Arc::clone(&by), gate: None });
            tokio::spawn(async move { store.door().write(By::NOBODY, &format!("d{n}"), decide).await })
        })
        .collect();
    // With the one that changes they are all the connections that writers have.
    so_many_wait(at.fresh.url(), 15).await;
    let read = tokio::time::timeout(std::time::Duration::from_secs(60), number(&store)).await;
    assert_eq!(read, Ok(0), "a reader gets a connection");
    gate.opened.notify_one();
    changing.await.expect("it runs").expect("it is changed");
    for decided in waiting {
        decided.await.expect("it runs").expect("it is decided");
    }
    assert_eq!(by.load(Ordering::SeqCst), 1);
}
