//! `langnghe`: the program, its commands and its serving.
//!
//! Commands are `noun verb`, one file per noun in [`commands`]; what they need of the machine stands beside it: [`key`],
//! [`serve`], [`tls`], [`unix`]. Exit codes: 0 done, 1 refused, 2 wrong use, 3 ambiguous.

mod backups;
mod commands;
mod database;
mod generated;
mod jobs;
mod key;
mod log;
mod opened;
mod outbox;
mod patience;
mod played;
mod published;
mod refused;
mod serve;
mod site;
mod tables;
mod tls;
mod unix;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;

use crate::refused::Refused;

/// Dialogues of heads with the people: what was said, and what became of it.
#[derive(Debug, Parser)]
#[command(name = "langnghe", version, about, propagate_version = true)]
struct Arguments {
    /// What goes to the log on standard error: levels, or levels by module.
    #[arg(long, global = true, value_name = "FILTER", env = "LANGNGHE_LOG", default_value = log::USUAL)]
    log: String,
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // There is nobody left to tell when standard error is closed.
            let _ = writeln!(std::io::stderr(), "langnghe: {error:#}");
            ExitCode::from(error.downcast_ref::<Refused>().map_or(1, Refused::code))
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    // Before anything else takes memory: what is left is all that a file may use.
    if arguments.command.is_apart() {
        return tables::read_apart();
    }
    log::begin(&arguments.log)?;
    web::shell::panic::log_causes();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(arguments.command.run())
}

/// Prints a line of the program on standard output, for people and for scripts that wait for it.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // A reader who went away does not stop the program.
    let _ = writeln!(out, "langnghe: {line}").and_then(|()| out.flush());
}
