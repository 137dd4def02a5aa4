//! Scans of the papers on which units declare figures.

use std::sync::Arc;

use acts::declared::scan::{AddScans, keep};
use acts::minutes::{Kept, MOST_SCANS};
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
use crate::page::{Halt, frame, go, halt, redraw, refuse};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// The scans of a paper, each in words.
pub(super) async fn lines(read: &mut Reader<'_>, shell: &Shell, id: i64) -> Result<Vec<(i64, String)>, Halt> {
    let rows = scan::list(read, id).await?;
    let line = |row: &scan::ScanRow| {
        let kind = row.kind.rsplit('/').next().unwrap_or_default().to_uppercase();
        // Kilobytes, rounded up.
        let size = (row.size + 1023) / 1024;
        (row.id, shell.ta("declared-scan", &[("number", &row.no), ("kind", &kind), ("size", &size)]))
    };
    Ok(rows.iter().map(line).collect())
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
        Ok(parts) => take_in(&app, &visitor, id, parts).await?,
        Err(_) => Err(Refusal::Missing { field: "scans" }.into()),
    };
    match taken {
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

async fn take_in(app: &App, visitor: &Visitor, id: i64, mut parts: Multipart) -> Result<Result<(), Stop>, Halt> {
    let (mut key, mut files) = (String::new(), Vec::<Kept>::new());
    while let Some(part) = parts.next_field().await.map_err(|_| Fault::Unreadable)? {
        match part.name() {
            Some("key") => key = part.text().await.map_err(|_| Fault::Unreadable)?,
            Some("scans") => {
                let bytes = part.bytes().await.map_err(|_| Fault::TooLarge)?;
                // A field in which nothing was chosen is sent as an empty file.
                if bytes.is_empty() {
                    continue;
                }
                if files.len() == MOST_SCANS {
                    return Ok(Err(Refusal::TooMany { field: "scans", most: MOST_SCANS }.into()));
                }
                match keep(&app.office, visitor.by, id, bytes.to_vec()).await {
                    Ok(file) => files.push(file),
                    Err(stop) => return Ok(Err(stop)),
                }
            }
            _ => {}
        }
    }
    if key.is_empty() || key.len() > 80 {
        return Err(Fault::Unreadable.into());
    }
    Ok(app.office.act(visitor.by, &key, AddScans { declared: id, files }).await.map(|_| ()))
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
