//! Notices of conclusion in the file of a scenario, and what else was done after a dialogue.

use domain::day::Day;
use domain::duty::{Addressee, AfterDuty};
use serde::Deserialize;

/// A notice of conclusion: a draft, or one that was issued on that day where it has a number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Notice {
    pub(in crate::played) dialogue: String,
    #[serde(default)]
    pub(in crate::played) body: String,
    pub(in crate::played) on: Day,
    /// How the name of the body begins that issues it; the one that holds the dialogue when nothing is said.
    #[serde(default)]
    pub(in crate::played) issuer: String,
    pub(in crate::played) number: Option<String>,
    pub(in crate::played) signer: Option<String>,
    #[serde(default)]
    pub(in crate::played) public: bool,
    /// Whether a draft was submitted for signature.
    #[serde(default)]
    pub(in crate::played) submitted: bool,
    /// Points that it repeats, by their matters, with the day that it gives them.
    #[serde(default)]
    pub(in crate::played) sooner: Vec<(String, Day)>,
    #[serde(default)]
    pub(in crate::played) general: String,
    #[serde(default)]
    pub(in crate::played) carrying_out: String,
    #[serde(default)]
    pub(in crate::played) recipients: Vec<String>,
    #[serde(rename = "point", default)]
    pub(in crate::played) points: Vec<NoticePoint>,
}

/// A point of a notice, by the names of its cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct NoticePoint {
    pub(in crate::played) cases: Vec<String>,
    pub(in crate::played) matter: String,
    pub(in crate::played) conclusion: String,
    pub(in crate::played) lead: String,
    #[serde(default)]
    pub(in crate::played) with: Vec<String>,
    pub(in crate::played) due_on: Day,
    #[serde(default)]
    pub(in crate::played) evidence: String,
    #[serde(default)]
    pub(in crate::played) village: bool,
    #[serde(default)]
    pub(in crate::played) contact: bool,
}

/// Something that was due after a dialogue, done by a paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct After {
    pub(in crate::played) dialogue: String,
    #[serde(default)]
    pub(in crate::played) body: String,
    pub(in crate::played) duty: AfterDuty,
    /// To whom alone the paper went, where a report went to each of them by a paper of its own.
    pub(in crate::played) to: Option<Addressee>,
    pub(in crate::played) document: String,
    pub(in crate::played) on: Day,
}
