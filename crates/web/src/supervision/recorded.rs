//! The forms of findings: one is recorded with its files in one post, its day corrected, struck; a file is opened.

use std::sync::Arc;

use acts::minutes::{Kept, MOST_SCANS};
use acts::supervision::{Correct, Find, Strike, judges_as, keep};
use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, OriginalUri, Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::permission::Act;
use domain::refusal::Refusal;
use domain::supervision::{FindingResult, Looked};
use store::grant::{Of, may};
use store::{Stop, case, supervision};

use super::page;
use crate::app::App;
use crate::look::Nav;
use crate::look::form::FormState;
use crate::page::{Halt, Posted, Sent, attempt, frame, go, halt, query_as, read, redraw, refuse, refused};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// `POST /supervision/cases/{id}`: records what was found. With files it comes in parts.
pub(crate) async fn find(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    request: Request,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Home);
    let mut reader = app.office.store().reader().await?;
    let dialogue = case::find(&mut reader, id).await?.and_then(|row| row.dialogue).ok_or(Fault::NotThere)?;
    let own = Of::Supervised(dialogue);
    // Nobody else's files are even read.
    may(&mut reader, visitor.by, Act::SupervisionFind, own).await.map_err(halt(shell))?;
    drop(reader);
    let (mut form, key, files) = parts(&app, &visitor, id, request).await?;
    let done = match files {
        Err(stop) => Err(stop),
        Ok(files) => {
            let act = read(&mut form, |form| Find {
                case: id,
                result: form.one_of("finding", FindingResult::parse, FindingResult::NotDone),
                ways: form.each("looked", Looked::parse),
                words: form.words("seen"),
                files,
                happened_on: form.day("happened_on"),
            });
            attempt(&app, visitor.by, &key, (Act::SupervisionFind, own), act).await.map(|_| ())
        }
    };
    let stop = match done {
        Ok(()) => return Ok(go(&format!("/supervision/cases/{id}?said=finding-recorded#findings"))),
        Err(stop) => stop,
    };
    let refusal = refused(&app, &visitor, &uri, Nav::Home, stop)?;
    refuse(&mut form, visitor.lang, &refusal);
    Ok(redraw(&refusal, &page(&app, &visitor, &uri, id, Some(("find".to_owned(), form))).await?))
}

/// What was posted, with the files that came with it kept.
async fn parts(
    app: &App,
    visitor: &Visitor,
    case: i64,
    request: Request,
) -> Result<(FormState, String, Result<Vec<Kept>, Stop>), Halt> {
    let in_parts = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !in_parts.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        let Posted { form, key } =
            Posted::from_request(request, &()).await.map_err(|answer| Halt::Answer(Box::new(answer)))?;
        return Ok((form, key, Ok(Vec::new())));
    }
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Fault::Unreadable)?;
    let (mut pairs, mut files) = (Vec::<(String, String)>::new(), Ok(Vec::<Kept>::new()));
    while let Some(part) = parts.next_field().await.map_err(|_| Fault::Unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name != "scans" {
            pairs.push((name, part.text().await.map_err(|_| Fault::Unreadable)?));
            continue;
        }
        let bytes = part.bytes().await.map_err(|_| Fault::TooLarge)?;
        // A field in which nothing was chosen is sent as an empty file.
        if bytes.is_empty() {
            continue;
        }
        let Ok(kept) = files.as_mut() else { continue };
        if kept.len() == MOST_SCANS {
            files = Err(Refusal::TooMany { field: "scans", most: MOST_SCANS }.into());
            continue;
        }
        match keep(&app.office, visitor.by, case, bytes.to_vec()).await {
            Ok(file) => kept.push(file),
            Err(stop) => files = Err(stop),
        }
    }
    let form = FormState::posted(pairs);
    let key = form.value("key").to_owned();
    if key.is_empty() || key.len() > 80 {
        return Err(Fault::Unreadable.into());
    }
    Ok((form, key, files))
}

/// The case by which a finding is shown, and its dialogue.
async fn of_finding(app: &App, id: i64) -> Result<(i64, Of), Halt> {
    let mut read = app.office.store().reader().await?;
    let row = supervision::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    Ok((row.case, Of::Supervised(row.dialogue)))
}

/// `POST /supervision/findings/{id}/correct`: another day.
pub(crate) async fn correct(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let (case, own) = of_finding(&sent.app, id).await?;
    let done = sent
        .act((Act::SupervisionFind, own), |form| Correct {
            finding: id,
            happened_on: form.day("happened_on"),
            reason: form.words("reason"),
        })
        .await;
    amended(sent, case, format!("correct-{id}"), done, "finding-corrected").await
}

/// `POST /supervision/findings/{id}/strike`: recorded by mistake, or brought back.
pub(crate) async fn strike(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let (case, own) = of_finding(&sent.app, id).await?;
    let done = sent.act((Act::SupervisionFind, own), |form| Strike { finding: id, reason: form.words("reason") }).await;
    amended(sent, case, format!("strike-{id}"), done, "finding-struck").await
}

async fn amended(
    mut sent: Sent,
    case: i64,
    name: String,
    done: Result<(), Stop>,
    said: &str,
) -> Result<Response, Halt> {
    let stop = match done {
        Ok(()) => return Ok(go(&format!("/supervision/cases/{case}?said={said}#findings"))),
        Err(stop) => stop,
    };
    let refusal = sent.refuse(Nav::Home, stop)?;
    let Sent { app, visitor, uri, form, .. } = sent;
    Ok(redraw(&refusal, &page(&app, &visitor, &uri, case, Some((name, form))).await?))
}

/// `GET /supervision/findings/{id}/file`: a file that shows what was found; `no=` which.
pub(crate) async fn file(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Home);
    let mut reader = app.office.store().reader().await?;
    let row = supervision::find(&mut reader, id).await?.ok_or(Fault::NotThere)?;
    let cases: Vec<i64> = supervision::cases_of(&mut reader, id).await?.into_iter().map(|(case, _)| case).collect();
    judges_as(&mut reader, visitor.by, row.dialogue, &cases).await.map_err(halt(shell))?;
    let no = query_as(&uri, "no").unwrap_or(1);
    let (kind, bytes) = supervision::file(&mut reader, id, no).await?.ok_or(Fault::NotThere)?;
    let ending = kind.rsplit('/').next().unwrap_or_default().replace("jpeg", "jpg");
    let disposition = format!("attachment; filename=\"giam-sat-{id}-{no}.{ending}\"");
    let headers = [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition), (CACHE_CONTROL, "no-store".to_owned())];
    Ok((headers, bytes).into_response())
}
