//! What is done to a dialogue: sessions set, begun and ended, who came, the agenda, the conclusion.

use acts::dialogue::{AddSession, Attend, BeginSession, Conclude, HoldSession, Session, SetAgenda, SetSession, Themed};
use axum::extract::Path;
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
use crate::page::{Halt, Reading, Sent, go, redraw};

type Answer = Result<Response, Halt>;

/// The right to all of it, and to what.
const fn right(id: i64) -> (Act, Of) {
    (Act::DialogueOpen, Of::Dialogue(id))
}

/// Back to the dialogue after an act, or its page again with the form that was refused.
async fn after(sent: Sent, id: i64, which: String, done: Result<&str, Stop>) -> Answer {
    let refusal = match done {
        Ok(said) => return Ok(go(&format!("{}?said={said}", one::href(id)))),
        Err(stop) => sent.refused(Nav::Dialogues, stop)?,
    };
    let Sent { app, visitor, uri, mut form, .. } = sent;
    if which == "conclude"
        && form.value("minutes_signed_on").trim().is_empty()
        && matches!(refusal, Refusal::Missing { field: "no_minutes" })
    {
        // Either of the two is enough.
        form.refuse_called(visitor.lang, &refusal, "minutes_signed_on", "minutes_or_reason");
        let asked = one::Asked { form: Some((which, form)), step: None };
        return Ok(redraw(&refusal, &one::page(&app, &visitor, &uri, id, asked).await?));
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
    let asked = one::Asked { form: Some((which, form)), step: None };
    Ok(redraw(&refusal, &one::page(&app, &visitor, &uri, id, asked).await?))
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
pub(crate) async fn add_session(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let happened_on = today(&sent.app).await?;
    let typed = |form: &mut Reading<'_>| AddSession { dialogue: id, session: typed_session(form), happened_on };
    let done = sent.act(right(id), typed).await.map(|_| "session-added");
    after(sent, id, "sessions".to_owned(), done).await
}

/// `POST /dialogues/{id}/set`: another day, place or chair for a session to come.
pub(crate) async fn set_session(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let happened_on = today(&sent.app).await?;
    let typed = |form: &mut Reading<'_>| SetSession { id: session(form), session: typed_session(form), happened_on };
    let done = sent.act(right(id), typed).await.map(|()| "session-set");
    let which = called("set", &sent.form);
    after(sent, id, which, done).await
}

/// `POST /dialogues/{id}/begin`: the desk opens.
pub(crate) async fn begin(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    match sent.act(right(id), |form| BeginSession { session: session(form) }).await {
        Ok(()) => Ok(go(&format!("{}/desk", one::href(id)))),
        Err(stop) => {
            let which = called("begin", &sent.form);
            after(sent, id, which, Err(stop)).await
        }
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
pub(crate) async fn hold(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let typed = |form: &mut Reading<'_>| {
        let happened_on = form.day_if_any("happened_on");
        HoldSession { session: session(form), happened_on, attendance: people(form) }
    };
    let done = sent.act(right(id), typed).await.map(|()| "session-held");
    let which = called("hold", &sent.form);
    after(sent, id, which, done).await
}

/// `POST /dialogues/{id}/attend`: who came to a session.
pub(crate) async fn attend(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let typed = |form: &mut Reading<'_>| Attend {
        session: session(form),
        attendance: people(form),
        bodies: form.choices("bodies"),
    };
    let done = sent.act(right(id), typed).await.map(|()| "session-attended");
    let which = called("attend", &sent.form);
    after(sent, id, which, done).await
}

/// `POST /dialogues/{id}/agenda`: one line of a field is one theme.
pub(crate) async fn set_agenda(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let happened_on = today(&sent.app).await?;
    let typed = |form: &mut Reading<'_>| {
        let lines = |field: &str, kind: ThemeKind| -> Vec<Themed> {
            let typed = form.text(field);
            let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(|title| Themed { kind, title: title.to_owned() }).collect()
        };
        let mut themes = lines("themes", ThemeKind::Matter);
        themes.extend(lines("policies", ThemeKind::Policy));
        SetAgenda { dialogue: id, themes, happened_on }
    };
    let done = sent.act(right(id), typed).await.map(|()| "agenda-set");
    after(sent, id, "agenda".to_owned(), done).await
}

/// `POST /dialogues/{id}/conclude`.
pub(crate) async fn conclude(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let typed = |form: &mut Reading<'_>| {
        let happened_on = form.day("happened_on");
        let minutes_signed_on = form.day_if_any("minutes_signed_on");
        let no_minutes = form.text("no_minutes");
        // Signed minutes and a reason why there are none: nobody guesses which was meant.
        if minutes_signed_on.is_some() && !no_minutes.trim().is_empty() {
            form.refuse(Refusal::NotAChoice { field: "no_minutes" });
        }
        Conclude { dialogue: id, happened_on, minutes_signed_on, no_minutes }
    };
    let done = sent.act(right(id), typed).await.map(|()| "concluded");
    after(sent, id, "conclude".to_owned(), done).await
}
