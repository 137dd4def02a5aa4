//! The first minutes of an installation: the first body, the first account, its recovery codes.

use askama::Template;

use super::form::{Choice, FormState};
use super::shell::Shell;

/// `GET /first-run`, and the answer to a wrong `POST /first-run`.
#[derive(Debug, Clone, Template)]
#[template(path = "first-run.html")]
pub struct FirstRun {
    /// The frame; nobody is signed in.
    pub shell: Shell,
    /// Fields `code` (printed in the terminal), `territory`, `organisation`, `person`, `login`, `password`.
    pub form: FormState,
    /// The least number of letters of a password.
    pub least: i64,
    /// Kinds of unit (field `level`): commune, ward, special zone, province; empty hides the field.
    pub levels: Vec<Choice>,
}

/// The answer to `POST /account/recovery-codes` and to the first run: codes shown once, made to be printed.
#[derive(Debug, Clone, Template)]
#[template(path = "recovery-codes.html")]
pub struct RecoveryCodes {
    /// The frame.
    pub shell: Shell,
    /// The login they belong to.
    pub login: String,
    /// The codes as they are typed back.
    pub codes: Vec<String>,
    /// The day they were issued, dd/mm/yyyy.
    pub issued_on: String,
    /// Whether these are the first, given at the end of the first run.
    pub first: bool,
}
