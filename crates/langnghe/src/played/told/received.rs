//! Reception days and their visits, in the file of a scenario.

use domain::day::Day;
use domain::event::Kind;
use domain::reception::{Receiver, ReceptionKind, VisitOutcome};
use serde::Deserialize;

/// A day on which citizens are received.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Reception {
    pub(in crate::played) on: Day,
    /// When it was set, and announced where it was.
    pub(in crate::played) set_on: Day,
    #[serde(default)]
    pub(in crate::played) announced: bool,
    pub(in crate::played) kind: ReceptionKind,
    pub(in crate::played) receiver: Receiver,
    /// Who receives; nobody where whoever is on duty does.
    pub(in crate::played) official: Option<String>,
    #[serde(default)]
    pub(in crate::played) place: String,
    /// When it was called off, and why.
    pub(in crate::played) cancelled: Option<(Day, String)>,
    /// The day on its conclusion notice, its number, and who signed it.
    pub(in crate::played) concluded: Option<(Day, String, String)>,
    /// What that directs, and until when.
    pub(in crate::played) directed: Option<(String, Day)>,
    #[serde(rename = "visit", default)]
    pub(in crate::played) visits: Vec<Visit>,
}

/// Somebody who came.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::played) struct Visit {
    #[serde(default)]
    pub(in crate::played) who: String,
    pub(in crate::played) village: String,
    pub(in crate::played) field: String,
    pub(in crate::played) kind: Kind,
    pub(in crate::played) words: String,
    pub(in crate::played) people: Option<i64>,
    pub(in crate::played) representatives: Option<i64>,
    #[serde(default)]
    pub(in crate::played) again: bool,
    pub(in crate::played) outcome: VisitOutcome,
    /// What was said: guidance, answer, reason.
    #[serde(default)]
    pub(in crate::played) said: String,
    /// The code of the ground of a refusal.
    #[serde(default)]
    pub(in crate::played) ground: String,
    /// The name of the case that is there.
    pub(in crate::played) case: Option<String>,
}
