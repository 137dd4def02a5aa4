//! What is linked to a case is a point of it from its day on, and gets its own case back by a split.

use acts::Stop;
use acts::case::{Link, NewPoint, Split, SpotResult};
use domain::day::Instant;
use domain::refusal::Refusal;
use store::case;

use super::{House, Matter, refused, said};
use crate::desk::{HELD, day, n};
use crate::support::both;

fn later() -> Instant {
    Instant::end_of(day("2027-12-31"))
}

impl House {
    pub(super) async fn link(&self, one: &Matter, root: &Matter, on: &str) -> Result<NewPoint, Stop> {
        let act = Link {
            case: one.case,
            version: self.version(one.case).await,
            root: root.case,
            reason: "Cùng một việc".to_owned(),
            happened_on: day(on),
        };
        let key = format!("link-{}-{}-{}-{on}", one.case, act.version, root.case);
        self.desk.act(&key, act).await
    }

    pub(super) async fn split(&self, root: &Matter, points: &[i64], on: &str) -> Result<(), Stop> {
        let act = Split {
            case: root.case,
            version: self.version(root.case).await,
            points: points.to_vec(),
            reason: "Hai cơ quan giải quyết".to_owned(),
            happened_on: day(on),
        };
        let key = format!("split-{}-{}-{on}", root.case, act.version);
        self.desk.act(&key, act).await
    }

    async fn points(&self, case: i64) -> Vec<i64> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        case::points(&mut read, case).await.expect("reads").iter().map(|point| point.id).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_linked_submission_is_a_point_of_its_case_until_it_is_split_off() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (one, root) = (house.raise("one").await, house.raise("root").await);
        house.desk.store.move_today(day("2027-01-04")).await.expect("days pass");
        let NewPoint { point } = house.link(&one, &root, "2026-10-01").await.expect("it is linked");
        assert_eq!(house.points(root.case).await, [root.point, point]);
        assert_eq!(house.desk.counts("2026-09-30", later()).await, [n("not_taken_up", 2)]);
        assert_eq!(house.desk.counts("2026-10-01", later()).await, [n("merged", 1), n("not_taken_up", 1)]);
        let before = Instant::end_of(day("2027-01-03"));
        assert_eq!(house.desk.counts("2026-10-01", before).await, [n("not_taken_up", 2)], "no earlier as-of");
        assert_eq!(house.desk.case(one.case).await.clock, "stopped");
        // The reply has to speak of both points before the case is settled.
        house.assign(root.case, "2026-10-02", "2026-10-30").await.expect("it is assigned");
        house.reply(&root, "2026-10-10", SpotResult::Done).await.expect("one point is told of");
        assert_eq!(house.outcome_as_of(root.case, "2026-10-10", later()).await, "in_progress");
        // It gets its own case back, of the day on which it was raised, with its clocks; the other one keeps the rest.
        assert_eq!(
            refused(house.split(&root, &[root.point], "2026-10-20").await),
            Refusal::NotAChoice { field: "point" },
            "its own point stays"
        );
        assert_eq!(refused(house.split(&root, &[], "2026-10-20").await), Refusal::Missing { field: "point" });
        let early = Refusal::HappenedBefore { earliest: day("2026-10-01") };
        assert_eq!(refused(house.split(&root, &[point], "2026-09-20").await), early);
        house.split(&root, &[point], "2026-10-20").await.expect("it is split off");
        let own = house.desk.case(one.case).await;
        assert_eq!((own.clock.as_str(), own.raised_on), ("running", day(HELD)));
        assert_eq!(house.points(root.case).await, [root.point]);
        assert_eq!(
            house.outcome_as_of(root.case, "2026-10-20", later()).await,
            "resolved",
            "all that is left was told of"
        );
        assert_eq!(house.desk.counts("2026-10-20", later()).await, [n("not_taken_up", 1), n("resolved", 1)]);
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_linked_that_was_begun_and_nothing_split_off_that_was_answered() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (one, root, third) = (house.raise("one").await, house.raise("root").await, house.raise("third").await);
        let choice = Refusal::NotAChoice { field: "root" };
        assert_eq!(refused(house.link(&one, &one, "2026-09-20").await), choice);
        let unknown = Matter { case: 9_999, ..third };
        let unknown = refused(house.link_unknown(&one, unknown.case).await);
        assert_eq!(unknown, Refusal::NoSuchCase { field: "root", case: 9_999 });
        let point = house.link(&one, &root, "2026-09-20").await.expect("it is linked").point;
        assert_eq!(refused(house.link(&one, &third, "2026-09-21").await), Refusal::CaseMerged);
        assert_eq!(refused(house.link(&third, &one, "2026-09-21").await), choice, "it counts elsewhere");
        assert_eq!(
            refused(house.link(&root, &third, "2026-09-21").await),
            Refusal::CaseBegun,
            "others are points of it"
        );
        house.assign(third.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        assert_eq!(refused(house.link(&third, &root, "2026-09-21").await), Refusal::CaseBegun);
        // No half of a link is amended, and no words are taken from under a point.
        for case in [one.case, root.case] {
            let (event, _) = house.last(case).await;
            let strike = acts::event::Strike { event, reason: "Ghi nhầm".to_owned() };
            assert_eq!(refused(house.desk.act(&format!("strike-{case}"), strike).await), Refusal::NotAllowed);
        }
        let strike = acts::submission::Strike { submission: one.submission, reason: "Ghi nhầm".to_owned() };
        assert_eq!(refused(house.desk.act("strike", strike).await), Refusal::LaterStands);

        house.assign(root.case, "2026-09-21", "2026-09-30").await.expect("it is assigned");
        let mut paper = house.paper(&root, "2026-09-25", SpotResult::Done).await;
        paper.points.push(said(point, SpotResult::Explained));
        house.desk.act("both", paper).await.expect("both are told of");
        assert_eq!(house.outcome(root.case, "2026-09-25").await, "resolved");
        assert_eq!(refused(house.split(&root, &[point], "2026-09-26").await), Refusal::AlreadyReplied);
        assert_eq!(refused(house.unmerge(&one, "2026-09-26").await), Refusal::AlreadyReplied);
        let other = house.raise("other").await;
        assert_eq!(refused(house.link(&other, &root, "2026-09-26").await), Refusal::AlreadyAnswered);
        house.desk.verify().await;
    })
    .await;
}

impl House {
    async fn link_unknown(&self, one: &Matter, root: i64) -> Result<NewPoint, Stop> {
        let act = Link {
            case: one.case,
            version: self.version(one.case).await,
            root,
            reason: "Cùng một việc".to_owned(),
            happened_on: day("2026-09-20"),
        };
        self.desk.act("unknown", act).await
    }
}
