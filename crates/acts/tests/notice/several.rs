//! The points of a draft, written together.

use acts::notice::{Rewritten, SetPoints, Written};
use acts::rule::Confirm;
use domain::refusal::Refusal;
use store::notice::PointRow;

use super::{CONCLUDED, Hall, refused};
use crate::desk::day;
use crate::support::both;

impl Hall {
    /// The points of a notice as a page shows them.
    fn shown(points: &[PointRow]) -> Vec<Rewritten> {
        let shown = |row: &PointRow| {
            let written = Written::of(row);
            Rewritten { point: row.id, shown: written.seal(), written }
        };
        points.iter().map(shown).collect()
    }

    fn several(id: i64, points: Vec<Rewritten>) -> SetPoints {
        SetPoints { notice: id, points, happened_on: day(CONCLUDED) }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_points_are_written_at_once_and_what_nobody_changed_stays() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.draft().await;
        let mut points = Hall::shown(&hall.points(id).await);
        assert_eq!(points.len(), 2);
        points[0].written.conclusion = "Kiểm tra đường ống.\r\nBáo cáo trước ngày 30.".to_owned();
        points[0].written.due_on = Some(day("2026-10-05"));
        points[1].written.lead = Some(hall.house.division);
        hall.house.desk.act("both", Hall::several(id, points)).await.expect("both are written");
        let now = hall.points(id).await;
        assert_eq!(now[0].due_on, Some(day("2026-10-05")));
        assert!(now[0].conclusion.as_deref().is_some_and(|words| words.starts_with("Kiểm tra")));
        assert_eq!(now[1].lead.as_ref().map(|(body, _)| *body), Some(hall.house.division));
        assert!(now[1].is_unsaid(), "what was concluded can be left for later");
        assert_eq!(now[0].cases, [hall.open[0].case], "its matters stay");
        // A page that is sent back as it was writes nothing.
        let version = hall.version(id).await;
        let same = Hall::shown(&now);
        hall.house.desk.act("same", Hall::several(id, same)).await.expect("nothing is to be written");
        assert_eq!(hall.version(id).await, version);
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clerks_write_different_points_at_once_and_the_same_one_only_knowingly() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.draft().await;
        let page = Hall::shown(&hall.points(id).await);
        let wrote = |at: usize, words: &str| {
            let mut page = page.clone();
            page[at].written.conclusion = words.to_owned();
            Hall::several(id, page)
        };
        hall.house.desk.act("one", wrote(0, "Kiểm tra.")).await.expect("the first clerk writes the first");
        hall.house.desk.act("two", wrote(1, "Mở rộng chợ.")).await.expect("the second one the second");
        let said = |points: Vec<PointRow>| points.into_iter().filter_map(|point| point.conclusion).collect::<Vec<_>>();
        assert_eq!(said(hall.points(id).await), ["Kiểm tra.", "Mở rộng chợ."], "neither is lost");
        refused(hall.house.desk.act("late", wrote(0, "Không kiểm tra.")).await, &Refusal::Conflict);
        hall.house.desk.act("alike", wrote(0, "Kiểm tra.")).await.expect("who says the same is in nobody's way");
        assert_eq!(said(hall.points(id).await), ["Kiểm tra.", "Mở rộng chợ."]);
        let mut gone = page.clone();
        gone[0].point = -1;
        gone[0].written.conclusion = "Gì đó.".to_owned();
        refused(hall.house.desk.act("gone", Hall::several(id, gone)).await, &Refusal::Conflict);
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_point_that_is_refused_leaves_all_as_they_were() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.draft().await;
        let mut page = Hall::shown(&hall.points(id).await);
        page[0].written.conclusion = "Kiểm tra.".to_owned();
        page[1].written.matter = "  ".to_owned();
        refused(
            hall.house.desk.act("wrong", Hall::several(id, page.clone())).await,
            &Refusal::Missing { field: "matter" },
        );
        assert!(hall.points(id).await.iter().all(PointRow::is_unsaid));
        page[1].written = Written { lead: Some(-7), ..page[0].written.clone() };
        refused(hall.house.desk.act("nobody", Hall::several(id, page)).await, &Refusal::NotAChoice { field: "lead" });
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_point_whose_matter_is_no_longer_of_the_dialogue_keeps_no_page_from_being_saved() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.draft().await;
        let reason = "Gõ nhầm".to_owned();
        let struck = acts::submission::Strike { submission: hall.open[0].submission, reason };
        hall.house.desk.act("struck", struck).await.expect("it is struck");
        let mut points = Hall::shown(&hall.points(id).await);
        for point in &mut points {
            point.written.conclusion = "Kiểm tra.".to_owned();
        }
        hall.house.desk.act("both", Hall::several(id, points)).await.expect("what it settles was not typed");
        assert!(hall.points(id).await.iter().all(|point| point.conclusion.as_deref() == Some("Kiểm tra.")));
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_general_words_of_a_draft_are_not_filled_with_the_orders_of_the_minutes() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let take = acts::minutes::Take {
            session: hall.house.desk.session,
            seen: None,
            began: None,
            ended: None,
            secretary: String::new(),
            conclusion: "Giao Phòng Kinh tế kiểm tra.".to_owned(),
            read_back: false,
        };
        hall.house.desk.act("minutes", take).await.expect("they are taken");
        let id = hall.draft().await;
        assert_eq!(hall.notice(id).await.general, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_stands_until_somebody_writes_another_lead_or_day_and_words_beside_it_are_no_agreement() {
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
        let mut page = Hall::shown(&hall.points(id).await);
        page[0].written.conclusion = "Kiểm tra.".to_owned();
        hall.house.desk.act("one", Hall::several(id, page)).await.expect("it is written");
        let proposed: Vec<bool> = hall.points(id).await.iter().map(|point| point.proposed).collect();
        assert_eq!(proposed, [true, true], "words are no agreement");
        let mut page = Hall::shown(&hall.points(id).await);
        page[0].written.due_on = Some(day("2026-10-05"));
        hall.house.desk.act("two", Hall::several(id, page)).await.expect("it is written");
        let proposed: Vec<bool> = hall.points(id).await.iter().map(|point| point.proposed).collect();
        assert_eq!(proposed, [false, true], "who writes another day decided, and of no other point");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn for_a_first_notice_the_body_that_answers_for_the_field_is_proposed_and_nothing_without_a_field() {
    both(async |_, store| {
        let house = crate::desk::handled::House::open(store).await;
        for (key, field) in [("road", "03"), ("loose", ""), ("power", "05")] {
            let raise = acts::submission::Raise { field: field.to_owned(), ..house.desk.opinion(key) };
            house.desk.act(key, raise).await.expect("it is raised");
        }
        let hold =
            acts::dialogue::HoldSession { session: house.desk.session, happened_on: None, attendance: Vec::new() };
        house.desk.act("hold", hold).await.expect("it is held");
        let (dialogue, happened_on) = (house.desk.dialogue, day(CONCLUDED));
        let draft = acts::notice::Draft { dialogue, organisation: None, replaces: None, happened_on };
        let id = house.desk.act("draft", draft).await.expect("it is drafted");
        let mut read = house.desk.store.reader().await.expect("a reader");
        let points = store::notice::points(&mut read, id).await.expect("reads");
        let leads: Vec<Option<i64>> = points.iter().map(|point| point.lead.as_ref().map(|(id, _)| *id)).collect();
        assert_eq!(leads, [Some(house.division), None, None]);
        assert_eq!(points.iter().map(|point| point.proposed).collect::<Vec<_>>(), [true, false, false]);
        let row = store::notice::find(&mut read, id).await.expect("reads").expect("is there");
        let matters = store::notice::listed::matters(&mut read, dialogue, happened_on).await.expect("reads");
        let organisation = house.desk.by.organisation;
        let reasons = acts::notice::reasons(&mut read, organisation, &row, (&matters, &points)).await.expect("reads");
        assert_eq!(reasons, [Some(domain::notice::Proposal::Duty(house.division)), None, None]);
    })
    .await;
}
