//! Closures of a place, and what a change over very many clocks says of itself while it is under way.

use acts::submission::{Mark, Mode, Raise};
use axum::http::StatusCode;
use domain::event::Kind;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send};
use crate::house::{FIRST, error, shown};

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_that_overlaps_another_or_is_back_dated_is_flagged_before_it_is_applied() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let administrator = commune.colleague(Role::Administrator).await;
    let seven = [
        ("amount", "7"),
        ("valid_from", "01/01/2026"),
        ("document_title", "Quy chế tiếp công dân của xã"),
        ("document_number", "1-QC/ĐU"),
        ("happened_on", "05/01/2026"),
    ];
    let page = administrator.get("/rules/TCD-NOTIFY").await;
    let preview = send(&administrator, &page, "/rules/TCD-NOTIFY/preview", &seven).await;
    let back_dated = Lang::Vi.ta("preview-back-dated-line", &[("day", &"01/01/2026")]);
    let overlaps = Lang::Vi.t("preview-overlaps");
    assert!(preview.shows(&back_dated) && !preview.shows(&overlaps), "{}", preview.html);
    send(&administrator, &preview, "/rules/TCD-NOTIFY/confirm", &[]).await;
    let page = administrator.get("/rules/TCD-NOTIFY").await;
    let mut five = seven;
    (five[0].1, five[3].1, five[4].1) = ("5", "2-QC/ĐU", "06/01/2026");
    let preview = send(&administrator, &page, "/rules/TCD-NOTIFY/preview", &five).await;
    assert!(preview.shows(&overlaps), "seven days are in force from the same day on: {}", preview.html);
}

/// More clocks than a change itself goes through.
const MANY: usize = 205;

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_closed_after_a_preview_moves_its_own_clocks_alone_and_is_open_again_when_that_is_taken_back() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let case = commune.type_in(&[("words", "Nước đục.")]).await;
        // Another commune of the same province, which goes on working.
        let province = commune.house.first.organisation;
        let other = commune.house.found(province, "peoples_committee", "Xã Khác", Some("MP002")).await;
        let by = commune.house.account("khac", other, &[Role::Clerk]).await;
        let talk = commune.house.dialogue(by, "Đối thoại về rác").await;
        let clerk = commune.house.signed_in("khac").await;
        clerk.post(&format!("/dialogues/{}/desk", talk.dialogue), &[("words", "Rác đầy.")]).await;
        let desk = clerk.get(&format!("/dialogues/{}/desk", talk.dialogue)).await;
        let elsewhere = super::rows(&desk).remove(0);

        let due = async |browser: &crate::house::Browser, case: &str| {
            let page = browser.get(case).await.html;
            let (_, rest) = page.split_once("id=\"clocks\"").unwrap_or(("", &page));
            // What the page says of its clocks; keys of forms are new on each page.
            rest.split("</section>").next().unwrap_or_default().to_owned()
        };
        let before = due(&commune.clerk, &case).await;
        let before_elsewhere = due(&clerk, &elsewhere).await;
        let administrator = commune.colleague(Role::Administrator).await;
        for lang in Lang::ALL {
            let page = administrator.in_language(lang).get("/closures").await;
            assert!(
                page.shows(&lang.t("closures-none")) && page.shows(&lang.t("closures-close-title")),
                "{}",
                page.html
            );
            let read = commune.clerk.in_language(lang).get("/closures").await;
            assert!(!read.html.contains("<form method=\"post\" action=\"/closures"), "a clerk closes nothing");
        }

        // What is wrong stays in the form, each at its field.
        let page = administrator.get("/closures").await;
        let typed = [("from_on", "18/09/2026"), ("to_on", "17/09/2026"), ("name", "Bão số 10"), ("document", "")];
        let wrong = send(&administrator, &page, "/closures/preview", &typed).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.html);
        assert!(!error(&wrong.html, "document").is_empty());
        for value in ["18/09/2026", "17/09/2026", "Bão số 10"] {
            assert!(shown(&wrong.html).iter().any(|(_, typed)| typed == value), "{value}");
        }
        let wrong = send(&administrator, &wrong, "/closures/preview", &[("document", "Công điện số 12")]).await;
        assert!(!error(&wrong.html, "to_on").is_empty(), "{}", wrong.html);

        let typed = [("from_on", "17/09/2026"), ("to_on", "18/09/2026")];
        let preview = send(&administrator, &wrong, "/closures/preview", &typed).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.html);
        let count = Lang::Vi.ta("preview-count", &[("count", &1_i64)]);
        assert!(preview.shows(&count) && preview.shows("Bão số 10"), "one clock of this place: {}", preview.html);
        assert_eq!(due(&commune.clerk, &case).await, before, "nothing is changed yet");
        let done = send(&administrator, &preview, "/closures/close", &[]).await;
        assert_eq!(done.location(), "/closures?said=place-closed", "{}", done.html);

        let after = due(&commune.clerk, &case).await;
        let closed = after.contains("ngày cơ quan tạm ngừng làm việc 17");
        assert!(after != before && closed, "the page of the case says why: {after}");
        assert_eq!(due(&clerk, &elsewhere).await, before_elsewhere, "another place is not closed");
        let calendar = commune.clerk.get("/calendar?year=2026").await;
        assert!(!calendar.shows("Bão số 10"), "the calendar of all bodies stays");
        let page = administrator.get("/closures").await;
        assert!(page.shows("17/09/2026–18/09/2026") && page.shows("Công điện số 12"));
        let other_page = clerk.get("/closures").await;
        assert!(other_page.shows(&Lang::Vi.t("closures-none")), "it is no closure of theirs");

        let mut read = commune.house.store.reader().await.expect("a reader");
        let id = store::rulebook::closures(&mut read).await.expect("reads")[0].closure.id.to_string();
        drop(read);
        let typed = [("change", "lift"), ("closure", id.as_str()), ("reason", "Bão đổi hướng")];
        let silent = send(&administrator, &page, "/closures/preview", &[("change", "lift")]).await;
        assert!(!error(&silent.html, "closure-lift").is_empty() && !error(&silent.html, "reason-lift").is_empty());
        let preview = send(&administrator, &page, "/closures/preview", &typed).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.html);
        let done = send(&administrator, &preview, "/closures/lift", &[]).await;
        assert_eq!(done.location(), "/closures?said=closure-lifted", "{}", done.html);
        let page = administrator.get("/closures").await;
        assert!(page.shows(&Lang::Vi.t("closures-lifted")), "it stays to be seen");
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_a_change_over_many_clocks_says_how_far_it_has_come_on_the_calendar_and_on_today() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for number in 0..MANY {
        let raise = Raise {
            session: commune.session,
            turn: None,
            words: format!("Việc {number}"),
            no_denunciation: false,
            name: String::new(),
            contact: String::new(),
            represents: String::new(),
            mode: Mode::Unnamed,
            head_count: None,
            territory: None,
            field: "05".to_owned(),
            kind: Kind::Recommendation,
            mark: Mark::None,
            answer: None,
            slip: None,
            draft: false,
        };
        commune.house.act(commune.by, raise).await;
    }
    let first = commune.house.signed_in(FIRST).await;
    let page = first.get("/calendar?year=2026").await;
    let typed = [("on", "16/09/2026"), ("kind", "public_holiday"), ("name", "Nghỉ"), ("document", "Công văn 3")];
    let preview = send(&first, &page, "/calendar/preview", &typed).await;
    let more = Lang::Vi.ta("preview-more", &[("count", &(MANY - 100))]);
    assert!(preview.shows(&Lang::Vi.ta("preview-count", &[("count", &MANY)])) && preview.shows(&more));
    let done = send(&first, &preview, "/calendar/set", &[]).await;
    assert_eq!(done.location(), "/calendar?year=2026&said=day-set", "{}", done.html);
    for lang in Lang::ALL {
        let browser = first.in_language(lang);
        let begun = lang.ta("recount-begun", &[("passed", &199_i64), ("moved", &199_i64)]);
        for path in ["/calendar", "/rules", "/closures"] {
            assert!(browser.get(path).await.shows(&begun), "{path}");
        }
        assert!(browser.get("/").await.shows(&lang.t("today-recount")));
    }
    commune.house.verify().await;
}
