//! Accounts: one's own, and those that an administrator keeps.

use askama::Template;
use askama::filters::Safe;

use super::form::{Choice, FormState};
use super::organisation::Finder;
use super::shell::Shell;

/// A sign-in that is in force.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionRow {
    /// The session; the form posts to `/account/sessions/{id}/revoke`.
    pub id: i64,
    /// The browser and machine, as short as they can be told.
    pub device: String,
    /// When it began: dd/mm/yyyy hh:mm.
    pub since: String,
    /// When it was last used: dd/mm/yyyy hh:mm.
    pub last: String,
    /// Whether it is the one that reads this page.
    pub current: bool,
}

/// A role in a body for a time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GrantRow {
    /// The role's code, posted by a revocation.
    pub role_code: String,
    /// The role in the reader's language.
    pub role: String,
    /// The body, posted by a revocation.
    pub organisation_id: i64,
    /// The body's name.
    pub organisation: String,
    /// From when: dd/mm/yyyy.
    pub from: String,
    /// Until when: dd/mm/yyyy, or empty while it is open.
    pub until: String,
}

/// A body that one may work for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkRow {
    /// The body, posted as `organisation`.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The roles one has in it, one line.
    pub roles: String,
    /// Whether this session works for it.
    pub current: bool,
}

/// `GET /account`: who I am here, where I am signed in, my recovery codes and my password.
#[derive(Debug, Clone, Template)]
#[template(path = "account.html")]
pub struct MyAccount {
    /// The frame.
    pub shell: Shell,
    /// The name of the person.
    pub person: String,
    /// The login.
    pub login: String,
    /// The bodies one may work for, the one of this session first.
    pub bodies: Vec<WorkRow>,
    /// The roles in force.
    pub grants: Vec<GrantRow>,
    /// The sessions in force, the current one first.
    pub sessions: Vec<SessionRow>,
    /// How many recovery codes are left.
    pub codes_left: i64,
    /// The day they were issued, dd/mm/yyyy; empty where there are none.
    pub codes_issued_on: String,
    /// The day on which the PIN was set, dd/mm/yyyy; empty where there is none.
    pub pin_since: String,
    /// The day since which an app gives codes, dd/mm/yyyy; empty where none does.
    pub totp_since: String,
    /// The form of a new PIN: `old_password`, `pin`.
    pub pin_form: FormState,
    /// The form of a new password: `old_password`, `password`.
    pub form: FormState,
    /// The least number of letters of a password.
    pub least: i64,
}

/// An account in the administrator's list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountRow {
    /// The account; forms post to `/accounts/{id}/…`.
    pub id: i64,
    /// The name of the person.
    pub person: String,
    /// The login.
    pub login: String,
    /// The body it belongs to.
    pub organisation: String,
    /// Its roles in force.
    pub grants: Vec<GrantRow>,
    /// The day of the last sign-in, dd/mm/yyyy; empty where there was none.
    pub last_seen: String,
    /// Whether it is the reader's own.
    pub own: bool,
}

/// A registered machine in the administrator's list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeviceRow {
    /// The machine; the form posts to `/devices/{id}/revoke`.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// The body.
    pub organisation: String,
    /// Since when: dd/mm/yyyy.
    pub since: String,
}

/// `GET /accounts`, and the answer to a wrong form of that page.
#[derive(Debug, Clone, Template)]
#[template(path = "accounts.html")]
pub struct Accounts {
    /// The frame.
    pub shell: Shell,
    /// The accounts, by name.
    pub rows: Vec<AccountRow>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// The form of a new account: `person`, `login`, `organisation`, `role`.
    pub form: FormState,
    /// The account whose grant form was wrong, with that form: `role`, `organisation`, `from_on`, `to_on`.
    pub wrong: Option<(i64, FormState)>,
    /// The bodies one may choose.
    pub organisations: Vec<Choice>,
    /// What finds them by name, where these are not all.
    pub finder: Option<Finder>,
    /// The roles one may choose.
    pub roles: Vec<Choice>,
    /// The registered machines, in the order in which they were registered.
    pub devices: Vec<DeviceRow>,
    /// The address of the next page of them, where there is one.
    pub devices_next: Option<String>,
    /// The form that registers the machine at which one sits: `device_name`, `organisation`.
    pub device_form: FormState,
}

/// A form that is proposed where none was wrong.
static EMPTY: std::sync::LazyLock<FormState> = std::sync::LazyLock::new(FormState::default);

impl Accounts {
    /// The grant form of a row: the wrong one where it is this row's, else an empty one.
    pub fn grant_form(&self, id: &i64) -> &FormState {
        match &self.wrong {
            Some((wrong, form)) if wrong == id => form,
            _ => &EMPTY,
        }
    }
}

/// What an app has to be told, shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnTotp {
    /// The square code as SVG of class `ln-square`, made by the program.
    pub square: String,
    /// The secret for typing, in groups of four.
    pub secret: String,
}

impl DrawnTotp {
    /// The square code, drawn.
    pub fn drawing(&self) -> Safe<&str> {
        Safe(&self.square)
    }
}

/// `GET /account/totp`, and the answers to what it posts: an app that gives codes.
#[derive(Debug, Clone, Template)]
#[template(path = "totp.html")]
pub struct Totp {
    /// The frame; nobody is signed in wholly while they are led here.
    pub shell: Shell,
    /// The login.
    pub login: String,
    /// Whether a role asks for codes, and the reader comes nowhere else before.
    pub led: bool,
    /// The day since which an app gives codes, dd/mm/yyyy; empty where none does.
    pub since: String,
    /// Whether the app may be ended without another one.
    pub may_end: bool,
    /// What the app has to be told; nothing but right after it was drawn.
    pub drawn: Option<DrawnTotp>,
    /// Whether the first code of an app is awaited: `totp`.
    pub awaited: bool,
    /// The form: `totp`, or `old_password` to draw another one.
    pub form: FormState,
}

/// The answer to `POST /accounts` and `POST /accounts/{id}/reset-slip`: a slip of paper with a code for one use.
#[derive(Debug, Clone, Template)]
#[template(path = "slip.html")]
pub struct Slip {
    /// The frame.
    pub shell: Shell,
    /// The name of the person.
    pub person: String,
    /// The login.
    pub login: String,
    /// The code, shown once.
    pub code: String,
    /// The address at which it is typed.
    pub address: String,
    /// The last moment at which it works: dd/mm/yyyy hh:mm.
    pub until: String,
    /// Whether the account is new.
    pub new: bool,
}
