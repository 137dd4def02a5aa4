//! What we keep: one SQL text on two engines, and the one door through which anything changes.
//!
//! `Store` opens a database, `Reader` reads it, [`door::Act`] changes it. Everything of a feature stands in
//! the module of its word; only this crate speaks SQL.

pub mod account;
pub mod assignment;
pub mod back;
pub mod backup;
pub mod behalf;
pub mod case;
pub mod clock;
mod conn;
pub mod declared;
pub mod dialogue;
pub mod door;
pub mod draft;
pub mod duty;
mod error;
pub mod event;
pub mod figure;
pub mod follow;
pub mod gathering;
pub mod grant;
pub mod handover;
pub mod history;
mod ids;
pub mod import;
pub mod job;
pub mod letter;
pub mod load;
pub mod message;
mod migrate;
pub mod minutes;
pub mod notice;
pub mod organisation;
pub mod paper;
pub mod plan;
mod postgres;
mod reader;
pub mod reply;
pub mod review;
pub mod rulebook;
pub mod search;
pub mod slip;
mod sql;
mod sqlite;
mod standing;
mod store;
pub mod submission;
pub mod supervision;
pub mod synthesis;
pub mod term;
pub mod territory;
pub mod transfer;
mod tx;
pub mod urging;
mod value;

pub use door::{Act, Done};
pub use error::{Error, Stop};
pub use ids::Ids;
pub use migrate::NEWEST as NEWEST_MIGRATION;
pub use reader::{Read, Reader};
pub use sql::Page;
pub use store::{Door, Installation, Opening, Store};
pub use tx::{By, Tx};
pub use value::{FromValue, Row, Value};
