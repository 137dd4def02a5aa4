//! Scans of the papers on which units declare figures.

use std::sync::Arc;

use acts::declared::scan::AddScans;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{OriginalUri, Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::declared::{self, scan};
use store::grant::{Of, may};
use store::{Reader, Stop};

use super::page;
use crate::app::App;
use crate::look::declared::Wrong;
use crate::look::form::FormState;
use crate::look::{Nav, Shell};
use crate::page::files::{Beside, take_in};
use crate::page::{Halt, frame, go, halt, redraw, refuse};
use crate::session::SignedIn;
use crate::shell::Fault;

/// The scans of a paper, each in words.
pub(super) async fn lines(read: &mut Reader<'_>, shell: &Shell, id: i64) -> Result<Vec<(i64, String)>, Halt> {
    let rows = scan::list(read, id).await?;
    Ok(rows.iter().map(|row| (row.id, line(shell, row))).collect())
}

/// A scan of a paper in words.
pub(crate) fn line(shell: &Shell, row: &scan::ScanRow) -> String {
    let kind = row.kind.rsplit('/').next().unwrap_or_default().to_uppercase();
    // Kilobytes, rounded up.
    let size = (row.size + 1023) / 1024;
    shell.ta("declared-scan", &[("number", &row.no), ("kind", &kind), ("size", &size)])
}

/// `POST /declared/{id}/scans`: takes files in and lays them down together.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Halt> {
    let shell = Shell { path: format!("/declared/{id}"), ..frame(&app, &visitor, &uri, Nav::Figures) };
    let mut read = app.office.store().reader().await?;
    let row = declared::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    // Nobody else's files are even read.
    let right = may(&mut read, visitor.by, Act::DeclaredRecord, Of::Organisation(row.organisation)).await;
    right.map_err(halt(shell.clone()))?;
    drop(read);
    let taken = match parts {
        Ok(parts) => take_in(&app, &visitor, Beside::Declared(id), parts).await?,
        Err(_) => Err(Refusal::Missing { field: "scans" }.into()),
    };
    let done = match taken {
        Ok((key, files)) => app.office.act(visitor.by, &key, AddScans { declared: id, files }).await.map(|_| ()),
        Err(stop) => Err(stop),
    };
    match done {
        Ok(()) => Ok(go(&format!("/declared/{id}?said=declared-scanned"))),
        Err(Stop::Refused(refusal)) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            let mut state = FormState::default();
            refuse(&mut state, visitor.lang, &refusal);
            let wrong = Wrong { form: "scans".to_owned(), state };
            Ok(redraw(&refusal, &page(&app, &visitor, shell, id, Some(wrong)).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}

/// `GET /declared/{id}/scans/{scan}`: the file.
pub(crate) async fn open(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path((id, scan)): Path<(i64, i64)>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Figures);
    let mut read = app.office.store().reader().await?;
    let row = declared::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let right = may(&mut read, visitor.by, Act::FigureRead, Of::Organisation(row.organisation)).await;
    let (grant, _) = right.map_err(halt(shell))?;
    let (kind, bytes) = scan::bytes(&mut read, &grant, id, scan).await?.ok_or(Fault::NotThere)?;
    let ending = kind.rsplit('/').next().unwrap_or_default().replace("jpeg", "jpg");
    let disposition = format!("attachment; filename=\"so-lieu-khai-{id}-{scan}.{ending}\"");
    let headers = [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition), (CACHE_CONTROL, "no-store".to_owned())];
    Ok((headers, bytes).into_response())
}
