//! The rules of the crate, tested from outside: tables of cases and properties.

mod days;
mod digests;
mod events;
mod history;
mod outcomes;
mod permissions;
mod properties;
mod tables;
mod timelines;
