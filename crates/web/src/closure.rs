//! Days on which the bodies of a place are closed (tạm ngừng làm việc): set with a document, looked at before, and taken back.

use std::sync::Arc;

use acts::calendar::{Close, Lift};
use acts::rulebook::Change;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Stop;
use store::grant::{Of, may};
use store::rulebook::{self, ClosureRow};

use crate::app::App;
use crate::calendar::{progress, shown};
use crate::dialogue::of;
use crate::look::closure::{ClosureLine, Closures};
use crate::look::form::{Choice, FormState};
use crate::look::rule::Fact;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Posted, attempt, draw, frame, go, granted, halt, read, redraw, refuse};
use crate::rule::{self, Ahead, ahead, body, look_ahead};
use crate::session::{SignedIn, Visitor};

/// What a page of closures was asked with.
#[derive(Default)]
struct Asked {
    close: Option<FormState>,
    lift: Option<FormState>,
}

/// `GET /closures`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Rules);
    Ok(draw(&page(&app, shell, &visitor, of(&uri, &visitor), Asked::default()).await?))
}

async fn page(app: &App, shell: Shell, visitor: &Visitor, body: i64, asked: Asked) -> Result<Closures, Halt> {
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::RulebookRead, Of::Organisation(body)).await.map_err(halt(shell.clone()))?;
    let right = granted(&mut read, visitor.by, Act::RulebookChange, Of::Organisation(body)).await?;
    let standing = rule::standing(&mut read, body).await?;
    // One body speaks for its place; whoever stands under it there only reads.
    let may_change = right.is_some() && !standing.within;
    let kept_by = if standing.within { rule::keeper(&mut read, body, true).await? } else { String::new() };
    let rows = rulebook::closures(&mut read).await?;
    let here = |row: &&ClosureRow| standing.at.places.contains(&row.closure.place);
    let own = |row: &&ClosureRow| !row.lifted && row.closure.place == *standing.at.own();
    let choices: Vec<Choice> =
        rows.iter().filter(own).map(|row| Choice::new(row.closure.id.to_string(), days(row))).collect();
    Ok(Closures {
        progress: progress(&mut read, &shell).await?,
        kept_by,
        version: standing.number,
        rows: rows.iter().filter(here).map(|row| line(row, own(&row))).collect(),
        close: may_change.then(|| asked.close.unwrap_or_default()),
        lift: (may_change && (!choices.is_empty() || asked.lift.is_some())).then(|| asked.lift.unwrap_or_default()),
        choices,
        shell,
    })
}

/// The days of a closure.
fn days(row: &ClosureRow) -> String {
    let (from, to) = (row.closure.from, row.closure.to);
    if from == to { from.vn() } else { format!("{}–{}", from.vn(), to.vn()) }
}

fn line(row: &ClosureRow, own: bool) -> ClosureLine {
    ClosureLine {
        days: days(row),
        name: row.name.clone().unwrap_or_default(),
        document: row.document.clone().unwrap_or_default(),
        lifted: row.lifted,
        above: !own && !row.lifted,
    }
}

fn closing(form: &mut FormState, body: i64) -> Result<Close, Refusal> {
    read(form, |form| Close {
        organisation: body,
        from: form.day("from_on"),
        to: form.day("to_on"),
        name: form.words("name"),
        document: form.words("document"),
        version: shown(form),
    })
}

fn lifting(form: &mut FormState, body: i64) -> Result<Lift, Refusal> {
    read(form, |form| Lift {
        organisation: body,
        closure: form.number("closure"),
        reason: form.words("reason"),
        version: shown(form),
    })
}

fn is_lifting(form: &FormState) -> bool {
    form.value("change") == "lift"
}

/// `POST /closures/preview`: what the change would do; nothing is changed.
pub(crate) async fn preview(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { mut form, .. }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Rules);
    let body = body(&form, &visitor);
    let change = if is_lifting(&form) {
        lifting(&mut form, body).map(Change::Lift)
    } else {
        closing(&mut form, body).map(Change::Close)
    };
    match look_ahead(&app, &visitor, body, change).await {
        Ok((change, found)) => {
            let (title, facts) = told(&app, &shell, &change).await?;
            let word = if is_lifting(&form) { "lift" } else { "close" };
            let action = format!("/closures/{word}");
            let asked = Ahead { back: "/closures".to_owned(), tab: "closures", title, facts, action };
            Ok(draw(&ahead(&app, shell, &visitor, asked, &form, &found).await?))
        }
        Err(stop) => refused(&app, shell, &visitor, body, form, stop).await,
    }
}

/// The heading of a preview, and what will hold.
async fn told(app: &App, shell: &Shell, change: &Change) -> Result<(String, Vec<Fact>), Halt> {
    let fact = |key: &str, value: &str| Fact::new(shell.t(key), value);
    let span = |from: Day, to: Day| if from == to { from.vn() } else { format!("{}–{}", from.vn(), to.vn()) };
    Ok(match change {
        Change::Close(act) => {
            let facts = vec![fact("field-closed-for", &act.name), fact("field-document", &act.document)];
            (shell.ta("preview-close", &[("days", &span(act.from, act.to))]), facts)
        }
        Change::Lift(act) => {
            let rows = rulebook::closures(&mut app.office.store().reader().await?).await?;
            let row = rows.iter().find(|row| row.closure.id == act.closure);
            let days = row.map(days).unwrap_or_default();
            (shell.ta("preview-lift", &[("days", &days)]), vec![fact("preview-reason", &act.reason)])
        }
        _ => (String::new(), Vec::new()),
    })
}

/// The page with the form that was refused.
async fn refused(
    app: &App,
    shell: Shell,
    visitor: &Visitor,
    body: i64,
    mut form: FormState,
    stop: Stop,
) -> Result<Response, Halt> {
    match stop {
        Stop::Refused(refusal) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            refuse(&mut form, visitor.lang, &refusal);
            let asked = if is_lifting(&form) {
                Asked { lift: Some(form), ..Asked::default() }
            } else {
                Asked { close: Some(form), ..Asked::default() }
            };
            Ok(redraw(&refusal, &page(app, shell, visitor, body, asked).await?))
        }
        stop => Err(halt(shell)(stop)),
    }
}

/// `POST /closures/close`.
pub(crate) async fn close(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let body = body(&form, &visitor);
    let act = closing(&mut form, body);
    match attempt(&app, visitor.by, &key, (Act::RulebookChange, Of::Organisation(body)), act).await {
        Ok(_) => Ok(go("/closures?said=place-closed")),
        Err(stop) => refused(&app, frame(&app, &visitor, &uri, Nav::Rules), &visitor, body, form, stop).await,
    }
}

/// `POST /closures/lift`.
pub(crate) async fn lift(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    form = form.with("change", "lift");
    let body = body(&form, &visitor);
    let act = lifting(&mut form, body);
    match attempt(&app, visitor.by, &key, (Act::RulebookChange, Of::Organisation(body)), act).await {
        Ok(()) => Ok(go("/closures?said=closure-lifted")),
        Err(stop) => refused(&app, frame(&app, &visitor, &uri, Nav::Rules), &visitor, body, form, stop).await,
    }
}
