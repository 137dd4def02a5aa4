//! A plan from its draft to the board, by keyboard alone and without script; and its pages.

use fantoccini::key::Key;

use super::driver::Browser;
use super::keyboard::Hands;
use super::page::Looker;
use super::signed_in;
use super::slow_pages::{first, open, send};

#[tokio::test]
async fn a_plan_is_drafted_and_issued_without_a_mouse() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    browser.goto("/plans/new?year=2031").await;
    browser.arrive("form[action='/plans']").await;
    hands.tab_to("#month-1").await;
    hands.press(&[Key::Down, Key::Down, Key::Down]).await;
    hands.tab_to("#topic-1").await;
    hands.types("Dat dai").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-notice").await;
    assert!(browser.text("h1").await.contains("2031"));
    hands.tab_to("#to-advance").await;
    hands.press(&[Key::Down]).await;
    hands.tab_to("form[action$='/advance'] button").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-notice").await;
    assert!(browser.text("main").await.contains("Đã ban hành"));
    browser.goto(&first(&browser, ".govuk-breadcrumbs a").await).await;
    browser.arrive(".ln-board").await;
    assert_eq!(browser.count("[data-head] .ln-ev--plan").await, 1, "what is planned for March 2031 is to come");
    browser.close().await;
}

/// The board and one plan with its forms, as whoever writes plans sees them.
pub(super) async fn look(browser: &Browser, looker: &mut Looker) {
    open(looker, browser, "/plans", "plans", 200).await;
    let counter = first(browser, ".ln-counts a").await;
    open(looker, browser, &counter, "plans-opened", 200).await;
    open(looker, browser, "/plans/new?year=2029", "plan-new", 200).await;
    send(browser, "form[action='/plans']", &[("topic-1", "Đất đai")], ".govuk-error-summary").await;
    looker.look(browser, "plan-new-refused", 422).await;
    browser.goto("/plans/new?year=2029").await;
    browser.arrive("form[action='/plans']").await;
    let typed = [("month-1", "3"), ("topic-1", "Đất đai"), ("month-2", "9"), ("topic-2", "Rác thải")];
    send(browser, "form[action='/plans']", &typed, ".ln-notice").await;
    send(browser, "form[action$='/advance']", &[("to", "approved")], ".ln-notice").await;
    looker.look(browser, "plan", 200).await;
    let amend = first(browser, "a[href$='/amend']").await;
    send(browser, "form[action$='/cancel']", &[("reason", "")], ".govuk-error-summary").await;
    looker.look(browser, "plan-refused", 422).await;
    open(looker, browser, &amend, "plan-amend", 200).await;
}
