//! Events: correcting the day of one, striking one.

use std::sync::Arc;

use acts::event::{Correct, Strike};
use axum::extract::{Form, OriginalUri, Path, State};
use axum::response::Response;
use domain::event::Subject;
use domain::refusal::Refusal;
use store::{Stop, event};

use crate::app::App;
use crate::case::{Asked, page};
use crate::look::Nav;
use crate::look::case::WrongStep;
use crate::look::form::FormState;
use crate::page::{Halt, frame, go, halt, key_of, redraw, refuse, typed_day};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// `POST /events/{id}/correct`: another day.
pub(crate) async fn correct(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Halt> {
    let form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let act = typed_day("happened_on", form.value("happened_on")).and_then(|typed| {
        Ok(Correct {
            event: id,
            happened_on: typed.ok_or(Refusal::Missing { field: "happened_on" })?,
            reason: form.value("reason").to_owned(),
        })
    });
    let done = match act {
        Ok(act) => app.office.act(visitor.by, &key, act).await.map(|_| ()),
        Err(refusal) => Err(refusal.into()),
    };
    answer(&app, &visitor, &uri, id, form, done, "corrected").await
}

/// `POST /events/{id}/strike`: recorded by mistake.
pub(crate) async fn strike(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Halt> {
    let form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let act = Strike { event: id, reason: form.value("reason").to_owned() };
    let done = app.office.act(visitor.by, &key, act).await.map(|_| ());
    answer(&app, &visitor, &uri, id, form, done, "struck").await
}

async fn answer(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    mut form: FormState,
    done: Result<(), Stop>,
    said: &str,
) -> Result<Response, Halt> {
    let shell = frame(app, visitor, uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    let Some((Subject::Case, case, ..)) = event::subject_of(&mut read, id).await? else {
        return Err(Fault::NotThere.into());
    };
    drop(read);
    match done {
        Ok(()) => Ok(go(&format!("/cases/{case}?said={said}"))),
        Err(Stop::Refused(refusal)) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            refuse(&mut form, visitor.lang, &refusal);
            let asked = Asked { wrong: Some(WrongStep { id, form }), ..Asked::default() };
            Ok(redraw(&refusal, &page(app, shell, visitor, case, asked).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}
