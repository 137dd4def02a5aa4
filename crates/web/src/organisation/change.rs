//! What is done to a body: another name, another superior, its end, villages, terms.

use acts::organisation::{AddSchools, AddVillages, End, PlaceUnder, Rename, SettleApproval};
use acts::term::{self, Person};
use axum::extract::Path;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Stop;
use store::grant::Of;

use super::{Answer, href, one, refuse_as};
use crate::look::Nav;
use crate::page::{Sent, go, redraw};
use crate::shell::Fault;

/// Back to the body after an act, or its page again with the form that was refused, by the name that it has there.
async fn after(sent: Sent, id: i64, which: &str, done: Result<&str, Stop>) -> Answer {
    let refusal = match done {
        Ok(said) => return Ok(go(&format!("{}?said={said}", href(id)))),
        Err(stop) => sent.refused(Nav::Organisations, stop)?,
    };
    let Sent { app, visitor, uri, mut form, .. } = sent;
    refuse_as(&mut form, visitor.lang, &refusal);
    Ok(redraw(&refusal, &one::page(&app, &visitor, &uri, id, Some((which.to_owned(), form))).await?))
}

/// The right to change a body that is there.
const fn change(id: i64) -> (Act, Of) {
    (Act::OrganisationChange, Of::Organisation(id))
}

/// The right to begin something in a body.
const fn begin(id: i64) -> (Act, Of) {
    (Act::OrganisationFound, Of::Organisation(id))
}

/// `POST /organisations/{id}/rename`.
pub(crate) async fn rename(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let done = sent.act(change(id), |form| Rename {
        organisation: id,
        name: form.words("new_name"),
        basis: form.words("basis"),
        from: form.day("from_on"),
        version: form.version(),
    });
    let done = done.await.map(|()| "renamed");
    after(sent, id, "rename", done).await
}

/// `POST /organisations/{id}/place`: `superior` is a body, or `none`.
pub(crate) async fn place(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let done = sent.act(change(id), |form| {
        let chosen = |typed: &str| if typed == "none" { Some(None) } else { typed.parse().ok().map(Some) };
        let line = form.text("line");
        let superior = form.one_of("superior", chosen, None);
        PlaceUnder { organisation: id, line, superior, from: form.day("from_on"), version: form.version() }
    });
    let done = done.await.map(|()| "placed");
    after(sent, id, "place", done).await
}

/// `POST /organisations/{id}/end`: ended without `successors`, merged into one, split into several.
pub(crate) async fn end(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let done = sent.act(change(id), |form| End {
        organisation: id,
        on: form.day("ended_on"),
        successors: form.choices("successors"),
        basis: form.words("basis"),
        version: form.version(),
    });
    let done = done.await.map(|()| "ended");
    after(sent, id, "end", done).await
}

/// `POST /organisations/{id}/approval`: whether who drafts a reply may approve it as well.
pub(crate) async fn settle_approval(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let done = sent.act((Act::OrganisationSettle, Of::Organisation(id)), |form| SettleApproval {
        organisation: id,
        own: form.text("own_approval") == "yes",
        reason: form.words("reason"),
        happened_on: form.day("happened_on"),
    });
    let done = done.await.map(|()| "approval-settled");
    after(sent, id, "approval", done).await
}

/// `POST /organisations/{id}/villages`.
pub(crate) async fn add_village(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let done = sent.act(begin(id), |form| AddVillages {
        organisation: id,
        lines: form.words("village_name").lines().map(str::to_owned).collect(),
        from: form.day("from_on"),
    });
    let done = done.await.map(|()| "village-added");
    after(sent, id, "villages", done).await
}

/// `POST /organisations/{id}/schools`.
pub(crate) async fn add_schools(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let done = sent.act(begin(id), |form| AddSchools {
        superior: id,
        lines: form.words("school_name").lines().map(str::to_owned).collect(),
        from: form.day("from_on"),
    });
    let done = done.await.map(|()| "schools-added");
    after(sent, id, "schools", done).await
}

/// `POST /organisations/{id}/terms`: of an `official` entered before, else of a new `person`.
pub(crate) async fn begin_term(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let done = sent.act(begin(id), |form| {
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
    let done = done.await.map(|_| "term-begun");
    after(sent, id, "terms", done).await
}

/// `POST /terms/{id}/end`: what its holder leaves is listed in a handover.
pub(crate) async fn end_term(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let row = store::term::find(&mut sent.app.office.store().reader().await?, id).await?.ok_or(Fault::NotThere)?;
    let done = sent.act(change(row.organisation), |form| term::End { term: id, on: form.day("left_on") });
    let done = done.await.map(|()| "term-ended");
    after(sent, row.organisation, &format!("term-{id}"), done).await
}
