//! The preview of a paper: the paper itself, which prints as it stands, and around it the ways to the Word file and back.

use askama::Template;

use crate::look::{Link, Shell};

/// A paper as it will be printed.
#[derive(Debug, Template, Default)]
#[template(path = "paper.html")]
pub struct Sheet {
    /// The frame.
    pub shell: Shell,
    /// What it is, for the title of the page.
    pub title: String,
    /// The pages it belongs to, outermost first; the last is the way back.
    pub crumbs: Vec<Link>,
    /// The address of its Word file; none where it is empty.
    pub word: String,
    /// What whoever prints it has to know, such as that it is a draft.
    pub notes: Vec<String>,
    /// Where a print with the names of who spoke is asked for; none where it is empty.
    pub names: String,
    /// The session or other part whose names are asked for.
    pub part: i64,
    /// Whether names stand on this print: it is not kept and has no Word file.
    pub named: bool,
    /// The paper, as `documents::html` wrote it: every word of it is escaped there.
    pub paper: String,
}
