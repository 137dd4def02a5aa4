//! The reference of a request and its one line of log.
//!
//! The line holds method, pattern of the path, status, milliseconds and reference: no query, no id, no address, no name,
//! because what people ask for is about people.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;

/// The header of an answer that repeats the reference.
pub const REFERENCE_HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Letters of a reference: no I, L, O and U, so that it can be read aloud and typed again.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The status in the log of a request whose visitor left before the answer.
const LEFT: u16 = 499;

tokio::task_local! {
    static REFERENCE: String;
}

/// The reference of the request that is being answered, which a page of a failure shows and the log repeats; nothing
/// outside a request.
pub fn reference() -> Option<String> {
    REFERENCE.try_with(String::clone).ok()
}

/// Gives the request its reference, and the log its line once the answer is there.
pub async fn observe(request: Request, next: Next) -> Response {
    let reference = draw();
    let mut line = Line {
        method: name_of(request.method()),
        path: request.extensions().get::<MatchedPath>().cloned(),
        reference: reference.clone(),
        begun: begun(),
        status: LEFT,
    };
    let header = HeaderValue::from_str(&reference).expect("a reference is made of letters and digits");
    let mut response = REFERENCE.scope(reference, next.run(request)).await;
    line.status = response.status().as_u16();
    response.headers_mut().insert(REFERENCE_HEADER, header);
    response
}

#[expect(clippy::disallowed_methods, reason = "measures how long an answer took, for the log")]
fn begun() -> Instant {
    Instant::now()
}

/// The line is written when it is dropped, so that a request whose visitor left has one as well.
struct Line {
    method: &'static str,
    path: Option<MatchedPath>,
    reference: String,
    begun: Instant,
    status: u16,
}

impl Drop for Line {
    fn drop(&mut self) {
        tracing::info!(
            target: "access",
            method = self.method,
            path = self.path.as_ref().map_or("-", MatchedPath::as_str),
            status = self.status,
            ms = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            reference = self.reference,
            "answered"
        );
    }
}

/// The name of a method for the log. Others than the usual are words that the visitor chose.
fn name_of(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "OTHER",
    }
}

/// A new reference of twelve letters in three groups, for example `7K3M-9QX2-0ABD`. Chance makes it unique enough to be
/// found in a log; nothing is kept under it.
fn draw() -> String {
    let mut reference = String::with_capacity(14);
    for (at, byte) in store::clock::chance::<12>().into_iter().enumerate() {
        if at > 0 && at % 4 == 0 {
            reference.push('-');
        }
        reference.push(char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
    }
    reference
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn a_reference_can_be_read_aloud() {
        let (one, other) = (draw(), draw());
        assert_eq!(one.len(), 14);
        assert!(one.chars().all(|letter| letter == '-' || letter.is_ascii_digit() || letter.is_ascii_uppercase()));
        assert!(!one.contains(['I', 'L', 'O', 'U']));
        assert_ne!(one, other);
    }

    #[test]
    fn outside_a_request_there_is_no_reference() {
        assert_eq!(super::reference(), None);
    }
}
