//! Setting a day, taking one back, adopting a year: first what it would do, then doing it.

use std::sync::Arc;

use acts::calendar::{AdoptYear, ClearDay, SetDay};
use acts::rulebook::Change;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Stop;
use store::grant::{Of, may};
use store::rulebook;

use super::{Asked, page};
use crate::app::App;
use crate::look::form::FormState;
use crate::look::rule::Fact;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Posted, attempt, draw, frame, go, halt, redraw, refuse, typed_day};
use crate::rule::{Ahead, ahead, body, look_ahead, version};
use crate::session::{SignedIn, Visitor};

/// What a form asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Set,
    Clear,
    Adopt,
}

impl Asks {
    fn of(form: &FormState) -> Self {
        match form.value("change") {
            "clear" => Self::Clear,
            "adopt" => Self::Adopt,
            _ => Self::Set,
        }
    }
}

fn day(form: &FormState) -> Result<Day, Refusal> {
    typed_day("on", form.value("on"))?.ok_or(Refusal::Missing { field: "on" })
}

fn setting(form: &FormState, body: i64) -> Result<SetDay, Refusal> {
    Ok(SetDay {
        organisation: body,
        on: day(form)?,
        kind: form.value("kind").to_owned(),
        name: form.value("name").to_owned(),
        document: form.value("document").to_owned(),
        version: version(form)?,
    })
}

fn clearing(form: &FormState, body: i64) -> Result<ClearDay, Refusal> {
    let (on, reason) = (day(form)?, form.value("reason").to_owned());
    Ok(ClearDay { organisation: body, on, reason, version: version(form)? })
}

fn adopting(form: &FormState, body: i64) -> Result<AdoptYear, Refusal> {
    let year = form.value("year").parse().map_err(|_| Refusal::Unreadable { field: "year" })?;
    let document = form.value("document").to_owned();
    Ok(AdoptYear { organisation: body, year, document, version: version(form)? })
}

/// One calendar dates the cases of all bodies: nobody changes it who works under somebody else here, whatever was typed.
async fn permitted(app: &App, visitor: &Visitor, body: i64) -> Result<(), Stop> {
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::RulebookChange, Of::Organisation(body)).await?;
    match rulebook::standing(&mut read, body).await? {
        Some(standing) if !standing.under => Ok(()),
        _ => Err(Refusal::NotAllowed.into()),
    }
}

/// The year to which a form belongs.
fn year(form: &FormState) -> Option<i16> {
    day(form).ok().map(Day::year).or_else(|| form.value("year").parse().ok())
}

/// `POST /calendar/preview`: what the change would do; nothing is changed.
pub(crate) async fn preview(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { form, .. }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Rules);
    let body = body(&form, &visitor);
    permitted(&app, &visitor, body).await.map_err(halt(shell.clone()))?;
    let change = match Asks::of(&form) {
        Asks::Set => setting(&form, body).map(Change::SetDay),
        Asks::Clear => clearing(&form, body).map(Change::ClearDay),
        Asks::Adopt => adopting(&form, body).map(Change::AdoptYear),
    };
    match look_ahead(&app, &visitor, body, change).await {
        Ok((change, found)) => {
            let (title, facts) = told(&shell, &change);
            let word = if Asks::of(&form) == Asks::Clear { "clear" } else { "set" };
            let back = year(&form).map_or_else(|| "/calendar".to_owned(), |year| format!("/calendar?year={year}"));
            let asked = Ahead { back, tab: "calendar", title, facts, action: format!("/calendar/{word}") };
            Ok(draw(&ahead(&app, shell, &visitor, asked, &form, &found).await?))
        }
        Err(stop) => refused(&app, shell, &visitor, body, form, stop).await,
    }
}

/// The heading of a preview, and what will hold.
fn told(shell: &Shell, change: &Change) -> (String, Vec<Fact>) {
    let fact = |key: &str, value: &str| Fact::new(shell.t(key), value);
    match change {
        Change::SetDay(act) => {
            let kind = shell.of("calendar-kind", &act.kind);
            let is = if act.name.trim().is_empty() { kind } else { format!("{kind}: {}", act.name.trim()) };
            let facts = vec![fact("calendar-day-is", &is), fact("field-document", &act.document)];
            (shell.ta("preview-set", &[("day", &act.on.vn())]), facts)
        }
        Change::ClearDay(act) => {
            (shell.ta("preview-clear", &[("day", &act.on.vn())]), vec![fact("preview-reason", &act.reason)])
        }
        Change::AdoptYear(act) => {
            (shell.ta("preview-adopt", &[("year", &act.year.to_string())]), vec![fact("field-document", &act.document)])
        }
        _ => (String::new(), Vec::new()),
    }
}

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
            let year = year(&form);
            let asked = match Asks::of(&form) {
                Asks::Set => Asked { set: Some(form), year, ..Asked::default() },
                Asks::Clear => Asked { clear: Some(form), year, ..Asked::default() },
                Asks::Adopt => Asked { adopt: Some(form), year, ..Asked::default() },
            };
            Ok(redraw(&refusal, &page(app, shell, visitor, body, asked).await?))
        }
        stop => Err(halt(shell)(stop)),
    }
}

/// `POST /calendar/set`: a day, or a whole year whose days are all entered.
pub(crate) async fn set(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Result<Response, Halt> {
    let body = body(&form, &visitor);
    permitted(&app, &visitor, body).await.map_err(halt(frame(&app, &visitor, &uri, Nav::Rules)))?;
    let right = (Act::RulebookChange, Of::Organisation(body));
    let (done, said) = if Asks::of(&form) == Asks::Adopt {
        (attempt(&app, visitor.by, &key, right, adopting(&form, body)).await, "year-adopted")
    } else {
        (attempt(&app, visitor.by, &key, right, setting(&form, body)).await, "day-set")
    };
    after(&app, &visitor, &uri, body, form, (done, said)).await
}

/// `POST /calendar/clear`.
pub(crate) async fn clear(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    form = form.with("change", "clear");
    let body = body(&form, &visitor);
    permitted(&app, &visitor, body).await.map_err(halt(frame(&app, &visitor, &uri, Nav::Rules)))?;
    let right = (Act::RulebookChange, Of::Organisation(body));
    let done = attempt(&app, visitor.by, &key, right, clearing(&form, body)).await;
    after(&app, &visitor, &uri, body, form, (done, "day-cleared")).await
}

async fn after(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    body: i64,
    form: FormState,
    (done, said): (Result<(), Stop>, &str),
) -> Result<Response, Halt> {
    match done {
        Ok(()) => {
            let year = year(&form).map(|year| format!("year={year}&")).unwrap_or_default();
            Ok(go(&format!("/calendar?{year}said={said}")))
        }
        Err(stop) => {
            let shell = frame(app, visitor, uri, Nav::Rules);
            refused(app, shell, visitor, body, form, stop).await
        }
    }
}
