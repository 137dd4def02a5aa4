//! Failures that are nobody's act: what the shell refuses, what is not there, what broke. Each becomes one page.
//!
//! What the rules refuse is a `Refusal` and belongs to the page that asked. A fault knows no account and no row.

use std::error::Error;

use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, COOKIE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use super::observe::reference;

/// Seconds after which a browser may ask again when we were full.
const RETRY_AFTER_SECONDS: &str = "5";

/// Why there is no page. Answered as a value, drawn once by the function given to [`super::wrap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// 400: the request is not what a form of ours sends.
    Unreadable,
    /// 401: a form of somebody whose session has ended meanwhile.
    SignedOut,
    /// 423: the screen of the session is locked.
    Locked,
    /// 403: a changing request that comes from another site, or does not say from where.
    CrossSite,
    /// 404: nothing here, or nothing that this reader may know of.
    NotThere,
    /// 405: the address is there, the method is not.
    WrongMethod,
    /// 408: the request came too slowly to be read.
    TooSlow,
    /// 413: the request is larger than its route reads.
    TooLarge,
    /// 500: our fault. The log has the cause under the reference.
    Failed,
    /// 503: too many requests at once.
    Busy,
    /// 507: the disk of the database is full; nothing of this request was kept.
    Full,
    /// 503: the answer took too long. What was to be recorded may be recorded; asking again with the same key tells.
    Late,
}

/// What the page of a fault needs to know of the request: its language, and nothing else.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The cookies, among them the chosen language.
    pub cookie: Option<HeaderValue>,
}

/// Draws the page of a fault, whole HTML. The last argument is the reference, empty outside a request.
pub type FaultPage = fn(Fault, &Asked, &str) -> String;

impl Fault {
    /// Every fault, for catalogues and tests.
    pub const ALL: [Self; 12] = [
        Self::Unreadable,
        Self::SignedOut,
        Self::Locked,
        Self::CrossSite,
        Self::NotThere,
        Self::WrongMethod,
        Self::TooSlow,
        Self::TooLarge,
        Self::Failed,
        Self::Busy,
        Self::Full,
        Self::Late,
    ];

    /// The word under which the catalogues hold its sentences.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::SignedOut => "signed-out",
            Self::Locked => "locked",
            Self::CrossSite => "cross-site",
            Self::NotThere => "not-there",
            Self::WrongMethod => "wrong-method",
            Self::TooSlow => "too-slow",
            Self::TooLarge => "too-large",
            Self::Failed => "failed",
            Self::Busy => "busy",
            Self::Full => "full",
            Self::Late => "late",
        }
    }

    /// The status of the answer.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Locked => StatusCode::LOCKED,
            Self::CrossSite => StatusCode::FORBIDDEN,
            Self::NotThere => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
            Self::Busy | Self::Late => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Whether the cause is ours, so that its page shows the reference under which the log has it.
    pub fn is_ours(self) -> bool {
        self.status().is_server_error()
    }

    /// Gives the page of a fault what its bare answer said beside it.
    pub(crate) fn keep(self, bare: &Response, drawn: &mut Response) {
        if let Some(methods) = bare.headers().get(ALLOW) {
            drawn.headers_mut().insert(ALLOW, methods.clone());
        }
        if self.status() == StatusCode::SERVICE_UNAVAILABLE {
            drawn.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER_SECONDS));
        }
    }

    /// The fault behind a bare refusal of the router or of an extractor, which are plain text or nothing.
    pub(crate) fn of(response: &Response) -> Option<Self> {
        if let Some(fault) = response.extensions().get::<Self>() {
            return Some(*fault);
        }
        if !is_bare(response.headers()) {
            return None;
        }
        match response.status() {
            StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => {
                Some(Self::Unreadable)
            }
            StatusCode::NOT_FOUND => Some(Self::NotThere),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::WrongMethod),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::INTERNAL_SERVER_ERROR => Some(Self::Failed),
            _ => None,
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The answer where the machine failed: the chain of causes goes to the log, once, and the reader sees the reference.
pub fn failed(error: &(dyn Error + 'static)) -> Response {
    let mut cause = error.to_string();
    let mut below = error.source();
    while let Some(error) = below {
        cause.push_str(": ");
        cause.push_str(&error.to_string());
        below = error.source();
    }
    tracing::error!(cause, reference = reference().unwrap_or_default(), "failed");
    Fault::Failed.into_response()
}

/// Draws the page of an answer that is a fault, and leaves every other as it is.
pub async fn draw(State(page): State<FaultPage>, request: Request, next: Next) -> Response {
    let asked = Asked { cookie: request.headers().get(COOKIE).cloned() };
    let response = next.run(request).await;
    let Some(fault) = Fault::of(&response) else { return response };
    let html = page(fault, &asked, &reference().unwrap_or_default());
    let mut drawn = (fault.status(), Html(html)).into_response();
    fault.keep(&response, &mut drawn);
    drawn
}

fn is_bare(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"))
}
