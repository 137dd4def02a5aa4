//! Plans: drafted, issued and compared on the board, whose every counter opens what it counts.

use acts::plan::{Advance, Cancel, Draft, Meant, Step};
use axum::http::StatusCode;
use domain::dialogue::{Audience, Form};
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
async fn drafted(commune: &Commune) -> String {
    let page = commune.clerk.get("/plans/new").await;
    assert_eq!(page.status, StatusCode::OK);
    let made = send(&commune.clerk, &page, "/plans", &[&LINES[..], &[("happened_on", "05/01/2026")]].concat()).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.html);
    made.location().split('?').next().expect("a path").to_owned()
}

async fn issue(commune: &Commune, plan: &str) {
    let page = commune.clerk.get(plan).await;
    let typed = [("to", "approved"), ("happened_on", "20/01/2026")];
    let done = send(&commune.clerk, &page, &format!("{plan}/advance"), &typed).await;
    assert_eq!(done.location(), format!("{plan}?said=plan-approved"), "{}", done.html);
}

/// The number that a counter of the board prints, and where it leads.
fn counter(page: &Answer, show: &str) -> (String, String) {
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
    // March passed, November is to come; the dialogue of today stands in no plan.
    for (show, number, rows) in [("held", "0/2", 0), ("missed", "1", 1), ("off", "0", 0), ("added", "1", 1)] {
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
