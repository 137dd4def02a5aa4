//! Accounts: signing in and out, the first run, new passwords, the locked screen, codes of an app, one's own account, and the
//! accounts and machines that an administrator keeps.

mod administer;
mod device;
mod door;
mod first_run;
mod lock;
mod own;
mod reset;
mod taken;
mod totp;

use std::convert::Infallible;

use acts::account::Visit;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::header::{HeaderMap, USER_AGENT};
use axum::http::request::Parts;
use axum::response::Response;
use domain::day::{Day, Instant};
use domain::refusal::Refusal;
use store::account::MembershipRow;
use store::{Stop, clock};

use crate::app::App;
use crate::lang::Lang;
use crate::language;
use crate::look::account::GrantRow;
use crate::look::form::FormState;
use crate::look::shell::Notice;
use crate::look::{Nav, Shell, Simulated};
use crate::page::{Halt, frame, not_there, refuse, said};
use crate::routes;
use crate::session::Visitor;
use crate::shell::Peer;

pub(crate) use administer::{create, grant, list, reset_slip, revoke};
pub(crate) use device::{register as register_device, revoke as revoke_device};
pub(crate) use door::{ask_code, enter, enter_by_pin, pass_code, sign_in, sign_out};
pub(crate) use first_run::{begin, find_places, first_run};
pub(crate) use lock::{lock, locked, unlock};
pub(crate) use own::{change_password, clear_pin, draw_recovery, revoke_session, set_pin, show, work_for};
pub(crate) use reset::{reset, set_password};
pub(crate) use totp::square;
pub(crate) use totp::{begin as begin_totp, clear as clear_totp, confirm as confirm_totp, show as show_totp};

/// The least characters of a password, for the hint beside the field.
fn least() -> i64 {
    i64::try_from(domain::password::LEAST).unwrap_or_default()
}

/// Where, when and with what somebody is at the door, taken from a request.
#[derive(Debug)]
pub(crate) struct AtDoor(pub(crate) Visit);

impl<S: Send + Sync> FromRequestParts<S> for AtDoor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let address = Peer::of(&parts.extensions).address;
        Ok(Self(Visit { address, device: device(agent), at: clock::machine() }))
    }
}

/// Browser and machine as their owner would name them, from what the browser says of itself.
fn device(agent: &str) -> String {
    const BROWSERS: [(&str, &str); 7] = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("coc_coc_browser/", "Coc Coc"),
        ("Firefox/", "Firefox"),
        ("Chromium/", "Chromium"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const MACHINES: [(&str, &str); 7] = [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| agent.contains(sign)).map_or("?", |(_, name)| *name)
    };
    format!("{}, {}", named(&BROWSERS), named(&MACHINES))
}

fn notice(lang: Lang, uri: &OriginalUri) -> Option<Notice> {
    said(lang, uri).map(|(text, _)| Notice { text, undo: None })
}

/// The frame of a page for somebody who is signed in.
fn inside(app: &App, visitor: &Visitor, uri: &OriginalUri, current: Option<Nav>) -> Shell {
    let mut shell = frame(app, visitor, uri, current.unwrap_or(Nav::Home));
    // The answer to a post is read at an address that only takes posts: the language is switched on the page before.
    if let Some((page, _)) = uri.path().trim_start_matches('/').split_once('/') {
        let page = format!("/{page}");
        shell.path = if routes::is_page(&page) { page } else { current.unwrap_or(Nav::Home).href().to_owned() };
    }
    Shell { current, notice: notice(visitor.lang, uri), ..shell }
}

/// The frame of a page for somebody who is not signed in.
pub(crate) fn outside(app: &App, headers: &HeaderMap, uri: &OriginalUri) -> Shell {
    let store = app.office.store();
    let now = store.clock().now();
    let lang = language::of(headers);
    Shell {
        lang,
        path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        key: clock::public_id(clock::machine()).to_string(),
        simulated: if store.installation().simulated { Simulated::All } else { Simulated::No },
        own_today: store.clock().own_today().map(Day::vn),
        read_time: now.at.vn_time(),
        read_day: now.today.vn(),
        notice: notice(lang, uri),
        ..Shell::default()
    }
}

/// Takes a refusal into a form that is shown again: what was typed stays, passwords go.
fn refuse_at(form: &mut FormState, lang: Lang, refusal: &Refusal) {
    for secret in ["password", "old_password", "pin", "totp"] {
        form.values.remove(secret);
    }
    refuse(form, lang, refusal);
}

/// The same for a form that asks for one's own password again: what is wrong with that stands at its field.
fn refuse_own(form: &mut FormState, lang: Lang, refusal: &Refusal) {
    if *refusal == Refusal::WrongSignIn {
        form.values.clear();
        form.refuse(lang, refusal.code(), Some("old_password"), &refusal.facts());
    } else {
        refuse_at(form, lang, refusal);
    }
}

/// A refusal for the form of a page; a failure, and what may not be known of, is no page.
fn refusal(stop: Stop) -> Result<Refusal, Halt> {
    match stop {
        Stop::Refused(Refusal::NotThere) => Err(not_there()),
        Stop::Refused(refusal) => Ok(refusal),
        Stop::Failed(error) => Err(error.into()),
    }
}

/// An answer of the type that handlers give.
type Answer = Result<Response, Halt>;

/// A moment as pages print it: dd/mm/yyyy hh:mm.
fn moment(at: Instant) -> String {
    format!("{} {}", at.day().vn(), at.vn_time())
}

/// A role as a row. What is kept half-open is read with its last day.
fn grant_row(lang: Lang, row: &MembershipRow) -> GrantRow {
    GrantRow {
        role_code: row.role.as_str().to_owned(),
        role: lang.of("role", row.role.as_str()),
        organisation_id: row.organisation,
        organisation: row.body.clone(),
        from: row.from.vn(),
        until: if row.to == Day::OPEN { String::new() } else { row.to.plus(-1).vn() },
    }
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn a_device_is_named_in_two_words() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0";
        assert_eq!(device(edge), "Edge, Windows");
        let phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36";
        assert_eq!(device(phone), "Chrome, Android");
        assert_eq!(device("curl/8"), "?, ?");
    }
}
