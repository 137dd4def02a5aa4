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
use crate::case::{RESULTS, renew};
use crate::dialogue::choice;
use crate::look::Nav;
use crate::look::desk::DeskEntry;
use crate::look::form::FormState;
use crate::page::{Halt, Posted, Reading, attempt, frame, go, halt, read, redraw, refuse};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// `POST /dialogues/{id}/desk`: records what somebody raises.
pub(crate) async fn raise(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let named = choice("session", &form).ok().flatten();
    // One look: what the page of the desk shows beside is read for it alone.
    let mut reader = app.office.store().reader().await?;
    let today = reader.today();
    let in_village = !form.value("village").trim().is_empty();
    let (session, villages) =
        session::typed_at(&mut reader, id, named, in_village, today).await?.ok_or(Fault::NotThere)?;
    drop(reader);
    let asked = (Act::SubmissionRaise, Of::Dialogue(id));
    let act = read(&mut form, |form| typed(form, session, &villages));
    match attempt(&app, visitor.by, &key, asked, act).await {
        Ok(raised) => {
            let undo = raised.submission;
            let gathered = choice("gathered", &form).ok().flatten();
            let joined = crate::gathering::join(&app, &visitor, &key, (raised.case, gathered)).await?;
            // What counts in another case is split off from it, and not undone.
            let said = match (joined, gathered) {
                (true, _) => "gathering-linked".to_owned(),
                (false, Some(_)) => format!("gathering-not-linked&undo={undo}"),
                (false, None) => format!("raised&undo={undo}"),
            };
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
            Ok(go(&format!("/dialogues/{id}/desk?session={session}&{on}said={said}")))
        }
        Err(stop) => {
            let at = at(&mut app.office.store().reader().await?, id, Some(session)).await?;
            wrong(&app, &visitor, &uri, at, DeskEntry::New, form, stop).await
        }
    }
}

/// The result that is proposed for an answer: nobody has to choose it.
const PROPOSED: SpotResult = SpotResult::Explained;

/// The result of a word, where it is one.
fn result(word: &str) -> Option<SpotResult> {
    RESULTS.into_iter().find(|(known, _)| *known == word).map(|(_, result)| result)
}

/// The answer that was typed: who answered, what came of it, the words.
pub(super) fn answered(form: &mut Reading<'_>) -> Answer {
    let answered_by = form.choice("answered_by");
    let result = match form.text("result").as_str() {
        "" => PROPOSED,
        _ => form.one_of("result", result, PROPOSED),
    };
    Answer {
        answered_by,
        speaker: form.text("speaker"),
        result,
        by_on: if result == SpotResult::Promised { form.day_if_any("by_on") } else { None },
        ground: form.text("ground"),
        words: form.text("answer"),
    }
}

/// The kind of a matter, where one was chosen.
fn kind(form: &mut Reading<'_>) -> Option<Kind> {
    match form.text("kind").as_str() {
        "" => None,
        _ => Some(form.one_of("kind", Kind::parse, Kind::Recommendation)),
    }
}

/// The village that was typed; none where the matter is of the whole commune.
fn territory(form: &mut Reading<'_>, villages: &[PlaceRow]) -> Option<i64> {
    let found = village(form.typed().value("village"), villages);
    form.take(found, None)
}

/// What was typed, in the order of the desk.
fn typed(form: &mut Reading<'_>, session: i64, villages: &[PlaceRow]) -> Raise {
    let kind = kind(form).unwrap_or(Kind::Recommendation);
    let territory = territory(form, villages);
    let mark = Mark::parse(form.typed().value("mark")).ok_or(Refusal::NotAChoice { field: "mark" });
    let mark = form.take(mark, Mark::None);
    Raise {
        session,
        turn: form.choice("turn"),
        words: form.text("words"),
        no_denunciation: form.typed().chosen("no_denunciation", "yes"),
        name: form.text("who"),
        contact: form.text("contact"),
        represents: String::new(),
        mode: if form.typed().chosen("unnamed", "yes") { Mode::Unnamed } else { Mode::Named },
        head_count: None,
        territory,
        field: form.text("field"),
        kind,
        mark,
        answer: if mark == Mark::Answered { Some(answered(form)) } else { None },
        slip: form.choice("slip"),
        draft: form.typed().chosen("drafted", "yes"),
    }
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
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let at = note(&app, id).await?;
    let act = read(&mut form, |form| Revise {
        submission: id,
        kind: kind(form),
        territory: territory(form, &at.villages),
        words: form.words("words"),
        no_denunciation: form.typed().chosen("no_denunciation", "yes"),
        field: form.text("field"),
        version: form.version(),
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
