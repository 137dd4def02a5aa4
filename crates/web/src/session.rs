//! Who is signed in: found once per request, handed to the pages.

use std::sync::Arc;

use acts::account;
use axum::extract::{FromRequestParts, OriginalUri, Request, State};
use axum::http::header::{COOKIE, HeaderMap, HeaderValue, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::permission::Role;
use store::account::session::{SessionRow, Standing};
use store::{By, clock};

use crate::app::App;
use crate::lang::Lang;
use crate::language;
use crate::page::{self, failed};
use crate::shell::Fault;

/// The cookie over TLS: no other host and no page in the clear can set it.
const SECURE_COOKIE: &str = "__Host-langnghe";
/// The cookie on a plain loopback address.
const PLAIN_COOKIE: &str = "langnghe";
/// The cookies of a registered machine, over TLS and on a plain loopback address.
const DEVICE_COOKIES: [&str; 2] = ["__Host-langnghe-device", "langnghe-device"];
/// Seconds for which a browser keeps the token of its machine: as long as browsers keep any.
const DEVICE_SECONDS: i64 = 400 * 86_400;

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
    /// The registered machine on which the session began by a PIN.
    pub registered: Option<i64>,
    /// Whether an app gives codes of the account.
    pub has_totp: bool,
    /// Whether a role of the account, in any body, asks for them; in a database of real use it opens nothing without.
    pub needs_totp: bool,
    /// How many messages of the account are unread, not counted beyond a hundred.
    pub unread: i64,
}

/// What keeps somebody whose session is known from everything but one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The code of the account's app is still to come.
    Code,
    /// The screen is locked.
    Locked,
    /// A role asks for codes of an app, and none is set up.
    SetUp,
}

impl Hold {
    fn of(row: &SessionRow, simulated: bool) -> Option<Self> {
        match row.standing {
            Standing::Waits => Some(Self::Code),
            Standing::Locked => Some(Self::Locked),
            Standing::Open => (row.needs_totp && !row.has_totp && !simulated).then_some(Self::SetUp),
        }
    }

    /// The one page that is open.
    const fn page(self) -> &'static str {
        match self {
            Self::Code => "/sign-in/code",
            Self::Locked => "/unlock",
            Self::SetUp => "/account/totp",
        }
    }

    /// The answer to whatever else is asked for: a page leads to the one that is open, and back from there. What a script
    /// asks for, or a form posts, is told that the screen is locked, or that the sign-in isn't whole.
    fn turn_away(self, parts: &Parts) -> Response {
        let mode = parts.headers.get("sec-fetch-mode").and_then(|mode| mode.to_str().ok());
        let page = matches!(parts.method, Method::GET | Method::HEAD) && mode.is_none_or(|mode| mode == "navigate");
        match self {
            Self::Locked if !page => Fault::Locked.into_response(),
            Self::Code if !page => Fault::SignedOut.into_response(),
            _ if !page => Redirect::to(self.page()).into_response(),
            _ => Redirect::to(&with_next(self.page(), asked(parts))).into_response(),
        }
    }
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
            registered: row.registered,
            has_totp: row.has_totp,
            needs_totp: row.needs_totp,
            unread: row.unread,
        }
    }
}

/// Finds who holds the session of the cookie, and puts [`Holder`] into the request.
pub async fn find(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let holder = match token(request.headers(), name(app.secure_cookies)) {
        None => Holder::default(),
        Some(token) => match holder(&app, &token, language::of(request.headers())).await {
            Ok(holder) => holder,
            Err(error) => return failed(&error),
        },
    };
    let shown = holder.visitor.clone().filter(|_| holder.hold.is_none());
    let uri = OriginalUri(request.uri().clone());
    let kept = page::Kept::default();
    request.extensions_mut().insert(holder);
    request.extensions_mut().insert(kept.clone());
    let response = next.run(request).await;
    let response = match &shown {
        Some(visitor) => page::keep(&app, visitor, &uri, &kept, response).await,
        None => response,
    };
    match (shown, Fault::of(&response)) {
        // Whoever is signed in keeps the way to everything else; the shell around knows nobody.
        (Some(visitor), Some(fault)) => {
            let mut drawn = page::fault(&app, &visitor, &uri, fault);
            fault.keep(&response, &mut drawn);
            drawn
        }
        _ => response,
    }
}

async fn holder(app: &Arc<App>, token: &str, lang: Lang) -> Result<Holder, store::Error> {
    let now = clock::machine();
    let row = account::who(&mut app.office.store().reader().await?, token, now).await?;
    let Some(row) = row else { return Ok(Holder::default()) };
    let hold = Hold::of(&row, app.office.store().installation().simulated);
    // Nobody is at a locked screen, whatever its page goes on asking.
    let used = matches!(hold, None | Some(Hold::SetUp));
    if used && now.ms() - row.seen_at.ms() >= account::TOUCH_MS {
        let (app, by, session, seen_at) = (Arc::clone(app), row.by, row.id, row.seen_at);
        // The page doesn't wait for it; a session that could not be noted only ends earlier.
        tokio::spawn(async move {
            if let Err(stop) = account::touch(&app.office, by, session, seen_at, now).await {
                tracing::warn!(%stop, "the use of a session was not noted");
            }
        });
    }
    Ok(Holder { visitor: Some(Visitor::new(row, lang)), hold })
}

/// Whoever holds a session, and what keeps them; for the pages that are open nevertheless.
#[derive(Clone, Debug, Default)]
pub struct Holder {
    /// Who it is.
    pub visitor: Option<Visitor>,
    /// What keeps them.
    pub hold: Option<Hold>,
}

impl Holder {
    /// Who it is, if exactly this keeps them.
    pub(crate) fn held(self, hold: Hold) -> Option<Visitor> {
        self.visitor.filter(|_| self.hold == Some(hold))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Holder {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// Somebody who has to be signed in: a page sends others to sign in and back, a post is answered with 401.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Visitor);

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        match parts.extensions.get::<Holder>().cloned().unwrap_or_default() {
            Holder { visitor: Some(visitor), hold: None } => Ok(Self(visitor)),
            Holder { visitor: Some(_), hold: Some(hold) } => Err(hold.turn_away(parts)),
            _ if !matches!(parts.method, Method::GET | Method::HEAD) => Err(Fault::SignedOut.into_response()),
            _ => Err(Redirect::to(&sign_in_path(asked(parts))).into_response()),
        }
    }
}

/// Somebody who is signed in, or has to set an app up before anything else.
#[derive(Clone, Debug)]
pub struct SettingUp {
    /// Who it is.
    pub visitor: Visitor,
    /// Whether they were led here.
    pub led: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for SettingUp {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let holder = parts.extensions.get::<Holder>().cloned().unwrap_or_default();
        match holder.held(Hold::SetUp) {
            Some(visitor) => Ok(Self { visitor, led: true }),
            None => {
                SignedIn::from_request_parts(parts, state).await.map(|SignedIn(visitor)| Self { visitor, led: false })
            }
        }
    }
}

fn asked(parts: &Parts) -> &str {
    parts.uri.path_and_query().map_or("/", |path| path.as_str())
}

/// Somebody who may be signed in or not.
#[derive(Clone, Debug)]
pub struct Perhaps(pub Option<Visitor>);

impl<S: Send + Sync> FromRequestParts<S> for Perhaps {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let holder = parts.extensions.get::<Holder>().cloned().unwrap_or_default();
        Ok(Self(holder.visitor.filter(|_| holder.hold.is_none())))
    }
}

const DIGITS: &[u8; 16] = b"0123456789ABCDEF";

/// The address of signing in, with the way back.
fn sign_in_path(asked: &str) -> String {
    with_next("/sign-in", asked)
}

/// The address of a page that stands before another one, with the way to that.
pub(crate) fn with_next(page: &str, asked: &str) -> String {
    if asked == "/" {
        return page.to_owned();
    }
    let mut path = format!("{page}?next=");
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

/// The token in a cookie.
fn token(headers: &HeaderMap, wanted: &str) -> Option<String> {
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

/// The token of the machine that a browser stands on, if it is a registered one.
pub(crate) fn device_token(headers: &HeaderMap, secure: bool) -> Option<String> {
    token(headers, device_name(secure))
}

const fn device_name(secure: bool) -> &'static str {
    if secure { DEVICE_COOKIES[0] } else { DEVICE_COOKIES[1] }
}

/// An answer that gives the browser the token of its machine, to keep.
pub(crate) fn with_device(response: impl IntoResponse, token: &str, secure: bool) -> Response {
    let cookie = format!("{}={token}{}; Max-Age={DEVICE_SECONDS}", device_name(secure), attributes(secure));
    with_cookie(response, &cookie)
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

    use super::{device_token, name, own_path, sign_in_path, token};

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
        headers.append(COOKIE, HeaderValue::from_static("langnghe-device=machine"));
        assert_eq!(token(&headers, name(false)).as_deref(), Some("plain"));
        assert_eq!(token(&headers, name(true)).as_deref(), Some("secure"));
        assert_eq!(token(&HeaderMap::new(), name(true)), None);
        assert_eq!(device_token(&headers, false).as_deref(), Some("machine"));
        assert_eq!(device_token(&headers, true), None);
    }
}
