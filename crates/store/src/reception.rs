//! Reception days as they stand now: the schedule of a body, one day. Its visits stand in [`visit`], what is counted of them in
//! [`count`], what writes the rows in `written`.

pub mod count;
pub mod visit;
mod written;

pub use written::{add, add_visit, set, set_end, set_kept, set_notice, strike_visit};

use domain::day::Day;
use domain::reception::{Receiver, ReceptionKind};

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::{Error, Row, args};

/// A reception day as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceptionRow {
    /// Its id.
    pub id: i64,
    /// The body that receives, and its name.
    pub body: (i64, String),
    /// The term of the official, with name and post.
    pub official: Option<(i64, String, String)>,
    /// A word of [`domain::reception::ReceptionKind`].
    pub kind: String,
    /// A word of [`domain::reception::Receiver`].
    pub receiver: String,
    /// A word of [`domain::reception::ReceptionState`].
    pub state: String,
    /// The day for which it is set.
    pub planned_on: Day,
    /// The day on which citizens were received.
    pub held_on: Option<Day>,
    /// Whether it is held online.
    pub online: bool,
    /// Where, and at what hours; nothing once erased.
    pub place: Option<String>,
    /// When it was announced.
    pub announced_on: Option<Day>,
    /// Why it was set anew or called off; nothing once erased.
    pub reason: Option<String>,
    /// The number of its conclusion notice; nothing once erased.
    pub number: Option<String>,
    /// Who signed that; nothing once erased.
    pub signer: Option<String>,
    /// The day on it.
    pub concluded_on: Option<Day>,
    /// What it says is to be done; nothing once erased.
    pub directions: Option<String>,
    /// Until when.
    pub due_on: Option<Day>,
    /// Version, for changes that must not overwrite another's.
    pub version: i64,
    /// How many visits were received in it: without who was refused.
    pub visits: i64,
}

impl ReceptionRow {
    /// The day on which it stands: that on which citizens were received, else that for which it is set.
    pub fn on(&self) -> Day {
        self.held_on.unwrap_or(self.planned_on)
    }
}

const RECEPTION: &str =
    "SELECT r.id, r.organisation_id, o.name, r.term_id, p.name, m.post, r.kind, r.receiver, r.state,
       r.planned_on, r.held_on, r.online, x.body, r.announced_on, y.body, z.body, s.body, r.concluded_on, r.version,
       (SELECT count(*) FROM visits v WHERE v.reception_id = r.id AND v.struck = 0 AND v.outcome <> 'refused'), d.body, r.due_on
     FROM receptions r JOIN organisations o ON o.id = r.organisation_id
     LEFT JOIN terms m ON m.id = r.term_id LEFT JOIN people p ON p.id = m.person_id
     LEFT JOIN texts x ON x.id = r.place_text_id LEFT JOIN texts y ON y.id = r.reason_text_id
     LEFT JOIN texts z ON z.id = r.number_text_id LEFT JOIN texts s ON s.id = r.signer_text_id
     LEFT JOIN texts d ON d.id = r.directions_text_id";

fn reception(row: &Row) -> Result<ReceptionRow, Error> {
    let (term, name, post): (Option<i64>, Option<String>, Option<String>) = (row.get(3)?, row.get(4)?, row.get(5)?);
    Ok(ReceptionRow {
        id: row.get(0)?,
        body: (row.get(1)?, row.get(2)?),
        official: term.map(|term| (term, name.unwrap_or_default(), post.unwrap_or_default())),
        kind: row.get(6)?,
        receiver: row.get(7)?,
        state: row.get(8)?,
        planned_on: row.get(9)?,
        held_on: row.get(10)?,
        online: row.get(11)?,
        place: row.get(12)?,
        announced_on: row.get(13)?,
        reason: row.get(14)?,
        number: row.get(15)?,
        signer: row.get(16)?,
        concluded_on: row.get(17)?,
        version: row.get(18)?,
        visits: row.get(19)?,
        directions: row.get(20)?,
        due_on: row.get(21)?,
    })
}

/// One reception day.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<ReceptionRow>, Error> {
    let row = read.row(&format!("{RECEPTION} WHERE r.id = $1"), &args![id]).await?;
    row.as_ref().map(reception).transpose()
}

/// Which reception days are asked for; all of them where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// Those that were held alone, as they are counted.
    pub held: bool,
    /// Those of one kind.
    pub kind: Option<ReceptionKind>,
    /// Those that one kind of receiver receives.
    pub receiver: Option<Receiver>,
}

impl Days {
    /// What a reception day has to be, in SQL.
    fn sql(self) -> String {
        let mut all = vec![if self.held { "r.state = 'held'" } else { "r.state <> 'struck'" }.to_owned()];
        all.extend(self.kind.map(|kind| format!("r.kind = '{}'", kind.as_str())));
        all.extend(self.receiver.map(|receiver| format!("r.receiver = '{}'", receiver.as_str())));
        all.join(" AND ")
    }
}

/// The reception days of a body within some days, the last first, from before the key on; those recorded by mistake are left
/// out. One that was held stands on the day on which it was, where it is counted, else on the day for which it is set.
pub async fn list(
    read: &mut dyn Read,
    grant: &Grant,
    (from, to): (Day, Day),
    which: Days,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<ReceptionRow>, Error> {
    let (on, id) = before.unwrap_or((Day::OPEN, i64::MAX));
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let sql = format!(
        "{RECEPTION} WHERE r.organisation_id = $1 AND COALESCE(r.held_on, r.planned_on) >= $2
           AND COALESCE(r.held_on, r.planned_on) <= $3 AND {}
           AND (COALESCE(r.held_on, r.planned_on) < $4 OR (COALESCE(r.held_on, r.planned_on) = $4 AND r.id < $5))
         ORDER BY COALESCE(r.held_on, r.planned_on) DESC, r.id DESC LIMIT $6",
        which.sql()
    );
    let rows = read.rows(&sql, &args![grant.organisation, from, to, on, id, limit]).await?;
    page(&rows, size, reception)
}

/// The reception days of a body that are set for a day before some day and of which nobody says whether they were held, the last
/// first.
pub async fn passed(read: &mut dyn Read, organisation: i64, to: Day, size: usize) -> Result<Vec<ReceptionRow>, Error> {
    let limit = i64::try_from(size).unwrap_or(i64::MAX);
    let sql = format!(
        "{RECEPTION} WHERE r.organisation_id = $1 AND r.planned_on < $2 AND r.state = 'scheduled'
         ORDER BY r.planned_on DESC, r.id DESC LIMIT $3"
    );
    read.rows(&sql, &args![organisation, to, limit]).await?.iter().map(reception).collect()
}

/// The reception days of a body that are set for a day or later, the next first.
pub async fn next(read: &mut dyn Read, organisation: i64, from: Day, size: usize) -> Result<Vec<ReceptionRow>, Error> {
    let limit = i64::try_from(size).unwrap_or(i64::MAX);
    let sql = format!(
        "{RECEPTION} WHERE r.organisation_id = $1 AND r.planned_on >= $2 AND r.state = 'scheduled'
         ORDER BY r.planned_on, r.id LIMIT $3"
    );
    read.rows(&sql, &args![organisation, from, limit]).await?.iter().map(reception).collect()
}
