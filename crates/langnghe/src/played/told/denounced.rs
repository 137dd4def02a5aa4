//! Lines of a scenario in the register of denunciations: days, numbers and codes, and no word.

use domain::day::Day;
use domain::letter::LetterWay;
use serde::Deserialize;

/// A line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Denunciation {
    pub(in crate::played) received_on: Day,
    pub(in crate::played) way: LetterWay,
    pub(in crate::played) field: String,
    #[serde(default, rename = "step")]
    pub(in crate::played) steps: Vec<Taken>,
}

/// A step of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Taken {
    pub(in crate::played) step: String,
    pub(in crate::played) on: Day,
    #[serde(default)]
    pub(in crate::played) number: String,
    #[serde(default)]
    pub(in crate::played) ground: String,
    #[serde(default)]
    pub(in crate::played) result: String,
    pub(in crate::played) days: Option<i64>,
    pub(in crate::played) criteria: Option<i64>,
}
