//! A new password with a slip or a recovery code.

use std::sync::Arc;

use acts::account::NewPassword;
use axum::extract::{Form, OriginalUri, State};
use axum::http::header::HeaderMap;

use super::{Answer, AtDoor, least, outside, refusal, refuse_at};
use crate::app::App;
use crate::look::form::FormState;
use crate::look::sign_in::Reset;
use crate::page::{draw, go, key_of, redraw};
use crate::session::without_token;

/// `GET /reset`.
pub(crate) async fn reset(State(app): State<Arc<App>>, headers: HeaderMap, uri: OriginalUri) -> Answer {
    Ok(draw(&Reset { shell: outside(&app, &headers, &uri), form: FormState::default(), least: least() }))
}

/// `POST /reset`: sets the password, ends every session, and leads to signing in.
pub(crate) async fn set_password(
    State(app): State<Arc<App>>,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let mut form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let own = |name: &str| form.value(name).to_owned();
    let typed = NewPassword { login: own("login"), code: own("code"), password: own("password") };
    match acts::account::reset(&app.office, &app.secrets, &key, &typed, &visit).await {
        Ok(()) => Ok(without_token(go("/sign-in?said=password-set"), app.secure_cookies)),
        Err(stop) => {
            let refusal = refusal(stop)?;
            let shell = outside(&app, &headers, &uri);
            refuse_at(&mut form, shell.lang, &refusal);
            Ok(redraw(&refusal, &Reset { shell, form, least: least() }))
        }
    }
}
