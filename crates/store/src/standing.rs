//! The standings of cases: rows that follow from the events of a case as its spans do, kept among them and written with them by
//! the same difference. Lists and figures read one of them for a case, by the view `standings`.

use std::collections::BTreeMap;

use domain::day::{Day, Instant};
use domain::event::{Recorded, Subject};
use domain::standing::{Standing, believed};

use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, Row, Value, args, sql};

/// The columns of spans, those of standings and of raisings last.
pub(crate) const COLUMNS: &str =
    "id, subject, subject_id, axis, value, organisation_id, from_on, to_on, known_from_at, known_to_at,
    raised_on, dialogue_id, sides, field, turn_id, receiver_id, visited_id";

/// Where in a row its end of knowledge stands.
const KNOWN_TO: usize = 9;

/// How many they are.
const WIDTH: usize = 17;

/// A row of spans with nothing in the columns that it leaves out.
pub(crate) fn padded(mut row: Vec<Value>) -> Vec<Value> {
    row.resize(WIDTH, Value::Null);
    row
}

/// What was believed from one instant until another, as a row of spans without its id.
fn row(case: i64, standing: &Standing, known_from: Instant, known_to: Instant) -> Vec<Value> {
    args![
        Value::Null,
        Subject::Case.as_str(),
        case,
        "standing",
        standing.outcome.as_str(),
        standing.origin,
        standing.from,
        standing.to,
        known_from,
        known_to,
        standing.raised_on,
        standing.dialogue,
        standing.sides,
        standing.field.as_str(),
    ]
    .to_vec()
}

/// What the acts of one transaction change in standings.
#[derive(Default)]
pub(crate) struct Changes {
    opened: Vec<Vec<Value>>,
    /// When standings end in the knowledge of others, and their first day; the cases whose they are.
    closed: BTreeMap<(Instant, Day), Vec<i64>>,
}

/// The standings of one case that were opened within a transaction, each with its row.
#[derive(Default)]
pub(crate) struct Own(Vec<(Standing, usize)>);

impl Changes {
    /// Notes what an event changed at an instant.
    pub(crate) fn note(
        &mut self,
        case: i64,
        own: &mut Own,
        (closed, opened): (Vec<Standing>, Vec<Standing>),
        at: Instant,
    ) {
        for standing in closed {
            // What this act opened was never open to anybody else.
            if let Some(place) = own.0.iter().position(|(opened, _)| *opened == standing) {
                let (_, row) = own.0.swap_remove(place);
                self.opened[row][KNOWN_TO] = at.into();
            } else {
                self.closed.entry((at, standing.from)).or_default().push(case);
            }
        }
        for standing in opened {
            self.opened.push(row(case, &standing, at, Instant::OPEN));
            own.0.push((standing, self.opened.len() - 1));
        }
    }

    /// Ends standings in the knowledge of others, with the next flight, and gives the rows that begin. By what is known no two
    /// standings of a case begin on one day.
    pub(crate) fn close(self, tx: &mut Tx) -> Vec<Vec<Value>> {
        for ((at, from), cases) in self.closed {
            for ids in cases.chunks(sql::MANY) {
                let mut values = args![at, from].to_vec();
                values.extend(ids.iter().map(|id| Value::Int(*id)));
                let sql = format!(
                    "UPDATE spans SET known_to_at = $1 WHERE subject = 'case' AND axis = 'standing' AND from_on = $2
                     AND known_to_at = {} AND subject_id IN ({})",
                    Instant::OPEN.ms(),
                    sql::places(3, ids.len())
                );
                tx.put(&sql, values);
            }
        }
        self.opened
    }
}

/// What a standing `r` has to be to be what was known at the instant that is asked with as `at`: one condition for each index that
/// leads there, so one walk each. Nothing is known now that is not known at a later instant.
pub(crate) fn known(read: &dyn Read, as_of: Instant, at: &str) -> Vec<String> {
    let open = Instant::OPEN.ms();
    let mut walks = vec![format!("r.known_to_at = {open} AND r.known_from_at <= {at}")];
    if as_of < read.now() {
        walks.push(format!("r.known_to_at < {open} AND r.known_to_at > {at} AND r.known_from_at <= {at}"));
    }
    walks
}

/// Walks through the standings that are known now, each by the day on which its case was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Walk {
    /// Of all bodies.
    OfAll,
    /// Of one body and one outcome.
    OfBodyAndOutcome,
}

/// The standings for such a walk. The embedded engine counts nothing and takes an axis, or an outcome, for a rare one: it would
/// look up all of it and sort that, so its index is named.
pub(crate) fn walked(read: &dyn Read, walk: Walk) -> String {
    if !read.embedded() {
        return "standings".to_owned();
    }
    let index = match walk {
        Walk::OfAll => "standings_raised",
        Walk::OfBodyAndOutcome => "standings_of_body_by_outcome",
    };
    format!(
        "(SELECT subject_id AS case_id, known_from_at, from_on, to_on, known_to_at, organisation_id AS origin_id, raised_on,
            dialogue_id, value AS outcome, sides, field FROM spans INDEXED BY {index}
          WHERE subject = 'case' AND axis = 'standing' AND known_to_at = {})",
        Instant::OPEN.ms()
    )
}

/// The rows that the events of a case give, without their ids, in the order of their instants and days.
pub(crate) fn told(subject: Subject, id: i64, events: &[Recorded]) -> Vec<Vec<Value>> {
    if subject != Subject::Case {
        return Vec::new();
    }
    let mut rows = believed(events);
    rows.sort_by_key(|(standing, since, _)| (*since, standing.from));
    rows.iter().map(|(standing, since, until)| row(id, standing, *since, *until)).collect()
}

/// Asks for the rows of a case as they are kept, in that order.
pub(crate) const KEPT: &str =
    "SELECT case_id, outcome, origin_id, from_on, to_on, known_from_at, known_to_at, raised_on,
    dialogue_id, sides, field FROM standings WHERE case_id = $1 ORDER BY known_from_at, from_on";

/// They, in the form of [`told`].
pub(crate) fn kept(rows: &[Row]) -> Result<Vec<Vec<Value>>, Error> {
    let one = |row: &Row| {
        Ok(args![
            Value::Null,
            Subject::Case.as_str(),
            row.get::<i64>(0)?,
            "standing",
            row.get::<String>(1)?,
            row.get::<i64>(2)?,
            row.get::<Day>(3)?,
            row.get::<Day>(4)?,
            row.get::<Instant>(5)?,
            row.get::<Instant>(6)?,
            row.get::<Day>(7)?,
            row.get::<Option<i64>>(8)?,
            row.get::<i64>(9)?,
            row.get::<String>(10)?,
        ]
        .to_vec())
    };
    rows.iter().map(one).collect()
}

/// What of the standings of a case is not what its events say.
pub(crate) async fn differences(read: &mut dyn Read, case: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let kept = kept(&read.rows(KEPT, &args![case]).await?)?;
    let differ = kept != told(Subject::Case, case, events);
    Ok(differ.then(|| format!("case {case}: its standings are not those of its events")).into_iter().collect())
}
