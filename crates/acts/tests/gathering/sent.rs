//! What a round becomes: each opinion a submission, on the day of the paper.

use acts::gathering::{
    KeepRows, Move, Open, Place, Revise, SetThemes, Strike, StrikeOpinion, TakeRows, ThemeTyped, Typed,
};
use acts::import::{Came, Place as At, Row, Said};
use domain::day::Instant;
use domain::event::Kind;
use domain::gathering::{MOST_OPINIONS, ThemeWay};
use domain::refusal::Refusal;
use store::figure::results::{self, Asked, Mode, Scope};

use super::{Gathered, refused, typed};
use crate::desk::day;
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn a_request_becomes_a_round_and_its_synthesis_cases_of_the_body_that_holds_the_dialogue() {
    both(async |_, store| {
        let mut at = Gathered::open(store).await;
        let desk = &at.house.desk;
        let asked = desk.act("ask", at.asking()).await.expect("it is asked for");
        let open = Open { round: Some(asked), dialogue: None, ..at.opening() };
        let early = Open { happened_on: day("2026-08-19"), ..open.clone() };
        refused(at.front("early", early).await, &Refusal::HappenedBefore { earliest: day("2026-08-20") });
        at.front("begin", open.clone()).await.expect("it begins");
        refused(at.front("again", open).await, &Refusal::AlreadyDone);
        at.round = asked;
        let row = at.row().await;
        assert_eq!((row.state.as_str(), row.by_on), ("open", Some(day("2026-09-08"))));

        let themes = at.themes(&["Nước sạch", "Đường thôn"]).await;
        let thanks = Typed { noted: true, people: None, ..typed("Cảm ơn xã đã sửa cầu.") };
        let water = Typed { theme: Some(themes[0]), ..typed("Nước đục ba tháng nay.") };
        at.add("typed", vec![water, typed("Đường thôn Bến Sen lầy."), thanks, typed("Gõ nhầm.")]).await.expect("typed");
        let opinions = at.opinions().await;
        at.front("move", Move { round: asked, opinions: vec![opinions[1].id], theme: Some(themes[1]) })
            .await
            .expect("moved");
        at.front("strike", StrikeOpinion { round: asked, opinion: opinions[3].id }).await.expect("struck");
        let revised = Typed { theme: Some(themes[1]), ..typed("Đường thôn Bến Sen lầy khi mưa.") };
        at.front("revise", Revise { round: asked, opinion: opinions[1].id, typed: revised }).await.expect("revised");
        let before = at.counted().await;
        let stale = acts::gathering::Send { version: 1, ..at.sending().await };
        refused(at.front("stale", stale).await, &Refusal::Conflict);
        at.front("close", at.closing(false)).await.expect("closed");
        refused(at.add("closed", vec![typed("Thêm.")]).await, &Refusal::RoundNotOpen);
        at.send("send").await.expect("it is sent");
        refused(at.send("twice").await, &Refusal::RoundNotOpen);

        let after = at.counted().await;
        assert_eq!(
            (after.0 - before.0, after.1 - before.1),
            (3, 2),
            "each opinion is a submission, thanks open no case"
        );
        let opinions = at.opinions().await;
        let cases: Vec<i64> = opinions.iter().filter_map(|it| it.case).collect();
        assert_eq!(cases.len(), 2);
        let case = desk.case(cases[1]).await;
        assert_eq!(case.raised_on, day("2026-09-05"));
        assert_eq!(opinions[1].words.as_deref(), Some("Đường thôn Bến Sen lầy khi mưa."));

        // The head's side: onto the agenda, and left out with a reason.
        let place = |theme, way, words: &str| Place {
            round: asked,
            theme,
            way,
            agenda: None,
            to: None,
            words: words.to_owned(),
            happened_on: day("2026-09-07"),
        };
        desk.act("agenda", place(themes[0], ThemeWay::Agenda, "")).await.expect("it is on the agenda");
        refused(
            desk.act("none", place(themes[1], ThemeWay::LeftOut, " ")).await,
            &Refusal::Missing { field: "reason" },
        );
        desk.act("out", place(themes[1], ThemeWay::LeftOut, "Đã có kế hoạch làm đường năm 2027."))
            .await
            .expect("left out");
        let shown = at.shown_themes().await;
        assert_eq!(shown[0].agenda.as_ref().map(|line| line.1.as_str()), Some("Nước sạch"));
        assert_eq!(shown[1].words.as_deref(), Some("Đã có kế hoạch làm đường năm 2027."));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_gathered_counts_among_the_cases_from_the_day_of_the_paper_and_among_no_turns_and_submissions() {
    both(async |_, store| {
        let at = Gathered::open(store).await;
        let thanks = Typed { noted: true, people: None, ..typed("Cảm ơn xã đã sửa cầu.") };
        at.add("typed", vec![typed("Nước đục ba tháng nay."), typed("Đường thôn lầy."), thanks]).await.expect("typed");
        let told = async |from: &str, to: &str| {
            let asked = Asked {
                scope: Scope::Body(at.house.desk.by.organisation),
                mode: Mode::Raised,
                from: day(from),
                to: day(to),
                state_on: day("2026-12-29"),
                as_of: Instant::end_of(day("2026-12-31")),
            };
            let mut read = at.house.desk.store.reader().await.expect("a reader");
            let lines = results::count(&mut read, &asked, "commune").await.expect("reads");
            let total = lines.last().map(|line| &line.counts).expect("a total");
            (total.cases.total, total.turns, total.letters, total.submissions)
        };
        assert_eq!(told("2026-01-01", "2026-12-29").await, (0, 0, 0, 0), "before it is sent it counts in nothing");
        at.send("send").await.expect("it is sent");
        assert_eq!(told("2026-01-01", "2026-12-29").await, (2, 0, 0, 0));
        assert_eq!(told("2026-09-05", "2026-09-05").await, (2, 0, 0, 0), "on the day of the paper");
        assert_eq!(told("2026-09-06", "2026-12-29").await, (0, 0, 0, 0));
        // Spoken of at the desk and joined: one case, one submission.
        let spoken = at.house.raise("spoken").await;
        let root = at.opinions().await[0].case.expect("it has a case");
        let (case, reason) = (spoken.case, "Đã nêu trong đợt lấy ý kiến".to_owned());
        let link = acts::case::Link { case, version: 1, root, reason, happened_on: day("2026-09-11") };
        at.house.desk.act("link", link).await.expect("it is joined");
        assert_eq!(told("2026-01-01", "2026-12-29").await, (2, 1, 0, 1));
        at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_raised_before_gets_a_point_more_and_no_new_case() {
    both(async |_, store| {
        let at = Gathered::open(store).await;
        let spoken = at.house.raise("Nước đục quá.").await;
        // The Front does not read cases, and knows only those that it gathered itself.
        let root = Typed { root: Some(spoken.case), ..typed("Nước đục lâu rồi.") };
        refused(at.add("unknown", vec![root]).await, &Refusal::NoSuchCase { field: "root", case: spoken.case });
        at.add("first", vec![typed("Nước đục ba tháng nay.")]).await.expect("typed");
        at.send("send").await.expect("sent");
        let case = at.opinions().await[0].case.expect("a case");
        let second = at.front("second", at.opening()).await.expect("another round for the same dialogue");
        let at = Gathered { round: second, ..at };
        let root = Typed { root: Some(case), ..typed("Nước vẫn đục.") };
        at.add("known", vec![root]).await.expect("typed");
        let before = at.counted().await;
        at.send("send-second").await.expect("sent");
        let after = at.counted().await;
        assert_eq!((after.0 - before.0, after.1 - before.1), (1, 0));
        assert_eq!(at.opinions().await[0].case, Some(case));
        at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_has_a_bound_and_as_many_opinions_are_sent_as_were_typed() {
    both(async |_, store| {
        let at = Gathered::open(store).await;
        refused(at.send("empty").await, &Refusal::Missing { field: "opinions" });
        let many = |count: usize| (0..count).map(|no| typed(&format!("Ý kiến số {no} của hội viên."))).collect();
        at.add("many", many(MOST_OPINIONS)).await.expect("they fit");
        refused(at.add("more", many(1)).await, &Refusal::RoundFull { most: MOST_OPINIONS });
        let before = at.counted().await;
        at.send("send").await.expect("sent at once");
        let after = at.counted().await;
        let sent = i64::try_from(MOST_OPINIONS).expect("few");
        assert_eq!((after.0 - before.0, after.1 - before.1), (sent, sent));
        at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn themes_are_renamed_ordered_and_taken_out_and_a_round_is_given_up_before_it_is_sent() {
    both(async |_, store| {
        let at = Gathered::open(store).await;
        let themes = at.themes(&["Nước", "Đường"]).await;
        at.add("typed", vec![Typed { theme: Some(themes[1]), ..typed("Đường lầy.") }]).await.expect("typed");
        let typed_anew = |theme: Option<i64>, title: &str| ThemeTyped { theme, title: title.to_owned() };
        let anew = vec![typed_anew(None, "Chợ"), typed_anew(Some(themes[0]), "Nước sạch")];
        at.front("anew", SetThemes { round: at.round, themes: anew }).await.expect("set anew");
        let titles: Vec<_> = at.shown_themes().await.into_iter().filter_map(|theme| theme.title).collect();
        assert_eq!(titles, ["Chợ", "Nước sạch"]);
        assert_eq!(at.opinions().await[0].theme, None, "its theme is gone");
        let strike = Strike { round: at.round, reason: "Mở nhầm".to_owned() };
        at.front("strike", strike).await.expect("struck");
        assert_eq!(at.row().await.state, "struck");
        refused(at.send("gone").await, &Refusal::RoundNotOpen);
        at.house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_are_aggrieved_by_is_said_when_it_is_typed_and_when_a_table_is_taken() {
    both(async |_, store| {
        let at = Gathered::open(store).await;
        let pressing = Typed { pressing: true, ..typed("Bãi rác bốc mùi cả thôn.") };
        at.add("typed", vec![typed("Đèn đường mờ."), pressing.clone()]).await.expect("typed");
        let marks = async || at.opinions().await.iter().map(|it| it.pressing).collect::<Vec<_>>();
        assert_eq!(marks().await, [false, true]);
        let opinion = at.opinions().await[1].id;
        let calm = Typed { pressing: false, ..pressing };
        at.front("calm", Revise { round: at.round, opinion, typed: calm }).await.expect("revised");
        assert_eq!(marks().await, [false, false]);

        let row = |words: &str| Row {
            on: day("2026-09-03"),
            words: words.to_owned(),
            name: String::new(),
            contact: String::new(),
            place: At::Own,
            field: String::new(),
            kind: Kind::Recommendation,
            came: Came::NotTakenUp,
            agency: None,
            agency_words: String::new(),
            due_on: None,
            answer: String::new(),
            beside: String::new(),
            said: Said::default(),
        };
        let rows = vec![row("Chợ chật."), row("Nước giếng nhiễm mặn.")];
        at.front("table", KeepRows { round: at.round, rows }).await.expect("kept");
        let take =
            |pressing: Vec<usize>| TakeRows { round: at.round, theme: None, pressing, happened_on: day("2026-09-03") };
        refused(at.front("beyond", take(vec![3])).await, &Refusal::NotAChoice { field: "pressing" });
        at.front("take", take(vec![2])).await.expect("taken");
        assert_eq!(marks().await, [false, false, false, true]);
        at.send("send").await.expect("sent");
        assert_eq!(marks().await, [false, false, false, true], "it stays so");
        at.house.desk.verify().await;
    })
    .await;
}
