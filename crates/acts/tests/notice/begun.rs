//! What a draft of a notice begins with, and what it leaves to people.

use acts::notice::ConfirmProposals;
use acts::rule::Confirm;
use acts::submission::SetMark;
use domain::event::Mark;
use domain::notice::{Check, Fate, Fault, checks, fates};
use domain::refusal::Refusal;
use store::notice::{self, listed};

use super::{CONCLUDED, Hall, refused};
use crate::desk::day;
use crate::desk::handled::House;
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_concluded_is_left_to_the_chair_and_demanded_before_the_issue() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.draft().await;
        for point in hall.points(id).await {
            assert_eq!(point.conclusion.as_deref(), Some(""), "the words of a citizen are no conclusion");
            assert!(point.is_unsaid() && !point.matter.unwrap_or_default().is_empty());
        }
        let points = hall.points(id).await;
        let unsaid =
            acts::notice::Written { conclusion: "  ".to_owned(), ..hall.written(&[hall.open[0].case], "2026-10-05") };
        refused(hall.set("empty", id, Some(points[0].id), unsaid).await, &Refusal::Missing { field: "conclusion" });
        let first = hall.written(&[hall.open[0].case], "2026-10-05");
        hall.set("first", id, Some(points[0].id), first).await.expect("it is written");
        let noted = acts::notice::Place::Noted;
        hall.place("noted", id, hall.open[1].case, noted).await.expect("it is noted");
        hall.issue("issue", id, "05").await.expect("all that was wanting is there");
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_marked_beyond_competence_is_proposed_as_passed_on() {
    both(async |_, store| {
        let house = House::open(store).await;
        let beyond = house.raise("Đề nghị tỉnh nâng công suất nhà máy nước.").await;
        let own = house.raise("Chợ chật.").await;
        let mark = SetMark { submission: beyond.submission, mark: Mark::Beyond, version: 1 };
        house.desk.act("mark", mark).await.expect("it is marked");
        let hold =
            acts::dialogue::HoldSession { session: house.desk.session, happened_on: None, attendance: Vec::new() };
        house.desk.act("hold", hold).await.expect("it is held");
        let draft = acts::notice::Draft {
            dialogue: house.desk.dialogue,
            organisation: None,
            replaces: None,
            happened_on: day(CONCLUDED),
        };
        let id = house.desk.act("draft", draft).await.expect("it is drafted");
        let mut read = house.desk.store.reader().await.expect("a reader");
        let points = notice::points(&mut read, id).await.expect("reads");
        assert_eq!(points.iter().map(|point| point.cases.clone()).collect::<Vec<_>>(), [vec![own.case]]);
        let matters = listed::matters(&mut read, house.desk.dialogue, day(CONCLUDED)).await.expect("reads");
        drop(read);
        let matters: Vec<_> = matters.into_iter().map(|matter| matter.listed).collect();
        let point = Check {
            lead: Some(house.division),
            due_on: Some(day(CONCLUDED)),
            cases: vec![own.case],
            ..Check::default()
        };
        let said: Vec<Fate> =
            fates(&matters, std::slice::from_ref(&point), &[]).into_iter().map(|(fate, _)| fate).collect();
        assert_eq!(said, [Fate::Beyond, Fate::Point(1)], "the annex says that it goes to whom it belongs");
        assert!(!checks(&matters, &[point], &[], None).iter().any(|fault| matches!(fault, Fault::Nowhere { .. })));
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_proposes_the_last_day_of_the_confirmed_rule_and_asks_once_for_all_points() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let confirm = Confirm {
            organisation: hall.house.desk.by.organisation,
            rule: "DT-REPLY".to_owned(),
            copied: 1,
            level: None,
            amount: 10,
            unit: "working_day".to_owned(),
            bound: "at_most".to_owned(),
            month: None,
            day: None,
            valid_from: day("2026-01-01"),
            valid_to: None,
            document: "Quy chế đối thoại số 03/QC-ĐU".to_owned(),
            on: day("2026-01-05"),
            version: 0,
        };
        hall.house.desk.act("rule", confirm).await.expect("it is confirmed");
        let id = hall.draft().await;
        // Two weeks without a holiday: ten days on which the calendar says that offices work.
        for point in hall.points(id).await {
            assert_eq!((point.due_on, point.proposed), (Some(day("2026-09-28")), true), "each point");
        }
        let version = hall.version(id).await;
        let confirm = ConfirmProposals { notice: id, version, happened_on: day(CONCLUDED) };
        hall.house.desk.act("agree", confirm).await.expect("all at once");
        for point in hall.points(id).await {
            assert_eq!((point.due_on, point.proposed), (Some(day("2026-09-28")), false), "it counts from then on");
        }
        hall.house.desk.verify().await;
    })
    .await;
}
