//! What was seen of a table, kept with its rows for whoever looks at it before it is taken over.

use std::collections::{BTreeMap, BTreeSet};

use domain::day::Day;
use serde::{Deserialize, Serialize};

use super::{Answered, Due, Fields, Held, Place, Row};

/// Names of bodies that are kept to be asked for: more than any office has.
pub(super) const MOST_NAMES: usize = 1_000;

/// What becomes a dialogue of a table, or holds what was raised elsewhere on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Day, whether it is no dialogue, and which of that day it is, from 0.
    pub held: (Day, bool, i64),
    /// How many rows were raised at it.
    pub rows: usize,
    /// The village in which it was held, where its title names one or all its rows lie in one.
    pub village: Option<i64>,
    /// Whether it was taken to be held there because its rows lie there.
    pub by_rows: bool,
    /// What its title calls it; may be empty.
    pub called: String,
}

/// What was seen of a table, for whoever looks at it before it is taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// The word of what each known column holds, with its heading.
    pub columns: Vec<(String, String)>,
    /// Headings of columns that nothing is taken from.
    pub unused: Vec<String>,
    /// Rows of the file with what is worth a look, as the word of a problem; of each problem the first hundred.
    pub notes: Vec<(usize, String)>,
    /// How many rows have each of those problems.
    #[serde(default)]
    pub noted: BTreeMap<String, usize>,
    /// The first words of those rows.
    #[serde(default)]
    pub said: BTreeMap<usize, String>,
    /// The places that those rows name, as they stand there.
    #[serde(default)]
    pub lie_in: BTreeMap<usize, String>,
    /// Names of bodies that are not known or several are called by, with how many rows say so; those of most rows first.
    #[serde(default)]
    pub unnamed: Vec<(String, usize)>,
    /// Those of them that somebody said to be outside the program and gave no day of a letter, with the level of the place.
    #[serde(default)]
    pub outside: BTreeMap<String, String>,
    /// Those of them that are known bodies outside the program and have no day of a letter yet.
    #[serde(default)]
    pub receivers: BTreeMap<String, i64>,
    /// How its dialogues were held.
    #[serde(default)]
    pub held: Held,
    /// Rows of the file that hold no matter.
    pub left_out: usize,
    /// Titles among the rows by which these have their field: with its code, empty where the rows differ, and how many rows.
    #[serde(default)]
    pub sections: Vec<(String, String, usize)>,
    /// How many rows name a body that could lead them and no last day, or had none before it was asked for.
    #[serde(default)]
    pub without_day: usize,
    /// How many rows were raised elsewhere than at a dialogue.
    #[serde(default)]
    pub elsewhere: usize,
    /// How many rows say that they are settled and not on which day.
    #[serde(default)]
    pub undated: usize,
    /// How many rows say no field of work, or said none before it was asked for, and for how many of them one is proposed.
    #[serde(default)]
    pub without_field: (usize, usize),
    /// What was said of the field of those rows; nothing while nobody said anything.
    #[serde(default)]
    pub fields: Option<Fields>,
    /// Its dialogues, and the days of what was raised elsewhere.
    #[serde(default)]
    pub meetings: Vec<Meeting>,
    /// The village of each day, of tables begun while one day was one dialogue; nothing is written into it any more.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub villages: BTreeMap<Day, i64>,
    /// What was said of the last day of those rows; nothing while nobody said anything.
    #[serde(default)]
    pub due: Option<Due>,
    /// What was said of the day of those answers; nothing while nobody said anything.
    #[serde(default)]
    pub answered: Option<Answered>,
}

impl Looked {
    /// Counts what is asked of some rows.
    pub(super) fn count(&mut self, rows: &[Row]) {
        self.without_day = rows.iter().filter(|row| row.is_asked_for_last_day()).count();
        self.elsewhere = rows.iter().filter(|row| row.is_elsewhere()).count();
        self.undated = rows.iter().filter(|row| row.said.undated).count();
        let open = || rows.iter().filter(|row| row.is_without_field());
        self.without_field = (open().count(), open().filter(|row| !row.said.proposed.is_empty()).count());
        self.meetings = meetings(rows);
        self.villages.clear();
        let mut sections: Vec<(String, String, usize)> = Vec::new();
        let mut at: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows.iter().filter(|row| !row.said.section.is_empty()) {
            let next = sections.len();
            let at = *at.entry(row.said.section.as_str()).or_insert(next);
            if at == next {
                sections.push((row.said.section.clone(), row.field.clone(), 0));
            }
            let (_, field, count) = &mut sections[at];
            *count += 1;
            if *field != row.field {
                field.clear();
            }
        }
        sections.truncate(MOST_NAMES);
        self.sections = sections;
    }

    /// Whether something is still to be said of it before it is taken over.
    pub fn asks(&self) -> bool {
        (self.without_day > 0 && self.due.is_none()) || (self.undated > 0 && self.answered.is_none())
    }
}

/// The dialogues of some rows, by day.
fn meetings(rows: &[Row]) -> Vec<Meeting> {
    struct Seen<'a> {
        rows: usize,
        held: BTreeSet<i64>,
        lie: BTreeSet<Option<i64>>,
        called: &'a str,
    }
    let mut found: BTreeMap<(Day, bool, i64), Seen<'_>> = BTreeMap::new();
    for row in rows {
        let (held, lie) = (BTreeSet::new(), BTreeSet::new());
        let seen = found.entry(row.held()).or_insert(Seen { rows: 0, held, lie, called: "" });
        seen.rows += 1;
        seen.held.extend(row.said.held_at);
        seen.lie.insert(match &row.place {
            Place::Village(id) => Some(*id),
            _ => None,
        });
        if seen.called.is_empty() {
            seen.called = &row.said.meeting_called;
        }
    }
    let only = |ids: Vec<i64>| match ids[..] {
        [id] => Some(id),
        _ => None,
    };
    let one = |(held, seen): ((Day, bool, i64), Seen<'_>)| {
        let by_rows = seen.held.is_empty();
        let lie = if seen.lie.contains(&None) { None } else { only(seen.lie.into_iter().flatten().collect()) };
        let village = if by_rows { lie } else { only(seen.held.into_iter().collect()) };
        let village = village.filter(|_| !held.1);
        Meeting {
            held,
            rows: seen.rows,
            village,
            by_rows: by_rows && village.is_some(),
            called: seen.called.to_owned(),
        }
    };
    found.into_iter().map(one).collect()
}

/// Says of each row which meeting of its day it was raised at: one by its village, else by what its title calls it. Rows below no
/// title are of the only one that has any, else of one more.
pub(super) fn tell_apart(rows: &mut [Row]) {
    let key = |row: &Row| {
        let called = sheets::place(&row.said.meeting_called);
        if called.is_empty() { called } else { row.said.held_at.map_or(called, |id| format!("#{id}")) }
    };
    let mut days: BTreeMap<Day, Vec<String>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_elsewhere()) {
        let (known, key) = (days.entry(row.on).or_default(), key(row));
        if !key.is_empty() && !known.contains(&key) {
            known.push(key);
        }
    }
    for row in rows.iter_mut() {
        let (known, key) = (days.get(&row.on).map_or(&[] as &[_], Vec::as_slice), key(row));
        let at = known.iter().position(|it| *it == key).unwrap_or(if known.len() > 1 { known.len() } else { 0 });
        row.said.meeting = if row.is_elsewhere() { 0 } else { i64::try_from(at).unwrap_or_default() };
    }
}

impl Looked {
    /// The village in which a dialogue of its table was held, where one is known.
    pub(super) fn village(&self, held: (Day, bool, i64)) -> Option<i64> {
        let known = self.meetings.iter().find(|it| it.held == held);
        known.map_or_else(|| self.villages.get(&held.0).copied().filter(|_| !held.1), |it| it.village)
    }

    /// What its title calls a dialogue of its table; may be empty.
    pub(super) fn called(&self, held: (Day, bool, i64)) -> &str {
        self.meetings.iter().find(|it| it.held == held).map_or("", |it| &it.called)
    }
}
