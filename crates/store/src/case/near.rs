//! Cases that are compared with something that is typed, brought or read: few of them, however many there are.

use domain::day::Day;

use crate::import::known;
use crate::reader::Read;
use crate::value::Value;
use crate::{Error, args};

/// Pairs of a place and a field that are looked through.
const MOST_PAIRS: usize = 60;

/// A case with what is compared of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearRow {
    /// The case.
    pub case: i64,
    /// Its words.
    pub words: String,
    /// Code of the field.
    pub field: String,
    /// Where it lies.
    pub territory: i64,
    /// What that is called.
    pub place: String,
    /// The day on which it was raised.
    pub raised_on: Day,
    /// The dialogue in which it was first raised, if it was in one.
    pub dialogue: Option<i64>,
}

/// The cases of a body, first raised with it, decided or answered for by it, that stand for themselves and whose words are there:
/// the newest it answers for, and the newest of each of the places and fields, each time at most `size`; of each of the places
/// alone where no field is known. However many cases there are, no more rows are read.
pub async fn near(
    read: &mut dyn Read,
    body: i64,
    at: &[i64],
    fields: &[&str],
    size: i64,
) -> Result<Vec<NearRow>, Error> {
    let mut values = args![body, size].to_vec();
    let mut sql = "SELECT c.id, x.body, c.field, c.territory_id, t.name, c.raised_on, c.origin_dialogue_id FROM (
           SELECT b.id FROM (SELECT n.id FROM cases n WHERE n.accountable_id = $1
             ORDER BY n.raised_on DESC, n.id DESC LIMIT $2) b"
        .to_owned();
    for (place, field) in at.iter().flat_map(|place| fields.iter().map(move |field| (*place, *field))).take(MOST_PAIRS)
    {
        let (next, after) = (values.len() + 1, values.len() + 2);
        let there = format!(
            " UNION SELECT p{next}.id FROM (SELECT n.id FROM cases n WHERE n.territory_id = ${next} AND n.field = ${after}
               ORDER BY n.raised_on DESC LIMIT $2) p{next}"
        );
        sql.push_str(&there);
        values.extend([Value::Int(place), Value::from(field)]);
    }
    for place in at.iter().take(if fields.is_empty() { MOST_PAIRS } else { 0 }) {
        let next = values.len() + 1;
        let there = format!(
            " UNION SELECT p{next}.id FROM (SELECT n.id FROM cases n WHERE n.territory_id = ${next}
               ORDER BY n.raised_on DESC, n.id DESC LIMIT $2) p{next}"
        );
        sql.push_str(&there);
        values.push(Value::Int(*place));
    }
    sql.push_str(concat!(
        ") u JOIN cases c ON c.id = u.id JOIN texts x ON x.id = c.text_id JOIN territories t ON t.id = c.territory_id
         WHERE (c.origin_id = $1 OR c.decides_id = $1 OR c.accountable_id = $1) AND c.merged_into_id IS NULL AND c.handling <> 'struck'
           AND x.body IS NOT NULL AND ",
        known!("c.origin_dialogue_id"),
        " ORDER BY c.raised_on DESC, c.id DESC"
    ));
    let rows = read.rows(&sql, &values).await?;
    rows.iter()
        .map(|row| {
            Ok(NearRow {
                case: row.get(0)?,
                words: row.get(1)?,
                field: row.get(2)?,
                territory: row.get(3)?,
                place: row.get(4)?,
                raised_on: row.get(5)?,
                dialogue: row.get(6)?,
            })
        })
        .collect()
}
