//! Signing in and out, by a password or, at a registered machine, by a PIN; and the code of an app.

use std::sync::Arc;

use acts::account::{SignOut, TypedPin, TypedSignIn, device_of, sign_in_by_pin, totp};
use axum::extract::{Form, OriginalUri, State};
use axum::http::header::HeaderMap;
use domain::refusal::Refusal;
use store::account::device;
use store::{Stop, clock, organisation};

use super::{Answer, AtDoor, outside, refusal, refuse_at};
use crate::app::App;
use crate::lang::Lang;
use crate::look::Shell;
use crate::look::form::Choice;
use crate::look::form::FormState;
use crate::look::sign_in::{DemoAccount, Machine, SignIn, TypeCode};
use crate::page::{Halt, draw, go, query, redraw, refuse};
use crate::session::{Hold, Holder, Perhaps, device_token, own_path, with_next, with_token, without_token};

/// `GET /sign-in`; a database without a body begins with the first run.
pub(crate) async fn sign_in(
    State(app): State<Arc<App>>,
    Perhaps(visitor): Perhaps,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Answer {
    let back = query(&uri, "next").map_or_else(|| "/".to_owned(), |asked| own_path(&asked).to_owned());
    if visitor.is_some() {
        return Ok(go(&back));
    }
    if !organisation::any(&mut app.office.store().reader().await?).await? {
        return Ok(go("/first-run"));
    }
    let shell = outside(&app, &headers, &uri);
    Ok(draw(&page(&app, &headers, shell, [FormState::default(), FormState::default()], back).await?))
}

/// The page with the form of a password and, at a registered machine, that of a PIN.
async fn page(
    app: &App,
    headers: &HeaderMap,
    shell: Shell,
    [form, pin_form]: [FormState; 2],
    back: String,
) -> Result<SignIn, Halt> {
    let machine = match device_token(headers, app.secure_cookies) {
        Some(token) => {
            let mut read = app.office.store().reader().await?;
            match device_of(&mut read, &token).await? {
                Some(row) => {
                    let staff = device::staff(&mut read, row.organisation).await?;
                    let staff = staff.into_iter().map(|row| Choice::new(row.account.to_string(), row.name)).collect();
                    Some(Machine { name: row.name, body: row.body, staff, form: pin_form })
                }
                None => None,
            }
        }
        None => None,
    };
    Ok(SignIn { demo: demo(app, shell.lang), machine, form, back, shell })
}

/// The accounts that anybody may try, in the reader's words.
fn demo(app: &App, lang: Lang) -> Vec<DemoAccount> {
    app.demo
        .iter()
        .map(|known| DemoAccount {
            login: known.login.clone(),
            password: known.password.clone(),
            office: known.roles.iter().map(|role| lang.of("role", role.as_str())).collect::<Vec<_>>().join(", "),
        })
        .collect()
}

/// `POST /sign-in`.
pub(crate) async fn enter(
    State(app): State<Arc<App>>,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let mut form = FormState::posted(pairs);
    let back = own_path(form.value("back")).to_owned();
    let typed = TypedSignIn { login: form.value("login").to_owned(), password: form.value("password").to_owned() };
    let stop = match acts::account::sign_in(&app.office, &app.secrets, &typed, &visit).await {
        Ok(signed_in) => return Ok(with_token(go(&back), &signed_in.token, app.secure_cookies)),
        Err(stop) => stop,
    };
    let refusal = refusal(stop)?;
    let shell = outside(&app, &headers, &uri);
    if refusal == Refusal::WrongSignIn {
        form.values.remove("password");
        form.refuse(shell.lang, refusal.code(), Some("password"), &refusal.facts());
    } else {
        refuse_at(&mut form, shell.lang, &refusal);
    }
    Ok(redraw(&refusal, &page(&app, &headers, shell, [form, FormState::default()], back).await?))
}

/// `POST /sign-in/pin`: somebody takes their seat at a registered machine.
pub(crate) async fn enter_by_pin(
    State(app): State<Arc<App>>,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let mut form = FormState::posted(pairs);
    let back = own_path(form.value("back")).to_owned();
    let token = device_token(&headers, app.secure_cookies).unwrap_or_default();
    let done = match (form.value("staff").parse::<i64>(), form.value("pin")) {
        (Err(_), _) => Err(Refusal::Missing { field: "staff" }.into()),
        (Ok(_), "") => Err(Refusal::Missing { field: "pin" }.into()),
        (Ok(account), pin) => {
            let typed = TypedPin { account, pin: pin.to_owned() };
            sign_in_by_pin(&app.office, &app.secrets, &token, &typed, &visit).await
        }
    };
    let stop = match done {
        Ok(signed_in) => return Ok(with_token(go(&back), &signed_in.token, app.secure_cookies)),
        Err(stop) => stop,
    };
    let refusal = refusal(stop)?;
    let mut shell = outside(&app, &headers, &uri);
    "/sign-in".clone_into(&mut shell.path);
    form.values.remove("pin");
    refuse(&mut form, shell.lang, &refusal);
    let mut page = page(&app, &headers, shell, [FormState::default(), form], back).await?;
    // Away from a registered machine there is no form for it: what is wrong is said above the other one.
    if page.machine.is_none() {
        page.form.refuse(page.shell.lang, refusal.code(), None, &refusal.facts());
    }
    Ok(redraw(&refusal, &page))
}

/// `GET /sign-in/code`: the password was right, the code of the app is still to come.
pub(crate) async fn ask_code(
    State(app): State<Arc<App>>,
    holder: Holder,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Answer {
    let back = query(&uri, "next").map_or_else(|| "/".to_owned(), |asked| own_path(&asked).to_owned());
    let Some(visitor) = holder.held(Hold::Code) else { return Ok(go(&with_next("/sign-in", &back))) };
    let shell = outside(&app, &headers, &uri);
    Ok(draw(&TypeCode { shell, person: visitor.name, back, form: FormState::default() }))
}

/// `POST /sign-in/code`.
pub(crate) async fn pass_code(
    State(app): State<Arc<App>>,
    holder: Holder,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let mut form = FormState::posted(pairs);
    let back = own_path(form.value("back")).to_owned();
    let Some(visitor) = holder.held(Hold::Code) else { return Ok(go(&with_next("/sign-in", &back))) };
    let typed = (visitor.session_id, form.value("totp"));
    let stop = match totp::pass(&app.office, &app.secrets, visitor.by, typed, &visit).await {
        Ok(()) => return Ok(go(&back)),
        Err(stop) => stop,
    };
    let refusal = refusal(stop)?;
    let shell = outside(&app, &headers, &uri);
    form.values.remove("totp");
    refuse(&mut form, shell.lang, &refusal);
    Ok(redraw(&refusal, &TypeCode { shell, person: visitor.name, back, form }))
}

/// `POST /sign-out`: ends the session, and is done as well when it has ended already.
pub(crate) async fn sign_out(State(app): State<Arc<App>>, holder: Holder) -> Answer {
    if let Some(visitor) = holder.visitor {
        let key = clock::public_id(clock::machine()).to_string();
        let act = SignOut { session: visitor.session_id };
        if let Err(Stop::Failed(error)) = app.office.act(visitor.by, &key, act).await {
            return Err(error.into());
        }
    }
    Ok(without_token(go("/sign-in?said=signed-out"), app.secure_cookies))
}
