//! Where a rule holds.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The place whose rule it is. Written `VN` or `LEVEL:CODE`, for example `province:24`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Jurisdiction {
    /// The whole country.
    Country,
    /// A territory with all that lies in it. A code alone is none: level and the rule's days belong to it.
    Place {
        /// `province`, `district` or `commune`.
        level: String,
        /// The code of the statistics office, or the code of a simulated place.
        code: String,
    },
}

impl Jurisdiction {
    /// A territory by its level and code.
    pub fn place(level: impl Into<String>, code: impl Into<String>) -> Self {
        Self::Place { level: level.into(), code: code.into() }
    }

    /// Reads `VN` or `LEVEL:CODE`.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "VN" {
            return Some(Self::Country);
        }
        let (level, code) = text.split_once(':')?;
        let known = matches!(level, "province" | "district" | "commune");
        let whole = !code.is_empty() && !code.chars().any(|c| c.is_whitespace() || c == ':');
        (known && whole).then(|| Self::place(level, code))
    }
}

impl fmt::Display for Jurisdiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country => f.write_str("VN"),
            Self::Place { level, code } => write!(f, "{level}:{code}"),
        }
    }
}

impl Serialize for Jurisdiction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Jurisdiction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a jurisdiction: VN or LEVEL:CODE"))
    }
}
