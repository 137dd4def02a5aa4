//! Acts that share a commit on SQLite: one that spoils it fails alone, and the others are kept.

use async_trait::async_trait;
use std::future::Future;
use std::pin::Pin;

use domain::day::Day;
use domain::event::{Event, OrganisationEvent, Subject};
use domain::territory::Level;
use futures_util::FutureExt;
use rusqlite::Connection;
use serde::Serialize;
use store::territory::{self, NewTerritory};
use store::{Act, By, Done, Error, Ids, Stop, Store, Tx};
use testing::Fresh;

use crate::support::{Place, opened};

/// Acts that wait while another process writes, so that they share the next commit.
const WAITING: usize = 20;
/// How long the writer may take to begin; only to end a test that hangs.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);
/// Which of them spoils it.
const SPOILT: usize = 7;

/// Adds a place; the name says what is to go wrong.
#[derive(Clone, Serialize)]
pub(crate) struct AddPlace(pub(crate) String);

#[async_trait]
impl Act for AddPlace {
    const NAME: &'static str = "test.add_named_place";
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
        assert_ne!(self.0, "break off", "an act of the test breaks off");
        Ok(())
    }
}

/// How many histories there are; every one agrees with its commitments and spans.
pub(crate) async fn subjects(store: &Store) -> u64 {
    let verified = store::history::verify(&mut store.reader().await.expect("a reader")).await.expect("it reads");
    assert_eq!(verified.problems, Vec::<String>::new());
    verified.subjects
}

/// A database with a rule that makes the engine misbehave, and a connection of another process to it.
async fn with(rule: &str) -> (Place, Store, Connection) {
    let (place, store) = opened(Fresh::sqlite()).await;
    let file = place.fresh.folder().expect("an SQLite folder").join("langnghe.db");
    let other = Connection::open(file).expect("the file opens");
    other.execute_batch(rule).expect("the rule is made");
    (place, store, other)
}

type Post = Pin<Box<dyn Future<Output = Result<Done<i64>, Stop>>>>;

/// An act on its way.
fn post(store: &Store, key: &str, name: &str) -> Post {
    let (door, key, act) = (store.door(), key.to_owned(), AddPlace(name.to_owned()));
    Box::pin(async move { door.write(By::NOBODY, &key, act).await })
}

/// An act that the writer has been sent, and that waits for its turn.
fn waiting(store: &Store, key: &str, name: &str) -> Post {
    let mut post = post(store, key, name);
    assert!(post.as_mut().now_or_never().is_none(), "another process writes");
    post
}

/// Posts acts that share one commit, one of them under the name that the rule waits for; their answers, and how many
/// statements were sent for them.
async fn shared(store: &Store, other: &Connection, spoilt: &str) -> (Vec<Result<Done<i64>, Stop>>, u64) {
    // While another process writes, the first waits for it and the others for the first.
    other.execute_batch("BEGIN IMMEDIATE").expect("another process writes");
    let calm = store.statements();
    let first = waiting(store, "first", "first");
    // The writer has taken it, alone, once it asks for the database; what is posted later waits for the next commit.
    let taken = async {
        while store.statements() == calm {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, taken).await.expect("the writer takes what was posted");
    let name = |n: usize| if n == SPOILT { spoilt.to_owned() } else { format!("place {n}") };
    let posts: Vec<Post> = (0..WAITING).map(|n| waiting(store, &format!("key {n}"), &name(n))).collect();
    let again = waiting(store, "key 0", &name(0));
    let before = store.statements();
    other.execute_batch("ROLLBACK").expect("it has written");
    first.await.expect("the first is done");
    let mut answers = Vec::new();
    for post in posts {
        answers.push(post.await);
    }
    let again = again.await.expect("the same post is answered");
    assert_eq!(again.answer, answers[0].as_ref().expect("it is done").answer, "one key, one answer");
    (answers, store.statements() - before)
}

/// All but one were kept, with answers of their own, after they were run again one by one.
async fn kept_but_one(store: &Store, answers: &[Result<Done<i64>, Stop>]) {
    let mut ids: Vec<i64> = answers.iter().filter_map(|answer| answer.as_ref().ok()).map(|done| done.answer).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), WAITING - 1);
    let failed = answers[SPOILT].as_ref().expect_err("the spoilt one fails");
    assert!(matches!(failed, Stop::Failed(Error::Driver(_))), "{failed}");
    assert_eq!(subjects(store).await, 1 + (WAITING as u64) - 1);
}

/// How many statements an act needs that is alone.
async fn statements_alone(store: &Store) -> u64 {
    let before = store.statements();
    post(store, "alone", "alone").await.expect("it is done");
    store.statements() - before
}

#[tokio::test]
async fn an_act_at_which_the_engine_drops_all_fails_alone() {
    let rule = "CREATE TRIGGER drops BEFORE INSERT ON territories WHEN new.name = 'drop'
                BEGIN SELECT RAISE(ROLLBACK, 'dropped by the test'); END";
    let (_place, store, other) = with(rule).await;
    let (answers, sent) = shared(&store, &other, "drop").await;
    kept_but_one(&store, &answers).await;
    let alone = statements_alone(&store).await;
    assert!(sent > alone * (WAITING as u64 + SPOILT as u64), "{sent} statements: they shared no commit");
}

#[tokio::test]
async fn an_act_that_spoils_the_commit_fails_alone() {
    let rule = "CREATE TABLE late (id INTEGER REFERENCES territories (id) DEFERRABLE INITIALLY DEFERRED);
                CREATE TRIGGER spoils BEFORE INSERT ON territories WHEN new.name = 'spoil'
                BEGIN INSERT INTO late (id) VALUES (-1); END";
    let (_place, store, other) = with(rule).await;
    let (answers, sent) = shared(&store, &other, "spoil").await;
    kept_but_one(&store, &answers).await;
    let alone = statements_alone(&store).await;
    assert!(sent > alone * 2 * (WAITING as u64 - 1), "{sent} statements: they shared no commit");
}

#[tokio::test]
async fn an_act_that_breaks_off_stops_nobody() {
    let (_place, store, other) = with("").await;
    let (answers, _) = shared(&store, &other, "break off").await;
    kept_but_one(&store, &answers).await;
    let failed = post(&store, "broken", "break off").await.expect_err("alone it fails as well");
    assert!(matches!(failed, Stop::Failed(Error::Driver(_))), "{failed}");
    post(&store, "after", "after").await.expect("the writer still serves");
}
