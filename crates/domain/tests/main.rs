//! The rules of the crate, tested from outside: tables of cases and properties.

mod bodies;
mod calendars;
mod clocks;
mod days;
mod deadlines;
mod digests;
mod dues;
mod events;
mod gatherings;
mod handovers;
mod history;
mod letters;
mod letters_processed;
mod likeness;
mod lunar;
mod outcomes;
mod permissions;
mod plans;
mod properties;
mod receptions;
mod rules;
mod surveys;
mod tables;
mod territories;
mod timelines;
