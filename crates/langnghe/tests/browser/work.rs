//! What follows a dialogue, in a real browser: the notice and its points, urging, transfers, replies on their way, reviews.

use super::driver::Browser;
use super::page::Looker;
use super::slow_pages::{first, open, send};

/// Where the links of a page lead whose paths match.
async fn paths(browser: &Browser, page: &str, wanted: &str) -> Vec<String> {
    browser.goto(page).await;
    browser.arrive("h1").await;
    let found = "[...document.querySelectorAll('main a')].map((one) => one.pathname)";
    let found = browser.js(&format!("return [...new Set({found})].filter((one) => {wanted}.test(one))")).await;
    found.as_array().expect("paths").iter().filter_map(|path| path.as_str().map(str::to_owned)).collect()
}

/// The notice that waits for its signature, and how numbers are drawn.
async fn notice(browser: &Browser, looker: &mut Looker) {
    let (mut draft, mut issued) = (None, None);
    for dialogue in paths(browser, "/dialogues", "/^.dialogues.\\d+$/").await {
        for notice in paths(browser, &dialogue, "/^.notices.\\d+$/").await {
            browser.goto(&notice).await;
            browser.arrive("h1").await;
            let waits = browser.count("form[action$='/issue']").await > 0;
            if waits { &mut draft } else { &mut issued }.get_or_insert(notice);
        }
        if draft.is_some() && issued.is_some() {
            break;
        }
    }
    open(looker, browser, &issued.expect("the demo has a notice that was issued"), "notice-issued", 200).await;
    let notice = draft.expect("the demo has a notice that waits");
    open(looker, browser, &notice, "notice", 200).await;
    let point = first(browser, "a[href*='/point?point=']").await;
    open(looker, browser, &point, "notice-point", 200).await;
    let form = "form[action$='/point']";
    send(browser, form, &[("conclusion", " "), ("due_on", "32/10/2026")], ".govuk-error-summary").await;
    looker.look(browser, "notice-point-refused", 422).await;
    browser.goto(&notice).await;
    browser.arrive("form[action$='/issue']").await;
    send(browser, "form[action$='/issue']", &[("happened_on", "x")], ".govuk-error-summary").await;
    looker.look(browser, "notice-refused", 422).await;
    open(looker, browser, &format!("{notice}/paper"), "notice-paper", 200).await;
    open(looker, browser, "/numbering", "numbering", 200).await;
    let typed = [("number_mode", "internal"), ("next", "mười")];
    send(browser, "form[action^='/numbering']", &typed, ".govuk-error-summary").await;
    looker.look(browser, "numbering-refused", 422).await;
}

/// What waits elsewhere: urging and its letters, transfers, people to be told; and the jobs of the program.
async fn elsewhere(browser: &Browser, looker: &mut Looker) {
    open(looker, browser, "/transfers", "transfers", 200).await;
    open(looker, browser, "/to-tell", "to-tell", 200).await;
    open(looker, browser, "/jobs", "jobs", 200).await;
    open(looker, browser, "/urging", "urging", 200).await;
    let body = first(browser, "main table a[href*='to=']").await;
    open(looker, browser, &body, "urging-body", 200).await;
    send(browser, "#urge", &[("happened_on", "mai")], ".govuk-error-summary").await;
    looker.look(browser, "urging-refused", 422).await;
    browser.goto(&body).await;
    browser.arrive("#urge").await;
    send(browser, "#urge", &[], ".ln-notice").await;
    looker.look(browser, "urging-letters", 200).await;
}

/// Replies on their way, the head's review, and what a body does with what it was given.
async fn replies(browser: &Browser, looker: &mut Looker) {
    const DRAFT: &str = "form#act-form";
    let mut left = vec!["issue-reply", "review", "answer-transfer", "ask-back", "draft-reply"];
    let mut drafting = None;
    for case in paths(browser, "/cases", "/^.cases.\\d+$/").await {
        for act in paths(browser, &case, "/^.cases.\\d+.[a-z-]+$/").await {
            let word = act.rsplit('/').next().expect("a word").to_owned();
            if let Some(at) = left.iter().position(|one| *one == word) {
                left.remove(at);
                open(looker, browser, &act, &format!("case-{word}"), 200).await;
                if word == "draft-reply" {
                    drafting = Some(act);
                }
            }
        }
        if left.is_empty() {
            break;
        }
    }
    assert!(left.is_empty(), "no case of the demo has {left:?}");
    browser.goto(&drafting.expect("a reply can be drafted")).await;
    browser.arrive(DRAFT).await;
    send(browser, DRAFT, &[("happened_on", "x")], ".govuk-error-summary").await;
    looker.look(browser, "case-draft-reply-refused", 422).await;
}

/// The pages of what follows a dialogue, as the clerk sees them.
pub(super) async fn look(browser: &Browser, looker: &mut Looker) {
    notice(browser, looker).await;
    elsewhere(browser, looker).await;
    replies(browser, looker).await;
}
