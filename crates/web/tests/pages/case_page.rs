//! What the page of a case offers first, and what its clocks and due dates say.

use acts::dialogue::HoldSession;
use acts::rule::Confirm;
use domain::event::{CaseEvent, Event, Subject};
use domain::permission::Role;
use store::case::NOTIFY;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::send;
use crate::house::{Answer, day, links, shown};

/// The act that the page of a case offers first.
pub(super) fn first(page: &Answer) -> Option<String> {
    let (_, offered) = page.html.split_once("class=\"ln-actions\"")?;
    let (_, link) = offered.split_once("href=\"")?;
    link.split('"').next().map(str::to_owned)
}

impl Matter {
    fn id(&self) -> i64 {
        self.case.rsplit('/').next().and_then(|id| id.parse().ok()).expect("its id")
    }

    /// How the clock stands that runs until the person is told.
    async fn notify(&self) -> String {
        let mut read = self.commune.house.store.reader().await.expect("a reader");
        let clocks = store::case::clocks(&mut read, self.id()).await.expect("reads");
        clocks.into_iter().find(|clock| clock.kind == NOTIFY).expect("a rule is in force").state
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_on_the_spot_is_offered_only_while_the_dialogue_is_open() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        assert_eq!(first(&matter.page().await).as_deref(), Some("#answer-form"), "people are speaking");
        // Somebody types an answer while the dialogue ends: it is refused, and what was typed is still there.
        let typing = matter.page().await;
        let (session, commune) = (matter.commune.session, &matter.commune);
        let held = HoldSession { session, happened_on: None, attendance: Vec::new() };
        commune.house.act(commune.by, held).await;
        let page = matter.page().await;
        assert!(!page.html.contains("answer-form"), "the session is over");
        assert_eq!(first(&page), Some(format!("{}/assign", matter.case)), "it is assigned next");
        let action = format!("{}/answer-on-the-spot", matter.case);
        let late = send(&commune.clerk, &typing, &action, &[("result", "done"), ("answer", "Đã thông cống.")]).await;
        assert!(late.html.contains("answer-form") && late.shows("Đã thông cống."));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_until_the_person_is_told_stops_when_they_are() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let commune = &matter.commune;
        assert_eq!(matter.notify().await, "running");
        matter.does("tell", &[("way", "telephone"), ("note", "Đã thụ lý")]).await;
        assert_eq!(matter.notify().await, "stopped");
        assert!(matter.page().await.shows(&Lang::Vi.t("act-case-told")));
        // Told by mistake: nobody was, and the clock runs again.
        let told = {
            let mut read = commune.house.store.reader().await.expect("a reader");
            let events = store::event::history(&mut read, Subject::Case, matter.id()).await.expect("reads");
            let told = events.iter().find(|it| matches!(it.event, Event::Case(CaseEvent::Told { .. })));
            told.expect("it was recorded").id
        };
        let strike = format!("/events/{told}/strike");
        let struck = send(&commune.clerk, &matter.page().await, &strike, &[("reason", "Gọi nhầm người")]).await;
        assert!(struck.location().starts_with(&matter.case), "{}", struck.html);
        assert_eq!(matter.notify().await, "running");
        commune.house.verify().await;

        // Sent on and told of it in one; sent on alone, the person still waits to be told.
        let typed = [("receiver", matter.power.to_string()), ("number", "9/UBND".to_owned())];
        let mut typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        typed.push(("reason", "Lưới điện của công ty"));
        typed.push(("told_way", "letter"));
        matter.does("send-on", &typed).await;
        assert_eq!(matter.notify().await, "stopped");
        commune.house.verify().await;
        let other = Matter { case: commune.type_in(&[("words", "Cột điện nghiêng.")]).await, ..matter };
        typed.pop();
        let typed: Vec<(String, String)> = typed.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        other.does("send-on", &typed).await;
        assert_eq!(other.notify().await, "running");
        other.commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_due_date_is_proposed_where_a_rule_is_confirmed() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let commune = &matter.commune;
        let form = commune.clerk.get(&format!("{}/assign", matter.case)).await;
        let due = |page: &Answer| shown(&page.html).into_iter().find(|(name, _)| name == "due_on").expect("a field").1;
        assert!(due(&form).is_empty() && form.shows(&Lang::Vi.t("due-not-ruled")), "no rule, no date");
        let administrator = commune.house.account("xa.quan.tri", commune.organisation, &[Role::Administrator]).await;
        let version = {
            let mut read = commune.house.store.reader().await.expect("a reader");
            store::rulebook::number(&mut read).await.expect("reads")
        };
        let confirm = Confirm {
            organisation: commune.organisation,
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
            document: "Quy chế đối thoại của xã".to_owned(),
            on: day("2026-01-05"),
            version,
        };
        commune.house.act(administrator, confirm).await;
        for lang in Lang::ALL {
            let form = commune.clerk.in_language(lang).get(&format!("{}/assign", matter.case)).await;
            assert_eq!(due(&form), "25/09/2026", "ten working days after 11/09/2026");
            assert!(form.shows(&lang.ta("due-ruled", &[("day", &"25/09/2026")])), "{}", form.html);
            assert!(form.html.contains("ln-days") && form.shows("Quy chế đối thoại của xã"), "why it is that day");
        }
        let lead = matter.division.to_string();
        matter.does("assign", &[("lead", &lead)]).await;
        let page = matter.page().await;
        assert!(page.shows("25/09/2026") && page.shows("Quy chế đối thoại của xã"), "the rule stays its reason");
        assert!(!page.shows(&Lang::Vi.t("clock-typed")));
        // A day typed over it is the typed one.
        matter.does("assign", &[("lead", &lead), ("due_on", "18/09/2026")]).await;
        let page = matter.page().await;
        assert!(page.shows("18/09/2026") && page.shows(&Lang::Vi.t("clock-typed")));
        assert!(!links(&page.html).is_empty());
        commune.house.verify().await;
    }
}

/// Who is signed in; the right to list and the bodies that are walked; the rows and how many there are.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_cases_asks_three_questions_at_most() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        for _ in 0..60 {
            matter.commune.type_in(&[("words", "Mương nhà tôi cũng bị lấp.")]).await;
        }
        let store = &matter.commune.house.store;
        let first = matter.commune.clerk.get("/cases?from=").await;
        let after = first.html.split("&#38;after=").nth(1).expect("there is a second page");
        let after = after.split('"').next().expect("its key");
        for path in [
            "/cases".to_owned(),
            "/cases?from=".to_owned(),
            format!("/cases?from=&after={after}"),
            "/cases?outcome=in_progress.overdue&from=".to_owned(),
            "/cases?outcome=in_progress&level=commune".to_owned(),
            "/cases?part=borne".to_owned(),
            "/cases?part=borne&state=all".to_owned(),
        ] {
            let before = store.statements();
            assert_eq!(matter.commune.clerk.get(&path).await.status, axum::http::StatusCode::OK);
            let asked = store.statements() - before;
            assert!(asked <= 3, "{asked} of {path}");
        }
    }
}

/// The session check and the look at the rulebook among them.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_case_asks_ten_questions_at_most_whatever_its_history() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let other = matter.commune.type_in(&[("words", "Mương nhà tôi cũng bị lấp.")]).await;
        let store = &matter.commune.house.store;
        let asked = async |after: &str| {
            let before = store.statements();
            assert_eq!(matter.page().await.status, axum::http::StatusCode::OK);
            let asked = store.statements() - before;
            assert!(asked <= 10, "{asked} after {after}");
        };
        asked("nothing").await;
        let (lead, power) = (matter.division.to_string(), matter.power.to_string());
        let id = other.rsplit('/').next().expect("its id").to_owned();
        let form = matter.commune.clerk.get(&format!("{}/reply", matter.case)).await;
        let point = shown(&form.html).into_iter().find(|(name, _)| name == "point").expect("it asks of a point").1;
        let of = |name: &str| format!("{name}-{point}");
        let (answer, result, ground) = (of("answer"), of("result"), of("ground"));
        let steps: &[(&str, &[(&str, &str)])] = &[
            ("assign", &[("lead", &lead), ("due_on", "18/09/2026"), ("evidence", "Ảnh chụp")]),
            ("accept", &[]),
            ("progress", &[("note", "Đã khơi một nửa.")]),
            ("extend", &[("due_on", "30/09/2026"), ("reason", "Chờ đo"), ("told", "yes")]),
            ("suspend", &[("reason", "Mưa lũ")]),
            ("resume", &[("reason", "Nước rút")]),
            ("send-on", &[("receiver", &power), ("number", "9/UBND"), ("reason", "Lưới điện của công ty")]),
            ("draft-reply", &[(&answer, "Chưa có tiền."), (&result, "cannot_be_done"), (&ground, "Hết dự toán")]),
            ("reply", &[(&answer, "Chưa có tiền."), (&result, "cannot_be_done"), (&ground, "Hết dự toán")]),
            ("tell", &[("way", "village")]),
            ("assess", &[("assessment", "not_agreed"), ("assess_words", "Mới khơi một đoạn.")]),
            ("reopen", &[("reason", "Còn một đoạn"), ("due_on", "30/10/2026")]),
            ("assign", &[("lead", &lead), ("due_on", "20/10/2026")]),
        ];
        for (word, typed) in steps {
            matter.does(word, typed).await;
            asked(word).await;
        }
        let form = matter.commune.clerk.get(&format!("{other}/merge")).await;
        let id_of = matter.case.rsplit('/').next().expect("its id");
        send(&matter.commune.clerk, &form, &format!("{other}/merge"), &[("root", id_of), ("reason", "Cùng một mương")])
            .await;
        asked(&format!("{id} counts in it")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_long_after_it_happened_is_marked_by_the_setting_of_its_place() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let (commune, lead) = (&matter.commune, matter.division.to_string());
        let marks = async || {
            let page = matter.page().await;
            page.html
                .lines()
                .filter(|line| line.contains("moj-timeline__date") && line.contains("nhập bổ sung"))
                .count()
        };
        commune.house.store.move_today(day("2026-09-18")).await.expect("days pass");
        matter.does("assign", &[("lead", &lead), ("due_on", "18/10/2026"), ("happened_on", "11/09/2026")]).await;
        assert_eq!(marks().await, 0, "five working days");
        commune.house.store.move_today(day("2026-09-21")).await.expect("days pass");
        matter.does("accept", &[("happened_on", "11/09/2026")]).await;
        assert_eq!(marks().await, 1, "a sixth");
        let administrator = commune.house.account("xa.quan.tri", commune.organisation, &[Role::Administrator]).await;
        let version = {
            let mut read = commune.house.store.reader().await.expect("a reader");
            store::rulebook::number(&mut read).await.expect("reads")
        };
        let confirm = Confirm {
            organisation: commune.organisation,
            rule: "PM-LATE-TYPED".to_owned(),
            copied: 1,
            level: None,
            amount: 10,
            unit: "working_day".to_owned(),
            bound: "at_most".to_owned(),
            month: None,
            day: None,
            valid_from: day("2026-01-01"),
            valid_to: None,
            document: "Quy chế làm việc của xã".to_owned(),
            on: day("2026-01-05"),
            version,
        };
        commune.house.act(administrator, confirm).await;
        assert_eq!(marks().await, 0, "the place set ten");
    }
}
