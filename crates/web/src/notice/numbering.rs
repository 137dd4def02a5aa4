//! How a body numbers its papers: a page for each series.

use std::sync::Arc;

use acts::notice::SetSeries;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::notice::{NumberMode, NumberRuns, Series};
use domain::permission::Act;
use store::grant::{Of, may};
use store::notice::series;
use store::{Read, organisation};

use crate::app::App;
use crate::dialogue::{choice, of};
use crate::look::form::{Choice, FormState};
use crate::look::notice::Numbering;
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Posted, attempt, draw, frame, go, granted, halt, query, read, redraw, refuse, refused};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// The series that the address names; notices where it names none.
fn kind(uri: &OriginalUri) -> Series {
    query(uri, "series").and_then(|word| Series::parse(&word)).unwrap_or(Series::Notice)
}

fn href(body: i64, kind: Series) -> String {
    format!("/numbering?of={body}&series={}", kind.as_str())
}

/// `GET /numbering`: `series=` names which.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    Ok(draw(&page(&app, &visitor, &uri, FormState::default()).await?))
}

async fn page(app: &App, visitor: &Visitor, uri: &OriginalUri, form: FormState) -> Result<Numbering, Halt> {
    let id = choice("organisation", &form).ok().flatten().unwrap_or_else(|| of(uri, visitor));
    let kind = kind(uri);
    let shell = Shell { path: href(id, kind), ..frame(app, visitor, uri, Nav::Dialogues) };
    let mut read = app.office.store().reader().await?;
    let of = Of::Organisation(id);
    may(&mut read, visitor.by, Act::DialogueRead, of).await.map_err(halt(shell.clone()))?;
    let may_set = granted(&mut read, visitor.by, Act::NoticeChange, of).await?.is_some();
    let body = organisation::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let row = series::find(&mut read, id, kind).await?;
    let mode = row.map_or(NumberMode::External, |row| row.mode);
    let runs = row.map_or(NumberRuns::of_body(&body.kind), |row| row.runs);
    let next = row.map_or(1, |row| row.next);
    let now = match mode {
        NumberMode::External => shell.t("numbering-external-now"),
        NumberMode::Internal => shell.ta("numbering-internal-now", &[("number", &format!("{next:02}"))]),
    };
    let choice = |words: &str, hint: &str, value: &str| Choice {
        value: value.to_owned(),
        label: shell.of(words, value),
        hint: shell.of(hint, value),
    };
    let others = Series::ALL.into_iter().filter(|other| *other != kind);
    Ok(Numbering {
        post: href(id, kind),
        body: body.name,
        title: shell.of("numbering-title", kind.as_str()),
        others: others.map(|it| Link::new(href(id, it), shell.of("numbering-title", it.as_str()))).collect(),
        now,
        form: form.with("number_mode", mode.as_str()).with("number_runs", runs.as_str()).with("next", next.to_string()),
        modes: NumberMode::ALL.map(|mode| choice("number-mode", "number-mode-hint", mode.as_str())).to_vec(),
        runs: NumberRuns::ALL.map(|runs| choice("number-runs", "number-runs-hint", runs.as_str())).to_vec(),
        may_set,
        shell: shell.clone(),
    })
}

/// `POST /numbering`.
pub(crate) async fn set(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let id = choice("organisation", &form).ok().flatten().unwrap_or_else(|| of(&uri, &visitor));
    let happened_on = app.office.store().reader().await?.today();
    let act = read(&mut form, |form| SetSeries {
        organisation: id,
        series: kind(&uri),
        mode: form.one_of("number_mode", NumberMode::parse, NumberMode::External),
        runs: form.one_of("number_runs", NumberRuns::parse, NumberRuns::Year),
        next: form.number("next"),
        happened_on,
    });
    let asked = (Act::NoticeChange, Of::Organisation(id));
    let stop = match attempt(&app, visitor.by, &key, asked, act).await {
        Ok(()) => return Ok(go(&format!("{}&said=numbering-set", href(id, kind(&uri))))),
        Err(stop) => stop,
    };
    let refusal = refused(&app, &visitor, &uri, Nav::Dialogues, stop)?;
    refuse(&mut form, visitor.lang, &refusal);
    Ok(redraw(&refusal, &page(&app, &visitor, &uri, form).await?))
}
