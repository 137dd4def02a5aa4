//! Who sits at the machine: the screen that one key locks, PINs, and the app that the first account sets up.

use acts::account::totp::code_at;
use domain::day::Instant;
use fantoccini::key::Key;
use store::clock;

use super::desk::to_the_desk;
use super::driver::Browser;
use super::keyboard::Hands;
use super::page::Looker;
use super::program::PASSWORD;
use super::signed_in;
use super::slow_pages::{open, send};

const PIN: &str = "407913";

/// What a page shows of an app's secret.
async fn secret(browser: &Browser) -> String {
    browser.text(".ln-secret").await
}

/// The code of an app after some periods of thirty seconds.
fn code(secret: &str, periods: i64) -> String {
    code_at(secret, Instant::from_ms(clock::machine().ms() + periods * 30_000)).expect("a secret")
}

/// Sets the app up to which whoever administers a database of real use is led.
pub(super) async fn set_up(browser: &Browser, hands: &mut Hands<'_>) {
    browser.arrive("form[action='/account/totp']").await;
    hands.tab_to("form[action='/account/totp'] button").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-secret").await;
    let secret = secret(browser).await;
    hands.tab_to("#totp").await;
    hands.types(&code(&secret, 0)).await;
    hands.press(&[Key::Enter]).await;
}

/// The same with a look at each page on the way, signing in with a code at the end.
pub(super) async fn look_at_set_up(browser: &Browser, looker: &mut Looker, login: &str) {
    open(looker, browser, "/", "totp-led", 200).await;
    send(browser, "form[action='/account/totp']", &[], ".ln-secret").await;
    looker.look(browser, "totp-drawn", 200).await;
    let secret = secret(browser).await;
    let confirm = "form[action='/account/totp/confirm']";
    send(browser, confirm, &[("totp", "12345")], ".govuk-error-summary").await;
    looker.look(browser, "totp-refused", 422).await;
    send(browser, confirm, &[("totp", &code(&secret, -1))], "nav.ln-top__nav").await;
    open(looker, browser, "/account/totp", "totp", 200).await;
    send(browser, ".ln-out", &[], "form[action='/sign-in']").await;
    let ask = "form[action='/sign-in/code']";
    send(browser, "form[action='/sign-in']", &[("login", login), ("password", PASSWORD)], ask).await;
    looker.look(browser, "sign-in-code", 200).await;
    send(browser, ask, &[("totp", "12345")], ".govuk-error-summary").await;
    looker.look(browser, "sign-in-code-refused", 422).await;
    send(browser, ask, &[("totp", &code(&secret, 1))], "nav.ln-top__nav").await;
}

/// The pages of PINs, machines and the locked screen, for an administrator of the demo.
pub(super) async fn look(browser: &Browser, looker: &mut Looker) {
    open(looker, browser, "/account/totp", "totp-offered", 200).await;
    browser.goto("/account").await;
    browser.arrive("h1").await;
    send(browser, "form[action='/account/pin']", &[("pin", "123456")], ".govuk-error-summary").await;
    looker.look(browser, "account-pin-refused", 422).await;
    let pin = [("pin", PIN), ("old_password", PASSWORD)];
    send(browser, "form[action='/account/pin']", &pin, ".ln-notice").await;
    looker.look(browser, "account-pin", 200).await;
    browser.goto("/accounts").await;
    browser.arrive("h1").await;
    send(browser, "form[action='/devices']", &[], ".govuk-error-summary").await;
    looker.look(browser, "device-refused", 422).await;
    send(browser, "form[action='/devices']", &[("device_name", "Máy bàn một cửa")], ".ln-notice").await;
    looker.look(browser, "device-registered", 200).await;
    browser.goto("/").await;
    browser.arrive("h1").await;
    browser.js("document.querySelector('.ln-lock-form').requestSubmit()").await;
    browser.find(".ln-cover #pin:focus").await;
    open(looker, browser, "/", "unlock", 200).await;
    send(browser, "form[action='/unlock']", &[("pin", "sai")], ".govuk-error-summary").await;
    looker.look(browser, "unlock-refused", 422).await;
    send(browser, "form[action='/unlock']", &[("pin", PIN)], "nav.ln-top__nav").await;
}

#[tokio::test]
async fn one_key_locks_the_screen_and_what_was_typed_stays() {
    const WORDS: &str = "Mương thôn Bến Sen lấp bùn, nước tràn vào sân trường.";
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    let desk = browser.path().await;
    hands.tab_to("#words").await;
    hands.says(WORDS).await;
    hands.lock().await;
    browser.find(".ln-cover #pin:focus").await;
    let seen = "return getComputedStyle(document.querySelector('#words')).visibility";
    assert_eq!(browser.js(seen).await, "hidden");
    assert_eq!(browser.js("return document.title").await, "Màn hình đã khóa");
    // The keyboard doesn't leave the cover.
    for _ in 0..6 {
        hands.press(&[Key::Tab]).await;
        let inside = "return document.activeElement === document.body || !!document.activeElement.closest('.ln-cover')";
        assert_eq!(browser.js(inside).await, true);
    }
    let asked = "const done = arguments[arguments.length - 1];
        fetch('/cases').then((answer) => done(answer.status));";
    assert_eq!(browser.js_later(asked).await, 423, "nor does anything else of the session open");
    hands.tab_to("#pin").await;
    hands.types("sai").await;
    hands.press(&[Key::Enter]).await;
    browser.find(".ln-cover .govuk-error-message").await;
    browser.find(".ln-cover #pin:focus").await;
    hands.types(PASSWORD).await;
    hands.press(&[Key::Enter]).await;
    browser.find("#words:focus").await;
    assert_eq!(browser.count(".ln-cover").await, 0);
    assert_eq!(browser.js("return document.querySelector('#words').value").await, WORDS);
    assert_eq!(browser.path().await, desk);
    // And again, with the same page.
    hands.lock().await;
    browser.find(".ln-cover #pin:focus").await;
    hands.types(PASSWORD).await;
    hands.press(&[Key::Enter]).await;
    browser.find("#words:focus").await;
    browser.close().await;
}

#[tokio::test]
async fn the_screen_is_locked_without_script_and_colleagues_take_turns_by_pin() {
    let (_program, browser) = signed_in("quan.tri", "vi").await;
    browser.without_script().await;
    let mut hands = Hands::on(&browser);
    browser.goto("/account").await;
    browser.arrive("#pin-pin").await;
    hands.tab_to("#pin-pin").await;
    hands.types(PIN).await;
    hands.tab_to("#old_password-pin").await;
    hands.types(PASSWORD).await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-notice").await;
    browser.goto("/accounts").await;
    browser.arrive("#device_name-device").await;
    hands.tab_to("#device_name-device").await;
    hands.types("Máy bàn một cửa").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-notice").await;
    hands.tab_to(".ln-lock-form button").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive("form[action='/unlock']").await;
    browser.goto("/cases").await;
    browser.arrive("form[action='/unlock']").await;
    hands.tab_to("#pin").await;
    hands.types(PIN).await;
    hands.press(&[Key::Enter]).await;
    browser.arrive("nav.ln-top__nav").await;
    assert!(browser.path().await.starts_with("/cases"), "it leads to what was asked for");
    hands.tab_to(".ln-out button").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive("#staff").await;
    hands.tab_to("#staff").await;
    hands.press(&[Key::Down]).await;
    hands.tab_to("#pin").await;
    hands.types(PIN).await;
    hands.press(&[Key::Enter]).await;
    browser.arrive("nav.ln-top__nav").await;
    browser.close().await;
}
