//! What is done to a notice: drafted, its matters placed, submitted, issued, made public, replaced, struck.

use std::sync::Arc;

use acts::notice::{
    ConfirmProposals, DateTaken, Describe, Draft, DropPoint, Issue, Place, PlaceCase, Publish, Strike, Submit,
};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::Of;
use store::{Read, Stop, notice};

use super::{Asked, href, page};
use crate::app::App;
use crate::look::Nav;
use crate::look::form::FormState;
use crate::look::notice::Wrong;
use crate::page::{Halt, Posted, Reading, attempt, frame, go, read, redraw, refused};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

type Answer = Result<Response, Halt>;

/// The dialogue of a notice, whose right decides, and today as the database has it.
pub(super) async fn of(app: &App, id: i64) -> Result<(Of, i64, Day), Halt> {
    let mut read = app.office.store().reader().await?;
    let row = notice::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    Ok((Of::Dialogue(row.dialogue), row.dialogue, read.today()))
}

/// Does an act on a notice and goes back to its page, or shows that again with the form that was refused.
async fn doing<A: acts::Act>(
    (app, visitor, uri): (&App, &Visitor, &OriginalUri),
    (id, which, said): (i64, &str, &str),
    Posted { mut form, key }: Posted,
    typed: impl FnOnce(&mut Reading<'_>, Day) -> A,
) -> Answer {
    let (of, _, today) = of(app, id).await?;
    let act = read(&mut form, |form| typed(form, today));
    let Err(stop) = attempt(app, visitor.by, &key, (Act::NoticeChange, of), act).await else {
        return Ok(go(&format!("{}?said={said}", href(id))));
    };
    again((app, visitor, uri), id, which, form, stop).await
}

async fn again(
    (app, visitor, uri): (&App, &Visitor, &OriginalUri),
    id: i64,
    which: &str,
    mut form: FormState,
    stop: Stop,
) -> Answer {
    let refusal = refused(app, visitor, uri, Nav::Dialogues, stop)?;
    // What stands at a field that this form doesn't show is told above it.
    let shown =
        refusal.field().filter(|field| form.values.contains_key(*field) && *field != "case" && *field != "point");
    form.refuse(visitor.lang, refusal.code(), shown, &refusal.facts());
    crate::case::renew(&mut form, &refusal);
    let wrong = Some(Wrong { form: which.to_owned(), state: form });
    Ok(redraw(&refusal, &page(app, visitor, uri, id, Asked { wrong, step: None }).await?))
}

/// `POST /dialogues/{id}/notices`: a draft of what was raised.
pub(crate) async fn draft(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(dialogue): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let happened_on = app.office.store().reader().await?.today();
    let act = read(&mut form, |form| {
        let organisation = form.choice("organisation");
        Draft { dialogue, organisation, replaces: None, happened_on }
    });
    let asked = (Act::NoticeChange, Of::Dialogue(dialogue));
    let stop = match attempt(&app, visitor.by, &key, asked, act).await {
        Ok(new) => return Ok(go(&href(new))),
        Err(stop) => stop,
    };
    let refusal = refused(&app, &visitor, &uri, Nav::Dialogues, stop)?;
    form.refuse(visitor.lang, refusal.code(), None, &refusal.facts());
    let asked = crate::dialogue::one::Asked { form: Some(("notices".to_owned(), form)), step: None };
    Ok(redraw(&refusal, &crate::dialogue::one::page(&app, &visitor, &uri, dialogue, asked).await?))
}

/// `POST /notices/{id}/replace`: a draft in the place of an issued notice.
pub(crate) async fn replace(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let mut reader = app.office.store().reader().await?;
    let row = notice::find(&mut reader, id).await?.ok_or(Fault::NotThere)?;
    let happened_on = reader.today();
    drop(reader);
    let act = Draft { dialogue: row.dialogue, organisation: Some(row.organisation), replaces: Some(id), happened_on };
    match attempt(&app, visitor.by, &key, (Act::NoticeChange, Of::Dialogue(row.dialogue)), Ok(act)).await {
        Ok(new) => Ok(go(&href(new))),
        Err(stop) => again((&app, &visitor, &uri), id, "replace", form, stop).await,
    }
}

/// `POST /notices/{id}/confirm`: all that is proposed.
pub(crate) async fn confirm(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    posted: Posted,
) -> Answer {
    doing((&app, &visitor, &uri), (id, "confirm", "notice-confirmed"), posted, |form, happened_on| ConfirmProposals {
        notice: id,
        version: form.version(),
        happened_on,
    })
    .await
}

/// Where a matter is put: `point-7`, `noted`, `out`.
fn place(form: &mut Reading<'_>) -> Place {
    let parse = |typed: &str| match typed {
        "noted" => Some(Place::Noted),
        "out" => Some(Place::Out),
        typed => typed.strip_prefix("point-")?.parse().ok().map(Place::Point),
    };
    form.one_of("into", parse, Place::Out)
}

/// `POST /notices/{id}/place`: a matter into a point, among the noted ones, or out of both.
pub(crate) async fn place_case(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    posted: Posted,
) -> Answer {
    doing((&app, &visitor, &uri), (id, "place", "notice-placed"), posted, |form, happened_on| {
        let (version, place) = (form.version(), place(form));
        let case = form.choice("case").ok_or(Refusal::Missing { field: "case" });
        PlaceCase { notice: id, version, case: form.take(case, 0), place, happened_on }
    })
    .await
}

fn point(form: &mut Reading<'_>) -> i64 {
    let point = form.choice("point").ok_or(Refusal::Missing { field: "point" });
    form.take(point, 0)
}

/// `POST /notices/{id}/drop`: a point goes.
pub(crate) async fn drop_point(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    posted: Posted,
) -> Answer {
    doing((&app, &visitor, &uri), (id, "drop", "notice-dropped"), posted, |form, happened_on| DropPoint {
        notice: id,
        version: form.version(),
        point: point(form),
        happened_on,
    })
    .await
}

/// `POST /notices/{id}/date`: another day for a point that another notice wrote.
pub(crate) async fn date(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    posted: Posted,
) -> Answer {
    let which = format!("date-{}", posted.form.value("point"));
    doing((&app, &visitor, &uri), (id, &which, "notice-dated"), posted, |form, happened_on| DateTaken {
        notice: id,
        version: form.version(),
        point: point(form),
        due_on: Some(form.day("due_on")),
        happened_on,
    })
    .await
}

/// The bodies that were chosen, then the lines that were typed.
fn recipients(form: &mut Reading<'_>) -> Vec<String> {
    let chosen = form.each("recipient_bodies", |name| Some(name.to_owned()));
    chosen.into_iter().chain(form.text("recipients").lines().map(str::to_owned)).collect()
}

/// `POST /notices/{id}/describe`: what stands around the points.
pub(crate) async fn describe(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    posted: Posted,
) -> Answer {
    let proposed = proposed(&app, &visitor, &uri, id).await.unwrap_or_default();
    doing((&app, &visitor, &uri), (id, "describe", "notice-described"), posted, |form, happened_on| Describe {
        notice: id,
        version: form.version(),
        general: form.text("general"),
        carrying_out: form.text("carrying_out"),
        // What was only proposed and nobody changed stays proposed.
        recipients: Some(recipients(form)).filter(|typed| *typed != proposed).unwrap_or_default(),
        happened_on,
    })
    .await
}

/// Who gets a notice as the program proposes it; nobody where somebody said so already.
async fn proposed(app: &App, visitor: &Visitor, uri: &OriginalUri, id: i64) -> Result<Vec<String>, Halt> {
    let shell = frame(app, visitor, uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    let seen = super::seen(&mut read, visitor, &shell, id).await?;
    let (lines, proposed) = super::receivers(&mut read, &seen).await?;
    Ok(if proposed { lines } else { Vec::new() })
}

/// `POST /notices/{id}/submit`.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    posted: Posted,
) -> Answer {
    doing((&app, &visitor, &uri), (id, "submit", "notice-submitted"), posted, |form, _| Submit {
        notice: id,
        version: form.version(),
        happened_on: form.day("happened_on"),
    })
    .await
}

/// `POST /notices/{id}/issue`: number, day and signer from the paper.
pub(crate) async fn issue(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    posted: Posted,
) -> Answer {
    doing((&app, &visitor, &uri), (id, "issue", "notice-issued"), posted, |form, _| Issue {
        notice: id,
        version: form.version(),
        number: form.text("number"),
        signer: form.choice("signer"),
        happened_on: form.day("happened_on"),
    })
    .await
}

/// `POST /notices/{id}/publish`.
pub(crate) async fn publish(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    posted: Posted,
) -> Answer {
    doing((&app, &visitor, &uri), (id, "publish", "notice-published"), posted, |form, _| Publish {
        notice: id,
        version: form.version(),
        happened_on: form.day("happened_on"),
    })
    .await
}

/// `POST /notices/{id}/strike`: a draft that is given up, or a notice recorded by mistake.
pub(crate) async fn strike(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let (of, dialogue, _) = of(&app, id).await?;
    let act = read(&mut form, |form| {
        let (version, reason) = (form.version(), form.words("reason"));
        Strike { notice: id, version, reason }
    });
    match attempt(&app, visitor.by, &key, (Act::NoticeChange, of), act).await {
        Ok(()) => Ok(go(&format!("{}?said=notice-struck", crate::dialogue::one::href(dialogue)))),
        Err(stop) => again((&app, &visitor, &uri), id, "strike", form, stop).await,
    }
}
