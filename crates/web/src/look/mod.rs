//! What people see: one module per feature, one struct per page.
//!
//! A view is plain data, ready to print: dates are already `dd/mm/yyyy`, shares already `79,6%`, links already checked for
//! the reader's rights. The handlers fill it, the template lays it out, and neither knows a rule.

pub mod account;
pub mod assets;
pub mod behalf;
pub mod calendar;
pub mod case;
pub mod case_act;
pub mod case_lasting;
pub mod case_near;
pub mod closure;
pub mod complaint;
pub mod declared;
pub mod denunciation;
pub mod desk;
pub mod dialogue;
pub mod due;
pub mod error;
pub mod figure;
pub mod first_run;
pub mod follow;
pub mod form;
pub mod gathering;
pub mod handover;
pub mod history;
pub mod home;
pub mod import;
pub mod job;
pub mod kept;
pub mod letter;
pub mod message;
pub mod minutes;
pub mod notice;
pub mod organisation;
pub mod paper;
pub mod parts;
pub mod plan;
pub mod reception;
pub mod rule;
pub mod search;
pub mod shell;
pub mod sign_in;
pub mod supervision;
pub mod survey;
pub mod transfer;
pub mod urging;

pub use form::{Choice, FieldError, FormState};
pub use parts::{Link, Person, Shape, Status};
pub use shell::{Nav, Shell, Simulated, Viewer};
