//! The header: nothing in it lies on anything else and nothing is cut, whoever looks and however wide the window is.

use std::fmt::Write as _;

use super::driver::Browser;
use super::keyboard::Hands;
use super::program::Program;

/// What lies on another thing, is cut, or stands outside of the window.
const CROWDED: &str = r"
    const found = [];
    const seen = [...document.querySelectorAll('.ln-brand, .ln-nav > li, .ln-find, .ln-lang, .ln-who, .ln-lock-form, .ln-out')]
        .filter((element) => element.getClientRects().length > 0);
    const name = (element) => `${element.className || element.tagName} “${element.innerText.trim().slice(0, 30)}”`;
    for (const [at, one] of seen.entries()) {
        const a = one.getBoundingClientRect();
        if (a.right > document.documentElement.clientWidth + 0.5 || a.left < 0) found.push(`${name(one)} is outside`);
        for (const other of seen.slice(at + 1)) {
            const b = other.getBoundingClientRect();
            if (a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5) {
                found.push(`${name(one)} lies on ${name(other)}`);
            }
        }
    }
    for (const part of document.querySelectorAll('.ln-top *')) {
        if (part.closest('input, svg, .govuk-visually-hidden, .ln-menu, .ln-fold ul, .ln-find')) continue;
        if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0) found.push(`${name(part)} is cut`);
    }
    return found;";

#[tokio::test]
async fn no_two_items_of_the_header_overlap_and_none_is_cut() {
    let program = Program::demo().await;
    let mut found = String::new();
    for language in ["vi", "en"] {
        let browser = Browser::open(&program, language).await;
        for login in ["quan.tri", "thu.ky", "chu.tich"] {
            browser.goto("/sign-in").await;
            browser.arrive("#login").await;
            Hands::on(&browser).sign_in(login).await;
            for width in [1024, 1201, 1280, 1366, 1440] {
                browser.size(width, 900).await;
                for fault in browser.js(CROWDED).await.as_array().expect("a list") {
                    let _ = writeln!(found, "{login}, {language}, {width}: {fault}");
                }
            }
            assert!(browser.text(".ln-brand").await.contains("Bến Sen"), "the place of the body is read");
            browser.size(1280, 900).await;
            browser.js("document.querySelector('.ln-out').requestSubmit()").await;
            browser.arrive("#login").await;
        }
        browser.close().await;
    }
    assert!(found.is_empty(), "\n{found}");
}

#[tokio::test]
async fn folded_entries_open_by_keyboard_and_close_again() {
    let (_program, browser) = super::signed_in("quan.tri", "vi").await;
    let mut hands = Hands::on(&browser);
    hands.tab_to(".ln-fold summary").await;
    hands.press(&[fantoccini::key::Key::Enter]).await;
    browser.find(".ln-fold[open]").await;
    hands.press(&[fantoccini::key::Key::Escape]).await;
    browser.find(".ln-fold:not([open]) summary:focus").await;
    hands.press(&[fantoccini::key::Key::Enter]).await;
    hands.tab_to(".ln-fold a[href='/accounts']").await;
    hands.press(&[fantoccini::key::Key::Enter]).await;
    browser.arrive("form[action='/accounts']").await;
    assert_eq!(browser.count(".ln-fold summary.is-current").await, 1);
    browser.close().await;
}
