//! What stands around every route: limits, refusal of cross-site posts, headers, the page of a failure, one line of log.
//!
//! [`wrap`] is called once, on the finished router, so that no route can be added outside of it. The connection below
//! (header size, slow clients, TLS) belongs to the program that listens; its numbers stand in [`limits`] too.

pub mod assets;
pub mod fault;
pub mod headers;
pub mod limits;
pub mod observe;
pub mod origin;
pub mod panic;
pub mod peer;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

pub use fault::{Asked, Fault, FaultPage, failed};
pub use limits::Limits;
pub use observe::reference;
pub use peer::Peer;

/// Pages under this size are sent as they are: the saved bytes would still fill one packet.
const COMPRESSED_FROM_BYTES: u64 = 1024;

/// Compression of pages, low: a page is made once and for one reader. At this level a list of 31 KB becomes 1.5 KB in
/// 70 µs; the next one takes twice as long for a sixth less.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(4);

/// Puts the shell around every route of `routes`, its fallbacks among them. `page` draws the page of a [`Fault`].
///
/// From the outside in: reference and log, headers, page of the failure, compression, panics, cross-site posts, body size,
/// number of requests at once, time.
pub fn wrap(routes: Router, limits: Limits, page: FaultPage) -> Router {
    // Compression beside a secret and beside text of somebody else tells the length of the secret (BREACH). No page holds
    // a secret that lasts: the session is in a cookie, cross-site posts need no token, and the idempotency key of a form
    // is new with every page.
    let compression = CompressionLayer::new().quality(COMPRESSION).compress_when(
        SizeAbove::new(COMPRESSED_FROM_BYTES)
            .and(NotForContentType::IMAGES)
            .and(NotForContentType::const_new("font/"))
            // Word files and workbooks are packed already.
            .and(NotForContentType::const_new("application/vnd.openxmlformats")),
    );
    routes.layer(
        ServiceBuilder::new()
            .layer(from_fn(observe::observe))
            .layer(from_fn(headers::set))
            .layer(compression)
            .layer(from_fn_with_state(page, fault::draw))
            .layer(CatchPanicLayer::custom(panic::answer))
            .layer(from_fn(origin::refuse_unnamed))
            .layer(origin::layer())
            .layer(from_fn_with_state(Arc::new(limits::Held::new(limits)), limits::hold))
            .layer(DefaultBodyLimit::disable()),
    )
}
