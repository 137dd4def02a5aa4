//! Opinions and changes of the rulebook at once, over two nodes: each case has all its old or all its new dates.

use acts::{By, Office, Stop};
use domain::refusal::Refusal;
use store::{Act, Store, case, rulebook};

use super::{Desk, Raise};
use crate::support::both;

/// Tasks that raise opinions, and how many each.
const CLERKS: usize = 6;
const EACH: usize = 15;

async fn until_done<A: Act + Clone>(office: &Office, by: By, key: &str, act: A) {
    office.act(by, key, act).await.unwrap_or_else(|stop| panic!("{key}: {stop}"));
}

/// The changes of one administrator, each on the rulebook that the one before made.
async fn change(desk: &Desk, office: &Office) {
    let number = async || rulebook::number(&mut office.store().reader().await.expect("a reader")).await.expect("reads");
    for round in 0..4 {
        let amount = 3 + round;
        let rule_version = 2 + i64::from(round);
        until_done(office, desk.by, &format!("c{round}"), desk.confirm(amount, number().await)).await;
        until_done(office, desk.by, &format!("s{round}"), desk.holiday("2026-09-15", number().await)).await;
        let stale = office.act(desk.by, &format!("x{round}"), desk.clear("2026-09-15", 0)).await;
        assert!(matches!(stale, Err(Stop::Refused(Refusal::Conflict))));
        if round < 3 {
            until_done(office, desk.by, &format!("w{round}"), desk.withdraw(rule_version, number().await)).await;
            until_done(office, desk.by, &format!("d{round}"), desk.clear("2026-09-15", number().await)).await;
        }
    }
}

/// How many clocks run, each with the day that the rulebook gives it now.
async fn dated_by_the_last(store: &Store) -> usize {
    let book = store.rulebook().await.expect("reads");
    let mut read = store.reader().await.expect("a reader");
    let rows = case::running(&mut read, 0, 1000).await.expect("reads").rows;
    for row in &rows {
        let rule = row.clock.rule_id.as_deref().expect("a rule dates it");
        let last = book.last_day(rule, &row.at, row.clock.from_on).expect("the rule is in force");
        let dated = (row.clock.due_on, row.clock.rule_version, row.clock.derivation.clone());
        assert_eq!(dated, (Some(last.due.on), Some(last.rule.version), last.derivation()), "case {}", row.case);
    }
    rows.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_whatever_is_raised_beside_a_change_is_dated_by_the_last_rulebook() {
    both(async |at, store| {
        let desk = Desk::open(store).await;
        let other = Office::new(&at.open().await);
        other.store().move_today(super::day(super::HELD)).await.expect("a simulated database");
        let raising: Vec<_> = (0..CLERKS)
            .map(|clerk| {
                let office = if clerk % 2 == 0 { desk.office.clone() } else { other.clone() };
                let (by, opinion) = (desk.by, desk.opinion("Đường hỏng."));
                tokio::spawn(async move {
                    for no in 0..EACH {
                        let raise = Raise { words: format!("Đường hỏng {clerk} {no}."), ..opinion.clone() };
                        until_done(&office, by, &format!("r{clerk}-{no}"), raise).await;
                    }
                })
            })
            .collect();
        change(&desk, &other).await;
        for task in raising {
            task.await.expect("it raises all");
        }
        assert_eq!(dated_by_the_last(&desk.store).await, CLERKS * EACH, "{}", at.engine());
        assert_eq!(dated_by_the_last(other.store()).await, CLERKS * EACH);
        desk.verify().await;
    })
    .await;
}
