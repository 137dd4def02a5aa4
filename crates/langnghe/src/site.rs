//! The site on an open database: what `serve` and `demo` share.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use acts::Office;
use acts::job::Hands;
use store::{Store, clock};

use crate::jobs::Jobs;
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
    (demo, public): (Vec<web::DemoLogin>, Option<String>),
    hands: Arc<dyn Hands>,
    ready: impl FnOnce(SocketAddr),
) -> anyhow::Result<()> {
    let office = Office::new(store);
    let forgetting = tokio::spawn(forget(office.clone()));
    let importing = tokio::spawn(go_on(office.clone()));
    let jobs = Jobs::begin(&office, &hands);
    let secure_cookies = listening.is_protected();
    let app = web::router(web::App {
        office,
        secrets: secrets(key),
        secure_cookies,
        tables: web::Tables::new(crate::tables::seek),
        demo,
        public,
    });
    let served = serve(listening, app, ready).await;
    forgetting.abort();
    importing.abort();
    jobs.stop().await;
    served
}

/// Goes on with the tables that were being taken over when a program stopped.
async fn go_on(office: Office) {
    match acts::import::carry_on_all(&office).await {
        Ok(went) => {
            for (import, stop) in went.into_iter().filter_map(|(import, went)| Some((import, went.err()?))) {
                tracing::error!(import, %stop, "a table could not be taken over to its end");
            }
        }
        Err(error) => tracing::error!(%error, "tables that wait could not be read"),
    }
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
