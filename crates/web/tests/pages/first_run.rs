//! The first run: the place is found as people type it, and its bodies are there when it is over.

use axum::http::StatusCode;
use testing::Fresh;
use web::lang::Lang;

use crate::house::{Answer, Browser, Empty, error, links};

const PASSWORD: &str = "mot-cau-du-dai-de-nho";

async fn find(browser: &Browser, typed: &str) -> Answer {
    let answer = browser.get(&format!("/first-run/places?q={}", typed.replace(' ', "+"))).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer
}

/// Begins with a place, and gives the browser that is signed in.
async fn begin(empty: &Empty, typed: &[(&str, &str)]) -> (Browser, Answer) {
    let visitor = empty.visitor();
    let mut form =
        vec![("code", empty.code.as_str()), ("person", "Trần Thị Mận"), ("login", "man.tran"), ("password", PASSWORD)];
    form.extend_from_slice(typed);
    let answer = visitor.post("/first-run", &form).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.html);
    (visitor.with_session_of(&answer), answer)
}

#[tokio::test]
async fn a_place_is_found_with_and_without_marks_and_by_its_earlier_name() {
    let empty = Empty::open(Fresh::sqlite()).await;
    let browser = empty.visitor();
    for typed in ["Tỉnh Phú Thọ", "tinh phu tho", "phu tho"] {
        assert!(find(&browser, typed).await.shows("value=\"province:25\""), "{typed}");
    }
    // The province was merged on 2025-07-01.
    let old = find(&browser, "tinh vinh phuc").await;
    assert!(
        old.shows("value=\"province:25\"") && old.shows("tỉnh Vĩnh Phúc (cũ) nay thuộc tỉnh Phú Thọ"),
        "{}",
        old.html
    );
    let none = find(&browser, "khong co noi nay").await;
    assert!(!none.html.contains("type=\"radio\"") && none.shows("khong co noi nay"), "it says what it looked for");
    assert!(!find(&browser, "").await.html.contains("type=\"radio\""));
}

/// The button of the form does what the script does.
#[tokio::test]
async fn the_place_is_found_without_script() {
    let empty = Empty::open(Fresh::sqlite()).await;
    let browser = empty.visitor();
    let typed = [("code", empty.code.as_str()), ("find", "binh son, quang ngai"), ("login", "x"), ("password", "y")];
    let page = browser.post("/first-run", &[&typed[..], &[("do", "find")]].concat()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.html.contains("name=\"chosen\""), "there is something to choose: {}", page.html);
    assert!(page.shows(&format!("value=\"{}\"", empty.code)) && !page.html.contains("govuk-error-summary"));
    // Nothing chosen: the choice is asked for where it is, or the search where there is none.
    for lang in Lang::ALL {
        let browser = browser.in_language(lang);
        let page = browser.post("/first-run", &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(error(&page.html, "chosen"), lang.t("place-choose"));
        let page = browser.post("/first-run", &[("find", "khong co noi nay")]).await;
        assert_eq!(error(&page.html, "find"), lang.t("place-choose"));
    }
}

#[tokio::test]
async fn a_commune_begins_with_the_bodies_it_has() {
    for database in Fresh::both().await {
        let empty = Empty::open(database).await;
        let part = find(&empty.visitor(), "xa binh son").await;
        let unit =
            part.html.split("value=\"").find_map(|rest| rest.split('"').next().filter(|v| v.starts_with("commune:")));
        let unit = unit.expect("a commune of that name").to_owned();
        let chosen = empty.visitor().get(&format!("/first-run/places?q=xa+binh+son&chosen={unit}")).await;
        let names = ["Đảng ủy xã Bình Sơn", "Ủy ban nhân dân xã Bình Sơn", "Phòng Kinh tế xã Bình Sơn"];
        assert!(names.iter().all(|name| chosen.shows(name)), "{}", chosen.html);
        let (browser, codes) = begin(&empty, &[("find", "xa binh son"), ("chosen", &unit)]).await;
        assert!(codes.html.contains("ln-codes"));
        let home = browser.get("/").await;
        assert!(home.shows("Xem, đổi tên") && home.shows("Chưa ghi ai"), "{}", home.html);
        // The administrator of the root keeps the accounts of the committee below it as well.
        assert!(links(&home.html).contains(&"/accounts".to_owned()), "{}", home.html);
        assert!(browser.get("/accounts").await.shows("man.tran"));
        let list = browser.get("/organisations").await;
        assert!(names.iter().all(|name| list.shows(name)), "{}", list.html);
        assert!(list.shows("Trạm Y tế xã Bình Sơn"), "bodies outside stand apart");
        // Whoever began works for both committees.
        let account = browser.get("/account").await;
        assert_eq!(account.html.matches("action=\"/account/work-for\"").count(), 1, "{}", account.html);
        for link in links(&list.html).iter().filter(|link| link.starts_with("/organisations/")) {
            assert_eq!(browser.get(link).await.status, StatusCode::OK, "{link}");
        }
        let (visitor, again) = (empty.visitor(), "/first-run/places?q=a");
        assert_eq!(visitor.get(again).await.status, StatusCode::NOT_FOUND, "nobody begins again");
        let history = store::history::verify(&mut empty.store.reader().await.unwrap()).await.unwrap();
        assert_eq!(history.problems, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_place_that_is_in_no_list_begins_as_well() {
    let empty = Empty::open(Fresh::sqlite()).await;
    let (browser, _) = begin(&empty, &[("level", "commune"), ("territory", "Xã Sông Trầm")]).await;
    assert!(browser.get("/organisations").await.shows("Ủy ban nhân dân xã Sông Trầm"));
}
