//! Where a visit is found again: on the page of its case, on Today, in the book, from the number that counts its day.

use axum::http::StatusCode;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, cases, send};
use crate::house::{error, links, shown};

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_case_says_at_which_visit_it_was_raised_and_leads_there_for_who_reads_receptions() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let day = commune.set_reception("11/09/2026").await;
        commune.came(&day, &[("words", "Hỏi thủ tục"), ("visit_way", "open")]).await;
        commune.came(&day, &[("words", "Nước đục"), ("visit_way", "recorded")]).await;
        let letter = [("words", "Đơn xin sửa đường"), ("visit_way", "letter"), ("number", "31")];
        commune.came(&day, &letter).await;
        let page = commune.clerk.get(&day).await;
        let cases = cases(&page);
        let handler = commune.colleague(Role::Approver).await;
        let visit = format!("{day}?after=1#visit-");
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let case = clerk.get(&cases[0]).await;
            assert!(case.shows(&lang.ta("visit-number", &[("number", &"2")])), "{}", case.html);
            let link = links(&case.html).into_iter().find(|link| link.starts_with(&visit)).expect("it leads there");
            let anchor = link.split('#').nth(1).expect("an anchor");
            assert!(clerk.get(&link).await.html.contains(&format!("id=\"{anchor}\"")), "{link}");
            let taken = clerk.get(&cases[1]).await;
            let number = lang.ta("words-letter-numbered", &[("number", &"31")]);
            let said = lang.ta("words-letter-visit", &[("letter", &number), ("number", &"3")]);
            assert!(taken.shows(&said), "{}", taken.html);
            let other = handler.in_language(lang).get(&cases[0]).await;
            assert_eq!(other.status, StatusCode::OK);
            assert!(other.shows(&lang.ta("visit-number", &[("number", &"2")])) && !other.html.contains(&visit));
        }
        // What is kept from everybody has no number that leads to it.
        let withhold = format!("{day}/withhold");
        let second = page.html.split("name=\"visit\" value=\"").map(|rest| rest.split('"').next().unwrap_or_default());
        let mut known: Vec<&str> = second.skip(1).collect();
        known.dedup();
        let kept = send(&commune.clerk, &page, &withhold, &[("visit", known[1])]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.html);
        let case = commune.clerk.get(&cases[0]).await;
        assert!(case.shows(&Lang::Vi.t("words-visit")) && !case.html.contains(&visit), "{}", case.html);
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_days_opens_the_days_that_it_counts() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        commune.set_reception("25/09/2026").await;
        let day = commune.set_reception("11/09/2026").await;
        commune.came(&day, &[("words", "Hỏi thủ tục"), ("visit_way", "open")]).await;
        for lang in Lang::ALL {
            let clerk = clerk.in_language(lang);
            let year = clerk.get("/receptions").await;
            let days: Vec<String> = links(&year.html).into_iter().filter(|link| link.contains("held=yes")).collect();
            assert_eq!(days.len(), 3, "by kind, all, and by who received: {}", year.html);
            for link in days {
                let list = clerk.get(&link.replace("&amp;", "&")).await;
                assert_eq!(list.html.matches("ln-row--dialogue").count(), 1, "{link}");
                assert!(list.shows("11/09/2026") && list.shows(&lang.t("reception-days-whole")), "{}", list.html);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_went_by_stands_on_today_until_somebody_says_whether_it_was_held() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let day = commune.set_reception("10/09/2026").await;
        for lang in Lang::ALL {
            let said = lang.ta("today-reception-passed", &[("day", &"10/09/2026")]);
            assert!(commune.clerk.in_language(lang).get("/").await.shows(&said), "{said}");
        }
        commune.came(&day, &[("words", "Hỏi thủ tục"), ("visit_way", "guided"), ("visit_said", "Đến Một cửa")]).await;
        let said = Lang::Vi.ta("today-reception-passed", &[("day", &"10/09/2026")]);
        assert!(!commune.clerk.get("/").await.shows(&said));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_book_whose_days_are_wrong_says_so_beside_the_field() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for (days, field) in [("from=32/01/2026", "from"), ("from=2026-09-01&to=2026-08-01", "to")] {
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let wrong = clerk.get(&format!("/receptions/book?{days}")).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.html);
            assert!(!error(&wrong.html, field).is_empty(), "{}", wrong.html);
            assert!(!wrong.shows(&lang.t("visits-none")), "it says nothing of visits");
        }
    }
    let typed = commune.clerk.get("/receptions/book?from=32/01/2026").await;
    assert!(shown(&typed.html).contains(&("from".to_owned(), "32/01/2026".to_owned())), "what was typed stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_on_typing_sees_the_visit_typed_last_and_a_struck_one_says_that_alone() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let day = commune.set_reception("11/09/2026").await;
    for turn in 1..=51 {
        let words = format!("Hỏi thủ tục lần {turn}.");
        commune.came(&day, &[("words", &words), ("visit_way", "open")]).await;
    }
    let page = commune.clerk.get(&format!("{day}?said=visit-recorded")).await;
    assert!(page.shows("lần 51.") && !page.shows("lần 1."), "{}", page.html);
    assert!(page.shows(&Lang::Vi.t("first-page")), "and the way to the first");
    let strike = format!("{day}/strike-visit");
    let newest = page.html.rsplit("name=\"visit\" value=\"").next().and_then(|rest| rest.split('"').next());
    let typed = [("visit", newest.expect("the newest visit")), ("reason", "Gõ nhầm")];
    let struck = send(&commune.clerk, &page, &strike, &typed).await;
    assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.html);
    let page = commune.clerk.get(&format!("{day}?after=50")).await;
    assert!(page.shows(&Lang::Vi.t("visit-outcome-struck")) && !page.shows(&Lang::Vi.t("words-kept")), "{}", page.html);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_keeps_identities_reads_the_day_and_opens_its_names() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let day = commune.set_reception("11/09/2026").await;
    commune.came(&day, &[("who", "Bà Vàng Anh Canari"), ("words", "Nước đục"), ("visit_way", "open")]).await;
    let keeper = commune.colleague(Role::IdentityKeeper).await;
    let page = keeper.get(&day).await;
    assert_eq!(page.status, StatusCode::OK);
    let names = format!("{day}/names");
    assert!(page.html.contains(&names) && !page.html.contains(&format!("{day}/visits")), "{}", page.html);
    assert!(send(&keeper, &page, &names, &[]).await.shows("Canari"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_directed_is_asked_about_where_it_is_typed() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let day = commune.set_reception("11/09/2026").await;
    commune.came(&day, &[("words", "Hỏi thủ tục"), ("visit_way", "open")]).await;
    let conclude = format!("{day}/conclude");
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let page = clerk.get(&day).await;
        assert!(!page.shows(&lang.t("visit-withhold-notice")), "there is no notice yet");
        let typed = [("number", "12/TB-UBND"), ("directions", "Chuyển đơn tố cáo đến Thanh tra tỉnh")];
        let asked = send(&clerk, &page, &conclude, &typed).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.html);
        assert!(!error(&asked.html, "directions-conclude").is_empty(), "{}", asked.html);
        assert!(asked.html.contains("id=\"no_denunciation-conclude\""), "{}", asked.html);
    }
    let page = commune.clerk.get(&day).await;
    let typed = [("number", "12/TB-UBND"), ("directions", "Chuyển đơn tố cáo"), ("no_denunciation", "yes")];
    let done = send(&commune.clerk, &page, &conclude, &typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    let page = commune.clerk.get(&day).await;
    assert!(page.shows(&Lang::Vi.t("act-reception-directed-no-denunciation")), "{}", page.html);
    assert!(page.shows(&Lang::Vi.t("visit-withhold-notice")), "who keeps a visit is told of the notice");
}
