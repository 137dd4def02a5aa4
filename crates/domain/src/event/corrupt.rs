//! Events that can't be read.

/// A kept event that this program can't read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Corrupt {
    /// No act has that name.
    #[error("no act is called {0}")]
    Act(String),
    /// The act is known, this version of its data is not.
    #[error("version {version} of {act} is not known")]
    Version {
        /// The act.
        act: String,
        /// The version found.
        version: i64,
    },
    /// The data don't have the form of that act and version.
    #[error("the data of {act} can't be read: {problem}")]
    Data {
        /// The act.
        act: String,
        /// What the parser says.
        problem: String,
    },
}
