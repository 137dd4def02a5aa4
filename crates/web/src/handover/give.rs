//! Giving what was left to its receiver, and closing the list.

use std::sync::Arc;

use acts::handover::{Close, Give};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::Of;
use store::{Stop, handover, term};

use super::{Asked, code, page, parse};
use crate::app::App;
use crate::dialogue::choice;
use crate::look::form::FormState;
use crate::look::handover::WrongGroup;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Posted, attempt, frame, go, halt, redraw, refuse, told};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// `POST /handovers/{id}/give`: a whole group, or one item of it.
pub(crate) async fn give(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Result<Response, Halt> {
    let (of, act) = typed(&app, id, &form).await?;
    let right = (Act::HandoverGive, of);
    let done = attempt(&app, visitor.by, &key, right, act).await;
    let shell = frame(&app, &visitor, &uri, Nav::Organisations);
    let group = parse(form.value("group"));
    let single = !form.value("item").is_empty();
    match done {
        Ok(()) => Ok(go(&match group.filter(|_| single) {
            Some(group) => format!("/handovers/{id}?group={}&said=given", code(&group)),
            None => format!("/handovers/{id}?said=given"),
        })),
        Err(Stop::Refused(refusal)) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            wrong(&app, shell, &visitor, id, (form, group.filter(|_| single)), &refusal).await
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}

/// The page with the form that was refused, at the group or item it is about.
async fn wrong(
    app: &App,
    shell: Shell,
    visitor: &Visitor,
    id: i64,
    (mut form, group): (FormState, Option<domain::handover::Group>),
    refusal: &Refusal,
) -> Result<Response, Halt> {
    refuse(&mut form, visitor.lang, refusal);
    let (code, item) = (form.value("group").to_owned(), form.value("item").parse().ok());
    let mut page = page(app, shell, visitor, id, Asked { group, ..Asked::default() }).await?;
    let number = match item {
        Some(item) => Some(item),
        None => page.groups.iter().find(|group| group.code == code && group.open > 0).map(|group| group.number),
    };
    // A form that is on the page no more, or has no such field, has its refusal above all.
    let has_field = form.errors.iter().all(|error| error.field == page.field());
    match number.filter(|_| has_field && page.may_give) {
        Some(number) => page.wrong = Some(WrongGroup { number, form }),
        None => {
            page.close = FormState { refused: Some(told(visitor.lang, refusal)), ..FormState::default() };
        }
    }
    Ok(redraw(refusal, &page))
}

/// The body whose list it is, and the act as which the form is read.
async fn typed(app: &App, id: i64, form: &FormState) -> Result<(Of, Result<Give, Refusal>), Halt> {
    let mut read = app.office.store().reader().await?;
    let row = handover::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let of = Of::Organisation(row.organisation);
    let term = match choice("term", form) {
        Ok(term) => term,
        Err(refusal) => return Ok((of, Err(refusal))),
    };
    // An official receives for the body of the post.
    let receiver = match term {
        Some(term) => match term::find(&mut read, term).await? {
            Some(found) => Some(found.organisation),
            None => return Ok((of, Err(Refusal::NotAChoice { field: "term" }))),
        },
        None => None,
    };
    Ok((of, given(id, form, (receiver, term), row.term.is_some())))
}

fn given(
    id: i64,
    form: &FormState,
    (receiver, term): (Option<i64>, Option<i64>),
    of_term: bool,
) -> Result<Give, Refusal> {
    let version = choice("version", form)?.ok_or(Refusal::Unreadable { field: "version" })?;
    let missing = Refusal::Missing { field: if of_term { "term" } else { "receiver" } };
    let receiver = match receiver {
        Some(receiver) => receiver,
        None => choice("receiver", form)?.ok_or(missing)?,
    };
    let items: Option<i64> = choice("item", form)?;
    let groups = match items {
        Some(_) => Vec::new(),
        None => vec![parse(form.value("group")).ok_or(Refusal::NotAChoice { field: "group" })?],
    };
    Ok(Give { handover: id, items: items.into_iter().collect(), groups, receiver, term, version })
}

/// `POST /handovers/{id}/close`.
pub(crate) async fn close(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Result<Response, Halt> {
    let version = choice("version", &form).and_then(|version| version.ok_or(Refusal::Unreadable { field: "version" }));
    let row = handover::find(&mut app.office.store().reader().await?, id).await?.ok_or(Fault::NotThere)?;
    let right = (Act::HandoverGive, Of::Organisation(row.organisation));
    let act = version.map(|version| Close { handover: id, version });
    let done = attempt(&app, visitor.by, &key, right, act).await;
    let shell = frame(&app, &visitor, &uri, Nav::Organisations);
    match done {
        Ok(()) => Ok(go(&format!("/handovers/{id}?said=handover-closed"))),
        Err(Stop::Refused(refusal)) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            // The form has no field that could be at fault.
            let close = FormState { refused: Some(told(visitor.lang, &refusal)), ..FormState::default() };
            let asked = Asked { close, ..Asked::default() };
            Ok(redraw(&refusal, &page(&app, shell, &visitor, id, asked).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}
