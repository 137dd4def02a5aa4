//! Reception in a real browser: the schedule, setting a day, typing visits one after the other, the book.

use fantoccini::key::Key;

use super::driver::Browser;
use super::keyboard::Hands;
use super::page::Looker;
use super::signed_in;
use super::slow_pages::{first, open, send};

/// Sets a day on which whoever is on duty receives, today.
async fn set(browser: &Browser) {
    browser.goto("/receptions/new").await;
    browser.arrive("form[action='/receptions']").await;
    let typed = [("receiver_kind", "staff"), ("reception_kind", "regular"), ("place", "Bộ phận một cửa")];
    send(browser, "form[action='/receptions']", &typed, ".ln-notice").await;
}

/// The pages of reception, as the office sees them that records it.
pub(super) async fn look(browser: &Browser, looker: &mut Looker) {
    open(looker, browser, "/receptions", "receptions", 200).await;
    open(looker, browser, "/receptions/new", "reception-new", 200).await;
    send(browser, "form[action='/receptions']", &[("reception_on", "31/02/2026")], ".govuk-error-summary").await;
    looker.look(browser, "reception-new-refused", 422).await;
    browser.goto("/receptions").await;
    browser.arrive("h1").await;
    let next = first(browser, "[data-list] a[href^='/receptions/']").await;
    open(looker, browser, &next, "reception-to-come", 200).await;
    set(browser).await;
    looker.look(browser, "reception-set", 200).await;
    let typing = "form[action$='/visits']";
    let day = browser.js("return location.pathname").await;
    send(browser, typing, &[("words", " "), ("people", "ba")], ".govuk-error-summary").await;
    looker.look(browser, "reception-visit-refused", 422).await;
    browser.goto(day.as_str().expect("an address")).await;
    browser.arrive(typing).await;
    let came = [("words", "Hỏi thủ tục tách thửa cho con"), ("field", "01.01"), ("visit_way", "open")];
    send(browser, typing, &came, ".ln-notice").await;
    looker.look(browser, "reception-held", 200).await;
    send(browser, "form[action$='/bind']", &[("visit_way", "refused")], ".govuk-error-summary").await;
    looker.look(browser, "reception-bind-refused", 422).await;
    open(looker, browser, "/receptions/book", "reception-book", 200).await;
}

#[tokio::test]
async fn visits_are_typed_one_after_the_other_by_keyboard_alone() {
    for language in ["vi", "en"] {
        let (_program, browser) = signed_in("thu.ky", language).await;
        set(&browser).await;
        let day = browser.js("return location.pathname").await;
        let mut hands = Hands::on(&browser);
        for (turn, words) in ["Hỏi thủ tục tách thửa", "Đề nghị sửa đường thôn"].into_iter().enumerate()
        {
            hands.tab_to("#who-visit").await;
            hands.types("Bà Hồ Thị Sim").await;
            hands.tab_to("#words-visit").await;
            hands.says(words).await;
            hands.press(&[Key::Control, Key::Enter]).await;
            browser.arrive(&format!("[data-visit]:nth-of-type({})", turn + 1)).await;
            assert_eq!(browser.js("return location.pathname").await, day, "the same day again");
            assert_eq!(browser.count("[data-visit]").await, turn + 1);
            let first = browser.js("return document.activeElement.id").await;
            assert_eq!(first, "who-visit", "the next one begins at its first field");
            assert_eq!(browser.js("return document.activeElement.value").await, "", "with nothing of the last");
        }
        for width in [360, 320] {
            browser.size(width, 800).await;
            let pushed = browser.js("return document.documentElement.scrollWidth - innerWidth").await;
            assert!(pushed.as_i64().is_some_and(|over| over <= 0), "{width}: {pushed} sideways");
            let broken = browser
                .js("return [...document.querySelectorAll('[data-visit] [data-number]')]
                         .filter(it => it.getClientRects().length > 1).length")
                .await;
            assert_eq!(broken, 0, "{width}: a heading breaks before its number");
        }
        browser.goto("/receptions/book").await;
        browser.arrive("#book").await;
        let pushed = browser.js("return document.documentElement.scrollWidth - innerWidth").await;
        assert!(pushed.as_i64().is_some_and(|over| over <= 0), "the book scrolls in its box: {pushed}");
        browser.close().await;
    }
}
