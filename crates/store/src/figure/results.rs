//! The results of a scope in a range of days, as reports give them: a line per level and line of duty, and their total.
//!
//! Everything is read as of one day and one instant: a number of an earlier report comes out again.

mod found;
mod opened;
mod rows;
#[cfg(test)]
mod ways;

pub(crate) use opened::of_line;
pub use opened::{NO_FIELD, Number, Opened, Which, how_many, open};
pub(crate) use rows::{bodies, id as scope_id};

use std::collections::BTreeMap;

use domain::day::{Day, Instant};
use domain::dialogue::Line;
use domain::plan::Tally;

use crate::organisation::like;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::{Error, Row, args};

/// Whose results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A body and those under it.
    Body(i64),
    /// A body without those under it: for who may read it alone.
    Alone(i64),
    /// All bodies of a place and of what lies in it.
    Place(i64),
    /// Those of them whose figures an account may read.
    Seen {
        /// The place.
        place: i64,
        /// The account.
        account: i64,
        /// The day on which it reads.
        on: Day,
    },
}

/// Which cases are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Those raised in the range.
    Raised,
    /// Those that had to be settled in it: carried over, raised and reopened.
    Workload,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Whose results.
    pub scope: Scope,
    /// Which cases.
    pub mode: Mode,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// The day whose state is read.
    pub state_on: Day,
    /// What was recorded up to this instant.
    pub as_of: Instant,
}

/// Dialogues, in cuộc.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialogues {
    /// By the plans that were issued first and as they were amended, and what was put off or called off.
    pub plan: Tally,
    /// Held, those beside the plan among them.
    pub held: i64,
    /// Held without standing in a plan.
    pub added: i64,
}

/// Where dialogues were held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Units that have a body.
    pub units: i64,
    /// Units one of whose bodies held a dialogue.
    pub active: i64,
    /// Units that have a body and held none.
    pub idle: i64,
    /// Distinct villages in which a session was held.
    pub sites: i64,
}

/// Cases, in vụ việc. The first four are a partition; the others stand beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cases {
    /// All that count.
    pub total: i64,
    /// Resolved; in the workload mode: settled.
    pub resolved: i64,
    /// In progress.
    pub in_progress: i64,
    /// Not taken up.
    pub not_taken_up: i64,
    /// Of the resolved: lawfully ended otherwise.
    pub ended: i64,
    /// Of the resolved: cannot be done, with its ground.
    pub cannot: i64,
    /// Of the resolved: the person agrees.
    pub confirmed: i64,
    /// Of the resolved: the Front confirms.
    pub confirmed_front: i64,
    /// Of the resolved: those who supervise found that it is not, or not wholly, done.
    pub contradicted_front: i64,
    /// Of the resolved: the person does not agree.
    pub contradicted: i64,
    /// Of the resolved: nobody asked the person yet.
    pub not_asked: i64,
    /// Answered or ended by the due date.
    pub on_time: i64,
    /// Answered or ended after it.
    pub late: i64,
    /// Of those in progress: a due date or the day of a promise has passed.
    pub overdue: i64,
    /// Without a due date.
    pub no_due: i64,
    /// Another body still owes an answer to a point that was sent on.
    pub waiting: i64,
    /// A point is beyond competence: said to be so, sent on, or answered elsewhere.
    pub beyond: i64,
    /// In the workload mode: raised before the range and unsettled when it began.
    pub carried_over: i64,
    /// Raised in the range.
    pub raised: i64,
    /// In the workload mode: settled when the range began, and reopened in it.
    pub reopened: i64,
}

impl Cases {
    /// The partition: resolved, in progress, not taken up.
    pub const fn parts(&self) -> [i64; 3] {
        [self.resolved, self.in_progress, self.not_taken_up]
    }
}

/// What a line counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Dialogues.
    pub dialogues: Dialogues,
    /// Coverage.
    pub coverage: Coverage,
    /// Speaking turns.
    pub turns: i64,
    /// Letters.
    pub letters: i64,
    /// Submissions.
    pub submissions: i64,
    /// Of these: raised at a meeting of deputies with their voters.
    pub voters: i64,
    /// Of these: raised by any other way than a dialogue, a letter or such a meeting.
    pub elsewhere: i64,
    /// Cases.
    pub cases: Cases,
    /// Cases by field of work: its code, and those resolved, in progress, not taken up.
    pub fields: BTreeMap<String, [i64; 3]>,
}

/// A line of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultLine {
    /// A level, or none for the total of all.
    pub level: Option<String>,
    /// Whose duty; none for everybody's.
    pub line: Option<Line>,
    /// What it counts.
    pub counts: Counts,
}

/// Levels in the order of a report.
const LEVELS: [&str; 4] = ["province", "district", "commune", "village"];

/// How many statements the results take.
pub const STEPS: usize = rows::STEPS;

/// The results: the own level, each lower one, and the total; of each the whole, and the lines of duty that have anything.
pub async fn count(read: &mut dyn Read, asked: &Asked, own_level: &str) -> Result<Vec<ResultLine>, Error> {
    count_step_by_step(read, asked, own_level, |_| ()).await
}

/// The same; `at` hears the number of each statement of [`STEPS`] before it runs, from 1.
pub async fn count_step_by_step(
    read: &mut dyn Read,
    asked: &Asked,
    own_level: &str,
    at: impl FnMut(usize),
) -> Result<Vec<ResultLine>, Error> {
    let found = rows::read(read, asked, at).await?;
    let mut levels: Vec<String> = found.levels();
    if !levels.iter().any(|level| level == own_level) {
        levels.push(own_level.to_owned());
    }
    levels.sort_by_key(|level| LEVELS.iter().position(|known| known == level));
    let mut lines = Vec::new();
    for level in levels.iter().map(|level| Some(level.as_str())).chain([None]) {
        for line in [None, Some(Line::Party), Some(Line::Authority), Some(Line::Joint)] {
            let counts = found.counts(level, line);
            if line.is_none() || !counts.is_empty() {
                lines.push(ResultLine { level: level.map(str::to_owned), line, counts });
            }
        }
    }
    Ok(lines)
}

/// Whether the scope holds any body: one of [`Scope::Seen`] may hold none.
pub async fn holds_any(read: &mut dyn Read, scope: Scope) -> Result<bool, Error> {
    rows::sees_any(read, scope).await
}

/// A body whose figures an account may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenRow {
    /// The body.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its place.
    pub territory: i64,
    /// The name of that place.
    pub place: String,
}

/// The bodies whose figures an account may read on a day and whose name, or that of their place, holds `find`, with or without
/// marks: those of the highest places first, then by name. Whoever has more of them looks for one by name.
pub async fn seen(read: &mut dyn Read, account: i64, on: Day, find: &str, size: usize) -> Result<Page<SeenRow>, Error> {
    let sql = format!(
        "SELECT o.id, o.name, o.territory_id, t.name FROM organisations o JOIN territories t ON t.id = o.territory_id
         WHERE o.outside = 0 AND (o.fold LIKE $1 OR t.fold LIKE $1) AND {}
         ORDER BY CASE t.level WHEN 'province' THEN 0 WHEN 'district' THEN 1 ELSE 2 END, o.sort_key, o.id LIMIT $2",
        rows::seen(account, on)
    );
    let size_and_one = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read.rows(&sql, &args![like(find), size_and_one]).await?;
    page(&rows, size, |row| {
        Ok(SeenRow { id: row.get(0)?, name: row.get(1)?, territory: row.get(2)?, place: row.get(3)? })
    })
}

/// A place that a scope can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRow {
    /// Its id.
    pub id: i64,
    /// Its level.
    pub level: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The first day on which it bears this name and code.
    pub from: Day,
}

fn place_row(row: &Row) -> Result<PlaceRow, Error> {
    Ok(PlaceRow { id: row.get(0)?, level: row.get(1)?, code: row.get(2)?, name: row.get(3)?, from: row.get(4)? })
}

/// The place of a level and code on a day.
pub async fn place(read: &mut dyn Read, level: &str, code: &str, on: Day) -> Result<Option<PlaceRow>, Error> {
    let row = read
        .row(
            "SELECT id, level, code, name, valid_from_on FROM territories
             WHERE level = $1 AND code = $2 AND valid_from_on <= $3 AND valid_to_on > $3",
            &args![level, code, on],
        )
        .await?;
    row.as_ref().map(place_row).transpose()
}

/// Places above villages whose folded name holds `folded`, in force on a day, by name; at most fifty.
pub async fn places_named(read: &mut dyn Read, folded: &str, on: Day) -> Result<Vec<PlaceRow>, Error> {
    let rows = read
        .rows(
            "SELECT id, level, code, name, valid_from_on FROM territories
             WHERE fold LIKE $1 AND level <> 'village' AND valid_from_on <= $2 AND valid_to_on > $2
             ORDER BY fold, id LIMIT 50",
            &args![format!("%{folded}%"), on],
        )
        .await?;
    rows.iter().map(place_row).collect()
}

impl Counts {
    /// Whether nothing was planned, held or raised.
    fn is_empty(&self) -> bool {
        let nothing = Self { coverage: self.coverage, ..Self::default() };
        *self == nothing && self.coverage.active == 0
    }
}
