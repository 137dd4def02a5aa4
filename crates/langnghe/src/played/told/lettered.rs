//! Letters of a scenario: what came in, how it was classified, what was split off it.

use domain::complaint::{Finding, Ruling, Step};
use domain::day::Day;
use domain::event::{ContactWay, Kind};
use domain::letter::LetterWay;
use domain::letter::class::{Competence, Sphere};
use domain::letter::process::Processing;
use serde::Deserialize;

/// A letter that came in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Letter {
    pub(in crate::played) case: String,
    pub(in crate::played) number: String,
    pub(in crate::played) received_on: Day,
    pub(in crate::played) who: String,
    pub(in crate::played) village: String,
    pub(in crate::played) field: String,
    pub(in crate::played) kind: Kind,
    pub(in crate::played) words: String,
    pub(in crate::played) way: Option<LetterWay>,
    #[serde(default)]
    pub(in crate::played) referrer: String,
    pub(in crate::played) dated_on: Option<Day>,
    #[serde(default)]
    pub(in crate::played) file: String,
    #[serde(default)]
    pub(in crate::played) archive_box: String,
    #[serde(default)]
    pub(in crate::played) originals: String,
    /// Who took the originals, on the day on which the letter came.
    #[serde(default)]
    pub(in crate::played) returned_to: String,
    /// The case that raises the same.
    #[serde(default)]
    pub(in crate::played) repeats: String,
    /// How it was classified.
    pub(in crate::played) class: Option<Class>,
    /// What came of it.
    pub(in crate::played) process: Option<Came>,
    /// How it is settled, where it is a complaint that was taken up.
    #[serde(default, rename = "complaint")]
    pub(in crate::played) settled: Vec<Settled>,
    /// What was split off it.
    #[serde(default, rename = "part")]
    pub(in crate::played) parts: Vec<Part>,
}

/// How a letter was classified on the day on which it came.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Class {
    pub(in crate::played) competence: Competence,
    pub(in crate::played) sphere: Sphere,
    #[serde(default)]
    pub(in crate::played) lacks: Vec<String>,
    #[serde(default = "one")]
    pub(in crate::played) people: i64,
    pub(in crate::played) representatives: Option<i64>,
}

/// What came of a letter on the day on which it came, by a paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Came {
    pub(in crate::played) outcome: Processing,
    #[serde(default)]
    pub(in crate::played) ground: String,
    pub(in crate::played) number: String,
    pub(in crate::played) signer: String,
    pub(in crate::played) reason: String,
    /// How its sender was told.
    pub(in crate::played) told: Option<ContactWay>,
}

const fn one() -> i64 {
    1
}

/// What was split off a letter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Part {
    pub(in crate::played) case: String,
    pub(in crate::played) words: String,
    pub(in crate::played) kind: Kind,
    pub(in crate::played) field: String,
}

/// A step of the settlement of a letter that is a complaint.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Settled {
    pub(in crate::played) step: Step,
    pub(in crate::played) on: Day,
    #[serde(default)]
    pub(in crate::played) number: String,
    #[serde(default)]
    pub(in crate::played) signer: String,
    #[serde(default)]
    pub(in crate::played) reason: String,
    #[serde(default)]
    pub(in crate::played) ticks: Vec<String>,
    pub(in crate::played) differs: Option<bool>,
    pub(in crate::played) named_on: Option<Day>,
    pub(in crate::played) finding: Option<Finding>,
    pub(in crate::played) ruling: Option<Ruling>,
}
