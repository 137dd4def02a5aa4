//! The first run, signing in and out, new passwords.

use axum::http::StatusCode;

use super::{Browser, LOGIN, NEW, PASSWORD, Page};

#[tokio::test]
async fn an_empty_database_leads_to_the_first_run_and_then_never_again() {
    let mut browser = Browser::new(false).await;
    let page = browser.get("/").await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/sign-in"));
    assert_eq!(browser.get("/sign-in").await.location(), "/first-run");
    assert_eq!(browser.get("/first-run").await.status, StatusCode::OK);
    let wrong = browser.post("/first-run", &Browser::beginning("2222-2222-2222-2222")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Xã Sông Trầm, tỉnh Thanh Giang"), "what was typed is still there");
    let code = browser.first_code().await;
    let page = browser.post("/first-run", &Browser::beginning(&code)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.text.matches("<li><code>").count(), 8, "{}", page.text);
    let again = browser.post("/first-run", &Browser::beginning(&code)).await;
    assert_eq!(again.between("<ol", "</ol>"), page.between("<ol", "</ol>"), "a double click sees the same codes");
    assert_eq!(browser.get("/account").await.status, StatusCode::OK, "and is signed in");
    assert_eq!(browser.get("/first-run").await.status, StatusCode::NOT_FOUND);
    let late = Browser::beginning(&code);
    let late: Vec<_> = late.into_iter().map(|field| if field.0 == "key" { ("key", "late") } else { field }).collect();
    assert_eq!(browser.post("/first-run", &late).await.status, StatusCode::NOT_FOUND);
}

/// The way back that the form of signing in holds; the form of the language, which comes before it, has another.
fn back(page: &Page) -> &str {
    let (_, after) = page.text.rsplit_once("name=\"back\" value=\"").expect("the form holds it");
    after.split_once('"').expect("the value ends").0
}

#[tokio::test]
async fn a_page_sends_to_sign_in_and_back_and_a_post_is_not_taken() {
    let mut browser = Browser::begun().await.other();
    let page = browser.get("/accounts?of=1&after=2").await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/sign-in?next=/accounts%3Fof%3D1%26after%3D2"));
    let door = browser.get("/sign-in?next=/accounts%3fof%3d1").await;
    assert_eq!(back(&door), "/accounts?of=1");
    let foreign = browser.get("/sign-in?next=%2F%09%2Fevil.example").await;
    assert_eq!(back(&foreign), "/");
    let page = browser.post("/account/password", &[("key", "k")]).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.text.contains("<html"), "it is a page");
    let page = browser.sign_in(LOGIN, PASSWORD).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/account"));
    let page = browser.get("/sign-in").await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/"));
    let foreign = [("back", "//evil.example"), ("login", LOGIN), ("password", PASSWORD)];
    assert_eq!(browser.other().post("/sign-in", &foreign).await.location(), "/");
}

#[tokio::test]
async fn the_cookie_is_bound_to_this_site() {
    for (secure, cookie) in [
        (false, ("langnghe=", "; Path=/; HttpOnly; SameSite=Lax")),
        (true, ("__Host-langnghe=", "; Path=/; HttpOnly; SameSite=Lax; Secure")),
    ] {
        let mut browser = Browser::new(secure).await;
        let code = browser.first_code().await;
        let page = browser.post("/first-run", &Browser::beginning(&code)).await;
        let (name, rest) = page.cookie().split_at(cookie.0.len());
        assert_eq!((name, &rest[64..]), cookie);
        assert_eq!(browser.get("/account").await.status, StatusCode::OK);
        let old = browser.cookie.clone();
        let page = browser.post("/sign-out", &[("key", "k")]).await;
        assert_eq!(page.cookie(), format!("{}{}; Max-Age=0", cookie.0, cookie.1));
        browser.cookie = old;
        assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER, "the server has forgotten it too");
    }
}

#[tokio::test]
async fn a_wrong_sign_in_says_one_thing_and_keeps_the_login() {
    let mut browser = Browser::begun().await.other();
    let known = browser.sign_in(LOGIN, NEW).await;
    let unknown = browser.sign_in("man.tram", NEW).await;
    assert_eq!((known.status, unknown.status), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY));
    assert!(known.text.contains("value=\"man.tran\""));
    assert_eq!(known.between("govuk-error-summary", "</div>"), unknown.between("govuk-error-summary", "</div>"));
    for _ in 0..4 {
        browser.sign_in(LOGIN, NEW).await;
    }
    let slowed = browser.sign_in(LOGIN, PASSWORD).await;
    assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(slowed.cookie(), "");
}

#[tokio::test]
async fn ones_own_account_shows_sessions_codes_and_a_password_form() {
    let mut browser = Browser::begun().await;
    let mut other = browser.other();
    other.sign_in(LOGIN, PASSWORD).await;
    let page = browser.get("/account").await;
    let path = page.between("action=\"/account/sessions/", "\"").to_owned();
    let ended = browser.post(&format!("/account/sessions/{path}"), &[("key", "end")]).await;
    assert_eq!(ended.location(), "/account?said=session-ended");
    assert_eq!(browser.get(ended.location()).await.status, StatusCode::OK);
    assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
    let codes = browser.post("/account/recovery-codes", &[("key", "draw")]).await;
    assert_eq!(codes.text.matches("<li><code>").count(), 8);
    let wrong = browser.post("/account/password", &[("key", "p"), ("old_password", NEW), ("password", NEW)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let short = [("key", "p"), ("old_password", PASSWORD), ("password", "ngắn")];
    assert_eq!(browser.post("/account/password", &short).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = [("key", "p"), ("old_password", PASSWORD), ("password", NEW)];
    assert_eq!(browser.post("/account/password", &right).await.location(), "/account?said=password-changed");
    let keyless = browser.post("/account/recovery-codes", &[]).await;
    assert_eq!(keyless.status, StatusCode::BAD_REQUEST);
    assert_eq!(browser.other().sign_in(LOGIN, NEW).await.status, StatusCode::SEE_OTHER);
}
