//! Replies point by point, promises as clocks, ends and reopenings.

use acts::case::{AnswerOnTheSpot, Reopen, SpotResult};
use acts::reply::{KeepPromise, Reply};
use domain::day::Instant;
use domain::event::EndGround;
use domain::refusal::Refusal;
use store::{assignment, case, reply};

use super::{House, Matter, refused, said};
use crate::desk::{day, n, now, spoken};
use crate::support::both;

/// Spoils a reply that was right.
type Spoil = fn(&mut Reply, &House);

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_is_one_of_its_case_and_its_body_and_its_day() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        house.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let wrong: [(&str, Spoil, Refusal); 9] = [
            ("no point", |it, _| it.points.clear(), Refusal::Missing { field: "point" }),
            ("foreign point", |it, _| it.points[0].point = 1, Refusal::NotAChoice { field: "point" }),
            ("twice", |it, _| it.points.push(it.points[0].clone()), Refusal::NotAChoice { field: "point" }),
            ("no words", |it, _| it.points[0].words.clear(), Refusal::Missing { field: "answer" }),
            (
                "no day promised",
                |it, _| it.points[0].result = SpotResult::Promised,
                Refusal::Missing { field: "by_on" },
            ),
            ("no ground", |it, _| it.points[0].result = SpotResult::CannotBeDone, Refusal::Missing { field: "ground" }),
            ("of another", |it, house| it.on_behalf_of = Some(house.sister), not_whose()),
            (
                "before it was assigned",
                |it, _| it.happened_on = day("2026-09-13"),
                Refusal::HappenedBefore { earliest: day("2026-09-14") },
            ),
            ("signed by nobody", |it, _| it.signer = Some(1), Refusal::NotAChoice { field: "signer" }),
        ];
        for (at, spoil, expected) in wrong {
            let mut act = house.paper(&matter, "2026-09-20", SpotResult::Done).await;
            spoil(&mut act, &house);
            assert_eq!(refused(house.desk.act(at, act).await), expected, "{at}");
        }
        house.reply(&matter, "2026-09-20", SpotResult::Done).await.expect("it is replied to");
        let mut read = house.desk.store.reader().await.expect("a reader");
        let points = case::points(&mut read, matter.case).await.expect("reads");
        assert_eq!(points[0].result.as_deref(), Some("done"));
        assert_eq!(points[0].body_name.as_deref(), Some("Phòng Kinh tế"));
        assert_eq!(refused(house.reply(&matter, "2026-09-21", SpotResult::Done).await), Refusal::AlreadyAnswered);
        let rows = assignment::of_case(&mut read, matter.case).await.expect("reads");
        assert_eq!(rows[0].state, "closed");
        // Struck, it has to be answered again.
        let (event, _) = house.last(matter.case).await;
        house.strike(event).await;
        assert_eq!(reply::in_force(&mut read, matter.case).await.expect("reads"), 0);
        assert_eq!(assignment::of_case(&mut read, matter.case).await.expect("reads")[0].state, "open");
        house.desk.verify().await;
    })
    .await;
}

fn not_whose() -> Refusal {
    Refusal::NotAChoice { field: "on_behalf_of" }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_replies_of_before_the_receipt_the_later_one_stands_whichever_was_typed_last() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let case = matter.case;
        house.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        house.reply(&matter, "2026-09-25", SpotResult::Promised).await.expect("it is promised");
        house.reply(&matter, "2026-09-20", SpotResult::CannotBeDone).await.expect("an older letter is found");
        let (older, _) = house.last(case).await;
        let stands = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            let points = case::points(&mut read, case).await.expect("reads");
            let listed = store::synthesis::opinions(&mut read, house.desk.dialogue).await.expect("reads");
            (points[0].result.clone(), points[0].answered_on, listed[0].promised_on)
        };
        let (promised, until) = (|| Some("promised".to_owned()), Some(day("2026-11-30")));
        assert_eq!(stands().await, (promised(), Some(day("2026-09-25")), until), "by its own day");
        let received = house.event_of(case, "case.received").await;
        house.desk.correct("late", received, "2026-10-05").await.expect("it came later than it was answered");
        assert_eq!(stands().await, (promised(), Some(day("2026-10-05")), until), "both are of one day now");
        assert_eq!(house.outcome(case, "2026-11-30").await, "in_progress");
        house.desk.verify().await;
        house.desk.correct("not older", older, "2026-10-05").await.expect("the other letter was the later one");
        assert_eq!(stands().await, (Some("cannot_be_done".to_owned()), Some(day("2026-10-05")), None));
        assert_eq!(house.outcome(case, "2026-11-30").await, "resolved.cannot");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_is_a_clock_until_it_is_kept() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let Matter { case, point, .. } = matter;
        house.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let keep = async |on: &str| KeepPromise {
            case,
            version: house.version(case).await,
            point,
            words: "Đã lắp".to_owned(),
            happened_on: day(on),
        };
        let none = Refusal::NotAChoice { field: "point" };
        assert_eq!(refused(house.desk.act("k0", keep("2026-09-20").await).await), none);
        house.reply(&matter, "2026-09-20", SpotResult::Promised).await.expect("it is promised");
        assert_eq!(house.outcome(case, "2026-11-30").await, "in_progress");
        assert_eq!(house.outcome(case, "2026-12-01").await, "in_progress.overdue");
        let promise = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            let clocks = assignment::clocks(&mut read, case).await.expect("reads");
            let clock = clocks.into_iter().find(|clock| clock.kind == assignment::PROMISE).expect("a promise");
            (clock.of, clock.body, clock.due_on, clock.state)
        };
        let until = day("2026-11-30");
        assert_eq!(promise().await, (point, house.division, until, "running".to_owned()));
        let early = Refusal::HappenedBefore { earliest: day("2026-09-20") };
        assert_eq!(refused(house.desk.act("k1", keep("2026-09-19").await).await), early);
        house.desk.act("k2", keep("2026-11-20").await).await.expect("it is kept");
        assert_eq!(promise().await, (point, house.division, until, "stopped".to_owned()));
        assert_eq!(house.outcome(case, "2026-11-19").await, "in_progress");
        assert_eq!(house.outcome(case, "2026-11-20").await, "resolved");
        assert_eq!(refused(house.desk.act("k3", keep("2026-11-21").await).await), none);
        let (event, _) = house.last(case).await;
        house.strike(event).await;
        assert_eq!(promise().await.3, "running");
        // A promise given at the desk is a clock as well.
        let spot = house.raise("two").await;
        let answer = AnswerOnTheSpot {
            case: spot.case,
            version: 1,
            points: Vec::new(),
            happened_on: None,
            answer: spoken(house.desk.term, SpotResult::Promised),
        };
        house.desk.act("spot", answer).await.expect("it is answered");
        let mut read = house.desk.store.reader().await.expect("a reader");
        let clocks = assignment::clocks(&mut read, spot.case).await.expect("reads");
        assert_eq!((clocks.len(), clocks[0].of, clocks[0].state.as_str()), (1, spot.point, "running"));
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reopened_case_has_to_be_settled_again_and_an_earlier_as_of_still_has_it_settled() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let case = matter.case;
        house.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let reopen = async |on: &str| Reopen {
            case,
            version: house.version(case).await,
            reason: "Làm chưa xong".to_owned(),
            due_on: Some(day(on)),
            happened_on: day(on),
        };
        assert_eq!(refused(house.desk.act("r0", reopen("2026-09-20").await).await), Refusal::CaseNotEnded);
        house.reply(&matter, "2026-09-25", SpotResult::Done).await.expect("it is replied to");
        let early = Refusal::HappenedBefore { earliest: day("2026-09-25") };
        assert_eq!(refused(house.desk.act("r1", reopen("2026-09-24").await).await), early);
        house.desk.store.move_today(day("2027-01-04")).await.expect("days pass");
        house.desk.act("r2", reopen("2026-12-30").await).await.expect("it is reopened afterwards");
        let later = Instant::end_of(day("2027-12-31"));
        assert_eq!(house.outcome_as_of(case, "2026-12-29", later).await, "resolved");
        assert_eq!(house.outcome_as_of(case, "2026-12-31", later).await, "not_taken_up");
        assert_eq!(house.outcome_as_of(case, "2026-12-31", Instant::end_of(day("2027-01-03"))).await, "resolved");
        assert_eq!(house.desk.counts("2026-12-31", later).await, [n("not_taken_up", 1)]);
        assert_eq!(house.desk.counts("2026-12-31", now()).await, [n("resolved", 1)]);
        let mut read = house.desk.store.reader().await.expect("a reader");
        assert_eq!(reply::in_force(&mut read, case).await.expect("reads"), 0);
        assert_eq!(case::points(&mut read, case).await.expect("reads")[0].result, None);
        assert_eq!(house.desk.case(case).await.handling, "assigned");
        assert_eq!(house.desk.case(case).await.clock, "running");
        house.reply(&matter, "2027-01-04", SpotResult::Done).await.expect("it is replied to again");
        assert_eq!(house.outcome_as_of(case, "2027-01-04", later).await, "resolved");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_case_takes_nothing_until_it_is_reopened() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let case = matter.case;
        house.end(case, "2026-09-20", EndGround::Withdrawn).await.expect("it ends");
        assert_eq!(house.desk.case(case).await.handling, "closed.withdrawn");
        assert_eq!(refused(house.assign(case, "2026-09-21", "2026-09-30").await), Refusal::CaseEnded);
        assert_eq!(refused(house.reply(&matter, "2026-09-21", SpotResult::Done).await), Refusal::CaseEnded);
        assert_eq!(refused(house.end(case, "2026-09-21", EndGround::Guided).await), Refusal::CaseEnded);
        let (version, reason) = (house.version(case).await, "Nêu lại".to_owned());
        let reopen = Reopen { case, version, reason, due_on: None, happened_on: day("2026-09-22") };
        house.desk.act("r", reopen).await.expect("it is reopened");
        house.assign(case, "2026-09-23", "2026-09-30").await.expect("it is assigned");
        let mut wrong = house.paper(&matter, "2026-09-24", SpotResult::Explained).await;
        wrong.points = vec![said(matter.point, SpotResult::Explained)];
        house.desk.act("p", wrong).await.expect("it is replied to");
        assert_eq!(refused(house.end(case, "2026-09-25", EndGround::Refused).await), Refusal::AlreadyAnswered);
        house.desk.verify().await;
    })
    .await;
}
