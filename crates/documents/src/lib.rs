//! How values look on paper. Words come in as arguments: this crate knows forms, not sentences.

pub mod print;
