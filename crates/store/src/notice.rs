//! Notices of conclusion as they stand now: the notice, its points, who gets it. What the matters of its dialogue are stands in
//! [`listed`], whom it concerns in [`concerned`], how its numbers are given in [`series`], its scans in [`scan`], what stands
//! around the points and stays as it was issued in [`signed`].

pub mod concerned;
pub(crate) mod landed;
pub mod listed;
pub mod scan;
pub mod series;
pub mod signed;
pub mod waiting;
mod written;

pub use written::{NewNotice, add, set, set_point_of};

use domain::day::Day;
use domain::event::{Event, NoticeEvent, Subject};

use crate::event::of_act;
use crate::reader::Read;
use crate::submission::{is_kept, shown};
use crate::{Error, Row, args};

/// A notice as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its id.
    pub id: i64,
    /// The dialogue.
    pub dialogue: i64,
    /// The body that issues it.
    pub organisation: i64,
    /// That body's name.
    pub body: String,
    /// What kind of body it is.
    pub kind: String,
    /// `draft`, `submitted`, `issued`, `published`, `replaced`, `struck`.
    pub state: String,
    /// Its number, once it is issued.
    pub number: Option<String>,
    /// The day on which it was submitted for signature.
    pub submitted_on: Option<Day>,
    /// The day on the paper.
    pub issued_on: Option<Day>,
    /// Name and post of whoever signed it.
    pub signer: Option<(String, String)>,
    /// The day on which it was made public.
    pub published_on: Option<Day>,
    /// The notice in whose place it comes.
    pub replaces: Option<i64>,
    /// The notice that came in its place.
    pub replaced_by: Option<i64>,
    /// What the chair says of the dialogue as a whole; nothing once erased.
    pub general: Option<String>,
    /// How it is carried out; nothing once erased.
    pub carrying_out: Option<String>,
    /// Version, for changes that must not overwrite another's.
    pub version: i64,
}

const NOTICE: &str = "SELECT n.id, n.dialogue_id, n.organisation_id, o.name, o.kind, n.state, n.number, n.submitted_on,
       n.issued_on, p.name, m.post, n.published_on, n.replaces_id, n.replaced_by_id, g.body, c.body, n.version
     FROM notices n JOIN organisations o ON o.id = n.organisation_id
     LEFT JOIN terms m ON m.id = n.signer_term_id LEFT JOIN people p ON p.id = m.person_id
     LEFT JOIN texts g ON g.id = n.general_text_id LEFT JOIN texts c ON c.id = n.carrying_out_text_id";

fn notice(row: &Row) -> Result<NoticeRow, Error> {
    let signer: (Option<String>, Option<String>) = (row.get(9)?, row.get(10)?);
    Ok(NoticeRow {
        id: row.get(0)?,
        dialogue: row.get(1)?,
        organisation: row.get(2)?,
        body: row.get(3)?,
        kind: row.get(4)?,
        state: row.get(5)?,
        number: row.get(6)?,
        submitted_on: row.get(7)?,
        issued_on: row.get(8)?,
        signer: signer.0.zip(signer.1),
        published_on: row.get(11)?,
        replaces: row.get(12)?,
        replaced_by: row.get(13)?,
        general: row.get(14)?,
        carrying_out: row.get(15)?,
        version: row.get(16)?,
    })
}

/// One notice.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<NoticeRow>, Error> {
    let row = read.row(&format!("{NOTICE} WHERE n.id = $1"), &args![id]).await?;
    row.as_ref().map(notice).transpose()
}

/// The notices of a dialogue, oldest first, those recorded by mistake left out.
pub async fn of_dialogue(read: &mut dyn Read, dialogue: i64) -> Result<Vec<NoticeRow>, Error> {
    let sql = format!("{NOTICE} WHERE n.dialogue_id = $1 AND n.state <> 'struck' ORDER BY n.id");
    read.rows(&sql, &args![dialogue]).await?.iter().map(notice).collect()
}

/// Another notice of the body with that number in the same year, if there is one: it is shown, not refused.
pub async fn same_number(read: &mut dyn Read, row: &NoticeRow) -> Result<Option<i64>, Error> {
    let (Some(number), Some(on)) = (&row.number, row.issued_on) else { return Ok(None) };
    let (from, to) = (Day::new(on.year(), 1, 1), Day::new(on.year(), 12, 31));
    let other = read
        .row(
            "SELECT id FROM notices WHERE organisation_id = $1 AND number = $2 AND id <> $3 AND state <> 'struck'
               AND issued_on >= $4 AND issued_on <= $5 ORDER BY id LIMIT 1",
            &args![row.organisation, number, row.id, from, to],
        )
        .await?;
    other.map(|row| row.get(0)).transpose()
}

/// A point as a notice states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointRow {
    /// Its id.
    pub id: i64,
    /// The notice that wrote it.
    pub notice: i64,
    /// The matter in short; nothing once erased or while it is kept from everybody.
    pub matter: Option<String>,
    /// What was concluded; nothing once erased or while it is kept from everybody.
    pub conclusion: Option<String>,
    /// Whether its words are kept from everybody, with those of a matter of which they speak.
    pub withheld: bool,
    /// The body that leads, and its name.
    pub lead: Option<(i64, String)>,
    /// The last day that this notice gives it.
    pub due_on: Option<Day>,
    /// What has to be shown; nothing once erased.
    pub evidence: Option<String>,
    /// How people are told: a word of [`domain::event::Delivery`].
    pub delivery: String,
    /// Whether the lead has to reach the person.
    pub contact: bool,
    /// Whether lead or day are only proposed.
    pub proposed: bool,
    /// The cases that it settles.
    pub cases: Vec<i64>,
    /// The bodies that cooperate, with their names.
    pub with: Vec<(i64, String)>,
}

impl PointRow {
    /// Whether nobody has written yet what was concluded, or what was written is kept from everybody. What was erased was
    /// written.
    pub fn is_unsaid(&self) -> bool {
        self.withheld || self.conclusion.as_ref().is_some_and(|words| words.trim().is_empty())
    }
}

/// The points of a notice in their order.
pub async fn points(read: &mut dyn Read, notice: i64) -> Result<Vec<PointRow>, Error> {
    let rows = read
        .rows(
            &format!(
                "SELECT q.id, q.notice_id, {}, {}, q.lead_id, o.name, i.due_on, {}, q.delivery, q.contact, q.proposed,
                   CASE WHEN {} OR {} THEN 1 ELSE 0 END
                 FROM notice_point_issues i JOIN notice_points q ON q.id = i.notice_point_id
                 JOIN texts m ON m.id = q.matter_text_id JOIN texts c ON c.id = q.conclusion_text_id
                 LEFT JOIN texts e ON e.id = q.evidence_text_id LEFT JOIN organisations o ON o.id = q.lead_id
                 WHERE i.notice_id = $1 ORDER BY i.no",
                shown("m"),
                shown("c"),
                shown("e"),
                is_kept("m"),
                is_kept("c"),
            ),
            &args![notice],
        )
        .await?;
    let cases = read
        .rows(
            "SELECT c.notice_point_id, c.case_id FROM notice_point_issues i
             JOIN notice_point_cases c ON c.notice_point_id = i.notice_point_id
             WHERE i.notice_id = $1 ORDER BY c.notice_point_id, c.case_id",
            &args![notice],
        )
        .await?;
    let cases = cases.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<Vec<(i64, i64)>, Error>>()?;
    let bodies = read
        .rows(
            "SELECT b.notice_point_id, b.organisation_id, o.name FROM notice_point_issues i
             JOIN notice_point_bodies b ON b.notice_point_id = i.notice_point_id
             JOIN organisations o ON o.id = b.organisation_id
             WHERE i.notice_id = $1 ORDER BY b.notice_point_id, o.sort_key, o.id",
            &args![notice],
        )
        .await?;
    let bodies = bodies
        .iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .collect::<Result<Vec<(i64, i64, String)>, Error>>()?;
    rows.iter()
        .map(|row| {
            let id: i64 = row.get(0)?;
            let (lead, name): (Option<i64>, Option<String>) = (row.get(4)?, row.get(5)?);
            Ok(PointRow {
                id,
                notice: row.get(1)?,
                matter: row.get(2)?,
                conclusion: row.get(3)?,
                withheld: row.get(11)?,
                lead: lead.zip(name),
                due_on: row.get(6)?,
                evidence: row.get(7)?,
                delivery: row.get(8)?,
                contact: row.get(9)?,
                proposed: row.get(10)?,
                cases: cases.iter().filter(|(of, _)| *of == id).map(|(_, case)| *case).collect(),
                with: bodies.iter().filter(|(of, ..)| *of == id).map(|(_, b, n)| (*b, n.clone())).collect(),
            })
        })
        .collect()
}

/// Whether anything was ever proposed for a point of a notice.
pub async fn was_proposed(read: &mut dyn Read, notice: i64) -> Result<bool, Error> {
    let set = of_act(read, Subject::Notice, notice, "notice.point_set").await?;
    let proposed = |event: &Event| matches!(event, Event::Notice(NoticeEvent::PointSet { point }) if point.proposed);
    Ok(set.iter().any(proposed))
}

/// Who gets a notice, line by line; nothing of a line once erased.
pub async fn recipients(read: &mut dyn Read, notice: i64) -> Result<Vec<String>, Error> {
    let rows = read
        .rows(
            "SELECT x.body FROM notice_recipients r JOIN texts x ON x.id = r.text_id WHERE r.notice_id = $1 ORDER BY r.no",
            &args![notice],
        )
        .await?;
    let lines = rows.iter().map(|row| row.get::<Option<String>>(0)).collect::<Result<Vec<_>, Error>>()?;
    Ok(lines.into_iter().flatten().collect())
}

/// The cases whose matters a notice lists as noted.
pub async fn noted(read: &mut dyn Read, notice: i64) -> Result<Vec<i64>, Error> {
    let rows =
        read.rows("SELECT case_id FROM notice_noted WHERE notice_id = $1 ORDER BY case_id", &args![notice]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// A body that may issue a notice of a dialogue: the one that holds it; of a joint dialogue the committees of its place, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuerRow {
    /// The body.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What kind of body it is.
    pub kind: String,
}

/// The bodies that may issue a notice of a dialogue, the one that holds it first.
pub async fn issuers(read: &mut dyn Read, dialogue: i64) -> Result<Vec<IssuerRow>, Error> {
    let rows = read
        .rows(
            "SELECT o.id, o.name, o.kind FROM dialogues d JOIN organisations h ON h.id = d.organisation_id
             JOIN organisations o ON o.id = d.organisation_id
               OR (d.line = 'joint' AND o.territory_id = h.territory_id AND o.kind IN ('party_committee', 'peoples_committee')
                   AND o.valid_from_on <= d.first_on AND o.valid_to_on > d.first_on)
             WHERE d.id = $1
             ORDER BY CASE WHEN o.id = d.organisation_id THEN 0 ELSE 1 END, o.sort_key, o.id",
            &args![dialogue],
        )
        .await?;
    rows.iter().map(|row| Ok(IssuerRow { id: row.get(0)?, name: row.get(1)?, kind: row.get(2)? })).collect()
}

/// How many matters of each field that were raised with a body each body led: field, lead, how many.
pub async fn led(read: &mut dyn Read, origin: i64) -> Result<Vec<(String, i64, i64)>, Error> {
    let rows = read
        .rows(
            "SELECT c.field, a.lead_id, count(*) FROM cases c JOIN assignments a ON a.case_id = c.id
             WHERE c.origin_id = $1 AND a.state <> 'struck' GROUP BY c.field, a.lead_id ORDER BY c.field, a.lead_id",
            &args![origin],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// The assignments that a point of a notice made: assignment, case, the event that made it, and its state.
pub async fn assignments(read: &mut dyn Read, point: i64) -> Result<Vec<(i64, i64, String)>, Error> {
    let rows = read
        .rows(
            "SELECT a.id, a.case_id, a.state FROM assignments a WHERE a.notice_point_id = $1 ORDER BY a.id",
            &args![point],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// The notices that issued the point from which an assignment of a case comes: notice, its number and day, and the place of the
/// point in it.
pub async fn of_case(read: &mut dyn Read, case: i64) -> Result<Vec<(i64, Option<String>, Option<Day>, i64)>, Error> {
    let rows = read
        .rows(
            "SELECT n.id, n.number, n.issued_on,
               (SELECT count(*) FROM notice_point_issues z WHERE z.notice_id = i.notice_id AND z.no <= i.no)
             FROM notice_point_cases c JOIN notice_point_issues i ON i.notice_point_id = c.notice_point_id
             JOIN notices n ON n.id = i.notice_id
             WHERE c.case_id = $1 AND n.state IN ('issued', 'published') ORDER BY n.id, i.no",
            &args![case],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).collect()
}

/// Whether another notice that stands repeats a point that this one wrote.
pub async fn repeated(read: &mut dyn Read, notice: i64) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT count(*) FROM notice_points q JOIN notice_point_issues i ON i.notice_point_id = q.id
             JOIN notices n ON n.id = i.notice_id
             WHERE q.notice_id = $1 AND i.notice_id <> $1 AND n.state <> 'struck'",
            &args![notice],
        )
        .await?;
    Ok(row.map_or(Ok(0), |row| row.get::<i64>(0))? > 0)
}
