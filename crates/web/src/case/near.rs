//! What may be the same matter as a case: proposed, never merged or linked by the program.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::permission::Act;
use store::case;
use store::grant::{Of, may};

use super::number;
use crate::app::App;
use crate::likeness::{Said, shown};
use crate::look::Nav;
use crate::look::case_near::CaseNear;
use crate::page::{Halt, draw, frame, granted, halt, short};
use crate::session::SignedIn;
use crate::shell::Fault;

/// Cases that are shown as perhaps the same.
const NEAR: usize = 12;

/// `GET /cases/{id}/near`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::CaseRead, Of::Case(id)).await.map_err(halt(shell.clone()))?;
    let line = case::lines(&mut read, &[id]).await?.pop().ok_or(Fault::NotThere)?;
    let words = line.words.clone().unwrap_or_default();
    // Who answers for it for another body looks among the cases of their own.
    let of_decides = granted(&mut read, visitor.by, Act::CaseRead, Of::Organisation(line.decides_id)).await?.is_some();
    let body = if of_decides { line.decides_id } else { visitor.organisation };
    let said = Said { body, place: line.territory, field: &line.field, words: &words, but: Some(id) };
    let near = shown(&mut read, &shell, &visitor, said, NEAR).await?;
    let matter = line.words.as_deref().map_or_else(|| shell.t("words-kept"), |words| short(words, 400));
    Ok(draw(&CaseNear { id, number: number(id), matter, near, shell }))
}
