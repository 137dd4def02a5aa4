//! Photographed slips: brought in, seen, typed from in order, set aside.

use std::sync::Arc;

use acts::slip::{self as acting, Add, Kept, MOST_AT_ONCE, SetAside, TakeUp};
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, OriginalUri, Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::slip::{self, SlipRow};
use store::{Reader, Stop, submission};

use super::{At, at};
use crate::app::App;
use crate::look::desk::DeskEntry;
use crate::look::desk::slip::{SlipRow as Line, Slips};
use crate::look::form::FormState;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Posted, draw, frame, go, halt, query_as, redraw, refuse};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// The megabytes that a picture may have.
const MOST_MB: i64 = 20;

/// Slips of one page; more than two hundred are a long evening.
const SHOWN: usize = 250;

/// `GET /dialogues/{id}/slips`.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::SubmissionRaise, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let at = at(&mut read, id, query_as(&uri, "session")).await?;
    Ok(draw(&page(&mut read, shell, &visitor, at, FormState::default()).await?))
}

async fn page(
    read: &mut Reader<'_>,
    shell: Shell,
    visitor: &Visitor,
    At { dialogue, session, .. }: At,
    form: FormState,
) -> Result<Slips, Halt> {
    let waiting = slip::list(read, session, &["waiting"], 1, SHOWN).await?;
    let mut settled = Vec::new();
    for row in slip::list(read, session, &["typed", "set_aside", "withheld"], 1, SHOWN).await? {
        let typed = match row.submission {
            Some(typed) => submission::one_at_desk(read, session, visitor.account, typed).await?,
            None => None,
        };
        settled.push(line(&row, typed.map(|typed| typed.case)));
    }
    settled.reverse();
    Ok(Slips {
        id: dialogue.id,
        session,
        may_write: matches!(dialogue.state.as_str(), "open" | "held"),
        title: dialogue.title,
        waiting: waiting.iter().map(|row| line(row, None)).collect(),
        settled,
        form,
        most: i64::try_from(MOST_AT_ONCE).unwrap_or_default(),
        most_mb: MOST_MB,
        shell,
    })
}

fn line(row: &SlipRow, case: Option<i64>) -> Line {
    Line {
        id: row.id,
        number: row.no,
        turned: row.rotation,
        case,
        reason: row.reason.clone().or_else(|| (row.state == "set_aside").then(String::new)),
    }
}

/// `POST /dialogues/{id}/slips`: takes pictures in, one after the other, and lays them beside the session together.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    // Nobody else's pictures are even read.
    may(&mut read, visitor.by, Act::SubmissionRaise, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let at = at(&mut read, id, query_as(&uri, "session")).await?;
    let session = at.session;
    drop(read);
    let taken = match parts {
        Ok(parts) => take_in(&app, &visitor, session, parts).await?,
        Err(_) => Err(Refusal::Missing { field: "photos" }.into()),
    };
    match taken {
        Ok(()) => Ok(go(&format!("/dialogues/{id}/slips?session={session}&said=slips-added"))),
        Err(Stop::Refused(refusal)) if refusal.field().is_some() => {
            let mut form = FormState::default();
            refuse(&mut form, visitor.lang, &refusal);
            let mut read = app.office.store().reader().await?;
            Ok(redraw(&refusal, &page(&mut read, shell, &visitor, at, form).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}

async fn take_in(app: &App, visitor: &Visitor, session: i64, mut parts: Multipart) -> Result<Result<(), Stop>, Halt> {
    let (mut key, mut pictures) = (String::new(), Vec::<Kept>::new());
    while let Some(part) = parts.next_field().await.map_err(|_| Fault::Unreadable)? {
        if part.name() == Some("key") {
            key = part.text().await.map_err(|_| Fault::Unreadable)?;
            continue;
        }
        if part.name() != Some("photos") {
            continue;
        }
        let bytes = part.bytes().await.map_err(|_| Fault::TooLarge)?;
        // A field in which nothing was chosen is sent as an empty file.
        if bytes.is_empty() {
            continue;
        }
        if pictures.len() == MOST_AT_ONCE {
            return Ok(Err(Refusal::TooMany { field: "photos", most: MOST_AT_ONCE }.into()));
        }
        match acting::keep(&app.office, visitor.by, session, bytes.to_vec()).await {
            Ok(picture) => pictures.push(picture),
            Err(stop) => return Ok(Err(stop)),
        }
    }
    if key.is_empty() || key.len() > 80 {
        return Err(Fault::Unreadable.into());
    }
    Ok(app.office.act(visitor.by, &key, Add { session, pictures }).await.map(|_| ()))
}

/// `GET /dialogues/{id}/slips/{slip}/image`: the picture, for whoever may type from it.
pub(crate) async fn image(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path((id, slip)): Path<(i64, i64)>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    let right = may(&mut read, visitor.by, Act::SubmissionRaise, Of::Dialogue(id)).await;
    let (grant, _) = right.map_err(halt(shell))?;
    let (kind, bytes) = slip::bytes(&mut read, &grant, id, slip).await?.ok_or(Fault::NotThere)?;
    // Handwriting is kept by no browser: what was withheld a moment ago is not there any more.
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store".to_owned())], bytes).into_response())
}

/// The session of a slip, which has to be one of the dialogue that the address names.
async fn of(app: &App, dialogue: i64, id: i64) -> Result<i64, Halt> {
    let row = slip::find(&mut app.office.store().reader().await?, id).await?;
    row.filter(|row| row.dialogue == dialogue).map(|row| row.session).ok_or_else(|| Fault::NotThere.into())
}

/// `POST /dialogues/{id}/slips/{slip}/set-aside`: nothing is typed from it, and why.
pub(crate) async fn set_aside(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path((id, slip)): Path<(i64, i64)>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let session = of(&app, id, slip).await?;
    let act = SetAside { slip, reason: form.value("reason").to_owned() };
    match app.office.act(visitor.by, &key, act).await {
        Ok(_) => Ok(go(&format!("/dialogues/{id}/slips?session={session}&said=slip-aside"))),
        Err(Stop::Refused(refusal)) if refusal.field().is_some() => {
            refuse(&mut form, visitor.lang, &refusal);
            let mut read = app.office.store().reader().await?;
            let at = at(&mut read, id, Some(session)).await?;
            let shell = Shell { path: format!("/dialogues/{id}/desk?session={session}&slip={slip}"), ..shell };
            let shown = super::Shown { slip: Some(slip), ..super::Shown::of(DeskEntry::New, form) };
            Ok(redraw(&refusal, &super::desk(&mut read, shell, &visitor, at, shown).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}

/// `POST /dialogues/{id}/slips/{slip}/take-up`: one that was set aside waits again.
pub(crate) async fn take_up(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path((id, slip)): Path<(i64, i64)>,
    uri: OriginalUri,
    Posted { key, .. }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let session = of(&app, id, slip).await?;
    app.office.act(visitor.by, &key, TakeUp { slip }).await.map_err(halt(shell))?;
    Ok(go(&format!("/dialogues/{id}/desk?session={session}&slip={slip}")))
}
