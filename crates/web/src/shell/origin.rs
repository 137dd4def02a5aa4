//! Posts from other sites are refused by what the browser says about itself (Fetch Metadata, `Origin`).
//!
//! There is no token in the pages, so that a page may be open for hours and on several nodes. A proxy in front has to hand
//! on `Host` and `Origin` as they came.

use axum::extract::Request;
use axum::http::Method;
use axum::http::header::{HeaderName, ORIGIN};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::fault::Fault;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The layer that refuses a changing request whose `Sec-Fetch-Site` or, without it, `Origin` names another site.
pub fn layer() -> CsrfLayer<fn(ProtectionError) -> Response> {
    CsrfLayer::new().with_rejection_response(refuse as fn(ProtectionError) -> Response)
}

/// Refuses a changing request that says nothing of where it comes from. Every browser that our pages work in sends
/// `Origin` with a post; a program that posts names our own origin.
pub async fn refuse_unnamed(request: Request, next: Next) -> Response {
    if names_its_site(&request) { next.run(request).await } else { Fault::CrossSite.into_response() }
}

fn names_its_site(request: &Request) -> bool {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let named = |header: &HeaderName| request.headers().get(header).is_some_and(|value| !value.is_empty());
    reads || named(&FETCH_SITE) || named(&ORIGIN)
}

fn refuse(_: ProtectionError) -> Response {
    Fault::CrossSite.into_response()
}
