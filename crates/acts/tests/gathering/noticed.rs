//! What was gathered and that nobody raised at the desk, in the notice of conclusion: placed there, or left out with a reason.

use acts::case::Merge;
use acts::dialogue::HoldSession;
use acts::gathering::{Place as Decide, Typed};
use acts::notice::{Draft, DropPoint, Issue, Place, PlaceCase, SetPoint, Submit, Written};
use acts::submission::Withhold;
use domain::event::Delivery;
use domain::gathering::ThemeWay;
use domain::refusal::Refusal;
use store::Store;
use store::notice::listed::{self, MatterRow};
use store::notice::signed::told;
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
        assert_eq!(cases, own, "each theme is offered as a point of its own");
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

#[tokio::test(flavor = "multi_thread")]
async fn what_was_gathered_under_one_theme_begins_as_one_point_and_is_given_to_its_lead_by_the_issue() {
    both(async |_, store| {
        let at = Gathered::open(store).await;
        let themes = at.themes(&["Nước sạch", "Hỗ trợ mưa lũ"]).await;
        let said = [("Nước đục ba tháng nay.", 0), ("Chưa nhận tiền hỗ trợ.", 1), ("Nước yếu vào buổi chiều.", 0)];
        let under = |(words, theme): (&str, usize)| Typed { theme: Some(themes[theme]), ..typed(words) };
        at.add("typed", said.into_iter().map(under).collect()).await.expect("typed");
        at.send("send").await.expect("it is sent");
        for (key, theme) in ["a", "b"].into_iter().zip(&themes) {
            decide(&at, key, *theme, ThemeWay::Agenda, "").await.expect("it is on the agenda");
        }
        let spoken = at.house.raise("Nước có mùi.").await;
        let desk = &at.house.desk;
        let hold = HoldSession { session: desk.session, happened_on: None, attendance: Vec::new() };
        desk.act("hold", hold).await.expect("it is held");
        let of = |words: &str| {
            let words = words.to_owned();
            async move |at: &Gathered| {
                let matters = matters(at).await;
                let row = matters.iter().find(|row| row.words.as_deref() == Some(words.as_str()));
                row.expect("it is listed").listed.case
            }
        };
        let (dark, weak, aid) = (of(said[0].0)(&at).await, of(said[2].0)(&at).await, of(said[1].0)(&at).await);
        let id = drafted(&at).await;
        let begun: Vec<(Option<String>, Vec<i64>)> =
            points(&at, id).await.into_iter().map(|point| (point.matter, point.cases)).collect();
        let mut water = vec![dark, weak];
        water.sort_unstable();
        let titles = ["Nước có mùi", "Nước sạch", "Hỗ trợ mưa lũ"].map(|title| Some(title.to_owned()));
        let expected: Vec<_> = titles.into_iter().zip([vec![spoken.case], water.clone(), vec![aid]]).collect();
        assert_eq!(begun, expected);

        // What was said at the desk of the same is put together with the theme, and the notice is issued.
        let begun = points(&at, id).await;
        water.push(spoken.case);
        for (key, point, cases) in [("w", &begun[1], water.clone()), ("m", &begun[2], vec![aid])] {
            let written = Written {
                matter: point.matter.clone().expect("its theme"),
                conclusion: "Kiểm tra, trả lời người dân.".to_owned(),
                lead: Some(at.house.division),
                cooperating: Vec::new(),
                due_on: Some(day("2026-10-05")),
                evidence: String::new(),
                delivery: Delivery::Village,
                contact: false,
                cases,
            };
            let version = version(&at, id).await;
            let (point, happened_on) = (Some(point.id), day("2026-09-14"));
            desk.act(key, SetPoint { notice: id, version, point, written, happened_on }).await.expect("it is written");
        }
        let (version, point) = (version(&at, id).await, begun[0].id);
        let out = DropPoint { notice: id, version, point, happened_on: day("2026-09-14") };
        desk.act("drop", out).await.expect("its matter stands in the other");
        let version = self::version(&at, id).await;
        let (number, signer, happened_on) = ("05".to_owned(), Some(desk.term), day("2026-09-16"));
        desk.act("issue", Issue { notice: id, version, number, signer, happened_on }).await.expect("it is issued");
        let mut read = desk.store.reader().await.expect("a reader");
        for case in water.iter().chain([&aid]) {
            let row = store::case::find(&mut read, *case).await.expect("reads").expect("is there");
            assert_eq!(row.handling, "assigned", "each case of the theme has its lead");
            let made = store::assignment::of_case(&mut read, *case).await.expect("reads");
            assert_eq!((made[0].lead, made[0].due_on), (at.house.division, day("2026-10-05")));
        }
        drop(read);

        // What is kept from everybody afterwards is in its paper no more, and what was gathered stays there.
        let (session, submission) = (desk.session, Some(spoken.submission));
        let keep = Withhold { session, submission, slip: None, happened_on: None };
        desk.act("keep", keep).await.expect("it is kept");
        let mut read = desk.store.reader().await.expect("a reader");
        let row = notice::find(&mut read, id).await.expect("reads").expect("is there");
        let told = told(&mut read, &row, documents::issuer::line, day("2026-09-16")).await.expect("reads");
        let told = told.expect("its paper was kept");
        let words: Vec<Option<&str>> = told.matters.iter().map(|matter| matter.words.as_deref()).collect();
        assert_eq!(words, [None, Some(said[0].0), Some(said[1].0), Some(said[2].0)]);
        drop(read);
        let points = points(&at, id).await;
        assert_eq!((points[0].matter.as_deref(), points[0].withheld), (None, true), "it may say it again");
        assert_eq!(points[1].matter.as_deref(), Some("Hỗ trợ mưa lũ"));
        desk.verify().await;
    })
    .await;
}
