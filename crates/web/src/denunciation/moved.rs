//! Moving to the register what was entered elsewhere and is a denunciation: it is printed for the file, then erased for good.

use std::sync::Arc;

use acts::denunciation::moved::{Move, Print};
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use domain::event::{Event, Subject, SubmissionEvent};
use domain::letter::LetterWay;
use domain::permission::Act;
use store::denunciation::erased::{self, Found};
use store::grant::{Of, may};
use store::{Reader, event, submission};

use super::{href, ways};
use crate::app::App;
use crate::desk::fields;
use crate::look::denunciation::{DenunciationSheet, MoveDenunciation};
use crate::look::form::FormState;
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Posted, Sent, draw, frame, go, halt, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// What was entered, without a word of it: from where, and of which day.
fn what(shell: &Shell, found: &Found) -> String {
    shell.ta(
        "denunciation-what",
        &[("source", &shell.of("denunciation-source", &found.source)), ("day", &found.on.vn())],
    )
}

async fn page(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    shell: Shell,
    submission: i64,
    form: FormState,
) -> Result<MoveDenunciation, Halt> {
    let right = may(read, visitor.by, Act::DenunciationErase, Of::Submission(submission)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let found = erased::find(read, &grant, submission).await?.ok_or(Fault::NotThere)?;
    let history = event::history(read, Subject::Submission, submission).await?;
    let printed = history.iter().any(|known| known.event == Event::Submission(SubmissionEvent::Printed));
    Ok(MoveDenunciation {
        submission,
        what: what(&shell, &found),
        printed,
        form: form.with("received_on", found.on.vn()).with("field", found.field.clone()),
        ways: ways(&shell),
        fields: fields(&shell),
        shell,
    })
}

/// `GET /submissions/{id}/denunciation`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    Ok(draw(&page(&mut read, &visitor, shell, id, FormState::default()).await?))
}

/// `POST /submissions/{id}/denunciation/print`: the sheet for the file, with who raised it; that it was opened is written down.
pub(crate) async fn print(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { key, .. }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    app.office.act(visitor.by, &key, Print { submission: id }).await.map_err(halt(shell.clone()))?;
    let mut read = app.office.store().reader().await?;
    let right = may(&mut read, visitor.by, Act::DenunciationErase, Of::Submission(id)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let found = erased::find(&mut read, &grant, id).await?.ok_or(Fault::NotThere)?;
    let by = submission::sender(&mut read, &grant, id).await?;
    let mut facts = vec![(shell.t("denunciation-what-label"), what(&shell, &found))];
    if let Some(by) = by {
        let told = [("field-who", by.name), ("field-contact", by.contact), ("field-sender-address", by.address)];
        facts.extend(told.into_iter().filter(|(_, told)| !told.is_empty()).map(|(label, told)| (shell.t(label), told)));
    }
    let mut scans = Vec::new();
    if found.source == "letter" {
        scans.push(Link::new(crate::letter::href(found.source_id), shell.t("letter-open")));
    }
    let sheet = DenunciationSheet {
        submission: id,
        facts,
        words: found.words.unwrap_or_else(|| shell.t("minutes-words-erased")),
        scans,
        shell,
    };
    let mut answer = draw(&sheet);
    // Names are kept by no browser.
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}

/// `POST /submissions/{id}/denunciation`: erased, and a line in the register.
pub(crate) async fn send(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let reason = sent.visitor.lang.t("denunciation-move-reason");
    let done = sent
        .act((Act::DenunciationErase, Of::Submission(id)), |form| Move {
            submission: id,
            received_on: form.day("received_on"),
            number: form.text("denunciation_number"),
            way: form.one_of("letter_way", LetterWay::parse, LetterWay::Counter),
            field: form.text("field"),
            reason: reason.clone(),
        })
        .await;
    match done {
        Ok(line) => Ok(go(&format!("{}?said=denunciation-erased", href(line)))),
        Err(stop) => {
            let refusal = sent.refuse(Nav::Cases, stop)?;
            let shell = Shell { path: format!("/submissions/{id}/denunciation"), ..sent.frame(Nav::Cases) };
            let Sent { app, visitor, form, .. } = sent;
            let mut read = app.office.store().reader().await?;
            Ok(redraw(&refusal, &page(&mut read, &visitor, shell, id, form).await?))
        }
    }
}
