//! What was seen of a table, kept with its rows for whoever looks at it before it is taken over.

use std::collections::{BTreeMap, BTreeSet};

use domain::day::Day;
use serde::{Deserialize, Serialize};

use super::{Answered, Due, Fields, Held, Place, Row};

/// Names of bodies that are kept to be asked for: more than any office has.
pub(super) const MOST_NAMES: usize = 1_000;

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
    /// The village of each day on which all was raised in one, or at a meeting in one.
    #[serde(default)]
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
        self.villages = villages(rows);
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

/// The village of each day on which the meeting was held in one, or whose rows all lie in one.
fn villages(rows: &[Row]) -> BTreeMap<Day, i64> {
    let mut days: BTreeMap<Day, (BTreeSet<i64>, BTreeSet<Option<i64>>)> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_elsewhere()) {
        let (held, lie) = days.entry(row.on).or_default();
        held.extend(row.said.held_at);
        lie.insert(match &row.place {
            Place::Village(id) => Some(*id),
            _ => None,
        });
    }
    let one = |(day, (held, lie)): (Day, (BTreeSet<i64>, BTreeSet<Option<i64>>))| {
        let only = |ids: Vec<i64>| match ids[..] {
            [id] => Some(id),
            _ => None,
        };
        let lie = if lie.contains(&None) { None } else { only(lie.into_iter().flatten().collect()) };
        let village = if held.is_empty() { lie } else { only(held.into_iter().collect()) };
        village.map(|village| (day, village))
    };
    days.into_iter().filter_map(one).collect()
}
