//! The store on both engines: opening, the write door, and every query.

mod alone;
mod backup;
mod batch;
mod door;
mod flight;
mod landed;
mod many;
mod queries;
mod still;
mod support;
mod turn;
mod words;
