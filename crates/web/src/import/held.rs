//! The dialogues of a table: on which day, where or with whom, and of how many matters; each with its page once it is there.

use std::collections::BTreeMap;

use domain::day::Day;
use store::Reader;
use store::import::{self, ImportRow};

use super::named::Named;
use crate::look::Shell;
use crate::look::import::DayLine;
use crate::page::Halt;

/// A line for each, by day.
pub(super) async fn lines(
    read: &mut Reader<'_>,
    shell: &Shell,
    found: &ImportRow,
    named: &Named,
) -> Result<Vec<DayLine>, Halt> {
    match found.state.as_str() {
        "staged" if !named.looked.meetings.is_empty() => Ok(seen(shell, named)),
        "complete" | "undone" => made(read, found).await,
        _ => {
            let days: Vec<Day> = serde_json::from_str(&found.days).unwrap_or_default();
            Ok(days.into_iter().map(|on| DayLine { on: on.vn(), ..DayLine::default() }).collect())
        }
    }
}

/// Those that a table would make.
fn seen(shell: &Shell, named: &Named) -> Vec<DayLine> {
    let line = |of: &acts::import::Meeting| {
        let (on, elsewhere, _) = of.held;
        let village = of.village.and_then(|id| named.villages.get(&id));
        let held = match village {
            _ if elsewhere => shell.t("import-held-elsewhere"),
            Some(village) if of.by_rows => shell.ta("import-held-by-rows", &[("place", village)]),
            Some(village) => village.clone(),
            None => of.called.clone(),
        };
        DayLine { on: on.vn(), elsewhere, held, count: shell.ta("import-matters", &[("count", &of.rows)]), link: None }
    };
    named.looked.meetings.iter().map(line).collect()
}

/// Those that it made: what stands in their titles behind the name that all of them have.
async fn made(read: &mut Reader<'_>, found: &ImportRow) -> Result<Vec<DayLine>, Halt> {
    let titles: BTreeMap<i64, String> = import::titles(read, found.id).await?.into_iter().collect();
    let line = |of: import::OfImport| {
        let title = titles.get(&of.dialogue).map_or("", String::as_str);
        let held = title.strip_prefix(found.title.as_str()).map_or("", |rest| rest.trim_start_matches([',', ' ']));
        DayLine {
            on: of.held_on.vn(),
            elsewhere: of.elsewhere,
            held: held.to_owned(),
            count: String::new(),
            link: (found.state == "complete").then(|| format!("/dialogues/{}", of.dialogue)),
        }
    };
    Ok(import::dialogues(read, found.id).await?.into_iter().map(line).collect())
}
