//! The results of a scope in a range of days, as reports give them: a line per level and line of duty, and their total.
//!
//! Everything is read as of one day and one instant: a number of an earlier report comes out again.

mod opened;
mod rows;

pub use opened::{Number, Opened, open};

use std::collections::{BTreeMap, BTreeSet};

use domain::day::{Day, Instant};
use domain::dialogue::Line;
use domain::outcome::{Group, Outcome};
use domain::plan::{PlannedState, Tally};

use crate::reader::Read;
use crate::{Error, Row, args};

/// Whose results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A body and those under it.
    Body(i64),
    /// All bodies of a place and of what lies in it.
    Place(i64),
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

/// The results: the own level, each lower one, and the total; of each the whole, and the lines of duty that have anything.
pub async fn count(read: &mut impl Read, asked: &Asked, own_level: &str) -> Result<Vec<ResultLine>, Error> {
    let found = rows::read(read, asked).await?;
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
pub async fn place(read: &mut impl Read, level: &str, code: &str, on: Day) -> Result<Option<PlaceRow>, Error> {
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
pub async fn places_named(read: &mut impl Read, folded: &str, on: Day) -> Result<Vec<PlaceRow>, Error> {
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

/// Of which level and line of duty something is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Of {
    level: String,
    line: Line,
}

impl Of {
    fn is(&self, level: Option<&str>, line: Option<Line>) -> bool {
        level.is_none_or(|level| self.level == level) && line.is_none_or(|line| line.counts(self.line))
    }
}

/// How many cases are alike.
struct CaseCount {
    of: Of,
    outcome: Outcome,
    due: String,
    assessment: String,
    confirmed: bool,
    waiting: bool,
    beyond: bool,
    field: String,
    /// `raised`, `carried`, `reopened`.
    came: String,
    n: i64,
}

impl Cases {
    fn add(&mut self, case: &CaseCount) {
        let n = case.n;
        let when = |held: bool| if held { n } else { 0 };
        let group = case.outcome.group();
        let resolved = group == Group::Resolved;
        self.total += n;
        self.resolved += when(resolved);
        self.in_progress += when(group == Group::InProgress);
        self.not_taken_up += when(group == Group::NotTakenUp);
        self.ended += when(case.outcome == Outcome::ResolvedEnded);
        self.cannot += when(case.outcome == Outcome::ResolvedCannot);
        self.confirmed += when(resolved && case.assessment == "agreed");
        self.contradicted += when(resolved && case.assessment == "not_agreed");
        self.not_asked += when(resolved && case.assessment == "not_asked");
        self.confirmed_front += when(resolved && case.confirmed);
        self.on_time += when(case.due == "on_time");
        self.late += when(case.due == "late");
        self.overdue += when(case.outcome == Outcome::InProgressOverdue);
        self.no_due += when(case.due == "no_due");
        self.waiting += when(case.waiting);
        self.beyond += when(case.beyond);
        self.carried_over += when(case.came == "carried");
        self.raised += when(case.came == "raised");
        self.reopened += when(case.came == "reopened");
    }
}

/// Everything a report counts, as it was read.
#[derive(Default)]
struct Found {
    /// Dialogues held: of which, whether beside the plan, how many.
    held: Vec<(Of, bool, i64)>,
    /// Planned dialogues: of which, edition, state, how many.
    planned: Vec<(Of, i64, PlannedState, i64)>,
    /// Units with a body, by level.
    units: Vec<(String, i64)>,
    /// Units whose body held a dialogue.
    active: Vec<(Of, i64)>,
    /// Villages in which a session was held.
    sites: Vec<(Of, i64)>,
    /// Turns and submissions of dialogues.
    spoken: Vec<(Of, i64, i64)>,
    /// Letters and their submissions.
    written: Vec<(Of, i64, i64)>,
    cases: Vec<CaseCount>,
}

impl Found {
    /// The levels of which there is anything.
    fn levels(&self) -> Vec<String> {
        let of = self
            .held
            .iter()
            .map(|held| &held.0)
            .chain(self.planned.iter().map(|planned| &planned.0))
            .chain(self.spoken.iter().map(|spoken| &spoken.0))
            .chain(self.written.iter().map(|written| &written.0))
            .chain(self.cases.iter().map(|case| &case.of));
        let levels: BTreeSet<&str> =
            of.map(|of| of.level.as_str()).chain(self.units.iter().map(|units| units.0.as_str())).collect();
        levels.into_iter().map(str::to_owned).collect()
    }

    fn counts(&self, level: Option<&str>, line: Option<Line>) -> Counts {
        let mut counts = Counts::default();
        for (_, beside, n) in self.held.iter().filter(|held| held.0.is(level, line)) {
            counts.dialogues.held += n;
            counts.dialogues.added += if *beside { *n } else { 0 };
        }
        for (_, edition, state, n) in self.planned.iter().filter(|planned| planned.0.is(level, line)) {
            counts.dialogues.plan.add(*edition, *state, *n);
        }
        let units = self.units.iter().filter(|units| level.is_none_or(|level| units.0 == level));
        let distinct = |of: &[(Of, i64)]| {
            let ids: BTreeSet<i64> = of.iter().filter(|of| of.0.is(level, line)).map(|of| of.1).collect();
            i64::try_from(ids.len()).unwrap_or(i64::MAX)
        };
        counts.coverage = Coverage {
            units: units.map(|units| units.1).sum(),
            active: distinct(&self.active),
            sites: distinct(&self.sites),
        };
        for (_, turns, submissions) in self.spoken.iter().filter(|spoken| spoken.0.is(level, line)) {
            counts.turns += turns;
            counts.submissions += submissions;
        }
        for (_, letters, submissions) in self.written.iter().filter(|written| written.0.is(level, line)) {
            counts.letters += letters;
            counts.submissions += submissions;
        }
        for case in self.cases.iter().filter(|case| case.of.is(level, line)) {
            counts.cases.add(case);
            let place = match case.outcome.group() {
                Group::Resolved => 0,
                Group::InProgress => 1,
                _ => 2,
            };
            counts.fields.entry(case.field.clone()).or_default()[place] += case.n;
        }
        counts
    }
}
