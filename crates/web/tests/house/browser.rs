//! A browser as far as the site can tell: cookies, forms, and where it was sent.

use std::net::{IpAddr, Ipv4Addr};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use tower::ServiceExt;
use web::lang::Lang;
use web::routes::ROUTES;
use web::shell::Peer;

use super::html::plain;
use super::key;

/// One browser.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    token: String,
    lang: Lang,
    /// Where it stands.
    address: IpAddr,
}

/// What it was answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// The page as it was sent.
    pub(crate) html: String,
    /// The same as bytes, what is no page among them.
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// Where it was sent to; empty where it was not.
    pub(crate) fn location(&self) -> &str {
        self.headers.get(LOCATION).map_or("", |value| value.to_str().expect("an address is ASCII"))
    }

    /// Whether the page holds some words, however they are written in HTML.
    pub(crate) fn shows(&self, words: &str) -> bool {
        plain(&self.html).contains(words)
    }
}

impl Browser {
    pub(super) fn new(router: Router) -> Self {
        Self { router, token: String::new(), lang: Lang::Vi, address: IpAddr::V4(Ipv4Addr::LOCALHOST) }
    }

    /// The same browser in another language.
    pub(crate) fn in_language(&self, lang: Lang) -> Self {
        Self { lang, ..self.clone() }
    }

    /// The same browser at another address.
    pub(crate) fn at(&self, address: IpAddr) -> Self {
        Self { address, ..self.clone() }
    }

    /// The same browser with another session's token.
    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self { token: token.to_owned(), ..self.clone() }
    }

    /// The same browser with the session that an answer began.
    pub(crate) fn with_session_of(&self, answer: &Answer) -> Self {
        let cookie = answer.headers.get(SET_COOKIE).expect("a session").to_str().expect("ASCII");
        let token = cookie.split(';').next().and_then(|pair| pair.strip_prefix("langnghe="));
        self.with_token(token.expect("the session's"))
    }

    pub(super) async fn sign_in(self, login: &str, password: &str) -> Self {
        let answer = self.post("/sign-in", &[("login", login), ("password", password)]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"), "{login} signs in");
        self.with_session_of(&answer)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path), Body::empty(), path).await
    }

    /// Posts a form, with a new key where it names none.
    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let new = key();
        let mut pairs: Vec<(&str, &str)> = form.to_vec();
        if !pairs.iter().any(|(name, _)| *name == "key") {
            pairs.push(("key", &new));
        }
        let body: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from(body.join("&")), path).await
    }

    /// Posts files as a file field sends them.
    pub(crate) async fn upload(&self, path: &str, field: &str, files: &[&[u8]]) -> Answer {
        let mut body = format!("--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n{}\r\n", key()).into_bytes();
        for file in files {
            let head = format!("--b\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"photo\"\r\n\r\n");
            body.extend(head.into_bytes());
            body.extend(*file);
            body.extend(b"\r\n");
        }
        body.extend(b"--b--\r\n");
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "multipart/form-data; boundary=b");
        self.ask(request, Body::from(body), path).await
    }

    /// Posts the fields of a form and then a file, as a browser sends them.
    pub(crate) async fn upload_with(&self, path: &str, fields: &[(&str, &str)], (name, file): (&str, &[u8])) -> Answer {
        let key = key();
        let mut body = Vec::new();
        for (field, value) in fields.iter().chain(&[("key", key.as_str())]) {
            let part = format!("--b\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"bang\"\r\n\r\n");
        body.extend(head.into_bytes());
        body.extend(file);
        body.extend(b"\r\n--b--\r\n");
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "multipart/form-data; boundary=b");
        self.ask(request, Body::from(body), path).await
    }

    async fn ask(&self, request: axum::http::request::Builder, body: Body, path: &str) -> Answer {
        let cookies = format!("langnghe={}; langnghe-lang={}", self.token, self.lang);
        let request = request
            .header(HOST, "office.example")
            .header(COOKIE, cookies)
            .extension(Peer { address: self.address, secure: false })
            .body(body)
            .expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the site always answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a whole answer").to_vec();
        let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let picture = ["image/", "application/pdf", "application/vnd"].iter().any(|file| kind.starts_with(file));
        let html = if picture { String::new() } else { String::from_utf8(bytes.clone()).expect("a page is UTF-8") };
        assert!(!html.contains('⟦'), "{path} lacks a sentence");
        if let Some((_, rest)) = html.split_once("name=\"back\" value=\"") {
            let back = plain(rest.split('"').next().expect("a value"));
            assert!(is_page(&back), "on {path} another language leads to {back}, where no page is");
        }
        assert_ne!(parts.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        Answer { status: parts.status, headers: parts.headers, html, bytes }
    }
}

/// Whether a page stands at an address.
fn is_page(address: &str) -> bool {
    let parts: Vec<&str> = address.split('?').next().expect("a path").split('/').collect();
    ROUTES.iter().filter(|route| route.method == "get").any(|route| {
        let pattern: Vec<&str> = route.path.split('/').collect();
        pattern.len() == parts.len()
            && pattern.iter().zip(&parts).all(|(known, part)| known == part || known.starts_with('{'))
    })
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
