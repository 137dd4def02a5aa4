//! Visits: those of a day and of a period of the book, those without an outcome, and the names of who came.

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::submission::KEPT;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// A visit as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRow {
    /// Its id.
    pub id: i64,
    /// The reception day.
    pub reception: i64,
    /// Kind and receiver of the reception, by their words.
    pub by: (String, String),
    /// The year of the book, and its number there.
    pub number: (i64, i64),
    /// The turn.
    pub turn: i64,
    /// The day.
    pub on: Day,
    /// What it is about; nothing once erased or while it is kept from everybody.
    pub words: Option<String>,
    /// What kind of matter it is.
    pub kind: String,
    /// Where the matter lies: id and name.
    pub place: (i64, String),
    /// Code of the field.
    pub field: String,
    /// How many people came for it.
    pub people: i64,
    /// How many of them speak for the others.
    pub representatives: Option<i64>,
    /// Whether they are a large group.
    pub group: bool,
    /// Whether the matter was received before.
    pub again: bool,
    /// A word of [`domain::reception::VisitOutcome`].
    pub outcome: String,
    /// The ground of a refusal.
    pub ground: Option<String>,
    /// The guidance, the answer, the reason; nothing once erased.
    pub said: Option<String>,
    /// The submission that it became.
    pub submission: Option<i64>,
    /// The case in which it counts now, and what became of that.
    pub case: Option<(i64, String)>,
    /// The number of the letter that was taken.
    pub letter: Option<String>,
    /// How who came is named: `named`, `unnamed`, `group`.
    pub mode: String,
    /// Whether it was recorded by mistake.
    pub struck: bool,
    /// The body to which its case was sent on last, with the number of the paper.
    pub sent: Option<(String, String)>,
}

const VISIT: &str = "SELECT v.id, v.reception_id, r.kind, r.receiver, v.year, v.no, v.turn_id, v.visited_on,
       CASE WHEN b.text_id = $1 THEN NULL ELSE x.body END, v.kind, v.territory_id, l.name, v.field, v.people,
       v.representatives, v.large, v.again, v.outcome, v.ground, w.body, v.submission_id, k.id,
       COALESCE((SELECT z.value FROM spans z WHERE z.subject = 'case' AND z.subject_id = k.id AND z.axis = 'outcome:kq-1'
          AND z.from_on <= $2 AND z.to_on > $2 AND z.known_to_at = 9000000000000000), ''),
       e.number, t.mode, v.struck,
       (SELECT g.name FROM transfers q JOIN organisations g ON g.id = q.to_id WHERE q.case_id = k.id ORDER BY q.id DESC LIMIT 1),
       (SELECT q.number FROM transfers q WHERE q.case_id = k.id ORDER BY q.id DESC LIMIT 1)
     FROM visits v JOIN receptions r ON r.id = v.reception_id JOIN turns t ON t.id = v.turn_id
     JOIN territories l ON l.id = v.territory_id
     LEFT JOIN submissions b ON b.id = v.submission_id LEFT JOIN texts x ON x.id = COALESCE(b.text_id, v.text_id)
     LEFT JOIN texts w ON w.id = v.words_text_id LEFT JOIN letters e ON e.id = v.letter_id
     LEFT JOIN cases c ON c.id = v.case_id LEFT JOIN cases k ON k.id = COALESCE(c.merged_into_id, c.id)";

fn visit(row: &Row) -> Result<VisitRow, Error> {
    let (case, outcome): (Option<i64>, String) = (row.get(21)?, row.get(22)?);
    let (to, number): (Option<String>, Option<String>) = (row.get(26)?, row.get(27)?);
    Ok(VisitRow {
        id: row.get(0)?,
        reception: row.get(1)?,
        by: (row.get(2)?, row.get(3)?),
        number: (row.get(4)?, row.get(5)?),
        turn: row.get(6)?,
        on: row.get(7)?,
        words: row.get(8)?,
        kind: row.get(9)?,
        place: (row.get(10)?, row.get(11)?),
        field: row.get(12)?,
        people: row.get(13)?,
        representatives: row.get(14)?,
        group: row.get(15)?,
        again: row.get(16)?,
        outcome: row.get(17)?,
        ground: row.get(18)?,
        said: row.get(19)?,
        submission: row.get(20)?,
        case: case.map(|case| (case, outcome)),
        letter: row.get(23)?,
        mode: row.get(24)?,
        struck: row.get(25)?,
        sent: to.map(|to| (to, number.unwrap_or_default())),
    })
}

/// One visit.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<VisitRow>, Error> {
    let today = read.today();
    let row = read.row(&format!("{VISIT} WHERE v.id = $3"), &args![KEPT, today, id]).await?;
    row.as_ref().map(visit).transpose()
}

/// The visits of a reception day after some number, in the order of the book, those recorded by mistake among them.
pub async fn of_day(read: &mut dyn Read, reception: i64, after: i64, size: usize) -> Result<Page<VisitRow>, Error> {
    let (today, limit) = (read.today(), i64::try_from(size + 1).unwrap_or(i64::MAX));
    let sql = format!("{VISIT} WHERE v.reception_id = $3 AND v.no > $4 ORDER BY v.no LIMIT $5");
    let rows = read.rows(&sql, &args![KEPT, today, reception, after, limit]).await?;
    page(&rows, size, visit)
}

/// The visit that was recorded last on a reception day.
pub async fn last(read: &mut dyn Read, reception: i64) -> Result<Option<VisitRow>, Error> {
    let today = read.today();
    let sql = format!("{VISIT} WHERE v.reception_id = $3 AND v.struck = 0 ORDER BY v.no DESC LIMIT 1");
    let row = read.row(&sql, &args![KEPT, today, reception]).await?;
    row.as_ref().map(visit).transpose()
}

/// The visits of the grant's body within some days, in the order of the book, after the key; those that one kind of receiver
/// received where it is named.
pub async fn book(
    read: &mut dyn Read,
    grant: &Grant,
    (from, to): (Day, Day),
    receiver: &str,
    after: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<VisitRow>, Error> {
    let (on, no) = after.unwrap_or((Day::FLOOR, 0));
    let (today, limit) = (read.today(), i64::try_from(size + 1).unwrap_or(i64::MAX));
    let sql = format!(
        "{VISIT} WHERE v.organisation_id = $3 AND v.visited_on >= $4 AND v.visited_on <= $5 AND v.struck = 0
           AND ($9 = '' OR r.receiver = $9) AND (v.visited_on > $6 OR (v.visited_on = $6 AND v.no > $7))
         ORDER BY v.visited_on, v.no LIMIT $8"
    );
    let rows = read.rows(&sql, &args![KEPT, today, grant.organisation, from, to, on, no, limit, receiver]).await?;
    page(&rows, size, visit)
}

/// The visits of a body without an outcome, the oldest first.
pub async fn open(read: &mut dyn Read, organisation: i64, size: usize) -> Result<Vec<VisitRow>, Error> {
    let (today, limit) = (read.today(), i64::try_from(size).unwrap_or(i64::MAX));
    let sql =
        format!("{VISIT} WHERE v.organisation_id = $3 AND v.outcome = 'open' AND v.struck = 0 ORDER BY v.id LIMIT $4");
    read.rows(&sql, &args![KEPT, today, organisation, limit]).await?.iter().map(visit).collect()
}

/// The highest number in the book of a body and year.
pub async fn last_number(read: &mut dyn Read, organisation: i64, year: i64) -> Result<i64, Error> {
    let sql = "SELECT COALESCE(max(v.no), 0) FROM visits v WHERE v.organisation_id = $1 AND v.year = $2";
    read.row(sql, &args![organisation, year]).await?.map_or(Ok(0), |row| row.get(0))
}

/// Name, contact and whom they represent of who came, by the turn. Only after the act that writes down that they were opened.
pub async fn names(
    read: &mut dyn Read,
    grant: &Grant,
    (from, to): (Day, Day),
    size: usize,
) -> Result<Vec<(i64, String, String, String)>, Error> {
    let rows = read
        .rows(
            "SELECT s.turn_id, s.name, s.contact, s.represents FROM visits v JOIN submitters s ON s.turn_id = v.turn_id
             WHERE v.organisation_id = $1 AND v.visited_on >= $2 AND v.visited_on <= $3 AND v.struck = 0
             ORDER BY v.visited_on, v.no LIMIT $4",
            &args![grant.organisation, from, to, i64::try_from(size).unwrap_or(i64::MAX)],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).collect()
}

/// Name and contact of who came in a turn, for a letter that takes it over within an act; never for a page.
pub async fn submitter(tx: &mut Tx, _: &Grant, turn: i64) -> Result<(String, String), Error> {
    let row = tx.row("SELECT name, contact FROM submitters WHERE turn_id = $1", &args![turn]).await?;
    row.map_or_else(|| Ok((String::new(), String::new())), |row| Ok((row.get(0)?, row.get(1)?)))
}
