//! What is asked for a grant travels with the key: it is one wait, and decides nothing that it did not decide before.

use async_trait::async_trait;
use domain::day::{Day, Instant};
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use serde::Serialize;
use store::grant::{Of, SUBJECT, may};
use store::{Act, By, Error, Ids, Read as _, Stop, Store, Tx};
use testing::Fresh;
use tokio_postgres::NoTls;

use crate::alone::somebody_waits;
use crate::door::beside;
use crate::support::{Place, both, opened};

const BODY: i64 = 1;
const NAME: usize = SUBJECT + 3;
const BY: By = By { account: 1, actor: 1, organisation: BODY };

/// Asks for its grant, and keeps a sentence.
#[derive(Clone, Serialize)]
struct Ask {
    /// Whether it says before of what it is going to ask.
    told: bool,
    /// The body's name before it asks, if it changes it.
    renames: Option<&'static str>,
    /// The body's name as it finds it.
    finds: &'static str,
}

const ASK: Ask = Ask { told: true, renames: None, finds: "A" };

#[async_trait]
impl Act for Ask {
    const NAME: &'static str = "test.ask";
    type Answer = i64;

    fn of(&self) -> Option<Of> {
        self.told.then_some(Of::Organisation(BODY))
    }

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, _: &i64) -> Result<(), Stop> {
        if let Some(name) = self.renames {
            let sql = "UPDATE organisations SET name = $1 WHERE id = $2 RETURNING id";
            tx.rows(sql, &[name.into(), BODY.into()]).await?;
        }
        let by = tx.by();
        let (grant, row) = may(tx, by, Right::OrganisationRead, Of::Organisation(BODY)).await?;
        assert_eq!((grant.role, row.get::<String>(NAME)?.as_str()), (Role::Administrator, self.finds));
        tx.text("a sentence")?;
        Ok(())
    }
}

/// A body with an account that administers it on these days.
async fn seed(at: &Place, from: &str, to: &str) {
    let sql = format!(
        "INSERT INTO territories (id, level, code, valid_from_on, valid_to_on, name, fold, parent_id)
           VALUES (1, 'commune', '1', '0001-01-01', '9999-12-31', 'A', 'a', NULL);
         INSERT INTO organisations (id, public_id, territory_id, kind, name, sort_key, valid_from_on, valid_to_on,
             outside, version)
           VALUES (1, '1', 1, 'committee', 'A', 'a', '0001-01-01', '9999-12-31', 0, 1);
         INSERT INTO people (id, name, sort_key) VALUES (1, 'A', 'a');
         INSERT INTO accounts (id, person_id, login, secret, secret_at, signed_in_at, demo, version)
           VALUES (1, 1, 'a', NULL, 0, NULL, 0, 1);
         INSERT INTO memberships (account_id, organisation_id, role, field, from_on, to_on)
           VALUES (1, 1, 'administrator', '', '{from}', '{to}');"
    );
    beside(at, &sql).await;
}

async fn seeded(fresh: Fresh) -> (Place, Store) {
    let (at, store) = opened(fresh).await;
    seed(&at, "0001-01-01", "9999-12-31").await;
    (at, store)
}

/// Two waits in place of three: what begins the transaction with key and question, and what it changed with its end.
#[tokio::test(flavor = "multi_thread")]
async fn the_question_of_the_grant_travels_with_the_key() {
    let (_at, store) = seeded(Fresh::postgres().await).await;
    let door = store.door();
    door.write(BY, "before", ASK).await.expect("it is done");
    let mut took = Vec::new();
    for told in [false, true] {
        let before = (store.flights(), store.statements());
        door.write(BY, &format!("told {told}"), Ask { told, ..ASK }).await.expect("it is done");
        took.push((store.flights() - before.0, store.statements() - before.1));
    }
    assert_eq!(took[0].0, 3);
    assert_eq!(took[1], (2, took[0].1), "as many statements, and one wait less");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_key_is_answered_though_its_grant_has_gone() {
    both(async |at, store| {
        seed(&at, "0001-01-01", "9999-12-31").await;
        let door = store.door();
        let first = door.write(BY, "k", ASK).await.expect("it is done");
        beside(&at, "DELETE FROM memberships").await;
        let again = door.write(BY, "k", ASK).await.expect("it is answered again");
        assert_eq!((again.answer, again.replayed), (first.answer, true), "{}", at.engine());
        let other = door.write(BY, "other", ASK).await;
        assert!(matches!(other, Err(Stop::Refused(Refusal::NotThere))), "{}: {other:?}", at.engine());
    })
    .await;
}

/// The answer that came with the key is no longer true.
#[tokio::test(flavor = "multi_thread")]
async fn what_an_act_changed_before_it_asks_is_seen_by_its_grant() {
    both(async |at, store| {
        seed(&at, "0001-01-01", "9999-12-31").await;
        store.door().write(BY, "k", Ask { renames: Some("B"), finds: "B", ..ASK }).await.expect("it is done");
    })
    .await;
}

/// Who waits for another act over midnight is granted what the account may on the day on which the act happens.
#[tokio::test(flavor = "multi_thread")]
async fn who_waited_over_midnight_is_granted_by_the_new_day() {
    let (at, store) = opened(Fresh::postgres().await).await;
    let day = Day::parse_iso("2026-09-12").expect("a day");
    seed(&at, "2026-09-12", "2026-09-13").await;
    let midnight = Instant::start_of(day).ms();
    store.give_time(Instant::from_ms(midnight - 1)).expect("a simulated database");
    let (client, connection) = tokio_postgres::connect(at.fresh.url(), NoTls).await.expect("the server answers");
    tokio::spawn(connection);
    client.batch_execute("BEGIN; LOCK TABLE installation IN SHARE ROW EXCLUSIVE MODE").await.expect("it is locked");
    let door = store.door();
    let asking = tokio::spawn(async move { door.write(BY, "k", ASK).await });
    somebody_waits(at.fresh.url()).await;
    store.give_time(Instant::from_ms(midnight)).expect("a simulated database");
    client.batch_execute("COMMIT").await.expect("it is free");
    assert!(!asking.await.expect("it runs").expect("it is granted").replayed);
}
