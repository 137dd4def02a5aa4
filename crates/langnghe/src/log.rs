//! The log: one line per event on standard error.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use crate::refused::Refused;

/// What is logged when nobody says otherwise.
pub(crate) const USUAL: &str = "info,rustls=warn,tokio_postgres=warn";

/// Begins the log with this filter.
pub(crate) fn begin(filter: &str) -> Result<(), Refused> {
    let read = EnvFilter::try_new(filter).map_err(|error| {
        Refused::wrong_use(
            format!("the log filter {filter:?} can't be read: {error}"),
            format!("write a level (error, warn, info, debug), or levels by module such as {USUAL}"),
        )
    })?;
    tracing_subscriber::fmt()
        .with_env_filter(read)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    Ok(())
}
