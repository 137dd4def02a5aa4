//! Supervision by the Front: findings, in `listed` what there is to look at, in `planned` the supervisions of a year and their
//! reports, in `same` who records what they did themselves.

mod listed;
mod planned;
mod same;

pub(crate) use listed::SCOPE;
pub use listed::{Asked, FlagRow, MatterRow, PointRef, Why, flags, flags_count, matter, matters, sampled};
pub use planned::{
    NewSupervision, NoticeRow, SupervisionRow, ToInspectRow, add_supervision, find_supervision, of_notice, of_year,
    open_supervision, reaches_back, same_level, set_supervision, to_inspect, unplanned,
};
pub use same::same_person;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use domain::day::{Day, Instant};
use domain::event::Recorded;
use domain::supervision::{FindingResult, Found, Looked, SamePerson, findings};

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::{By, Tx};
use crate::{Error, Row, args};

/// A finding to be kept.
#[derive(Clone, Debug)]
pub struct NewFinding<'a> {
    /// Its id.
    pub id: i64,
    /// The dialogue in which the matter was raised.
    pub dialogue: i64,
    /// The point of a notice, where it comes from one.
    pub point: Option<i64>,
    /// Who supervises.
    pub organisation: i64,
    /// What was found.
    pub result: FindingResult,
    /// How it was looked at.
    pub ways: &'a [Looked],
    /// What whoever records it did in what is supervised.
    pub same: &'a [SamePerson],
    /// Id of the text of what shows it.
    pub text: i64,
    /// The day on which it was seen.
    pub on: Day,
    /// Its cases, each with the event by which it is recorded there.
    pub cases: &'a [(i64, i64)],
    /// Its files: id and SHA-256, in their order.
    pub files: &'a [(i64, [u8; 32])],
}

/// The body for which an account supervises what another body did: the one for which it works where it does so for that, else the
/// first of those over it.
pub async fn over(read: &mut dyn Read, by: By, body: i64) -> Result<Option<i64>, Error> {
    let today = read.today();
    let row = read
        .row(
            "SELECT m.organisation_id FROM memberships m
             JOIN organisation_scope s ON s.ancestor_id = m.organisation_id AND s.organisation_id = $3
             WHERE m.account_id = $1 AND m.role = 'supervisor' AND m.from_on <= $2 AND m.to_on > $2
               AND m.organisation_id <> $3
             ORDER BY CASE WHEN m.organisation_id = $4 THEN 0 ELSE 1 END, m.organisation_id LIMIT 1",
            &args![by.account, today, body, by.organisation],
        )
        .await?;
    row.map(|row| row.get(0)).transpose()
}

/// Keeps a finding with its cases and files.
pub fn add_finding(tx: &mut Tx, _: &Grant, new: &NewFinding<'_>) {
    let (now, typist) = (tx.now(), tx.by().account);
    let ways = new.ways.iter().map(|way| way.as_str()).collect::<Vec<_>>().join(",");
    let same = new.same.iter().map(|same| same.as_str()).collect::<Vec<_>>().join(",");
    tx.put(
        "INSERT INTO findings (id, dialogue_id, notice_point_id, organisation_id, result, ways, same, text_id, recorded_at,
                               typist_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            new.id,
            new.dialogue,
            new.point,
            new.organisation,
            new.result.as_str(),
            ways,
            same,
            new.text,
            now,
            typist
        ],
    );
    let cases = new.cases.iter().map(|(case, event)| args![new.id, *case, *event, new.on].to_vec()).collect();
    tx.put_rows("finding_cases", "finding_id, case_id, event_id, seen_on", cases);
    let files = (1_i64..).zip(new.files).map(|(no, (id, sha256))| args![*id, new.id, no, *sha256].to_vec()).collect();
    tx.put_rows("finding_files", "id, finding_id, no, sha256", files);
}

/// Brings the rows of what was found of a case in line with its events; `last` is what was last found of it.
pub fn follow(tx: &mut Tx, _: &Grant, case: i64, events: &[Recorded], last: Option<Found>) {
    let found = findings(events);
    if found.is_empty() {
        return;
    }
    for it in found {
        tx.put(
            "UPDATE finding_cases SET seen_on = $3, struck = $4 WHERE finding_id = $1 AND case_id = $2",
            args![it.finding, case, it.on, it.struck],
        );
    }
    tx.put("DELETE FROM case_found WHERE case_id = $1", args![case]);
    let Some(last) = last else { return };
    tx.put(
        "INSERT INTO case_found (case_id, finding_id, result, seen_on, since) VALUES ($1, $2, $3, $4, $5)",
        args![case, last.finding, last.result.as_str(), last.on, last.since],
    );
}

/// What of the rows of findings of a case is not what its events say.
pub(crate) async fn differences(
    read: &mut dyn Read,
    case: i64,
    events: &[Recorded],
    last: Option<Found>,
) -> Result<Vec<String>, Error> {
    let rows = read
        .rows(
            "SELECT q.finding_id, q.event_id, q.seen_on, q.struck FROM finding_cases q WHERE q.case_id = $1
             ORDER BY q.event_id",
            &args![case],
        )
        .await?;
    let mut kept = rows
        .iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .collect::<Result<Vec<(i64, i64, Day, bool)>, Error>>()?;
    let mut told: Vec<(i64, i64, Day, bool)> =
        findings(events).into_iter().map(|it| (it.finding, it.event, it.on, it.struck)).collect();
    kept.sort_unstable();
    told.sort_unstable();
    let row =
        read.row("SELECT finding_id, result, seen_on, since FROM case_found WHERE case_id = $1", &args![case]).await?;
    let now = match row {
        Some(row) => Some((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<Day>(2)?, row.get::<bool>(3)?)),
        None => None,
    };
    let last = last.map(|it| (it.finding, it.result.as_str().to_owned(), it.on, it.since));
    Ok(if kept == told && now == last {
        Vec::new()
    } else {
        vec![format!("case {case}: what was found of it is not what its events say")]
    })
}

/// A finding as pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRow {
    /// Its id.
    pub id: i64,
    /// The dialogue in which the matter was raised.
    pub dialogue: i64,
    /// The event by which it was recorded with the case of this row.
    pub event: i64,
    /// That case.
    pub case: i64,
    /// What was found.
    pub result: FindingResult,
    /// How it was looked at.
    pub ways: Vec<Looked>,
    /// What whoever recorded it did in what is supervised.
    pub same: Vec<SamePerson>,
    /// Who supervises, and its name.
    pub organisation: (i64, String),
    /// Who recorded it.
    pub typist: String,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// The day on which it was seen.
    pub seen_on: Day,
    /// Whether it was recorded by mistake.
    pub struck: bool,
    /// What shows it, in words; nothing once erased.
    pub words: Option<String>,
    /// How many files show it.
    pub files: i64,
}

const FINDING: &str = "SELECT f.id, f.dialogue_id, q.event_id, q.case_id, f.result, f.ways, f.same, f.organisation_id, o.name,
       COALESCE(p.name, ''), f.recorded_at, q.seen_on, q.struck, x.body,
       (SELECT count(*) FROM finding_files z WHERE z.finding_id = f.id)
     FROM finding_cases q JOIN findings f ON f.id = q.finding_id JOIN organisations o ON o.id = f.organisation_id
     JOIN texts x ON x.id = f.text_id LEFT JOIN accounts t ON t.id = f.typist_id LEFT JOIN people p ON p.id = t.person_id";

fn finding(row: &Row) -> Result<FindingRow, Error> {
    let words = |at: usize| -> Result<String, Error> { row.get(at) };
    let (result, ways, same) = (words(4)?, words(5)?, words(6)?);
    Ok(FindingRow {
        id: row.get(0)?,
        dialogue: row.get(1)?,
        event: row.get(2)?,
        case: row.get(3)?,
        result: FindingResult::parse(&result).ok_or_else(|| Error::Corrupt(format!("a finding of {result}")))?,
        ways: ways.split(',').filter_map(Looked::parse).collect(),
        same: same.split(',').filter_map(SamePerson::parse).collect(),
        organisation: (row.get(7)?, row.get(8)?),
        typist: row.get(9)?,
        recorded_at: row.get(10)?,
        seen_on: row.get(11)?,
        struck: row.get(12)?,
        words: row.get(13)?,
        files: row.get(14)?,
    })
}

/// All that was found of a case, the newest first, those recorded by mistake among them.
pub async fn of_case(read: &mut dyn Read, case: i64) -> Result<Vec<FindingRow>, Error> {
    let sql = format!("{FINDING} WHERE q.case_id = $1 ORDER BY q.seen_on DESC, q.event_id DESC");
    read.rows(&sql, &args![case]).await?.iter().map(finding).collect()
}

/// The cases of a point of a notice ($1), and those in which they count since.
const OF_POINT: &str = "WITH RECURSIVE at (id) AS (
         SELECT z.case_id FROM notice_point_cases z WHERE z.notice_point_id = $1
         UNION SELECT k.merged_into_id FROM at JOIN cases k ON k.id = at.id WHERE k.merged_into_id IS NOT NULL)";

/// What was last found of each case of a point of a notice, where it counts in another one of that; the worst first and of two alike
/// the newest. One finding of several cases stands once, with all of them.
pub async fn of_point(read: &mut dyn Read, point: i64) -> Result<Vec<(FindingRow, Vec<i64>)>, Error> {
    let sql = format!("{OF_POINT} SELECT c.id, c.merged_into_id FROM at JOIN cases c ON c.id = at.id ORDER BY c.id");
    let mut into = BTreeMap::new();
    for row in read.rows(&sql, &args![point]).await? {
        into.insert(row.get::<i64>(0)?, row.get::<Option<i64>>(1)?);
    }
    let counts_in = |mut case: i64| {
        // A case is merged into none that counts in it: this ends.
        while let Some(Some(root)) = into.get(&case) {
            case = *root;
        }
        case
    };
    let sql = format!(
        "{OF_POINT} {FINDING} JOIN at ON at.id = q.case_id WHERE q.struck = 0 ORDER BY q.seen_on DESC, q.event_id DESC"
    );
    let (mut seen, mut found) = (BTreeSet::new(), Vec::<(FindingRow, Vec<i64>)>::new());
    for row in read.rows(&sql, &args![point]).await? {
        let row = finding(&row)?;
        let case = counts_in(row.case);
        // The newest stands.
        if !seen.insert(case) {
            continue;
        }
        match found.iter_mut().find(|(known, _)| known.id == row.id) {
            Some((_, cases)) => cases.push(case),
            None => found.push((row, vec![case])),
        }
    }
    for (_, cases) in &mut found {
        cases.sort_unstable();
    }
    found.sort_by_key(|(row, _)| (Reverse(row.result), Reverse((row.seen_on, row.event))));
    Ok(found)
}

/// One finding with the first of its cases.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<FindingRow>, Error> {
    let sql = format!("{FINDING} WHERE q.finding_id = $1 ORDER BY q.case_id LIMIT 1");
    read.row(&sql, &args![id]).await?.as_ref().map(finding).transpose()
}

/// The cases of a finding, each with the event by which it was recorded there.
pub async fn cases_of(read: &mut dyn Read, finding: i64) -> Result<Vec<(i64, i64)>, Error> {
    let rows = read
        .rows("SELECT case_id, event_id FROM finding_cases WHERE finding_id = $1 ORDER BY case_id", &args![finding])
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// A file of a finding: its type and its bytes.
pub async fn file(read: &mut dyn Read, finding: i64, no: i64) -> Result<Option<(String, Vec<u8>)>, Error> {
    let rows = read
        .rows(
            "SELECT a.type, k.bytes FROM finding_files q JOIN attachments a ON a.sha256 = q.sha256
             JOIN attachment_chunks k ON k.sha256 = q.sha256 WHERE q.finding_id = $1 AND q.no = $2 ORDER BY k.no",
            &args![finding, no],
        )
        .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let kind = first.get(0)?;
    let mut bytes = Vec::new();
    for row in &rows {
        bytes.extend(row.get::<Vec<u8>>(1)?);
    }
    Ok(Some((kind, bytes)))
}
