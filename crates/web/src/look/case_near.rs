//! What may be the same matter as a case.

use askama::Template;

use super::desk::Earlier;
use super::shell::Shell;

/// `GET /cases/{id}/near`.
#[derive(Debug, Clone, Template)]
#[template(path = "case-near.html")]
pub struct CaseNear {
    /// The frame.
    pub shell: Shell,
    /// The case.
    pub id: i64,
    /// Its number.
    pub number: String,
    /// The beginning of its words.
    pub matter: String,
    /// What may be the same matter, in near words, the nearest first.
    pub near: Vec<Earlier>,
}
