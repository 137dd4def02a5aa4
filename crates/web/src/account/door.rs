//! Signing in and out.

use std::sync::Arc;

use acts::account::{SignOut, TypedSignIn};
use axum::extract::{Form, OriginalUri, State};
use axum::http::header::HeaderMap;
use domain::refusal::Refusal;
use store::{Stop, clock, organisation};

use super::{Answer, AtDoor, outside, refusal, refuse_at};
use crate::app::App;
use crate::lang::Lang;
use crate::look::form::FormState;
use crate::look::sign_in::{DemoAccount, SignIn};
use crate::page::{draw, go, query, redraw};
use crate::session::{Perhaps, own_path, with_token, without_token};

/// `GET /sign-in`; a database without a body begins with the first run.
pub(crate) async fn sign_in(
    State(app): State<Arc<App>>,
    Perhaps(visitor): Perhaps,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Answer {
    let back = query(&uri, "next").map_or_else(|| "/".to_owned(), |asked| own_path(&asked).to_owned());
    if visitor.is_some() {
        return Ok(go(&back));
    }
    if !organisation::any(&mut app.office.store().reader().await?).await? {
        return Ok(go("/first-run"));
    }
    let shell = outside(&app, &headers, &uri);
    Ok(draw(&SignIn { demo: demo(&app, shell.lang), form: FormState::default(), back, shell }))
}

/// The accounts that anybody may try, in the reader's words.
fn demo(app: &App, lang: Lang) -> Vec<DemoAccount> {
    app.demo
        .iter()
        .map(|known| DemoAccount {
            login: known.login.clone(),
            password: known.password.clone(),
            office: known.roles.iter().map(|role| lang.of("role", role.as_str())).collect::<Vec<_>>().join(", "),
        })
        .collect()
}

/// `POST /sign-in`.
pub(crate) async fn enter(
    State(app): State<Arc<App>>,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let mut form = FormState::posted(pairs);
    let back = own_path(form.value("back")).to_owned();
    let typed = TypedSignIn { login: form.value("login").to_owned(), password: form.value("password").to_owned() };
    let stop = match acts::account::sign_in(&app.office, &app.secrets, &typed, &visit).await {
        Ok(signed_in) => return Ok(with_token(go(&back), &signed_in.token, app.secure_cookies)),
        Err(stop) => stop,
    };
    let refusal = refusal(stop)?;
    let shell = outside(&app, &headers, &uri);
    if refusal == Refusal::WrongSignIn {
        form.values.remove("password");
        form.refuse(shell.lang, refusal.code(), Some("password"), &refusal.facts());
    } else {
        refuse_at(&mut form, shell.lang, &refusal);
    }
    Ok(redraw(&refusal, &SignIn { demo: demo(&app, shell.lang), form, back, shell }))
}

/// `POST /sign-out`: ends the session, and is done as well when it has ended already.
pub(crate) async fn sign_out(State(app): State<Arc<App>>, Perhaps(visitor): Perhaps) -> Answer {
    if let Some(visitor) = visitor {
        let key = clock::public_id(clock::machine()).to_string();
        let act = SignOut { session: visitor.session_id };
        if let Err(Stop::Failed(error)) = app.office.act(visitor.by, &key, act).await {
            return Err(error.into());
        }
    }
    Ok(without_token(go("/sign-in?said=signed-out"), app.secure_cookies))
}
