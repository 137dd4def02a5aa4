//! Accounts through their pages: what a browser posts, gets, and is not told.

mod administer;
mod door;
mod seat;
mod totp;

use std::fmt::Write as _;
use std::sync::Arc;

use acts::Office;
use acts::account::{Secrets, first_code};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use store::{Opening, Store, clock};
use tower::ServiceExt;
use web::App;

const PASSWORD: &str = "con trâu là đầu cơ nghiệp";
const NEW: &str = "nước chảy đá mòn từng ngày";
const LOGIN: &str = "man.tran";

/// A site on a database of its own, and the cookies of one browser.
struct Browser {
    routes: Router,
    cookie: String,
    /// The cookie of the machine it stands on, if that is a registered one.
    machine: String,
    store: Store,
    /// Holds the database until the last browser is gone.
    folder: Arc<tempfile::TempDir>,
}

struct Page {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Page {
    fn location(&self) -> &str {
        self.headers.get(LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    fn cookie(&self) -> &str {
        self.headers.get(SET_COOKIE).map_or("", |value| value.to_str().unwrap())
    }

    /// The text between two marks, the first time.
    fn between(&self, before: &str, after: &str) -> &str {
        let (_, rest) = self.text.split_once(before).unwrap_or_else(|| panic!("no {before} in {}", self.text));
        rest.split_once(after).unwrap().0
    }

    /// Every sentence was found, and no password came back.
    fn whole(self) -> Self {
        assert!(!self.text.contains('⟦'), "a sentence is missing: {}", self.between("⟦", "⟧"));
        for secret in [PASSWORD, NEW] {
            assert!(!self.text.contains(secret), "a password came back");
        }
        self
    }
}

fn secrets() -> Secrets {
    Secrets { codes: [3; 32], throttle: [4; 32] }
}

impl Browser {
    async fn new(secure_cookies: bool) -> Self {
        Self::on(secure_cookies, true).await
    }

    async fn on(secure_cookies: bool, simulated: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        let store = Store::open(&Opening { url, secret: [7; 32], simulated }).await.unwrap();
        let app = App {
            office: Office::new(&store),
            secrets: secrets(),
            secure_cookies,
            tables: web::Tables::of_text(),
            demo: Vec::new(),
            public: None,
        };
        let (routes, folder) = (web::router(app), Arc::new(folder));
        Self { routes, cookie: String::new(), machine: String::new(), store, folder }
    }

    /// A browser that has gone through the first run and is signed in.
    async fn begun() -> Self {
        Self::begun_on(true).await
    }

    /// The same, with data of real use or with invented ones.
    async fn begun_on(simulated: bool) -> Self {
        let mut browser = Self::on(false, simulated).await;
        let code = browser.first_code().await;
        let page = browser.post("/first-run", &Self::beginning(&code)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        browser
    }

    async fn first_code(&self) -> String {
        let office = Office::new(&self.store);
        first_code(&office, &secrets(), clock::machine()).await.unwrap().expect("nobody is here").code
    }

    fn beginning(code: &str) -> Vec<(&str, &str)> {
        vec![
            ("key", "first"),
            ("code", code),
            ("territory", "Xã Sông Trầm, tỉnh Thanh Giang"),
            ("organisation", "Ủy ban nhân dân xã Sông Trầm"),
            ("person", "Trần Thị Mận"),
            ("login", LOGIN),
            ("password", PASSWORD),
        ]
    }

    /// Another browser on the same site.
    fn other(&self) -> Self {
        Self {
            routes: self.routes.clone(),
            cookie: String::new(),
            machine: String::new(),
            store: self.store.clone(),
            folder: Arc::clone(&self.folder),
        }
    }

    async fn get(&mut self, path: &str) -> Page {
        self.ask(Request::get(path), Body::empty()).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = Request::post(path)
            .header(ORIGIN, "http://office.example")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&");
        self.ask(request, Body::from(body)).await
    }

    async fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> Page {
        let request = request
            .header(HOST, "office.example")
            .header(COOKIE, format!("{}; {}", self.cookie, self.machine))
            .body(body)
            .unwrap();
        let (parts, body) = self.routes.clone().oneshot(request).await.unwrap().into_parts();
        let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
        let page = Page { status: parts.status, headers: parts.headers, text };
        if let Some((cookie, _)) = page.cookie().split_once(';') {
            let machine = cookie.starts_with("langnghe-device=");
            cookie.clone_into(if machine { &mut self.machine } else { &mut self.cookie });
        }
        page.whole()
    }

    async fn sign_in(&mut self, login: &str, password: &str) -> Page {
        self.post("/sign-in", &[("key", "k"), ("back", "/account"), ("login", login), ("password", password)]).await
    }
}

fn encoded(value: &str) -> String {
    value.bytes().fold(String::new(), |mut text, byte| {
        write!(text, "%{byte:02x}").expect("a text takes more text");
        text
    })
}
