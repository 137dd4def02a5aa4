//! Scans of a notice as it was signed: laid beside it by whoever writes notices, opened by whoever reads it or supervises it.

use std::sync::Arc;

use acts::notice::scan::AddScans;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{OriginalUri, Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::notice::{self as kept, scan};
use store::{Reader, Stop};

use super::{Asked, href, page};
use crate::app::App;
use crate::declared::scan::line;
use crate::look::form::FormState;
use crate::look::notice::Wrong;
use crate::look::{Link, Nav, Shell};
use crate::page::files::{Beside, take_in};
use crate::page::{Halt, frame, go, halt, redraw, refuse};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// The scans of a notice, each in words; their files are opened under the address of the page.
pub(crate) async fn lines(read: &mut Reader<'_>, shell: &Shell, id: i64) -> Result<Vec<Link>, Halt> {
    let rows = scan::list(read, id).await?;
    Ok(rows.iter().map(|row| Link::new(format!("{}/scans/{}", shell.path, row.id), line(shell, row))).collect())
}

/// `POST /notices/{id}/scans`: takes files in and lays them down together.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Halt> {
    let shell = Shell { path: href(id), ..frame(&app, &visitor, &uri, Nav::Dialogues) };
    let mut read = app.office.store().reader().await?;
    let row = kept::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    // Nobody else's files are even read.
    let right = may(&mut read, visitor.by, Act::NoticeChange, Of::Dialogue(row.dialogue)).await;
    right.map_err(halt(shell.clone()))?;
    drop(read);
    let taken = match parts {
        Ok(parts) => take_in(&app, &visitor, Beside::Notice(id), parts).await?,
        Err(_) => Err(Refusal::Missing { field: "scans" }.into()),
    };
    let done = match taken {
        Ok((key, files)) => app.office.act(visitor.by, &key, AddScans { notice: id, files }).await.map(|_| ()),
        Err(stop) => Err(stop),
    };
    match done {
        Ok(()) => Ok(go(&format!("{}?said=notice-scanned", href(id)))),
        Err(Stop::Refused(refusal)) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            let mut state = FormState::default();
            refuse(&mut state, visitor.lang, &refusal);
            let wrong = Some(Wrong { form: "scans".to_owned(), state });
            Ok(redraw(&refusal, &page(&app, &visitor, &uri, id, Asked { wrong, step: None }).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}

/// `GET /notices/{id}/scans/{scan}`: the file, for somebody who may read the dialogue.
pub(crate) async fn open(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(of): Path<(i64, i64)>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    file(&app, &visitor, &uri, of, false).await
}

/// `GET /supervision/notices/{id}/scans/{scan}`: the file, for those who supervise what was raised in the dialogue.
pub(crate) async fn supervised(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(of): Path<(i64, i64)>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    file(&app, &visitor, &uri, of, true).await
}

async fn file(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    (id, scan): (i64, i64),
    supervised: bool,
) -> Result<Response, Halt> {
    let shell = frame(app, visitor, uri, if supervised { Nav::Home } else { Nav::Dialogues });
    let mut read = app.office.store().reader().await?;
    let row = kept::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    // What was recorded by mistake is not supervised.
    if supervised && row.state == "struck" {
        return Err(Fault::NotThere.into());
    }
    let (act, of) = if supervised {
        (Act::SupervisionRead, Of::Supervised(row.dialogue))
    } else {
        (Act::DialogueRead, Of::Dialogue(row.dialogue))
    };
    let (grant, _) = may(&mut read, visitor.by, act, of).await.map_err(halt(shell))?;
    let (kind, bytes) = scan::bytes(&mut read, &grant, id, scan).await?.ok_or(Fault::NotThere)?;
    let ending = kind.rsplit('/').next().unwrap_or_default().replace("jpeg", "jpg");
    let disposition = format!("attachment; filename=\"thong-bao-{id}-{scan}.{ending}\"");
    let headers = [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition), (CACHE_CONTROL, "no-store".to_owned())];
    Ok((headers, bytes).into_response())
}
