//! What a notice takes as answered: what was by its day, and no promise.

use acts::case::SpotResult;
use acts::reply::{Reply, ReplyPoint};
use store::notice::listed;

use super::{CONCLUDED, Hall, ISSUED};
use crate::desk::day;
use crate::desk::handled::Matter;
use crate::support::both;

impl Hall {
    async fn reply(&self, key: &str, matter: &Matter, on: &str, result: SpotResult) {
        let desk = &self.house.desk;
        let reply = Reply {
            case: matter.case,
            version: desk.case(matter.case).await.version,
            number: String::new(),
            signer: None,
            points: vec![ReplyPoint {
                point: matter.point,
                result,
                by_on: (result == SpotResult::Promised).then(|| day("2026-12-01")),
                words: "Xã sẽ xem xét.".to_owned(),
                ground: String::new(),
                evidence: String::new(),
            }],
            on_behalf_of: None,
            happened_on: day(on),
        };
        desk.act(key, reply).await.expect("it is replied to");
    }

    async fn answers(&self, until: &str) -> Vec<bool> {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let matters = listed::matters(&mut read, self.house.desk.dialogue, day(until)).await.expect("reads");
        matters.into_iter().map(|matter| matter.listed.answered).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_promised_or_answered_after_the_day_of_a_notice_is_a_point_of_it() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        hall.reply("promise", &hall.open[0], "2026-09-12", SpotResult::Promised).await;
        hall.reply("later", &hall.open[1], "2026-09-20", SpotResult::Done).await;
        assert_eq!(hall.answers(ISSUED).await, [true, false, false]);
        assert_eq!(hall.answers("2026-09-20").await, [true, false, true], "by then it is");
        let id = hall.draft().await;
        let cases: Vec<Vec<i64>> = hall.points(id).await.into_iter().map(|point| point.cases).collect();
        assert_eq!(cases, [vec![hall.open[0].case], vec![hall.open[1].case]], "both are proposed, as of {CONCLUDED}");
        hall.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_reply_changes_nothing_that_an_issued_notice_lists() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        let id = hall.draft().await;
        let points = hall.points(id).await;
        hall.set("write", id, Some(points[0].id), hall.written(&[hall.open[0].case], "2026-10-05"))
            .await
            .expect("written");
        hall.place("noted", id, hall.open[1].case, acts::notice::Place::Noted).await.expect("it is noted");
        hall.issue("issue", id, "05").await.expect("it is issued");
        hall.reply("later", &hall.open[1], "2026-09-20", SpotResult::Done).await;
        assert_eq!(hall.answers(ISSUED).await, [true, false, false]);
        hall.house.desk.verify().await;
    })
    .await;
}
