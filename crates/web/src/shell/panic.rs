//! A panic is a fault of ours: the visitor sees a reference, the log the cause, once.

use std::any::Any;
use std::panic::PanicHookInfo;

use axum::response::{IntoResponse, Response};

use super::fault::Fault;
use super::observe::reference;

/// The answer to a request whose handler panicked. The cause is not looked at: the hook has logged it.
pub fn answer(_cause: Box<dyn Any + Send>) -> Response {
    Fault::Failed.into_response()
}

/// Lets every panic of the process write one line to the log, with the reference of the request where there is one, in
/// place of the lines that the language would print. Called once at start.
pub fn log_causes() {
    std::panic::set_hook(Box::new(log));
}

fn log(info: &PanicHookInfo<'_>) {
    let said = info.payload();
    let said = said.downcast_ref::<&str>().copied().or_else(|| said.downcast_ref::<String>().map(String::as_str));
    let at = info.location().map(ToString::to_string).unwrap_or_default();
    let reference = reference().unwrap_or_default();
    tracing::error!(cause = said.unwrap_or("a panic without a message"), at, reference, "panicked");
}
