//! The first run: the first body, the first account, its recovery codes.

use std::sync::Arc;

use acts::account::Beginning;
use axum::extract::{Form, OriginalUri, State};
use axum::http::header::HeaderMap;
use store::organisation;

use super::{Answer, AtDoor, least, outside, refusal, refuse_at};
use crate::app::App;
use crate::look::Shell;
use crate::look::first_run::{FirstRun, RecoveryCodes};
use crate::look::form::{Choice, FormState};
use crate::page::{draw, key_of, redraw};
use crate::session::with_token;
use crate::shell::Fault;

/// Levels that the form offers.
const LEVELS: [&str; 2] = ["commune", "province"];

fn page(shell: Shell, form: FormState) -> FirstRun {
    let levels = LEVELS.map(|level| Choice::new(level, shell.of("level", level))).into();
    FirstRun { form: form.with("level", LEVELS[0]), least: least(), levels, shell }
}

/// `GET /first-run`: not there once there is a body.
pub(crate) async fn first_run(State(app): State<Arc<App>>, headers: HeaderMap, uri: OriginalUri) -> Answer {
    if organisation::any(&mut app.office.store().reader().await?).await? {
        return Err(Fault::NotThere.into());
    }
    Ok(draw(&page(outside(&app, &headers, &uri), FormState::default())))
}

/// `POST /first-run`: the recovery codes are the answer, shown once.
pub(crate) async fn begin(
    State(app): State<Arc<App>>,
    AtDoor(visit): AtDoor,
    headers: HeaderMap,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let mut form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let own = |name: &str| form.value(name).to_owned();
    let typed = Beginning {
        code: own("code"),
        level: if form.value("level").is_empty() { LEVELS[0].to_owned() } else { own("level") },
        territory_code: String::new(),
        territory: own("territory"),
        organisation: own("organisation"),
        person: own("person"),
        login: own("login"),
        password: own("password"),
    };
    let begun = acts::account::begin(&app.office, &app.secrets, &key, &typed, &visit).await;
    let mut shell = outside(&app, &headers, &uri);
    match begun {
        Ok((_, codes, signed_in)) => {
            shell.unit.clone_from(&typed.organisation);
            "/".clone_into(&mut shell.path);
            let issued_on = visit.at.day().vn();
            let login = typed.login.trim().to_lowercase();
            let codes = RecoveryCodes { shell, login, codes, issued_on, first: true };
            Ok(with_token(draw(&codes), &signed_in.token, app.secure_cookies))
        }
        Err(stop) => {
            let refusal = refusal(stop)?;
            refuse_at(&mut form, shell.lang, &refusal);
            Ok(redraw(&refusal, &page(shell, form)))
        }
    }
}
