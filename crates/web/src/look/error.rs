//! What is shown when a page can't be.

use askama::Template;

use super::parts::Link;
use super::shell::Shell;
use crate::lang::Told;

/// An answer that is no page: what did not happen, why, and what one can do; 403, 404, 409, 413, 422, 429, 500 and others.
#[derive(Debug, Clone, Template)]
#[template(path = "problem.html")]
pub struct Problem {
    /// The frame; without a viewer where nobody is signed in.
    pub shell: Shell,
    /// The three parts: of a refusal (`Lang::told`) or of a fault (`Lang::fault`).
    pub told: Told,
    /// The number by which the administrator finds the cause in the log; only a failure of ours has one.
    pub reference: Option<String>,
    /// Where one may go back to; else to the first page.
    pub back: Option<Link>,
}

impl Problem {
    /// The page of a fault, by its code (`failed`, `not-there` ...). `reference` is shown where it is not empty.
    pub fn fault(shell: Shell, code: &str, reference: &str) -> Self {
        let told = shell.lang.fault(code);
        let reference = (!reference.is_empty()).then(|| reference.to_owned());
        Self { shell, told, reference, back: None }
    }

    /// The page of a refusal that belongs to no form.
    pub fn refusal(shell: Shell, told: Told) -> Self {
        Self { shell, told, reference: None, back: None }
    }
}
