//! Tests of the whole program and of the shape of the project.

mod backup;
mod due;
mod faults;
mod generated;
mod import;
mod landed;
mod published;
mod serve;
// Each journey takes seconds.
#[path = "browser/mod.rs"]
mod slow_browser;
mod tidy;
