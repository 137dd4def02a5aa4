//! What is done to a body: another name, another superior, its end, villages, terms.

use std::sync::Arc;

use acts::organisation::{AddVillage, End, PlaceUnder, Rename};
use acts::term::{self, Person};
use axum::extract::{OriginalUri, Path, State};
use domain::day::Day;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Stop;
use store::grant::Of;

use super::{Answer, from_on, href, one, refuse_as, refused};
use crate::app::App;
use crate::dialogue::choice;
use crate::look::form::FormState;
use crate::page::{Posted, attempt, go, redraw, typed_day};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Back to the body after an act, or its page again with the form that was refused.
async fn after(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    (which, mut form): (String, FormState),
    done: Result<&str, Stop>,
) -> Answer {
    let stop = match done {
        Ok(said) => return Ok(go(&format!("{}?said={said}", href(id)))),
        Err(stop) => stop,
    };
    let refusal = refused(app, visitor, uri, stop)?;
    refuse_as(&mut form, visitor.lang, &refusal);
    Ok(redraw(&refusal, &one::page(app, visitor, uri, id, Some((which, form))).await?))
}

fn version(form: &FormState) -> Result<i64, Refusal> {
    form.value("version").parse().map_err(|_| Refusal::Conflict)
}

fn needed_day(field: &'static str, form: &FormState) -> Result<Day, Refusal> {
    typed_day(field, form.value(field))?.ok_or(Refusal::Missing { field })
}

/// `POST /organisations/{id}/rename`.
pub(crate) async fn rename(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let read = || {
        Ok(Rename {
            organisation: id,
            name: form.value("new_name").to_owned(),
            basis: form.value("basis").to_owned(),
            from: from_on(&form)?,
            version: version(&form)?,
        })
    };
    let asked = (Act::OrganisationChange, Of::Organisation(id));
    let done = attempt(&app, visitor.by, &key, asked, read()).await.map(|()| "renamed");
    after(&app, &visitor, &uri, id, ("rename".to_owned(), form), done).await
}

/// `POST /organisations/{id}/place`: `superior` is a body, or `none`.
pub(crate) async fn place(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let read = || {
        let superior = match form.value("superior") {
            "" => return Err(Refusal::Missing { field: "superior" }),
            "none" => None,
            _ => choice("superior", &form)?,
        };
        let line = form.value("line").to_owned();
        Ok(PlaceUnder { organisation: id, line, superior, from: from_on(&form)?, version: version(&form)? })
    };
    let asked = (Act::OrganisationChange, Of::Organisation(id));
    let done = attempt(&app, visitor.by, &key, asked, read()).await.map(|()| "placed");
    after(&app, &visitor, &uri, id, ("place".to_owned(), form), done).await
}

/// `POST /organisations/{id}/end`: ended without `successors`, merged into one, split into several.
pub(crate) async fn end(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let read = || {
        let successor = |typed: &String| typed.parse().map_err(|_| Refusal::NotAChoice { field: "successors" });
        let successors: Result<Vec<i64>, Refusal> = form.values("successors").iter().map(successor).collect();
        Ok(End {
            organisation: id,
            on: needed_day("ended_on", &form)?,
            successors: successors?,
            basis: form.value("basis").to_owned(),
            version: version(&form)?,
        })
    };
    let asked = (Act::OrganisationChange, Of::Organisation(id));
    let done = attempt(&app, visitor.by, &key, asked, read()).await.map(|()| "ended");
    after(&app, &visitor, &uri, id, ("end".to_owned(), form), done).await
}

/// `POST /organisations/{id}/villages`.
pub(crate) async fn add_village(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let read =
        || Ok(AddVillage { organisation: id, name: form.value("village_name").to_owned(), from: from_on(&form)? });
    let asked = (Act::OrganisationFound, Of::Organisation(id));
    let done = attempt(&app, visitor.by, &key, asked, read()).await.map(|_| "village-added");
    after(&app, &visitor, &uri, id, ("villages".to_owned(), form), done).await
}

/// `POST /organisations/{id}/terms`: of an `official` entered before, else of a new `person`.
pub(crate) async fn begin_term(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let read = || {
        if form.value("post").is_empty() {
            return Err(Refusal::Missing { field: "post" });
        }
        let person = match choice("official", &form)? {
            // One who was chosen and another who was typed: nobody guesses which was meant.
            Some(_) if !form.value("person").trim().is_empty() => {
                return Err(Refusal::NotAChoice { field: "official" });
            }
            Some(known) => Person::Existing(known),
            None => Person::New(form.value("person").to_owned()),
        };
        Ok(term::Begin { organisation: id, person, post: form.value("post").to_owned(), from: from_on(&form)? })
    };
    let asked = (Act::OrganisationFound, Of::Organisation(id));
    let done = attempt(&app, visitor.by, &key, asked, read()).await.map(|_| "term-begun");
    after(&app, &visitor, &uri, id, ("terms".to_owned(), form), done).await
}

/// `POST /terms/{id}/end`: what its holder leaves is listed in a handover.
pub(crate) async fn end_term(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let row = store::term::find(&mut app.office.store().reader().await?, id).await?.ok_or(Fault::NotThere)?;
    let read = || Ok(term::End { term: id, on: needed_day("left_on", &form)? });
    let asked = (Act::OrganisationChange, Of::Organisation(row.organisation));
    let done = attempt(&app, visitor.by, &key, asked, read()).await.map(|()| "term-ended");
    after(&app, &visitor, &uri, row.organisation, (format!("term-{id}"), form), done).await
}
