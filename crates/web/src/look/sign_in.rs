//! Signing in, the locked screen, and the way back in with a slip.

use askama::Template;
use askama::filters::HtmlSafe;

use super::form::{Choice, FormState};
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
    /// The registered machine at which one sits.
    pub machine: Option<Machine>,
}

/// A registered machine: its people take their seat by a PIN.
#[derive(Debug, Clone, Default)]
pub struct Machine {
    /// What it is called.
    pub name: String,
    /// The body.
    pub body: String,
    /// Those who have a PIN, by name.
    pub staff: Vec<Choice>,
    /// Fields `staff`, `pin`.
    pub form: FormState,
}

/// `GET /sign-in/code`, and the answer to a wrong `POST /sign-in/code`: the code of the account's app.
#[derive(Debug, Clone, Template)]
#[template(path = "sign-in-code.html")]
pub struct TypeCode {
    /// The frame.
    pub shell: Shell,
    /// Whose password it was.
    pub person: String,
    /// Field `totp`.
    pub form: FormState,
    /// The path to go to afterwards, posted as `back`.
    pub back: String,
}

/// `GET /unlock`, and the answer to a wrong `POST /unlock`.
#[derive(Debug, Clone, Template)]
#[template(path = "unlock.html")]
pub struct Unlock {
    /// The frame.
    pub shell: Shell,
    /// The form.
    pub form: UnlockForm,
}

/// The form that unlocks a screen: the whole of the page, or the cover that a script lays over another one.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/unlock.html")]
pub struct UnlockForm {
    /// The frame.
    pub shell: Shell,
    /// Whose screen it is.
    pub person: String,
    /// Their login.
    pub login: String,
    /// Their session: what somebody else's page shows is not uncovered.
    pub session: i64,
    /// Field `pin`, which takes the password as well.
    pub form: FormState,
    /// The path to go to afterwards, posted as `back`.
    pub back: String,
}

impl HtmlSafe for UnlockForm {}

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
