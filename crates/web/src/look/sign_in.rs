//! Signing in, and the way back in with a slip.

use askama::Template;

use super::form::FormState;
use super::shell::Shell;

/// An account of a simulated database, shown on the sign-in page so that anybody can try.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DemoAccount {
    /// The login.
    pub login: String,
    /// The password; it opens nothing in any other database.
    pub password: String,
    /// What the account may do, in the reader's language.
    pub office: String,
}

/// `GET /sign-in`, and the answer to a wrong `POST /sign-in`.
#[derive(Debug, Clone, Template)]
#[template(path = "sign-in.html")]
pub struct SignIn {
    /// The frame.
    pub shell: Shell,
    /// Fields `login`, `password`. Wrong words stand at `password` (refusal `wrong-sign-in`) or above (throttled).
    pub form: FormState,
    /// The path to go to afterwards, posted as `back`.
    pub back: String,
    /// Accounts of a simulated database; empty in a real one.
    pub demo: Vec<DemoAccount>,
}

/// `GET /reset`, and the answer to a wrong `POST /reset`: a new password with the code of a slip or a recovery code.
#[derive(Debug, Clone, Template)]
#[template(path = "reset.html")]
pub struct Reset {
    /// The frame.
    pub shell: Shell,
    /// Fields `login`, `code`, `password`.
    pub form: FormState,
    /// The least number of letters of a password.
    pub least: i64,
}
