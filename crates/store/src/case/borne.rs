//! The cases that a body answers for now, wherever they were raised: its own, and those of bodies whose place it took.

use domain::day::{Day, Instant};

use crate::grant::Grant;
use crate::import::known;
use crate::organisation::Bodies;
use crate::reader::Read;
use crate::sql::{Page, first_channel, page};
use crate::{Error, args};

/// A case of that list.
#[derive(Clone, Debug)]
pub struct BorneRow {
    /// The case.
    pub id: i64,
    /// Day on which it was raised.
    pub raised_on: Day,
    /// Its outcome today, by all that is recorded.
    pub outcome: String,
    /// The words; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Village or commune.
    pub place: String,
    /// Code of the field.
    pub field: String,
    /// The body that answers for it.
    pub accountable: String,
    /// The body with which it was first raised.
    pub origin: String,
    /// By which way it was first raised.
    pub channel: String,
}

/// What is known of a case before its page is cut.
const COLUMNS: &str = "id, raised_on, outcome, text_id, territory_id, field, accountable_id, origin_id";

/// The cases for which a body answers now and, where the right reaches so far, those under it: still to be settled, or all of
/// them that count; newest first, from the key on. Where the bodies are few, the cases of each by day, as the index has them;
/// else those of all bodies by day, each asked whether it belongs here.
pub async fn borne(
    read: &mut dyn Read,
    grant: &Grant,
    open_only: bool,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<BorneRow>, Error> {
    let bodies = Bodies::read(read, grant.organisation, grant.below).await?;
    borne_by(read, &bodies, open_only, before, size).await
}

/// As [`borne`], of bodies that came with the right to list them: one question.
pub async fn borne_by(
    read: &mut dyn Read,
    bodies: &Bodies,
    open_only: bool,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<BorneRow>, Error> {
    let today = read.today();
    let (on, id) = before.unwrap_or((Day::OPEN, i64::MAX));
    let mut values = args![today, Instant::OPEN, on, id].to_vec();
    // As text, so that a server which plans for any value knows how few are wanted.
    let most = size + 1;
    let open = if open_only {
        "IN ('in_progress', 'in_progress.overdue', 'not_taken_up')"
    } else {
        "NOT IN ('merged', 'struck')"
    };
    let today_of = "o.subject = 'case' AND o.subject_id = c.id AND o.axis = 'outcome:kq-1'
               AND o.from_on <= $1 AND o.to_on > $1 AND o.known_to_at = $2";
    // A server that plans for any value takes a case with such a span for so rare that it gathers all cases of the body and sorts
    // them, or plans anew for each page; one span of each case is the same rows, and no guess. The embedded engine has no LATERAL.
    let (outcome, told) = if read.embedded() {
        ("spans o".to_owned(), format!("{today_of} AND "))
    } else {
        (format!("LATERAL (SELECT o.value FROM spans o WHERE {today_of} LIMIT 1) o"), String::new())
    };
    let walk = |whose: &str| {
        format!(
            concat!(
                "SELECT c.id AS id, c.raised_on AS raised_on, o.value AS outcome, c.text_id AS text_id,
                    c.territory_id AS territory_id, c.field AS field, c.accountable_id AS accountable_id,
                    c.origin_id AS origin_id
             FROM cases c CROSS JOIN {}
             WHERE {} AND (c.raised_on, c.id) < ($3, $4) AND {} o.value {} AND ",
                known!("c.origin_dialogue_id"),
                " ORDER BY c.raised_on DESC, c.id DESC LIMIT {}"
            ),
            outcome, whose, told, open, most
        )
    };
    let mut whose = |body: i64, sql: &str| {
        values.push(body.into());
        sql.replace("{}", &format!("${}", values.len()))
    };
    let walks = match bodies.few.as_deref() {
        None => {
            let under = "(SELECT count(*) FROM organisation_scope s
                   WHERE s.ancestor_id = {} AND s.organisation_id = c.accountable_id) > 0";
            vec![walk(&whose(bodies.of, under))]
        }
        Some([]) => vec![walk(&whose(0, "c.accountable_id = {}"))],
        Some(bodies) => bodies.iter().map(|body| walk(&whose(*body, "c.accountable_id = {}"))).collect(),
    };
    let walks: Vec<String> =
        (0..).zip(walks).map(|(no, walk): (usize, _)| format!("SELECT {COLUMNS} FROM ({walk}) b{no}")).collect();
    let sql = format!(
        "SELECT w.id, w.raised_on, w.outcome, x.body, t.name, w.field, a.name, n.name, {}
         FROM (SELECT {COLUMNS} FROM ({}) b ORDER BY raised_on DESC, id DESC LIMIT {most}) w
         JOIN texts x ON x.id = w.text_id JOIN territories t ON t.id = w.territory_id
         JOIN organisations a ON a.id = w.accountable_id JOIN organisations n ON n.id = w.origin_id
         ORDER BY w.raised_on DESC, w.id DESC",
        first_channel!("w.id"),
        walks.join(" UNION ALL ")
    );
    let rows = read.rows(&sql, &values).await?;
    page(&rows, size, |row| {
        Ok(BorneRow {
            id: row.get(0)?,
            raised_on: row.get(1)?,
            outcome: row.get(2)?,
            words: row.get(3)?,
            place: row.get(4)?,
            field: row.get(5)?,
            accountable: row.get(6)?,
            origin: row.get(7)?,
            channel: row.get(8)?,
        })
    })
}
