//! The shell around the routes, asked without a network: every answer below passed through `shell::wrap`.

mod assets;
mod limits;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Form;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN, STRICT_TRANSPORT_SECURITY,
};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::response::Html;
use axum::routing::{get, post};
use serde::Deserialize;
use tower::ServiceExt;
use web::shell::{Asked, Fault, Limits, Peer, failed, wrap};

/// The words of a page in these tests: the code of the fault, and the reference where there is one.
fn page(fault: Fault, _: &Asked, reference: &str) -> String {
    format!("<!doctype html><h1>{}</h1><p>{reference}</p>", fault.code())
}

#[derive(Deserialize)]
struct Spoken {
    words: String,
}

fn routes() -> Router {
    Router::new()
        .route("/", get(async || Html("<!doctype html><h1>home</h1>")))
        .route("/said", post(async |Form(spoken): Form<Spoken>| spoken.words.len().to_string()))
        .route("/panics", get(async || -> Html<String> { panic!("the secret cause") }))
        .route("/breaks", get(async || failed(&std::io::Error::other("the secret cause"))))
        .merge(web::shell::assets::routes())
}

fn shell() -> Router {
    wrap(routes(), Limits::default(), page)
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: impl axum::http::header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

async fn ask(routes: Router, request: Request<Body>) -> Answer {
    let response = routes.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

fn read(path: &str) -> Request<Body> {
    Request::get(path).header(HOST, "office.example").body(Body::empty()).unwrap()
}

/// A form posted to `/said` with these headers beside the usual ones.
fn said(headers: &[(&str, &str)]) -> Request<Body> {
    let mut request =
        Request::post("/said").header(HOST, "office.example").header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from("words=bridge")).unwrap()
}

#[tokio::test]
async fn a_post_of_our_own_page_is_accepted() {
    for headers in [
        &[("sec-fetch-site", "same-origin"), ("origin", "http://office.example")][..],
        &[("sec-fetch-site", "none")][..],
        &[("origin", "http://office.example")][..],
    ] {
        let answer = ask(shell(), said(headers)).await;
        assert_eq!((answer.status, answer.text()), (StatusCode::OK, "6"), "{headers:?}");
    }
}

#[tokio::test]
async fn a_post_from_elsewhere_is_refused() {
    for headers in [
        &[("sec-fetch-site", "cross-site"), ("origin", "http://evil.example")][..],
        &[("sec-fetch-site", "same-site"), ("origin", "http://other.office.example")][..],
        &[("sec-fetch-site", "cross-site"), ("origin", "http://office.example")][..],
        &[("origin", "http://evil.example")][..],
        &[("origin", "http://office.example:8080")][..],
        &[("origin", "null")][..],
        &[][..],
    ] {
        let answer = ask(shell(), said(headers)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert!(answer.text().contains("cross-site"), "{headers:?}");
    }
}

#[tokio::test]
async fn every_changing_method_is_asked_where_it_comes_from() {
    for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::TRACE] {
        let request = Request::builder().method(method.clone()).uri("/").header(ORIGIN, "http://evil.example");
        let answer = ask(shell(), request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method}");
    }
    let from_elsewhere = Request::get("/").header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
    assert_eq!(ask(shell(), from_elsewhere).await.status, StatusCode::OK, "a link from elsewhere may be followed");
}

#[tokio::test]
async fn the_headers_stand_on_every_answer() {
    let cases = [
        (read("/"), StatusCode::OK),
        (read("/nowhere"), StatusCode::NOT_FOUND),
        (read("/said"), StatusCode::METHOD_NOT_ALLOWED),
        (read("/panics"), StatusCode::INTERNAL_SERVER_ERROR),
        (said(&[("origin", "http://evil.example")]), StatusCode::FORBIDDEN),
    ];
    for (request, status) in cases {
        let asked = request.uri().to_string();
        let answer = ask(shell(), request).await;
        assert_eq!(answer.status, status, "{asked}");
        let policy = answer.header(CONTENT_SECURITY_POLICY);
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{asked}: {policy}");
        for part in ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            assert!(policy.contains(part), "{asked}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(answer.header("permissions-policy").contains("microphone=()"));
        assert_eq!(answer.header(CACHE_CONTROL), "no-store", "{asked}");
        assert_eq!(answer.header("x-request-id").len(), 14);
        assert_eq!(answer.header(CONTENT_TYPE), "text/html; charset=utf-8", "{asked}");
    }
}

#[tokio::test]
async fn a_wrong_method_names_the_right_ones() {
    let answer = ask(shell(), read("/said")).await;
    assert_eq!(answer.header("allow"), "POST");
    assert!(answer.text().contains("wrong-method"));
}

#[tokio::test]
async fn transport_security_is_asked_for_under_tls_only() {
    let mut request = read("/");
    assert_eq!(ask(shell(), request).await.header(STRICT_TRANSPORT_SECURITY), "");
    request = read("/");
    request.extensions_mut().insert(Peer { address: [192, 0, 2, 7].into(), secure: true });
    assert!(ask(shell(), request).await.header(STRICT_TRANSPORT_SECURITY).starts_with("max-age=31536000"));
}

#[tokio::test]
async fn a_failure_shows_its_reference_and_not_its_cause() {
    for path in ["/panics", "/breaks"] {
        let answer = ask(shell(), read(path)).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert!(!answer.text().contains("secret"), "{path}: {}", answer.text());
        let reference = answer.header("x-request-id");
        assert!(answer.text().contains(&format!("<h1>failed</h1><p>{reference}</p>")), "{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn what_no_form_of_ours_sends_is_unreadable() {
    let mut request = said(&[("sec-fetch-site", "same-origin")]);
    *request.body_mut() = Body::from("something=else");
    let answer = ask(shell(), request).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.text().contains("unreadable"), "{}", answer.text());
}

#[tokio::test]
async fn long_pages_are_compressed_and_short_ones_are_not() {
    let long = "<p>a bridge over the stream</p>".repeat(400);
    let length = long.len();
    let routes = Router::new().route("/long", get(async move || Html(long))).merge(routes());
    for (accepted, coding) in [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", "")] {
        let request = |path| Request::get(path).header("accept-encoding", accepted).body(Body::empty()).unwrap();
        let answer = ask(wrap(routes.clone(), Limits::default(), page), request("/long")).await;
        assert_eq!(answer.header("content-encoding"), coding);
        assert_eq!(answer.body.len() < length / 4, !coding.is_empty(), "{accepted}");
        let answer = ask(wrap(routes.clone(), Limits::default(), page), request("/")).await;
        assert_eq!(answer.header("content-encoding"), "");
    }
}
