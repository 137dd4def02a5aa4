//! From a case to the rule behind its date, and a rule confirmed after its preview.

use fantoccini::key::Key;

use super::driver::Browser;
use super::keyboard::Hands;
use super::page::Looker;
use super::signed_in;
use super::slow_pages::{open, send};

#[tokio::test]
async fn a_date_opens_into_its_days_and_its_rule() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    browser.goto("/cases").await;
    browser.arrive("[data-list] .ln-row:has(.ln-status--todo) a").await;
    hands.tab_to("[data-list] .ln-row:has(.ln-status--todo) a").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-why").await;
    if browser.count(".ln-why[open]").await == 0 {
        hands.tab_to(".ln-why summary").await;
        hands.press(&[Key::Enter]).await;
    }
    browser.find(".ln-why[open] .ln-day--due").await;
    let asked = browser.text(".ln-why summary").await;
    let due = browser.text(".ln-why .ln-day--due b").await;
    assert!(asked.starts_with("Vì sao là ") && asked.contains(&due), "{asked}: {due}");
    assert_eq!(browser.text(".ln-why .ln-day--due em").await, "10 hạn");
    hands.tab_to(".ln-why__rule a").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-rule").await;
    assert!(browser.text("main").await.contains("Luật Tiếp công dân"));
    browser.close().await;
}

#[tokio::test]
async fn a_rule_is_confirmed_after_its_preview() {
    let (_program, browser) = signed_in("quan.tri", "vi").await;
    at_the_root(&browser).await;
    let mut hands = Hands::on(&browser);
    browser.goto("/rules/TCD-NOTIFY").await;
    browser.arrive("form[action='/rules/TCD-NOTIFY/preview']").await;
    browser.js("document.querySelector('#amount').value = ''").await;
    for (field, typed) in [
        ("#amount", "7"),
        ("#valid_from", "01/01/2026"),
        ("#document_title", "Quy che tiep cong dan"),
        ("#document_number", "1-QC/DU"),
        ("#happened_on", "05/01/2026"),
    ] {
        hands.tab_to(field).await;
        hands.types(typed).await;
    }
    hands.press(&[Key::Enter]).await;
    browser.arrive("form[action='/rules/TCD-NOTIFY/confirm']").await;
    assert!(browser.text("h1").await.starts_with("Xác nhận: "));
    assert!(browser.count("tbody tr").await > 0, "clocks that run get another date");
    hands.tab_to("form[action='/rules/TCD-NOTIFY/confirm'] button").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-notice").await;
    assert!(browser.text(".ln-change").await.contains("không quá 7 ngày làm việc"));
    browser.close().await;
}

/// The pages of rules, calendar, due dates and handovers, as whoever may change them sees them.
pub(super) async fn look(browser: &Browser, looker: &mut Looker) {
    open(looker, browser, "/rules", "rules", 200).await;
    open(looker, browser, "/due?event_on=20/08/2026&amount=10&unit=wd&direction=after", "due", 200).await;
    open(looker, browser, "/due?event_on=x&amount=10", "due-refused", 422).await;
    open(looker, browser, "/calendar?year=2028", "calendar-unknown", 200).await;
    open(looker, browser, "/handovers", "handovers", 200).await;
    at_the_root(browser).await;
    open(looker, browser, "/calendar?year=2027", "calendar", 200).await;
    send(browser, "#set ~ form", &[("on", "32/01/2027")], ".govuk-error-summary").await;
    looker.look(browser, "calendar-refused", 422).await;
    open(looker, browser, "/rules/TCD-NOTIFY", "rule", 200).await;
    let form = "form[action='/rules/TCD-NOTIFY/preview']";
    send(browser, form, &[("amount", "x")], ".govuk-error-summary").await;
    looker.look(browser, "rule-refused", 422).await;
    let typed = [
        ("amount", "7"),
        ("valid_from", "01/01/2026"),
        ("document_title", "Quy chế tiếp công dân"),
        ("document_number", "1-QC/ĐU"),
        ("happened_on", "05/01/2026"),
    ];
    send(browser, form, &typed, "form[action='/rules/TCD-NOTIFY/confirm']").await;
    looker.look(browser, "rule-preview", 200).await;
}

/// Works for the other body of the first account: the one that it administers.
async fn at_the_root(browser: &Browser) {
    browser.goto("/account").await;
    browser.arrive("form[action='/account/work-for']").await;
    browser.js("document.querySelector(\"form[action='/account/work-for']\").requestSubmit()").await;
    browser.arrive(".ln-notice").await;
}
