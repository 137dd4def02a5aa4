//! What is told in private: the content leaves the desk, and a slip leads the person to a reception.

use std::sync::Arc;

use acts::submission::{StrikePrivateSlip, Withhold};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::permission::Act;
use store::grant::{Of, may};
use store::submission::{self, PrivateSlipRow};
use store::{Reader, Stop};

use super::{At, at};
use crate::app::App;
use crate::dialogue::choice;
use crate::look::desk::private::PrivateSlip;
use crate::look::form::FormState;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Posted, attempt, draw, frame, go, granted, halt, redraw, refuse};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// `POST /dialogues/{id}/withhold`: what stands in the form, or a submission that was recorded, leaves every page. The form
/// carries no word of it.
pub(crate) async fn withhold(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    let session = at(&mut read, id, choice("session", &form).ok().flatten()).await?.session;
    drop(read);
    let act = choice("submission", &form).and_then(|submission| {
        let slip = choice("slip", &form)?;
        Ok(Withhold { session, submission, slip, happened_on: None })
    });
    let asked = (Act::SubmissionWithhold, Of::Dialogue(id));
    let given = attempt(&app, visitor.by, &key, asked, act).await.map_err(halt(shell))?;
    Ok(go(&format!("/dialogues/{id}/private-slips/{}?said=withheld", given.private_slip)))
}

/// `GET /dialogues/{id}/private-slips/{slip}`: the slip to be printed.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path((id, slip)): Path<(i64, i64)>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::SubmissionWithhold, Of::Dialogue(id)).await.map_err(halt(shell.clone()))?;
    let row = of(&mut read, id, slip).await?;
    Ok(draw(&page(&mut read, shell, &visitor, &row, FormState::default()).await?))
}

async fn of(read: &mut Reader<'_>, dialogue: i64, slip: i64) -> Result<PrivateSlipRow, Halt> {
    let found = submission::private_slip_of(read, slip).await?;
    Ok(found.filter(|row| row.dialogue == dialogue).ok_or(Fault::NotThere)?)
}

async fn page(
    read: &mut Reader<'_>,
    shell: Shell,
    visitor: &Visitor,
    row: &PrivateSlipRow,
    form: FormState,
) -> Result<PrivateSlip, Halt> {
    let At { dialogue, .. } = at(read, row.dialogue, None).await?;
    let right = granted(read, visitor.by, Act::SubmissionDisclose, Of::Dialogue(row.dialogue)).await?;
    Ok(PrivateSlip {
        dialogue: row.dialogue,
        id: row.id,
        number: row.no,
        body: dialogue.body,
        given_on: row.given_on.vn(),
        case: row.case,
        struck: row.struck,
        may_strike: right.is_some(),
        form,
        shell,
    })
}

/// `POST /dialogues/{id}/private-slips/{slip}/strike`: it was put away by mistake, and why.
pub(crate) async fn strike(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path((id, slip)): Path<(i64, i64)>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    of(&mut app.office.store().reader().await?, id, slip).await?;
    let act = StrikePrivateSlip { private_slip: slip, reason: form.value("reason").to_owned() };
    match app.office.act(visitor.by, &key, act).await {
        Ok(_) => Ok(go(&format!("/dialogues/{id}/desk?said=private-struck"))),
        Err(Stop::Refused(refusal)) if refusal.field().is_some() => {
            refuse(&mut form, visitor.lang, &refusal);
            let mut read = app.office.store().reader().await?;
            let row = of(&mut read, id, slip).await?;
            let shell = Shell { path: format!("/dialogues/{id}/private-slips/{slip}"), ..shell };
            Ok(redraw(&refusal, &page(&mut read, shell, &visitor, &row, form).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}
