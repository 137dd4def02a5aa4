//! The site on an open database: what `serve` and `demo` share.

use std::net::SocketAddr;
use std::time::Duration;

use acts::Office;
use store::{Store, clock};

use crate::key::Key;
use crate::opened::secrets;
use crate::serve::{Listening, serve};

/// How often sessions, failures and answers that no longer matter are forgotten.
const FORGET_EVERY: Duration = Duration::from_secs(3600);

/// Serves the pages of a database until told to stop.
pub(crate) async fn run(
    store: &Store,
    key: &Key,
    listening: Listening,
    demo: Vec<web::DemoLogin>,
    ready: impl FnOnce(SocketAddr),
) -> anyhow::Result<()> {
    let office = Office::new(store);
    let forgetting = tokio::spawn(forget(office.clone()));
    let secure_cookies = listening.is_protected();
    let app = web::router(web::App { office, secrets: secrets(key), secure_cookies, demo });
    let served = serve(listening, app, ready).await;
    forgetting.abort();
    served
}

async fn forget(office: Office) {
    let mut hours = tokio::time::interval(FORGET_EVERY);
    loop {
        hours.tick().await;
        if let Err(error) = acts::account::forget(&office, clock::machine()).await {
            tracing::warn!(%error, "what no longer matters could not be forgotten; it is tried again in an hour");
        }
    }
}
