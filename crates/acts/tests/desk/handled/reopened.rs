//! What a reopening starts again, and what it doesn't.

use acts::assignment::Extend;
use acts::case::{Reopen, SpotResult};
use acts::event::Correct;
use domain::case::{RedatedBy, redated};
use domain::correction::effective;
use domain::event::{EndGround, Subject};
use domain::refusal::Refusal;
use domain::span::Axis;

use super::{House, day, refused};
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_nobody_led_and_that_is_reopened_waits_again_but_was_told_of_before() {
    both(async |_, store| {
        let house = House::open(store).await;
        let case = house.raise("Rác").await.case;
        assert_eq!(house.desk.notify(case).await.0, "running");
        house.end(case, "2026-09-20", EndGround::Withdrawn).await.expect("it ends");
        let dated = house.desk.notify(case).await;
        assert_eq!(dated.0, "stopped");
        let (version, reason) = (house.version(case).await, "Nêu lại".to_owned());
        let reopen = Reopen { case, version, reason, due_on: None, happened_on: day("2026-09-22") };
        house.desk.act("r", reopen).await.expect("reopened");
        assert_eq!(house.desk.notify(case).await, dated, "nobody is told a second time of the first receipt");
        assert_eq!(house.desk.case(case).await.clock, "running", "the citizen waits again");
        // Once the reopening is struck the case is what it was; ended, and told of before.
        house.strike(house.event_of(case, "case.reopened").await).await;
        assert_eq!(house.desk.notify(case).await, dated);
        house.strike(house.event_of(case, "case.ended").await).await;
        assert_eq!(house.desk.notify(case).await.0, "running", "as if it had never ended");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reopened_assignment_has_a_last_day_of_its_own_that_somebody_set() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("Rác").await;
        let case = matter.case;
        house.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        house.reply(&matter, "2026-09-20", SpotResult::Done).await.expect("it is replied to");
        let reopen = async |due_on: Option<&str>| Reopen {
            case,
            version: house.version(case).await,
            reason: "Làm chưa xong".to_owned(),
            due_on: due_on.map(day),
            happened_on: day("2026-10-12"),
        };
        let silent = refused(house.desk.act("silent", reopen(None).await).await);
        assert_eq!(silent, Refusal::Missing { field: "due_on" });
        let early = refused(house.desk.act("early", reopen(Some("2026-10-11")).await).await);
        assert_eq!(early, Refusal::TooEarly { field: "due_on", earliest: day("2026-10-12") });
        house.desk.act("reopen", reopen(Some("2026-10-30")).await).await.expect("it is reopened");
        assert_eq!(house.outcome(case, "2026-10-12").await, "in_progress", "its new day is not over");
        let reopened = house.event_of(case, "case.reopened").await;
        let late = Correct { event: reopened, happened_on: day("2026-10-31"), reason: "Ghi nhầm ngày".to_owned() };
        let late = refused(house.desk.act("late", late).await);
        assert_eq!(late, Refusal::ReopenedUntil { last: day("2026-10-30") }, "it would be overdue at once");
        assert_eq!(house.holds(case, Axis::Due, "2026-10-30").await, "running");
        assert_eq!(house.holds(case, Axis::Due, "2026-10-31").await, "overdue");
        let extend = Extend {
            case,
            version: house.version(case).await,
            due_on: Some(day("2026-11-06")),
            reason: "Chờ vật liệu".to_owned(),
            told: true,
            happened_on: day("2026-10-28"),
        };
        house.desk.act("extend", extend).await.expect("it is extended");
        let mut read = house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
        let moves: Vec<_> = redated(&effective(&events)).iter().map(|it| (it.by, it.from, it.to)).collect();
        assert_eq!(
            moves,
            [
                (RedatedBy::Reopening, day("2026-09-30"), day("2026-10-30")),
                (RedatedBy::Extension { told: true }, day("2026-10-30"), day("2026-11-06")),
            ]
        );
        drop(read);
        // Once the reopening is struck the case is what it was, with the day that it had.
        house.strike(house.event_of(case, "case.extended").await).await;
        house.strike(house.event_of(case, "case.reopened").await).await;
        assert_eq!(house.outcome(case, "2026-12-01").await, "resolved");
        house.desk.verify().await;
    })
    .await;
}
