//! Files that show what came of a point: laid beside a reply or its draft by whoever replies, opened by whoever reads the case or
//! supervises it.

use std::sync::Arc;

use acts::reply::file::AddFiles;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{OriginalUri, Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::permission::Act;
use domain::refusal::Refusal;
use domain::reply::DraftState;
use store::case::PointRow;
use store::declared::scan::ScanRow;
use store::grant::{Of, may, rights};
use store::reply::DraftRow;
use store::reply::file::{self, FileRow};
use store::{Reader, Stop, case};

use super::standing::{Facts, facts, reads_drafts};
use super::{number, said};
use crate::app::App;
use crate::look::case_act::CaseFiles;
use crate::look::form::FormState;
use crate::look::{Link, Nav, Shell};
use crate::page::files::{Beside, take_in};
use crate::page::{Halt, draw, frame, go, halt, held, query_as, redraw, refuse, short};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// The files beside what a reply says of a point, each in words; `of` is the address of the page under which they open.
pub(crate) fn lines(shell: &Shell, files: &[FileRow], of: &str, (reply, point): (i64, i64)) -> Vec<Link> {
    let ours = files.iter().filter(|row| (row.reply, row.point) == (reply, point));
    ours.map(|row| Link::new(format!("{of}/files/{}", row.scan.id), line(shell, &row.scan))).collect()
}

fn line(shell: &Shell, file: &ScanRow) -> String {
    let kind = file.kind.rsplit('/').next().unwrap_or_default().to_uppercase();
    // Kilobytes, rounded up.
    let size = (file.size + 1023) / 1024;
    shell.ta("case-file", &[("number", &file.no), ("kind", &kind), ("size", &size)])
}

/// Where files are laid beside what a reply of a body says of a point; nowhere, for those who may not.
pub(super) fn attach(facts: &Facts, body: i64, (reply, point): (i64, i64)) -> Result<String, Halt> {
    let own = held(&facts.rights, Act::CaseReply)?.map(|grant| grant.organisation);
    let for_others = held(&facts.rights, Act::EventOnBehalf)?.is_some();
    let may = own.is_some_and(|own| own == body || for_others) && !facts.stands.struck && !facts.stands.merged;
    Ok(if may { href(facts.row.id, reply, point) } else { String::new() })
}

/// The same of a draft, which goes on as it was submitted.
pub(super) fn attach_to(facts: &Facts, draft: &DraftRow, point: i64) -> String {
    let open = DraftState::parse(&draft.state).is_some_and(DraftState::is_open);
    if open { attach(facts, draft.body, (draft.id, point)).unwrap_or_default() } else { String::new() }
}

fn href(case: i64, reply: i64, point: i64) -> String {
    format!("/cases/{case}/files?reply={reply}&point={point}")
}

/// What the page is asked for: the reply or draft, and the point; the first that has an answer, where it does not say.
fn asked(uri: &OriginalUri, points: &[PointRow]) -> Result<(i64, i64), Halt> {
    let first = || points.iter().find_map(|point| point.reply.map(|(reply, _)| (reply, point.id)));
    let named = query_as(uri, "reply").zip(query_as(uri, "point"));
    named.or_else(first).ok_or_else(|| Fault::NotThere.into())
}

/// `GET /cases/{id}/files`: the files beside what a reply says of a point, and the form that lays more there.
pub(crate) async fn form(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    Ok(draw(&page(&app, shell, &visitor, &uri, id, FormState::default()).await?))
}

async fn page(
    app: &App,
    shell: Shell,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    form: FormState,
) -> Result<CaseFiles, Halt> {
    let mut read = app.office.store().reader().await?;
    let rights = rights(&mut read, visitor.by, Of::Case(id)).await?;
    rights.may(Act::CaseReply).map_err(halt(shell.clone()))?;
    let facts = facts(&mut read, rights, id).await?;
    let of = asked(uri, &facts.points)?;
    let point = facts.points.iter().find(|point| point.id == of.1).ok_or(Fault::NotThere)?;
    let issued = point.reply.is_some_and(|(reply, _)| reply == of.0).then(|| point.answer.clone().unwrap_or_default());
    let drafted = facts.dossier.draft_points.iter().find(|(draft, row)| *draft == of.0 && row.point == of.1);
    let words = issued.or_else(|| drafted.map(|(_, row)| row.words.clone().unwrap_or_default()));
    Ok(CaseFiles {
        id,
        number: number(id),
        no: point.no,
        asked: short(&said(&shell, point), 160),
        answer: words.ok_or(Fault::NotThere)?,
        files: lines(&shell, &facts.dossier.files, &format!("/cases/{id}"), of),
        reply: of.0,
        point: of.1,
        most: acts::minutes::MOST_SCANS,
        most_mb: crate::declared::MOST_MB,
        form,
        shell: Shell { path: format!("/cases/{id}"), ..shell },
    })
}

/// `POST /cases/{id}/files`: takes files in and lays them beside what a reply says of a point.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    // Nobody else's files are even read.
    may(&mut read, visitor.by, Act::CaseReply, Of::Case(id)).await.map_err(halt(shell.clone()))?;
    let (reply, point) = asked(&uri, &case::points(&mut read, id).await?)?;
    drop(read);
    let taken = match parts {
        Ok(parts) => take_in(&app, &visitor, Beside::Reply(id), parts).await?,
        Err(_) => Err(Refusal::Missing { field: "scans" }.into()),
    };
    let done = match taken {
        Ok((key, files)) => {
            app.office.act(visitor.by, &key, AddFiles { case: id, reply, point, files }).await.map(drop)
        }
        Err(stop) => Err(stop),
    };
    match done {
        Ok(()) => Ok(go(&format!("/cases/{id}?said=case-filed"))),
        Err(Stop::Refused(refusal)) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            let mut form = FormState::default();
            refuse(&mut form, visitor.lang, &refusal);
            Ok(redraw(&refusal, &page(&app, shell, &visitor, &uri, id, form).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}

/// `GET /cases/{id}/files/{file}`: the file, for somebody who may read the case.
pub(crate) async fn open(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(of): Path<(i64, i64)>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    answer(&mut read, &visitor, shell, (Act::CaseRead, Of::Case(of.0)), of).await
}

/// `GET /supervision/cases/{id}/files/{file}`: the file, for those who supervise the dialogue of the case.
pub(crate) async fn supervised(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(of): Path<(i64, i64)>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Home);
    let mut read = app.office.store().reader().await?;
    let dialogue = case::find(&mut read, of.0).await?.and_then(|row| row.dialogue).ok_or(Fault::NotThere)?;
    answer(&mut read, &visitor, shell, (Act::SupervisionRead, Of::Supervised(dialogue)), of).await
}

async fn answer(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    shell: Shell,
    (act, subject): (Act, Of),
    (id, file): (i64, i64),
) -> Result<Response, Halt> {
    let (grant, _) = may(read, visitor.by, act, subject).await.map_err(halt(shell))?;
    let drafts = act == Act::CaseRead && reads_drafts(&rights(read, visitor.by, Of::Case(id)).await?)?;
    let (kind, bytes) = file::bytes(read, &grant, (id, file), drafts).await?.ok_or(Fault::NotThere)?;
    let ending = kind.rsplit('/').next().unwrap_or_default().replace("jpeg", "jpg");
    let disposition = format!("attachment; filename=\"minh-chung-{}-{file}.{ending}\"", number(id));
    let headers = [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition), (CACHE_CONTROL, "no-store".to_owned())];
    Ok((headers, bytes).into_response())
}
