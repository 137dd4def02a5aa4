//! What was brought: opened, recognised and checked, or why it can't be.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use acts::import::{Checked, Told, check};
use domain::day::Day;
use sheets::{Recognised, Table, Unread, recognise};

use super::Brought;
use super::told::{groups, quoted};
use crate::app::App;
use crate::look::Shell;
use crate::look::import::Report;
use crate::page::Halt;

type Opened = Pin<Box<dyn Future<Output = Result<Vec<Table>, Unread>> + Send>>;

/// What opens the files that people bring.
#[derive(Clone)]
pub struct Tables(Arc<dyn Fn(Vec<u8>) -> Opened + Send + Sync>);

impl Tables {
    /// Opens files by a function, which keeps what it opens away from this process.
    pub fn new<F: Future<Output = Result<Vec<Table>, Unread>> + Send + 'static>(
        open: impl Fn(Vec<u8>) -> F + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(move |bytes| Box::pin(open(bytes))))
    }

    /// Opens text alone: there is no other process for workbooks.
    pub fn of_text() -> Self {
        Self::new(async |bytes: Vec<u8>| match sheets::Brought::of(&bytes) {
            Some(sheets::Brought::Text) => sheets::read(&bytes),
            _ => Err(Unread::OtherKind),
        })
    }
}

/// The tables of what was brought, or why there are none, as a word of the catalogue.
pub(crate) async fn opened(app: &App, bytes: Vec<u8>) -> Result<Vec<Table>, &'static str> {
    (app.tables.0)(bytes).await.map_err(|unread| match unread {
        Unread::OtherKind => "import-unread-other",
        Unread::Broken => "import-unread-broken",
        Unread::Locked => "import-unread-locked",
        Unread::TooLarge(_) => "import-unread-large",
        Unread::Stopped => "import-unread-stopped",
    })
}

/// What is recognised in tables, aside from what answers others: a large one takes seconds. Nothing where there are no headings.
pub(crate) async fn found(tables: Vec<Table>, on: Day, today: Day) -> Option<Recognised> {
    let found = tokio::task::spawn_blocking(move || recognise(&tables, on, today).ok());
    found.await.ok().flatten()
}

/// The table as it would be taken over, or why it is none, as a word of the catalogue.
pub(super) async fn looked_at(
    app: &App,
    scope: i64,
    today: Day,
    brought: &Brought,
) -> Result<Result<Checked, &'static str>, Halt> {
    let tables = match opened(app, brought.bytes.clone()).await {
        Ok(tables) => tables,
        Err(why) => return Ok(Err(why)),
    };
    let Some(found) = found(tables, brought.held_on, today).await else { return Ok(Err("import-no-headings")) };
    let mut read = app.office.store().reader().await?;
    Ok(Ok(check(&mut read, scope, brought.held_on, &found, brought.ways).await?))
}

pub(crate) fn report(shell: &Shell, checked: &Checked) -> Report {
    let said = |told: &Told| (told.problem.as_str(), quoted(shell, told.row, &told.words));
    Report {
        why: if checked.refused.is_empty() {
            shell.t("import-ask-converted")
        } else {
            shell.ta("import-refused-rows", &[("count", &checked.refused.len())])
        },
        rows: groups(shell, checked.refused.iter().map(said)),
        samples: checked.converted.iter().flat_map(|(_, samples)| samples.clone()).collect(),
    }
}
