//! How a body numbers its papers of one kind.

use serde::{Deserialize, Serialize};

/// A kind of paper with numbers of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Series {
    /// Notices (thông báo).
    Notice,
    /// Official letters (công văn), such as those that urge.
    Letter,
    /// Letters of citizens that come in (đơn), in the book of the body that gets them.
    Incoming,
}

impl Series {
    /// Every series, in the order of declaration.
    pub const ALL: [Self; 3] = [Self::Notice, Self::Letter, Self::Incoming];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Letter => "letter",
            Self::Incoming => "incoming",
        }
    }

    /// The series kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|series| series.as_str() == word)
    }
}

/// Who gives the numbers of a series.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberMode {
    /// The book of the office: the number is typed from the signed paper.
    #[default]
    External,
    /// The program draws the next one.
    Internal,
}

impl NumberMode {
    /// Both, in the order of declaration.
    pub const ALL: [Self; 2] = [Self::External, Self::Internal];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::External => "external",
            Self::Internal => "internal",
        }
    }

    /// The mode kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == word)
    }
}

/// Over what time the numbers of a series run on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberRuns {
    /// From 1 in each year, as papers of the State do (30/2020/NĐ-CP).
    #[default]
    Year,
    /// Through the term of the committee, as papers of the Party do.
    Term,
}

impl NumberRuns {
    /// Both, in the order of declaration.
    pub const ALL: [Self; 2] = [Self::Year, Self::Term];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Term => "term",
        }
    }

    /// The one kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|runs| runs.as_str() == word)
    }

    /// How a body of that kind numbers unless it says otherwise.
    pub fn of_body(kind: &str) -> Self {
        if kind == "party_committee" { Self::Term } else { Self::Year }
    }
}
