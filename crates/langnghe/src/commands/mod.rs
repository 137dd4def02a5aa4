//! The commands, one file per noun; `serve` stands alone.

mod account;
mod backup;
mod demo;
mod due;
mod generate;
mod history;
mod import;
mod report;
mod serve;

use clap::Subcommand;
use domain::day::Day;

/// A command, with its settings.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serves the pages until it is told to stop.
    Serve(serve::Serve),
    /// A commune at work, invented, to look at and to try.
    Demo(demo::Demo),
    /// The figures of a body.
    #[command(subcommand)]
    Report(report::Report),
    /// When something is due, and why then.
    Due(due::Due),
    /// Invented cases, drawn from a seed, to try and to measure with.
    Generate(generate::Generate),
    /// Tables that people bring.
    #[command(subcommand)]
    Import(import::Import),
    /// The whole database in one file, which either engine can be made from.
    Backup(backup::Backup),
    /// A database made from a backup.
    Restore(backup::Restore),
    /// The history and its proofs.
    #[command(subcommand)]
    History(history::History),
    /// Accounts, from the machine itself.
    #[command(subcommand)]
    Account(account::Account),
}

impl Command {
    /// Whether it is the process that opens a file for another one.
    pub(crate) const fn is_apart(&self) -> bool {
        matches!(self, Self::Import(import::Import::Read))
    }

    /// Does it.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Serve(serve) => serve.run().await,
            Self::Demo(demo) => Box::pin(demo.run()).await,
            Self::Report(report) => report.run().await,
            Self::Due(due) => due.run().await,
            Self::Generate(generate) => Box::pin(generate.run()).await,
            Self::Import(import) => Box::pin(import.run()).await,
            Self::Backup(backup) => backup.run().await,
            Self::Restore(restore) => restore.run().await,
            Self::History(history) => history.run().await,
            Self::Account(account) => account.run().await,
        }
    }
}

/// A day as people type it on a command line.
fn day(text: &str) -> Result<Day, String> {
    Day::parse_iso(text)
        .or_else(|| Day::parse_vn(text))
        .ok_or_else(|| format!("{text} is no day: write it as 2026-09-11 or 11/09/2026"))
}
