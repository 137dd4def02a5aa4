//! A table for a round: pasted or as a file, looked at, then taken into it.

use std::sync::Arc;

use acts::gathering::{DropRows, KeepRows, TakeRows};
use acts::import::{Checked, Ways, check};
use axum::extract::{FromRequest, Multipart, OriginalUri, Path, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::{Read, Stop, gathering};

use super::{Asked, href, page, wrong};
use crate::app::App;
use crate::import::{matters, report};
use crate::look::Nav;
use crate::look::form::FormState;
use crate::look::gathering::WrongRound;
use crate::look::import::Report;
use crate::page::{Halt, Posted, Sent, frame, go, halt, key_of, redraw, refuse};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// `POST /gatherings/{id}/table`.
pub(crate) async fn table(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    request: Request,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let (holder, today) = {
        let mut read = app.office.store().reader().await?;
        let right = may(&mut read, visitor.by, Act::GatheringRecord, Of::Gathering(id)).await;
        right.map_err(halt(shell.clone()))?;
        let row = gathering::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
        (row.holder.0, read.today())
    };
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (mut form, file) = if kind.starts_with("multipart/form-data") {
        let parts = Multipart::from_request(request, &app).await.map_err(|_| Fault::Unreadable)?;
        with_file(parts).await?
    } else {
        let posted = Posted::from_request(request, &app).await;
        (posted.map_err(|response| Halt::Answer(Box::new(response)))?.form, Vec::new())
    };
    let key = key_of(&form)?.to_owned();
    let _turn = app.tables.turn().await?;
    let bytes = if file.is_empty() { form.value("table").as_bytes().to_vec() } else { file };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        let refusal = Refusal::Missing { field: "table" };
        refuse(&mut form, visitor.lang, &refusal);
        return again(&app, &visitor, &uri, id, form, &refusal, None).await;
    }
    let refusal = Refusal::Unreadable { field: "table" };
    let ways = Ways { split: form.chosen("ways", "split"), own_place: form.chosen("ways", "own_place"), channel: None };
    match looked_at(&app, holder, today, (bytes, ways)).await? {
        Ok(checked)
            if checked.refused.is_empty() && (form.chosen("ways", "converted") || checked.converted.is_none()) =>
        {
            let keep = KeepRows { round: id, rows: checked.rows };
            match app.office.act(visitor.by, &key, keep).await {
                Ok(_) => Ok(go(&format!("{}#waiting", href(id)))),
                Err(Stop::Refused(refusal)) if !matches!(refusal, Refusal::NotThere | Refusal::NotAllowed) => {
                    refuse(&mut form, visitor.lang, &refusal);
                    again(&app, &visitor, &uri, id, form, &refusal, None).await
                }
                Err(stop) => Err(halt(shell)(stop)),
            }
        }
        Ok(checked) => {
            let told = report(&shell, &checked);
            again(&app, &visitor, &uri, id, form, &refusal, Some(told)).await
        }
        Err(why) => {
            let told = Report { why: shell.t(why), ..Report::default() };
            again(&app, &visitor, &uri, id, form, &refusal, Some(told)).await
        }
    }
}

/// What was brought as rows that are checked against places and bodies, or why it is no table, as a word of the catalogue.
async fn looked_at(
    app: &App,
    holder: i64,
    today: Day,
    (bytes, ways): (Vec<u8>, Ways),
) -> Result<Result<Checked, &'static str>, Halt> {
    let (found, _alone) = match matters(app, bytes, today, today).await {
        Ok(found) => found,
        Err(why) => return Ok(Err(why)),
    };
    let mut read = app.office.store().reader().await?;
    Ok(Ok(check(&mut read, holder, today, &found, ways).await?))
}

async fn again(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    state: FormState,
    refusal: &Refusal,
    report: Option<Report>,
) -> Result<Response, Halt> {
    let wrong = Some(WrongRound { form: "table".to_owned(), state });
    Ok(redraw(refusal, &page(app, visitor, uri, id, Asked { wrong, report, step: None }).await?))
}

/// The fields of a form with a file; who may bring one was asked before.
async fn with_file(mut parts: Multipart) -> Result<(FormState, Vec<u8>), Halt> {
    let (mut pairs, mut file) = (Vec::<(String, String)>::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(|_| Fault::Unreadable)? {
        match part.name().map(str::to_owned) {
            Some(name) if name == "file" => file = part.bytes().await.map_err(|_| Fault::TooLarge)?.to_vec(),
            Some(name) => pairs.push((name, part.text().await.map_err(|_| Fault::Unreadable)?)),
            None => {}
        }
    }
    Ok((FormState::posted(pairs), file))
}

/// `POST /gatherings/{id}/take`.
pub(crate) async fn take(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = (Act::GatheringRecord, Of::Gathering(id));
    let done = sent
        .act(asked, |form| TakeRows {
            round: id,
            theme: form.choice("theme"),
            pressing: form.each("pressing", |no| no.parse().ok()),
            happened_on: form.day("happened_on"),
        })
        .await;
    match done {
        Ok(()) => Ok(go(&format!("{}?said=gathering-taken", href(id)))),
        Err(stop) => wrong(sent, id, "take".to_owned(), stop).await,
    }
}

/// `POST /gatherings/{id}/drop`.
pub(crate) async fn drop_rows(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = (Act::GatheringRecord, Of::Gathering(id));
    let done = sent.act(asked, |_| DropRows { round: id }).await;
    done.map_err(halt(sent.frame(Nav::Dialogues)))?;
    Ok(go(&href(id)))
}
