//! Serving the embedded files of `look::assets`: `/assets/<digest>/<path>`, kept by browsers for a year.

use axum::Router;
use axum::extract::Path;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::fault::Fault;
use crate::look::assets::{digest, find};

/// The address holds the digest of the bytes, so that a browser need never ask again.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// An address with the digest of another version, as while several nodes are being renewed: this once, with our bytes.
const THIS_ONCE: HeaderValue = HeaderValue::from_static("no-store");

/// The route of the files.
pub fn routes() -> Router {
    Router::new().route("/assets/{digest}/{*path}", get(serve))
}

async fn serve(Path((asked, path)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some(asset) = find(&path) else { return Fault::NotThere.into_response() };
    // Weak, because the same tag stands for the file and for its compressed form.
    let tag = format!("W/\"{}\"", digest());
    let current = asked == digest();
    let mut response = if current && has_tag(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match asset.brotli().filter(|_| accepts(&headers, "br")) {
            Some(packed) => ([(CONTENT_ENCODING, "br")], packed).into_response(),
            None => asset.bytes().into_response(),
        }
    };
    let answer = response.headers_mut();
    answer.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    answer.insert(CACHE_CONTROL, if current { FOR_EVER } else { THIS_ONCE });
    answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
    answer.insert(ETAG, HeaderValue::from_str(&tag).expect("a tag is made of hex letters"));
    response
}

/// Whether the browser holds the version of this tag.
fn has_tag(headers: &HeaderMap, tag: &str) -> bool {
    list(headers, &IF_NONE_MATCH).any(|held| held == tag || held == "*")
}

/// Whether `Accept-Encoding` names the coding and does not refuse it by a weight of nought.
fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    list(headers, &ACCEPT_ENCODING).any(|entry| {
        let (name, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
        let refused = weight.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).is_some_and(|q| q <= 0.0);
        name.trim().eq_ignore_ascii_case(coding) && !refused
    })
}

fn list<'a>(headers: &'a HeaderMap, name: &axum::http::HeaderName) -> impl Iterator<Item = &'a str> {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}
