//! How bodies stand to each other.

/// How the body of the subject stands to one's own in the line of authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// It is one's own.
    Own,
    /// It is under one's own, at any depth.
    Below,
    /// It is over one's own, at any height.
    Above,
    /// It has the same superior.
    Sibling,
    /// None of these.
    Foreign,
}

impl Relation {
    /// Every relation, in the order of declaration.
    pub const ALL: [Self; 5] = [Self::Own, Self::Below, Self::Above, Self::Sibling, Self::Foreign];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Below => "below",
            Self::Above => "above",
            Self::Sibling => "sibling",
            Self::Foreign => "foreign",
        }
    }
}
