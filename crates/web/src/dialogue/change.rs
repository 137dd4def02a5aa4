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

use super::one;
use crate::app::App;
use crate::look::Nav;
use crate::look::form::FormState;
use crate::page::{Halt, Posted, Reading, attempt, go, read, redraw, refused};
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
        Err(stop) => refused(app, visitor, uri, Nav::Dialogues, stop)?,
    };
    if which == "conclude"
        && form.value("minutes_signed_on").trim().is_empty()
        && matches!(refusal, Refusal::Missing { field: "no_minutes" })
    {
        // Either of the two is enough.
        form.refuse_called(visitor.lang, &refusal, "minutes_signed_on", "minutes_or_reason");
        let asked = one::Asked { form: Some((which, form)), step: None };
        return Ok(redraw(&refusal, &one::page(app, visitor, uri, id, asked).await?));
    }
    // What stands at a field that this form doesn't show is told above it.
    // A form that names no session stands nowhere on the page.
    let stands = !which.ends_with('-');
    if !stands {
        form.also.clear();
    }
    let shown =
        refusal.field().filter(|_| stands).filter(|field| form.values.contains_key(*field) || *field == "attendance");
    form.refuse(visitor.lang, refusal.code(), shown, &refusal.facts());
    Ok(redraw(&refusal, &one::page(app, visitor, uri, id, one::Asked { form: Some((which, form)), step: None }).await?))
}

/// The session that a form names.
fn session(form: &mut Reading<'_>) -> i64 {
    let sitting = form.choice("sitting").ok_or(Refusal::Missing { field: "session" });
    form.take(sitting, 0)
}

/// What a form is called by, where it is that of a session.
fn called(name: &str, form: &FormState) -> String {
    format!("{name}-{}", form.value("sitting"))
}

/// A session as it was typed.
pub(super) fn typed_session(form: &mut Reading<'_>) -> Session {
    Session {
        on: form.day("session"),
        territory: form.choice("territory"),
        place: form.text("place"),
        chair: form.choice("chair"),
        deputy_reason: form.text("deputy_reason"),
    }
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
    Posted { mut form, key }: Posted,
) -> Answer {
    let happened_on = today(&app).await?;
    let act = read(&mut form, |form| AddSession { dialogue: id, session: typed_session(form), happened_on });
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|_| "session-added");
    after(&app, &visitor, &uri, id, ("sessions".to_owned(), form), done).await
}

/// `POST /dialogues/{id}/set`: another day, place or chair for a session to come.
pub(crate) async fn set_session(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let happened_on = today(&app).await?;
    let act = read(&mut form, |form| SetSession { id: session(form), session: typed_session(form), happened_on });
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|()| "session-set");
    after(&app, &visitor, &uri, id, (called("set", &form), form), done).await
}

/// `POST /dialogues/{id}/begin`: the desk opens.
pub(crate) async fn begin(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let act = read(&mut form, |form| BeginSession { session: session(form) });
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    match attempt(&app, visitor.by, &key, asked, act).await {
        Ok(()) => Ok(go(&format!("{}/desk", one::href(id)))),
        Err(stop) => after(&app, &visitor, &uri, id, (called("begin", &form), form), Err(stop)).await,
    }
}

/// People by group as they were typed: an empty field is nobody counted.
fn people(form: &mut Reading<'_>) -> Vec<(Audience, i64)> {
    let mut attendance = Vec::new();
    for group in Audience::ALL {
        let typed = form.text(&format!("people_{}", group.as_str()));
        if !typed.trim().is_empty() {
            let count = typed.trim().parse().map_err(|_| Refusal::Unreadable { field: "attendance" });
            attendance.push((*group, form.take(count, 0)));
        }
    }
    attendance
}

/// `POST /dialogues/{id}/hold`: a session has ended.
pub(crate) async fn hold(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let act = read(&mut form, |form| {
        let happened_on = form.day_if_any("happened_on");
        HoldSession { session: session(form), happened_on, attendance: people(form) }
    });
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|()| "session-held");
    after(&app, &visitor, &uri, id, (called("hold", &form), form), done).await
}

/// `POST /dialogues/{id}/attend`: who came to a session.
pub(crate) async fn attend(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let act = read(&mut form, |form| Attend {
        session: session(form),
        attendance: people(form),
        bodies: form.choices("bodies"),
    });
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|()| "session-attended");
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
    Posted { mut form, key }: Posted,
) -> Answer {
    let act = read(&mut form, |form| {
        let happened_on = form.day("happened_on");
        let minutes_signed_on = form.day_if_any("minutes_signed_on");
        let no_minutes = form.text("no_minutes");
        // Signed minutes and a reason why there are none: nobody guesses which was meant.
        if minutes_signed_on.is_some() && !no_minutes.trim().is_empty() {
            form.refuse(Refusal::NotAChoice { field: "no_minutes" });
        }
        Conclude { dialogue: id, happened_on, minutes_signed_on, no_minutes }
    });
    let asked = (Act::DialogueOpen, Of::Dialogue(id));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|()| "concluded");
    after(&app, &visitor, &uri, id, ("conclude".to_owned(), form), done).await
}
