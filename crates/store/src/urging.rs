//! Letters that urge bodies (đôn đốc): what other bodies owe to the body that decides over a case, and in `letter` what was
//! written to them about it.

mod letter;

pub(crate) use letter::differences;
pub use letter::{
    ItemRow, LetterRow, NewItem, NewLetter, Unsigned, UrgedRow, add, cases, find, go_on, issue, items, letters,
    of_case, set_struck, unsigned,
};

use domain::day::Day;

use crate::import::known;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::{Error, Row, args};

/// Something that another body owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedRow {
    /// The body that owes it.
    pub to: i64,
    /// Its name.
    pub to_name: String,
    /// The case.
    pub case: i64,
    /// `assignment`, `promise`, `transfer`, `part`.
    pub what: String,
    /// The assignment, the point, the transfer or the part.
    pub of: i64,
    /// The last day.
    pub due_on: Day,
    /// The words of the case; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Village or commune of the matter.
    pub place: String,
    /// Code of its field; empty where it is not known.
    pub field: String,
    /// How often it was urged.
    pub urged: i64,
    /// The day of the last such letter.
    pub urged_on: Option<Day>,
}

macro_rules! owed {
    ($rest:literal) => {
        concat!(
            "SELECT q.to_id AS to_id, b.name AS to_name, q.case_id, q.what, q.of_id, q.due_on AS due_on, x.body, t.name, c.field,
                    (SELECT count(*) FROM urging_items i WHERE i.case_id = q.case_id AND i.what = q.what
                       AND i.of_id = q.of_id AND i.struck = 0),
                    (SELECT max(l.urged_on) FROM urging_items i JOIN urging_letters l ON l.id = i.letter_id
                     WHERE i.case_id = q.case_id AND i.what = q.what AND i.of_id = q.of_id AND i.struck = 0) AS urged_on
             FROM (
               SELECT a.lead_id AS to_id, a.case_id AS case_id, 'assignment' AS what, a.id AS of_id, a.due_on AS due_on
               FROM cases c JOIN assignments a ON a.case_id = c.id
               WHERE c.decides_id = $1 AND c.merged_into_id IS NULL AND a.lead_id <> $1 AND a.state IN ('open', 'accepted')
                 AND (c.suspended = 0 OR (SELECT count(*) FROM clocks u WHERE u.subject = 'assignment' AND u.subject_id = a.id
                   AND u.kind = 'agency' AND u.state = 'running') > 0)
               UNION ALL
               SELECT k.organisation_id, c.id, 'promise', k.subject_id, k.due_on
               FROM cases c CROSS JOIN case_points p CROSS JOIN clocks k
               WHERE p.case_id = c.id AND k.subject = 'case_point' AND k.subject_id = p.id AND c.decides_id = $1 AND c.merged_into_id IS NULL AND k.kind = 'promise' AND k.state = 'running'
                 AND k.organisation_id <> $1
               UNION ALL
               SELECT h.to_id, h.case_id, 'transfer', h.id, h.answer_by_on
               FROM transfers h JOIN cases c ON c.id = h.case_id
               WHERE h.sender_id = $1 AND h.state IN ('sent', 'received') AND h.answer_by_on IS NOT NULL
                 AND c.merged_into_id IS NULL
               UNION ALL
               SELECT w.organisation_id, w.case_id, 'part', w.id, w.due_on
               FROM assignments g JOIN assignment_parts w ON w.case_id = g.case_id AND w.assignment_id = g.id
               JOIN cases c ON c.id = w.case_id
               WHERE g.lead_id = $1 AND g.state IN ('open', 'accepted') AND w.state = 'open' AND c.merged_into_id IS NULL
                 AND (c.suspended = 0 OR (SELECT count(*) FROM clocks u WHERE u.subject = 'assignment' AND u.subject_id = g.id
                   AND u.kind = 'agency' AND u.state = 'running') > 0)
             ) q JOIN organisations b ON b.id = q.to_id JOIN cases c ON c.id = q.case_id AND ",
            known!("c.origin_dialogue_id"),
            "
             JOIN texts x ON x.id = c.text_id JOIN territories t ON t.id = c.territory_id ",
            $rest
        )
    };
}

fn owed(row: &Row) -> Result<OwedRow, Error> {
    Ok(OwedRow {
        to: row.get(0)?,
        to_name: row.get(1)?,
        case: row.get(2)?,
        what: row.get(3)?,
        of: row.get(4)?,
        due_on: row.get(5)?,
        words: row.get(6)?,
        place: row.get(7)?,
        field: row.get(8)?,
        urged: row.get(9)?,
        urged_on: row.get(10)?,
    })
}

/// Where something that is owed stands in its list: its last day, the case, what is owed, and of what.
pub type OwedKey = (Day, i64, String, i64);

impl OwedRow {
    /// Its key.
    pub fn key(&self) -> OwedKey {
        (self.due_on, self.case, self.what.clone(), self.of)
    }
}

/// What other bodies owe to a body by a last day at most that one, of what it decides over, sent on or gave in part:
/// what all of them owe, or one of them where it is named. The longest overdue first, from behind the key on. Nothing is owed of a case
/// whose clock stands still; where it runs on though work is suspended, it is.
pub async fn owed_by(
    read: &mut dyn Read,
    (body, to): (i64, Option<i64>),
    until: Day,
    after: Option<&OwedKey>,
    size: usize,
) -> Result<Page<OwedRow>, Error> {
    let size_of = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let (day, case, what, of) = after.cloned().unwrap_or((Day::FLOOR, 0, String::new(), 0));
    let rows = read
        .rows(
            owed!(
                "WHERE q.due_on <= $2 AND ($4 = 0 OR q.to_id = $4) AND (q.due_on, q.case_id, q.what, q.of_id) > ($5, $6, $7, $8)
                 ORDER BY q.due_on, q.case_id, q.what, q.of_id LIMIT $3"
            ),
            &args![body, until, size_of, to.unwrap_or_default(), day, case, what, of],
        )
        .await?;
    page(&rows, size, owed)
}

/// A body that owes something to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwingRow {
    /// The body.
    pub to: i64,
    /// Its name.
    pub to_name: String,
    /// The last day of what it owes longest.
    pub first_on: Day,
    /// How much was due before today.
    pub over: i64,
    /// How much is due from today on.
    pub soon: i64,
    /// The day of the last letter about any of it.
    pub urged_on: Option<Day>,
}

/// The bodies that owe something to a body by a last day at most that one, with how much, from behind the key on: the day and the id of
/// the last one. First who is overdue longest.
pub async fn owing(
    read: &mut dyn Read,
    body: i64,
    until: Day,
    after: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<OwingRow>, Error> {
    let size_of = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let today = read.today();
    let (day, id) = after.unwrap_or((Day::FLOOR, 0));
    let rows = read
        .rows(
            concat!(
                "SELECT z.to_id, z.to_name, min(z.due_on), sum(CASE WHEN z.due_on < $4 THEN 1 ELSE 0 END),
                        sum(CASE WHEN z.due_on < $4 THEN 0 ELSE 1 END), max(z.urged_on)
                 FROM (",
                owed!("WHERE q.due_on <= $2"),
                ") z GROUP BY z.to_id, z.to_name HAVING (min(z.due_on), z.to_id) > ($5, $6) ORDER BY 3, 1 LIMIT $3"
            ),
            &args![body, until, size_of, today, day, id],
        )
        .await?;
    page(&rows, size, |row| {
        Ok(OwingRow {
            to: row.get(0)?,
            to_name: row.get(1)?,
            first_on: row.get(2)?,
            over: row.get(3)?,
            soon: row.get(4)?,
            urged_on: row.get(5)?,
        })
    })
}

/// What is owed by a last day at most that one, by one body or by all, and was not urged by a letter of the day `on`; body after
/// body, the longest overdue of each first.
pub async fn to_urge(
    read: &mut dyn Read,
    (body, to): (i64, Option<i64>),
    (until, on): (Day, Day),
    size: usize,
) -> Result<Page<OwedRow>, Error> {
    let size_of = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            owed!(
                "WHERE q.due_on <= $2 AND ($4 = 0 OR q.to_id = $4)
                   AND NOT EXISTS (SELECT 1 FROM urging_items i JOIN urging_letters l ON l.id = i.letter_id
                     WHERE i.case_id = q.case_id AND i.what = q.what AND i.of_id = q.of_id AND i.struck = 0
                       AND l.organisation_id = $1 AND l.urged_on = $5)
                 ORDER BY q.to_id, q.due_on, q.case_id, q.what, q.of_id LIMIT $3"
            ),
            &args![body, until, size_of, to.unwrap_or_default(), on],
        )
        .await?;
    page(&rows, size, owed)
}

/// How much is owed by a last day at most that one, by one body or by all, and was not urged by a letter of the day `on`.
pub async fn left_to_urge(
    read: &mut dyn Read,
    (body, to): (i64, Option<i64>),
    (until, on): (Day, Day),
) -> Result<i64, Error> {
    let row = read
        .row(
            concat!(
                "SELECT count(*) FROM (",
                owed!(
                    "WHERE q.due_on <= $2 AND ($3 = 0 OR q.to_id = $3)
                       AND NOT EXISTS (SELECT 1 FROM urging_items i JOIN urging_letters l ON l.id = i.letter_id
                         WHERE i.case_id = q.case_id AND i.what = q.what AND i.of_id = q.of_id AND i.struck = 0
                           AND l.organisation_id = $1 AND l.urged_on = $4)"
                ),
                ") z"
            ),
            &args![body, until, to.unwrap_or_default(), on],
        )
        .await?;
    row.map_or(Ok(0), |row| row.get(0))
}
