//! Cases as one line each: where they are found by words, and where one is chosen to merge into.

use domain::day::{Day, Instant};

use crate::import::known;
use crate::reader::Read;
use crate::sql::{MANY, first_channel, places};
use crate::value::Value;
use crate::{Error, args};

/// A case as one line.
#[derive(Clone, Debug)]
pub struct LineRow {
    /// The case.
    pub id: i64,
    /// The words; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Where it lies.
    pub territory: i64,
    /// What that is called: village or commune.
    pub place: String,
    /// Code of the field.
    pub field: String,
    /// Day on which it was raised.
    pub raised_on: Day,
    /// Its outcome today.
    pub outcome: String,
    /// The body that answers for it.
    pub accountable: String,
    /// The body with which it was first raised.
    pub origin_id: i64,
    /// The body that decides over it.
    pub decides_id: i64,
    /// By which way it was first raised.
    pub channel: String,
}

/// The cases of those ids, in that order; one that is not there is left out.
pub async fn lines(read: &mut dyn Read, ids: &[i64]) -> Result<Vec<LineRow>, Error> {
    let today = read.today();
    let mut lines = Vec::with_capacity(ids.len());
    for ids in ids.chunks(MANY) {
        let mut values = args![today, Instant::OPEN].to_vec();
        values.extend(ids.iter().map(|id| Value::Int(*id)));
        let sql = format!(
            "SELECT c.id, x.body, t.name, c.field, c.raised_on, COALESCE(o.value, 'struck'), a.name, c.origin_id,
               c.territory_id, {}, c.decides_id
             FROM cases c JOIN texts x ON x.id = c.text_id JOIN territories t ON t.id = c.territory_id
             JOIN organisations a ON a.id = c.accountable_id
             LEFT JOIN spans o ON o.subject = 'case' AND o.subject_id = c.id AND o.axis = 'outcome:kq-1'
               AND o.from_on <= $1 AND o.to_on > $1 AND o.known_to_at = $2
             WHERE c.id IN ({})",
            first_channel!("c.id"),
            places(3, ids.len())
        );
        for row in read.rows(&sql, &values).await? {
            lines.push(LineRow {
                id: row.get(0)?,
                words: row.get(1)?,
                territory: row.get(8)?,
                place: row.get(2)?,
                field: row.get(3)?,
                raised_on: row.get(4)?,
                outcome: row.get(5)?,
                accountable: row.get(6)?,
                origin_id: row.get(7)?,
                channel: row.get(9)?,
                decides_id: row.get(10)?,
            });
        }
    }
    lines.sort_by_key(|line| ids.iter().position(|id| *id == line.id));
    Ok(lines)
}

/// The cases that a case might be merged into without asking for words: first raised with the same body, of the same place or
/// field, standing for themselves; those of the same place and field first, then the newest.
pub async fn alike(read: &mut dyn Read, case: i64, limit: usize) -> Result<Vec<i64>, Error> {
    let rows = read
        .rows(
            concat!(
                "SELECT c.id, CASE WHEN c.territory_id = k.territory_id AND c.field = k.field THEN 0 ELSE 1 END
             FROM cases k JOIN cases c ON c.origin_id = k.origin_id AND c.id <> k.id
             WHERE k.id = $1 AND c.merged_into_id IS NULL AND c.handling <> 'struck' AND ",
                known!("c.origin_dialogue_id"),
                "
               AND (c.territory_id = k.territory_id OR (c.field = k.field AND k.field <> ''))
             ORDER BY 2, c.raised_on DESC, c.id DESC LIMIT $2"
            ),
            &args![case, i64::try_from(limit).unwrap_or(i64::MAX)],
        )
        .await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// The letter by which a submission of a case came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRef {
    /// The letter.
    pub id: i64,
    /// The submission.
    pub submission: i64,
    /// The number of the letter; may be empty.
    pub number: String,
    /// The book it stands in; may be empty.
    pub series: String,
}

/// The visit of a reception in which a submission of a case was raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRef {
    /// The visit.
    pub id: i64,
    /// The submission.
    pub submission: i64,
    /// The reception day.
    pub reception: i64,
    /// The body whose reception it was.
    pub organisation: i64,
    /// Its number in the book; nothing while the visit is kept from everybody, so that no number leads to what it became.
    pub number: Option<i64>,
}

/// The letters behind the points of a case, in the order of the points.
pub async fn letters(read: &mut dyn Read, case: i64) -> Result<Vec<LetterRef>, Error> {
    let rows = read
        .rows(
            "SELECT l.id, b.id, l.number, l.series FROM case_points q JOIN submissions b ON b.id = q.submission_id
             JOIN turns u ON u.id = b.turn_id AND u.source = 'letter' JOIN letters l ON l.id = u.source_id
             WHERE q.case_id = $1 ORDER BY q.no",
            &args![case],
        )
        .await?;
    let letter = |row: &crate::Row| {
        Ok(LetterRef { id: row.get(0)?, submission: row.get(1)?, number: row.get(2)?, series: row.get(3)? })
    };
    rows.iter().map(letter).collect()
}
