//! Who is signed in: found once per request, handed to the pages.

use std::sync::Arc;

use acts::account;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{COOKIE, HeaderMap, HeaderValue, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::permission::Role;
use store::account::session::SessionRow;
use store::{By, clock};

use crate::app::App;
use crate::lang::Lang;
use crate::language;
use crate::page::failed;
use crate::shell::Fault;

/// The cookie over TLS: no other host and no page in the clear can set it.
const SECURE_COOKIE: &str = "__Host-langnghe";
/// The cookie on a plain loopback address.
const PLAIN_COOKIE: &str = "langnghe";

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Account, person and body for acts.
    pub by: By,
    /// The session.
    pub session_id: i64,
    /// The account.
    pub account: i64,
    /// The login.
    pub login: String,
    /// Name of the official.
    pub name: String,
    /// The body.
    pub organisation: i64,
    /// Its name.
    pub organisation_name: String,
    /// Its place.
    pub territory: i64,
    /// The level of that place.
    pub level: String,
    /// The name of that place, and of the place it lies in.
    pub place: String,
    /// The roles in that body today.
    pub roles: Vec<Role>,
    /// The roles today in bodies above it.
    pub above: Vec<Role>,
    /// The language of the reader.
    pub lang: Lang,
}

impl Visitor {
    fn new(row: SessionRow, lang: Lang) -> Self {
        let place = match row.within {
            Some(within) => format!("{}, {within}", row.place),
            None => row.place,
        };
        Self {
            by: row.by,
            session_id: row.id,
            account: row.by.account,
            login: row.login,
            name: row.name,
            organisation: row.by.organisation,
            organisation_name: row.body,
            territory: row.territory,
            level: row.level,
            place,
            roles: row.roles,
            above: row.above,
            lang,
        }
    }
}

/// Finds who holds the session of the cookie, and puts `Option<Visitor>` into the request.
pub async fn find(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let visitor = match token(request.headers(), app.secure_cookies) {
        None => None,
        Some(token) => match visitor(&app, &token, language::of(request.headers())).await {
            Ok(visitor) => visitor,
            Err(error) => return failed(&error),
        },
    };
    request.extensions_mut().insert(visitor);
    next.run(request).await
}

async fn visitor(app: &Arc<App>, token: &str, lang: Lang) -> Result<Option<Visitor>, store::Error> {
    let now = clock::machine();
    let row = account::who(&mut app.office.store().reader().await?, token, now).await?;
    let Some(row) = row else { return Ok(None) };
    if now.ms() - row.seen_at.ms() >= account::TOUCH_MS {
        let (app, by, session, seen_at) = (Arc::clone(app), row.by, row.id, row.seen_at);
        // The page doesn't wait for it; a session that could not be noted only ends earlier.
        tokio::spawn(async move {
            if let Err(stop) = account::touch(&app.office, by, session, seen_at, now).await {
                tracing::warn!(%stop, "the use of a session was not noted");
            }
        });
    }
    Ok(Some(Visitor::new(row, lang)))
}

/// Somebody who has to be signed in: a page sends others to sign in and back, a post is answered with 401.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Visitor);

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        if let Some(Some(visitor)) = parts.extensions.get::<Option<Visitor>>() {
            return Ok(Self(visitor.clone()));
        }
        if !matches!(parts.method, Method::GET | Method::HEAD) {
            return Err(Fault::SignedOut.into_response());
        }
        let asked = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        Err(Redirect::to(&sign_in_path(asked)).into_response())
    }
}

/// Somebody who may be signed in or not.
#[derive(Clone, Debug)]
pub struct Perhaps(pub Option<Visitor>);

impl<S: Send + Sync> FromRequestParts<S> for Perhaps {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        Ok(Self(parts.extensions.get::<Option<Visitor>>().cloned().flatten()))
    }
}

const DIGITS: &[u8; 16] = b"0123456789ABCDEF";

/// The address of signing in, with the way back.
fn sign_in_path(asked: &str) -> String {
    if asked == "/" {
        return "/sign-in".to_owned();
    }
    let mut path = "/sign-in?next=".to_owned();
    for byte in own_path(asked).bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
            path.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    path
}

/// A path of this site as it was asked for, else `/`: one slash first, and nothing that a browser would drop or turn into
/// a second one.
pub fn own_path(asked: &str) -> &str {
    let own = asked.starts_with('/') && !asked.starts_with("//");
    let plain = asked.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if own && plain && asked.len() <= 1000 { asked } else { "/" }
}

/// The token of the session's cookie.
fn token(headers: &HeaderMap, secure: bool) -> Option<String> {
    let wanted = name(secure);
    headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';')).find_map(
        |pair| {
            let (name, value) = pair.trim().split_once('=')?;
            (name == wanted).then(|| value.to_owned())
        },
    )
}

const fn name(secure: bool) -> &'static str {
    if secure { SECURE_COOKIE } else { PLAIN_COOKIE }
}

/// An answer that gives the browser a token; it forgets it when it is closed.
pub(crate) fn with_token(response: impl IntoResponse, token: &str, secure: bool) -> Response {
    with_cookie(response, &format!("{}={token}{}", name(secure), attributes(secure)))
}

/// An answer after which the browser has no token.
pub(crate) fn without_token(response: impl IntoResponse, secure: bool) -> Response {
    with_cookie(response, &format!("{}={}; Max-Age=0", name(secure), attributes(secure)))
}

const fn attributes(secure: bool) -> &'static str {
    if secure { "; Path=/; HttpOnly; SameSite=Lax; Secure" } else { "; Path=/; HttpOnly; SameSite=Lax" }
}

fn with_cookie(response: impl IntoResponse, cookie: &str) -> Response {
    let mut response = response.into_response();
    match HeaderValue::from_str(cookie) {
        Ok(value) => {
            response.headers_mut().append(SET_COOKIE, value);
            response
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::{COOKIE, HeaderMap, HeaderValue};

    use super::{own_path, sign_in_path, token};

    #[test]
    fn the_way_back_leads_nowhere_else() {
        assert_eq!(own_path("/cases?outcome=resolved&from=0001-01-01"), "/cases?outcome=resolved&from=0001-01-01");
        for asked in
            ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "", "/\r\nx", "/ x"]
        {
            assert_eq!(own_path(asked), "/", "{asked:?}");
        }
        assert_eq!(sign_in_path("/"), "/sign-in");
        assert_eq!(sign_in_path("/cases?a=1&b=2"), "/sign-in?next=/cases%3Fa%3D1%26b%3D2");
    }

    #[test]
    fn each_way_of_serving_reads_its_own_cookie() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=b; langnghe=plain"));
        headers.append(COOKIE, HeaderValue::from_static("__Host-langnghe=secure"));
        assert_eq!(token(&headers, false).as_deref(), Some("plain"));
        assert_eq!(token(&headers, true).as_deref(), Some("secure"));
        assert_eq!(token(&HeaderMap::new(), true), None);
    }
}
