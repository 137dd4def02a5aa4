//! The store on both engines: opening, the write door, and every query.

mod alone;
mod batch;
mod door;
mod landed;
mod queries;
mod still;
mod support;
