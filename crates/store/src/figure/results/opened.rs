//! What stands behind a number of the results: exactly as many rows as it says, of the same scope, days and instant.

use domain::day::Day;
use domain::dialogue::Line;
use domain::standing::Side;

use super::rows::{ACTIVE, HELD, IN_PLAN, PLANNED, SITES, UNITS, Way, counted, in_range, raised, whole};
use super::{Asked, Counts, Mode};
use crate::Error;
use crate::reader::Read;
use crate::sql::{Page, in_order, page};

macro_rules! numbers {
    ($( $(#[$doc:meta])* $name:ident = $word:literal, $what:literal, |$counts:ident| $value:expr; )*) => {
        /// A number of a line of results.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Number {
            $( $(#[$doc])* $name ),*
        }

        impl Number {
            /// Every number, in the order of a report.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its word.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $word ),* }
            }

            /// What its rows are: `dialogue`, `planned`, `territory`, `turn`, `submission`, `case`.
            pub const fn rows(self) -> &'static str {
                match self { $( Self::$name => $what ),* }
            }

            /// What it says.
            pub fn of(self, counts: &Counts) -> i64 {
                match self { $( Self::$name => { let $counts = counts; $value } )* }
            }
        }
    };
}

numbers! {
    /// Dialogues of the first issued plans.
    Planned = "planned", "planned", |counts| counts.dialogues.plan.planned;
    /// Dialogues that stand in the plans as amended.
    Adjusted = "adjusted", "planned", |counts| counts.dialogues.plan.adjusted;
    /// Planned dialogues that were put off.
    Postponed = "postponed", "planned", |counts| counts.dialogues.plan.postponed;
    /// Planned dialogues that were called off.
    Cancelled = "cancelled", "planned", |counts| counts.dialogues.plan.cancelled;
    /// Dialogues held.
    Held = "held", "dialogue", |counts| counts.dialogues.held;
    /// Dialogues held beside the plan.
    Added = "added", "dialogue", |counts| counts.dialogues.added;
    /// Units with a body.
    Units = "units", "territory", |counts| counts.coverage.units;
    /// Units whose body held a dialogue.
    Active = "active", "territory", |counts| counts.coverage.active;
    /// Units that have a body and held none.
    Idle = "idle", "territory", |counts| counts.coverage.idle;
    /// Villages in which a session was held.
    Sites = "sites", "territory", |counts| counts.coverage.sites;
    /// Speaking turns.
    Turns = "turns", "turn", |counts| counts.turns;
    /// Letters.
    Letters = "letters", "turn", |counts| counts.letters;
    /// Submissions.
    Submissions = "submissions", "submission", |counts| counts.submissions;
    /// Submissions of meetings of deputies with voters.
    Voters = "voters", "submission", |counts| counts.voters;
    /// Submissions raised by other ways.
    Elsewhere = "elsewhere", "submission", |counts| counts.elsewhere;
    /// Cases.
    Total = "total", "case", |counts| counts.cases.total;
    /// Resolved.
    Resolved = "resolved", "case", |counts| counts.cases.resolved;
    /// In progress.
    InProgress = "in_progress", "case", |counts| counts.cases.in_progress;
    /// Not taken up.
    NotTakenUp = "not_taken_up", "case", |counts| counts.cases.not_taken_up;
    /// Lawfully ended otherwise.
    Ended = "ended", "case", |counts| counts.cases.ended;
    /// Cannot be done.
    Cannot = "cannot", "case", |counts| counts.cases.cannot;
    /// The person agrees.
    Confirmed = "confirmed", "case", |counts| counts.cases.confirmed;
    /// The Front confirms.
    ConfirmedFront = "confirmed_front", "case", |counts| counts.cases.confirmed_front;
    /// Cases resolved that those who supervise found not, or not wholly, done.
    ContradictedFront = "contradicted_front", "case", |counts| counts.cases.contradicted_front;
    /// The person does not agree.
    Contradicted = "contradicted", "case", |counts| counts.cases.contradicted;
    /// Nobody asked the person yet.
    NotAsked = "not_asked", "case", |counts| counts.cases.not_asked;
    /// Answered in time.
    OnTime = "on_time", "case", |counts| counts.cases.on_time;
    /// Answered too late.
    Late = "late", "case", |counts| counts.cases.late;
    /// In progress and overdue.
    Overdue = "overdue", "case", |counts| counts.cases.overdue;
    /// Without a due date.
    NoDue = "no_due", "case", |counts| counts.cases.no_due;
    /// Another body owes an answer.
    Waiting = "waiting", "case", |counts| counts.cases.waiting;
    /// A point is beyond competence.
    Beyond = "beyond", "case", |counts| counts.cases.beyond;
    /// Not settled: they go on into the next range.
    Unsettled = "unsettled", "case", |counts| counts.cases.total - counts.cases.resolved;
    /// Carried over.
    CarriedOver = "carried_over", "case", |counts| counts.cases.carried_over;
    /// Raised in the range.
    Raised = "raised", "case", |counts| counts.cases.raised;
    /// Reopened in the range.
    Reopened = "reopened", "case", |counts| counts.cases.reopened;
}

impl Number {
    /// The number of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|number| number.as_str() == word)
    }

    /// What a case has to be, in the words of its row.
    fn of_case(self) -> String {
        let side = |side: Side, word: &str| {
            let digit = side.digit(word).unwrap_or(9);
            format!("sides / {} % 10 = {digit}", side.worth())
        };
        let resolved = |more: String| format!("outcome LIKE 'resolved%' AND {more}");
        let plain = match self {
            Self::Confirmed => return resolved(side(Side::Assessment, "agreed")),
            Self::ConfirmedFront => return resolved(side(Side::Confirmed, "yes")),
            Self::ContradictedFront => return resolved(side(Side::Confirmed, "contradicted")),
            Self::Contradicted => return resolved(side(Side::Assessment, "not_agreed")),
            Self::NotAsked => return resolved(side(Side::Assessment, "not_asked")),
            Self::OnTime => return side(Side::Due, "on_time"),
            Self::Late => return side(Side::Due, "late"),
            Self::NoDue => return side(Side::Due, "no_due"),
            Self::Waiting => return side(Side::Transfer, "waiting"),
            Self::Beyond => return side(Side::Competence, "beyond"),
            Self::Resolved => "outcome LIKE 'resolved%'",
            Self::InProgress => "outcome LIKE 'in_progress%'",
            Self::NotTakenUp => "outcome = 'not_taken_up'",
            Self::Ended => "outcome = 'resolved.ended'",
            Self::Cannot => "outcome = 'resolved.cannot'",
            Self::Overdue => "outcome = 'in_progress.overdue'",
            Self::Unsettled => "outcome NOT LIKE 'resolved%'",
            Self::CarriedOver => "came = 'carried'",
            Self::Raised => "came = 'raised'",
            Self::Reopened => "came = 'reopened'",
            _ => "1 = 1",
        };
        plain.to_owned()
    }

    /// Its rows: columns `id`, `on_day`, `level`, `line`, `kind`, `field`, `words`, `body`, `state`, `leads`.
    fn sql(self, read: &dyn Read, asked: &Asked, line: Option<Line>) -> String {
        let planned = |which: &str| {
            format!(
                "SELECT q.id AS id, q.planned_on AS on_day, p.level AS level, p.line AS line, '' AS kind, '' AS field,
                        y.body AS words, o.name AS body, b.value AS state, p.id AS leads
                 {PLANNED} JOIN texts y ON y.id = q.topic_text_id JOIN organisations o ON o.id = s.id WHERE {which}"
            )
        };
        let held = |more: &str, which: &str| {
            format!(
                "SELECT d.id AS id, h.from_on AS on_day, d.level AS level, d.line AS line, '' AS kind, '' AS field,
                        y.body AS words, o.name AS body, '' AS state, d.id AS leads
                 {HELD} {more} JOIN texts y ON y.id = d.title_text_id JOIN organisations o ON o.id = s.id WHERE {which}"
            )
        };
        let place = |from: &str, place: &str, level: &str| {
            format!(
                "SELECT {place}.id AS id, {place}.valid_from_on AS on_day, {level} AS level, d.line AS line, '' AS kind,
                        '' AS field, {place}.name AS words, {NO_BODY} AS body, '' AS state, {place}.id AS leads {from}"
            )
        };
        // A unit is of every line.
        let unit = format!(
            "SELECT t.id AS id, t.valid_from_on AS on_day, t.level AS level, NULL AS line, 'any' AS kind, '' AS field,
                    t.name AS words, {NO_BODY} AS body, '' AS state, t.id AS leads {}",
            UNITS.replace("$2", "$4")
        );
        let sql = match self {
            Self::Planned => planned("q.edition = 1 AND b.value <> 'withdrawn'"),
            Self::Adjusted => planned("b.value NOT IN ('withdrawn', 'dropped')"),
            Self::Postponed => planned("b.value = 'postponed'"),
            Self::Cancelled => planned("b.value = 'cancelled'"),
            Self::Held => held("", "1 = 1"),
            Self::Added => held(IN_PLAN, "n.value = 'none'"),
            // What is asked of a unit is bound all the same.
            Self::Units => format!("{unit} WHERE $2 <= $3 AND CAST($5 AS BIGINT) >= 0"),
            Self::Active => place(ACTIVE, "t", "t.level"),
            Self::Idle => format!(
                "{unit} WHERE NOT EXISTS (SELECT 1 FROM ({}) z WHERE z.id = t.id AND {})",
                place(ACTIVE, "t", "t.level"),
                of_line(line)
            ),
            Self::Sites => place(SITES, "v", "d.level"),
            Self::Turns => turns(&raised(read, asked, Way::Spoken)),
            Self::Letters => turns(&raised(read, asked, Way::Written)),
            Self::Submissions => {
                let ways = [Way::Spoken, Way::Written, Way::Visited];
                ways.map(|way| submissions(&raised(read, asked, way))).join(" UNION ALL ")
            }
            Self::Voters | Self::Elsewhere => {
                let voters = if matches!(self, Self::Voters) { "=" } else { "<>" };
                let spoken = submissions(&raised(read, asked, Way::Spoken));
                let spoken = format!("{spoken} WHERE z.turn_id IS NULL AND f.channel {voters} 'voters'");
                // None of what was said at a reception was raised at such a meeting.
                match self {
                    Self::Voters => spoken,
                    _ => format!("{spoken} UNION ALL {}", submissions(&raised(read, asked, Way::Visited))),
                }
            }
            _ => format!(
                "SELECT z.id AS id, z.on_day AS on_day, z.level AS level, z.line AS line, z.kind AS kind,
                        z.field AS field, y.body AS words, z.body AS body, z.outcome AS state, z.id AS leads
                 FROM ({}) z JOIN cases c ON c.id = z.id JOIN texts y ON y.id = c.text_id WHERE {}",
                counted(read, asked, "$11"),
                self.of_case()
            ),
        };
        whole(&sql, asked.scope)
    }
}

/// A place is of no body.
const NO_BODY: &str = "''";

/// The case of a submission; a dialogue's matter that is only noted has none.
const ITS_CASE: &str = "COALESCE((SELECT min(c.case_id) FROM case_points c WHERE c.submission_id = f.id), 0)";

/// Turns, each with the words of the first submission that counts.
fn turns(raised: &str) -> String {
    format!(
        "SELECT u.id AS id, u.spoken_on AS on_day, z.level AS level, z.line AS line, z.kind AS kind, '' AS field,
                y.body AS words, g.name AS body, '' AS state, {ITS_CASE} AS leads
         FROM (SELECT v.turn_id AS turn_id, v.level AS level, v.line AS line, v.kind AS kind, v.body_id AS body_id,
                      min(v.submission_id) AS first FROM {raised} v
               WHERE v.turn_id IS NOT NULL GROUP BY v.turn_id, v.level, v.line, v.kind, v.body_id) z
         JOIN turns u ON u.id = z.turn_id JOIN submissions f ON f.id = z.first JOIN texts y ON y.id = f.text_id
         JOIN organisations g ON g.id = z.body_id"
    )
}

fn submissions(raised: &str) -> String {
    format!(
        "SELECT z.submission_id AS id, z.on_day AS on_day, z.level AS level, z.line AS line, z.kind AS kind,
                f.field AS field, y.body AS words, g.name AS body, '' AS state, {ITS_CASE} AS leads
         FROM {raised} z JOIN submissions f ON f.id = z.submission_id JOIN texts y ON y.id = f.text_id
         JOIN organisations g ON g.id = z.body_id"
    )
}

/// A row behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What it is a row of: see [`Number::rows`].
    pub id: i64,
    /// Its day: raised, held, planned; of a place, since when it bears its name.
    pub on: Day,
    /// Its words or its name; nothing once erased.
    pub words: Option<String>,
    /// The body whose it is; empty for a place.
    pub body: String,
    /// How it stood on the day that was asked for: an outcome, the state of a planned dialogue, or nothing.
    pub state: String,
    /// Where one goes on: a dialogue, the plan of a planned one, the case of a turn or submission; 0 for nowhere.
    pub leads: i64,
}

/// Stands for the field of what has none yet.
pub const NO_FIELD: &str = "none";

/// Whose rows are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Which<'a> {
    /// A level, or all.
    pub level: Option<&'a str>,
    /// A line of duty, or everybody's.
    pub line: Option<Line>,
    /// A field of work with those under it, [`NO_FIELD`] for what has none, or all; only cases and submissions are of a field.
    pub field: Option<&'a str>,
}

impl<'a> From<(Option<&'a str>, Option<Line>)> for Which<'a> {
    fn from((level, line): (Option<&'a str>, Option<Line>)) -> Self {
        Self { level, line, field: None }
    }
}

/// Whose duty a row is, in the words of its columns.
pub(crate) fn of_line(line: Option<Line>) -> &'static str {
    const EVERYBODY: &str = "1 = 1";
    match line {
        None => EVERYBODY,
        Some(Line::Party) => "(line IN ('party', 'joint') OR (line IS NULL AND kind IN ('any', 'party_committee')))",
        Some(Line::Authority) => {
            "(line IN ('authority', 'joint')
              OR (line IS NULL AND kind IN ('any', 'peoples_committee', 'peoples_council')))"
        }
        Some(Line::Joint) => "(line = 'joint' OR (line IS NULL AND kind = 'any'))",
        Some(Line::Other) => "(line = 'other' OR (line IS NULL AND kind = 'any'))",
    }
}

/// The rows of a number and what they are asked with; `$6` to `$8` are those of a page.
fn asking(
    read: &dyn Read,
    asked: &Asked,
    which: Which<'_>,
    number: Number,
    page: [crate::Value; 3],
) -> (String, Vec<crate::Value>) {
    let sql = format!(
        "SELECT DISTINCT id, on_day, words, body, state, leads FROM ({}) opened
         WHERE ($9 = '' OR level = $9)
           AND ($10 = '' OR field = $10 OR field LIKE $10 || '.%' OR ($10 = '{NO_FIELD}' AND field = '')) AND {}
           AND (on_day < $6 OR (on_day = $6 AND id < $7))
         ORDER BY on_day DESC, id DESC LIMIT $8",
        number.sql(read, asked, which.line),
        of_line(which.line)
    );
    let mut values = in_range(asked).to_vec();
    values.extend(page);
    values.extend(crate::args![which.level.unwrap_or_default(), which.field.unwrap_or_default()]);
    if number.rows() == "case" && asked.mode == Mode::Workload {
        values.push(asked.from.plus(-1).into());
    }
    (sql, values)
}

/// How many rows a number has: as many as it says.
pub async fn how_many<'a>(
    read: &mut dyn Read,
    asked: &Asked,
    of: impl Into<Which<'a>>,
    number: Number,
) -> Result<i64, Error> {
    let (sql, values) = asking(read, asked, of.into(), number, crate::args![Day::OPEN, i64::MAX, i64::MAX]);
    let sql = in_order(read, &format!("SELECT count(DISTINCT id) FROM ({sql}) counted"));
    let row = read.row(&sql, &values).await?;
    row.map_or(Ok(0), |row| row.get(0))
}

/// The rows behind a number of a line (a level, or all; a duty, or everybody's), newest first, from the key on.
pub async fn open<'a>(
    read: &mut dyn Read,
    asked: &Asked,
    of: impl Into<Which<'a>>,
    number: Number,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<Opened>, Error> {
    let (on, id) = before.unwrap_or((Day::OPEN, i64::MAX));
    let size_and_one = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let (sql, values) = asking(read, asked, of.into(), number, crate::args![on, id, size_and_one]);
    let sql = in_order(read, &sql);
    let rows = read.rows(&sql, &values).await?;
    page(&rows, size, |row| {
        Ok(Opened {
            id: row.get(0)?,
            on: row.get(1)?,
            words: row.get(2)?,
            body: row.get(3)?,
            state: row.get(4)?,
            leads: row.get(5)?,
        })
    })
}
