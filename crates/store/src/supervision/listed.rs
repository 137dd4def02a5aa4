//! What there is to look at: matters of dialogues in the scope of whoever supervises, each with the reasons to look, and the
//! flags of what was found not done.

use domain::day::Day;

use crate::grant::Grant;
use crate::import::known;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::submission::shown;
use crate::{Error, Row, args};

/// Bodies that handled a matter from which on it is looked at for that.
const MANY_HOPS: i64 = 3;

/// Why a matter is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// For any of the others.
    Any,
    /// It was found not, or not wholly, done.
    Flagged,
    /// It was answered, and nobody saw yet how it stands.
    SaidDone,
    /// The day of a promise has passed.
    Promise,
    /// Its last day has passed.
    Overdue,
    /// It went through many hands.
    Hops,
    /// Everything that somebody leads or that was answered.
    All,
}

impl Why {
    /// Every reason, in the order of declaration.
    pub const ALL: [Self; 7] =
        [Self::Any, Self::Flagged, Self::SaidDone, Self::Promise, Self::Overdue, Self::Hops, Self::All];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Flagged => "flagged",
            Self::SaidDone => "said_done",
            Self::Promise => "promise",
            Self::Overdue => "overdue",
            Self::Hops => "hops",
            Self::All => "all",
        }
    }

    /// The reason of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_str() == word)
    }

    /// As a condition over the columns of a matter; $3 is today, $4 how many hands are many.
    const fn condition(self) -> &'static str {
        match self {
            Self::Any => {
                "(q.result IN ('partly', 'not_done') OR (q.handling = 'answered' AND (q.result IS NULL OR q.since = 1))
                 OR q.promised < $3 OR (q.due < $3 AND q.paused = 0) OR q.hops >= $4)"
            }
            Self::Flagged => "q.result IN ('partly', 'not_done')",
            Self::SaidDone => "q.handling = 'answered' AND (q.result IS NULL OR q.since = 1)",
            Self::Promise => "q.promised < $3",
            Self::Overdue => "q.due < $3 AND q.paused = 0",
            Self::Hops => "q.hops >= $4",
            Self::All => "q.id > 0",
        }
    }
}

/// Whose matters a list shows, and which.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Who supervises.
    pub organisation: i64,
    /// Whether the bodies under it in the line of authority are supervised, too.
    pub below: bool,
    /// Why.
    pub why: Why,
    /// Of this dialogue alone.
    pub dialogue: Option<i64>,
}

impl Asked {
    /// What the right to supervise shows.
    pub fn of(grant: &Grant, why: Why) -> Self {
        Self { organisation: grant.organisation, below: grant.below, why, dialogue: None }
    }
}

/// A matter that is supervised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatterRow {
    /// The case.
    pub case: i64,
    /// Its words; nothing where they are kept, and once erased.
    pub words: Option<String>,
    /// Village or commune.
    pub place: String,
    /// The body that answers for it.
    pub bearer: String,
    /// How far it has come.
    pub handling: String,
    /// The last day of its assignment in force.
    pub due_on: Option<Day>,
    /// The first day of a promise that is not kept.
    pub promised_on: Option<Day>,
    /// Through how many hands it went.
    pub hops: i64,
    /// What was last found of it: result, the day, whether something was done since.
    pub found: Option<(String, Day, bool)>,
    /// Whether its clock stands still; work may be suspended and the clock run on.
    pub paused: bool,
    /// The dialogue.
    pub dialogue: i64,
}

impl MatterRow {
    /// Why it is looked at, on a day.
    pub fn whys(&self, today: Day) -> Vec<Why> {
        let flagged = self.found.as_ref().is_some_and(|(result, ..)| result != "done");
        let unseen = self.found.as_ref().is_none_or(|(.., since)| *since);
        let passed = |day: Option<Day>| day.is_some_and(|day| day < today);
        let whys = [
            (Why::Flagged, flagged),
            (Why::SaidDone, self.handling == "answered" && unseen),
            (Why::Promise, passed(self.promised_on)),
            (Why::Overdue, passed(self.due_on) && !self.paused),
            (Why::Hops, self.hops >= MANY_HOPS),
        ];
        whys.into_iter().filter(|(_, holds)| *holds).map(|(why, _)| why).collect()
    }
}

/// The bodies that are supervised: the own one, those of the place of the Front or of an organisation, and, for a supervisor ($2 = 1), all
/// under the own one.
pub(crate) const SCOPE: &str = "(SELECT o.id AS id FROM organisations o JOIN organisations w ON w.id = $1
         AND w.kind IN ('front', 'organisation') AND o.territory_id = w.territory_id
       UNION SELECT o.id FROM organisations o WHERE o.id = $1
       UNION SELECT u.organisation_id FROM organisation_scope u WHERE u.ancestor_id = $1 AND $2 = 1)";

/// Those bodies, each with 0, and the bodies that ended whose cases they decide over since, each with the one that does: of what was
/// raised with those only what that one decides over is supervised.
pub(super) fn scope() -> String {
    format!(
        "(SELECT x.id AS id, 0 AS heir FROM {SCOPE} x
          UNION SELECT h.origin_id, x.id FROM {SCOPE} x CROSS JOIN handover_items i CROSS JOIN cases h
            WHERE i.receiver_id = x.id AND i.kind = 'case' AND i.state = 'given' AND h.id = i.subject_id
              AND h.decides_id = x.id AND h.origin_id NOT IN (SELECT y.id FROM {SCOPE} y))"
    )
}

const MATTERS: &str = concat!(
    "SELECT c.id AS id, x.body AS words, t.name AS place, b.name AS bearer, c.handling AS handling, a.due_on AS due,
            (SELECT min(k.due_on) FROM case_points p CROSS JOIN clocks k
             WHERE p.case_id = c.id AND k.subject = 'case_point' AND k.subject_id = p.id AND k.kind = 'promise' AND k.state = 'running') AS promised,
            (SELECT count(*) FROM assignments g WHERE g.case_id = c.id AND g.state <> 'struck')
              + (SELECT count(*) FROM transfers h WHERE h.case_id = c.id AND h.state <> 'struck') AS hops,
            f.result AS result, f.seen_on AS seen_on, f.since AS since,
            CASE WHEN c.suspended = 1 AND (SELECT count(*) FROM clocks u WHERE u.subject = 'assignment' AND u.subject_id = a.id
              AND u.kind = 'agency' AND u.state = 'running') = 0 THEN 1 ELSE 0 END AS paused, d.id AS dialogue
     FROM {scope} s JOIN dialogues d ON d.organisation_id = s.id JOIN cases c ON c.origin_dialogue_id = d.id
     JOIN texts x ON x.id = c.text_id JOIN territories t ON t.id = c.territory_id
     JOIN organisations b ON b.id = c.accountable_id
     LEFT JOIN assignments a ON a.case_id = c.id AND a.state IN ('open', 'accepted')
     LEFT JOIN case_found f ON f.case_id = c.id
     WHERE (s.heir = 0 OR c.decides_id = s.heir) AND c.merged_into_id IS NULL AND c.handling NOT IN ('received', 'struck') AND ",
    known!("c.origin_dialogue_id")
);

fn statement(asked: &Asked, columns: &str, rest: &str) -> String {
    // Both engines want each value named, also where the reason does not ask for it.
    let of = if asked.dialogue.is_some() { "q.dialogue = $5" } else { "$5 = 0" };
    let from = MATTERS.replace("{scope}", &scope());
    format!("SELECT {columns} FROM ({from}) q WHERE {} AND {of} AND $3 <> '' AND $4 > 0 {rest}", asked.why.condition())
}

fn row(row: &Row) -> Result<MatterRow, Error> {
    let found: (Option<String>, Option<Day>, Option<bool>) = (row.get(8)?, row.get(9)?, row.get(10)?);
    Ok(MatterRow {
        case: row.get(0)?,
        words: row.get(1)?,
        place: row.get(2)?,
        bearer: row.get(3)?,
        handling: row.get(4)?,
        due_on: row.get(5)?,
        promised_on: row.get(6)?,
        hops: row.get(7)?,
        found: match found {
            (Some(result), Some(on), Some(since)) => Some((result, on, since)),
            _ => None,
        },
        paused: row.get(11)?,
        dialogue: row.get(12)?,
    })
}

const COLUMNS: &str =
    "q.id, q.words, q.place, q.bearer, q.handling, q.due, q.promised, q.hops, q.result, q.seen_on, q.since,
     q.paused, q.dialogue";

/// Matters to look at, in the order of their numbers, from behind the case `after` on.
pub async fn matters(
    read: &mut dyn Read,
    asked: &Asked,
    after: Option<i64>,
    size: usize,
) -> Result<Page<MatterRow>, Error> {
    let sql = statement(asked, COLUMNS, "AND q.id > $6 ORDER BY q.id LIMIT $7");
    let (today, limit) = (read.today(), i64::try_from(size + 1).unwrap_or(i64::MAX));
    let args = args![
        asked.organisation,
        asked.below,
        today,
        MANY_HOPS,
        asked.dialogue.unwrap_or(0),
        after.unwrap_or(0),
        limit
    ];
    page(&read.rows(&sql, &args).await?, size, row)
}

/// A choice of matters that comes out the same for the same seed as long as there are the same matters: the `size` of them whose
/// digests with the seed are the least. Reads the numbers of at most `most` matters; says of how many it chose.
pub async fn sampled(
    read: &mut dyn Read,
    asked: &Asked,
    seed: &str,
    size: usize,
    most: i64,
) -> Result<(Vec<MatterRow>, usize), Error> {
    use sha2::{Digest, Sha256};
    let sql = statement(asked, "q.id", "ORDER BY q.id LIMIT $6");
    let today = read.today();
    let args = args![asked.organisation, asked.below, today, MANY_HOPS, asked.dialogue.unwrap_or(0), most];
    let mut drawn = Vec::new();
    for row in read.rows(&sql, &args).await? {
        let id: i64 = row.get(0)?;
        let digest: [u8; 32] = Sha256::digest(format!("{seed}\n{id}")).into();
        drawn.push((digest, id));
    }
    let of = drawn.len();
    drawn.sort_unstable();
    let mut chosen: Vec<i64> = drawn.into_iter().take(size).map(|(_, id)| id).collect();
    chosen.sort_unstable();
    let mut rows = Vec::with_capacity(chosen.len());
    for id in chosen {
        rows.extend(matters(read, asked, Some(id - 1), 1).await?.rows);
    }
    Ok((rows, of))
}

/// The point of a notice from which a case comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointRef {
    /// The point.
    pub point: i64,
    /// The notice that issued it.
    pub notice: i64,
    /// Its number.
    pub number: Option<String>,
    /// The day on the paper.
    pub issued_on: Option<Day>,
    /// The place of the point in it.
    pub no: i64,
    /// The matter in short; nothing once erased.
    pub matter: Option<String>,
    /// What was concluded; nothing once erased.
    pub conclusion: Option<String>,
    /// What has to be shown; nothing once erased.
    pub evidence: Option<String>,
    /// The cases that it settles.
    pub cases: Vec<i64>,
}

/// The newest issued point of a notice from which a case comes, if it comes from one.
pub async fn matter(read: &mut dyn Read, case: i64) -> Result<Option<PointRef>, Error> {
    let found = read
        .row(
            &format!(
                "SELECT i.notice_point_id, n.id, n.number, n.issued_on,
               (SELECT count(*) FROM notice_point_issues z WHERE z.notice_id = i.notice_id AND z.no <= i.no),
               {}, {}, {}
             FROM notice_point_cases c JOIN notice_point_issues i ON i.notice_point_id = c.notice_point_id
             JOIN notice_points p ON p.id = i.notice_point_id JOIN texts m ON m.id = p.matter_text_id
             JOIN texts x ON x.id = p.conclusion_text_id LEFT JOIN texts e ON e.id = p.evidence_text_id
             JOIN notices n ON n.id = i.notice_id
             WHERE c.case_id = $1 AND n.state IN ('issued', 'published') ORDER BY n.id DESC, i.no LIMIT 1",
                shown("m"),
                shown("x"),
                shown("e"),
            ),
            &args![case],
        )
        .await?;
    let Some(row) = found else { return Ok(None) };
    let point: i64 = row.get(0)?;
    let cases = read
        .rows("SELECT case_id FROM notice_point_cases WHERE notice_point_id = $1 ORDER BY case_id", &args![point])
        .await?;
    Ok(Some(PointRef {
        point,
        notice: row.get(1)?,
        number: row.get(2)?,
        issued_on: row.get(3)?,
        no: row.get(4)?,
        matter: row.get(5)?,
        conclusion: row.get(6)?,
        evidence: row.get(7)?,
        cases: cases.iter().map(|row| row.get(0)).collect::<Result<_, Error>>()?,
    }))
}

/// A flag: what was found not, or not wholly, done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagRow {
    /// The case.
    pub case: i64,
    /// Its words; nothing where they are kept, and once erased.
    pub words: Option<String>,
    /// `partly`, `not_done`.
    pub result: String,
    /// The day on which it was seen.
    pub seen_on: Day,
    /// Whether something was done since.
    pub since: bool,
    /// The body that answers for it.
    pub bearer: String,
}

// A product, so that the embedded engine begins with what was found.
macro_rules! flagged {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM case_found f CROSS JOIN cases c JOIN texts x ON x.id = c.text_id
              JOIN organisations b ON b.id = c.accountable_id
              WHERE f.result <> 'done' AND c.id = f.case_id AND c.merged_into_id IS NULL AND c.handling <> 'struck' AND ",
            known!("c.origin_dialogue_id"),
            " AND (c.accountable_id = $1 OR c.decides_id = $1 OR ($2 = 1 AND EXISTS (
                 SELECT 1 FROM organisation_scope u WHERE u.ancestor_id = $1 AND u.organisation_id = c.decides_id)))",
            $rest
        )
    };
}

/// The flags on what a body answers for, or what was raised with it or with a body under it: what nobody has mended since first,
/// then the oldest; at most `size`.
pub async fn flags(read: &mut dyn Read, grant: &Grant, size: usize) -> Result<Page<FlagRow>, Error> {
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            flagged!(
                "c.id, x.body, f.result, f.seen_on, f.since, b.name",
                " ORDER BY f.since, f.seen_on, c.id LIMIT $3"
            ),
            &args![grant.organisation, grant.below, limit],
        )
        .await?;
    page(&rows, size, |row| {
        Ok(FlagRow {
            case: row.get(0)?,
            words: row.get(1)?,
            result: row.get(2)?,
            seen_on: row.get(3)?,
            since: row.get(4)?,
            bearer: row.get(5)?,
        })
    })
}

/// How many such flags there are, counted to `most` at the most.
pub async fn flags_count(read: &mut dyn Read, grant: &Grant, most: usize) -> Result<i64, Error> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let rows =
        read.rows(flagged!("c.id", " ORDER BY c.id LIMIT $3"), &args![grant.organisation, grant.below, limit]).await?;
    Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX))
}
