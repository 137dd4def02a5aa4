//! Setting a day, taking one back, adopting a year: first what it would do, then doing it.

use std::sync::Arc;

use acts::calendar::{AdoptYear, ClearDay, DropYear, SetDay};
use acts::rulebook::Change;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::calendar::{Calendar, EntryKind};
use domain::day::Day;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Stop;
use store::grant::{Of, may};
use store::rulebook;

use super::{Asked, WORKING_DAY, count_off, days_off, page, year as entered};
use crate::app::App;
use crate::look::form::FormState;
use crate::look::rule::Fact;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Posted, Reading, attempt, draw, frame, go, halt, read, redraw, refuse, typed_day};
use crate::rule::{Ahead, ahead, body, look_ahead};
use crate::session::{SignedIn, Visitor};

/// What a form asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Set,
    Clear,
    Adopt,
    Drop,
    Enter,
}

impl Asks {
    fn of(form: &FormState) -> Self {
        match form.value("change") {
            "clear" => Self::Clear,
            "adopt" => Self::Adopt,
            "drop" => Self::Drop,
            "enter" => Self::Enter,
            _ => Self::Set,
        }
    }
}

fn day(form: &FormState) -> Result<Day, Refusal> {
    typed_day("on", form.value("on"))?.ok_or(Refusal::Missing { field: "on" })
}

fn setting(form: &mut FormState, body: i64) -> Result<SetDay, Refusal> {
    read(form, |form| {
        let on = form.day("on");
        let kind = form.one_of("kind", |typed| Some(typed.to_owned()), String::new());
        // A working day like any other has no name.
        let name = if kind == WORKING_DAY { form.text("name") } else { form.words("name") };
        SetDay { organisation: body, on, kind, name, document: form.words("document"), version: shown(form) }
    })
}

fn clearing(form: &mut FormState, body: i64) -> Result<ClearDay, Refusal> {
    read(form, |form| ClearDay {
        organisation: body,
        on: form.day("on"),
        reason: form.words("reason"),
        version: shown(form),
    })
}

/// A year is adopted by whoever counted the days off in the document: as many have to be entered.
fn adopting(form: &mut FormState, calendar: &Calendar, body: i64) -> Result<AdoptYear, Refusal> {
    read(form, |form| {
        let year: i16 = form.number("year");
        let document = form.words("document");
        let counted: usize = form.number("days_off");
        let entered = count_off(calendar, year);
        if entered > 0 && counted > 0 && counted != entered {
            form.refuse(Refusal::NotAChoice { field: "days_off" });
        }
        AdoptYear { organisation: body, year, document, version: shown(form) }
    })
}

fn dropping(form: &mut FormState, body: i64) -> Result<DropYear, Refusal> {
    read(form, |form| DropYear {
        organisation: body,
        year: form.number("year"),
        reason: form.words("reason"),
        version: shown(form),
    })
}

/// The number of the rulebook that the page showed.
pub(crate) fn shown(form: &mut Reading<'_>) -> i64 {
    let version = form.choice("version").ok_or(Refusal::Unreadable { field: "version" });
    form.take(version, 0)
}

/// One calendar dates the cases of all bodies: nobody changes it who works under somebody else here, whatever was typed.
pub(super) async fn permitted(app: &App, visitor: &Visitor, body: i64) -> Result<(), Stop> {
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
    ahead_of(&app, shell, &visitor, form).await
}

/// The page of what a change would do.
pub(super) async fn ahead_of(
    app: &App,
    shell: Shell,
    visitor: &Visitor,
    mut form: FormState,
) -> Result<Response, Halt> {
    let body = body(&form, visitor);
    permitted(app, visitor, body).await.map_err(halt(shell.clone()))?;
    let book = app.office.store().rulebook().await?;
    let change = match Asks::of(&form) {
        Asks::Set => setting(&mut form, body).map(Change::SetDay),
        Asks::Clear => clearing(&mut form, body).map(Change::ClearDay),
        Asks::Adopt => adopting(&mut form, &book.calendar, body).map(Change::AdoptYear),
        Asks::Drop => dropping(&mut form, body).map(Change::DropYear),
        Asks::Enter => entered::entering(&mut form, body).map(Change::EnterYear),
    };
    match look_ahead(app, visitor, body, change).await {
        Ok((change, found)) => {
            let (title, mut facts) = told(&shell, &book.calendar, &change);
            if let Change::EnterYear(act) = &change {
                facts.extend(entered::replaced(app, &shell, act).await?);
            }
            let word = if matches!(Asks::of(&form), Asks::Clear | Asks::Drop) { "clear" } else { "set" };
            let back = year(&form).map_or_else(|| "/calendar".to_owned(), |year| format!("/calendar?year={year}"));
            let asked = Ahead { back, tab: "calendar", title, facts, action: format!("/calendar/{word}") };
            Ok(draw(&ahead(app, shell, visitor, asked, &form, &found).await?))
        }
        Err(stop) => refused(app, shell, visitor, body, form, stop).await,
    }
}

/// The heading of a preview, and what will hold.
fn told(shell: &Shell, calendar: &Calendar, change: &Change) -> (String, Vec<Fact>) {
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
            let entered = days_off(shell, calendar, act.year);
            let facts = vec![fact("field-days-off", &entered), fact("field-document", &act.document)];
            (shell.ta("preview-adopt", &[("year", &act.year.to_string())]), facts)
        }
        Change::DropYear(act) => {
            let facts = vec![fact("preview-reason", &act.reason)];
            (shell.ta("preview-drop", &[("year", &act.year.to_string())]), facts)
        }
        Change::EnterYear(act) => (entered::title(shell, act), entered::facts(shell, act)),
        Change::Confirm(_) | Change::Withdraw(_) | Change::Close(_) | Change::Lift(_) => (String::new(), Vec::new()),
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
            match (&refusal, Asks::of(&form)) {
                // What the act calls by its general name is told as this page has it.
                (Refusal::NotAChoice { field: "kind" }, _) if EntryKind::parse(form.value("kind")).is_some() => {
                    form.refuse(visitor.lang, "day-kind", Some("kind"), &[]);
                }
                (Refusal::NotAChoice { field: "days" }, _) => entered::tell(&mut form, visitor.lang),
                (Refusal::NoCalendar { year: lacking }, Asks::Adopt | Asks::Enter) if year(&form) == Some(*lacking) => {
                    form.refuse(visitor.lang, "year-without-days", None, &refusal.facts());
                }
                _ => refuse(&mut form, visitor.lang, &refusal),
            }
            let year = year(&form);
            let asked = match Asks::of(&form) {
                Asks::Set => Asked { set: Some(form), year, ..Asked::default() },
                Asks::Clear => Asked { clear: Some(form), year, ..Asked::default() },
                Asks::Adopt => Asked { adopt: Some(form), year, ..Asked::default() },
                Asks::Drop => Asked { drop: Some(form), year, ..Asked::default() },
                Asks::Enter => Asked { enter: Some(form), year, ..Asked::default() },
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
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let body = body(&form, &visitor);
    permitted(&app, &visitor, body).await.map_err(halt(frame(&app, &visitor, &uri, Nav::Rules)))?;
    let right = (Act::RulebookChange, Of::Organisation(body));
    let (done, said) = match Asks::of(&form) {
        Asks::Adopt => {
            let book = app.office.store().rulebook().await?;
            let act = adopting(&mut form, &book.calendar, body);
            (attempt(&app, visitor.by, &key, right, act).await, "year-adopted")
        }
        Asks::Enter => {
            let act = entered::entering(&mut form, body);
            (attempt(&app, visitor.by, &key, right, act).await, "year-entered")
        }
        _ => {
            let act = setting(&mut form, body);
            (attempt(&app, visitor.by, &key, right, act).await, "day-set")
        }
    };
    after(&app, &visitor, &uri, body, form, (done, said)).await
}

/// `POST /calendar/clear`: a day, or a whole year that was adopted.
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
    let (done, said) = if Asks::of(&form) == Asks::Drop {
        let act = dropping(&mut form, body);
        (attempt(&app, visitor.by, &key, right, act).await, "year-dropped")
    } else {
        let act = clearing(&mut form, body);
        (attempt(&app, visitor.by, &key, right, act).await, "day-cleared")
    };
    after(&app, &visitor, &uri, body, form, (done, said)).await
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
