//! Settling a complaint on its page: its steps in the order of the law, what is wrong told at its field, and the list of those that
//! are settled.

use axum::http::StatusCode;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::letter_class::entered;
use super::{Commune, send, told};
use crate::house::TODAY;

/// A letter that is a complaint and was taken up: the address of its page.
async fn taken_up(commune: &Commune, words: &str) -> String {
    let page = entered(commune, words).await;
    let class = [
        ("version", "0"),
        ("kind", "complaint"),
        ("letter_competence", "within"),
        ("letter_sphere", "administrative"),
        ("letter_people", "1"),
        ("representatives", ""),
    ];
    let clerk = &commune.clerk;
    let done = send(clerk, &clerk.get(&page).await, &format!("{page}/classify"), &class).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    let accept =
        [("version", "0"), ("letter_outcome", "accept"), ("reason", "Thuộc thẩm quyền"), ("happened_on", TODAY)];
    let done = send(clerk, &clerk.get(&page).await, &format!("{page}/process"), &accept).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_is_settled_step_by_step_on_its_page_and_stands_in_a_list_of_its_own() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let other = entered(&commune, "Xin sửa đường vào nhà Kỳ Lân.").await;
        let none = clerk.get(&format!("{other}/complaint")).await;
        assert!(none.shows(&Lang::Vi.t("complaint-not-begun")), "{}", none.html);
        let letter = taken_up(&commune, "Khiếu nại việc thu hồi đất nhà Quách.").await;
        let page = format!("{letter}/complaint");
        assert!(clerk.get(&letter).await.html.contains(&page), "the letter leads to its steps");
        let accept = [
            ("complaint_step", "accept"),
            ("paper_number", "15/QĐ-UBND"),
            ("paper_signer", ""),
            ("known_on", "01/02/2026"),
            ("happened_on", TODAY),
        ];
        for lang in Lang::ALL {
            let clerk = clerk.in_language(lang);
            let before = clerk.get(&page).await;
            assert!(before.shows(&lang.of("complaint-phase", "received")), "{}", before.html);
            for step in ["accept", "refuse", "second"] {
                assert!(before.shows(&lang.of("complaint-step", step)), "{step}: {}", before.html);
            }
            assert!(!before.html.contains("value=\"decide\""), "nothing is decided before: {}", before.html);
            let typed = [&accept[..], &[("version", "0")]].concat();
            let wrong = send(&clerk, &before, &page, &typed).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(wrong.shows(&told(lang, &Refusal::Missing { field: "paper_signer" })), "{}", wrong.html);
            assert!(wrong.html.contains("15/QĐ-UBND"), "what was typed stands there again: {}", wrong.html);
            let typed = [("version", "0"), ("complaint_step", "decide"), ("happened_on", TODAY)];
            let wrong = send(&clerk, &before, &page, &typed).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            let what = lang.told(Refusal::ComplaintStep.code(), None, &[]).what;
            assert!(wrong.shows(&what), "{}", wrong.html);
        }
        let typed = [&accept[..], &[("version", "0"), ("paper_signer", "Chủ tịch")]].concat();
        let typed: Vec<_> =
            typed.into_iter().filter(|(name, value)| *name != "paper_signer" || !value.is_empty()).collect();
        let done = send(clerk, &clerk.get(&page).await, &page, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        for lang in Lang::ALL {
            let clerk = clerk.in_language(lang);
            let after = clerk.get(&page).await;
            for shown in [
                &lang.of("complaint-phase", "accepted"),
                &lang.of("clock-kind", "complaint_solve"),
                &lang.t("complaint-decides-first-commune"),
                "15/QĐ-UBND",
                "Điều 27",
            ] {
                assert!(after.shows(shown), "{shown}: {}", after.html);
            }
            let late = lang.ta("complaint-limitation", &[("day", &"04/05/2026")]);
            assert!(after.shows(&late), "a warning and no wall: {}", after.html);
            let list = clerk.get("/complaints").await;
            assert!(list.html.contains(&page) && list.shows(&lang.of("complaint-phase", "accepted")), "{}", list.html);
            assert!(!clerk.get("/complaints?late=yes").await.html.contains(&page));
            assert!(!clerk.get("/complaints?complaint_phase=refused").await.html.contains(&page));
        }
        // The last step is struck on its page, and the one before is open again.
        let shown = clerk.get(&page).await;
        let post =
            shown.html.split("action=\"").filter_map(|rest| rest.split('"').next()).find(|it| it.ends_with("/strike"));
        let post = post.expect("the last step can be struck").to_owned();
        let done = send(clerk, &shown, &post, &[("reason", "Nhầm ngày")]).await;
        assert_eq!((done.status, done.location().starts_with(&page)), (StatusCode::SEE_OTHER, true), "{}", done.html);
        assert!(clerk.get(&page).await.shows(&Lang::Vi.of("complaint-phase", "received")));
        commune.house.verify().await;
    }
}
