//! What people see: pages over the acts and the readings of the store.
//!
//! `routes` is the table of contents: every address, who may come there, and the function that answers.

pub mod account;
mod app;
mod calendar;
mod case;
mod desk;
mod dialogue;
mod due;
mod event;
mod figure;
mod handover;
mod home;
pub mod lang;
mod language;
mod letter;
pub mod look;
mod organisation;
mod page;
mod plan;
pub mod routes;
mod rule;
mod search;
pub mod session;
pub mod shell;
mod timeline;

pub use app::{App, DemoLogin, fault_page, router};
