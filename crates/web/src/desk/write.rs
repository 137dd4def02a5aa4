//! What is typed at the desk: a submission, its new version, its undoing, its striking.

use std::sync::Arc;

use acts::case::{Answer, SpotResult};
use acts::submission::{Mark, Mode, Raise, Revise, Strike, Undo};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::event::Kind;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::dialogue::session;
use store::grant::Of;
use store::organisation::PlaceRow;
use store::{Read, Stop, submission};

use super::{At, Shown, at, back, desk, revision, village};
use crate::app::App;
use crate::case::renew;
use crate::dialogue::choice;
use crate::look::Nav;
use crate::look::desk::DeskEntry;
use crate::look::form::FormState;
use crate::page::{Halt, Posted, attempt, frame, go, halt, redraw, refuse, typed_day};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// `POST /dialogues/{id}/desk`: records what somebody raises.
pub(crate) async fn raise(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Result<Response, Halt> {
    let named = choice("session", &form).ok().flatten();
    // One look: what the page of the desk shows beside is read for it alone.
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let in_village = !form.value("village").trim().is_empty();
    let (session, villages) =
        session::typed_at(&mut read, id, named, in_village, today).await?.ok_or(Fault::NotThere)?;
    drop(read);
    let asked = (Act::SubmissionRaise, Of::Dialogue(id));
    match attempt(&app, visitor.by, &key, asked, typed(&form, session, &villages)).await {
        Ok(raised) => {
            let undo = raised.submission;
            // What is typed from slips goes on with the next slip.
            let slip = match form.value("slip") {
                "" => None,
                _ => {
                    store::slip::list(&mut app.office.store().reader().await?, session, &["waiting"], 1, 1).await?.pop()
                }
            };
            let on = match (form.value("then"), slip) {
                ("same", _) => format!("turn={}&", raised.turn),
                (_, Some(slip)) => format!("slip={}&", slip.id),
                _ => String::new(),
            };
            Ok(go(&format!("/dialogues/{id}/desk?session={session}&{on}said=raised&undo={undo}")))
        }
        Err(stop) => {
            let at = at(&mut app.office.store().reader().await?, id, Some(session)).await?;
            wrong(&app, &visitor, &uri, at, DeskEntry::New, form, stop).await
        }
    }
}

/// The result chosen for an answer.
pub(super) fn result(form: &FormState) -> Result<SpotResult, Refusal> {
    match form.value("result") {
        "" | "explained" => Ok(SpotResult::Explained),
        "done" => Ok(SpotResult::Done),
        "promised" => Ok(SpotResult::Promised),
        "cannot_be_done" => Ok(SpotResult::CannotBeDone),
        "beyond_competence" => Ok(SpotResult::BeyondCompetence),
        _ => Err(Refusal::NotAChoice { field: "result" }),
    }
}

/// The answer that was typed: who answered, what came of it, the words.
pub(super) fn spoken(form: &FormState) -> Result<Answer, Refusal> {
    let result = result(form)?;
    Ok(Answer {
        answered_by: choice("answered_by", form)?,
        result,
        by_on: match result {
            SpotResult::Promised => typed_day("by_on", form.value("by_on"))?,
            _ => None,
        },
        words: form.value("answer").to_owned(),
        ground: form.value("ground").to_owned(),
    })
}

fn typed(form: &FormState, session: i64, villages: &[PlaceRow]) -> Result<Raise, Refusal> {
    let mark = Mark::parse(form.value("mark")).ok_or(Refusal::NotAChoice { field: "mark" })?;
    let kind = match form.value("kind") {
        "" => Kind::Recommendation,
        word => Kind::parse(word).ok_or(Refusal::NotAChoice { field: "kind" })?,
    };
    Ok(Raise {
        session,
        turn: choice("turn", form)?,
        words: form.value("words").to_owned(),
        name: form.value("who").to_owned(),
        contact: form.value("contact").to_owned(),
        represents: String::new(),
        mode: if form.chosen("unnamed", "yes") { Mode::Unnamed } else { Mode::Named },
        head_count: None,
        territory: village(form.value("village"), villages)?,
        field: form.value("field").to_owned(),
        kind,
        mark,
        answer: if mark == Mark::Answered { Some(spoken(form)?) } else { None },
        slip: choice("slip", form)?,
        draft: form.chosen("drafted", "yes"),
    })
}

/// The desk again with what was typed and what was wrong with it.
async fn wrong(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    at: At,
    entry: DeskEntry,
    mut form: FormState,
    stop: Stop,
) -> Result<Response, Halt> {
    let mut shell = frame(app, visitor, uri, Nav::Dialogues);
    let refusal = match stop {
        Stop::Failed(error) => return Err(error.into()),
        Stop::Refused(refusal @ (Refusal::NotThere | Refusal::NotAllowed)) => {
            return Err(Halt::Refused(Box::new(shell), refusal));
        }
        Stop::Refused(refusal) => refusal,
    };
    refuse(&mut form, visitor.lang, &refusal);
    let mut read = app.office.store().reader().await?;
    shell.path = format!("/dialogues/{}/desk", at.dialogue.id);
    let slip = choice("slip", &form).ok().flatten();
    if let DeskEntry::Revision(id) = entry {
        shell.path = format!("{}?revise={id}", shell.path);
        renew(&mut form, &refusal);
        let row = submission::one_at_desk(&mut read, at.session, visitor.account, id).await?.ok_or(Fault::NotThere)?;
        for (name, kept) in revision(&row, at.dialogue.territory).values {
            form.values.entry(name).or_insert(kept);
        }
    }
    let shown = Shown { slip, ..Shown::of(entry, form) };
    Ok(redraw(&refusal, &desk(&mut read, shell, visitor, at, shown).await?))
}

/// Where a submission was typed. What came by letter is no working note.
async fn note(app: &App, id: i64) -> Result<At, Halt> {
    let mut read = app.office.store().reader().await?;
    let (session, dialogue) = submission::session_of(&mut read, id).await?.ok_or(Fault::NotThere)?;
    at(&mut read, dialogue, Some(session)).await
}

/// `POST /submissions/{id}/revise`: a new version of the words.
pub(crate) async fn revise(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Result<Response, Halt> {
    let at = note(&app, id).await?;
    let act = village(form.value("village"), &at.villages).and_then(|territory| {
        Ok(Revise {
            submission: id,
            version: choice("version", &form)?.ok_or(Refusal::Unreadable { field: "version" })?,
            words: form.value("words").to_owned(),
            territory,
            field: form.value("field").to_owned(),
            kind: match form.value("kind") {
                "" => None,
                word => Some(Kind::parse(word).ok_or(Refusal::NotAChoice { field: "kind" })?),
            },
        })
    });
    match attempt(&app, visitor.by, &key, (Act::SubmissionRevise, Of::Submission(id)), act).await {
        Ok(()) => back(&mut app.office.store().reader().await?, id, "revised").await,
        Err(stop) => wrong(&app, &visitor, &uri, at, DeskEntry::Revision(id), form, stop).await,
    }
}

/// `POST /submissions/{id}/undo`: takes back what was typed a moment ago.
pub(crate) async fn undo(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { key, .. }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    app.office.act(visitor.by, &key, Undo { submission: id }).await.map_err(halt(shell))?;
    back(&mut app.office.store().reader().await?, id, "undone").await
}

/// `POST /submissions/{id}/strike`: typed by mistake.
pub(crate) async fn strike(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Result<Response, Halt> {
    let act = Strike { submission: id, reason: form.value("reason").to_owned() };
    let done = app.office.act(visitor.by, &key, act).await;
    if let Err(stop) = done {
        let at = note(&app, id).await?;
        return wrong(&app, &visitor, &uri, at, DeskEntry::Revision(id), form, stop).await;
    }
    back(&mut app.office.store().reader().await?, id, "struck").await
}
