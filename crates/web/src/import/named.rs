//! What the rows of a table name, in words, and whether a matter of one is there already.

use std::collections::BTreeMap;

use acts::import::{Looked, Row};
use domain::day::Day;
use domain::likeness::{Matter, Place as Lies};
use store::import::{self, ImportRow};
use store::{Error, Reader, organisation};

use crate::look::Shell;
use crate::page::short;

/// Days of a table whose matters are compared with what is there.
const DAYS: usize = 20;
/// Cases of a day that are compared.
const CASES: i64 = 300;
/// How alike words of one day have to be: nearly the same.
const NEARLY: u32 = 80;

/// Places, bodies and what was seen of a table, for those who look at it.
#[derive(Default)]
pub(super) struct Named {
    /// The villages of the body's place.
    pub(super) villages: BTreeMap<i64, String>,
    /// The bodies that may lead.
    pub(super) bodies: BTreeMap<i64, String>,
    /// What was seen of it.
    pub(super) looked: Looked,
    days: BTreeMap<Day, Vec<(i64, Matter)>>,
}

impl Named {
    pub(super) async fn read(read: &mut Reader<'_>, found: &ImportRow) -> Result<Self, Error> {
        let own = organisation::find(read, found.organisation).await?;
        let own = own.ok_or_else(|| Error::Corrupt("no such body".to_owned()))?.territory;
        let villages = organisation::villages(read, own, found.held_on).await?;
        let bodies = import::bodies_named(read, found.organisation, found.held_on).await?;
        let looked = import::looked(read, found.id).await?;
        Ok(Self {
            villages: villages.into_iter().map(|village| (village.id, village.name)).collect(),
            bodies: bodies.into_iter().collect(),
            looked: looked.and_then(|looked| serde_json::from_str(&looked).ok()).unwrap_or_default(),
            days: BTreeMap::new(),
        })
    }

    /// A case of the same body and day whose words are nearly the same.
    pub(super) async fn twin(
        &mut self,
        read: &mut Reader<'_>,
        organisation: i64,
        row: &Row,
    ) -> Result<Option<i64>, Error> {
        if !self.days.contains_key(&row.on) {
            if self.days.len() == DAYS {
                return Ok(None);
            }
            let cases = import::raised_on(read, organisation, row.on, CASES).await?;
            let known = cases.into_iter().map(|(case, words)| (case, Matter::new(&words, "", ""))).collect();
            self.days.insert(row.on, known);
        }
        let said = Matter::new(&row.words, "", "");
        let known = self.days.get(&row.on).map_or(&[] as &[_], Vec::as_slice);
        let twin = known.iter().find(|(_, matter)| said.likeness(matter, Lies::Same).percent >= NEARLY);
        Ok(twin.map(|(case, _)| *case))
    }
}

/// How the columns of a table are understood, what is not taken from it and what is worth a look, line by line.
pub(super) fn seen(shell: &Shell, looked: &Looked) -> Vec<String> {
    let is_taken = |word: &str| word != "other" && word != "number";
    let columns = looked.columns.iter().filter(|(word, _)| is_taken(word)).map(|(word, heading)| {
        shell.ta("import-column", &[("heading", heading), ("is", &shell.of("import-column", word))])
    });
    let mut lines: Vec<String> = columns.collect();
    if !looked.unused.is_empty() {
        lines.push(shell.ta("import-unused", &[("headings", &looked.unused.join("; "))]));
    }
    if looked.left_out > 0 {
        lines.push(shell.ta("import-left-out", &[("count", &looked.left_out)]));
    }
    let note = |(row, problem): &(usize, String)| {
        format!("{}: {}", shell.ta("import-row", &[("row", row)]), shell.of("import-problem", problem))
    };
    lines.extend(looked.notes.iter().map(note));
    lines
}

/// At which row the writing of a table stands, why, and what can be done; the row is the first of those that wait.
pub(super) fn refused(shell: &Shell, found: &ImportRow, row: Option<&Row>) -> Vec<String> {
    let Some((no, code)) = found.refused.as_ref().filter(|_| found.state == "applying") else { return Vec::new() };
    let words = row.map(|row| short(&row.words, 160)).unwrap_or_default();
    let why = match code.as_str() {
        "not-a-choice" | "body-ended" | "too-early" | "happened-before" => "import-stands-named",
        _ => "import-stands-other",
    };
    vec![shell.ta("import-stands", &[("no", no), ("words", &words)]), shell.t(why)]
}
