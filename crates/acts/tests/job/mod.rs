//! What the program does by itself: each job once, over nodes and over crashes; and what it tells whom.

mod told;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use acts::assignment::Assign;
use acts::job::{Digest, Fault, Hands, MOST_ATTEMPTS, NoHands, RetryJob, Runner};
use acts::message::SetMessages;
use acts::{By, Office, Stop};
use async_trait::async_trait;
use domain::day::{Day, Instant};
use domain::message::Kind;
use domain::permission::Role;
use domain::refusal::Refusal;
use store::message::MessageRow;
use store::{Store, clock, job, message};
use tokio::sync::Notify;

use crate::desk::day;
use crate::desk::handled::House;
use crate::support::both;

/// Words that may stand nowhere but where they were typed.
const SECRET: &str = "Lời kín số 4711";
/// A Wednesday on which offices work.
const TODAY: &str = "2026-12-30";
const MINUTE: i64 = 60_000;

fn never() -> bool {
    false
}

fn later(now: Instant, ms: i64) -> Instant {
    Instant::from_ms(now.ms() + ms)
}

/// Does what there is to do at a time.
async fn run(runner: &Runner, now: Instant) -> usize {
    let mut done = 0;
    loop {
        let begun = runner.step(now, &never).await.expect("jobs are begun");
        done += begun;
        if begun == 0 {
            return done;
        }
    }
}

async fn list(store: &Store, account: i64) -> Vec<MessageRow> {
    message::list(&mut store.reader().await.expect("a reader"), account, None, 1_000).await.expect("reads").rows
}

async fn kinds(store: &Store, account: i64) -> Vec<Kind> {
    list(store, account).await.iter().map(|row| row.kind).collect()
}

/// At an hour of the day, on the database's own clock.
fn at(store: &Store, day: Day, hour: i64) {
    store.give_time(later(Instant::start_of(day), hour * 60 * MINUTE)).expect("invented data");
}

/// A house with somebody who works in the division.
async fn house(store: Store) -> (House, By) {
    let house = House::open(store).await;
    let handler = house.colleague("can.bo", house.division, Role::Handler).await;
    (house, handler)
}

impl House {
    async fn give(&self, key: &str, lead: i64, due_on: &str) -> i64 {
        self.give_with(key, lead, &[], due_on).await
    }

    async fn give_with(&self, key: &str, lead: i64, cooperating: &[i64], due_on: &str) -> i64 {
        let matter = self.raise(key).await;
        let version = {
            let mut read = self.desk.store.reader().await.expect("a reader");
            store::case::find(&mut read, matter.case).await.expect("reads").expect("is there").version
        };
        let assign = Assign {
            case: matter.case,
            version,
            lead,
            cooperating: cooperating.to_vec(),
            due_on: Some(day(due_on)),
            evidence: SECRET.to_owned(),
            contact: false,
            happened_on: day(TODAY),
        };
        self.desk.act(&format!("give-{key}"), assign).await.expect("it is assigned");
        matter.case
    }
}

/// A disk that does what a test wants.
#[derive(Default)]
struct TestDisk {
    delivered: Mutex<Vec<Digest>>,
    backups: AtomicUsize,
    fault: Mutex<Option<Fault>>,
    /// A digest was begun and never ends.
    stuck: Option<Arc<Notify>>,
}

#[async_trait]
impl Hands for TestDisk {
    fn backs_up(&self) -> bool {
        true
    }

    fn delivers(&self) -> bool {
        true
    }

    async fn back_up(&self, _: Day) -> Result<i64, Fault> {
        let fault = *self.fault.lock().expect("whole");
        self.backups.fetch_add(1, Ordering::SeqCst);
        fault.map_or(Ok(7), Err)
    }

    async fn deliver(&self, digest: Digest) -> Result<(), Fault> {
        if let Some(begun) = &self.stuck {
            begun.notify_one();
            std::future::pending::<()>().await;
        }
        let fault = *self.fault.lock().expect("whole");
        self.delivered.lock().expect("whole").push(digest);
        fault.map_or(Ok(()), Err)
    }
}

async fn mail(house: &House, who: By) {
    let kinds = Kind::ALL.iter().map(|kind| kind.as_str().to_owned()).collect();
    let set = SetMessages { digest: true, address: "can.bo@xa.example".to_owned(), kinds };
    house.desk.office.act(who, "mail", set).await.expect("it is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_do_two_hundred_jobs_each_once() {
    both(|place, store| async move {
        let (house, handler) = house(store).await;
        let mut cases = Vec::new();
        for no in 0..100 {
            cases.push(house.give(&format!("m-{no}"), house.division, "2027-01-29").await);
        }
        let now = later(clock::machine(), MINUTE);
        let other = place.open().await;
        let nodes = [&house.desk.store, &other].map(|store| Runner::new(Office::new(store), Arc::new(NoHands)));
        let [one, two] = [nodes[0].clone(), nodes[1].clone()];
        let (one, two) = tokio::join!(
            tokio::spawn(async move { run(&one, now).await }),
            tokio::spawn(async move { run(&two, now).await })
        );
        let begun = one.expect("it ends") + two.expect("it ends");
        let rows = list(&house.desk.store, handler.account).await;
        let mut told: Vec<i64> = rows.iter().filter(|row| row.kind == Kind::Assigned).map(|row| row.of).collect();
        told.sort_unstable();
        assert_eq!(told, cases, "each is told once");
        assert!(begun >= 100, "what both begin is done by both together: {begun}");
        assert_eq!(run(&nodes[0], later(now, 24 * 60 * MINUTE)).await, 0, "nothing is left");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_is_gone_leaves_its_job_to_the_next_and_its_late_note_changes_nothing() {
    both(|place, store| async move {
        let _place = place;
        let (house, handler) = house(store).await;
        mail(&house, handler).await;
        house.give("m", house.division, "2027-01-29").await;
        at(&house.desk.store, day(TODAY), 9);
        let begun = Arc::new(Notify::new());
        let gone = Runner::new(
            Office::new(&house.desk.store),
            Arc::new(TestDisk { stuck: Some(Arc::clone(&begun)), ..TestDisk::default() }),
        );
        let now = clock::machine();
        gone.step(now, &never).await.expect("the message is told");
        gone.plan(now).await.expect("the day is planned");
        let breaking = tokio::spawn({
            let gone = gone.clone();
            async move { run(&gone, now).await }
        });
        begun.notified().await;
        breaking.abort();
        let disk = Arc::new(TestDisk::default());
        let next = Runner::new(Office::new(&house.desk.store), Arc::clone(&disk) as Arc<dyn Hands>);
        assert_eq!(run(&next, later(now, MINUTE)).await, 0, "the first node may still be at it");
        assert_eq!(run(&next, later(now, 6 * MINUTE)).await, 1, "its lease has ended");
        let delivered = disk.delivered.lock().expect("whole").len();
        assert_eq!(delivered, 1);
        assert_eq!(run(&next, later(now, 60 * MINUTE)).await, 0, "and it is done once");
        gone.give_back().await.expect("there is nothing to give back");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_is_tried_again_later_stands_still_at_last_and_goes_on_when_the_administrator_says_so() {
    both(|place, store| async move {
        let _place = place;
        let (house, handler) = house(store).await;
        let disk = Arc::new(TestDisk { fault: Mutex::new(Some(Fault::Full)), ..TestDisk::default() });
        let backups = Runner::new(Office::new(&house.desk.store), Arc::clone(&disk) as Arc<dyn Hands>).of_backups();
        let mut now = clock::machine();
        backups.plan(now).await.expect("it is planned");
        assert_eq!(run(&backups, now).await, 1);
        assert_eq!(run(&backups, later(now, MINUTE / 2)).await, 0, "not at once");
        for _ in 1..MOST_ATTEMPTS {
            now = later(now, 60 * MINUTE);
            assert_eq!(run(&backups, now).await, 1);
        }
        now = later(now, 24 * 60 * MINUTE);
        assert_eq!(run(&backups, now).await, 0, "it stands still");
        let failing = {
            let mut read = house.desk.store.reader().await.expect("a reader");
            let (right, last) = job::last_backups(&mut read).await.expect("reads");
            assert_eq!((right, last.map(|last| last.fault)), (None, Some("full".to_owned())));
            job::failing(&mut read, None, 10).await.expect("reads").rows
        };
        assert_eq!(failing.iter().map(|row| (row.fault.as_str(), row.again_at)).collect::<Vec<_>>(), [("full", None)]);
        let retry = RetryJob { organisation: house.desk.by.organisation, job: failing[0].id };
        let refused = house.desk.office.act(handler, "retry", retry).await;
        assert!(matches!(refused, Err(Stop::Refused(Refusal::NotThere | Refusal::NotAllowed))), "{refused:?}");
        *disk.fault.lock().expect("whole") = None;
        house.desk.act("retry", retry).await.expect("the administrator lets it begin again");
        assert_eq!(run(&backups, now).await, 1);
        let mut read = house.desk.store.reader().await.expect("a reader");
        let (right, _) = job::last_backups(&mut read).await.expect("reads");
        assert_eq!(right.map(|right| right.rows), Some(7));
        assert!(job::failing(&mut read, None, 10).await.expect("reads").rows.is_empty());
        drop(read);
        let again = house.desk.act("retry-2", retry).await;
        assert!(matches!(again, Err(Stop::Refused(Refusal::AlreadyDone))), "{again:?}");
        backups.plan(now).await.expect("planned once a day");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_taken_once_a_day_whatever_number_of_nodes_take_them() {
    both(|place, store| async move {
        let _place = place;
        let (house, _) = house(store).await;
        let disk = Arc::new(TestDisk::default());
        let nodes: Vec<Runner> = (0..3)
            .map(|_| Runner::new(Office::new(&house.desk.store), Arc::clone(&disk) as Arc<dyn Hands>).of_backups())
            .collect();
        let now = clock::machine();
        for days in [0, 0, 1] {
            let now = later(now, days * 24 * 60 * MINUTE);
            for node in &nodes {
                node.plan(now).await.expect("it is planned");
                run(node, now).await;
            }
        }
        assert_eq!(disk.backups.load(Ordering::SeqCst), 2, "two days");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stops_gives_back_what_it_leased_and_did_not_begin() {
    both(|place, store| async move {
        let _place = place;
        let (house, handler) = house(store).await;
        for no in 0..5 {
            house.give(&format!("m-{no}"), house.division, "2027-01-29").await;
        }
        let node = || Runner::new(Office::new(&house.desk.store), Arc::new(NoHands));
        let now = later(clock::machine(), MINUTE);
        let asked = AtomicUsize::new(0);
        let stop = || asked.fetch_add(1, Ordering::SeqCst) >= 2;
        assert_eq!(node().step(now, &stop).await.expect("it stops"), 2);
        assert!(run(&node(), now).await >= 3, "at once, not when a lease has ended");
        assert_eq!(kinds(&house.desk.store, handler.account).await, [Kind::Assigned; 5]);
    })
    .await;
}
