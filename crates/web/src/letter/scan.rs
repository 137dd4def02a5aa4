//! Scans of a letter: taken in one after the other, opened one at a time by whoever may open identities.

use std::sync::Arc;

use acts::letter::scan::{AddScans, OpenScan};
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{OriginalUri, Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Stop;
use store::grant::may;
use store::letter::scan;

use super::done::subject;
use super::href;
use super::one::{Asked, page};
use crate::app::App;
use crate::look::form::FormState;
use crate::look::{Nav, Shell};
use crate::page::files::{Beside, take_in};
use crate::page::{Halt, Posted, frame, go, halt, redraw, refuse};
use crate::session::SignedIn;
use crate::shell::Fault;

/// `POST /letters/{id}/scans`: takes files in and lays them down together.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Halt> {
    let shell = Shell { path: href(id), ..frame(&app, &visitor, &uri, Nav::Cases) };
    let mut read = app.office.store().reader().await?;
    let of = subject(&mut read, id).await?;
    // Nobody else's files are even read.
    may(&mut read, visitor.by, Act::LetterRegister, of).await.map_err(halt(shell.clone()))?;
    drop(read);
    let taken = match parts {
        Ok(parts) => take_in(&app, &visitor, Beside::Letter(id), parts).await?,
        Err(_) => Err(Refusal::Missing { field: "scans" }.into()),
    };
    let done = match taken {
        Ok((key, files)) => app.office.act(visitor.by, &key, AddScans { letter: id, files }).await.map(|_| ()),
        Err(stop) => Err(stop),
    };
    match done {
        Ok(()) => Ok(go(&format!("{}?said=letter-scanned", href(id)))),
        Err(Stop::Refused(refusal)) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            let mut state = FormState::default();
            refuse(&mut state, visitor.lang, &refusal);
            let asked = Asked { form: Some(("scans".to_owned(), state)), step: None };
            Ok(redraw(&refusal, &page(&app, &visitor, &uri, id, asked).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}

/// `POST /letters/{id}/scans/{scan}/open`: the file, and that it was opened is written down.
pub(crate) async fn open(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path((id, wanted)): Path<(i64, i64)>,
    uri: OriginalUri,
    Posted { key, .. }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    let of = subject(&mut read, id).await?;
    let right = may(&mut read, visitor.by, Act::CaseReadIdentity, of).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    scan::of(&mut read, wanted).await?.filter(|letter| *letter == id).ok_or(Fault::NotThere)?;
    drop(read);
    app.office.act(visitor.by, &key, OpenScan { scan: wanted }).await.map_err(halt(shell))?;
    let mut read = app.office.store().reader().await?;
    let (kind, bytes) = scan::bytes(&mut read, &grant, id, wanted).await?.ok_or(Fault::NotThere)?;
    let ending = kind.rsplit('/').next().unwrap_or_default().replace("jpeg", "jpg");
    let disposition = format!("attachment; filename=\"don-{id}-{wanted}.{ending}\"");
    // Names and handwriting are kept by no browser.
    let headers = [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition), (CACHE_CONTROL, "no-store".to_owned())];
    Ok((headers, bytes).into_response())
}
