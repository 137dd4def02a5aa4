//! `langnghe history verify`: replays every subject and compares it with what was written.

use std::time::Duration;

use clap::{Args, Subcommand};

use crate::database::Database;
use crate::opened::open;
use crate::patience::{LONG, patiently, tell};
use crate::refused::Refused;
use crate::say;

/// What can be done with the history.
#[derive(Debug, Subcommand)]
pub(crate) enum History {
    /// Recomputes every commitment and every span, and says what does not agree.
    Verify(Verify),
}

/// Settings of `history verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    database: Database,
}

/// How long the history has been compared.
fn progress(passed: Duration) -> String {
    format!("comparing what is written with the history, {} s", passed.as_secs())
}

impl History {
    /// Refused when anything does not agree.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let Self::Verify(verify) = self;
        let store = open(&verify.database, false).await?.0;
        let mut read = store.still_reader().await?;
        let found = patiently(store::history::verify(&mut read), LONG, |passed| tell(&progress(passed))).await?;
        drop(read);
        for problem in &found.problems {
            say(problem);
        }
        if !found.problems.is_empty() {
            return Err(Refused::new(
                format!("{} things in the history do not agree.", found.problems.len()),
                "keep a copy of the database as it is, and restore the last backup that verifies",
            )
            .into());
        }
        say(&format!(
            "the history agrees: {} subjects, {} events, {} spans",
            found.subjects, found.events, found.spans
        ));
        Ok(())
    }
}
