//! Suspended work: the days of the suspension do not count for the last day of its assignment.

use acts::assignment::{Extend, Resume, Suspend};
use acts::event::{Correct, Strike};
use acts::rule::Confirm;
use store::supervision::{Asked, Why};
use store::{assignment, supervision, urging};

use super::House;
use crate::desk::day;
use crate::support::both;

impl House {
    async fn suspended(&self, case: i64, (from, until): (&str, &str)) {
        let (version, reason) = (self.version(case).await, "Chờ cấp trên".to_owned());
        let suspend = Suspend { case, version, reason: reason.clone(), happened_on: day(from) };
        self.desk.act(&format!("s-{case}-{from}"), suspend).await.expect("it is suspended");
        let resume = Resume { case, version: version + 1, reason, happened_on: day(until) };
        self.desk.act(&format!("r-{case}-{from}"), resume).await.expect("it is taken up again");
    }

    async fn last_day(&self, case: i64) -> (String, String) {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let clocks = assignment::clocks(&mut read, case).await.expect("reads");
        (clocks[0].due_on.to_iso(), clocks[0].state.clone())
    }
}

fn runs_to(on: &str) -> (String, String) {
    (on.to_owned(), "running".to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspension_moves_the_last_day_as_the_rule_counts_and_follows_what_is_amended() {
    both(async |_, store| {
        let house = House::open(store).await;
        // From a Saturday to the Monday after it, taken up on Tuesday: three days of the calendar, one of them worked.
        let pause = ("2026-09-19", "2026-09-22");
        let typed = house.raise("typed").await.case;
        house.assign(typed, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        house.suspended(typed, pause).await;
        assert_eq!(house.last_day(typed).await, runs_to("2026-10-05"), "3 October is a Saturday");
        house.desk.verify().await;

        // It was taken up a day later, then not at all, and then it was.
        let resumed = house.event_of(typed, "case.resumed").await;
        let (happened_on, reason) = (day("2026-09-23"), "Theo giấy".to_owned());
        let correct = Correct { event: resumed, happened_on, reason: reason.clone() };
        house.desk.act("later", correct).await.expect("it is corrected");
        assert_eq!(house.last_day(typed).await, runs_to("2026-10-06"));
        house.desk.act("struck", Strike { event: resumed, reason }).await.expect("it is struck");
        assert_eq!(house.last_day(typed).await, ("2026-09-30".to_owned(), "suspended".to_owned()));
        house.desk.verify().await;

        // What is extended meanwhile stands still from that day on.
        let version = house.version(typed).await;
        let extend = Extend {
            case: typed,
            version,
            due_on: Some(day("2026-10-15")),
            reason: "Chờ đo đạc".to_owned(),
            told: true,
            happened_on: day("2026-10-01"),
        };
        house.desk.act("extended", extend).await.expect("it is extended");
        let resume =
            Resume { case: typed, version: version + 1, reason: String::new(), happened_on: day("2026-10-02") };
        house.desk.act("again", resume).await.expect("it is taken up again");
        assert_eq!(house.last_day(typed).await, runs_to("2026-10-16"), "one day, and not thirteen");

        let rule = Confirm { rule: "DT-REPLY".to_owned(), ..house.desk.confirm(15, 0) };
        house.desk.act("rule", rule).await.expect("it is confirmed");
        let ruled = house.raise("ruled").await.case;
        house.assign(ruled, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        house.suspended(ruled, pause).await;
        assert_eq!(house.last_day(ruled).await, runs_to("2026-10-01"), "one working day");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_overdue_is_urged_and_supervised_where_its_clock_runs_on_though_work_is_suspended() {
    both(async |place, store| {
        let house = House::open(store).await;
        let (paused, aside) = (house.raise("paused").await.case, house.raise("aside").await.case);
        let suspend = async |case| {
            let (version, reason) = (house.version(case).await, "Chờ cấp trên".to_owned());
            let suspend = Suspend { case, version, reason, happened_on: day("2026-09-20") };
            house.desk.act(&format!("suspend-{case}"), suspend).await.expect("it is suspended");
        };
        house.assign(paused, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        suspend(paused).await;
        let rule = Confirm { rule: "DT-REPLY".to_owned(), ..house.desk.confirm(15, 0) };
        house.desk.act("rule", rule).await.expect("it is confirmed");
        // A rule whose clock does not stand still, as a place may have.
        let sql = r#"UPDATE rules SET record = replace(record, '"pausable":true', '"pausable":false')"#;
        testing::run(place.fresh.url(), sql).await;
        let mut read = house.desk.store.reader().await.expect("a reader");
        let number = store::rulebook::number(&mut read).await.expect("reads");
        drop(read);
        let other = Confirm { rule: "DT-TRANSFER".to_owned(), ..house.desk.confirm(15, number) };
        house.desk.act("other", other).await.expect("it is confirmed, and the rules are read anew");
        house.assign(aside, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        suspend(aside).await;
        assert_eq!(house.last_day(paused).await.1, "suspended");
        assert_eq!(house.last_day(aside).await.1, "running", "the rule lets no clock stand still");
        let own = house.desk.by.organisation;
        let mut read = house.desk.store.reader().await.expect("a reader");
        let owed = urging::owed_by(&mut read, (own, None), day("2026-10-10"), None, 50).await.expect("reads").rows;
        assert_eq!(owed.iter().map(|row| row.case).collect::<Vec<_>>(), [aside]);
        let asked = Asked { organisation: own, below: true, why: Why::Overdue, dialogue: None };
        let seen = supervision::matters(&mut read, &asked, None, 50).await.expect("reads").rows;
        assert_eq!(seen.iter().map(|row| row.case).collect::<Vec<_>>(), [aside]);
        let why = seen[0].whys(day("2026-10-10"));
        assert!(why.contains(&Why::Overdue), "{why:?}");
    })
    .await;
}
