//! What is done to a body: another name, another superior, its end, villages, terms.

use std::sync::Arc;

use acts::organisation::{AddVillage, End, PlaceUnder, Rename};
use acts::term::{self, Person};
use axum::extract::{OriginalUri, Path, State};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Stop;
use store::grant::Of;

use super::{Answer, href, one, refuse_as};
use crate::app::App;
use crate::look::Nav;
use crate::look::form::FormState;
use crate::page::{Posted, attempt, go, read, redraw, refused};
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
    let refusal = refused(app, visitor, uri, Nav::Organisations, stop)?;
    refuse_as(&mut form, visitor.lang, &refusal);
    Ok(redraw(&refusal, &one::page(app, visitor, uri, id, Some((which, form))).await?))
}

/// `POST /organisations/{id}/rename`.
pub(crate) async fn rename(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let act = read(&mut form, |form| Rename {
        organisation: id,
        name: form.words("new_name"),
        basis: form.words("basis"),
        from: form.day("from_on"),
        version: form.version(),
    });
    let asked = (Act::OrganisationChange, Of::Organisation(id));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|()| "renamed");
    after(&app, &visitor, &uri, id, ("rename".to_owned(), form), done).await
}

/// `POST /organisations/{id}/place`: `superior` is a body, or `none`.
pub(crate) async fn place(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let act = read(&mut form, |form| {
        let chosen = |typed: &str| if typed == "none" { Some(None) } else { typed.parse().ok().map(Some) };
        let line = form.text("line");
        let superior = form.one_of("superior", chosen, None);
        PlaceUnder { organisation: id, line, superior, from: form.day("from_on"), version: form.version() }
    });
    let asked = (Act::OrganisationChange, Of::Organisation(id));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|()| "placed");
    after(&app, &visitor, &uri, id, ("place".to_owned(), form), done).await
}

/// `POST /organisations/{id}/end`: ended without `successors`, merged into one, split into several.
pub(crate) async fn end(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let act = read(&mut form, |form| End {
        organisation: id,
        on: form.day("ended_on"),
        successors: form.choices("successors"),
        basis: form.words("basis"),
        version: form.version(),
    });
    let asked = (Act::OrganisationChange, Of::Organisation(id));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|()| "ended");
    after(&app, &visitor, &uri, id, ("end".to_owned(), form), done).await
}

/// `POST /organisations/{id}/villages`.
pub(crate) async fn add_village(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let act = read(&mut form, |form| AddVillage {
        organisation: id,
        name: form.words("village_name"),
        from: form.day("from_on"),
    });
    let asked = (Act::OrganisationFound, Of::Organisation(id));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|_| "village-added");
    after(&app, &visitor, &uri, id, ("villages".to_owned(), form), done).await
}

/// `POST /organisations/{id}/terms`: of an `official` entered before, else of a new `person`.
pub(crate) async fn begin_term(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let act = read(&mut form, |form| {
        let (official, typed) = (form.choice("official"), form.text("person"));
        let person = match official {
            // One who was chosen and another who was typed: nobody guesses which was meant.
            Some(known) => {
                if !typed.trim().is_empty() {
                    form.refuse(Refusal::NotAChoice { field: "official" });
                }
                Person::Existing(known)
            }
            None => Person::New(form.words("person")),
        };
        let post = form.one_of("post", |typed| Some(typed.to_owned()), String::new());
        term::Begin { organisation: id, person, post, from: form.day("from_on") }
    });
    let asked = (Act::OrganisationFound, Of::Organisation(id));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|_| "term-begun");
    after(&app, &visitor, &uri, id, ("terms".to_owned(), form), done).await
}

/// `POST /terms/{id}/end`: what its holder leaves is listed in a handover.
pub(crate) async fn end_term(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let row = store::term::find(&mut app.office.store().reader().await?, id).await?.ok_or(Fault::NotThere)?;
    let act = read(&mut form, |form| term::End { term: id, on: form.day("left_on") });
    let asked = (Act::OrganisationChange, Of::Organisation(row.organisation));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|()| "term-ended");
    after(&app, &visitor, &uri, row.organisation, (format!("term-{id}"), form), done).await
}
