//! Reception in a real browser: the schedule, setting a day, typing visits one after the other, the book.

use super::driver::Browser;
use super::page::Looker;
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
