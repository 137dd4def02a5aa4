//! What the hall sees: the agenda, and number, village and neutral title of what was released.

use std::sync::Arc;

use acts::submission::{Release, Withdraw};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::{Reader, Stop, dialogue, submission};

use super::{Shown, at, back, desk, revision};
use crate::app::App;
use crate::look::desk::DeskEntry;
use crate::look::desk::projector::{OnScreen, Projector, ProjectorPart, Released};
use crate::look::form::FormState;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Reading, Sent, draw, frame, halt, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Titles shown under the last one.
const SHOWN: usize = 6;

async fn screen(read: &mut Reader<'_>, id: i64) -> Result<OnScreen, Halt> {
    let agenda = dialogue::agenda(read, id).await?;
    let released = dialogue::released(read, id).await?;
    Ok(OnScreen {
        agenda: agenda.into_iter().filter_map(|theme| theme.title).collect(),
        released: released
            .into_iter()
            .take(SHOWN)
            .map(|row| Released { number: row.turn_no, place: row.place, title: row.title })
            .collect(),
    })
}

/// `GET /dialogues/{id}/projector`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::DialogueRead, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let at = at(&mut read, id, None).await?;
    let screen = screen(&mut read, id).await?;
    Ok(draw(&Projector {
        id,
        line: format!("{} · {}", at.dialogue.held_on.vn(), at.dialogue.place),
        title: at.dialogue.title,
        screen,
        shell,
    }))
}

/// `GET /dialogues/{id}/projector/part`: what changes of it.
pub(crate) async fn part(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::DialogueRead, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let screen = screen(&mut read, id).await?;
    Ok(draw(&ProjectorPart { shell, screen }))
}

/// `POST /submissions/{id}/release`: a neutral title goes to the projector.
pub(crate) async fn release(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let typed = |form: &mut Reading<'_>| Release { submission: id, title: form.text("neutral") };
    let done = sent.act((Act::SubmissionRelease, Of::Submission(id)), typed).await;
    let shell = sent.frame(Nav::Dialogues);
    let Sent { app, visitor, mut form, .. } = sent;
    let mut read = app.office.store().reader().await?;
    match done {
        Ok(()) => back(&mut read, id, "released").await,
        Err(Stop::Refused(refusal)) if refusal.field() == Some("title") => {
            // The page calls it by what it is for: the title of a dialogue is another thing.
            form.refuse_called(visitor.lang, &refusal, "neutral", "neutral");
            again(&mut read, shell, &visitor, id, form, &refusal).await
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}

async fn again(
    read: &mut Reader<'_>,
    mut shell: Shell,
    visitor: &Visitor,
    id: i64,
    mut form: FormState,
    refusal: &Refusal,
) -> Result<Response, Halt> {
    let (session, dialogue) = submission::session_of(read, id).await?.ok_or(Fault::NotThere)?;
    let at = at(read, dialogue, Some(session)).await?;
    let row = submission::one_at_desk(read, session, visitor.account, id).await?.ok_or(Fault::NotThere)?;
    shell.path = format!("/dialogues/{dialogue}/desk?revise={id}");
    for (name, kept) in revision(&row, at.dialogue.territory).values {
        form.values.entry(name).or_insert(kept);
    }
    Ok(redraw(refusal, &desk(read, shell, visitor, at, Shown::of(DeskEntry::Revision(id), form)).await?))
}

/// `POST /submissions/{id}/withdraw`: the projector shows it no longer.
pub(crate) async fn withdraw(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent.act((Act::SubmissionRelease, Of::Submission(id)), |_| Withdraw { submission: id }).await;
    done.map_err(halt(sent.frame(Nav::Dialogues)))?;
    back(&mut sent.app.office.store().reader().await?, id, "withdrawn").await
}
