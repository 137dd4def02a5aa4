//! The list of letters: which of the book, each with the matter it raises and how its case stands.

use domain::day::{Day, Instant};
use domain::event::Kind;
use domain::letter::LetterWay;
use domain::letter::class::Content;
use domain::span::Axis;

use super::{numbered, process};
use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page as rows_of};
use crate::{Error, Row, args};

/// A letter in the list, with the matter it raises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterLine {
    /// The letter.
    pub letter: i64,
    /// The body that got it.
    pub organisation: i64,
    /// The book.
    pub series: String,
    /// Its number there.
    pub number: String,
    /// The day on which it was received.
    pub received_on: Day,
    /// By which way it came; empty where it is not known.
    pub way: String,
    /// Name of the body that got it.
    pub body: String,
    /// The words; nothing once erased or while they are kept from everybody.
    pub words: Option<String>,
    /// What kind of matter it is.
    pub kind: String,
    /// Code of the field; empty while it is not known.
    pub field: String,
    /// Its case.
    pub case: i64,
    /// The outcome of the case as it stands today, by its code.
    pub outcome: String,
    /// The day on which something of the case is due next, where something is.
    pub due_on: Option<Day>,
    /// A word of [`Content`]; empty while it is not classified.
    pub content: String,
    /// Why it is not eligible, by their codes.
    pub lacks: String,
    /// Whether many people stand behind it.
    pub many: bool,
    /// What came of it, a word of [`domain::letter::process::Processing`]; empty while nothing did.
    pub processing: String,
}

/// Which letters of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Which {
    /// Those of the book of a year.
    pub year: Option<i16>,
    /// Those that came by a way.
    pub way: Option<LetterWay>,
    /// Those of a kind of matter.
    pub kind: Option<Kind>,
    /// Those whose case stands so: a code of the outcome.
    pub outcome: String,
    /// Those that say such a thing; or those that are not classified yet.
    pub class: Option<Classed>,
    /// Those that still wait for what comes of them.
    pub waiting: bool,
    /// Those of that number; of all where it is empty.
    pub number: String,
}

/// By how they are classified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Classed {
    /// Not yet.
    Not,
    /// As saying that.
    As(Content),
}

impl Classed {
    /// The word for not yet.
    pub const NOT: &'static str = "none";

    /// That of a word.
    pub fn parse(word: &str) -> Option<Self> {
        if word == Self::NOT { Some(Self::Not) } else { Content::parse(word).map(Self::As) }
    }

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Not => Self::NOT,
            Self::As(content) => content.as_str(),
        }
    }
}

fn line(row: &Row) -> Result<LetterLine, Error> {
    Ok(LetterLine {
        letter: row.get(0)?,
        organisation: row.get(1)?,
        series: row.get(2)?,
        number: row.get(3)?,
        received_on: row.get(4)?,
        body: row.get(5)?,
        words: row.get(6)?,
        field: row.get(7)?,
        case: row.get(8)?,
        outcome: row.get(9)?,
        way: row.get(10)?,
        kind: row.get(11)?,
        due_on: row.get(12)?,
        content: row.get(13)?,
        lacks: row.get(14)?,
        many: row.get(15)?,
        processing: row.get(16)?,
    })
}

/// The letters of the grant's body, and of those under it where the grant holds for them, the newest first, from the key on; none
/// that was recorded by mistake.
pub async fn page(
    read: &mut dyn Read,
    grant: &Grant,
    which: &Which,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<LetterLine>, Error> {
    let (year_from, year_to) = which
        .year
        .and_then(|year| Some((Day::new(year, 1, 1)?, Day::new(year, 12, 31)?)))
        .unwrap_or((Day::FLOOR, Day::OPEN));
    let (on, id) = before.unwrap_or((year_to, i64::MAX));
    let today = read.today();
    let number =
        if which.number.is_empty() { "$13 = ''".to_owned() } else { numbered(read.embedded(), "l.number", "$13") };
    let alone = if grant.below { "" } else { "AND l.organisation_id = $1" };
    let waiting =
        if which.waiting { format!("AND l.outcome IN ('', 'complete') AND {}", process::OPEN) } else { String::new() };
    let rows = read
        .rows(
            &format!(
                "SELECT l.id, l.organisation_id, l.series, l.number, l.received_on, o.name, x.body, b.field, c.id,
                        COALESCE(z.value, ''), l.way, b.kind,
                        (SELECT min(k.due_on) FROM clocks k WHERE k.subject = 'case' AND k.subject_id = c.id AND k.state = 'running'),
                        l.content, l.lacks, l.many, l.outcome
                 FROM organisation_scope s JOIN letters l ON l.organisation_id = s.organisation_id
                 JOIN organisations o ON o.id = l.organisation_id
                 JOIN turns t ON t.source = 'letter' AND t.source_id = l.id
                 JOIN submissions b ON b.turn_id = t.id AND b.no = 1 JOIN texts x ON x.id = b.text_id
                 JOIN case_points q ON q.submission_id = b.id
                   AND q.id = (SELECT min(y.id) FROM case_points y WHERE y.submission_id = b.id)
                 JOIN cases c ON c.id = q.case_id
                 LEFT JOIN spans z ON z.subject = 'case' AND z.subject_id = c.id AND z.axis = $5
                   AND z.from_on <= $6 AND z.to_on > $6 AND z.known_to_at = $7
                 WHERE s.ancestor_id = $1 AND (l.received_on < $2 OR (l.received_on = $2 AND l.id < $3)) {alone}
                   AND l.received_on >= $8 AND b.struck_event_id IS NULL AND l.struck = 0
                   AND ($9 = '' OR l.way = $9) AND ($10 = '' OR b.kind = $10) AND ($11 = '' OR z.value = $11)
                   AND ($12 = '' OR l.content = $12 OR (l.content = '' AND $12 = 'none')) AND {number} {waiting}
                 ORDER BY l.received_on DESC, l.id DESC LIMIT $4"
            ),
            &args![
                grant.organisation,
                on,
                id,
                i64::try_from(size + 1).unwrap_or(i64::MAX),
                Axis::Outcome.as_str(),
                today,
                Instant::OPEN,
                year_from,
                which.way.map_or("", LetterWay::as_str),
                which.kind.map_or("", Kind::as_str),
                which.outcome.as_str(),
                which.class.map_or("", Classed::as_str),
                which.number.as_str()
            ],
        )
        .await?;
    rows_of(&rows, size, line)
}

/// The years of the letters of the grant's body, and of those under it where the grant holds for them, the newest first.
pub async fn years(read: &mut dyn Read, grant: &Grant) -> Result<Vec<i64>, Error> {
    let row = read
        .row(
            &format!(
                "SELECT min(l.received_on), max(l.received_on) FROM organisation_scope s
                 JOIN letters l ON l.organisation_id = s.organisation_id AND l.struck = 0
                 WHERE s.ancestor_id = $1 {}",
                if grant.below { "" } else { "AND l.organisation_id = $1" }
            ),
            &args![grant.organisation],
        )
        .await?;
    let Some(row) = row else { return Ok(Vec::new()) };
    Ok(match (row.get::<Option<Day>>(0)?, row.get::<Option<Day>>(1)?) {
        (Some(first), Some(last)) => (i64::from(first.year())..=i64::from(last.year())).rev().collect(),
        _ => Vec::new(),
    })
}
