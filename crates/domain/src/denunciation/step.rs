//! The steps of a line in the register of denunciations (sổ theo dõi tố cáo): which is open after which, by which article, which clocks
//! it starts and ends. They are data of `data/denunciation_steps.toml`; the numbers of the clocks are rules.

use std::sync::LazyLock;

use serde::Deserialize;

/// What stands in the place of a step where a clock begins with the receipt, and the phase from then on.
pub const RECEIVED: &str = "received";
/// The phase in which time does not count.
pub const SUSPENDED: &str = "suspended";

/// Something with a code and a name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The code under which it is kept.
    pub code: String,
    /// Its name, in Vietnamese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The article, where it has one of its own.
    #[serde(default)]
    pub article: String,
}

/// A step.
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the table")]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The code under which it is kept.
    pub code: String,
    /// The phases in which it is open.
    pub after: Vec<String>,
    /// The phase to which it leads; that in which it was where none is named.
    pub to: Option<String>,
    /// The clock that has to run for it to be open.
    pub open: Option<String>,
    /// Whether it is taken once.
    #[serde(default)]
    pub once: bool,
    /// Whether it is a document, with number and day.
    #[serde(default)]
    pub paper: bool,
    /// The clock that it lengthens by a number of days.
    pub extends: Option<String>,
    /// Whether it names how many criteria of a complex case are met.
    #[serde(default)]
    pub criteria: bool,
    /// Whether it names a ground.
    #[serde(default)]
    pub grounds: bool,
    /// Whether all conditions of acceptance have to be met.
    #[serde(default)]
    pub conditions: bool,
    /// Whether it names the result.
    #[serde(default)]
    pub results: bool,
    /// Its name, in Vietnamese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The document.
    pub source: String,
    /// The article.
    pub article: String,
}

/// A clock of a line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockOf {
    /// The rule that gives it its days.
    pub rule: String,
    /// The steps from which it is counted.
    pub starts: Vec<String>,
    /// The steps of which one has to be taken for it to run; it runs at once where none is named.
    #[serde(default)]
    pub when: Vec<String>,
    /// Whether it runs only for what the Front, a deputy, the press or another body sent on.
    #[serde(default)]
    pub referred: bool,
    /// The steps by which it is done.
    pub ends: Vec<String>,
    /// The steps by which it is over without being done.
    #[serde(default)]
    pub drops: Vec<String>,
    /// Whether it stands still in [`SUSPENDED`].
    #[serde(default)]
    pub stands_still: bool,
}

/// How often a case of so many criteria may be extended.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Complexity {
    /// The variant of the rule.
    pub variant: String,
    /// The criteria that have to be met, at least.
    pub criteria: i64,
    /// How often.
    pub times: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phase: Vec<Named>,
    step: Vec<Step>,
    clock: Vec<ClockOf>,
    complexity: Vec<Complexity>,
    ground: Vec<Named>,
    condition: Vec<Named>,
    result: Vec<Named>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    let file = toml::from_str(include_str!("../../../../data/denunciation_steps.toml"));
    file.unwrap_or_else(|error| panic!("data/denunciation_steps.toml can be read: {error}"))
});

/// Every phase, in the order of the law.
pub fn phases() -> &'static [Named] {
    &FILE.phase
}

/// Every step.
pub fn steps() -> &'static [Step] {
    &FILE.step
}

/// Every clock.
pub fn clocks() -> &'static [ClockOf] {
    &FILE.clock
}

/// The grounds on which one is not processed.
pub fn grounds() -> &'static [Named] {
    &FILE.ground
}

/// The conditions of acceptance.
pub fn conditions() -> &'static [Named] {
    &FILE.condition
}

/// What a conclusion can say.
pub fn results() -> &'static [Named] {
    &FILE.result
}

/// The step of a code.
pub fn step(code: &str) -> Option<&'static Step> {
    FILE.step.iter().find(|it| it.code == code)
}

/// What of a list has a code.
pub fn named<'a>(list: &'a [Named], code: &str) -> Option<&'a Named> {
    list.iter().find(|it| it.code == code)
}

/// How often a case of so many criteria may be extended; nothing where it may not.
pub fn complexity(criteria: i64) -> Option<&'static Complexity> {
    FILE.complexity.iter().filter(|it| it.criteria <= criteria).max_by_key(|it| it.criteria)
}
