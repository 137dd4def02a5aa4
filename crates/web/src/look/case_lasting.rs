//! Matters that were raised several times, and cases that go on for long.

use askama::Template;

use super::case::CaseRow;
use super::shell::Shell;

/// Which of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// Not settled for long.
    #[default]
    Long,
    /// Raised several times.
    Again,
}

impl Part {
    /// The word of it in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Again => "again",
        }
    }
}

/// How many such cases lie in a place and a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gathered {
    /// Village or commune.
    pub place: String,
    /// The field of work, or empty.
    pub field: String,
    /// How many.
    pub count: i64,
}

/// `GET /repeated`.
#[derive(Debug, Clone, Template)]
#[template(path = "case-lasting.html")]
pub struct CaseLasting {
    /// The frame.
    pub shell: Shell,
    /// Which list.
    pub part: Part,
    /// The body.
    pub scope: i64,
    /// Days after which a case goes on for long; 0 where no setting is in force.
    pub days: i64,
    /// The places and fields in which most of them lie.
    pub counts: Vec<Gathered>,
    /// The cases, those that were raised first at the top.
    pub rows: Vec<CaseRow>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// That of the first, where this is another.
    pub first: Option<String>,
}

impl CaseLasting {
    /// Whether a setting says after how many days a case goes on for long.
    pub fn is_set(&self) -> bool {
        self.days > 0
    }

    /// Whether it is the list of what was raised several times.
    pub fn is_again(&self) -> bool {
        self.part == Part::Again
    }
}
