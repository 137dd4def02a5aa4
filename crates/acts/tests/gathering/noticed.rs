//! What was gathered and that nobody raised at the desk, in the notice of conclusion: placed there, or left out with a reason.

use acts::case::Merge;
use acts::dialogue::HoldSession;
use acts::gathering::{Place as Decide, Typed};
use acts::notice::{Draft, Place, PlaceCase, Submit};
use domain::gathering::ThemeWay;
use domain::refusal::Refusal;
use store::Store;
use store::notice::listed::{self, MatterRow};
use store::notice::{self, PointRow};

use super::{Gathered, refused, typed};
use crate::desk::day;
use crate::support::both;

/// A round with a theme for the agenda, one answered in writing and one that nobody decided, sent before a dialogue that was held.
async fn held(store: Store) -> (Gathered, Vec<i64>) {
    let at = Gathered::open(store).await;
    let themes = at.themes(&["Nước sạch", "Hỗ trợ mưa lũ", "Sân chơi"]).await;
    let said = ["Nước đục ba tháng nay.", "Chưa nhận tiền hỗ trợ.", "Mở cửa sân trường."];
    let under = |(words, theme): (&&str, &i64)| Typed { theme: Some(*theme), ..typed(words) };
    at.add("typed", said.iter().zip(&themes).map(under).collect()).await.expect("typed");
    at.send("send").await.expect("it is sent");
    decide(&at, "agenda", themes[0], ThemeWay::Agenda, "").await.expect("it is on the agenda");
    decide(&at, "written", themes[1], ThemeWay::Written, "Công văn số 104").await.expect("it is answered in writing");
    at.house.raise("Chợ chật.").await;
    let hold = HoldSession { session: at.house.desk.session, happened_on: None, attendance: Vec::new() };
    at.house.desk.act("hold", hold).await.expect("it is held");
    (at, themes)
}

async fn decide(at: &Gathered, key: &str, theme: i64, way: ThemeWay, words: &str) -> Result<(), acts::Stop> {
    let (round, words, happened_on) = (at.round, words.to_owned(), day("2026-09-07"));
    at.house.desk.act(key, Decide { round, theme, way, agenda: None, to: None, words, happened_on }).await
}

async fn matters(at: &Gathered) -> Vec<MatterRow> {
    let mut read = at.house.desk.store.reader().await.expect("a reader");
    listed::matters(&mut read, at.house.desk.dialogue, day("2026-09-14")).await.expect("reads")
}

async fn drafted(at: &Gathered) -> i64 {
    let dialogue = at.house.desk.dialogue;
    let draft = Draft { dialogue, organisation: None, replaces: None, happened_on: day("2026-09-14") };
    at.house.desk.act("draft", draft).await.expect("it is drafted")
}

async fn points(at: &Gathered, id: i64) -> Vec<PointRow> {
    notice::points(&mut at.house.desk.store.reader().await.expect("a reader"), id).await.expect("reads")
}

async fn version(at: &Gathered, id: i64) -> i64 {
    let row = notice::find(&mut at.house.desk.store.reader().await.expect("a reader"), id).await.expect("reads");
    row.expect("is there").version
}

async fn place(at: &Gathered, key: &str, notice: i64, case: i64, place: Place) {
    let version = version(at, notice).await;
    let act = PlaceCase { notice, version, case, place, happened_on: day("2026-09-14") };
    at.house.desk.act(key, act).await.expect("it is placed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_gathered_and_not_raised_at_the_desk_stands_in_the_notice_builder_by_its_round() {
    both(async |_, store| {
        let (at, _) = held(store).await;
        let matters = matters(&at).await;
        let told: Vec<(i64, Option<&str>, Option<i64>)> =
            matters.iter().map(|row| (row.listed.no, row.words.as_deref(), row.gathered)).collect();
        let round = Some(at.round);
        let expected = [
            (1, Some("Chợ chật."), None),
            (2, Some("Nước đục ba tháng nay."), round),
            (3, Some("Chưa nhận tiền hỗ trợ."), round),
        ];
        assert_eq!(told, expected, "what nobody decided waits in its round");
        let id = drafted(&at).await;
        let cases: Vec<Vec<i64>> = points(&at, id).await.into_iter().map(|point| point.cases).collect();
        let own: Vec<Vec<i64>> = matters.iter().map(|row| vec![row.listed.case]).collect();
        assert_eq!(cases, own, "each is offered as a point of its own");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_gathered_is_left_out_of_the_notice_only_with_a_reason_at_its_theme() {
    both(async |_, store| {
        let (at, themes) = held(store).await;
        let cases: Vec<i64> = matters(&at).await.iter().map(|row| row.listed.case).collect();
        let id = drafted(&at).await;
        place(&at, "desk", id, cases[0], Place::Noted).await;
        place(&at, "water", id, cases[1], Place::Noted).await;
        place(&at, "out", id, cases[2], Place::Out).await;
        let submit = async |key: &str| {
            let (version, happened_on) = (version(&at, id).await, day("2026-09-14"));
            at.house.desk.act(key, Submit { notice: id, version, happened_on }).await
        };
        refused(submit("early").await, &Refusal::NoticeNotReady { faults: 1 });
        let bare = decide(&at, "bare", themes[1], ThemeWay::LeftOut, " ").await;
        refused(bare, &Refusal::Missing { field: "reason" });
        decide(&at, "left out", themes[1], ThemeWay::LeftOut, "Tỉnh đã trả lời từng hộ").await.expect("with a reason");
        assert_eq!(matters(&at).await.len(), 2);
        submit("ready").await.expect("nothing stands nowhere");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_raised_at_the_desk_too_stands_once_in_the_notice_builder() {
    both(async |_, store| {
        let (at, _) = held(store).await;
        let before = matters(&at).await;
        let (spoken, gathered) = (before[0].listed.case, before[1].listed.case);
        let version = at.house.desk.case(gathered).await.version;
        let reason = "Cùng một việc".to_owned();
        let merge = Merge { case: gathered, version, root: spoken, reason, happened_on: day("2026-09-11") };
        at.house.desk.act("merge", merge).await.expect("it is merged");
        let after: Vec<(i64, Option<i64>)> =
            matters(&at).await.iter().map(|row| (row.listed.case, row.gathered)).collect();
        assert_eq!(after, [(spoken, None), (before[2].listed.case, Some(at.round))]);
    })
    .await;
}
