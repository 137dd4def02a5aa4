//! Tests of the whole program and of the shape of the project.

mod serve;
mod tidy;
