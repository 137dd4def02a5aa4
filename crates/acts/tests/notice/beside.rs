//! What is done at the same moment, and what is told in private after it was written into a notice.

use acts::notice::{Draft, Strike};
use acts::submission::{StrikePrivateSlip, Withhold};
use domain::refusal::Refusal;
use futures_util::future::join_all;
use store::notice::listed;

use super::{CONCLUDED, Hall, refused};
use crate::desk::day;
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn two_drafts_at_once_are_one_notice() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let desk = &hall.house.desk;
        for round in 0..3 {
            let draft =
                || Draft { dialogue: desk.dialogue, organisation: None, replaces: None, happened_on: day(CONCLUDED) };
            let keys: Vec<String> = (0..4).map(|at| format!("draft-{round}-{at}")).collect();
            let done = join_all(keys.iter().map(|key| desk.act(key, draft()))).await;
            let begun: Vec<i64> = done.iter().filter_map(|it| it.as_ref().ok()).copied().collect();
            assert_eq!(begun.len(), 1, "{done:?}");
            for other in done.into_iter().filter(Result::is_err) {
                refused(other, &Refusal::NoticeBegun);
            }
            let version = hall.version(begun[0]).await;
            let strike = Strike { notice: begun[0], version, reason: "Bỏ dự thảo".to_owned() };
            desk.act(&format!("strike-{round}"), strike).await.expect("it is given up");
        }
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_in_private_stands_in_no_notice_that_was_drafted_or_issued_before() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let desk = &hall.house.desk;
        let id = hall.draft().await;
        let points = hall.points(id).await;
        assert!(points[0].matter.as_deref().is_some_and(|words| words.contains("nước")), "it begins with the words");
        let told = "Cán bộ thôn lấy tiền nước.";
        let mut written = hall.written(&[hall.open[0].case], "2026-10-05");
        (written.matter, written.conclusion) = (told.to_owned(), told.to_owned());
        hall.set("write", id, Some(points[0].id), written).await.expect("it is written");
        hall.place("noted", id, hall.open[1].case, acts::notice::Place::Noted).await.expect("it is noted");
        let withhold = |submission| Withhold {
            session: desk.session,
            submission: Some(submission),
            slip: None,
            happened_on: None,
        };
        let slip = desk.act("private", withhold(hall.open[0].submission)).await.expect("it is kept").private_slip;
        let point = &hall.points(id).await[0];
        assert_eq!((&point.matter, &point.conclusion, &point.evidence), (&None, &None, &None));
        assert!(point.withheld && point.is_unsaid(), "somebody has to write it again");
        refused(hall.issue("issue", id, "05").await, &Refusal::NoticeNotReady { faults: 1 });
        // Shown again, it says what it said.
        let strike = StrikePrivateSlip { private_slip: slip, reason: "Nhầm".to_owned() };
        desk.act("show", strike).await.expect("it is shown");
        assert_eq!(hall.points(id).await[0].conclusion.as_deref(), Some(told));
        // What was issued says nothing of it any more either, and neither its place nor what was answered is printed.
        hall.issue("issue-2", id, "05").await.expect("it is issued");
        desk.act("again", withhold(hall.open[0].submission)).await.expect("it is kept");
        desk.act("answered", withhold(hall.answered.submission)).await.expect("it is kept");
        let point = &hall.points(id).await[0];
        assert_eq!((&point.matter, &point.conclusion), (&None, &None));
        let mut read = desk.store.reader().await.expect("a reader");
        let matters = listed::matters(&mut read, desk.dialogue, day(CONCLUDED)).await.expect("reads");
        drop(read);
        let seen: Vec<_> =
            matters.iter().map(|it| (it.words.is_some(), it.place.is_empty(), it.answer.is_some())).collect();
        assert_eq!(seen, [(false, true, false), (false, true, false), (true, false, false)]);
        assert!(matters[0].listed.answered, "it is counted as it was");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_point_that_is_written_again_after_its_matter_was_told_in_private_is_issued() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.ready().await;
        let withhold = Withhold {
            session: hall.house.desk.session,
            submission: Some(hall.open[0].submission),
            slip: None,
            happened_on: None,
        };
        hall.house.desk.act("private", withhold).await.expect("it is kept");
        let point = hall.points(id).await[0].id;
        let cases = [hall.open[0].case, hall.open[1].case];
        let mut written = hall.written(&cases, "2026-10-05");
        written.matter = "Một nội dung đã được tiếp riêng".to_owned();
        hall.set("anew", id, Some(point), written).await.expect("it is written");
        hall.issue("issue", id, "05").await.expect("it is issued");
        let said = &hall.points(id).await[0];
        assert_eq!(said.matter.as_deref(), Some("Một nội dung đã được tiếp riêng"));
        hall.house.desk.verify().await;
    })
    .await;
}
