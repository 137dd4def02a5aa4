//! How much, how many, how long: the limits of every route, and of the connection under it.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};
use hyper::body::Body as _;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::fault::Fault;

/// Header lines of a request, more are answered 431 by the connection. A browser sends about twenty.
pub const HEADER_LINES: usize = 64;

/// Bytes of request line and headers, more are answered 431 by the connection.
pub const HEADER_BYTES: usize = 16 * 1024;

/// Time in which the headers of a request have to arrive; also the time for which an idle connection is kept.
pub const HEADER_READ: Duration = Duration::from_secs(10);

/// Time for which a visitor may take nothing of an answer before the connection is closed.
pub const WRITE_STALL: Duration = Duration::from_secs(30);

/// Bytes that a connection keeps while reading and writing.
pub const CONNECTION_BUFFER: usize = 64 * 1024;

/// Connections at once, where the system allows as many open files.
pub const CONNECTIONS: usize = 2048;

/// Bytes beyond the limit that are read and thrown away, so that a browser has sent what it wanted and reads the refusal.
const DRAINED_BYTES: usize = 4 * 1024 * 1024;

/// The limits of the routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a request's body.
    pub body: usize,
    /// Routes that read larger bodies: the pattern of the path, and bytes. Those bodies are handed on as they arrive.
    pub larger: &'static [(&'static str, usize)],
    /// Time in which the body has to arrive.
    pub arrival: Duration,
    /// Requests that are worked on at once.
    pub at_once: usize,
    /// Time for which a request waits for its turn.
    pub turn: Duration,
    /// Time for the work on a request.
    pub work: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 64 * 1024,
            // Fifty photographed slips of twenty megabytes, and what stands between them.
            // Twenty scans of the same size.
            larger: &[
                ("/dialogues/{id}/slips", 1001 * 1024 * 1024),
                // A file of ten megabytes, or a table that is pasted.
                ("/imports", 11 * 1024 * 1024),
                ("/gatherings/{id}/table", 11 * 1024 * 1024),
                ("/calendar/year", 11 * 1024 * 1024),
                ("/declared/import", 11 * 1024 * 1024),
                ("/dialogues/{id}/minutes/scans", 401 * 1024 * 1024),
                ("/declared/{id}/scans", 401 * 1024 * 1024),
                ("/notices/{id}/scans", 401 * 1024 * 1024),
                ("/letters/{id}/scans", 401 * 1024 * 1024),
                ("/cases/{id}/files", 401 * 1024 * 1024),
                ("/supervision/cases/{id}", 401 * 1024 * 1024),
                // Several fields of ten thousand letters, of which each can be nine bytes long as it is sent.
                ("/notices/{id}/describe", 512 * 1024),
                ("/notices/{id}/point", 512 * 1024),
                // Twenty points of such fields.
                ("/notices/{id}/points", 4 * 1024 * 1024),
                ("/cases/{id}/reply", 512 * 1024),
                ("/cases/{id}/draft-reply", 512 * 1024),
                ("/cases/{id}/answer-on-the-spot", 512 * 1024),
            ],
            arrival: Duration::from_secs(15),
            at_once: 256,
            turn: Duration::from_secs(2),
            work: Duration::from_secs(30),
        }
    }
}

impl Limits {
    /// Bytes that a body may have on this route, and whether the route reads it as it arrives.
    fn body_of(&self, request: &Request) -> (usize, bool) {
        let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
        match self.larger.iter().find(|(pattern, _)| *pattern == path) {
            Some((_, most)) => (*most, true),
            None => (self.body, false),
        }
    }
}

/// The limits with the turns that all routes share.
#[derive(Debug)]
pub struct Held {
    limits: Limits,
    turns: Semaphore,
}

impl Held {
    /// All turns free.
    pub fn new(limits: Limits) -> Self {
        Self { limits, turns: Semaphore::new(limits.at_once) }
    }
}

/// Reads the body within its limits, waits for a turn, and gives the work its time. The body comes first, so that a slow
/// visitor holds nobody's turn.
pub async fn hold(State(held): State<Arc<Held>>, request: Request, next: Next) -> Response {
    let limits = &held.limits;
    let request = match read(request, limits).await {
        Ok(request) => request,
        Err(fault) => return fault.into_response(),
    };
    let Ok(turn) = timeout(limits.turn, held.turns.acquire()).await else {
        tracing::warn!(at_once = limits.at_once, "too many requests at once");
        return Fault::Busy.into_response();
    };
    let _turn = turn.expect("the turns are never closed");
    match timeout(limits.work, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Fault::Late.into_response(),
    }
}

async fn read(request: Request, limits: &Limits) -> Result<Request, Fault> {
    let (most, as_it_arrives) = limits.body_of(&request);
    let declared = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let too_large = declared.is_some_and(|length| length > most as u64);
    let (parts, body) = request.into_parts();
    if body.is_end_stream() {
        return Ok(Request::from_parts(parts, body));
    }
    if as_it_arrives && !too_large {
        return Ok(Request::from_parts(parts, Body::new(Limited::new(body, most))));
    }
    match timeout(limits.arrival, collect(body, most)).await {
        Ok(bytes) => Ok(Request::from_parts(parts, Body::from(bytes?))),
        Err(_) if too_large => Err(Fault::TooLarge),
        Err(_) => Err(Fault::TooSlow),
    }
}

/// The whole body, or the refusal after the rest was thrown away.
async fn collect(mut body: Body, most: usize) -> Result<Bytes, Fault> {
    let mut kept = Vec::new();
    let mut seen = 0_usize;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Fault::Unreadable)?.into_data() else { continue };
        seen += data.len();
        if seen <= most {
            kept.extend_from_slice(&data);
        } else if seen > most + DRAINED_BYTES {
            break;
        }
    }
    if seen > most { Err(Fault::TooLarge) } else { Ok(Bytes::from(kept)) }
}
