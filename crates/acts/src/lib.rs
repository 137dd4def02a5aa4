//! What one can do: each act is a value that can be written down, checked, and run again.
//!
//! Pages, commands, jobs and players all come through [`Office`]; nothing else opens the write door.

pub mod account;
pub mod assignment;
pub mod behalf;
pub mod calendar;
pub mod case;
pub mod complaint;
pub mod declared;
pub mod denunciation;
pub mod dialogue;
pub mod draft;
pub mod duty;
pub mod event;
mod field;
pub mod follow;
pub mod gathering;
pub mod handover;
pub mod import;
pub mod job;
pub mod letter;
pub mod message;
pub mod minutes;
pub mod notice;
mod office;
pub mod organisation;
pub mod plan;
pub mod reception;
pub mod reply;
pub mod review;
pub mod rule;
pub mod rulebook;
pub mod slip;
pub mod submission;
pub mod supervision;
pub mod survey;
pub mod term;
pub mod transfer;
pub mod urging;
pub mod written;

pub use office::Office;
pub use store::{Act, By, Done, Stop};
