//! Acts on both engines: accounts, and one sentence from the desk to its figure.

mod account;
mod desk;
mod dialogue;
mod handover;
mod organisation;
mod plan;
#[path = "../../store/tests/support/mod.rs"]
mod support;
