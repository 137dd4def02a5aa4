//! One's own account: sessions, roles, recovery codes, password.

use std::sync::Arc;

use acts::account::{ChangePassword, ClearPin, NewPin, RevokeSession, WorkFor, idle_since};
use axum::extract::{OriginalUri, Path, State};
use domain::day::{Day, Instant};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::account::code::{Purpose, working};
use store::account::{MembershipRow, memberships, pin, session, totp};
use store::grant::{Of, may};
use store::{Read, Reader, clock};

use super::{Answer, AtDoor, grant_row, inside, least, moment, refusal, refuse_own};
use crate::app::App;
use crate::dialogue::choice;
use crate::look::Shell;
use crate::look::account::{MyAccount, SessionRow, WorkRow};
use crate::look::first_run::RecoveryCodes;
use crate::look::form::FormState;
use crate::page::{Halt, Posted, draw, go, halt, redraw};
use crate::session::{SignedIn, Visitor};

async fn page(
    read: &mut Reader<'_>,
    shell: Shell,
    visitor: &Visitor,
    [form, pin_form]: [FormState; 2],
) -> Result<MyAccount, Halt> {
    let now = clock::machine();
    let grants = memberships(read, &[visitor.account]).await?;
    let mut sessions = session::list(read, visitor.account, now, idle_since(now)).await?;
    sessions.sort_by_key(|row| row.id != visitor.session_id);
    let on = |at: Instant| at.day().vn();
    let pin_since = pin::of(read, visitor.account).await?.map(|(_, at)| on(at)).unwrap_or_default();
    let totp_since = totp::in_force(read, visitor.account).await?.map(|(_, at)| on(at)).unwrap_or_default();
    let codes = working(read, Some(visitor.account), Purpose::Recovery, now).await?;
    Ok(MyAccount {
        person: visitor.name.clone(),
        login: visitor.login.clone(),
        bodies: works_for(visitor, &grants, read.today()),
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
        pin_since,
        totp_since,
        pin_form,
        form,
        least: least(),
        shell,
    })
}

/// The bodies in which one has a role today, with the roles, the one of the session first.
fn works_for(visitor: &Visitor, grants: &[MembershipRow], today: Day) -> Vec<WorkRow> {
    let mut bodies: Vec<WorkRow> = Vec::new();
    for row in grants.iter().filter(|row| row.from <= today && today < row.to) {
        let role = visitor.lang.of("role", row.role.as_str());
        match bodies.iter_mut().find(|body| body.id == row.organisation) {
            Some(body) => body.roles = format!("{}, {role}", body.roles),
            None => bodies.push(WorkRow {
                id: row.organisation,
                name: row.body.clone(),
                roles: role,
                current: row.organisation == visitor.organisation,
            }),
        }
    }
    bodies.sort_by_key(|body| !body.current);
    bodies
}

/// `POST /account/work-for`: the session goes on in another body that one belongs to.
pub(crate) async fn work_for(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let shell = inside(&app, &visitor, &uri, None);
    let organisation = match choice("organisation", &form) {
        Ok(Some(organisation)) => organisation,
        Ok(None) => return Err(Halt::Refused(Box::new(shell), Refusal::Missing { field: "organisation" })),
        Err(refusal) => return Err(Halt::Refused(Box::new(shell), refusal)),
    };
    let act = WorkFor { session: visitor.session_id, organisation };
    app.office.act(visitor.by, &key, act).await.map_err(halt(shell))?;
    Ok(go("/account?said=working-for"))
}

/// `GET /account`.
pub(crate) async fn show(State(app): State<Arc<App>>, SignedIn(visitor): SignedIn, uri: OriginalUri) -> Answer {
    let shell = inside(&app, &visitor, &uri, None);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::SessionOwn, Of::Account(visitor.account)).await.map_err(halt(shell.clone()))?;
    Ok(draw(&page(&mut read, shell, &visitor, [FormState::default(), FormState::default()]).await?))
}

/// `POST /account/sessions/{id}/revoke`.
pub(crate) async fn revoke_session(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { key, .. }: Posted,
) -> Answer {
    let done = app.office.act(visitor.by, &key, RevokeSession { session: id }).await;
    done.map_err(halt(inside(&app, &visitor, &uri, None)))?;
    Ok(go("/account?said=session-ended"))
}

/// `POST /account/recovery-codes`: the codes are the answer, shown once.
pub(crate) async fn draw_recovery(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { key, .. }: Posted,
) -> Answer {
    let now = clock::machine();
    let shell = inside(&app, &visitor, &uri, None);
    let codes = acts::account::draw_recovery(&app.office, &app.secrets, visitor.by, &key, now)
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
    Posted { mut form, key }: Posted,
) -> Answer {
    let typed = ChangePassword {
        login: visitor.login.clone(),
        old: form.value("old_password").to_owned(),
        new: form.value("password").to_owned(),
        session: visitor.session_id,
    };
    let done = acts::account::change_password(&app.office, &app.secrets, visitor.by, &key, &typed, &visit).await;
    let Err(stop) = done else { return Ok(go("/account?said=password-changed")) };
    let refusal = refusal(stop)?;
    refuse_own(&mut form, visitor.lang, &refusal);
    let shell = inside(&app, &visitor, &uri, None);
    let mut read = app.office.store().reader().await?;
    Ok(redraw(&refusal, &page(&mut read, shell, &visitor, [form, FormState::default()]).await?))
}

/// `POST /account/pin`.
pub(crate) async fn set_pin(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    AtDoor(visit): AtDoor,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let own = |name: &str| form.value(name).to_owned();
    let typed = NewPin { login: visitor.login.clone(), password: own("old_password"), pin: own("pin") };
    let done = acts::account::set_pin(&app.office, &app.secrets, visitor.by, &key, &typed, &visit).await;
    let Err(stop) = done else { return Ok(go("/account?said=pin-set")) };
    let refusal = refusal(stop)?;
    refuse_own(&mut form, visitor.lang, &refusal);
    let shell = inside(&app, &visitor, &uri, None);
    let mut read = app.office.store().reader().await?;
    Ok(redraw(&refusal, &page(&mut read, shell, &visitor, [FormState::default(), form]).await?))
}

/// `POST /account/pin/clear`.
pub(crate) async fn clear_pin(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { key, .. }: Posted,
) -> Answer {
    let done = app.office.act(visitor.by, &key, ClearPin).await;
    done.map_err(halt(inside(&app, &visitor, &uri, None)))?;
    Ok(go("/account?said=pin-cleared"))
}
