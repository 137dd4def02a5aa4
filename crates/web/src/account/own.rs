//! One's own account: sessions, roles, recovery codes, password.

use std::sync::Arc;

use acts::account::{ChangePassword, RevokeSession, idle_since};
use axum::extract::{Form, OriginalUri, Path, State};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::account::code::{Purpose, working};
use store::account::{memberships, session};
use store::grant::{Of, may};
use store::{Reader, clock};

use super::{Answer, AtDoor, grant_row, inside, least, moment, refusal, refuse_at};
use crate::app::App;
use crate::look::Shell;
use crate::look::account::{MyAccount, SessionRow};
use crate::look::first_run::RecoveryCodes;
use crate::look::form::FormState;
use crate::page::{Halt, draw, go, halt, key_of, redraw};
use crate::session::{SignedIn, Visitor};

async fn page(read: &mut Reader<'_>, shell: Shell, visitor: &Visitor, form: FormState) -> Result<MyAccount, Halt> {
    let now = clock::machine();
    let grants = memberships(read, &[visitor.account]).await?;
    let mut sessions = session::list(read, visitor.account, now, idle_since(now)).await?;
    sessions.sort_by_key(|row| row.id != visitor.session_id);
    let codes = working(read, Some(visitor.account), Purpose::Recovery, now).await?;
    Ok(MyAccount {
        person: visitor.name.clone(),
        login: visitor.login.clone(),
        grants: grants.iter().map(|row| grant_row(visitor.lang, row)).collect(),
        sessions: sessions
            .into_iter()
            .map(|row| SessionRow {
                id: row.id,
                device: row.device,
                since: moment(row.issued_at),
                last: moment(row.seen_at),
                current: row.id == visitor.session_id,
            })
            .collect(),
        codes_left: i64::try_from(codes.len()).unwrap_or_default(),
        codes_issued_on: codes.first().map(|row| row.issued_at.day().vn()).unwrap_or_default(),
        form,
        least: least(),
        shell,
    })
}

/// `GET /account`.
pub(crate) async fn show(State(app): State<Arc<App>>, SignedIn(visitor): SignedIn, uri: OriginalUri) -> Answer {
    let shell = inside(&app, &visitor, &uri, None);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::SessionOwn, Of::Account(visitor.account)).await.map_err(halt(shell.clone()))?;
    Ok(draw(&page(&mut read, shell, &visitor, FormState::default()).await?))
}

/// `POST /account/sessions/{id}/revoke`.
pub(crate) async fn revoke_session(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let form = FormState::posted(pairs);
    let key = key_of(&form)?;
    let done = app.office.act(visitor.by, key, RevokeSession { session: id }).await;
    done.map_err(halt(inside(&app, &visitor, &uri, None)))?;
    Ok(go("/account?said=session-ended"))
}

/// `POST /account/recovery-codes`: the codes are the answer, shown once.
pub(crate) async fn draw_recovery(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let form = FormState::posted(pairs);
    let (key, now) = (key_of(&form)?, clock::machine());
    let shell = inside(&app, &visitor, &uri, None);
    let codes = acts::account::draw_recovery(&app.office, &app.secrets, visitor.by, key, now)
        .await
        .map_err(halt(shell.clone()))?;
    Ok(draw(&RecoveryCodes { shell, login: visitor.login, codes, issued_on: now.day().vn(), first: false }))
}

/// `POST /account/password`.
pub(crate) async fn change_password(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    AtDoor(visit): AtDoor,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let mut form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let typed = ChangePassword {
        login: visitor.login.clone(),
        old: form.value("old_password").to_owned(),
        new: form.value("password").to_owned(),
        session: visitor.session_id,
    };
    let done = acts::account::change_password(&app.office, &app.secrets, visitor.by, &key, &typed, &visit).await;
    let Err(stop) = done else { return Ok(go("/account?said=password-changed")) };
    let refusal = refusal(stop)?;
    if refusal == Refusal::WrongSignIn {
        form.values.clear();
        form.refuse(visitor.lang, refusal.code(), Some("old_password"), &refusal.facts());
    } else {
        refuse_at(&mut form, visitor.lang, &refusal);
    }
    let shell = inside(&app, &visitor, &uri, None);
    let mut read = app.office.store().reader().await?;
    Ok(redraw(&refusal, &page(&mut read, shell, &visitor, form).await?))
}
