//! Visits: those of a day and of a period of the book, those without an outcome, and the names of who came.

use domain::day::Day;
use domain::permission::Act;
use domain::reception::{Receiver, ReceptionKind, form};

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::submission::KEPT;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// A visit as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of the book or a mark of its own")]
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
    /// What it is about; nothing once erased, while it is kept from everybody, and where it was recorded by mistake.
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
    /// Whether the matter was received before: who typed it said so, or its case stands with an earlier visit of the body.
    pub again: bool,
    /// A word of [`domain::reception::VisitOutcome`].
    pub outcome: String,
    /// The ground of a refusal.
    pub ground: Option<String>,
    /// The guidance, the answer, the reason; nothing where the words are not shown.
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
    /// Whether it is kept from everybody.
    pub withheld: bool,
    /// The body that answers for the case in which it counts now.
    pub accountable: Option<String>,
    /// When its refusal was given in writing, and the number of the paper; that is nothing once erased.
    pub notice: Option<(Day, Option<String>)>,
}

/// What makes a visit `e` one that came before `v` in the book of the body.
macro_rules! earlier {
    () => {
        "e.struck = 0 AND e.outcome <> 'refused' AND +e.organisation_id = v.organisation_id
         AND (e.visited_on < v.visited_on OR (e.visited_on = v.visited_on AND e.no < v.no))"
    };
}

/// Whether the matter of a visit `v` was received before; `k` is the case in which it counts now.
macro_rules! again {
    () => {
        concat!(
            "CASE WHEN v.again = 1 OR EXISTS (SELECT 1 FROM visits e WHERE e.case_id = k.id AND ",
            earlier!(),
            ") OR EXISTS (SELECT 1 FROM cases h JOIN visits e ON e.case_id = h.id WHERE h.merged_into_id = k.id AND ",
            earlier!(),
            ") THEN 1 ELSE 0 END"
        )
    };
}

/// The visits that count as received, of a body from a day to another, which are the arguments from `first` on. Who was refused
/// was not received. A visit without a case is a matter of its own. Columns `id`, `kind`, `receiver`, `people`, `large`, `again`,
/// `matter`.
pub(super) fn received(first: usize) -> String {
    let (body, from, to) = (first, first + 1, first + 2);
    format!(
        "SELECT v.id AS id, r.kind AS kind, r.receiver AS receiver, v.people AS people, v.large AS large,
                {} AS again, COALESCE(k.id, -v.id) AS matter
         FROM visits v JOIN receptions r ON r.id = v.reception_id AND r.state = 'held'
         LEFT JOIN cases c ON c.id = v.case_id LEFT JOIN cases k ON k.id = COALESCE(c.merged_into_id, c.id)
         WHERE v.organisation_id = ${body} AND v.visited_on >= ${from} AND v.visited_on <= ${to}
           AND v.struck = 0 AND v.outcome <> 'refused'",
        again!()
    )
}

/// The columns of a visit and where they come from. $1 is the text of what is kept, $2 the
/// day.
const VISIT: &str = concat!(
    "SELECT v.id, v.reception_id, r.kind, r.receiver, v.year, v.no, v.turn_id, v.visited_on,
       CASE WHEN v.struck = 1 OR v.withheld = 1 OR b.text_id = $1 THEN NULL ELSE x.body END,
       v.kind, v.territory_id, CASE WHEN v.withheld = 1 THEN '' ELSE l.name END,
       CASE WHEN v.withheld = 1 THEN '' ELSE v.field END, v.people, v.representatives, v.large, ",
    again!(),
    ", v.outcome, CASE WHEN v.withheld = 1 THEN NULL ELSE v.ground END,
       CASE WHEN v.struck = 1 OR v.withheld = 1 OR b.text_id = $1 THEN NULL ELSE w.body END, v.submission_id,
       CASE WHEN v.withheld = 1 THEN NULL ELSE k.id END,
       COALESCE((SELECT z.value FROM spans z WHERE z.subject = 'case' AND z.subject_id = k.id AND z.axis = 'outcome:kq-1'
          AND z.from_on <= $2 AND z.to_on > $2 AND z.known_to_at = 9000000000000000), ''),
       CASE WHEN v.withheld = 1 THEN NULL ELSE y.number END, t.mode, v.struck,
       (SELECT g.name FROM transfers q JOIN organisations g ON g.id = q.to_id WHERE q.case_id = k.id AND v.withheld = 0 ORDER BY q.id DESC LIMIT 1),
       (SELECT q.number FROM transfers q WHERE q.case_id = k.id AND v.withheld = 0 ORDER BY q.id DESC LIMIT 1),
       v.withheld, CASE WHEN v.withheld = 1 THEN NULL ELSE v.notice_on END, n.body,
       CASE WHEN v.withheld = 1 THEN NULL ELSE a.name END
     FROM visits v JOIN receptions r ON r.id = v.reception_id JOIN turns t ON t.id = v.turn_id
     JOIN territories l ON l.id = v.territory_id
     LEFT JOIN submissions b ON b.id = v.submission_id LEFT JOIN texts x ON x.id = COALESCE(b.text_id, v.text_id)
     LEFT JOIN texts w ON w.id = v.words_text_id LEFT JOIN letters y ON y.id = v.letter_id
     LEFT JOIN texts n ON n.id = v.notice_text_id
     LEFT JOIN cases c ON c.id = v.case_id LEFT JOIN cases k ON k.id = COALESCE(c.merged_into_id, c.id)
     LEFT JOIN organisations a ON a.id = k.accountable_id"
);

fn visit(row: &Row) -> Result<VisitRow, Error> {
    let (case, outcome): (Option<i64>, String) = (row.get(21)?, row.get(22)?);
    let (to, number): (Option<String>, Option<String>) = (row.get(26)?, row.get(27)?);
    let (noticed_on, paper): (Option<Day>, Option<String>) = (row.get(29)?, row.get(30)?);
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
        withheld: row.get(28)?,
        notice: noticed_on.map(|on| (on, paper)),
        accountable: row.get(31)?,
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

/// The visit that was recorded last on a reception day, but for those kept from everybody.
pub async fn last(read: &mut dyn Read, reception: i64) -> Result<Option<VisitRow>, Error> {
    let today = read.today();
    let sql =
        format!("{VISIT} WHERE v.reception_id = $3 AND v.struck = 0 AND v.withheld = 0 ORDER BY v.no DESC LIMIT 1");
    let row = read.row(&sql, &args![KEPT, today, reception]).await?;
    row.as_ref().map(visit).transpose()
}

/// Which visits of a book are asked for; all of them where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Which {
    /// Those of one kind of reception.
    pub kind: Option<ReceptionKind>,
    /// Those that one kind of receiver received.
    pub receiver: Option<Receiver>,
    /// Large groups alone.
    pub groups: bool,
    /// Those whose matter was received before, or those whose was not.
    pub again: Option<bool>,
    /// Which part of the book.
    pub part: Part,
}

/// A part of the book, as a number counts it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    #[default]
    All,
    /// Who was received.
    Received,
    /// Of who was received one visit for each matter, for each kind of reception and receiver, and for those received before apart.
    Matters,
    /// Who was refused.
    Refused,
}

impl Which {
    /// What a visit of the book has to be, in SQL; the body and the days are the arguments from $3 on.
    fn sql(self) -> String {
        let among = |of: &str, again: &str| {
            let mut all = Vec::new();
            all.extend(self.kind.map(|kind| format!("{of}.kind = '{}'", kind.as_str())));
            all.extend(self.receiver.map(|receiver| format!("{of}.receiver = '{}'", receiver.as_str())));
            all.extend(self.again.map(|known| format!("{again} = {}", i64::from(known))));
            all.push("1 = 1".to_owned());
            all.join(" AND ")
        };
        let groups = |of: &str| if self.groups { format!("AND {of}.large = 1") } else { String::new() };
        match self.part {
            Part::All => format!("{} {}", among("r", again!()), groups("v")),
            Part::Refused => format!("v.outcome = 'refused' AND {} {}", among("r", again!()), groups("v")),
            Part::Received => {
                format!(
                    "v.id IN (SELECT z.id FROM ({}) z WHERE {} {})",
                    received(3),
                    among("z", "z.again"),
                    groups("z")
                )
            }
            Part::Matters => format!(
                "v.id IN (SELECT min(z.id) FROM ({}) z WHERE {} {} GROUP BY z.kind, z.receiver, z.again, z.matter)",
                received(3),
                among("z", "z.again"),
                groups("z")
            ),
        }
    }
}

/// The visits of the grant's body within some days, in the order of the book, after the key.
pub async fn book(
    read: &mut dyn Read,
    grant: &Grant,
    (from, to): (Day, Day),
    which: Which,
    after: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<VisitRow>, Error> {
    let (on, no) = after.unwrap_or((Day::FLOOR, 0));
    let (today, limit) = (read.today(), i64::try_from(size + 1).unwrap_or(i64::MAX));
    let sql = format!(
        "{VISIT} WHERE v.organisation_id = $3 AND v.visited_on >= $4 AND v.visited_on <= $5 AND v.struck = 0 AND {}
           AND (v.visited_on > $6 OR (v.visited_on = $6 AND v.no > $7))
         ORDER BY v.visited_on, v.no LIMIT $8",
        which.sql()
    );
    let rows = read.rows(&sql, &args![KEPT, today, grant.organisation, from, to, on, no, limit]).await?;
    page(&rows, size, visit)
}

/// The visits of a body without an outcome, the oldest first.
pub async fn open(read: &mut dyn Read, organisation: i64, size: usize) -> Result<Vec<VisitRow>, Error> {
    let (today, limit) = (read.today(), i64::try_from(size).unwrap_or(i64::MAX));
    let sql = format!(
        "{VISIT} WHERE v.organisation_id = $3 AND v.outcome = 'open' AND v.struck = 0 AND v.withheld = 0 ORDER BY v.id LIMIT $4"
    );
    read.rows(&sql, &args![KEPT, today, organisation, limit]).await?.iter().map(visit).collect()
}

/// The highest number in the book of a body and year.
pub async fn last_number(read: &mut dyn Read, organisation: i64, year: i64) -> Result<i64, Error> {
    let sql = "SELECT COALESCE(max(v.no), 0) FROM visits v WHERE v.organisation_id = $1 AND v.year = $2";
    read.row(sql, &args![organisation, year]).await?.map_or(Ok(0), |row| row.get(0))
}

/// The refusals of a body that are still to be given in writing, the oldest first: those on a ground that asks for it.
pub async fn refusals(read: &mut dyn Read, organisation: i64, size: usize) -> Result<Vec<VisitRow>, Error> {
    let (today, limit) = (read.today(), i64::try_from(size).unwrap_or(i64::MAX));
    let grounds: Vec<String> = form::written_grounds().map(|code| format!("'{code}'")).collect();
    let sql = format!(
        "{VISIT} WHERE v.organisation_id = $3 AND v.outcome = 'refused' AND v.notice_on IS NULL AND v.struck = 0
           AND v.ground IN ({}) ORDER BY v.id LIMIT $4",
        grounds.join(", ")
    );
    read.rows(&sql, &args![KEPT, today, organisation, limit]).await?.iter().map(visit).collect()
}

/// Name, contact and whom they represent of who came on a reception day, all of them by the turn, without what is kept from everybody. Only
/// after the act that writes down that they were opened; the grant is that to open identities.
pub async fn names(
    read: &mut dyn Read,
    grant: &Grant,
    reception: i64,
) -> Result<Vec<(i64, String, String, String)>, Error> {
    if grant.act != Act::CaseReadIdentity {
        return Ok(Vec::new());
    }
    let rows = read
        .rows(
            "SELECT s.turn_id, s.name, s.contact, s.represents FROM visits v JOIN submitters s ON s.turn_id = v.turn_id
             WHERE v.reception_id = $1 AND v.organisation_id = $2 AND v.struck = 0 AND v.withheld = 0 AND s.withheld = 0
             ORDER BY v.no",
            &args![reception, grant.organisation],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).collect()
}

/// Name and contact of who came in a turn, for a letter that takes it over within an act; never for a page.
pub async fn submitter(tx: &mut Tx, _: &Grant, turn: i64) -> Result<(String, String), Error> {
    let row = tx.row("SELECT name, contact FROM submitters WHERE turn_id = $1", &args![turn]).await?;
    row.map_or_else(|| Ok((String::new(), String::new())), |row| Ok((row.get(0)?, row.get(1)?)))
}
