//! What the program says when it does not do what was asked.

use std::fmt;

/// A refusal on the command line: what is refused and why, what to do, and the exit code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    what: String,
    remedy: String,
    code: u8,
}

impl Refused {
    /// Refused as things are; exit code 1.
    pub(crate) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into(), code: 1 }
    }

    /// The command was used wrongly; exit code 2.
    pub(crate) fn wrong_use(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code: 2, ..Self::new(what, remedy) }
    }

    /// What was named is several things; exit code 3.
    pub(crate) fn ambiguous(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code: 3, ..Self::new(what, remedy) }
    }

    /// The exit code that scripts read.
    pub(crate) const fn code(&self) -> u8 {
        self.code
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nWhat to do: {}", self.what, self.remedy)
    }
}

impl std::error::Error for Refused {}
