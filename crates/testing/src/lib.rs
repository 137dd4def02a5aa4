//! What tests need and the program does not: the test libraries, and a fresh database on each engine.
//!
//! Only tests depend on this crate. The test libraries are its ordinary dependencies, not only
//! `[dev-dependencies]` of others, so that lints, documentation, tests and the program are built with one
//! set of features, and each dependency is compiled once per profile (decision 0009).

mod fresh;
mod rows;
mod word;

pub use fantoccini;
pub use fresh::{Fresh, POSTGRES};
pub use proptest;
pub use reqwest;
pub use rows::{TextRow, all_rows, fill, holding, keep, run, unpacked};
pub use tempfile;
pub use word::words_of_docx;
