//! What is done to a dialogue: sessions set, begun and ended, who came, the agenda, the conclusion.

use std::sync::Arc;

use acts::dialogue::{AddSession, Attend, BeginSession, Conclude, HoldSession, Session, SetAgenda, SetSession, Themed};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::dialogue::{Audience, ThemeKind};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::Of;
use store::{Read, Stop};

use super::{choice, one};
use crate::app::App;
use crate::look::Nav;
use crate::look::form::FormState;
use crate::page::{Halt, Posted, attempt, frame, go, redraw, typed_day};
use crate::session::{SignedIn, Visitor};

type Answer = Result<Response, Halt>;

/// Back to the dialogue after an act, or its page again with the form that was refused.
async fn after(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    (which, mut form): (String, FormState),
    done: Result<&str, Stop>,
) -> Answer {
    let refusal = match done {
        Ok(said) => return Ok(go(&format!("{}?said={said}", one::href(id)))),
        Err(Stop::Failed(error)) => return Err(error.into()),
        Err(Stop::Refused(refusal @ (Refusal::NotThere | Refusal::NotAllowed))) => {
            return Err(Halt::Refused(Box::new(frame(app, visitor, uri, Nav::Dialogues)), refusal));
        }
        Err(Stop::Refused(refusal)) => refusal,
    };
    // What stands at a field that this form doesn't show is told above it.
    let shown = refusal.field().filter(|field| form.values.contains_key(*field) || *field == "attendance");
    form.refuse(visitor.lang, refusal.code(), shown, &refusal.facts());
    Ok(redraw(&refusal, &one::page(app, visitor, uri, id, one::Asked { form: Some((which, form)), step: None }).await?))
}

/// The session that a form names.
fn session(form: &FormState) -> Result<i64, Refusal> {
    choice("sitting", form)?.ok_or(Refusal::Missing { field: "session" })
}

/// What a form is called by, where it is that of a session.
fn called(name: &str, form: &FormState) -> String {
    format!("{name}-{}", form.value("sitting"))
}

/// A session as it was typed.
pub(super) fn typed_session(form: &FormState) -> Result<Session, Refusal> {
    Ok(Session {
        on: typed_day("session", form.value("session"))?.ok_or(Refusal::Missing { field: "session" })?,
        territory: choice("territory", form)?,
        place: form.value("place").to_owned(),
        chair: choice("chair", form)?,
        deputy_reason: form.value("deputy_reason").to_owned(),
    })
}

/// Today as the database has it: what is set on a page is set today.
async fn today(app: &App) -> Result<Day, Halt> {
    Ok(app.office.store().reader().await?.today())
}

/// `POST /dialogues/{id}/sessions`: one more.
pub(crate) async fn add_session(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let happened_on = today(&app).await?;
    let read = || Ok(AddSession { dialogue: id, session: typed_session(&form)?, happened_on });
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    let done = attempt(&app, visitor.by, &key, asked, read()).await.map(|_| "session-added");
    after(&app, &visitor, &uri, id, ("sessions".to_owned(), form), done).await
}

/// `POST /dialogues/{id}/set`: another day, place or chair for a session to come.
pub(crate) async fn set_session(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let happened_on = today(&app).await?;
    let read = || Ok(SetSession { id: session(&form)?, session: typed_session(&form)?, happened_on });
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    let done = attempt(&app, visitor.by, &key, asked, read()).await.map(|()| "session-set");
    after(&app, &visitor, &uri, id, (called("set", &form), form), done).await
}

/// `POST /dialogues/{id}/begin`: the desk opens.
pub(crate) async fn begin(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let read = || Ok(BeginSession { session: session(&form)? });
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    match attempt(&app, visitor.by, &key, asked, read()).await {
        Ok(()) => Ok(go(&format!("{}/desk", one::href(id)))),
        Err(stop) => after(&app, &visitor, &uri, id, (called("begin", &form), form), Err(stop)).await,
    }
}

/// People by group as they were typed: an empty field is nobody counted.
fn people(form: &FormState) -> Result<Vec<(Audience, i64)>, Refusal> {
    let mut attendance = Vec::new();
    for group in Audience::ALL {
        let typed = form.value(&format!("people_{}", group.as_str())).trim();
        if !typed.is_empty() {
            attendance.push((*group, typed.parse().map_err(|_| Refusal::Unreadable { field: "attendance" })?));
        }
    }
    Ok(attendance)
}

/// `POST /dialogues/{id}/hold`: a session has ended.
pub(crate) async fn hold(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let read = || {
        let happened_on = typed_day("happened_on", form.value("happened_on"))?;
        Ok(HoldSession { session: session(&form)?, happened_on, attendance: people(&form)? })
    };
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    let done = attempt(&app, visitor.by, &key, asked, read()).await.map(|()| "session-held");
    after(&app, &visitor, &uri, id, (called("hold", &form), form), done).await
}

/// `POST /dialogues/{id}/attend`: who came to a session.
pub(crate) async fn attend(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let read = || {
        let body = |typed: &String| typed.parse().map_err(|_| Refusal::NotAChoice { field: "bodies" });
        let bodies: Result<Vec<i64>, Refusal> = form.values("bodies").iter().map(body).collect();
        Ok(Attend { session: session(&form)?, attendance: people(&form)?, bodies: bodies? })
    };
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    let done = attempt(&app, visitor.by, &key, asked, read()).await.map(|()| "session-attended");
    after(&app, &visitor, &uri, id, (called("attend", &form), form), done).await
}

/// `POST /dialogues/{id}/agenda`: one line of a field is one theme.
pub(crate) async fn set_agenda(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let happened_on = today(&app).await?;
    let lines = |field: &str, kind: ThemeKind| -> Vec<Themed> {
        let lines = form.value(field).lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|title| Themed { kind, title: title.to_owned() }).collect()
    };
    let mut themes = lines("themes", ThemeKind::Matter);
    themes.extend(lines("policies", ThemeKind::Policy));
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    let act = SetAgenda { dialogue: id, themes, happened_on };
    let done = attempt(&app, visitor.by, &key, asked, Ok(act)).await.map(|()| "agenda-set");
    after(&app, &visitor, &uri, id, ("agenda".to_owned(), form), done).await
}

/// `POST /dialogues/{id}/conclude`.
pub(crate) async fn conclude(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let read = || {
        let minutes_signed_on = typed_day("minutes_signed_on", form.value("minutes_signed_on"))?;
        let no_minutes = form.value("no_minutes").to_owned();
        // Signed minutes and a reason why there are none: nobody guesses which was meant.
        if minutes_signed_on.is_some() && !no_minutes.trim().is_empty() {
            return Err(Refusal::NotAChoice { field: "no_minutes" });
        }
        let happened_on = typed_day("happened_on", form.value("happened_on"))?;
        let happened_on = happened_on.ok_or(Refusal::Missing { field: "happened_on" })?;
        Ok(Conclude { dialogue: id, happened_on, minutes_signed_on, no_minutes })
    };
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    let done = attempt(&app, visitor.by, &key, asked, read()).await.map(|()| "concluded");
    after(&app, &visitor, &uri, id, ("conclude".to_owned(), form), done).await
}
