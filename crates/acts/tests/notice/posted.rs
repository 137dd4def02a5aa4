//! Who is told by a notice that was posted: the clock until the person is told stops with it, and not with its issue.

use acts::notice::{Publish, Strike};
use store::case::{self, NOTIFY};

use super::Hall;
use crate::desk::day;
use crate::support::both;

impl Hall {
    async fn notify(&self, case: i64) -> String {
        let clocks = case::clocks(&mut self.house.desk.store.reader().await.expect("a reader"), case).await;
        clocks.expect("reads").into_iter().find(|clock| clock.kind == NOTIFY).expect("a rule dates it").state
    }
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
            let events = store::event::history(&mut read, domain::event::Subject::Case, matter.case).await;
            let by = events.expect("reads").into_iter().filter(|it| it.event.act() == "case.told");
            told.push(by.map(|it| it.event.version()).collect::<Vec<_>>());
        }
        assert_eq!(told, [vec![1], vec![2]], "by telephone; by the notice");
        drop(read);
        hall.house.desk.verify().await;
    })
    .await;
}
