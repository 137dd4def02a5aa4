//! What people see: pages over the acts and the readings of the store.
//!
//! `routes` is the table of contents: every address, who may come there, and the function that answers.

pub mod account;
mod app;
mod behalf;
mod calendar;
mod case;
mod closure;
mod complaint;
mod declared;
mod denunciation;
mod desk;
mod dialogue;
mod due;
mod duty;
mod event;
mod figure;
mod follow;
mod gathering;
mod handover;
mod home;
mod import;
mod job;
pub mod lang;
mod language;
mod letter;
mod likeness;
pub mod look;
pub mod message;
mod minutes;
mod notice;
mod organisation;
mod page;
mod paper;
mod plan;
mod reception;
mod review;
pub mod routes;
mod rule;
mod search;
pub mod session;
pub mod shell;
mod supervision;
mod survey;
mod timeline;
mod transfer;
mod urging;

pub use app::{App, DemoLogin, fault_page, router};
pub use import::Tables;
