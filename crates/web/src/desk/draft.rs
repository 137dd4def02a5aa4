//! Drafts: what stands in the form of the desk before it is recorded, for whoever types it and nobody else.

use std::sync::Arc;

use acts::draft::{Keep, desk_form};
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::denunciation::is_said;
use domain::permission::Act;
use store::Reader;
use store::grant::{Of, may};

use super::at;
use crate::app::App;
use crate::dialogue::choice;
use crate::look::Nav;
use crate::look::form::FormState;
use crate::page::{Halt, Posted, frame, halt};
use crate::session::{SignedIn, Visitor};

/// Fields that a draft keeps.
const FIELDS: [&str; 17] = [
    "turn",
    "gathered",
    "who",
    "unnamed",
    "village",
    "field",
    "kind",
    "words",
    "no_denunciation",
    "mark",
    "answered_by",
    "result",
    "by_on",
    "ground",
    "answer",
    "speaker",
    "contact",
];

/// Fields without which there is nothing to keep: the rest is proposed by the desk itself.
const TYPED: [&str; 6] = ["who", "words", "answer", "ground", "speaker", "contact"];

/// The draft of the visitor at the desk of a session, or of a slip that is typed there, and the time at which it was kept (hh:mm:ss).
pub(super) async fn of(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    session: i64,
    slip: Option<i64>,
) -> Result<Option<(FormState, String)>, Halt> {
    let Some(row) = store::draft::find(read, visitor.account, &desk_form(session, slip)).await? else {
        return Ok(None);
    };
    let Ok(pairs) = serde_json::from_str::<Vec<(String, String)>>(&row.body) else { return Ok(None) };
    let form = FormState::posted(pairs.into_iter().filter(|(name, _)| FIELDS.contains(&name.as_str())));
    Ok(Some((form, row.at.vn_time())))
}

/// `POST /dialogues/{id}/draft`: keeps what stands in the form now, in the place of what stood there before; forgets it where
/// nothing is typed. An opinion whose words look like a denunciation are in no draft unless it was said that they are none; the answer then has
/// no content.
pub(crate) async fn keep(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::SubmissionRaise, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let at = at(&mut read, id, choice("session", &form).ok().flatten()).await?;
    drop(read);
    let withheld = !form.chosen("no_denunciation", "yes") && is_said(form.value("words"));
    let body = if withheld || TYPED.iter().all(|field| form.value(field).trim().is_empty()) {
        String::new()
    } else {
        let typed = FIELDS.iter().filter(|field| form.values.contains_key(**field));
        let pairs: Vec<(&str, &str)> = typed.map(|field| (*field, form.value(field))).collect();
        serde_json::to_string(&pairs).expect("pairs of strings are JSON")
    };
    let kept = acts::draft::keep(
        &app.office,
        visitor.by,
        Keep { session: at.session, slip: choice("slip", &form).ok().flatten(), entry: key, body },
    )
    .await;
    kept.map_err(halt(shell))?;
    Ok(if withheld { StatusCode::NO_CONTENT } else { StatusCode::OK }.into_response())
}
