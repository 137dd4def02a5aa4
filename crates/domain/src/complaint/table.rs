//! Which step is open when, by which article: read from `data/complaint_steps.toml`. So is the test by which a complaint is complex.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Instance, Phase, Step};
use crate::day::Day;
use crate::rule::Provenance;

/// A row of the table: a step, in force for some time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRow {
    /// The step.
    pub step: Step,
    /// The phases in which it is open.
    pub from: Vec<Phase>,
    /// The phase after it; nothing where it stays as it is.
    pub to: Option<Next>,
    /// Whether number and signer of a paper are needed.
    #[serde(default)]
    pub paper: bool,
    /// Whether a reason is needed.
    #[serde(default)]
    pub reason: bool,
    /// What it is, in Vietnamese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The document.
    pub source: String,
    /// The article.
    pub article: String,
    /// That of the second instance, where it is another.
    #[serde(default)]
    article2: String,
    /// Where it was read.
    pub provenance: Provenance,
    /// The first day on which it is in force.
    pub valid_from: Day,
    /// The day after the last.
    #[serde(default = "open")]
    pub valid_to: Day,
}

/// The phase after a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Next {
    /// That of before the suspension.
    Before,
    /// A phase.
    #[serde(untagged)]
    Phase(Phase),
}

impl StepRow {
    /// The article for an instance.
    pub fn article_of(&self, instance: Instance) -> &str {
        if instance == Instance::Second && !self.article2.is_empty() { &self.article2 } else { &self.article }
    }
}

/// One thing that makes a complaint complex.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Complex {
    /// The code under which it is kept.
    pub code: String,
    /// What it says, in Vietnamese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
}

/// The closed test by which a complaint is complex: any one of its rows, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// The document.
    pub source: String,
    /// The article.
    pub article: String,
    /// Where it was read.
    pub provenance: Provenance,
    /// The first day on which it is in force.
    pub valid_from: Day,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    step: Vec<StepRow>,
    complex: Vec<Complex>,
    test: Test,
}

const fn open() -> Day {
    Day::OPEN
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    let file = toml::from_str(include_str!("../../../../data/complaint_steps.toml"));
    file.unwrap_or_else(|error| panic!("data/complaint_steps.toml can be read: {error}"))
});

/// All rows there are.
pub fn rows() -> &'static [StepRow] {
    &FILE.step
}

/// The row of a step on a day; nothing while the law has no such step.
pub fn row(step: Step, on: Day) -> Option<&'static StepRow> {
    FILE.step.iter().find(|it| it.step == step && it.valid_from <= on && on < it.valid_to)
}

/// What makes a complaint complex on a day; nothing while there was no closed test of it.
pub fn complex(on: Day) -> &'static [Complex] {
    if FILE.test.valid_from <= on { &FILE.complex } else { &[] }
}

/// What makes a complaint complex, by its code.
pub fn complex_of(code: &str) -> Option<&'static Complex> {
    FILE.complex.iter().find(|it| it.code == code)
}

/// Where that test stands.
pub fn test() -> &'static Test {
    &FILE.test
}
