//! What a reopening starts again, and what it doesn't.

use acts::case::Reopen;
use domain::event::EndGround;

use super::{House, day};
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
        house.desk.act("r", Reopen { case, version, reason, happened_on: day("2026-09-22") }).await.expect("reopened");
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
