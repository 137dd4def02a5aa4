//! What was brought: opened, recognised and checked, or why it can't be.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use acts::import::{Checked, Held, Told, Ways, check};
use domain::day::Day;
use sheets::{FiguresFound, Found, Recognised, Sought, Unread};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::told::{groups, quoted};
use crate::app::App;
use crate::look::Shell;
use crate::look::import::Report;
use crate::page::Halt;
use crate::shell::Fault;

/// What was sent of a table: its text or its bytes, and how it is to be taken.
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) held_on: Day,
    pub(super) ways: Ways,
    pub(super) held: Held,
    pub(super) converted: bool,
    pub(super) bytes: Vec<u8>,
}

type Opened = Pin<Box<dyn Future<Output = Result<Found, Unread>> + Send>>;

/// How many may send a table at once; others wait for their turn before anything that they send is read.
const AT_ONCE: usize = 2;
/// How long one waits for that turn.
const PATIENCE: Duration = Duration::from_secs(15);

/// What opens the files that people bring, and how many at once, so that the memory of several does not add up.
#[derive(Clone)]
pub struct Tables {
    open: Arc<dyn Fn(Vec<u8>, Sought) -> Opened + Send + Sync>,
    turns: Arc<Semaphore>,
    /// One table alone is opened, checked and kept at a time.
    opening: Arc<Semaphore>,
}

impl Tables {
    /// Opens files by a function, which keeps what it opens away from this process.
    pub fn new<F: Future<Output = Result<Found, Unread>> + Send + 'static>(
        open: impl Fn(Vec<u8>, Sought) -> F + Send + Sync + 'static,
    ) -> Self {
        Self {
            open: Arc::new(move |bytes, sought| Box::pin(open(bytes, sought))),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            opening: Arc::new(Semaphore::new(1)),
        }
    }

    /// Opens text alone: there is no other process for workbooks.
    pub fn of_text() -> Self {
        Self::new(async |bytes: Vec<u8>, sought: Sought| match sheets::Brought::of(&bytes) {
            Some(sheets::Brought::Text) => sought.within(&bytes),
            _ => Err(Unread::OtherKind),
        })
    }

    /// A turn to send a table, kept until its answer is made.
    pub(crate) async fn turn(&self) -> Result<OwnedSemaphorePermit, Fault> {
        let turn = timeout(PATIENCE, self.turns.clone().acquire_owned()).await.map_err(|_| Fault::Busy)?;
        Ok(turn.expect("the turns are never closed"))
    }

    /// What was found in a table, and that no other is opened while this is kept: what is made of one takes as much memory as
    /// opening it.
    async fn found(&self, bytes: Vec<u8>, sought: Sought) -> Result<(Found, Alone), &'static str> {
        let alone = self.opening.clone().acquire_owned().await.expect("the turns are never closed");
        let found = (self.open)(bytes, sought).await.map_err(|unread| match unread {
            Unread::OtherKind => "import-unread-other",
            Unread::Broken => "import-unread-broken",
            Unread::Locked => "import-unread-locked",
            Unread::TooLarge(_) => "import-unread-large",
            Unread::Stopped => "import-unread-stopped",
            Unread::Unrecognised(_) => "import-no-headings",
        })?;
        Ok((found, Alone(alone)))
    }
}

/// Kept while a table is taken in: no other is opened meanwhile.
#[must_use]
pub(crate) struct Alone(#[expect(dead_code, reason = "it is kept for its end")] OwnedSemaphorePermit);

/// The matters of what was brought, or why there are none, as a word of the catalogue.
pub(crate) async fn matters(
    app: &App,
    bytes: Vec<u8>,
    near: Day,
    today: Day,
) -> Result<(Recognised, Alone), &'static str> {
    match app.tables.found(bytes, Sought::Matters { near, today }).await? {
        (Found::Matters(found), alone) => Ok((found, alone)),
        (Found::Figures(_), _) => Err("import-no-headings"),
    }
}

/// The figures of what was brought, or why there are none, as a word of the catalogue.
pub(crate) async fn figures(app: &App, bytes: Vec<u8>) -> Result<FiguresFound, &'static str> {
    match app.tables.found(bytes, Sought::Figures).await {
        Ok((Found::Figures(found), _)) => Ok(found),
        Ok((Found::Matters(_), _)) | Err("import-no-headings") => Err("declared-no-headings"),
        Err(why) => Err(why),
    }
}

/// The table as it would be taken over, or why it is none, as a word of the catalogue. Its bytes are let go once it is opened.
pub(super) async fn looked_at(
    app: &App,
    scope: i64,
    today: Day,
    brought: &mut Sheet,
) -> Result<Result<(Checked, Alone), &'static str>, Halt> {
    let bytes = std::mem::take(&mut brought.bytes);
    let (found, alone) = match matters(app, bytes, brought.held_on, today).await {
        Ok(found) => found,
        Err(why) => return Ok(Err(why)),
    };
    let mut read = app.office.store().reader().await?;
    Ok(Ok((check(&mut read, scope, brought.held_on, &found, brought.ways).await?, alone)))
}

pub(crate) fn report(shell: &Shell, checked: &Checked) -> Report {
    let said = |told: &Told| (told.problem.as_str(), quoted(shell, told.row, &told.place, &told.words));
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Four at once: while what one holds is checked and kept, no other is opened.
    #[tokio::test]
    async fn tables_are_opened_checked_and_kept_one_after_the_other() {
        static AT_WORK: AtomicUsize = AtomicUsize::new(0);
        let tables = Tables::new(async |bytes: Vec<u8>, sought: Sought| {
            assert_eq!(AT_WORK.fetch_add(1, Ordering::SeqCst), 0, "another table is still at work");
            tokio::task::yield_now().await;
            sought.within(&bytes)
        });
        let day = Day::parse_iso("2026-08-01").expect("a day");
        let bring = async || {
            let table = "Nội dung\tNgày\nSửa cầu\t01/08/2026\n".as_bytes().to_vec();
            let found = tables.found(table, Sought::Matters { near: day, today: day }).await;
            let (_, alone) = found.expect("a table");
            // It is checked and kept.
            for _ in 0..5 {
                tokio::task::yield_now().await;
            }
            AT_WORK.fetch_sub(1, Ordering::SeqCst);
            drop(alone);
        };
        tokio::join!(bring(), bring(), bring(), bring());
        assert_eq!(AT_WORK.load(Ordering::SeqCst), 0);
    }
}
