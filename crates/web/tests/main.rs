//! The site, asked without a network.

mod look;
mod shell;
