//! Dialogues: the list over its pages, and opening one.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send, told};
use crate::house::{day, error, links, shown};

const NEW: &str = "/dialogues/new";

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_is_opened_and_its_desk_waits() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let page = commune.clerk.get(NEW).await;
        let term = commune.term.to_string();
        let typed = [("title", "Đường <thôn>"), ("chair", term.as_str()), ("place", "Nhà văn hóa")];
        let answer = send(&commune.clerk, &page, NEW, &typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let again = send(&commune.clerk, &page, NEW, &typed).await;
        assert_eq!(again.location(), answer.location(), "the same form makes one dialogue");
        let desk = commune.clerk.get(answer.location()).await;
        assert!(desk.shows("Đường <thôn>") && desk.shows("Đinh Quang Sáng") && desk.html.contains("id=\"desk-form\""));
        for (path, count) in [("/dialogues", 2), ("/", 2)] {
            let found = links(&commune.clerk.get(path).await.html);
            assert_eq!(found.iter().filter(|link| link.ends_with("/desk")).count(), count, "{path}");
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_dialogue_is_shown_again_and_not_kept() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        for (field, typed, refusal) in [
            ("title", " ", Refusal::Missing { field: "title" }),
            ("happened_on", "", Refusal::Missing { field: "happened_on" }),
            ("happened_on", "31/09/2026", Refusal::NotADate { field: "happened_on", typed: "31/09/2026".to_owned() }),
            ("happened_on", "12/09/2026", Refusal::HappenedInFuture { today: day("2026-09-11") }),
            ("territory", "1", Refusal::NotAChoice { field: "territory" }),
            ("chair", "1", Refusal::NotAChoice { field: "chair" }),
        ] {
            let mut all = vec![("title", "Đường thôn"), ("place", "Nhà văn hóa")];
            all.retain(|(name, _)| *name != field);
            all.push((field, typed));
            let answer = send(&clerk, &clerk.get(NEW).await, NEW, &all).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{refusal}");
            assert_eq!(error(&answer.html, field), told(lang, &refusal));
            let again = shown(&answer.html);
            for (name, value) in all.iter().filter(|(_, value)| *value != "1") {
                assert!(again.iter().any(|(own, kept)| own == name && kept == value), "{name}={value} after {refusal}");
            }
        }
    }
    let found = links(&commune.clerk.get("/dialogues").await.html);
    assert_eq!(found.iter().filter(|link| link.ends_with("/desk")).count(), 1);
    commune.house.verify().await;
}

/// Every dialogue stands on one page of the list: those of the division for the clerk, and not for the approver, who reads
/// the body alone.
#[tokio::test(flavor = "multi_thread")]
async fn the_list_shows_each_dialogue_once_to_whom_it_may_be_shown() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let division = commune.house.found(commune.organisation, "division", "Phòng Kinh tế", None).await;
    let division = commune.house.account("phong", division, &[Role::Clerk]).await;
    for n in 0..26 {
        commune.house.dialogue(commune.by, &format!("Cuộc {n}")).await;
        commune.house.dialogue(division, &format!("Cuộc của phòng {n}")).await;
    }
    let approver = commune.colleague(Role::Approver).await;
    for (browser, expected) in [(&commune.clerk, 53), (&approver, 27)] {
        let (mut found, mut rows, mut next) = (BTreeSet::new(), 0, Some("/dialogues".to_owned()));
        while let Some(path) = next {
            let page = browser.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            let ways = links(&page.html);
            let desks: Vec<&String> = ways.iter().filter(|link| link.ends_with("/desk")).collect();
            rows += desks.len();
            found.extend(desks.into_iter().cloned());
            next = ways.into_iter().find(|link| link.contains("after="));
        }
        assert_eq!((rows, found.len()), (expected, expected));
        for desk in found.iter().take(3) {
            assert_eq!(browser.get(desk).await.status, StatusCode::OK);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_tells_all_that_is_wrong_with_it_in_the_order_of_the_page() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let typed =
            [("title", ""), ("session", "31/02/2026"), ("form", ""), ("audience", "nobody"), ("happened_on", "")];
        let refused = clerk.post("/dialogues/announce", &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wrong = [
            Refusal::Missing { field: "title" },
            Refusal::Missing { field: "form" },
            Refusal::NotAChoice { field: "audience" },
            Refusal::NotADate { field: "session", typed: "31/02/2026".to_owned() },
            Refusal::Missing { field: "happened_on" },
        ];
        let summary = refused.html.split("govuk-error-summary__list").nth(1).expect("a summary");
        let summary = summary.split("</ul>").next().expect("its end");
        let links: Vec<&str> = summary.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(links, ["title", "form", "audience", "session", "happened_on"]);
        for refusal in &wrong {
            let at = error(&refused.html, refusal.field().expect("a field"));
            assert!(at.contains(&told(lang, refusal)), "{at} of {refusal:?}");
        }
        let asked = told(lang, &wrong[1]);
        assert!(asked.contains(if lang == Lang::Vi { "chưa chọn" } else { "nothing chosen" }), "{asked}");
    }
}
