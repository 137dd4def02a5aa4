//! Tests of the whole program and of the shape of the project.

mod backup;
mod browser;
mod due;
mod faults;
mod generated;
mod landed;
mod published;
mod serve;
mod tidy;
