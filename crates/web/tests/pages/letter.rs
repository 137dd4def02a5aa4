//! Letters: entered one after another, each a case; a number that is there twice is shown.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, cases, send, told};
use crate::house::{day, error, shown};

const NEW: &str = "/letters/new";

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_becomes_a_case_and_the_next_one_can_be_entered_at_once() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let typed = [
            ("series", "Sổ tiếp nhận đơn"),
            ("number", "128"),
            ("who", "Ông Cao Văn Canari"),
            ("words", "Ranh giới <đất> chưa rõ."),
            ("field", "01"),
            ("kind", "recommendation"),
        ];
        let answer = send(&commune.clerk, &commune.clerk.get(NEW).await, NEW, &typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        let next = commune.clerk.get(answer.location()).await;
        let entered = cases(&next);
        assert_eq!(entered.len(), 1, "the last one leads to its case");
        let kept = shown(&next.html);
        assert!(kept.contains(&("series".to_owned(), "Sổ tiếp nhận đơn".to_owned())), "the book goes on: {kept:?}");
        let twice = send(&commune.clerk, &next, NEW, &typed).await;
        let twice = commune.clerk.get(twice.location()).await;
        let number = Lang::Vi.ta("letter-numbered", &[("number", &"128"), ("series", &"Sổ tiếp nhận đơn")]);
        assert!(twice.shows(&Lang::Vi.ta("letter-entered-twice", &[("number", &number)])), "{}", twice.html);
        let list = commune.clerk.get("/letters").await;
        assert_eq!(cases(&list).len(), 2);
        assert!(list.shows("Ranh giới <đất> chưa rõ.") && list.shows(&number));
        let case = commune.clerk.get(&cases(&list)[0]).await;
        let source = Lang::Vi.ta("words-letter-in", &[("number", &"128"), ("series", &"Sổ tiếp nhận đơn")]);
        assert!(case.shows(&source), "the page of the case says which letter it was: {}", case.html);
        // The level above reads the list, and no name stands in it.
        let above = commune.house.signed_in(crate::house::FIRST).await;
        let list = above.get(&format!("/letters?of={}", commune.organisation)).await;
        assert!(cases(&list).len() == 2 && !list.html.contains("Canari"));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_letter_is_shown_again_and_not_kept() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        for (field, typed, refusal) in [
            ("words", " ", Refusal::Missing { field: "words" }),
            ("received_on", "", Refusal::Missing { field: "received_on" }),
            ("received_on", "31/09/2026", Refusal::NotADate { field: "received_on", typed: "31/09/2026".to_owned() }),
            ("village", "1", Refusal::NotAChoice { field: "village" }),
            ("field", "x", Refusal::NotAChoice { field: "field" }),
        ] {
            let mut all = vec![("words", "Ranh giới đất."), ("number", "7"), ("who", "Bà Hồ Thị Sim")];
            all.retain(|(name, _)| *name != field);
            all.push((field, typed));
            let answer = send(&clerk, &clerk.get(NEW).await, NEW, &all).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{refusal}");
            if field == "words" {
                let said = error(&answer.html, field);
                assert!(said.starts_with(&lang.t("field-letter-words")), "a letter was not spoken: {said}");
            } else {
                assert_eq!(error(&answer.html, field), told(lang, &refusal));
            }
            let again = shown(&answer.html);
            for (name, value) in all.iter().filter(|(_, value)| !["1", "x"].contains(value)) {
                assert!(again.iter().any(|(own, kept)| own == name && kept == value), "{name}={value} after {refusal}");
            }
        }
        let late = [("words", "Ranh giới đất."), ("received_on", "12/09/2026")];
        let answer = send(&clerk, &clerk.get(NEW).await, NEW, &late).await;
        let future = Refusal::HappenedInFuture { today: day("2026-09-11") };
        let words = lang.told(future.code(), Some("received_on"), &future.facts());
        assert_eq!(error(&answer.html, "received_on"), format!("{} {}", words.what, words.remedy));
    }
    let approver = commune.colleague(Role::Approver).await;
    assert_eq!(approver.get(NEW).await.status, StatusCode::FORBIDDEN);
    assert!(cases(&commune.clerk.get("/letters").await).is_empty());
    commune.house.verify().await;
}
