//! Plans: drafted, issued and compared on the board, whose every counter opens what it counts.

use acts::dialogue::{Announce, BeginSession, HoldSession, Session};
use acts::plan::{Advance, Cancel, Draft, Excuse, Meant, Step};
use acts::rule::Confirm;
use axum::http::StatusCode;
use domain::dialogue::{Audience, Duty, Form};
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send, told};
use crate::house::{Answer, day, links, plain};

const LINES: [(&str, &str); 8] = [
    ("month-1", "3"),
    ("topic-1", "Đất đai"),
    ("form-1", "conference"),
    ("audience-1", "residents"),
    ("month-2", "11"),
    ("topic-2", "Rác thải"),
    ("form-2", "thematic"),
    ("audience-2", "youth"),
];

/// The plan that a clerk drafts in the form, by its address.
pub(super) async fn drafted(commune: &Commune) -> String {
    let page = commune.clerk.get("/plans/new").await;
    assert_eq!(page.status, StatusCode::OK);
    let made = send(&commune.clerk, &page, "/plans", &[&LINES[..], &[("happened_on", "05/01/2026")]].concat()).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.html);
    made.location().split('?').next().expect("a path").to_owned()
}

pub(super) async fn issue(commune: &Commune, plan: &str) {
    let page = commune.clerk.get(plan).await;
    let typed = [("to", "approved"), ("happened_on", "20/01/2026")];
    let done = send(&commune.clerk, &page, &format!("{plan}/advance"), &typed).await;
    assert_eq!(done.location(), format!("{plan}?said=plan-approved"), "{}", done.html);
}

/// The number that a counter of the board prints, and where it leads.
pub(super) fn counter(page: &Answer, show: &str) -> (String, String) {
    let (before, after) = page.html.split_once(&format!("&#38;show={show}\"")).unwrap_or_else(|| {
        page.html.split_once(&format!("show={show}\"")).unwrap_or_else(|| panic!("{show}: {}", page.html))
    });
    let href = before.rsplit("href=\"").next().expect("an address").replace("&#38;", "&");
    let number = after.split("<b").nth(1).and_then(|rest| rest.split('>').nth(1)).expect("a number");
    (number.trim_end_matches("</b").to_owned(), format!("{}&show={show}", href.trim_end_matches('&')))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_drafted_issued_and_compared_on_the_board() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let plan = drafted(&commune).await;
    let page = commune.clerk.get(&plan).await;
    assert!(page.shows("Đất đai") && page.shows(&Lang::Vi.t("plan-state-draft")), "{}", page.html);
    assert!(page.shows(&Lang::Vi.t("plan-no-rule-line")), "no rule is confirmed, so no quota is shown");
    issue(&commune, &plan).await;
    let board = commune.clerk.get("/plans").await;
    // March passed, November is to come; the dialogue of today stands in no plan and is not over.
    assert!(board.shows(&Lang::Vi.ta("plan-under-way", &[("count", &1_i64)])), "{}", board.html);
    for (show, number, rows) in [("held", "0/2", 0), ("missed", "1", 1), ("off", "0", 0), ("added", "0", 0)] {
        let (printed, href) = counter(&board, show);
        assert_eq!(printed, number, "{show}");
        let opened = commune.clerk.get(&href).await;
        assert_eq!(opened.html.matches("data-counted").count(), rows, "{href}: {}", opened.html);
    }
    assert!(!board.shows(&Lang::Vi.of("plan-count", "lacking")), "nobody lacks anything where no rule says how many");
    let page = commune.clerk.get(&plan).await;
    let planned = links(&page.html).into_iter().find(|link| link.contains("announce?planned=")).expect("an offer");
    let id = planned.rsplit('=').next().expect("an id").to_owned();
    for lang in Lang::ALL {
        let typed = [("reason", ""), ("happened_on", "02/03/2026")];
        let cancel = format!("/planned/{id}/cancel");
        let refused = send(&commune.clerk.in_language(lang), &page, &cancel, &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.shows(&told(lang, &Refusal::Missing { field: "reason" })), "{}", refused.html);
        assert!(refused.html.contains(&format!("href=\"#reason-cancel-{id}\"")), "{}", refused.html);
    }
    let typed = [("reason", "Bão số 3"), ("month", "10"), ("happened_on", "02/03/2026")];
    let done = send(&commune.clerk, &page, &format!("/planned/{id}/postpone"), &typed).await;
    assert_eq!(done.location(), format!("{plan}?said=planned-postponed#planned-{id}"), "{}", done.html);
    let page = commune.clerk.get(&plan).await;
    assert!(page.shows("Bão số 3") && page.shows(&Lang::Vi.t("excuse-stated")));
    assert!(!page.html.contains(&format!("/planned/{id}/excuse")), "nobody judges the reason of their own body");
    let board = commune.clerk.get("/plans").await;
    assert_eq!((counter(&board, "missed").0.as_str(), counter(&board, "off").0.as_str()), ("0", "1"));
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_line_says_which_and_keeps_what_was_typed() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let page = commune.clerk.get("/plans/new").await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let typed = [("month-1", "3"), ("topic-1", "Đất đai"), ("month-2", ""), ("topic-2", "Rác thải")];
        let wrong = send(&clerk, &page, "/plans", &typed).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let line = lang.ta("plan-line", &[("number", &2_i64)]);
        assert!(
            wrong.shows(&format!("{line}: {}", told(lang, &Refusal::Missing { field: "month" }))),
            "{}",
            wrong.html
        );
        assert!(wrong.html.contains("href=\"#month-2\"") && wrong.html.contains("value=\"Rác thải\""));
        let none = send(&clerk, &page, "/plans", &[("happened_on", "05/01/2026")]).await;
        assert!(none.shows(&told(lang, &Refusal::Missing { field: "dialogues" })), "{}", none.html);
    }
    // One more line without script keeps all that was typed, and does nothing else.
    let typed = [("month-1", "3"), ("topic-1", "Đất đai"), ("more", "yes")];
    let more = send(&commune.clerk, &page, "/plans", &typed).await;
    assert_eq!(more.status, StatusCode::OK);
    assert!(more.html.contains("id=\"topic-5\"") && more.html.contains("value=\"Đất đai\""), "{}", more.html);
    assert!(commune.clerk.get("/plans").await.shows(&Lang::Vi.t("plan-none")));
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn copied_topics_come_into_the_plan_once_each_is_confirmed() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let meant = |month, topic: &str| Meant {
        month,
        topic: topic.to_owned(),
        form: Form::Conference,
        audience: Audience::Residents,
    };
    let draft = Draft {
        organisation: commune.organisation,
        post: "chairman".to_owned(),
        year: 2025,
        dialogues: vec![meant(4, "Nước sạch"), meant(8, "Chợ Bến Sen")],
        happened_on: day("2025-01-10"),
    };
    commune.house.act(commune.by, draft).await;
    let page = commune.clerk.get("/plans/new?post=chairman&year=2026").await;
    let copy = links(&page.html).into_iter().find(|link| link.contains("copy=2025")).expect("last year can be copied");
    let page = commune.clerk.get(&copy).await;
    assert!(page.html.contains("value=\"Nước sạch\"") && page.html.contains("value=\"Chợ Bến Sen\""), "{}", page.html);
    let none = send(&commune.clerk, &page, "/plans", &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing was confirmed");
    let made = send(&commune.clerk, &page, "/plans", &[("confirmed-2", "yes")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.html);
    assert!(made.location().ends_with("?said=plan-drafted-some"), "{}", made.location());
    let plan = commune.clerk.get(made.location()).await;
    assert!(plan.shows("Chợ Bến Sen") && !plan.shows("Nước sạch"), "{}", plain(&plan.html));
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_level_above_sees_its_tree_and_judges_reasons() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let plan = drafted(&commune).await;
    issue(&commune, &plan).await;
    let id: i64 = plan.rsplit('/').next().expect("an id").parse().expect("a number");
    let mut read = commune.house.store.reader().await.expect("a reader");
    let planned = store::plan::planned(&mut read, id).await.expect("reads")[0].id;
    drop(read);
    let cancel = Cancel { planned, reason: "Bão số 3".to_owned(), happened_on: day("2026-03-02") };
    commune.house.act(commune.by, cancel).await;
    commune.house.account("dau.tinh", commune.house.first.organisation, &[Role::Head]).await;
    let head = commune.house.signed_in("dau.tinh").await;
    let board = head.get("/plans").await;
    assert!(board.shows("Xã Mẫu") && board.html.contains(&format!("{plan}#planned-{planned}")), "{}", board.html);
    assert!(board.shows(&Lang::Vi.ta("plan-word-excuse", &[("count", &1_i64)])), "it needs a word");
    let page = head.get(&plan).await;
    assert!(!page.html.contains("/advance\"") && !page.html.contains(&format!("/planned/{planned}/cancel")));
    let action = format!("/planned/{planned}/excuse");
    let wrong = send(&head, &page, &action, &[("judged", "questioned"), ("happened_on", "05/03/2026")]).await;
    assert!(wrong.shows(&told(Lang::Vi, &Refusal::Missing { field: "said" })), "{}", wrong.html);
    let typed = [("judged", "accepted"), ("said", "CV 12"), ("happened_on", "05/03/2026")];
    let done = send(&head, &page, &action, &typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    let page = commune.clerk.get(&plan).await;
    assert!(page.shows(&Lang::Vi.t("excuse-accepted")) && page.shows("CV 12"));
    // What was recorded by mistake is struck on the page of the plan, each by whose it is.
    let mut read = commune.house.store.reader().await.expect("a reader");
    let history = store::event::history(&mut read, domain::event::Subject::Planned, planned).await.expect("reads");
    drop(read);
    let last = history.last().expect("an event").id;
    let strike = format!("/events/{last}/strike");
    assert!(!page.html.contains(&strike), "that is the level above's");
    let theirs = head.get(&plan).await;
    let struck = send(&head, &theirs, &strike, &[("reason", "Nhầm đơn vị")]).await;
    assert_eq!(struck.location(), format!("{plan}?said=struck"), "{}", struck.html);
    let approve = Advance { plan: id, version: 2, to: Step::Published, happened_on: day("2026-01-25") };
    commune.house.act(commune.by, approve).await;
    let page = commune.clerk.get(&plan).await;
    let last = links(&page.html).len();
    assert!(last > 0 && page.shows(&Lang::Vi.t("plan-state-published")));
    commune.house.verify().await;
}

/// Confirms a rule of the program for the communes of the province, with its own number.
async fn confirm(commune: &Commune, rule: &str, amount: u32, date: Option<(i8, i8)>, version: i64) {
    let act = Confirm {
        organisation: commune.house.first.organisation,
        rule: rule.to_owned(),
        copied: 1,
        level: Some("commune".to_owned()),
        amount,
        unit: if date.is_some() { "fixed_date" } else { "count_per_period" }.to_owned(),
        bound: if date.is_some() { "strictly_before" } else { "at_least" }.to_owned(),
        month: date.map(|(_, month)| month),
        day: date.map(|(day, _)| day),
        valid_from: day("2027-01-01"),
        valid_to: None,
        document: "Quy chế đối thoại số 1-QC/TU".to_owned(),
        on: day("2026-09-01"),
        version,
    };
    commune.house.act(commune.house.first, act).await;
}

/// Announces a planned dialogue for a day, to be chaired by nobody yet; its session.
async fn announced(commune: &Commune, planned: i64, on: &str, duties: Vec<Duty>, happened_on: &str) -> (i64, i64) {
    let session =
        Session { on: day(on), territory: None, place: String::new(), chair: None, deputy_reason: String::new() };
    let announce = Announce {
        organisation: commune.organisation,
        title: "Nước sạch".to_owned(),
        duties,
        audience: Audience::Residents,
        members_of: None,
        form: Form::Conference,
        planned: Some(planned),
        sessions: vec![session],
        happened_on: day(happened_on),
    };
    let new = commune.house.act(commune.by, announce).await;
    (new.dialogue, new.sessions[0])
}

/// Goes to a day, opens every counter of the commune's board, and says that it prints these numbers and opens as many rows.
async fn counts(commune: &Commune, on: &str, expected: &[(&str, &str)]) -> Answer {
    commune.house.store.move_today(day(on)).await.expect("its data are invented");
    let board = commune.clerk.get("/plans").await;
    for (show, number) in expected {
        let (printed, href) = counter(&board, show);
        assert_eq!(printed, *number, "{on} {show}");
        let opened = commune.clerk.get(&href).await;
        let rows = opened.html.matches("data-counted").count() + opened.html.matches("<tr data-head").count();
        let counted: usize = number.split('/').next().expect("a number").parse().expect("a number");
        assert_eq!(rows, counted, "{on} {show}: {}", plain(&opened.html));
        let nobody = opened.shows(&Lang::Vi.t("plan-board-none"));
        assert!(!nobody, "{on} {show}: what a counter found stands there alone");
    }
    board
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_confirmed_rule_the_board_says_quota_lateness_and_what_lacks() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for (version, (rule, amount, date)) in
            (0..).zip([("DT-MIN", 4, None), ("DT-PLAN", 0, Some((1, 2))), ("DT-DONE", 0, Some((15, 11)))])
        {
            confirm(&commune, rule, amount, date, version).await;
        }
        let word = |key: &str, count: i64| Lang::Vi.ta(key, &[("count", &count)]);
        // The last day of the plan is the day before 1 February.
        let open = [("without", "1"), ("lacking", "1"), ("conference", "1"), ("held", "0/0")];
        let board = counts(&commune, "2027-01-31", &open).await;
        assert!(board.shows(&word("plan-may-lack", 4)) && board.shows("31/01/2027") && board.shows("14/11/2027"));
        assert!(!board.html.contains("class=\"is-over\"") && !board.html.contains("ln-board__over"));
        let late = counts(&commune, "2027-02-01", &open).await;
        assert!(late.shows(&word("plan-lacks", 4)), "{}", plain(&late.html));
        assert!(late.html.contains("class=\"is-over\"") && late.html.contains("ln-board__over"));

        // Typed late and issued in time: the day on the paper counts.
        let meant = |month| Meant {
            month,
            topic: format!("Nước sạch {month}"),
            form: Form::Conference,
            audience: Audience::Residents,
        };
        let draft = Draft {
            organisation: commune.organisation,
            post: "chairman".to_owned(),
            year: 2027,
            dialogues: [3, 5, 8, 11].map(meant).into(),
            happened_on: day("2027-01-10"),
        };
        let drafted = commune.house.act(commune.by, draft).await;
        let plan = drafted.plan;
        let issued = Advance { plan, version: 1, to: Step::Approved, happened_on: day("2027-01-31") };
        commune.house.act(commune.by, issued).await;
        let board = counts(&commune, "2027-02-02", &[("without", "0"), ("lacking", "0"), ("held", "0/4")]).await;
        assert!(board.shows(&word("plan-enough", 4)) && !board.html.contains("ln-board__over"));
        assert!(!board.shows(&Lang::Vi.t("plan-words-title")), "nobody needs a word");

        // March is held a month late, as the commune's conference, which is announced too late.
        let [march, may, august, _] = drafted.dialogues[..] else { panic!("four were planned") };
        let missed = [("missed", "1"), ("lacking", "1"), ("conference", "1")];
        let board = counts(&commune, "2027-04-06", &missed).await;
        assert!(!board.html.contains("show=late"), "a counter of nothing late is none");
        let (talk, session) = announced(&commune, march, "2027-04-12", vec![Duty::Conference], "2027-04-06").await;
        let page = commune.clerk.get(&format!("/dialogues/{talk}")).await;
        assert!(page.shows(&Lang::Vi.ta("conference-late-short", &[("by", &"05/04/2027")])), "{}", plain(&page.html));
        counts(&commune, "2027-04-12", &[("missed", "0"), ("lacking", "0"), ("held", "0/4")]).await;
        commune.house.act(commune.by, BeginSession { session }).await;
        let counted = [("held", "0/4"), ("late", "1"), ("lacking", "0"), ("conference", "1")];
        let board = counts(&commune, "2027-04-12", &counted).await;
        assert!(board.shows(&word("plan-under-way", 1)), "it began and is not held yet: {}", plain(&board.html));
        let hold = HoldSession { session, happened_on: None, attendance: Vec::new() };
        commune.house.act(commune.by, hold).await;
        let counted = [("held", "1/4"), ("late", "1"), ("lacking", "0"), ("conference", "0")];
        let board = counts(&commune, "2027-04-12", &counted).await;
        assert!(!board.shows(&word("plan-under-way", 1)));
        assert!(board.shows(&Lang::Vi.ta("plan-conference", &[("fraction", &"1/1")])));

        // May is called off, which those above accept; August is held in its month.
        let reason = "Bão số 3".to_owned();
        let cancel = Cancel { planned: may, reason, happened_on: day("2027-04-12") };
        commune.house.act(commune.by, cancel).await;
        let board = counts(&commune, "2027-05-02", &[("off", "1"), ("lacking", "1")]).await;
        assert!(board.shows(&word("plan-may-lack", 1)), "nobody above has said anything of the reason");
        let above = commune.house.account("dau.tinh", commune.house.first.organisation, &[Role::Head]).await;
        let said = "CV 12".to_owned();
        let accept = Excuse { planned: may, accepted: true, said, happened_on: day("2027-05-02") };
        commune.house.act(above, accept).await;
        let board = counts(&commune, "2027-05-03", &[("off", "1"), ("lacking", "1")]).await;
        assert!(board.shows(&word("plan-lacks-excused", 1)), "{}", plain(&board.html));
        counts(&commune, "2027-08-01", &[("missed", "0")]).await;
        let (_, session) = announced(&commune, august, "2027-08-10", Vec::new(), "2027-08-01").await;
        counts(&commune, "2027-08-10", &[("held", "1/4")]).await;
        let hold = HoldSession { session, happened_on: None, attendance: Vec::new() };
        commune.house.act(commune.by, hold).await;

        // The last day of the year's dialogues is the day before 15 November.
        let counted = [("held", "2/4"), ("late", "1"), ("missed", "0"), ("off", "1"), ("lacking", "1")];
        let board = counts(&commune, "2027-11-14", &counted).await;
        assert!(board.shows(&word("plan-lacks-excused", 1)), "{}", plain(&board.html));
        let board = counts(&commune, "2027-11-15", &counted).await;
        assert!(board.shows(&word("plan-lacks", 2)), "the one of November comes too late: {}", plain(&board.html));
        let counted = [("missed", "1"), ("late", "1"), ("lacking", "1"), ("without", "0"), ("added", "0")];
        counts(&commune, "2027-12-01", &counted).await;
        // The province's head is bound by none of these rules.
        let wide = commune.house.signed_in("dau.tinh").await.get("/plans").await;
        assert_eq!(wide.html.matches(&Lang::Vi.t("plan-no-rule")).count(), 1, "{}", plain(&wide.html));
        commune.house.verify().await;
    }
}
