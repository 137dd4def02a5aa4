//! Acts on both engines: accounts, and one sentence from the desk to its figure.

mod account;
mod chain;
mod declared;
mod desk;
mod dialogue;
mod gathering;
mod handover;
mod import;
mod job;
mod letter;
mod minutes;
mod notice;
mod organisation;
mod plan;
mod reception;
#[path = "../../store/tests/support/mod.rs"]
mod support;
