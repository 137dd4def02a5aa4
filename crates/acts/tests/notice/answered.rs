//! What a notice takes as answered: what was by its day, and no promise.

use acts::case::SpotResult;
use acts::dialogue::HoldSession;
use acts::reply::{Reply, ReplyPoint};
use acts::submission::Mode;
use domain::event::Delivery;
use store::notice::listed;

use super::{CONCLUDED, Hall, ISSUED};
use crate::desk::day;
use crate::desk::handled::{House, Matter};
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

#[tokio::test(flavor = "multi_thread")]
async fn a_matter_that_was_merged_shares_the_answer_of_its_root_on_the_notice_and_in_the_synthesis() {
    both(async |_, store| {
        let house = House::open(store).await;
        let root = house.raise("Đường sạt.").await;
        let same = house.raise("Đường trước trường sạt.").await;
        let other = house.raise("Chợ chật.").await;
        let desk = &house.desk;
        let merge = acts::case::Merge {
            case: same.case,
            version: desk.case(same.case).await.version,
            root: root.case,
            reason: "Cùng một đoạn đường".to_owned(),
            happened_on: day("2026-09-11"),
        };
        desk.act("merge", merge).await.expect("it is merged");
        desk.answer("a", root.case, SpotResult::Promised).await.expect("it is answered");
        let hold = HoldSession { session: desk.session, happened_on: None, attendance: Vec::new() };
        desk.act("hold", hold).await.expect("it is held");
        let mut read = desk.store.reader().await.expect("a reader");
        let matters = listed::matters(&mut read, desk.dialogue, day(ISSUED)).await.expect("reads");
        let [first, merged, alone] = matters.as_slice() else { panic!("{matters:?}") };
        assert!(first.listed.answered && first.promised_on.is_some() && first.shared.is_none(), "{first:?}");
        assert!(merged.listed.answered, "what is answered with another waits for no point: {merged:?}");
        assert_eq!((merged.shared, &merged.answer, merged.promised_on), (Some(1), &first.answer, first.promised_on));
        assert!(!alone.listed.answered && alone.shared.is_none(), "{alone:?}");
        let rows = store::synthesis::opinions(&mut read, desk.dialogue).await.expect("reads");
        let told: Vec<_> = rows.iter().map(|row| (row.case, row.root, row.promised_on)).collect();
        let on = first.promised_on;
        assert_eq!(told, [(root.case, None, on), (same.case, Some(root.case), on), (other.case, None, None)]);
        assert!(rows[0].answer.is_some() && rows[1].answer == rows[0].answer && rows[2].answer.is_none(), "{rows:?}");
        drop(read);
        // What was answered to somebody in private stands under nobody else's words.
        let (session, submission) = (desk.session, Some(root.submission));
        let hide = acts::submission::Withhold { session, submission, slip: None, happened_on: None };
        desk.act("private", hide).await.expect("it is kept from everybody");
        let mut read = desk.store.reader().await.expect("a reader");
        let rows = store::synthesis::opinions(&mut read, desk.dialogue).await.expect("reads");
        let told: Vec<_> = rows.iter().map(|row| (row.case, row.answer.is_some(), row.promised_on)).collect();
        assert_eq!(told, [(same.case, false, None), (other.case, false, None)]);
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_after_the_dialogue_is_not_said_to_be_answered_on_the_spot() {
    both(async |_, store| {
        let hall = Hall::open(store).await;
        hall.reply("later", &hall.open[1], "2026-09-15", SpotResult::Done).await;
        let desk = &hall.house.desk;
        let mut read = desk.store.reader().await.expect("a reader");
        let matters = listed::matters(&mut read, desk.dialogue, day(ISSUED)).await.expect("reads");
        let told: Vec<_> = matters.iter().map(|matter| (matter.listed.answered, matter.listed.later)).collect();
        assert_eq!(told, [(true, false), (false, false), (true, true)]);
        let listed: Vec<_> = matters.iter().map(|matter| matter.listed.clone()).collect();
        let sums = domain::notice::sums(&domain::notice::fates(&listed, &[], &[]));
        assert_eq!((sums.answered, sums.later, sums.nowhere, sums.all), (1, 1, 1, 3));

        // The desk and the page of the dialogue count what was said in the session, as the minutes do.
        let counts = store::submission::counts(&mut read, desk.session).await.expect("counts");
        assert_eq!((counts.answered, counts.standing), (1, 3));
        let filter = store::submission::Filter::Answered;
        let page = store::submission::page_at_desk(&mut read, desk.session, 0, filter, None, 10).await.expect("reads");
        assert_eq!(page.rows.iter().map(|row| row.case).collect::<Vec<_>>(), [hall.answered.case]);
        let (turns, marked) = store::dialogue::marked(&mut read, desk.dialogue).await.expect("counts");
        let told: Vec<_> = marked.iter().map(|it| (it.mark.as_str(), it.submissions)).collect();
        assert_eq!((turns, told), (3, vec![("", 1), ("answered", 1), ("later", 1)]));
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unnamed_matter_is_proposed_to_be_told_of_in_the_village() {
    both(async |_, store| {
        let house = House::open(store).await;
        let named = house.raise("Chợ chật.").await;
        let unnamed = acts::submission::Raise {
            name: String::new(),
            contact: String::new(),
            mode: Mode::Unnamed,
            ..house.desk.opinion("Đường tối.")
        };
        let unnamed = house.desk.act("unnamed", unnamed).await.expect("it is raised");
        let hold = HoldSession { session: house.desk.session, happened_on: None, attendance: Vec::new() };
        house.desk.act("hold", hold).await.expect("it is held");
        let of = || Matter { case: named.case, point: named.point, submission: named.submission };
        let hall = Hall { answered: of(), open: [of(), of()], house };
        let id = hall.draft().await;
        let told: Vec<_> = hall.points(id).await.into_iter().map(|point| (point.cases, point.delivery)).collect();
        let expected = [(named.case, Delivery::Letter), (unnamed.case, Delivery::Village)];
        assert_eq!(told, expected.map(|(case, way)| (vec![case], way.as_str().to_owned())));
        hall.house.desk.verify().await;
    })
    .await;
}
