//! The write door: once per key, refusals that keep nothing, commits that are shared, nodes side by side.

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Event, OrganisationEvent, Subject};
use domain::refusal::Refusal;
use domain::territory::Level;
use serde::{Deserialize, Serialize};
use store::territory::{self, NewTerritory};
use store::{Act, By, Error, Ids, Stop, Store, Tx};
use testing::Fresh;
use tokio_postgres::NoTls;

use crate::support::{Place, both, opened};

/// Adds a place, and refuses when it is told to.
#[derive(Clone, Serialize, Deserialize)]
struct AddPlace {
    name: String,
    refuse: bool,
}

#[async_trait]
impl Act for AddPlace {
    const NAME: &'static str = "test.add_place";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, id: &i64) -> Result<(), Stop> {
        let from = Day::FLOOR;
        let code = id.to_string();
        let new = NewTerritory { id: *id, level: Level::Commune, code: &code, name: &self.name, parent: None, from };
        territory::add(tx, None, &new);
        tx.start(Subject::Organisation, *id);
        let founded = OrganisationEvent::Founded { kind: "test".to_owned(), territory: *id };
        tx.append(Subject::Organisation, *id, Day::FLOOR, Event::Organisation(founded))?;
        tx.text("a sentence")?;
        if self.refuse {
            return Err(Refusal::Missing { field: "name" }.into());
        }
        Ok(())
    }
}

fn place(name: &str) -> AddPlace {
    AddPlace { name: name.to_owned(), refuse: false }
}

async fn subjects(store: &Store) -> u64 {
    let verified = store::history::verify(&mut store.reader().await.expect("a reader")).await.expect("it reads");
    assert_eq!(verified.problems, Vec::<String>::new());
    verified.subjects
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_is_one_act_and_equal_answers() {
    both(async |_, store| {
        let door = store.door();
        let first = door.write(By::NOBODY, "k", place("A")).await.expect("it is done");
        assert!(!first.replayed);
        let again = door.write(By::NOBODY, "k", place("A")).await.expect("it is answered again");
        assert!(again.replayed);
        assert_eq!(again.answer, first.answer);
        let other = door.write(By::NOBODY, "k", place("B")).await;
        assert!(matches!(other, Err(Stop::Refused(Refusal::KeyReused))));
        assert_eq!(subjects(&store).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_keeps_nothing_not_even_its_key() {
    both(async |_, store| {
        let door = store.door();
        let refused = AddPlace { name: "A".to_owned(), refuse: true };
        let answer = door.write(By::NOBODY, "k", refused).await;
        assert!(matches!(answer, Err(Stop::Refused(Refusal::Missing { field: "name" }))));
        assert_eq!(subjects(&store).await, 0);
        let done = door.write(By::NOBODY, "k", place("A")).await.expect("the key is free");
        assert!(!done.replayed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_posts_of_one_key_over_two_nodes_make_one_record() {
    both(async |at, store| {
        let other = at.open().await;
        let posts = (0..50).map(|n| {
            let door = if n % 2 == 0 { store.door() } else { other.door() };
            tokio::spawn(async move { door.write(By::NOBODY, "k", place("A")).await })
        });
        let mut answers = Vec::new();
        for post in posts.collect::<Vec<_>>() {
            answers.push(post.await.expect("the post runs").expect("and is answered").answer);
        }
        assert_eq!(answers.len(), 50);
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{}: {answers:?}", at.engine());
        assert_eq!(subjects(&store).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_are_all_kept_and_a_refused_one_spoils_no_other() {
    both(async |at, store| {
        let posts: Vec<_> = (0..200)
            .map(|n| {
                let door = store.door();
                tokio::spawn(async move {
                    let act = AddPlace { name: format!("P{n}"), refuse: n % 10 == 0 };
                    door.write(By::NOBODY, &format!("k{n}"), act).await
                })
            })
            .collect();
        let mut done = 0;
        for (n, post) in posts.into_iter().enumerate() {
            match post.await.expect("the post runs") {
                Ok(_) => done += 1,
                Err(Stop::Refused(_)) => assert_eq!(n % 10, 0),
                Err(other) => panic!("{}: {other}", at.engine()),
            }
        }
        assert_eq!(done, 180);
        assert_eq!(subjects(&store).await, 180);
    })
    .await;
}

/// Makes histories, so many.
#[derive(Clone, Serialize, Deserialize)]
struct Many(i64);

#[async_trait]
impl Act for Many {
    const NAME: &'static str = "test.many";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        for _ in 0..self.0 {
            let id = tx.id()?;
            tx.start(Subject::Organisation, id);
            let founded = OrganisationEvent::Founded { kind: "test".to_owned(), territory: 1 };
            tx.append(Subject::Organisation, id, Day::FLOOR, Event::Organisation(founded))?;
        }
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_may_make_more_rows_than_a_block_has_ids_and_a_statement_values() {
    both(async |_, store| {
        store.door().write(By::NOBODY, "k", Many(5_000)).await.expect("it is done");
        assert_eq!(subjects(&store).await, 5_000);
    })
    .await;
}

/// Does statements beside the program.
pub(crate) async fn beside(at: &Place, sql: &str) {
    if let Some(folder) = at.fresh.folder() {
        let conn = rusqlite::Connection::open(folder.join("langnghe.db")).expect("the file opens");
        conn.execute_batch(sql).expect("it is done");
        return;
    }
    let (client, connection) = tokio_postgres::connect(at.fresh.url(), NoTls).await.expect("the server answers");
    tokio::spawn(connection);
    client.batch_execute(sql).await.expect("it is done");
}

/// Why the database is not opened.
async fn refused(at: &Place) -> String {
    Store::open(&at.opening).await.err().expect("it is refused").to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_schema_is_refused_and_a_known_one_opens_again() {
    both(async |at, store| {
        drop(store);
        drop(at.open().await);
        let later = "INSERT INTO schema_migrations (number, name, hash, at)
                     SELECT 9999, 'later', hash, 0 FROM schema_migrations WHERE number = 1";
        beside(&at, later).await;
        let said = refused(&at).await;
        assert!(said.contains("9999 (later)") && said.contains("newer program"), "{}: {said}", at.engine());
        beside(&at, "DELETE FROM schema_migrations WHERE number = 9999").await;
        drop(at.open().await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_migration_that_was_changed_is_refused() {
    both(async |at, store| {
        drop(store);
        beside(
            &at,
            "UPDATE schema_migrations SET hash = (SELECT b.hash FROM schema_migrations b WHERE b.number = 1)
             WHERE number = 2",
        )
        .await;
        let said = refused(&at).await;
        assert!(said.contains("migration 2") && said.contains("the program that made it"), "{}: {said}", at.engine());
    })
    .await;
}

/// Leaves changes for the flight of the commit, one of which the database refuses.
#[derive(Clone, Serialize, Deserialize)]
struct Ending {
    wrong: bool,
}

#[async_trait]
impl Act for Ending {
    const NAME: &'static str = "test.ending";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, id: &i64) -> Result<(), Stop> {
        let from = Day::FLOOR;
        // The second place stands in one that is nowhere.
        for (id, parent) in [(*id, None), (tx.id()?, self.wrong.then_some(-1))] {
            let code = id.to_string();
            let new = NewTerritory { id, level: Level::Commune, code: &code, name: "A", parent, from };
            territory::add(tx, None, &new);
        }
        tx.start(Subject::Organisation, *id);
        let founded = OrganisationEvent::Founded { kind: "test".to_owned(), territory: *id };
        tx.append(Subject::Organisation, *id, Day::FLOOR, Event::Organisation(founded))?;
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_whose_last_change_fails_keeps_nothing_and_its_key_is_free() {
    both(async |at, store| {
        let door = store.door();
        let failed = door.write(By::NOBODY, "k", Ending { wrong: true }).await;
        assert!(matches!(failed, Err(Stop::Failed(Error::Driver(_)))), "{}: {failed:?}", at.engine());
        assert_eq!(subjects(&store).await, 0);
        let done = door.write(By::NOBODY, "k", Ending { wrong: false }).await.expect("the key is free");
        assert!(!done.replayed);
        assert_eq!(subjects(&store).await, 1);
    })
    .await;
}

/// Asks what the database refuses, and goes on as if nothing were the matter.
#[derive(Clone, Serialize, Deserialize)]
struct Careless;

#[async_trait]
impl Act for Careless {
    const NAME: &'static str = "test.careless";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        use store::Read as _;
        assert!(tx.rows("SELECT 1 / 0 + no_such_column FROM installation WHERE id = 1", &[]).await.is_err());
        Ok(())
    }
}

/// A server keeps nothing of a transaction of which a statement failed, and answers its COMMIT all the same.
#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_goes_on_after_a_failure_is_not_taken_for_done() {
    let (_at, store) = opened(Fresh::postgres().await).await;
    for _ in 0..2 {
        let failed = store.door().write(By::NOBODY, "k", Careless).await;
        assert!(matches!(failed, Err(Stop::Failed(Error::Driver(_)))), "{failed:?}");
    }
}

/// What begins a transaction and the row of the key travel together: where the beginning fails, no key is kept.
#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_does_not_begin_keeps_no_key() {
    let (at, store) = opened(Fresh::postgres().await).await;
    let door = store.door();
    door.write(By::NOBODY, "before", place("A")).await.expect("it is done");
    beside(&at, "ALTER TABLE installation RENAME TO elsewhere").await;
    let failed = door.write(By::NOBODY, "k", place("B")).await;
    assert!(matches!(&failed, Err(Stop::Failed(Error::Driver(text))) if text.contains("42P01")), "{failed:?}");
    beside(&at, "ALTER TABLE elsewhere RENAME TO installation").await;
    assert!(!door.write(By::NOBODY, "k", place("B")).await.expect("the key is free").replayed);
    assert_eq!(subjects(&store).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_installations_key_is_refused() {
    both(async |at, _| {
        let mut opening = at.opening.clone();
        opening.secret = [8; 32];
        let refused = Store::open(&opening).await.err().expect("it is refused");
        assert!(refused.to_string().contains("langnghe.key"), "{refused}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_today_is_kept_by_the_database() {
    both(async |at, store| {
        let day = Day::parse_iso("2026-09-11").expect("a day");
        store.move_today(day).await.expect("a simulated database may");
        assert_eq!(store.clock().now().today, day);
        assert_eq!(at.open().await.clock().own_today(), Some(day));
    })
    .await;
}
