//! Machines that an administrator registers while sitting at them, and takes back from anywhere.

use std::sync::Arc;

use acts::account::{RegisterDevice, RevokeDevice, device_token};
use axum::extract::{OriginalUri, Path, State};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::clock;
use store::grant::Of;

use super::administer::page_of;
use super::{Answer, inside, refusal, refuse_at};
use crate::app::App;
use crate::dialogue::choice;
use crate::look::Nav;
use crate::look::form::FormState;
use crate::page::{Posted, attempt, go, halt, redraw};
use crate::session::{SignedIn, Visitor, with_device};

/// `POST /devices`: the browser that asks for it keeps the token of the machine.
pub(crate) async fn register(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let organisation = choice("organisation", &form).ok().flatten().unwrap_or(visitor.organisation);
    let asked = (Act::DeviceRegister, Of::Organisation(organisation));
    match attempt(&app, visitor.by, &key, asked, registered(&app, &visitor, &form)).await {
        Ok(device) => {
            let token = device_token(&app.secrets, device);
            Ok(with_device(go("/accounts?said=device-registered"), &token, app.secure_cookies))
        }
        Err(stop) => {
            let refusal = refusal(stop)?;
            refuse_at(&mut form, visitor.lang, &refusal);
            let page = page_of(&app, &visitor, &uri, [FormState::default(), form], None).await?;
            Ok(redraw(&refusal, &page))
        }
    }
}

fn registered(app: &App, visitor: &Visitor, form: &FormState) -> Result<RegisterDevice, Refusal> {
    Ok(RegisterDevice {
        organisation: choice("organisation", form)?.unwrap_or(visitor.organisation),
        name: form.value("device_name").to_owned(),
        secrets: app.secrets.clone(),
    })
}

/// `POST /devices/{id}/revoke`.
pub(crate) async fn revoke(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { key, .. }: Posted,
) -> Answer {
    let done = app.office.act(visitor.by, &key, RevokeDevice::new(id, clock::machine())).await;
    done.map_err(halt(inside(&app, &visitor, &uri, Some(Nav::Accounts))))?;
    Ok(go("/accounts?said=device-revoked"))
}
