//! The first page, the list of cases, and the language in which they are read.

use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, cases};
use crate::house::{House, error, links, shown};

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_of_a_new_house_says_what_to_do() {
    let house = House::open(Fresh::sqlite()).await;
    let first = house.signed_in(crate::house::FIRST).await;
    for lang in Lang::ALL {
        let page = first.in_language(lang).get("/").await;
        assert!(page.shows(&lang.t("home-empty-title")));
        for way in ["/dialogues/new", "/accounts", "/account"] {
            assert!(links(&page.html).iter().any(|link| link == way), "{way}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_shows_what_is_under_way_to_those_who_may_read_it() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let case = commune.type_in(&[("words", "Nước đục.")]).await;
    for (role, dialogues, own) in
        [(Role::Supervisor, true, true), (Role::IdentityKeeper, false, true), (Role::Administrator, false, false)]
    {
        let browser = commune.colleague(role).await;
        for lang in Lang::ALL {
            let page = browser.in_language(lang).get("/").await;
            let ways = links(&page.html);
            assert_eq!(ways.contains(&commune.desk()), dialogues, "{}", role.as_str());
            assert_eq!(cases(&page).contains(&case), own, "{}", role.as_str());
            assert_eq!(page.shows("Nước đục."), own, "{}", role.as_str());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chosen_language_is_kept_and_leads_back() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for (lang, back) in [(Lang::En, "/cases?outcome=resolved"), (Lang::Vi, "/"), (Lang::En, &commune.desk())] {
        let answer = commune.clerk.post(&format!("/language/{lang}"), &[("back", back)]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, back));
        let cookie = answer.headers.get(SET_COOKIE).expect("a cookie").to_str().expect("ASCII");
        assert!(cookie.starts_with(&format!("langnghe-lang={lang};")), "{cookie}");
        let page = commune.clerk.in_language(lang).get(back).await;
        assert!(page.html.contains(&format!("<html lang=\"{lang}\"")));
        let entries = [lang.t("nav-home"), lang.t("nav-cases"), lang.t("sign-out"), lang.other().t("language-name")];
        assert!(entries.iter().all(|words| page.shows(words)), "{lang}");
    }
    for back in ["//evil.example", "https://evil.example/", "/\\evil.example", "/\t/evil.example"] {
        assert_eq!(commune.clerk.post("/language/en", &[("back", back)]).await.location(), "/", "{back:?}");
    }
    assert_eq!(commune.clerk.post("/language/fr", &[]).await.status, StatusCode::NOT_FOUND);
}

/// A refusal without a form of its own, and what is not there, speak the reader's language.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_or_not_there_is_told_in_the_readers_language() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let page = clerk.get("/cases/1").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.shows(&lang.fault("not-there").what));
        let page = clerk.get("/accounts").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.shows(&lang.told("not-allowed", None, &[]).what));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_cases_is_filtered_and_says_by_what() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let open = commune.type_in(&[("words", "Nước đục.")]).await;
    let settled = commune.type_in(&[("words", "Rác đầy."), ("mark", "answered"), ("answer", "Đã dọn.")]).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let mut both = vec![open.clone(), settled.clone()];
        both.sort();
        for (query, expected) in [
            ("", both.clone()),
            ("?outcome=resolved", vec![settled.clone()]),
            ("?outcome=not_taken_up", vec![open.clone()]),
            ("?outcome=in_progress", vec![]),
            ("?from=11%2F09%2F2026&to=11%2F09%2F2026", both.clone()),
            ("?to=2026-09-10", vec![]),
        ] {
            let page = clerk.get(&format!("/cases{query}")).await;
            assert_eq!(cases(&page), expected, "{query}");
            let count = i64::try_from(expected.len()).expect("few");
            assert!(page.shows(&lang.ta("cases-count", &[("count", &count)])), "{query}");
        }
        for (field, typed, more) in [
            ("from", "31/02/2026", ""),
            ("to", "10/09/2026", "&from=2026-09-11"),
            ("state_on", "01/01/2027", ""),
            ("outcome", "lost", ""),
        ] {
            let page = clerk.get(&format!("/cases?{field}={}{more}", typed.replace('/', "%2F"))).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert_eq!(cases(&page), Vec::<String>::new(), "{field}");
            assert!(!error(&page.html, field).is_empty());
            let kept = shown(&page.html).iter().any(|(own, kept)| own == field && kept == typed);
            assert!(kept || field == "outcome", "{field} shows what was typed");
        }
        assert_eq!(clerk.get("/cases?level=heaven").await.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_leaves_whoever_is_signed_in_their_ways_on() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        for path in ["/cases/999999999", "/no-such-page", "/plans/x"] {
            let page = clerk.get(path).await;
            assert!(page.status.is_client_error(), "{path}");
            for words in ["ln-top__nav", "ln-sim", "href=\"/dialogues\"", "action=\"/sign-out\""] {
                assert!(page.html.contains(words), "{path}: {words}");
            }
        }
    }
    let nobody = commune.house.visitor().get("/no-such-page").await;
    assert!(!nobody.html.contains("ln-top__nav"), "whoever is not signed in has none");
}
