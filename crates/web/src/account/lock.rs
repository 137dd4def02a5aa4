//! The locked screen: a page of its own, or a cover that a script lays over the page on which somebody was typing.

use std::sync::Arc;

use acts::account::Locked;
use axum::extract::{Form, OriginalUri, State};
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::IntoResponse;
use store::clock;

use super::{Answer, AtDoor, inside, outside, refusal, refuse_at};
use crate::app::App;
use crate::look::Shell;
use crate::look::form::FormState;
use crate::look::sign_in::{Unlock, UnlockForm};
use crate::page::{Posted, draw, go, halt, query, redraw};
use crate::session::{Hold, Holder, SignedIn, Visitor, own_path, with_next};
use crate::shell::Fault;

/// `POST /lock`: from now on every page of the session is the one that unlocks it.
pub(crate) async fn lock(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { form, .. }: Posted,
) -> Answer {
    let done = acts::account::lock(&app.office, visitor.by, visitor.session_id, clock::machine()).await;
    done.map_err(halt(inside(&app, &visitor, &uri, None)))?;
    Ok(go(&with_next("/unlock", own_path(form.value("back")))))
}

fn whole(shell: Shell, visitor: &Visitor, form: FormState, back: &str) -> UnlockForm {
    UnlockForm {
        shell,
        person: visitor.name.clone(),
        login: visitor.login.clone(),
        session: visitor.session_id,
        form,
        back: own_path(back).to_owned(),
    }
}

/// `GET /unlock`; with `part=` the form alone, for the cover.
pub(crate) async fn locked(
    State(app): State<Arc<App>>,
    holder: Holder,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Answer {
    let back = query(&uri, "next").unwrap_or_default();
    let Some(visitor) = holder.held(Hold::Locked) else { return Ok(go(own_path(&back))) };
    let mut shell = outside(&app, &headers, &uri);
    shell.unit.clone_from(&visitor.organisation_name);
    let form = whole(shell.clone(), &visitor, FormState::default(), &back);
    Ok(if query(&uri, "part").is_some() { draw(&form) } else { draw(&Unlock { shell, form }) })
}

/// `POST /unlock`; with `part` the answer to the cover: no content, or the form again.
pub(crate) async fn unlock(
    State(app): State<Arc<App>>,
    holder: Holder,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let mut form = FormState::posted(pairs);
    let (back, part) = (own_path(form.value("back")).to_owned(), !form.value("part").is_empty());
    let open = || if part { StatusCode::NO_CONTENT.into_response() } else { go(&back) };
    let Holder { visitor: Some(visitor), hold } = holder else { return Err(Fault::SignedOut.into()) };
    // Somebody else signed in meanwhile with this browser: the page that is covered is none of theirs.
    if part && form.value("session") != visitor.session_id.to_string() {
        return Err(Fault::SignedOut.into());
    }
    if hold != Some(Hold::Locked) {
        return Ok(open());
    }
    let locked = Locked {
        by: visitor.by,
        session: visitor.session_id,
        login: visitor.login.clone(),
        registered: visitor.registered,
    };
    let done = acts::account::unlock(&app.office, &app.secrets, &locked, form.value("pin"), &visit).await;
    let Err(stop) = done else { return Ok(open()) };
    let refusal = refusal(stop)?;
    let mut shell = outside(&app, &headers, &uri);
    shell.unit.clone_from(&visitor.organisation_name);
    refuse_at(&mut form, shell.lang, &refusal);
    let form = whole(shell.clone(), &visitor, form, &back);
    Ok(if part { redraw(&refusal, &form) } else { redraw(&refusal, &Unlock { shell, form }) })
}
