//! Tests of the whole program and of the shape of the project.

mod browser;
mod due;
mod faults;
mod generated;
mod published;
mod serve;
mod tidy;
