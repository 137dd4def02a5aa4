//! What bears a number that somebody typed: notices, letters that urge, and the cases of letters, replies and transfers.

use domain::day::Day;

use crate::grant::Grant;
use crate::import::known;
use crate::reader::Read;
use crate::{Error, args};

/// Papers of one kind at most: a number is short, and that of another year may be the same.
const MOST: i64 = 10;

/// Letters of a number at most.
const MOST_LETTERS: usize = 60;

/// A paper that bears a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// `notice`, `urging` or `case`: what is opened.
    pub what: String,
    /// The notice, the letter that urges, or the case.
    pub id: i64,
    /// The dialogue of a notice, the body of a letter that urges; 0 of a case.
    pub of: i64,
    /// The number.
    pub number: String,
    /// The day on the paper.
    pub on: Option<Day>,
}

/// Each kind of paper, looked up by its number for each body: only the papers of that number are read, however many there are. Of
/// replies, those of that number are asked for the body with which their case was raised. Letters that came in stand first: their
/// number is what people bring along. A letter in braces stands for how the
/// number of that table is compared.
const NUMBERED: &str = "SELECT q.what, q.id, q.of_id, q.number, q.on_day FROM (
   SELECT 'notice' AS what, n.id AS id, n.dialogue_id AS of_id, n.number AS number, n.issued_on AS on_day, 1 AS kind
   FROM organisation_scope s CROSS JOIN notices n
   WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $2 = 1) AND n.organisation_id = s.organisation_id
     AND n.number <> '' AND {n} AND n.state <> 'struck'
   UNION ALL
   SELECT 'urging', l.id, l.organisation_id, l.number, COALESCE(l.issued_on, l.urged_on), 2
   FROM organisation_scope s CROSS JOIN urging_letters l
   WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $2 = 1) AND l.organisation_id = s.organisation_id
     AND l.number <> '' AND {l}
   UNION ALL
   SELECT 'case', q.case_id, 0, l.number, l.received_on, 0
   FROM organisation_scope s CROSS JOIN letters l CROSS JOIN turns u CROSS JOIN submissions b CROSS JOIN case_points q
   WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $2 = 1) AND l.organisation_id = s.organisation_id
     AND l.number <> '' AND {l} AND u.source = 'letter' AND u.source_id = l.id AND b.turn_id = u.id
     AND b.struck_event_id IS NULL AND q.submission_id = b.id
   UNION ALL
   SELECT 'case', r.case_id, 0, r.number, r.issued_on, 4
   FROM replies r CROSS JOIN cases c
   WHERE r.number <> '' AND {r} AND r.struck_event_id IS NULL AND c.id = r.case_id AND {known} AND (c.decides_id = $1 OR $2 = 1)
     AND EXISTS (SELECT 1 FROM organisation_scope s WHERE s.ancestor_id = $1 AND s.organisation_id = c.decides_id)
   UNION ALL
   SELECT 'case', z.case_id, 0, z.number, z.sent_on, 5
   FROM organisation_scope s CROSS JOIN transfers z CROSS JOIN cases c
   WHERE c.id = z.case_id AND {known} AND s.ancestor_id = $1 AND (s.organisation_id = $1 OR $2 = 1) AND z.sender_id = s.organisation_id
     AND z.number <> '' AND {z} AND z.state <> 'struck'
 ) q ORDER BY q.kind, q.on_day DESC, q.id DESC LIMIT $6";

/// The statement for an engine. Between the number and the same with a `0` after it, which follows the stroke, lie the number
/// itself and all that begin with it and a stroke: the index is walked there.
fn statement(embedded: bool) -> String {
    let mut sql = NUMBERED.replace("{known}", known!("c.origin_dialogue_id"));
    for table in ["n", "l", "r", "z"] {
        let number =
            if embedded { format!("upper({table}.number)") } else { format!("upper({table}.number) COLLATE \"C\"") };
        let compared = format!(
            "{number} >= $3 AND {number} < $4 AND (upper({table}.number) = $3 OR upper({table}.number) LIKE $5)"
        );
        sql = sql.replace(&format!("{{{table}}}"), &compared);
    }
    sql
}

/// What of a body, and where the right reaches so far of those under it, bears a number: the whole of it, or what stands before its
/// first stroke. The newest first within a kind. Nothing where no digit was typed, or more than one word.
pub async fn numbered(read: &mut dyn Read, grant: &Grant, typed: &str) -> Result<Vec<Numbered>, Error> {
    let typed = typed.trim().to_uppercase();
    let is_number = typed.len() <= MOST_LETTERS && !typed.contains(char::is_whitespace);
    if !is_number || !typed.contains(|letter: char| letter.is_ascii_digit()) || typed.contains(['%', '_', '\\']) {
        return Ok(Vec::new());
    }
    let (after, begins) = (format!("{typed}0"), format!("{typed}/%"));
    let sql = statement(read.embedded());
    let rows = read.rows_planned(&sql, &args![grant.organisation, grant.below, typed, after, begins, MOST * 2]).await?;
    let found = |row: &crate::Row| {
        Ok(Numbered { what: row.get(0)?, id: row.get(1)?, of: row.get(2)?, number: row.get(3)?, on: row.get(4)? })
    };
    rows.iter().map(found).collect()
}

#[cfg(test)]
mod tests {
    use testing::Fresh;

    use super::statement;
    use crate::reader::Read;
    use crate::{Opening, Store, args};

    #[tokio::test(flavor = "multi_thread")]
    async fn papers_are_looked_up_by_their_number_and_no_table_is_read_through() {
        for fresh in Fresh::both().await {
            let opening = Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: true };
            let store = Store::open(&opening).await.expect("the database opens");
            let mut read = store.reader().await.expect("a reader");
            let (word, column) = if read.embedded() { ("EXPLAIN QUERY PLAN", 3) } else { ("EXPLAIN", 0) };
            if !read.embedded() {
                // The tables are empty: it would read them whole.
                read.rows("SET enable_seqscan = off", &[]).await.expect("a setting");
            }
            let sql = format!("{word} {}", statement(read.embedded()));
            let values = args![1_i64, true, "12", "120", "12/%", 20_i64];
            let steps = read.rows(&sql, &values).await.expect("a plan");
            let plan: Vec<String> = steps.iter().map(|row| row.get(column).expect("a step")).collect();
            for table in ["notices", "urging_letters", "letters", "replies", "transfers"] {
                let index = format!("{table}_named");
                assert!(plan.iter().any(|step| step.contains(&index)), "{index}: {plan:#?}");
            }
            let whole = ["SCAN n", "SCAN l", "SCAN r", "SCAN z", "SCAN c", "SCAN b", "SCAN u", "Seq Scan"];
            assert!(!plan.iter().any(|step| whole.iter().any(|scan| step.contains(scan))), "{plan:#?}");
        }
    }
}
