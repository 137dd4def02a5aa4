//! The order in which rows are found: those with the marks that were typed first, then the newest; page by page, each of which
//! looks at a bounded number of rows.

use domain::fold::{fold, marked};

use super::{Subject, Where, question};
use crate::reader::Read;
use crate::{Error, Row, Value};

/// Of the rows that hold the words, so many of the newest are looked at for the marks.
pub(super) const NEWEST: i64 = 500;

/// So many are looked at for the marks where those of the newest fill no page: most words are typed with their marks, so that few
/// searches come here, and each is bounded all the same.
const OLDER: i64 = 10_000;

/// Where the next page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    /// Rows with the marks are looked for below this place; 0 when none is left.
    pub exact: i64,
    /// Those without stand below this one; 0 when none is left.
    pub other: i64,
}

impl After {
    /// Where the first page begins.
    const START: Self = Self { exact: i64::MAX, other: i64::MAX };
}

/// A row that was found.
pub(super) struct Hit {
    /// Where it stands in the order in which rows are found: newer ones have a greater one.
    at: i64,
    pub(super) subject: i64,
    pub(super) marked: String,
    pub(super) exact: bool,
}

/// Rows that were looked at, and where one goes on below them; 0 where nothing is.
struct Looked {
    hits: Vec<Hit>,
    below: i64,
}

fn usable(size: i64) -> usize {
    usize::try_from(size).unwrap_or(usize::MAX)
}

/// A page of the rows of a scope that hold the words of a query, from a place on, of a size; and where the next one begins, if
/// there may be one. A page whose older rows with the marks are not all looked at yet is filled with rows without; those with
/// them begin the next one.
pub(super) async fn matching(
    read: &mut dyn Read,
    subject: Subject,
    scope: &Where,
    query: &str,
    (after, size): (Option<After>, usize),
) -> Result<(Vec<Hit>, Option<After>), Error> {
    let folded = fold(query);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(8).collect();
    let nowhere = matches!(scope, Where::Tokens(tokens) if tokens.is_empty());
    let Some((last, whole)) = words.split_last().filter(|_| !nowhere) else { return Ok((Vec::new(), None)) };
    let asked = Asked { question: question(read.embedded(), subject, scope, whole, last), exact: marked(query) };
    let typed_with_marks = asked.exact != folded && !asked.exact.is_ascii();
    let from = after.unwrap_or(After::START);
    let newest =
        if from.other > 0 { asked.newest(read, from.other).await? } else { Looked { hits: Vec::new(), below: 0 } };
    let (with, without): (Vec<Hit>, Vec<Hit>) = newest.hits.into_iter().partition(|hit| hit.exact);
    let enough = after.is_none() && (!typed_with_marks || with.len() > size || newest.below == 0);
    let exact = match from.exact {
        0 => Looked { hits: Vec::new(), below: 0 },
        _ if enough => Looked { hits: with, below: newest.below },
        below => asked.with_marks(read, below, if typed_with_marks { OLDER } else { NEWEST }, size).await?,
    };
    let mut next = After { exact: exact.below, other: from.other };
    let mut hits = exact.hits;
    if hits.len() > size {
        hits.truncate(size);
        next.exact = hits.last().map_or(0, |hit| hit.at);
    }
    let room = size - hits.len();
    let rest = without.len() > room;
    let before = hits.len();
    hits.extend(without.into_iter().take(room));
    next.other = match hits[before..].last() {
        Some(last) if rest => last.at,
        None if rest => from.other,
        // All that were looked at are shown.
        _ => newest.below,
    };
    Ok((hits, (next.exact > 0 || next.other > 0).then_some(next)))
}

/// What is asked, and the words with their marks.
struct Asked {
    question: (String, Vec<Value>),
    exact: String,
}

impl Asked {
    fn hit(&self, row: &Row) -> Result<Hit, Error> {
        let words: String = row.get(2)?;
        Ok(Hit { at: row.get(0)?, subject: row.get(1)?, exact: words.contains(&self.exact), marked: words })
    }

    /// The newest below a place.
    async fn newest(&self, read: &mut dyn Read, below: i64) -> Result<Looked, Error> {
        let (sql, mut values) = self.question.clone();
        values.extend([below.into(), NEWEST.into()]);
        let rows = read.rows_planned(&sql, &values).await?;
        let hits = rows.iter().map(|row| self.hit(row)).collect::<Result<Vec<_>, Error>>()?;
        let full = hits.len() >= usable(NEWEST);
        Ok(Looked { below: hits.last().filter(|_| full).map_or(0, |last| last.at), hits })
    }

    /// Those with the marks among so many below a place: one more than `size`.
    async fn with_marks(&self, read: &mut dyn Read, below: i64, most: i64, size: usize) -> Result<Looked, Error> {
        let (sql, mut values) = self.question.clone();
        values.extend([below.into(), most.into(), self.exact.as_str().into()]);
        let at = values.len();
        values.push(i64::try_from(size + 1).unwrap_or(i64::MAX).into());
        let holds = if read.embedded() { "instr" } else { "strpos" };
        // The last row says how many were looked at, and down to which.
        let sql = format!(
            "WITH looked AS ({sql})
             SELECT z.place, z.subject_id, z.marked FROM (
               SELECT q.place AS place, q.subject_id AS subject_id, q.marked AS marked FROM looked q
               WHERE {holds}(q.marked, ${at}) > 0 ORDER BY q.place DESC LIMIT ${}) z
             UNION ALL SELECT COALESCE(min(l.place), 0), -count(*), '' FROM looked l",
            at + 1
        );
        let rows = read.rows_planned(&sql, &values).await?;
        let (mut hits, mut end) = (Vec::new(), 0);
        for row in &rows {
            match row.get::<i64>(1)? {
                count if count <= 0 => end = if -count >= most { row.get(0)? } else { 0 },
                _ => hits.push(self.hit(row)?),
            }
        }
        hits.sort_by_key(|hit| -hit.at);
        Ok(Looked { hits, below: end })
    }
}
