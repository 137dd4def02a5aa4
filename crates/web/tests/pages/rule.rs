//! Rules and the calendar: what is in force here, and changing it with every clock or not at all.

use axum::http::StatusCode;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, filled, send};
use crate::house::{Answer, Browser, FIRST, error, links, shown};

const RULE: &str = "/rules/TCD-NOTIFY";

/// What an administrator types to confirm the rule with seven days.
const SEVEN: [(&str, &str); 5] = [
    ("amount", "7"),
    ("valid_from", "01/01/2026"),
    ("document_title", "Quy chế tiếp công dân của xã"),
    ("document_number", "1-QC/ĐU"),
    ("happened_on", "05/01/2026"),
];

/// The part of a page about one matter.
fn about<'a>(page: &'a Answer, code: &str) -> &'a str {
    let (_, rest) = page.html.split_once(&format!("id=\"about-{code}\"")).expect("a heading");
    rest.split("</section>").next().expect("its end")
}

/// Sends the form of a preview as it stands there.
async fn apply(browser: &Browser, preview: &Answer, action: &str) -> Answer {
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.html);
    send(browser, preview, action, &[]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duty_without_a_confirmed_rule_says_that_there_is_none() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let page = commune.clerk.in_language(lang).get("/rules").await;
        assert_eq!(page.status, StatusCode::OK);
        let dialogue = about(&page, "dialogue");
        assert!(dialogue.contains(&lang.t("rule-none")), "no rule about dialogues binds an invented commune");
        assert!(!dialogue.contains(&lang.t("rule-state-applied")));
        assert!(dialogue.contains(&lang.t("rule-state-example")));
        let reception = about(&page, "reception");
        assert!(reception.contains(&lang.t("rule-state-applied")));
        assert!(reception.contains(&lang.t("rule-provenance-verified")));
        for link in links(&page.html).into_iter().filter(|link| link.starts_with("/rules/")) {
            let rule = commune.clerk.in_language(lang).get(&link).await;
            assert_eq!(rule.status, StatusCode::OK, "{link}");
            assert!(!rule.html.contains("<form method=\"post\" action=\"/rules"), "a clerk confirms nothing");
        }
    }
    assert_eq!(commune.clerk.get("/rules/NO-SUCH").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_is_confirmed_after_its_preview_and_every_clock_follows() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let case = commune.type_in(&[("words", "Nước đục.")]).await;
    let administrator = commune.colleague(Role::Administrator).await;
    let number = case.replace("/cases/", "VV-");
    for lang in Lang::ALL {
        let browser = administrator.in_language(lang);
        let page = browser.get(RULE).await;
        let preview = send(&browser, &page, &format!("{RULE}/preview"), &SEVEN).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.html);
        for words in [number.as_str(), "25/09/2026", "22/09/2026", "1-QC/ĐU"] {
            assert!(preview.shows(words), "{words}");
        }
        assert!(!preview.shows("Nước đục."), "an administrator sees no content");
    }
    assert!(commune.clerk.get(&case).await.shows("25/09/2026"), "a preview changes nothing");
    let page = administrator.get(RULE).await;
    let preview = send(&administrator, &page, &format!("{RULE}/preview"), &SEVEN).await;
    let done = apply(&administrator, &preview, &format!("{RULE}/confirm")).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/rules/TCD-NOTIFY?said=rule-confirmed"));
    let shown = commune.clerk.get(&case).await;
    assert!(shown.shows("Vì sao là 22/09/2026?") && shown.shows("1-QC/ĐU"), "{}", shown.html);
    assert!(shown.shows(&Lang::Vi.t("act-case-clock-redated")), "what happened says so");

    // Somebody confirmed in the meantime: nothing is done, and what was typed is still there.
    let late = apply(&administrator, &preview, &format!("{RULE}/confirm")).await;
    assert_eq!(late.location(), "/rules/TCD-NOTIFY?said=rule-confirmed", "the same key is the same act");
    let mut again = filled(&preview, &format!("{RULE}/confirm"), &[("amount", "5")]);
    again.retain(|(name, _)| name != "key");
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let refused = administrator.post(&format!("{RULE}/confirm"), &again).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(crate::house::shown(&refused.html).contains(&("amount".to_owned(), "5".to_owned())));

    // Taken back: the rule of the State dates it again.
    let page = administrator.get(RULE).await;
    let withdrawn = [("change", "withdraw"), ("copied", "2"), ("reason", "Ghi nhầm nơi"), ("version", "1")];
    let preview = administrator.post(&format!("{RULE}/preview"), &withdrawn).await;
    assert!(page.shows(&Lang::Vi.t("rule-withdraw-title")) && preview.shows("25/09/2026"));
    let done = apply(&administrator, &preview, &format!("{RULE}/withdraw")).await;
    assert_eq!(done.location(), "/rules/TCD-NOTIFY?said=rule-withdrawn", "{}", done.html);
    assert!(commune.clerk.get(&case).await.shows("Vì sao là 25/09/2026?"));
    assert!(administrator.get(RULE).await.shows(&Lang::Vi.t("rule-state-withdrawn")));
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_rule_is_told_at_its_field_and_keeps_what_was_typed() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let administrator = commune.colleague(Role::Administrator).await;
    for lang in Lang::ALL {
        let browser = administrator.in_language(lang);
        let page = browser.get(RULE).await;
        for (field, typed) in [
            ("amount", ""),
            ("amount", "x"),
            ("valid_from", "31/02/2026"),
            ("valid_to", "01/01/2025"),
            ("document_title", ""),
            ("document_number", " "),
            ("happened_on", "01/01/2027"),
        ] {
            let mut form = SEVEN.to_vec();
            form.retain(|(name, _)| *name != field);
            form.push((field, typed));
            let refused = send(&browser, &page, &format!("{RULE}/preview"), &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(!error(&refused.html, field).is_empty(), "{field}");
            assert!(shown(&refused.html).contains(&(field.to_owned(), typed.to_owned())), "{field}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_of_the_calendar_is_set_after_its_preview_and_taken_back() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let case = commune.type_in(&[("words", "Nước đục.")]).await;
    let administrator = commune.house.signed_in(FIRST).await;
    let typed = [
        ("on", "14/09/2026"),
        ("kind", "swapped_day_off"),
        ("name", "Nghỉ hoán đổi"),
        ("document", "Thông báo số 5, 01/09/2026"),
    ];
    let page = administrator.get("/calendar?year=2026").await;
    let preview = send(&administrator, &page, "/calendar/preview", &typed).await;
    for words in ["25/09/2026", "28/09/2026", "Nghỉ hoán đổi"] {
        assert!(preview.shows(words), "{words}: {}", preview.html);
    }
    let done = apply(&administrator, &preview, "/calendar/set").await;
    assert_eq!(done.location(), "/calendar?year=2026&said=day-set", "{}", done.html);
    assert!(commune.clerk.get(&case).await.shows("Vì sao là 28/09/2026?"));
    let page = administrator.get("/calendar?year=2026").await;
    assert!(page.shows("Thông báo số 5"), "the document is shown");
    let cleared = [("change", "clear"), ("on", "2026-09-14"), ("reason", "Thông báo bị hủy"), ("version", "1")];
    let preview = administrator.post("/calendar/preview", &cleared).await;
    assert!(preview.shows("25/09/2026"), "{}", preview.html);
    let done = apply(&administrator, &preview, "/calendar/clear").await;
    assert_eq!(done.location(), "/calendar?year=2026&said=day-cleared");
    assert!(commune.clerk.get(&case).await.shows("Vì sao là 25/09/2026?"));
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_shows_its_days_off_by_name_and_says_how_sure_it_is() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let below = commune.colleague(Role::Administrator).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let page = clerk.get("/calendar?year=2026").await;
        assert!(page.shows(&lang.t("calendar-status-announced")));
        assert_eq!(page.html.matches("class=\"ln-month\"").count(), 12);
        assert!(page.shows(if lang == Lang::Vi { "Quốc khánh" } else { "National Day" }));
        assert!(page.shows(&lang.t("calendar-policy-off")), "24/11 is worked unless somebody sets it");
        let computed = clerk.get("/calendar?year=2027").await;
        assert!(computed.shows(&lang.t("calendar-warning-computed")));
        let unknown = clerk.get("/calendar?year=2028").await;
        assert!(unknown.shows(&lang.t("calendar-warning-none")) && !unknown.html.contains("class=\"ln-month\""));
        for page in [&page, &computed, &unknown, &below.in_language(lang).get("/calendar").await] {
            assert!(!page.html.contains("action=\"/calendar/preview\""), "one calendar, changed above all bodies");
        }
    }
    let typed =
        [("on", "14/09/2026"), ("kind", "public_holiday"), ("name", "Nghỉ"), ("document", "1"), ("version", "0")];
    assert_eq!(below.post("/calendar/set", &typed).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_is_adopted_by_whoever_counted_its_days_off_and_can_be_dropped() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let administrator = commune.house.signed_in(FIRST).await;
    let adopted = [("change", "adopt"), ("year", "2028"), ("document", "Thông báo số 9"), ("version", "0")];
    let with = |days: &'static str| adopted.into_iter().chain([("days_off", days)]).collect::<Vec<_>>();
    let empty = administrator.post("/calendar/preview", &with("11")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.shows(&Lang::Vi.told("year-without-days", None, &[("year", "2028".to_owned())]).what));
    let typed = [("on", "01/01/2028"), ("kind", "swapped_working_saturday"), ("name", "Tết"), ("document", "1")];
    let page = administrator.get("/calendar?year=2028").await;
    let mut typed = typed.to_vec();
    let monday = [("on", "03/01/2028"), typed[1], typed[2], typed[3]];
    let wrong = send(&administrator, &page, "/calendar/preview", &monday).await;
    assert!(error(&wrong.html, "kind").contains("thứ"), "a Monday is no make-up day: {}", wrong.html);
    typed[1].1 = "public_holiday";
    let preview = send(&administrator, &page, "/calendar/preview", &typed).await;
    apply(&administrator, &preview, "/calendar/set").await;

    let page = administrator.get("/calendar?year=2028").await;
    assert!(page.shows("Đã nhập 1 ngày nghỉ"), "{}", page.html);
    let adopted = |days: &'static str| {
        let mut typed = with(days);
        typed.retain(|(name, _)| *name != "version");
        typed.push(("version", "1"));
        typed
    };
    for days in ["", "11", "x"] {
        let refused = administrator.post("/calendar/preview", &adopted(days)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{days}");
        assert!(!error(&refused.html, "days_off-adopt").is_empty(), "{days}");
    }
    let preview = administrator.post("/calendar/preview", &adopted("1")).await;
    assert!(preview.shows("Đã nhập 1 ngày nghỉ"), "the number is shown before: {}", preview.html);
    let done = apply(&administrator, &preview, "/calendar/set").await;
    assert_eq!(done.location(), "/calendar?year=2028&said=year-adopted", "{}", done.html);

    let page = administrator.get("/calendar?year=2028").await;
    let dropped = [("change", "drop"), ("year", "2028"), ("reason", "Thông báo bị hủy"), ("version", "2")];
    let preview = administrator.post("/calendar/preview", &dropped).await;
    assert!(page.shows(&Lang::Vi.t("calendar-drop-line")) && preview.shows("Thông báo bị hủy"), "{}", preview.html);
    let done = apply(&administrator, &preview, "/calendar/clear").await;
    assert_eq!(done.location(), "/calendar?year=2028&said=year-dropped", "{}", done.html);
    let page = administrator.get("/calendar?year=2028").await;
    assert!(page.shows(&Lang::Vi.t("calendar-warning-none")) && !page.shows(&Lang::Vi.t("calendar-drop-line")));
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_only_reads_rules_is_told_who_changes_them() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let first = commune.house.first.organisation;
    let name = commune.house.signed_in(FIRST).await.get(&format!("/organisations/{first}")).await;
    let name = name.html.split("<h1 class=\"ln-h1\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let below = commune.colleague(Role::Administrator).await;
    for lang in Lang::ALL {
        let page = below.in_language(lang).get("/calendar").await;
        assert!(page.shows(&lang.ta("calendar-kept-by", &[("body", &name)])), "{}", page.html);
        let rules = below.in_language(lang).get("/rules").await;
        assert!(!rules.shows(&lang.ta("rules-kept-by", &[("body", &name)])), "each place confirms its own rules");
    }
}
