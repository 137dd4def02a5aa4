//! An app that gives codes: set up, put in the place of another, ended.

use std::fmt::Write as _;
use std::sync::Arc;

use acts::account::totp::{self, Drawn};
use axum::extract::{OriginalUri, State};
use axum::http::header::HeaderMap;
use qrcode::{Color, EcLevel, QrCode};
use store::account;

use super::{Answer, AtDoor, inside, outside, refusal, refuse_own};
use crate::app::App;
use crate::look::Shell;
use crate::look::account::{DrawnTotp, Totp};
use crate::look::form::FormState;
use crate::page::{Halt, Posted, draw, go, redraw};
use crate::session::{SettingUp, SignedIn};

/// The address of the page, also where it answers a post.
const PAGE: &str = "/account/totp";
/// Modules of white around a square code, as its standard asks.
const QUIET: usize = 4;

fn frame(app: &App, SettingUp { visitor, led }: &SettingUp, headers: &HeaderMap, uri: &OriginalUri) -> Shell {
    let mut shell = if *led { outside(app, headers, uri) } else { inside(app, visitor, uri, None) };
    shell.unit.clone_from(&visitor.organisation_name);
    PAGE.clone_into(&mut shell.path);
    shell
}

async fn page(app: &App, at: &SettingUp, shell: Shell, form: FormState) -> Result<Totp, Halt> {
    let mut read = app.office.store().reader().await?;
    let since = account::totp::in_force(&mut read, at.visitor.account).await?;
    Ok(Totp {
        shell,
        login: at.visitor.login.clone(),
        led: at.led,
        since: since.map(|(_, at)| at.day().vn()).unwrap_or_default(),
        may_end: !at.visitor.needs_totp || app.office.store().installation().simulated,
        drawn: None,
        awaited: false,
        form,
    })
}

/// `GET /account/totp`.
pub(crate) async fn show(State(app): State<Arc<App>>, at: SettingUp, headers: HeaderMap, uri: OriginalUri) -> Answer {
    let shell = frame(&app, &at, &headers, &uri);
    Ok(draw(&page(&app, &at, shell, FormState::default()).await?))
}

/// `POST /account/totp`: what the app has to be told is the answer, shown once.
pub(crate) async fn begin(
    State(app): State<Arc<App>>,
    at: SettingUp,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let typed = (at.visitor.login.as_str(), form.value("old_password"));
    let done = totp::begin(&app.office, &app.secrets, at.visitor.by, &key, typed, &visit).await;
    let shell = frame(&app, &at, &headers, &uri);
    match done {
        Ok(drawn) => {
            let page = page(&app, &at, shell, FormState::default()).await?;
            let page = Totp { drawn: Some(shown(&drawn)), awaited: true, ..page };
            Ok(draw(&page))
        }
        Err(stop) => {
            let refusal = refusal(stop)?;
            refuse_own(&mut form, shell.lang, &refusal);
            Ok(redraw(&refusal, &page(&app, &at, shell, form).await?))
        }
    }
}

/// `POST /account/totp/confirm`.
pub(crate) async fn confirm(
    State(app): State<Arc<App>>,
    at: SettingUp,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let typed = (at.visitor.session_id, form.value("totp"));
    let done = totp::confirm(&app.office, &app.secrets, at.visitor.by, &key, typed, &visit).await;
    let Err(stop) = done else {
        return Ok(go(if at.led { "/?said=totp-set" } else { "/account?said=totp-set" }));
    };
    let refusal = refusal(stop)?;
    let shell = frame(&app, &at, &headers, &uri);
    refuse_own(&mut form, shell.lang, &refusal);
    Ok(redraw(&refusal, &Totp { awaited: true, ..page(&app, &at, shell, form).await? }))
}

/// `POST /account/totp/clear`.
pub(crate) async fn clear(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let typed = (visitor.login.as_str(), form.value("old_password"));
    let done = totp::clear(&app.office, &app.secrets, visitor.by, &key, typed, &visit).await;
    let Err(stop) = done else { return Ok(go("/account?said=totp-cleared")) };
    let refusal = refusal(stop)?;
    let at = SettingUp { visitor, led: false };
    let shell = frame(&app, &at, &headers, &uri);
    refuse_own(&mut form, shell.lang, &refusal);
    Ok(redraw(&refusal, &page(&app, &at, shell, form).await?))
}

fn shown(drawn: &Drawn) -> DrawnTotp {
    let groups: Vec<&str> =
        drawn.secret.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    DrawnTotp { square: square(&drawn.uri), secret: groups.join(" ") }
}

/// A text as a square code, drawn in SVG without a word; the page says beside it what it is.
pub(crate) fn square(text: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return String::new() };
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (at, _) in colors.iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
        // Writing to a string cannot fail.
        let _ = write!(path, "M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
    }
    let whole = width + 2 * QUIET;
    format!(
        "<svg class=\"ln-square\" viewBox=\"0 0 {whole} {whole}\" aria-hidden=\"true\" focusable=\"false\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{whole}v{whole}H0z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::square;

    #[test]
    fn a_square_code_has_its_white_border_and_its_corners() {
        let drawn = square("otpauth://totp/langnghe:man.tran?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(drawn.contains("M4 4h1v1h-1z") && !drawn.contains("M3 4h1"), "{drawn}");
        assert!(!drawn.contains("style"));
    }
}
