//! Cases that go on for long, and matters that were raised several times, of a body and those under it.

use domain::day::Day;

use crate::grant::Grant;
use crate::import::known;
use crate::organisation::Bodies;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::value::Value;
use crate::{Error, Row, args};

/// A case of one of these lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastingRow {
    /// The case.
    pub id: i64,
    /// Day on which it was first raised.
    pub raised_on: Day,
    /// Its outcome today, by all that is recorded.
    pub outcome: String,
    /// How many times the matter was raised: as this case, and as others that count in it or are linked to it.
    pub times: i64,
    /// When it was raised last.
    pub last_on: Day,
    /// The words; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Village or commune.
    pub place: String,
    /// Code of the field; empty while it is not known.
    pub field: String,
    /// The body that answers for it.
    pub accountable: String,
}

/// How many such cases lie in a place and a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastingCount {
    /// Village or commune.
    pub place: String,
    /// Code of the field; empty while it is not known.
    pub field: String,
    /// How many.
    pub count: i64,
}

/// Which cases are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    /// Raised on that day or before, and still to be settled.
    Since(Day),
    /// Raised more than once: others count in them or were linked to them.
    Repeated,
}

/// What is so today, by all that is recorded, of a row `s`.
macro_rules! today {
    () => {
        "s.known_to_at = 9000000000000000 AND s.from_on <= $1 AND s.to_on > $1"
    };
}

/// Those still to be settled, of one body or of a scope.
const SINCE: &str = concat!(
    "SELECT s.case_id AS id, s.raised_on AS raised_on, s.outcome AS outcome, 1 AS times, s.raised_on AS last_on FROM standings s
     WHERE {whose} AND ",
    today!(),
    " AND s.outcome IN ('in_progress', 'in_progress.overdue', 'not_taken_up') AND s.raised_on <= $2 AND s.raised_on >= $3
      AND (s.raised_on > $3 OR s.case_id > $4) AND ",
    known!("s.dialogue_id")
);

/// Those in which others count, of one body or of a scope: a case counts only in one that was raised with the same body.
const REPEATED: &str = concat!(
    "SELECT s.case_id AS id, s.raised_on AS raised_on, s.outcome AS outcome, m.times AS times,
       CASE WHEN m.last_on > s.raised_on THEN m.last_on ELSE s.raised_on END AS last_on FROM (
       SELECT COALESCE(p.merged_into_id, k.merged_into_id) AS root, count(*) + 1 AS times, max(k.raised_on) AS last_on FROM (
         SELECT s.case_id AS id FROM standings s WHERE {whose} AND ",
    today!(),
    " AND s.outcome = 'merged') g CROSS JOIN cases k CROSS JOIN cases p
       WHERE k.id = g.id AND p.id = k.merged_into_id GROUP BY COALESCE(p.merged_into_id, k.merged_into_id)) m CROSS JOIN standings s
     WHERE s.case_id = m.root AND ",
    today!(),
    " AND s.outcome NOT IN ('merged', 'struck') AND s.raised_on <= $2 AND s.raised_on >= $3
      AND (s.raised_on > $3 OR s.case_id > $4) AND ",
    known!("s.dialogue_id")
);

impl Lasting {
    /// The rows of some bodies, each by itself, or those of all under one where there are many; and their values.
    fn walks(
        self,
        (body, bodies): (i64, Option<Vec<i64>>),
        today: Day,
        after: Option<(Day, i64)>,
    ) -> (Vec<String>, Vec<Value>) {
        let (text, upto) = match self {
            Self::Since(day) => (SINCE, day),
            Self::Repeated => (REPEATED, Day::OPEN),
        };
        let (on, id) = after.unwrap_or((Day::FLOOR, 0));
        let mut values = args![today, upto, on, id].to_vec();
        let mut whose = |body: i64, sql: &str| {
            values.push(body.into());
            text.replace("{whose}", &sql.replace("{}", &format!("${}", values.len())))
        };
        let under = "(SELECT count(*) FROM organisation_scope z WHERE z.ancestor_id = {} AND z.organisation_id = s.origin_id) > 0";
        let walks = match bodies.as_deref() {
            None => vec![whose(body, under)],
            Some([]) => vec![whose(0, "s.origin_id = {}")],
            Some(bodies) => bodies.iter().map(|body| whose(*body, "s.origin_id = {}")).collect(),
        };
        (walks, values)
    }
}

/// Whose cases a right shows: the bodies, where they are few.
async fn bodies(read: &mut dyn Read, grant: &Grant) -> Result<(i64, Option<Vec<i64>>), Error> {
    let Bodies { of, few } = Bodies::read(read, grant.organisation, grant.below).await?;
    Ok((of, few))
}

/// What the place `t` of a row is called: a village with its commune, since several communes have one of that name.
const PLACE: &str = "CASE WHEN t.level = 'village' THEN t.name || COALESCE(', ' || p.name, '') ELSE t.name END";

/// The cases of walks, in their order, and at most so many of them.
fn in_order(walks: Vec<String>, most: usize) -> String {
    let one = |(no, walk): (usize, String)| {
        format!(
            "SELECT b{no}.id, b{no}.raised_on, b{no}.outcome, b{no}.times, b{no}.last_on FROM (
               {walk} ORDER BY s.raised_on, s.case_id LIMIT ${most}) b{no}"
        )
    };
    let walks: Vec<String> = walks.into_iter().enumerate().map(one).collect();
    format!(
        "SELECT w.id, w.raised_on, w.outcome, w.times, w.last_on, x.body, {PLACE}, c.field, a.name
         FROM (SELECT id, raised_on, outcome, times, last_on FROM ({}) u ORDER BY raised_on, id LIMIT ${most}) w
         JOIN cases c ON c.id = w.id JOIN texts x ON x.id = c.text_id JOIN territories t ON t.id = c.territory_id
         LEFT JOIN territories p ON p.id = t.parent_id JOIN organisations a ON a.id = c.accountable_id ORDER BY w.raised_on, w.id",
        walks.join(" UNION ALL ")
    )
}

/// How many cases of walks lie in each place and field.
fn counted(walks: &[String], most: usize) -> String {
    format!(
        "SELECT {PLACE}, w.field, w.cases FROM (
           SELECT c.territory_id AS territory_id, c.field AS field, count(*) AS cases FROM ({}) u JOIN cases c ON c.id = u.id
           GROUP BY c.territory_id, c.field) w
         JOIN territories t ON t.id = w.territory_id LEFT JOIN territories p ON p.id = t.parent_id
         ORDER BY w.cases DESC, t.name, w.field LIMIT ${most}",
        walks.join(" UNION ALL ")
    )
}

/// The cases, those that were raised first at the top, from the key on: the day and the id of the last one that was read.
pub async fn lasting(
    read: &mut dyn Read,
    grant: &Grant,
    which: Lasting,
    after: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<LastingRow>, Error> {
    let (walks, mut values) = which.walks(bodies(read, grant).await?, read.today(), after);
    values.push(i64::try_from(size + 1).unwrap_or(i64::MAX).into());
    let rows = read.rows_planned(&in_order(walks, values.len()), &values).await?;
    page(&rows, size, |row: &Row| {
        Ok(LastingRow {
            id: row.get(0)?,
            raised_on: row.get(1)?,
            outcome: row.get(2)?,
            times: row.get(3)?,
            last_on: row.get(4)?,
            words: row.get(5)?,
            place: row.get(6)?,
            field: row.get(7)?,
            accountable: row.get(8)?,
        })
    })
}

/// In which places and fields they lie, most of them first; at most so many.
pub async fn lasting_counts(
    read: &mut dyn Read,
    grant: &Grant,
    which: Lasting,
    size: usize,
) -> Result<Vec<LastingCount>, Error> {
    let (walks, mut values) = which.walks(bodies(read, grant).await?, read.today(), None);
    values.push(i64::try_from(size).unwrap_or(i64::MAX).into());
    let rows = read.rows_planned(&counted(&walks, values.len()), &values).await?;
    let one = |row: &Row| Ok(LastingCount { place: row.get(0)?, field: row.get(1)?, count: row.get(2)? });
    rows.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use domain::day::Day;
    use testing::Fresh;

    use super::{Lasting, counted, in_order};
    use crate::reader::Read;
    use crate::{Opening, Store};

    #[tokio::test(flavor = "multi_thread")]
    async fn what_lasts_of_one_body_of_a_few_and_of_many_is_understood_by_both_engines() {
        for fresh in Fresh::both().await {
            let opening = Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: true };
            let store = Store::open(&opening).await.expect("the database opens");
            let mut read = store.reader().await.expect("a reader");
            let day = Day::parse_iso("2026-09-11").expect("a day");
            for bodies in [None, Some(Vec::new()), Some(vec![1]), Some(vec![1, 2])] {
                for which in [Lasting::Since(day), Lasting::Repeated] {
                    let (walks, mut values) = which.walks((1, bodies.clone()), day, Some((day, 3)));
                    values.push(5_i64.into());
                    let (list, count) = (in_order(walks.clone(), values.len()), counted(&walks, values.len()));
                    assert!(read.rows_planned(&list, &values).await.expect("reads").is_empty());
                    assert!(read.rows_planned(&count, &values).await.expect("reads").is_empty());
                }
            }
        }
    }
}
