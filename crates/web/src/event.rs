//! Events: correcting the day of one, striking one.

use std::sync::Arc;

use acts::event::{Correct, Strike};
use axum::extract::{Form, OriginalUri, Path, State};
use axum::response::Response;
use domain::event::Subject;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::Of;
use store::{Stop, event};

use crate::app::App;
use crate::case::{Asked, page};
use crate::look::Nav;
use crate::look::case::WrongStep;
use crate::look::form::FormState;
use crate::page::{Halt, frame, go, halt, key_of, redraw, refuse, typed_day, unreadable};
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
    let case = of_case(&app, id).await?;
    let done = match act {
        Ok(act) => app.office.act(visitor.by, &key, act).await.map(|_| ()),
        Err(refusal) => Err(unreadable(&app, visitor.by, Act::EventCorrect, Of::Case(case), refusal).await),
    };
    answer(&app, &visitor, &uri, (id, case), form, done, "corrected").await
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
    let case = of_case(&app, id).await?;
    let act = Strike { event: id, reason: form.value("reason").to_owned() };
    let done = app.office.act(visitor.by, &key, act).await.map(|_| ());
    answer(&app, &visitor, &uri, (id, case), form, done, "struck").await
}

/// The case whose event it is; only those are corrected here.
async fn of_case(app: &App, id: i64) -> Result<i64, Halt> {
    match event::subject_of(&mut app.office.store().reader().await?, id).await? {
        Some((Subject::Case, case, ..)) => Ok(case),
        _ => Err(Fault::NotThere.into()),
    }
}

async fn answer(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    (id, case): (i64, i64),
    mut form: FormState,
    done: Result<(), Stop>,
    said: &str,
) -> Result<Response, Halt> {
    let shell = frame(app, visitor, uri, Nav::Cases);
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
