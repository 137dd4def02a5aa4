//! Gathering before a dialogue in a real browser: asked for, typed, read from a table, put into themes, sent and decided on.

use super::driver::Browser;
use super::page::Looker;
use super::slow_pages::{change_to, first, open, send};

/// What somebody types of one opinion.
const OPINION: [(&str, &str); 4] = [
    ("words", "Nước sinh hoạt thôn Kênh Trầm đục ba tháng nay, đề nghị xã kiểm tra đường ống và báo kết quả cho dân."),
    ("field", "05"),
    ("people", "12"),
    ("brought", "Họp chi hội Phụ nữ thôn"),
];

/// A table as it is pasted.
const TABLE: &str = "STT\tNội dung kiến nghị\tThôn\n\
                     1\tĐường thôn Bến Sen lầy lội khi mưa\tBến Sen\n\
                     2\tThiếu đèn đường ở ngã ba chợ\tBến Sen\n";

/// Asks the Front to gather for the last dialogue that is to come, as the page of a new round stands open.
async fn ask(browser: &Browser) {
    browser.goto("/gatherings/new").await;
    browser.arrive("form[action='/gatherings']").await;
    let asked = "const form = document.querySelector(\"form[action='/gatherings']\");
        const named = (field, wanted) => [...form.elements[field].options].filter(wanted).pop().value;
        form.elements.dialogue.value = named('dialogue', (one) => one.value.startsWith('d'));
        form.elements.gatherer.value = named('gatherer', (one) => one.text.includes('Mặt trận Tổ quốc'));
        form.elements.document.value = '12/UBND';
        form.requestSubmit(form.querySelector('[formaction]'));";
    browser.js(asked).await;
    browser.arrive(".ln-notice").await;
}

/// Ticks the first opinion that has no theme.
const PICK: &str = "document.querySelector('.ln-row input[name=opinions]').checked = true";

/// The pages of its survey: set up, asked, typed with the keyboard, read.
async fn survey(browser: &Browser, looker: &mut Looker, round: &str) {
    let at = format!("{round}/survey");
    open(looker, browser, &at, "survey-none", 200).await;
    let described = "form[action$='/survey']";
    send(browser, described, &[("survey_title", " ")], ".govuk-error-summary").await;
    looker.look(browser, "survey-refused", 422).await;
    browser.goto(&at).await;
    browser.arrive(described).await;
    let on = browser.js("return document.querySelector('[name=from_on]').value").await;
    let on = on.as_str().expect("a day").to_owned();
    let told = [("survey_title", "Khảo sát về nước sạch"), ("to_on", on.as_str()), ("handed_out", "50")];
    send(browser, described, &told, ".ln-notice").await;
    let asking = "form[action$='/questions']";
    let one = [("survey_question", "Gia đình có nước sạch chưa?"), ("survey_choices", "Đã có\nChưa có")];
    send(browser, asking, &one, ".ln-notice").await;
    let open_words = [("survey_question", "Ý kiến khác"), ("question_kind", "open")];
    send(browser, asking, &open_words, ".ln-notice").await;
    looker.look(browser, "survey-draft", 200).await;
    open(looker, browser, &first(browser, "a[href*='count=']").await, "survey-count", 200).await;
    open(looker, browser, &format!("{at}/sheets"), "survey-sheets", 200).await;
    send(browser, "form[data-sheet]", &[], ".govuk-error-summary").await;
    looker.look(browser, "survey-sheets-refused", 422).await;
    browser.goto(&format!("{at}/sheets")).await;
    browser.arrive("form[data-sheet]").await;
    browser.js("document.querySelector('form[data-sheet] textarea').value = 'Nước đục vào mùa mưa'").await;
    send(browser, "form[data-sheet]", &[], ".ln-notice").await;
    looker.look(browser, "survey-sheets-typed", 200).await;
    open(looker, browser, &first(browser, "a[href*='strike=']").await, "survey-strike", 200).await;
    open(looker, browser, &at, "survey", 200).await;
    open(looker, browser, &first(browser, "a[href*='take=']").await, "survey-take", 200).await;
    open(looker, browser, &format!("{at}/paper"), "survey-paper", 200).await;
}

/// The pages of a round, as the office sees them that asks and decides, and the Front that gathers.
pub(super) async fn look(browser: &Browser, looker: &mut Looker) {
    open(looker, browser, "/gatherings", "gatherings", 200).await;
    open(looker, browser, "/gatherings/new", "gathering-new", 200).await;
    send(browser, "form[action='/gatherings']", &[("dialogue", "")], ".govuk-error-summary").await;
    looker.look(browser, "gathering-new-refused", 422).await;
    ask(browser).await;
    looker.look(browser, "gatherings-asked", 200).await;
    change_to(browser, "mat.tran").await;
    open(looker, browser, "/", "home-front", 200).await;
    browser.goto("/gatherings").await;
    browser.arrive("h1").await;
    let round = first(browser, "[data-list] a[href^='/gatherings/']").await;
    open(looker, browser, &round, "gathering-asked", 200).await;
    send(browser, "form[action$='/open']", &[], ".ln-notice").await;
    let typing = "form[action$='/opinions']";
    send(browser, typing, &[("words", " "), ("people", "mười")], ".govuk-error-summary").await;
    looker.look(browser, "gathering-refused", 422).await;
    browser.goto(&round).await;
    browser.arrive(typing).await;
    send(browser, typing, &OPINION, ".ln-notice").await;
    send(browser, "form[action$='/table']", &[("table", TABLE)], "form[action$='/take']").await;
    looker.look(browser, "gathering-table", 200).await;
    send(browser, "form[action$='/take']", &[], ".ln-notice").await;
    let themes = [("new_themes", "Nước sạch\nĐường, đèn\nVệ sinh môi trường")];
    send(browser, "form[action$='/themes']", &themes, ".ln-notice").await;
    let theme = browser.js("return document.querySelector('#theme-move').options[1].value").await;
    let moved = [("theme", theme.as_str().expect("a theme"))];
    send(browser, "form[action$='/move']", &moved, ".govuk-error-summary").await;
    looker.look(browser, "gathering-move-refused", 422).await;
    browser.goto(&round).await;
    browser.arrive(typing).await;
    browser.js(PICK).await;
    send(browser, "form[action$='/move']", &moved, ".ln-notice").await;
    looker.look(browser, "gathering-themes", 200).await;
    open(looker, browser, &first(browser, "a[href*='edit=']").await, "gathering-revise", 200).await;
    open(looker, browser, &format!("{round}/paper"), "gathering-paper", 200).await;
    survey(browser, looker, &round).await;
    browser.goto(&round).await;
    browser.arrive(typing).await;
    send(browser, "form[action$='/close']", &[], "form[action$='/send']").await;
    looker.look(browser, "gathering-closed", 200).await;
    send(browser, "form[action$='/send']", &[("number", "31/TH-MTTQ")], ".ln-notice").await;
    looker.look(browser, "gathering-sent", 200).await;
    change_to(browser, "quan.tri").await;
    open(looker, browser, &round, "gathering-to-decide", 200).await;
    send(browser, "form[action$='/place']", &[("theme_way", "left_out")], ".govuk-error-summary").await;
    looker.look(browser, "gathering-place-refused", 422).await;
    browser.goto(&round).await;
    browser.arrive("form[action$='/place']").await;
    send(browser, "form[action$='/place']", &[("theme_way", "agenda")], ".ln-notice").await;
    looker.look(browser, "gathering-decided", 200).await;
}
