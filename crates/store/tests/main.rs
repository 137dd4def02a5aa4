//! The store on both engines: opening, the write door, and every query.

mod door;
mod queries;
mod support;
