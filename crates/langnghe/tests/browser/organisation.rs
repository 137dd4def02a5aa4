//! The first run and the bodies that come of it, in a real browser.

use fantoccini::key::Key;

use super::driver::Browser;
use super::keyboard::Hands;
use super::page::{Looker, keep};
use super::program::{PASSWORD, Program};
use super::seat;
use super::slow_pages::{first, open, send};

/// Types who begins, and begins.
async fn begin(browser: &Browser, hands: &mut Hands<'_>) {
    hands.tab_to("#person").await;
    hands.types("Trần Thị Mận").await;
    hands.tab_to("#login").await;
    hands.types("man.tran").await;
    hands.tab_to("#password").await;
    hands.types(PASSWORD).await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-codes").await;
    hands.tab_to("main a[href='/']").await;
    hands.press(&[Key::Enter]).await;
    // A database of real use: who administers it sets an app for codes up first.
    seat::set_up(browser, hands).await;
    browser.arrive(".ln-steps").await;
}

#[tokio::test]
async fn the_first_run_needs_no_mouse() {
    let program = Program::empty().await;
    let browser = Browser::open(&program, "vi").await;
    browser.goto("/first-run").await;
    browser.arrive("#code").await;
    let mut hands = Hands::on(&browser);
    hands.tab_to("#code").await;
    hands.types(&program.code).await;
    hands.tab_to("#find").await;
    hands.types("binh son, quang ngai").await;
    browser.find("#place-choices input[name=chosen]").await;
    hands.press(&[Key::Down]).await;
    browser.find("#place-bodies li").await;
    keep(&browser, "vi", "first-run-found", 1280).await;
    let bodies = browser.text("#place-bodies").await;
    assert!(bodies.contains("Đảng ủy xã Bình Sơn") && bodies.contains("Trạm Y tế xã Bình Sơn"), "{bodies}");
    begin(&browser, &mut hands).await;
    assert!(browser.text(".ln-steps").await.contains("Đảng ủy xã Bình Sơn"));

    // Who heads it, from the first step that is not done.
    hands.tab_to(".ln-step li a").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive("#post-terms").await;
    hands.tab_to("#post-terms").await;
    hands.types("Bi").await;
    // Since when is asked and not proposed.
    hands.tab_to("#from_on-terms").await;
    hands.types("01/07/2025").await;
    hands.tab_to("#person-terms").await;
    hands.types("Phạm Văn Sậy").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-notice").await;
    let holders = browser.text("section[aria-labelledby=terms]").await;
    assert!(holders.contains("Phạm Văn Sậy, Bí thư"), "{holders}");
    browser.close().await;
}

#[tokio::test]
async fn the_first_run_works_without_script() {
    let program = Program::empty().await;
    let browser = Browser::open(&program, "vi").await;
    browser.without_script().await;
    browser.goto("/first-run").await;
    browser.arrive("#code").await;
    let mut hands = Hands::on(&browser);
    hands.tab_to("#code").await;
    hands.types(&program.code).await;
    hands.tab_to("#find").await;
    hands.types("tinh vinh phuc").await;
    hands.tab_to("button[value=find]").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-places").await;
    let found = browser.text("#place-choices").await;
    assert!(found.contains("tỉnh Vĩnh Phúc (cũ) nay thuộc tỉnh Phú Thọ"), "{found}");
    hands.tab_to("input[value='province:25']").await;
    hands.press(&[Key::Space]).await;
    begin(&browser, &mut hands).await;
    assert!(browser.text(".ln-steps").await.contains("Tỉnh ủy Phú Thọ"));
    browser.close().await;
}

/// The pages of bodies, for an administrator who is signed in.
pub(super) async fn look(browser: &Browser, looker: &mut Looker) {
    open(looker, browser, "/organisations", "organisations", 200).await;
    let body = first(browser, ".ln-tree a").await;
    send(browser, "form[action='/organisations']", &[("body_name", "")], ".govuk-error-summary").await;
    looker.look(browser, "organisations-refused", 422).await;
    open(looker, browser, &body, "organisation", 200).await;
    for (act, name) in [("rename", "rename"), ("place", "place"), ("end", "end"), ("terms", "terms")] {
        browser.goto(&body).await;
        browser.arrive("h1").await;
        send(browser, &format!("form[action$='/{act}']:not([action^='/terms'])"), &[], ".govuk-error-summary").await;
        looker.look(browser, &format!("organisation-{name}-refused"), 422).await;
    }
}
