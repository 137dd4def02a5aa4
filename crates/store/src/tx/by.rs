//! Who acts.

/// Who acts. The typist is the account; the actor is the official whose act it is (nhập hộ when they differ).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// The account that types; 0 before any account exists.
    pub account: i64,
    /// The person whose act it is.
    pub actor: i64,
    /// The body for which the account works in this session.
    pub organisation: i64,
}

impl By {
    /// The program itself, before anybody has an account.
    pub const NOBODY: Self = Self { account: 0, actor: 0, organisation: 0 };

    /// Whoever raised a matter, at the page that its code and PIN open. They have no account.
    pub const SUBMITTER: Self = Self { account: -1, actor: -1, organisation: 0 };
}
