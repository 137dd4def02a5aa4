//! The site, asked without a network.

mod account;
mod house;
mod look;
mod matrix;
mod pages;
mod shell;
