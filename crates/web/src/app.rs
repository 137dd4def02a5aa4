//! What every handler gets, and the whole site put together.

use std::sync::Arc;

use acts::Office;
use askama::Template;
use axum::Router;
use domain::permission::Role;

use crate::lang::Lang;
use crate::look::Shell;
use crate::look::error::Problem;
use crate::shell::{self, Asked, Fault, Limits};

/// The state of the site.
pub struct App {
    /// Where acts are done and the database is read.
    pub office: Office,
    /// Secrets of sign-in, derived from the installation's key.
    pub secrets: acts::account::Secrets,
    /// Cookies only travel over TLS; off on a plain loopback address alone.
    pub secure_cookies: bool,
    /// What opens the files that people bring.
    pub tables: crate::import::Tables,
    /// Accounts of a database made for trying, shown where one signs in; none in a real one.
    pub demo: Vec<DemoLogin>,
    /// The address under which people reach the site, such as `https://langnghe.example.vn`; none where nobody said it.
    pub public: Option<String>,
}

/// An account that anybody may try.
#[derive(Debug, Clone)]
pub struct DemoLogin {
    /// The login.
    pub login: String,
    /// The password; it opens nothing in any other database.
    pub password: String,
    /// What the account is.
    pub roles: Vec<Role>,
}

/// All routes within the shell.
pub fn router(app: App) -> Router {
    shell::wrap(crate::routes::mounted(Arc::new(app)), Limits::default(), fault_page)
}

/// The page of a fault: it knows the reader's language and nothing else.
pub fn fault_page(fault: Fault, asked: &Asked, reference: &str) -> String {
    let cookie = asked.cookie.as_ref().and_then(|value| value.to_str().ok());
    let lang = crate::language::chosen(cookie);
    let shell = Shell { lang, path: "/".to_owned(), ..Shell::default() };
    let reference = if fault.is_ours() { reference } else { "" };
    Problem::fault(shell, fault.code(), reference).render().unwrap_or_else(|_| plain(lang, fault))
}

fn plain(lang: Lang, fault: Fault) -> String {
    lang.fault(fault.code()).to_string()
}
