//! What a step of a complaint says.

use serde::{Deserialize, Serialize};

use super::{Begun, Finding, Ruling, Step};
use crate::day::Day;
use crate::text::TextRef;

/// What a step says. What it does not say is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Done {
    /// The step.
    pub step: Step,
    /// The number of its paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<TextRef>,
    /// Who signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<TextRef>,
    /// The reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<TextRef>,
    /// The code of the ground on which it is not accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// Whether the place is remote and hard to reach.
    #[serde(default, skip_serializing_if = "is_not")]
    pub remote: bool,
    /// Whether a disciplinary decision is complained of.
    #[serde(default, skip_serializing_if = "is_not")]
    pub disciplinary: bool,
    /// Whether the case is complex.
    #[serde(default, skip_serializing_if = "is_not")]
    pub complex: bool,
    /// Why it is complex, by the codes of the test.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ticks: Vec<String>,
    /// Whether claim and verification differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub differs: Option<bool>,
    /// A day that it names: on which the decision complained of was known, or the dialogue was announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named_on: Option<Day>,
    /// What the decision says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// What becomes of what was complained of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<Ruling>,
    /// The first complaint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<i64>,
    /// The event by which that one says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_event: Option<i64>,
    /// The clocks that it begins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<Begun>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_not(it: &bool) -> bool {
    !*it
}

impl Done {
    /// A step that says nothing else.
    pub const fn new(step: Step) -> Self {
        Self {
            step,
            number: None,
            signer: None,
            words: None,
            ground: None,
            remote: false,
            disciplinary: false,
            complex: false,
            ticks: Vec::new(),
            differs: None,
            named_on: None,
            finding: None,
            ruling: None,
            first: None,
            first_event: None,
            clocks: Vec::new(),
        }
    }
}
