//! The administrator's pages: accounts, roles, slips.

use axum::http::StatusCode;

use super::{Browser, LOGIN, NEW, PASSWORD};

impl Browser {
    /// Makes an account and says the code of its slip and its id.
    async fn invite(&mut self, login: &str) -> (String, String) {
        let fields = [("key", login), ("person", "Nguyễn Thị Lan"), ("login", login), ("role", "clerk")];
        let page = self.post("/accounts", &fields).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.text.contains("http://office.example/reset"));
        let code = page.between("<code class=\"ln-code\">", "<").to_owned();
        let list = self.get("/accounts").await;
        let (front, _) = list.text.split_once(&format!("<code>{login}</code>")).expect("it is in the list");
        let row = &list.text[front.len()..];
        let (_, rest) = row.split_once("action=\"/accounts/").unwrap();
        (code, rest.split_once('/').unwrap().0.to_owned())
    }
}

#[tokio::test]
async fn a_slip_leads_its_owner_in() {
    let mut browser = Browser::begun().await;
    let (code, _) = browser.invite("lan").await;
    let mut lan = browser.other();
    assert_eq!(lan.get("/reset").await.status, StatusCode::OK);
    let reset = |code: &str, key: &str| {
        vec![
            ("key".to_owned(), key.to_owned()),
            ("login".to_owned(), "lan".to_owned()),
            ("code".to_owned(), code.to_owned()),
            ("password".to_owned(), NEW.to_owned()),
        ]
    };
    let post = async |browser: &mut Browser, fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post("/reset", &fields).await
    };
    let wrong = post(&mut lan, reset("2222", "r1")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("value=\"lan\""));
    let done = post(&mut lan, reset(&code, "r2")).await;
    assert_eq!(done.location(), "/sign-in?said=password-set");
    assert_eq!(lan.get(done.location()).await.status, StatusCode::OK);
    assert_eq!(post(&mut lan, reset(&code, "r3")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(lan.sign_in("lan", NEW).await.status, StatusCode::SEE_OTHER);
    assert_eq!(lan.get("/account").await.status, StatusCode::OK);
    // A clerk has no list of accounts, and may not know of one.
    assert_eq!(lan.get("/accounts").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn roles_are_given_and_taken_back() {
    let mut browser = Browser::begun().await;
    let (_, id) = browser.invite("lan").await;
    let grant = format!("/accounts/{id}/grant");
    let fields = [("key", "g1"), ("role", "head"), ("from_on", "01/02/2026"), ("to_on", "31/12/2096")];
    assert_eq!(browser.post(&grant, &fields).await.location(), "/accounts?said=role-granted");
    let list = browser.get("/accounts?said=role-granted").await;
    assert!(list.text.contains("31/12/2096"), "the last day is shown as it was typed");
    let wrong = browser.post(&grant, &[("key", "g2"), ("role", "head"), ("from_on", "31/02/2026")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("31/02/2026"));
    let backwards = [("key", "g3"), ("role", "head"), ("from_on", "02/02/2026"), ("to_on", "01/02/2026")];
    assert_eq!(browser.post(&grant, &backwards).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let missing = browser.post(&grant, &[("key", "g4")]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let organisation = list.between("name=\"organisation\" value=\"", "\"").to_owned();
    let revoke = format!("/accounts/{id}/revoke");
    let fields = [("key", "r1"), ("role", "head"), ("organisation", organisation.as_str())];
    assert_eq!(browser.post(&revoke, &fields).await.location(), "/accounts?said=role-revoked");
    let twice = [("key", "r2"), ("role", "head"), ("organisation", organisation.as_str())];
    assert_eq!(browser.post(&revoke, &twice).await.status, StatusCode::NOT_FOUND);
    let slip = browser.post(&format!("/accounts/{id}/reset-slip"), &[("key", "s")]).await;
    assert_eq!(slip.status, StatusCode::OK);
    assert_eq!(browser.post("/accounts/1/reset-slip", &[("key", "s2")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_last_administrator_stays_and_a_wrong_account_is_shown_again() {
    let mut browser = Browser::begun().await;
    let list = browser.get("/accounts").await;
    let own = list.between("action=\"/accounts/", "/").to_owned();
    let organisation = list.between("name=\"organisation\" value=\"", "\"").to_owned();
    let fields = [("key", "r"), ("role", "administrator"), ("organisation", organisation.as_str())];
    let page = browser.post(&format!("/accounts/{own}/revoke"), &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = [("key", "n"), ("person", "Lê Văn Cam"), ("login", LOGIN), ("role", "clerk")];
    let page = browser.post("/accounts", &taken).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Lê Văn Cam"));
    let nothing = browser.post("/accounts", &[("key", "n")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unknown = [("key", "n"), ("person", "Lê Văn Cam"), ("login", "cam"), ("role", "king")];
    assert_eq!(browser.post("/accounts", &unknown).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.other().sign_in(LOGIN, PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_page_is_whole_in_english_too() {
    let mut browser = Browser::begun().await;
    browser.invite("lan").await;
    let signed_in = browser.cookie.clone();
    browser.cookie = format!("{signed_in}; langnghe-lang=en");
    for path in ["/account?said=session-ended", "/accounts?said=role-revoked", "/account?said=password-changed"] {
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.text.contains("lang=\"en\""), "{path}");
    }
    let page = browser.post("/account/password", &[("key", "p"), ("old_password", "x"), ("password", "short")]).await;
    assert!(page.text.contains("lang=\"en\""));
    browser.cookie = "langnghe-lang=en".to_owned();
    for path in ["/sign-in?said=signed-out", "/sign-in?said=password-set", "/reset"] {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(browser.post("/account/password", &[("key", "p")]).await.status, StatusCode::UNAUTHORIZED);
}
