//! Who is told by a notice that was posted: the clock until the person is told stops with it, and not with its issue.

use std::sync::Arc;

use acts::Office;
use acts::case::End;
use acts::event::{Correct, Strike as StrikeEvent};
use acts::job::{NoHands, Runner};
use acts::notice::{Publish, Strike, Written};
use domain::event::{Delivery, EndGround, Event, Subject};
use domain::refusal::Refusal;
use store::case::{self, NOTIFY};
use store::clock;

use super::{Hall, refused};
use crate::desk::day;
use crate::support::both;

/// The day on which the notices of these tests are posted.
const POSTED: &str = "2026-09-18";

impl Hall {
    async fn notify(&self, case: i64) -> String {
        let clocks = case::clocks(&mut self.house.desk.store.reader().await.expect("a reader"), case).await;
        clocks.expect("reads").into_iter().find(|clock| clock.kind == NOTIFY).expect("a rule dates it").state
    }

    async fn issued(&self) -> i64 {
        let id = self.ready().await;
        self.issue("issue", id, "05/TB-UBND").await.expect("it is issued");
        id
    }

    async fn post(&self, id: i64) {
        let publish = Publish { notice: id, version: self.version(id).await, happened_on: day(POSTED) };
        self.house.desk.act("publish", publish).await.expect("it is posted");
    }

    async fn strike(&self, id: i64) {
        let strike = Strike { notice: id, version: self.version(id).await, reason: "Nhập nhầm".to_owned() };
        self.house.desk.act("strike", strike).await.expect("it is struck");
    }

    /// The days on which a notice told of a case, as recorded.
    async fn told_on(&self, case: i64) -> Vec<String> {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
        let told = events.into_iter().filter(|it| it.event.act() == "case.told" && it.event.version() == 2);
        told.map(|it| it.happened_on.to_iso()).collect()
    }
}

/// An older program stopped the clock with the issue and recorded nothing of whom a notice told; a migration lets the clock run
/// again and leaves a job for each notice that was posted.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_notice_told_that_an_older_program_posted_is_recorded_by_the_program_once() {
    both(async |place, store| {
        let hall = Hall::open(store).await;
        let id = hall.issued().await;
        hall.post(id).await;
        let [first, second] = [hall.open[0].case, hall.open[1].case];
        for sql in [
            "DELETE FROM events WHERE act = 'case.told'".to_owned(),
            format!("UPDATE clocks SET state = 'running' WHERE kind = 'notify' AND subject_id IN ({first}, {second})"),
            "DELETE FROM jobs".to_owned(),
            format!(
                "INSERT INTO jobs (id, kind, payload, unique_key, run_at, lease_until, lease_by, attempts, state, last_error)
                 VALUES (1, 'posted', '{id}', 'posted:{id}', 0, 0, '', 0, 'waiting', '')"
            ),
        ] {
            testing::run(place.fresh.url(), &sql).await;
        }
        let node = Runner::new(Office::new(&hall.house.desk.store), Arc::new(NoHands));
        assert_eq!(node.step(clock::machine(), &|| false).await.expect("it is done"), 1);
        for case in [first, second] {
            assert_eq!((hall.notify(case).await.as_str(), hall.told_on(case).await), ("stopped", vec![POSTED.to_owned()]));
        }
        hall.house.desk.verify().await;
        // Begun again, as after a stop in between, it tells nobody twice.
        testing::run(place.fresh.url(), "UPDATE jobs SET state = 'waiting', lease_until = 0, run_at = 0").await;
        node.step(clock::machine(), &|| false).await.expect("it is done");
        assert_eq!(hall.told_on(first).await, [POSTED]);
        hall.strike(id).await;
        assert_eq!(hall.notify(first).await, "running", "what the program recorded goes with the notice, too");
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_tells_whom_it_names_whatever_their_clock_says_that_day() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.issued().await;
        let case = hall.open[0].case;
        let end = End {
            case,
            version: hall.house.desk.case(case).await.version,
            ground: EndGround::Withdrawn,
            basis: String::new(),
            reason: "Người nêu rút".to_owned(),
            happened_on: day("2026-09-17"),
        };
        hall.house.desk.act("end", end).await.expect("it is withdrawn");
        hall.post(id).await;
        assert_eq!(hall.told_on(case).await, [POSTED]);
        let (event, reason) = (hall.house.event_of(case, "case.ended").await, "Nhập nhầm".to_owned());
        hall.house.desk.act("goes-on", StrikeEvent { event, reason }).await.expect("it was not withdrawn");
        assert_eq!(hall.notify(case).await, "stopped", "the notice told them all the same");
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_notice_told_is_amended_with_the_notice_alone() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.issued().await;
        hall.post(id).await;
        let case = hall.open[0].case;
        let (event, reason) = (hall.house.event_of(case, "case.told").await, "Nhập nhầm".to_owned());
        let strike = StrikeEvent { event, reason: reason.clone() };
        refused(hall.house.desk.act("alone", strike).await, &Refusal::NotAllowed);
        let correct = Correct { event, happened_on: day("2026-09-17"), reason: reason.clone() };
        refused(hall.house.desk.act("day", correct).await, &Refusal::NotAllowed);
        hall.strike(id).await;
        let mut read = hall.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
        drop(read);
        let struck = events.iter().find(|it| matches!(it.event, Event::Struck { of, .. } if of == event));
        let back = StrikeEvent { event: struck.expect("it went with the notice").id, reason };
        refused(hall.house.desk.act("back", back).await, &Refusal::NotAllowed);
        assert_eq!(hall.notify(case).await, "running");
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_told_on_the_spot_at_the_conclusion_waits_again_once_the_notice_is_struck() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.ready().await;
        let point = hall.points(id).await[0].id;
        let cases = [hall.open[0].case, hall.open[1].case];
        let written = Written { delivery: Delivery::Spot, ..hall.written(&cases, "2026-10-05") };
        hall.set("spot", id, Some(point), written).await.expect("it is written");
        hall.issue("issue", id, "05/TB-UBND").await.expect("it is issued");
        assert_eq!([hall.notify(cases[0]).await, hall.notify(cases[1]).await], ["stopped", "stopped"]);
        hall.strike(id).await;
        assert_eq!([hall.notify(cases[0]).await, hall.notify(cases[1]).await], ["running", "running"]);
        // A way that is chosen at the case says how people will be told.
        let choose = acts::reply::ChooseDelivery {
            case: cases[0],
            version: hall.house.desk.case(cases[0]).await.version,
            points: Vec::new(),
            way: Delivery::Spot,
            happened_on: day(POSTED),
        };
        hall.house.desk.act("way", choose).await.expect("it is chosen");
        assert_eq!(hall.notify(cases[0]).await, "running");
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_tells_people_once_it_is_posted_and_not_when_it_is_issued() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.ready().await;
        let [first, second] = [hall.open[0].case, hall.open[1].case];
        hall.issue("issue", id, "05/TB-UBND").await.expect("it is issued");
        assert_eq!(hall.house.desk.case(first).await.handling, "assigned");
        assert_eq!([hall.notify(first).await, hall.notify(second).await], ["running", "running"], "who hears of it?");
        assert_eq!(hall.notify(hall.answered.case).await, "stopped", "answered on the spot");
        hall.house.desk.verify().await;
        let publish = Publish { notice: id, version: hall.version(id).await, happened_on: day("2026-09-18") };
        hall.house.desk.act("publish", publish).await.expect("it is posted");
        assert_eq!([hall.notify(first).await, hall.notify(second).await], ["stopped", "stopped"]);
        let told = hall.house.event_of(first, "case.told").await;
        assert!(told > 0);
        hall.house.desk.verify().await;
        // Recorded by mistake: it was neither issued nor posted, and told nobody.
        let strike = Strike { notice: id, version: hall.version(id).await, reason: "Nhập nhầm".to_owned() };
        hall.house.desk.act("strike", strike).await.expect("it is struck");
        assert_eq!([hall.notify(first).await, hall.notify(second).await], ["running", "running"]);
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_told_before_a_notice_is_posted_is_not_told_by_it_again() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.ready().await;
        hall.issue("issue", id, "05/TB-UBND").await.expect("it is issued");
        let (case, version) = (hall.open[0].case, hall.house.desk.case(hall.open[0].case).await.version);
        let way = domain::event::ContactWay::Telephone;
        let tell = acts::case::Tell { case, version, way, words: String::new(), happened_on: day("2026-09-17") };
        hall.house.desk.act("tell", tell).await.expect("they are told");
        let publish = Publish { notice: id, version: hall.version(id).await, happened_on: day("2026-09-18") };
        hall.house.desk.act("publish", publish).await.expect("it is posted");
        let mut read = hall.house.desk.store.reader().await.expect("a reader");
        let mut told = Vec::new();
        for matter in &hall.open {
            let events = store::event::history(&mut read, Subject::Case, matter.case).await;
            let by = events.expect("reads").into_iter().filter(|it| it.event.act() == "case.told");
            told.push(by.map(|it| it.event.version()).collect::<Vec<_>>());
        }
        assert_eq!(told, [vec![1], vec![2]], "by telephone; by the notice");
        drop(read);
        hall.house.desk.verify().await;
    })
    .await;
}
