//! What kind of letter one is, on its page: classified, split, said to raise what another case raises.

use axum::http::StatusCode;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, cases, send, told};
use crate::house::links;

const NEW: &str = "/letters/new";

/// Enters a letter and gives the address of its page.
pub(super) async fn entered(commune: &Commune, words: &str) -> String {
    let typed = [("words", words), ("kind", "complaint"), ("field", "01"), ("near_seen", "yes")];
    let answer = send(&commune.clerk, &commune.clerk.get(NEW).await, NEW, &typed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
    let next = commune.clerk.get(answer.location()).await;
    let own = links(&next.html).into_iter().find(|link| link.starts_with("/letters/") && link != NEW);
    own.expect("the next form leads to the letter")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_classified_on_its_page_and_the_page_says_what_it_lacks() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let page = entered(&commune, "Khiếu nại việc thu hồi đất nhà Quách.").await;
        let post = format!("{page}/classify");
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let before = clerk.get(&page).await;
            assert!(before.shows(&lang.t("letter-class-none")), "{}", before.html);
            let typed =
                [("version", "0"), ("kind", "complaint"), ("letter_sphere", "judicial"), ("letter_people", "6")];
            let wrong = send(&clerk, &before, &post, &typed).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.shows(&told(lang, &Refusal::Missing { field: "letter_competence" })), "{}", wrong.html);
        }
        let typed = [
            ("version", "0"),
            ("kind", "complaint"),
            ("letter_competence", "outside"),
            ("letter_sphere", "judicial"),
            ("letter_people", "6"),
            ("representatives", "3"),
            ("letter_lacks", "signature"),
        ];
        let done = send(&commune.clerk, &commune.clerk.get(&page).await, &post, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        for lang in Lang::ALL {
            let after = commune.clerk.in_language(lang).get(&page).await;
            for said in
                ["letter-content-complaint", "letter-ineligible", "letter-competence-outside", "letter-sphere-judicial"]
            {
                assert!(after.shows(&lang.t(said)), "{said}: {}", after.html);
            }
            let lack = domain::letter::class::lack("signature").expect("it is one");
            assert!(after.shows(if lang == Lang::Vi { &lack.title } else { &lack.title_en }));
            assert!(after.shows(&lang.ta("visit-speak-too-many", &[("most", &2_i64)])), "six people have two speakers");
            let list = commune.clerk.in_language(lang).get("/letters?letter_class=complaint").await;
            assert!(cases(&list).len() == 1 && list.shows(&lang.t("letter-ineligible")), "{}", list.html);
        }
        assert!(cases(&commune.clerk.get("/letters?letter_class=none").await).is_empty());
        // Whoever read the page before that is told so.
        let late = send(&commune.clerk, &commune.clerk.get(&page).await, &post, &typed).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.html);
        let anew = [
            ("kind", "feedback"),
            ("letter_competence", "within"),
            ("letter_sphere", "administrative"),
            ("letter_people", "1"),
            ("representatives", ""),
        ];
        let done = send(&commune.clerk, &commune.clerk.get(&page).await, &post, &anew).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        assert!(commune.clerk.get(&page).await.shows(&Lang::Vi.t("letter-content-petition")));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_content_is_split_off_a_letter_and_leads_to_its_own_case_until_that_was_a_mistake() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let page = entered(&commune, "Ranh giới đất nhà Quách.").await;
        let post = format!("{page}/parts");
        let typed = [("words", "Mương thoát nước sau nhà bị lấp."), ("kind", "feedback"), ("field", "03")];
        let done = send(&commune.clerk, &commune.clerk.get(&page).await, &post, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let shown = commune.clerk.get(&page).await;
        assert!(shown.shows("Mương thoát nước sau nhà bị lấp."), "{}", shown.html);
        let strike = shown.html.split("action=\"").find(|it| it.starts_with(&post) && it.contains("/strike\""));
        let strike = strike.and_then(|it| it.split('"').next()).expect("it can be taken back").to_owned();
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let wrong = send(&clerk, &clerk.get(&page).await, &strike, &[("reason", "")]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.shows(&told(lang, &Refusal::Missing { field: "reason" })), "{}", wrong.html);
        }
        let done = send(&commune.clerk, &commune.clerk.get(&page).await, &strike, &[("reason", "Tách nhầm")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        assert!(commune.clerk.get(&page).await.shows(&Lang::Vi.t("letter-part-struck")));
        let other = entered(&commune, "Đèn đường hỏng cả tuần rồi.").await;
        let foreign = strike.replace(&page, &other);
        let none = commune.clerk.post(&foreign, &[("key", "foreign"), ("reason", "Tách nhầm")]).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "it is of another letter");
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_repeats_a_case_goes_into_it_when_it_is_entered_or_later() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        entered(&commune, "Ranh giới đất nhà Quách chưa rõ, đề nghị đo lại.").await;
        let first = cases(&commune.clerk.get("/letters").await).remove(0);
        let number = first.replace("/cases/", "VV-");
        let typed = [("words", "Đề nghị đo lại ranh giới đất nhà Quách."), ("kind", "complaint"), ("field", "01")];
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let wrong = [&typed[..], &[("letter_repeats", "chín")]].concat();
            let wrong = send(&clerk, &clerk.get(NEW).await, NEW, &wrong).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.shows(&told(lang, &Refusal::Unreadable { field: "letter_repeats" })), "{}", wrong.html);
        }
        let again = [&typed[..], &[("letter_repeats", &number)]].concat();
        let done = send(&commune.clerk, &commune.clerk.get(NEW).await, NEW, &again).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        assert!(
            commune.clerk.get(&first).await.shows("Đề nghị đo lại ranh giới đất nhà Quách."),
            "it is a point there"
        );
        let later = entered(&commune, "Chưa ai đo ranh giới đất cho nhà tôi.").await;
        let repeat = format!("{later}/repeat");
        let done =
            send(&commune.clerk, &commune.clerk.get(&later).await, &repeat, &[("letter_repeats", &number)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let page = clerk.get(&later).await;
            assert!(page.shows(&lang.t("letter-repeats-case")) && links(&page.html).contains(&first), "{}", page.html);
            let held = send(&clerk, &page, &repeat, &[]).await;
            let words = lang.told(Refusal::LaterStands.code(), None, &[]);
            assert!(held.shows(&words.what) && held.shows(&words.remedy), "it is a point there: {}", held.html);
        }
        commune.house.verify().await;
    }
}
