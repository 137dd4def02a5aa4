//! When words are written to the index: behind all that an act changes, and not anew where they are as they were.

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Event, OrganisationEvent, Subject};
use domain::permission::{Act as Right, Relation, Role};
use rusqlite::Connection;
use serde::Serialize;
use store::grant::Grant;
use store::{Act, By, Error, Ids, Stop, Tx, search};
use testing::Fresh;

use crate::support::opened;

/// The body of all words.
const BODY: i64 = 7;

fn right() -> Grant {
    Grant { act: Right::SubmissionRaise, organisation: BODY, role: Role::Clerk, relation: Relation::Own, below: false }
}

/// Makes words findable, then asks and appends, as an act does that raises something.
#[derive(Clone, Serialize)]
struct Say;

#[async_trait]
impl Act for Say {
    const NAME: &'static str = "test.say";
    /// The row of the index and the subject.
    type Answer = [i64; 2];

    fn draw(&self, ids: &Ids) -> Result<[i64; 2], Error> {
        Ok([ids.draw()?, ids.draw()?])
    }

    async fn run(&self, tx: &mut Tx, [row, subject]: &[i64; 2]) -> Result<(), Stop> {
        search::add(tx, &right(), *row, *subject, "Nước đục");
        tx.history(Subject::Organisation, *subject).await?;
        let founded = OrganisationEvent::Founded { kind: "test".to_owned(), territory: *subject };
        tx.append(Subject::Organisation, *subject, Day::FLOOR, Event::Organisation(founded))?;
        Ok(())
    }
}

/// Takes what was said of a case back and has other words in its place.
#[derive(Clone, Serialize)]
struct Other(i64, &'static str);

#[async_trait]
impl Act for Other {
    const NAME: &'static str = "test.other";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        search::replace(tx, &right(), self.0, self.1);
        Ok(())
    }
}

/// Makes a case findable by a body.
#[derive(Clone, Serialize)]
struct Scope(i64, i64);

#[async_trait]
impl Act for Scope {
    const NAME: &'static str = "test.scope";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        search::set_scope(tx, &right(), self.0, &[self.1]);
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_indexed_behind_all_else_of_an_act_and_not_anew_where_they_are_so_already() {
    let (place, store) = opened(Fresh::sqlite()).await;
    let file = place.fresh.folder().expect("an SQLite folder").join("langnghe.db");
    let other = Connection::open(file).expect("the file opens");
    let rules = "CREATE TRIGGER early BEFORE INSERT ON search_rows
                   WHEN NOT EXISTS (SELECT 1 FROM events WHERE subject_id = new.subject_id)
                   BEGIN SELECT RAISE(ABORT, 'the words come before the events'); END;
                 CREATE TRIGGER anew BEFORE UPDATE ON search_rows
                   BEGIN SELECT RAISE(ABORT, 'the words are written anew'); END;";
    other.execute_batch(rules).expect("the rules are made");
    let door = store.door();
    let [_, case] = door.write(By::NOBODY, "say", Say).await.expect("it is said").answer;
    door.write(By::NOBODY, "same", Scope(case, BODY)).await.expect("nothing changes");
    let moved = door.write(By::NOBODY, "moved", Scope(case, BODY + 1)).await;
    assert!(moved.is_err(), "what changes is written");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_was_taken_back_stands_in_no_segment_of_the_index() {
    let (place, store) = opened(Fresh::sqlite()).await;
    let file = place.fresh.folder().expect("an SQLite folder").join("langnghe.db");
    let door = store.door();
    let [_, case] = door.write(By::NOBODY, "say", Say).await.expect("it is said").answer;
    door.write(By::NOBODY, "secret", Other(case, "xqzwkvjh")).await.expect("a word nobody else says");
    let other = Connection::open(file).expect("the file opens");
    let held = |part: &str| -> bool {
        let blocks = "SELECT count(*) FROM search_words_data WHERE instr(block, CAST(?1 AS BLOB)) > 0";
        other.query_row(blocks, [part], |row| row.get::<_, i64>(0)).expect("the segments are read") > 0
    };
    // Words that begin alike share their beginning in a segment.
    assert!(held("zwkvjh"), "the test would see it");
    door.write(By::NOBODY, "taken", Other(case, "nước trong")).await.expect("it is taken back");
    assert!(!held("zwkvjh") && !held("wkvjh"));
}
