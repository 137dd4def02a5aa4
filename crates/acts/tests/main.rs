//! Acts on both engines: accounts, and one sentence from the desk to its figure.

mod account;
mod chain;
mod desk;
mod dialogue;
mod handover;
mod import;
mod minutes;
mod notice;
mod organisation;
mod plan;
#[path = "../../store/tests/support/mod.rs"]
mod support;
