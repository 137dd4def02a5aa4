//! What was raised before, beside the entry: of the same place and field, and what may be the same matter in near words, while
//! somebody types and after it was saved.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::permission::Act;
use store::dialogue::DialogueRow;
use store::gathering::shown as gathered;
use store::grant::{Of, may};
use store::{Reader, case, submission};

use super::{At, at, draft, village};
use crate::app::App;
use crate::likeness::{Said, shown};
use crate::look::desk::{Earlier, EarlierPart};
use crate::look::form::FormState;
use crate::look::{Link, Nav, Shell, Status};
use crate::page::{Halt, draw, frame, halt, query, query_as, short};
use crate::session::{SignedIn, Visitor};

/// Cases that are shown beside the entry as perhaps the same.
const NEAR: usize = 4;

/// What was raised before about the field in the place, as the reader's case pages tell it.
pub(super) async fn earlier(
    read: &mut Reader<'_>,
    shell: &Shell,
    dialogue: &DialogueRow,
    place: i64,
    field: &str,
) -> Result<Vec<Earlier>, Halt> {
    if field.is_empty() {
        return Ok(Vec::new());
    }
    let rows = case::earlier(read, dialogue.organisation, place, field, dialogue.id).await?;
    Ok(rows
        .into_iter()
        .map(|row| Earlier {
            case: Link::new(
                format!("/cases/{}", row.id),
                row.words.as_deref().map_or_else(|| shell.t("desk-private"), |words| short(words, 60)),
            ),
            line: format!("{}, {}", row.raised_on.vn(), row.place),
            status: Status::outcome(shell.lang, &row.outcome),
        })
        .collect())
}

/// The cases that may be the same as what stands in the form; where nothing does, as what is open at the desk or was recorded
/// last in the session, so that each of two clerks who type nearly the same sees it.
pub(super) async fn of(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    (dialogue, session): (&DialogueRow, i64),
    (place, form, opened): (i64, &FormState, Option<i64>),
) -> Result<Vec<Earlier>, Halt> {
    let (body, typed) = (dialogue.organisation, form.value("words"));
    if opened.is_none() && !typed.trim().is_empty() {
        let said = Said { body, place, field: form.value("field"), words: typed, but: None };
        return shown(read, shell, visitor, said, NEAR).await;
    }
    let last = submission::at_desk(read, session, visitor.account, 1).await?;
    let Some(submission) = opened.or(last.first().map(|row| row.id)) else { return Ok(Vec::new()) };
    let Some(spoken) = gathered::spoken(read, submission).await? else { return Ok(Vec::new()) };
    let words = spoken.words.unwrap_or_default();
    let (place, but) = (spoken.place.0, Some(spoken.case));
    shown(read, shell, visitor, Said { body, place, field: &spoken.field, words: &words, but }, NEAR).await
}

/// `GET /dialogues/{id}/earlier`: both, when place or field change or words were kept while somebody types. The words are those
/// of the draft that is kept for them: none stands in an address.
pub(crate) async fn part(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::DialogueRead, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let At { dialogue, session, villages, .. } = at(&mut read, id, query_as(&uri, "session")).await?;
    let place = village(&query(&uri, "village").unwrap_or_default(), &villages).ok().flatten();
    let field = query(&uri, "field").unwrap_or_default();
    let place = place.unwrap_or(dialogue.territory);
    let earlier = earlier(&mut read, &shell, &dialogue, place, &field).await?;
    let draft = draft::of(&mut read, &visitor, session, query_as(&uri, "slip")).await?;
    let typed = FormState::default()
        .with("field", field)
        .with("words", draft.map(|(form, _)| form.value("words").to_owned()).unwrap_or_default());
    let near = of(&mut read, &shell, &visitor, (&dialogue, session), (place, &typed, None)).await?;
    Ok(draw(&EarlierPart { shell, near, earlier }))
}
