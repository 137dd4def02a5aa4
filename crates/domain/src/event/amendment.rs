//! What any subject can undergo, read as it was kept.

use serde::Deserialize;

use super::json;
use super::{Corrupt, Event};
use crate::day::Day;
use crate::text::TextRef;

pub(super) const CORRECTED: &str = "event.corrected";
pub(super) const STRUCK: &str = "event.struck";
pub(super) const CONTESTED: &str = "event.contested";
pub(super) const CONTEST_ANSWERED: &str = "event.contest_answered";
/// What any subject can undergo.
pub(super) const AMENDMENTS: &[&str] = &[CORRECTED, STRUCK, CONTESTED, CONTEST_ANSWERED];

/// The amendment that was kept under this act, version and data.
pub(super) fn parse(act: &str, version: i64, data: &str) -> Result<Event, Corrupt> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Correction {
        of: i64,
        happened_on: Day,
        reason: TextRef,
    }
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Striking {
        of: i64,
        reason: TextRef,
    }
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Answer {
        of: i64,
        words: TextRef,
    }
    match (act, version) {
        (CORRECTED, 1) => {
            let Correction { of, happened_on, reason } = json::read(act, data)?;
            Ok(Event::Corrected { of, happened_on, reason })
        }
        (STRUCK, 1) => {
            let Striking { of, reason } = json::read(act, data)?;
            Ok(Event::Struck { of, reason })
        }
        (CONTESTED, 1) => {
            let Striking { of, reason } = json::read(act, data)?;
            Ok(Event::Contested { of, reason })
        }
        (CONTEST_ANSWERED, 1) => {
            let Answer { of, words } = json::read(act, data)?;
            Ok(Event::ContestAnswered { of, words })
        }
        _ => Err(json::unknown(AMENDMENTS, act, version)),
    }
}
