//! A merged case counts in its root from its day on, and in no earlier knowledge.

use acts::account::GrantRole;
use acts::case::{Merge, SpotResult, Unmerge};
use acts::dialogue;
use acts::submission::Strike;
use domain::day::{Day, Instant};
use domain::permission::Role;
use domain::refusal::Refusal;
use store::case;

use super::{House, Matter, refused};
use crate::desk::{HELD, day, n};
use crate::support::both;

fn later() -> Instant {
    Instant::end_of(day("2027-12-31"))
}

impl House {
    pub(super) async fn merge(&self, one: &Matter, root: &Matter, on: &str) -> Result<(), acts::Stop> {
        let act = Merge {
            case: one.case,
            version: self.version(one.case).await,
            root: root.case,
            reason: "Cùng một việc".to_owned(),
            happened_on: day(on),
        };
        self.desk.act(&format!("merge-{}-{}-{on}", one.case, root.case), act).await
    }

    pub(super) async fn unmerge(&self, one: &Matter, on: &str) -> Result<(), acts::Stop> {
        let act = Unmerge {
            case: one.case,
            version: self.version(one.case).await,
            reason: "Hai việc khác nhau".to_owned(),
            happened_on: day(on),
        };
        self.desk.act(&format!("unmerge-{}-{on}", one.case), act).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merged_case_counts_in_its_root_from_its_day_and_in_no_earlier_as_of() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (one, root, third) = (house.raise("one").await, house.raise("root").await, house.raise("third").await);
        house.desk.store.move_today(day("2027-01-04")).await.expect("days pass");
        house.merge(&one, &root, "2026-10-01").await.expect("it is merged");
        assert_eq!(house.desk.counts("2026-09-30", later()).await, [n("not_taken_up", 3)]);
        let merged = [n("merged", 1), n("not_taken_up", 2)];
        assert_eq!(house.desk.counts("2026-10-01", later()).await, merged);
        let before = Instant::end_of(day("2027-01-03"));
        assert_eq!(house.desk.counts("2026-10-01", before).await, [n("not_taken_up", 3)]);
        let mut read = house.desk.store.reader().await.expect("a reader");
        assert_eq!(case::merged_into(&mut read, root.case).await.expect("reads"), [one.case]);
        assert_eq!(house.desk.case(one.case).await.clock, "stopped");
        // What happens from that day on is recorded in the root.
        assert_eq!(refused(house.assign(one.case, "2026-10-02", "2026-10-30").await), Refusal::CaseMerged);
        assert_eq!(refused(house.merge(&one, &third, "2026-10-02").await), Refusal::CaseMerged);
        let not_a_root = Refusal::NotAChoice { field: "root" };
        assert_eq!(refused(house.merge(&root, &one, "2026-10-02").await), not_a_root, "no circle");
        assert_eq!(refused(house.merge(&third, &third, "2026-10-02").await), not_a_root);
        assert_eq!(refused(house.unmerge(&third, "2026-10-02").await), Refusal::AlreadyDone);
        let early = Refusal::HappenedBefore { earliest: day("2026-10-01") };
        assert_eq!(refused(house.unmerge(&one, "2026-09-30").await), early);
        house.unmerge(&one, "2026-11-01").await.expect("both stand again");
        let (parted, _) = house.last(one.case).await;
        assert_eq!(house.desk.counts("2026-10-31", later()).await, merged);
        assert_eq!(house.desk.counts("2026-11-01", later()).await, [n("not_taken_up", 3)]);
        assert_eq!(house.desk.case(one.case).await.clock, "running");
        // Neither a day in the past nor a striking makes each count in the other.
        assert_eq!(refused(house.merge(&root, &one, "2026-10-15").await), not_a_root);
        house.merge(&root, &one, "2026-12-01").await.expect("the other way round");
        let strike = acts::event::Strike { event: parted, reason: "Ghi nhầm".to_owned() };
        assert_eq!(refused(house.desk.act("strike", strike).await), not_a_root);
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_reply_to_the_root_they_are_not_parted() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (one, root) = (house.raise("one").await, house.raise("root").await);
        house.assign(root.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        house.reply(&root, "2026-09-20", SpotResult::Promised).await.expect("replied to before the merging");
        house.merge(&one, &root, "2026-09-21").await.expect("it is merged");
        house.reply(&root, "2026-09-25", SpotResult::Done).await.expect("replied to for both");
        assert_eq!(refused(house.unmerge(&one, "2026-09-26").await), Refusal::AlreadyReplied);
        let (event, _) = house.last(root.case).await;
        house.strike(event).await;
        house.unmerge(&one, "2026-09-26").await.expect("that reply was a mistake");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_merged_only_into_one_that_stands_and_was_raised_with_the_same_body() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (one, gone) = (house.raise("one").await, house.raise("gone").await);
        let strike = Strike { submission: gone.submission, reason: "Gõ hai lần".to_owned() };
        house.desk.act("strike", strike).await.expect("it is struck");
        assert_eq!(refused(house.merge(&one, &gone, "2026-10-01").await), Refusal::NotAChoice { field: "root" });
        assert_eq!(refused(house.merge(&gone, &one, "2026-10-01").await), Refusal::CaseStruck);
        let nowhere = Matter { case: 1, point: 1, submission: 1 };
        let unknown = Refusal::NoSuchCase { field: "root", case: 1 };
        assert_eq!(refused(house.merge(&one, &nowhere, "2026-10-01").await), unknown);
        // The same matter, raised with the division.
        let (account, organisation) = (house.desk.by.account, house.division);
        let role = GrantRole { account, organisation, role: Role::Clerk, from: day("2026-01-01"), to: Day::OPEN };
        house.desk.act("role", role).await.expect("a role");
        let open = dialogue::Open {
            organisation,
            title: "Chợ".to_owned(),
            chair: None,
            deputy_reason: String::new(),
            held_on: day(HELD),
            territory: None,
            place: String::new(),
        };
        let opened = house.desk.act("open", open).await.expect("a dialogue");
        let mut opinion = house.desk.opinion("Chợ ngập.");
        opinion.session = opened.session;
        let raised = house.desk.act("elsewhere", opinion).await.expect("it is raised");
        let elsewhere = Matter { case: raised.case, point: raised.point, submission: raised.submission };
        assert_eq!(refused(house.merge(&one, &elsewhere, "2026-10-01").await), Refusal::RaisedElsewhere);
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_mergings_at_once_never_make_each_count_in_the_other() {
    both(async |at, store| {
        let house = House::open(store).await;
        for pair in 0..4 {
            let (one, other) = (house.raise(&format!("a{pair}")).await, house.raise(&format!("b{pair}")).await);
            let (there, back) =
                tokio::join!(house.merge(&one, &other, "2026-10-01"), house.merge(&other, &one, "2026-10-01"));
            assert_eq!(usize::from(there.is_ok()) + usize::from(back.is_ok()), 1, "{}", at.engine());
            let lost = if there.is_ok() { back } else { there };
            assert_eq!(refused(lost), Refusal::NotAChoice { field: "root" });
        }
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_clock_of_a_merged_case_runs_and_one_that_is_parted_is_dated_by_the_rules_of_then() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (one, root) = (house.raise("one").await, house.raise("root").await);
        let (ten, five) = (Some(day("2026-09-25")), Some(day("2026-09-18")));
        assert_eq!(house.desk.notify(one.case).await, ("running".to_owned(), ten, Some(1)));
        house.merge(&one, &root, "2026-09-14").await.expect("it is merged");
        assert_eq!(house.desk.notify(one.case).await.0, "stopped");
        house.desk.verify().await;
        let number = house.desk.book().await.version;
        house.desk.act("rule", house.desk.confirm(5, number)).await.expect("a rule of one's own");
        assert_eq!(house.desk.notify(root.case).await.1, five, "what runs is dated anew");
        assert_eq!(house.desk.notify(one.case).await.1, ten, "what stands still is not");
        // An amendment lets nothing run either.
        let received = house.event_of(one.case, "case.received").await;
        let (happened_on, reason) = (day("2026-09-10"), "Ghi nhầm ngày".to_owned());
        let correct = acts::event::Correct { event: received, happened_on, reason };
        house.desk.act("correct", correct).await.expect("it is corrected");
        assert_eq!(house.desk.notify(one.case).await.0, "stopped");
        assert_eq!(house.desk.case(one.case).await.clock, "stopped");
        house.desk.verify().await;
        house.unmerge(&one, "2026-09-15").await.expect("both stand again");
        let (state, due_on, _) = house.desk.notify(one.case).await;
        assert_eq!((state.as_str(), due_on), ("running", Some(day("2026-09-17"))));
        house.desk.verify().await;
    })
    .await;
}
