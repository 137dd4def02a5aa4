//! How much, how many, how long.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, RETRY_AFTER};
use axum::http::{Request, StatusCode};
use axum::routing::{get, post};
use hyper::body::Frame;
use tokio::sync::Notify;
use web::shell::{Limits, wrap};

use super::{ask, page, read};

const KB: usize = 1024;

/// A body that says nothing of its length: so many pieces of one KB, and then its end or nothing more.
struct Dripping {
    pieces: usize,
    ends: bool,
}

impl hyper::body::Body for Dripping {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.pieces > 0 {
            self.pieces -= 1;
            return Poll::Ready(Some(Ok(Frame::data(Bytes::from(vec![b'a'; KB])))));
        }
        if self.ends { Poll::Ready(None) } else { Poll::Pending }
    }
}

fn dripping(pieces: usize, ends: bool) -> Body {
    Body::new(Dripping { pieces, ends })
}

fn routes() -> Router {
    let length = async |body: Bytes| body.len().to_string();
    Router::new().route("/said", post(length)).route("/files/{id}", post(length)).route("/", get(async || "home"))
}

fn limited(limits: Limits) -> Router {
    wrap(routes(), limits, page)
}

fn posted(path: &str, body: Body) -> Request<Body> {
    Request::post(path).header("sec-fetch-site", "same-origin").body(body).unwrap()
}

#[tokio::test]
async fn a_body_may_be_as_large_as_its_limit() {
    for body in [Body::from(vec![b'a'; 64 * KB]), dripping(64, true)] {
        let answer = ask(limited(Limits::default()), posted("/said", body)).await;
        assert_eq!((answer.status, answer.text()), (StatusCode::OK, "65536"));
    }
}

#[tokio::test]
async fn a_larger_body_is_refused_with_a_page() {
    for body in [Body::from(vec![b'a'; 64 * KB + 1]), dripping(65, true), dripping(64 * KB, false)] {
        let answer = ask(limited(Limits::default()), posted("/said", body)).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.text().contains("<h1>too-large</h1>"), "{}", answer.text());
    }
}

#[tokio::test]
async fn a_declared_length_is_believed_when_it_is_too_large() {
    let limits = Limits { arrival: Duration::from_millis(20), ..Limits::default() };
    let mut request = posted("/said", dripping(0, false));
    request.headers_mut().insert(CONTENT_LENGTH, "70000".parse().unwrap());
    assert_eq!(ask(limited(limits), request).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_route_may_read_more_than_the_others() {
    let limits = Limits { larger: &[("/files/{id}", 100 * KB)], ..Limits::default() };
    let answer = ask(limited(limits), posted("/files/7", dripping(100, true))).await;
    assert_eq!((answer.status, answer.text()), (StatusCode::OK, "102400"));
    for body in [dripping(101, true), Body::from(vec![b'a'; 100 * KB + 1])] {
        assert_eq!(ask(limited(limits), posted("/files/7", body)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    }
    assert_eq!(ask(limited(limits), posted("/said", dripping(65, true))).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_body_that_never_arrives_is_given_up() {
    let limits = Limits { arrival: Duration::from_millis(20), at_once: 1, ..Limits::default() };
    let answer = ask(limited(limits), posted("/said", dripping(1, false))).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
    assert!(answer.text().contains("too-slow"));
}

#[tokio::test]
async fn work_that_takes_too_long_is_answered() {
    let never = Router::new().route("/never", get(async || std::future::pending::<&str>().await));
    let limits = Limits { work: Duration::from_millis(20), ..Limits::default() };
    let answer = ask(wrap(never, limits, page), read("/never")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text().contains("late"));
    assert_eq!(answer.header(RETRY_AFTER), "5");
}

#[tokio::test]
async fn a_full_house_answers_instead_of_queueing_for_ever() {
    let (arrived, free) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (told, asked) = (arrived.clone(), free.clone());
    let waits = get(async move || {
        told.notify_one();
        asked.notified().await;
        "done"
    });
    let limits = Limits { at_once: 1, turn: Duration::from_millis(20), ..Limits::default() };
    let routes = wrap(Router::new().route("/waits", waits).merge(routes()), limits, page);

    let first = tokio::spawn(ask(routes.clone(), read("/waits")));
    arrived.notified().await;
    let refused = ask(routes.clone(), read("/")).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "the limit is one for all routes");
    assert!(refused.text().contains("busy"));
    assert_eq!(refused.header(RETRY_AFTER), "5");

    free.notify_one();
    assert_eq!(first.await.unwrap().text(), "done");
    assert_eq!(ask(routes, read("/")).await.text(), "home");
}

#[tokio::test]
async fn a_visitor_who_sends_slowly_holds_nobodys_turn() {
    let limits = Limits { at_once: 1, turn: Duration::from_millis(20), ..Limits::default() };
    let routes = limited(limits);
    let slow = tokio::spawn(ask(routes.clone(), posted("/said", dripping(1, false))));
    for _ in 0..3 {
        tokio::task::yield_now().await;
    }
    assert_eq!(ask(routes, read("/")).await.text(), "home");
    slow.abort();
}

/// Routes to which the pages send files: the action of each form in parts, as a pattern.
fn sent_files() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut routes = Vec::new();
    for page in std::fs::read_dir(folder).expect("the templates").filter_map(Result::ok).map(|entry| entry.path()) {
        let text = std::fs::read_to_string(&page).unwrap_or_default();
        for form in text.split("<form ").skip(1).filter(|form| form.contains("enctype=\"multipart/form-data\"")) {
            let action =
                form.split("action=\"").nth(1).and_then(|rest| rest.split(['"', '?']).next()).expect("an action");
            routes.push(action.replace("{{ id }}", "{id}"));
        }
    }
    routes
}

#[test]
fn a_page_with_a_field_for_a_file_sends_it_to_a_route_that_reads_one() {
    let limits = Limits::default();
    let routes = sent_files();
    assert!(routes.len() >= 7, "{routes:?}");
    for route in routes {
        let most = limits.larger.iter().find(|(pattern, _)| *pattern == route).map_or(limits.body, |(_, most)| *most);
        assert!(most > 10 * KB * KB, "a file of ten megabytes doesn't come through {route}");
    }
}
