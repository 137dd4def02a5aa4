//! The accounts that an administrator keeps: the list, new ones, roles, slips.

use std::sync::Arc;

use acts::account::{Create, GrantRole, Person, RevokeRole, Slip as Issued, issue_slip};
use axum::extract::{OriginalUri, Path, State};
use axum::http::header::{HOST, HeaderMap};
use domain::day::Day;
use domain::permission::{Act, Role};
use domain::refusal::Refusal;
use store::account::{self, MembershipRow, device};
use store::grant::{Of, may};
use store::{Read, clock};

use super::taken::Taken;
use super::{Answer, grant_row, inside, moment, refusal, refuse_at};
use crate::app::App;
use crate::dialogue::choice;
use crate::look::Nav;
use crate::look::account::{AccountRow, Accounts, DeviceRow, Slip};
use crate::look::form::{Choice, FormState};
use crate::organisation::{offered, top};
use crate::page::{Halt, Posted, attempt, draw, file, go, halt, query, query_as, redraw, typed_day, unreadable};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Accounts of a page, each with a form that offers bodies.
const PAGE: usize = 25;

async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    form: FormState,
    wrong: Option<(i64, FormState)>,
) -> Result<Accounts, Halt> {
    page_of(app, visitor, uri, [form, FormState::default()], wrong).await
}

/// The page with the forms of a new account and of a machine.
pub(super) async fn page_of(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    [form, device_form]: [FormState; 2],
    wrong: Option<(i64, FormState)>,
) -> Result<Accounts, Halt> {
    let shell = inside(app, visitor, uri, Some(Nav::Accounts));
    let mut read = app.office.store().reader().await?;
    let scope = match query_as(uri, "of") {
        Some(asked) => asked,
        None => top(&mut read, visitor, Act::AccountRead).await?,
    };
    let right = may(&mut read, visitor.by, Act::AccountRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let page = account::list(&mut read, &grant, query_as(uri, "after"), PAGE).await?;
    let next = page.rows.last().filter(|_| page.more).map(|last| format!("/accounts?of={scope}&after={}", last.id));
    let ids: Vec<i64> = page.rows.iter().map(|row| row.id).collect();
    let roles = account::memberships(&mut read, &ids).await?;
    let typed = [Some(&form), Some(&device_form), wrong.as_ref().map(|wrong| &wrong.1)].into_iter().flatten();
    let chosen: Vec<i64> =
        typed.flat_map(|form| form.values("organisation")).filter_map(|id| id.parse().ok()).collect();
    let find = query(uri, "find").unwrap_or_default();
    let today = read.today();
    let (organisations, finder) = offered(&mut read, (scope, today), "/accounts", &find, &chosen).await?;
    let devices = device::list(&mut read, &grant, query_as(uri, "devices_after"), PAGE).await?;
    let devices_next = devices.rows.last().filter(|_| devices.more);
    let devices_next = devices_next.map(|last| format!("/accounts?of={scope}&devices_after={}#devices", last.id));
    Ok(Accounts {
        devices: devices.rows.into_iter().map(machine).collect(),
        devices_next,
        device_form,
        rows: page.rows.into_iter().map(|row| line(visitor, row, &roles)).collect(),
        next,
        form,
        wrong,
        organisations,
        finder,
        roles: Role::ALL.map(|role| Choice::new(role.as_str(), shell.of("role", role.as_str()))).into(),
        shell,
    })
}

fn machine(row: device::DeviceRow) -> DeviceRow {
    DeviceRow { id: row.id, name: row.name, organisation: row.body, since: row.registered_on.vn() }
}

fn line(visitor: &Visitor, row: account::AccountRow, roles: &[MembershipRow]) -> AccountRow {
    let own: Vec<&MembershipRow> = roles.iter().filter(|role| role.account == row.id).collect();
    AccountRow {
        id: row.id,
        person: row.person,
        login: row.login,
        organisation: own.first().map(|role| role.body.clone()).unwrap_or_default(),
        grants: own.into_iter().map(|role| grant_row(visitor.lang, role)).collect(),
        last_seen: row.signed_in_at.map(|at| at.day().vn()).unwrap_or_default(),
        own: row.id == visitor.account,
    }
}

/// `GET /accounts`.
pub(crate) async fn list(State(app): State<Arc<App>>, SignedIn(visitor): SignedIn, uri: OriginalUri) -> Answer {
    if let Some(format) = file::wanted(&uri)? {
        let shell = inside(&app, &visitor, &uri, Some(Nav::Accounts));
        let mut read = app.office.store().reader().await?;
        let scope = match query_as(&uri, "of") {
            Some(asked) => asked,
            None => top(&mut read, &visitor, Act::AccountRead).await?,
        };
        let right = may(&mut read, visitor.by, Act::AccountRead, Of::Organisation(scope)).await;
        let (grant, _) = right.map_err(halt(shell.clone()))?;
        let rows = Taken { shell: shell.clone(), grant, after: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    Ok(draw(&page(&app, &visitor, &uri, FormState::default(), None).await?))
}

/// `POST /accounts`: the slip is the answer, shown once.
pub(crate) async fn create(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    headers: HeaderMap,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let scope = choice("organisation", &form).ok().flatten().unwrap_or(visitor.organisation);
    let done = match new_account(&app, scope, &form) {
        Ok(act) => acts::account::create(&app.office, visitor.by, &key, act).await,
        Err(refusal) => Err(unreadable(&app, visitor.by, Act::AccountCreate, Of::Organisation(scope), refusal).await),
    };
    match done {
        Ok(issued) => slip(&app, &visitor, &headers, &uri, issued, true).await,
        Err(stop) => {
            let refusal = refusal(stop)?;
            refuse_at(&mut form, visitor.lang, &refusal);
            Ok(redraw(&refusal, &page(&app, &visitor, &uri, form, None).await?))
        }
    }
}

fn new_account(app: &App, scope: i64, form: &FormState) -> Result<Create, Refusal> {
    let roles = form.values("role").iter().filter(|word| !word.is_empty());
    Ok(Create {
        person: Person::New(form.value("person").to_owned()),
        login: form.value("login").to_owned(),
        organisation: choice("organisation", form)?.unwrap_or(scope),
        roles: roles.map(|word| role_of(word)).collect::<Result<_, _>>()?,
        demo: None,
        secrets: app.secrets.clone(),
        at: clock::machine(),
    })
}

fn role_of(word: &str) -> Result<Role, Refusal> {
    Role::parse(word).ok_or(Refusal::NotAChoice { field: "role" })
}

async fn slip(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    uri: &OriginalUri,
    issued: Issued,
    new: bool,
) -> Answer {
    let shell = inside(app, visitor, uri, Some(Nav::Accounts));
    let mut read = app.office.store().reader().await?;
    let row = account::find(&mut read, issued.account).await?.ok_or(Fault::NotThere)?;
    let scheme = if app.secure_cookies { "https" } else { "http" };
    let host = headers.get(HOST).and_then(|value| value.to_str().ok()).unwrap_or("…");
    Ok(draw(&Slip {
        shell,
        person: row.person,
        login: row.login,
        code: issued.code,
        address: format!("{scheme}://{host}/reset"),
        until: moment(issued.until),
        new,
    }))
}

/// `POST /accounts/{id}/reset-slip`: the slip is the answer, shown once.
pub(crate) async fn reset_slip(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    headers: HeaderMap,
    uri: OriginalUri,
    Posted { key, .. }: Posted,
) -> Answer {
    let issued = issue_slip(&app.office, &app.secrets, visitor.by, &key, id, clock::machine()).await;
    let issued = issued.map_err(halt(inside(&app, &visitor, &uri, Some(Nav::Accounts))))?;
    slip(&app, &visitor, &headers, &uri, issued, false).await
}

/// `POST /accounts/{id}/grant`: `from_on` is today where it is empty, `to_on` is the last day and may be empty.
pub(crate) async fn grant(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let today = app.office.store().clock().now().today;
    let asked = (Act::AccountGrant, Of::Account(id));
    let done = attempt(&app, visitor.by, &key, asked, granted(id, &visitor, &form, today)).await.map(drop);
    after(&app, &visitor, &uri, (id, form), "role-granted", done).await
}

fn granted(account: i64, visitor: &Visitor, form: &FormState, today: Day) -> Result<GrantRole, Refusal> {
    if form.value("role").is_empty() {
        return Err(Refusal::Missing { field: "role" });
    }
    Ok(GrantRole {
        account,
        organisation: choice("organisation", form)?.unwrap_or(visitor.organisation),
        role: role_of(form.value("role"))?,
        from: typed_day("from_on", form.value("from_on"))?.unwrap_or(today),
        to: typed_day("to_on", form.value("to_on"))?.map_or(Day::OPEN, Day::next),
    })
}

/// `POST /accounts/{id}/revoke`.
pub(crate) async fn revoke(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Answer {
    let asked = (Act::AccountRevoke, Of::Account(id));
    let done = attempt(&app, visitor.by, &key, asked, revoked(id, &visitor, &form)).await.map(drop);
    after(&app, &visitor, &uri, (id, FormState::default()), "role-revoked", done).await
}

fn revoked(account: i64, visitor: &Visitor, form: &FormState) -> Result<RevokeRole, Refusal> {
    let organisation = choice("organisation", form)?.unwrap_or(visitor.organisation);
    Ok(RevokeRole { account, organisation, role: role_of(form.value("role"))? })
}

/// Back to the list after an act on one row, or the list again with what was refused at that row.
async fn after(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    (account, mut form): (i64, FormState),
    said: &str,
    done: Result<(), store::Stop>,
) -> Answer {
    let Err(stop) = done else { return Ok(go(&format!("/accounts?said={said}"))) };
    let refusal = refusal(stop)?;
    refuse_at(&mut form, visitor.lang, &refusal);
    let wrong = Some((account, form));
    Ok(redraw(&refusal, &page(app, visitor, uri, FormState::default(), wrong).await?))
}
