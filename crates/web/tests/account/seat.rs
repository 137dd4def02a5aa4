//! Who sits at the machine: PINs, the machine they work at, and the screen that is locked.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use super::{Browser, LOGIN, PASSWORD};

const PIN: &str = "407913";

impl Browser {
    /// Sets a PIN and registers the machine; what the sign-in page calls the account.
    async fn with_seat(&mut self) -> String {
        let pin = [("key", "pin"), ("old_password", PASSWORD), ("pin", PIN)];
        assert_eq!(self.post("/account/pin", &pin).await.location(), "/account?said=pin-set");
        let device = [("key", "device"), ("device_name", "Máy bàn một cửa"), ("organisation", "")];
        let page = self.post("/devices", &device).await;
        assert_eq!(page.location(), "/accounts?said=device-registered", "{}", page.text);
        assert!(page.cookie().contains("; HttpOnly; SameSite=Lax; Max-Age="), "{}", page.cookie());
        assert!(self.get("/accounts").await.text.contains("Máy bàn một cửa"));
        self.post("/sign-out", &[("key", "out")]).await;
        let page = self.get("/sign-in?next=/cases").await;
        let (_, options) = page.text.split_once("name=\"staff\"").expect("people are offered");
        let (value, _) = options.split_once(">Trần Thị Mận").expect("whoever set a PIN is");
        value.rsplit('"').nth(1).expect("a value").to_owned()
    }
}

#[tokio::test]
async fn a_registered_machine_offers_its_people_and_takes_their_pin() {
    let mut browser = Browser::begun().await;
    let staff = browser.with_seat().await;
    for (staff, pin) in [(staff.as_str(), "407914"), (staff.as_str(), ""), ("", PIN), ("1", PIN)] {
        let page =
            browser.post("/sign-in/pin", &[("key", "k"), ("staff", staff), ("pin", pin), ("back", "/cases")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("value=\"/cases\"") && !page.text.contains(PIN));
    }
    // Elsewhere nobody is offered, and no PIN opens anything.
    let mut other = browser.other();
    assert!(!other.get("/sign-in").await.text.contains("name=\"staff\""));
    let fields = [("key", "k"), ("staff", &staff), ("pin", PIN), ("back", "/cases")];
    let page = other.post("/sign-in/pin", &fields).await;
    assert_eq!((page.status, page.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, ""));
    let page = browser.post("/sign-in/pin", &fields).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/cases"));
    assert_eq!(browser.get("/cases").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_machine_that_was_taken_back_offers_nobody() {
    let mut browser = Browser::begun().await;
    let staff = browser.with_seat().await;
    let fields = [("key", "k"), ("staff", staff.as_str()), ("pin", PIN), ("back", "/")];
    browser.post("/sign-in/pin", &fields).await;
    let mut admin = browser.other();
    admin.sign_in(LOGIN, PASSWORD).await;
    let list = admin.get("/accounts").await;
    let revoke = format!("/devices/{}/revoke", list.between("action=\"/devices/", "/revoke"));
    assert_eq!(admin.post(&revoke, &[("key", "r")]).await.location(), "/accounts?said=device-revoked");
    assert_eq!(admin.post("/devices/1/revoke", &[("key", "s")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/").await.location(), "/sign-in", "what began there has ended");
    assert!(!browser.get("/sign-in").await.text.contains("name=\"staff\""));
    let page = browser.post("/sign-in/pin", &fields).await;
    assert_eq!((page.status, page.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, ""));
}

#[tokio::test]
async fn a_pin_is_refused_with_its_reason_and_never_shown() {
    let mut browser = Browser::begun().await;
    for (password, pin) in [("", PIN), ("sai", PIN), (PASSWORD, "123456"), (PASSWORD, "40791"), (PASSWORD, "")] {
        let page = browser.post("/account/pin", &[("key", "k"), ("old_password", password), ("pin", pin)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{password} {pin}");
        assert!(page.text.contains("#old_password-pin") || page.text.contains("#pin-pin"), "it is said at its field");
        assert!(pin.is_empty() || !page.text.contains(pin));
    }
    let device = [("key", "d"), ("device_name", " "), ("organisation", "")];
    let page = browser.post("/devices", &device).await;
    assert_eq!((page.status, page.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, ""));
    assert!(page.text.contains("#device_name-device"));
}

#[tokio::test]
async fn a_locked_screen_shows_nothing_until_its_owner_unlocks_it() {
    let mut browser = Browser::begun().await;
    let page = browser.post("/lock", &[("key", "l"), ("back", "/cases?outcome=resolved")]).await;
    let locked = "/unlock?next=/cases%3Foutcome%3Dresolved";
    assert_eq!(page.location(), locked);
    // The same page locks as often as somebody asks.
    let page = browser.get(locked).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Trần Thị Mận") && !page.text.contains("ln-top__nav"));
    assert_eq!(browser.get("/cases").await.location(), "/unlock?next=/cases");
    assert_eq!(browser.post("/account/recovery-codes", &[("key", "x")]).await.status, StatusCode::LOCKED);
    let asked = Request::get("/accounts").header("sec-fetch-mode", "cors");
    let page = browser.ask(asked, Body::empty()).await;
    assert_eq!(page.status, StatusCode::LOCKED, "what a script asks for is told");
    assert!(!page.text.contains(LOGIN));
    let back = "/cases?outcome=resolved";
    for typed in ["", "sai", PIN] {
        let page = browser.post("/unlock", &[("key", "u"), ("back", back), ("pin", typed)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("value=\"/cases?outcome=resolved\""));
    }
    let page = browser.post("/unlock", &[("key", "u"), ("back", back), ("pin", PASSWORD)]).await;
    assert_eq!(page.location(), back);
    assert_eq!(browser.get(back).await.status, StatusCode::OK);
    assert_eq!(browser.post("/lock", &[("key", "l"), ("back", "//evil.example")]).await.location(), "/unlock");
    assert_eq!(browser.get("/").await.location(), "/unlock");
    // Somebody else begins work: the session ends.
    assert_eq!(browser.post("/sign-out", &[("key", "o")]).await.location(), "/sign-in?said=signed-out");
    assert_eq!(browser.get("/").await.location(), "/sign-in");
}

#[tokio::test]
async fn the_cover_of_a_page_is_answered_in_parts_and_to_its_own_session_alone() {
    let mut browser = Browser::begun().await;
    browser.post("/lock", &[("key", "l")]).await;
    let part = browser.get("/unlock?part=form").await;
    assert!(part.status == StatusCode::OK && !part.text.contains("<html"));
    let session = part.between("name=\"session\" value=\"", "\"").to_owned();
    let typed = |pin: &'static str, session: &str| {
        [("key", "u".to_owned()), ("part", "form".to_owned()), ("pin", pin.to_owned()), ("session", session.to_owned())]
    };
    let post = async |browser: &mut Browser, pin: &'static str, session: &str| {
        let typed = typed(pin, session);
        let fields: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post("/unlock", &fields).await
    };
    let wrong = post(&mut browser, "sai", &session).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && !wrong.text.contains("<html"));
    assert_eq!(post(&mut browser, PASSWORD, "1").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(post(&mut browser, PASSWORD, &session).await.status, StatusCode::NO_CONTENT);
    // Unlocked in another tab: this one opens as well, but not to somebody who signed in meanwhile.
    assert_eq!(post(&mut browser, "", &session).await.status, StatusCode::NO_CONTENT);
    browser.sign_in(LOGIN, PASSWORD).await;
    assert_eq!(post(&mut browser, PASSWORD, &session).await.status, StatusCode::UNAUTHORIZED);
}
