//! Scans of signed minutes: taken in one after the other, opened one at a time by whoever may open identities.

use std::sync::Arc;

use acts::minutes::{AddScans, OpenScan};
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{OriginalUri, Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Stop;
use store::grant::{Of, may};
use store::minutes::{self as kept, ScanRow};

use super::{Answer, Scan, Wrong, at, href, page};
use crate::app::App;
use crate::look::form::FormState;
use crate::look::{Nav, Shell};
use crate::page::files::{Beside, take_in};
use crate::page::{Halt, Posted, frame, go, halt, query_as, redraw, refuse};
use crate::session::SignedIn;
use crate::shell::Fault;

/// A scan as a line.
pub(super) fn line(shell: &Shell, row: &ScanRow) -> Scan {
    let kind = match row.kind.as_str() {
        "application/pdf" => "PDF",
        "image/png" => "PNG",
        "image/webp" => "WebP",
        _ => "JPEG",
    };
    // Kilobytes, rounded up.
    let size = (row.size + 1023) / 1024;
    let line = shell.ta("minutes-scan-line", &[("kind", &kind), ("size", &size), ("day", &row.recorded_at.day().vn())]);
    Scan { id: row.id, number: row.no, line }
}

/// `POST /dialogues/{id}/minutes/scans`: takes files in and lays them beside the minutes together.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    parts: Result<Multipart, MultipartRejection>,
) -> Answer {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    // Nobody else's files are even read.
    may(&mut read, visitor.by, Act::DialogueOpen, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let (_, row) = at(&mut read, id, query_as(&uri, "session")).await?;
    drop(read);
    let taken = match parts {
        Ok(parts) => take_in(&app, &visitor, Beside::Minutes(row.session), parts).await?,
        Err(_) => Err(Refusal::Missing { field: "scans" }.into()),
    };
    let session = row.session;
    let done = match taken {
        Ok((key, files)) => app.office.act(visitor.by, &key, AddScans { session, files }).await.map(|_| ()),
        Err(stop) => Err(stop),
    };
    match done {
        Ok(()) => Ok(go(&format!("{}&said=minutes-scanned", href(id, row.session)))),
        Err(Stop::Refused(refusal)) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            let mut state = FormState::default();
            refuse(&mut state, visitor.lang, &refusal);
            let wrong = Some(Wrong { form: "scans".to_owned(), state });
            Ok(redraw(&refusal, &page(&app, &visitor, &uri, (id, Some(row.session)), wrong).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}

/// `POST /dialogues/{id}/minutes/scans/{scan}/open`: the file, and that it was opened is written down.
pub(crate) async fn open(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path((id, scan)): Path<(i64, i64)>,
    uri: OriginalUri,
    Posted { key, .. }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    let right = may(&mut read, visitor.by, Act::CaseReadIdentity, Of::Dialogue(id)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let row = kept::find_scan(&mut read, scan).await?.filter(|row| row.dialogue == id).ok_or(Fault::NotThere)?;
    drop(read);
    app.office.act(visitor.by, &key, OpenScan { scan }).await.map_err(halt(shell))?;
    let mut read = app.office.store().reader().await?;
    let (kind, bytes) = kept::scan_bytes(&mut read, &grant, id, scan).await?.ok_or(Fault::NotThere)?;
    let ending = kind.rsplit('/').next().unwrap_or_default().replace("jpeg", "jpg");
    let disposition = format!("attachment; filename=\"bien-ban-{id}-{}-{}.{ending}\"", row.session, row.no);
    // Names and handwriting are kept by no browser.
    let headers = [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition), (CACHE_CONTROL, "no-store".to_owned())];
    Ok((headers, bytes).into_response())
}
