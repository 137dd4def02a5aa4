//! What any subject can undergo, read as it was kept.

use serde::Deserialize;

use super::json::{self, Object};
use super::{Corrupt, Event};
use crate::day::Day;
use crate::text::TextRef;

pub(super) const CORRECTED: &str = "event.corrected";
pub(super) const STRUCK: &str = "event.struck";
pub(super) const CONTESTED: &str = "event.contested";
pub(super) const PAPER_NAMED: &str = "event.paper_named";
pub(super) const CONTEST_ANSWERED: &str = "event.contest_answered";
/// What any subject can undergo.
pub(super) const AMENDMENTS: &[&str] = &[CORRECTED, STRUCK, CONTESTED, CONTEST_ANSWERED, PAPER_NAMED];

/// The particulars of an amendment; of nothing else.
pub(super) fn data(event: &Event) -> String {
    match event {
        Event::Corrected { of, happened_on, reason } => {
            let mut object = Object::new();
            object.put("of", of);
            object.put("happened_on", happened_on);
            object.put("reason", reason);
            object.end()
        }
        Event::Struck { of, reason } | Event::Contested { of, reason } => {
            let mut object = Object::new();
            object.put("of", of);
            object.put("reason", reason);
            object.end()
        }
        Event::ContestAnswered { of, words } => {
            let mut object = Object::new();
            object.put("of", of);
            object.put("words", words);
            object.end()
        }
        Event::PaperNamed { of, dated_on, words } => {
            let mut object = Object::new();
            object.put("of", of);
            object.put("dated_on", dated_on);
            object.put("words", words);
            object.end()
        }
        _ => String::new(),
    }
}

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
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Paper {
        of: i64,
        dated_on: Day,
        words: TextRef,
    }
    match (act, version) {
        (PAPER_NAMED, 1) => {
            let Paper { of, dated_on, words } = json::read(act, data)?;
            Ok(Event::PaperNamed { of, dated_on, words })
        }
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
