//! Codes of an app through their pages, in databases of real use and in simulated ones.

use acts::account::totp::code_at;
use axum::http::StatusCode;
use domain::day::Instant;
use store::clock;

use super::{Browser, LOGIN, PASSWORD};

/// The code of an app after some periods of thirty seconds.
fn code(secret: &str, periods: i64) -> String {
    code_at(secret, Instant::from_ms(clock::machine().ms() + periods * 30_000)).expect("a secret")
}

impl Browser {
    /// Draws an app's secret, which the page shows.
    async fn drawn(&mut self, key: &str, password: &str) -> String {
        let page = self.post("/account/totp", &[("key", key), ("old_password", password)]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.text.contains("<svg class=\"ln-square\""));
        page.between("<code class=\"ln-secret\">", "<").to_owned()
    }

    async fn confirm(&mut self, key: &str, code: &str) -> super::Page {
        self.post("/account/totp/confirm", &[("key", key), ("totp", code)]).await
    }
}

#[tokio::test]
async fn in_real_use_the_first_account_sets_an_app_up_before_anything_else() {
    let mut browser = Browser::begun_on(false).await;
    for path in ["/", "/cases", "/accounts", "/account"] {
        assert!(browser.get(path).await.location().starts_with("/account/totp"), "{path}");
    }
    assert_eq!(browser.post("/dialogues/new", &[("key", "x")]).await.location(), "/account/totp");
    let page = browser.get("/account/totp").await;
    assert!(page.status == StatusCode::OK && !page.text.contains("ln-top__nav"));
    let secret = browser.drawn("one", "").await;
    let wrong = browser.confirm("two", "000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.text.contains(&secret) && !wrong.text.contains("ln-square"), "what was drawn is shown once");
    assert!(!browser.get("/account/totp").await.text.contains(&secret));
    let done = browser.confirm("three", &code(&secret, 0)).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/?said=totp-set"));
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    // It can be replaced, and not be done without.
    let page = browser.get("/account/totp").await;
    assert!(!page.text.contains("/account/totp/clear"));
    let end = browser.post("/account/totp/clear", &[("key", "end"), ("old_password", PASSWORD)]).await;
    assert_eq!(end.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get("/accounts").await.status, StatusCode::OK);
}

#[tokio::test]
async fn signing_in_asks_for_the_code_and_leads_on() {
    let mut browser = Browser::begun().await;
    let secret = browser.drawn("one", "").await;
    assert_eq!(browser.confirm("two", &code(&secret, -1)).await.location(), "/account?said=totp-set");
    let mut again = browser.other();
    assert_eq!(again.sign_in(LOGIN, PASSWORD).await.location(), "/account");
    assert_eq!(again.get("/account").await.location(), "/sign-in/code?next=/account");
    assert_eq!(again.post("/account/recovery-codes", &[("key", "x")]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(again.get("/account/totp").await.location(), "/sign-in/code?next=/account/totp");
    assert_eq!(again.get("/sign-in/code?next=/account").await.status, StatusCode::OK);
    let pass = async |browser: &mut Browser, code: &str| {
        browser.post("/sign-in/code", &[("key", "c"), ("totp", code), ("back", "/account")]).await
    };
    assert_eq!(pass(&mut again, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let used = pass(&mut again, &code(&secret, -1)).await;
    assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY, "the code that confirmed it was taken");
    assert_eq!(pass(&mut again, &code(&secret, 0)).await.location(), "/account");
    assert_eq!(again.get("/account").await.status, StatusCode::OK);
    // Who waits for a code may go away instead.
    let mut other = browser.other();
    other.sign_in(LOGIN, PASSWORD).await;
    other.post("/sign-out", &[("key", "o")]).await;
    assert_eq!(other.get("/sign-in/code").await.location(), "/sign-in");
}

#[tokio::test]
async fn a_simulated_database_only_offers_an_app() {
    let mut browser = Browser::begun().await;
    assert_eq!(browser.get("/accounts").await.status, StatusCode::OK, "the administrator needs none");
    assert!(browser.get("/account").await.text.contains("href=\"/account/totp\""));
    let secret = browser.drawn("one", "").await;
    browser.confirm("two", &code(&secret, 0)).await;
    for (key, password) in [("a", ""), ("b", "sai")] {
        let page = browser.post("/account/totp/clear", &[("key", key), ("old_password", password)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = browser.post("/account/totp", &[("key", key), ("old_password", password)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "another app needs the password");
    }
    assert_ne!(browser.drawn("again", PASSWORD).await, secret);
    let done = browser.post("/account/totp/clear", &[("key", "c"), ("old_password", PASSWORD)]).await;
    assert_eq!(done.location(), "/account?said=totp-cleared");
    browser.sign_in(LOGIN, PASSWORD).await;
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
}
