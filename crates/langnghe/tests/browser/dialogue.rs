//! Dialogues and letters in a real browser: from the announcement to the conclusion, and letters one after another.

use super::driver::Browser;
use super::page::Looker;
use super::slow_pages::{first, open, send};

/// The forms of the page opened one under another, as a reader who opens all of them sees it.
const ALL_OPEN: &str = "for (const part of document.querySelectorAll('main details')) part.open = true";

/// The pages of dialogues and letters.
pub(super) async fn look(browser: &Browser, looker: &mut Looker) {
    open(looker, browser, "/dialogues?state=concluded&from=01%2F01%2F2020", "dialogues-filtered", 200).await;
    open(looker, browser, "/dialogues?from=x", "dialogues-refused", 422).await;
    open(looker, browser, "/dialogues/announce", "announce", 200).await;
    let form = "form[action='/dialogues/announce']";
    send(browser, form, &[("title", "Chợ Bến Sen"), ("session", "mai")], ".govuk-error-summary").await;
    looker.look(browser, "announce-refused", 422).await;
    browser.goto("/dialogues/announce").await;
    browser.arrive(form).await;
    let today = browser.js("return document.querySelector('#happened_on').value").await;
    let today = today.as_str().expect("a day is proposed").to_owned();
    let typed = [
        ("title", "Chợ Bến Sen: chỗ ngồi, vệ sinh"),
        ("duties", "chairman"),
        ("form", "thematic"),
        ("audience", "residents"),
        ("session", today.as_str()),
        ("place", "Sân chợ"),
    ];
    send(browser, form, &typed, ".ln-sittings").await;
    looker.look(browser, "dialogue-announced", 200).await;
    let page = browser.js("return location.pathname").await.as_str().expect("a path").to_owned();
    browser.goto(&page).await;
    browser.arrive(".ln-sittings").await;
    browser.js(ALL_OPEN).await;
    looker.look(browser, "dialogue-announced-open", 200).await;
    let agenda = "form[action$='/agenda']";
    let lines = [("themes", "Chỗ ngồi\nVệ sinh"), ("policies", "Quyết định số 12/QĐ-UBND")];
    send(browser, agenda, &lines, ".ln-agenda").await;
    send(browser, "form[action$='/begin']", &[], "#desk-form").await;
    browser.goto(&page).await;
    browser.arrive(".ln-sittings").await;
    browser.js(ALL_OPEN).await;
    looker.look(browser, "dialogue-under-way", 200).await;
    send(browser, "form[action$='/attend']", &[("people_residents", "nhiều")], ".govuk-error-summary").await;
    looker.look(browser, "dialogue-refused", 422).await;
    send(browser, "form[action$='/hold']", &[("people_residents", "62")], ".ln-notice").await;
    looker.look(browser, "dialogue-held", 200).await;
    send(browser, "form[action$='/conclude']", &[], ".govuk-error-summary").await;
    looker.look(browser, "dialogue-not-concluded", 422).await;
    minutes(browser, looker, &format!("{page}/minutes")).await;
    open(looker, browser, &format!("{page}/synthesis"), "synthesis", 200).await;
    open(looker, browser, "/on-behalf", "on-behalf", 200).await;
    open(looker, browser, "/messages", "messages", 200).await;
    let settings = "form[action='/messages/settings']";
    send(browser, settings, &[("mail_address", "khong phai")], ".govuk-error-summary").await;
    looker.look(browser, "messages-refused", 422).await;
    open(looker, browser, "/letters", "letters", 200).await;
    open(looker, browser, "/letters/new", "letter-new", 200).await;
    let letter = "form[action='/letters/new']";
    send(browser, letter, &[("received_on", "x")], ".govuk-error-summary").await;
    looker.look(browser, "letter-refused", 422).await;
    browser.goto("/letters/new").await;
    browser.arrive(letter).await;
    let typed = [("series", "Sổ tiếp nhận đơn"), ("number", "12"), ("words", "Đề nghị xem lại ranh giới đất.")];
    send(browser, letter, &typed, ".ln-notice").await;
    looker.look(browser, "letter-entered", 200).await;
    open(looker, browser, "/letters", "letters-some", 200).await;
    let page = first(browser, "a.ln-row__title[href^='/letters/']").await;
    open(looker, browser, &page, "letter", 200).await;
    send(browser, "form[action$='/strike']", &[("reason", " ")], ".govuk-error-summary").await;
    looker.look(browser, "letter-strike-refused", 422).await;
    browser.goto(&page).await;
    browser.arrive("form[action$='/classify']").await;
    send(browser, "form[action$='/classify']", &[("letter_people", "x")], ".govuk-error-summary").await;
    looker.look(browser, "letter-classify-refused", 422).await;
    open(looker, browser, "/numbering?series=incoming", "numbering-incoming", 200).await;
}

/// Minutes that wait, are printed and signed, and get a scan.
async fn minutes(browser: &Browser, looker: &mut Looker, page: &str) {
    open(looker, browser, page, "minutes", 200).await;
    let form = format!("form[action='{page}']");
    send(browser, &form, &[("began", "sáng"), ("ended", "11:00")], ".govuk-error-summary").await;
    looker.look(browser, "minutes-refused", 422).await;
    browser.goto(page).await;
    browser.arrive(&form).await;
    let typed = [("began", "7h30"), ("ended", "9:45"), ("secretary", "Trần Thị Mận, công chức Văn phòng")];
    send(browser, &form, &typed, ".ln-notice").await;
    open(looker, browser, &format!("{page}/paper"), "minutes-paper", 200).await;
    send(browser, "form[action$='/names']", &[], ".paper").await;
    looker.look(browser, "minutes-names", 200).await;
    browser.goto(page).await;
    browser.arrive(&form).await;
    send(browser, "form[action$='/sign']", &[], ".ln-notice").await;
    looker.look(browser, "minutes-signed", 200).await;
}
