//! Papers: how a value looks on them ([`mod@print`]), and official papers as Word files and as previews.
//!
//! A paper begins as plain data ([`minutes::Minutes`], [`notice::Notice`], [`synthesis::Synthesis`]), becomes a
//! [`model::Document`], is laid out by the [`profile::Profile`] of who issues it on that day ([`compose()`]), and is written
//! by [`docx()`] and [`html()`], which walk over the same [`pages::Pages`]. Nothing here reads a clock, a file or a store; no
//! citizen's name has a way in, only numbered blanks ([`model::Run::Blank`]).

pub mod compose;
pub mod docx;
pub mod error;
pub mod gathering;
pub mod html;
pub mod issuer;
mod metrics;
pub mod minutes;
pub mod model;
pub mod notice;
pub mod pages;
pub mod paper;
pub mod print;
pub mod profile;
pub mod supervision;
pub mod survey;
pub mod synthesis;
pub mod transfer;
pub mod typed;
pub mod urging;
mod words;

pub use compose::compose;
pub use docx::docx;
pub use error::Error;
pub use html::html;
pub use words::{conference, in_sentence, without_title};
