//! What was recorded for somebody else (nhập hộ): rows that follow from the events, and the lists of them; in `typed` that of
//! whoever recorded it.

mod typed;

pub use typed::{TypedFor, TypedRow, typed_by, typed_for};

use domain::behalf::{Contest, Whose, contest, paper, touched, whose};
use domain::day::{Day, Instant};
use domain::event::{Event, Recorded, Subject};

use crate::conn::Conn;
use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{self, Page, page};
use crate::{Error, Row, Value, args};

pub(crate) const COLUMNS: &str =
    "event_id, subject, subject_id, organisation_id, head, contested_by_id, settled_by_id, paper_id,
     typist_id";

/// The row of the event at `at`, where it is the act of somebody else than the account that records it for `organisation`.
pub(crate) fn row(
    events: &[Recorded],
    at: usize,
    (subject, id): (Subject, i64),
    (typist, organisation): (i64, i64),
) -> Option<Vec<Value>> {
    let (body, head) = match whose(events, at)? {
        Whose::Body(body) if body == organisation => return None,
        Whose::Body(body) => (body, false),
        Whose::Head(body) => (body.unwrap_or(organisation), true),
    };
    // The program itself has neither body nor head.
    let of = events.get(at).filter(|_| body != 0)?.id;
    let Contest { by, settled_by } = contest(events, of);
    Some(args![of, subject.as_str(), id, body, head, by, settled_by, paper(events, of), typist].to_vec())
}

/// How the contests and papers stand that the last event of a subject may have changed: the event, its contest and its paper.
pub(crate) fn changed(events: &[Recorded]) -> Vec<(i64, Contest, Option<i64>)> {
    let position = |of: i64| events.iter().position(|known| known.id == of);
    let others = touched(events).into_iter().filter(|of| position(*of).is_some_and(|at| whose(events, at).is_some()));
    others.map(|of| (of, contest(events, of), paper(events, of))).collect()
}

/// Sets how the contest and the paper of an event stand.
pub(crate) const SET: &str =
    "UPDATE on_behalf SET contested_by_id = $2, settled_by_id = $3, paper_id = $4 WHERE event_id = $1";

/// What was recorded for a body or its head.
#[derive(Clone, Debug)]
pub struct BehalfRow {
    /// The event.
    pub recorded: Recorded,
    /// What it happened to.
    pub subject: Subject,
    /// The id of that.
    pub id: i64,
    /// The body whose act it is, or whose head's.
    pub organisation: i64,
    /// That body's name.
    pub name: String,
    /// Whether its head decided it.
    pub head: bool,
    /// Account of whoever recorded it.
    pub typist: i64,
    /// That person's name.
    pub typist_name: String,
    /// Name of the body for which they recorded it.
    pub typist_body: String,
    /// The body for which they recorded it.
    pub recorder: Option<i64>,
    /// How it stands with those whose act it is.
    pub contest: Contest,
    /// Account of whoever contests it; 0 where nobody does.
    pub contester: i64,
    /// What they say against it; nothing where they say nothing, and once erased.
    pub words: Option<String>,
    /// The paper on which it rests, as somebody named it.
    pub paper: Option<Paper>,
}

/// A paper as it was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The day on it.
    pub dated_on: Day,
    /// Its number and the body that issued it; nothing once erased.
    pub words: Option<String>,
}

const LINE: &str = "b.event_id, b.subject, b.subject_id, b.organisation_id, o.name, b.head, b.contested_by_id,
     b.settled_by_id, e.seq, e.happened_on, e.recorded_at, e.act, e.version, e.data, e.typist_id,
     COALESCE(p.name, ''), COALESCE(w.name, ''), c.act, c.version, c.data, COALESCE(c.typist_id, 0), e.organisation_id,
     n.act, n.version, n.data
     FROM on_behalf b JOIN events e ON e.id = b.event_id JOIN organisations o ON o.id = b.organisation_id
     LEFT JOIN accounts t ON t.id = e.typist_id LEFT JOIN people p ON p.id = t.person_id
     LEFT JOIN organisations w ON w.id = e.organisation_id LEFT JOIN events c ON c.id = b.contested_by_id
     LEFT JOIN events n ON n.id = b.paper_id";

/// What of a table is in the making, or was taken back again, is in no list; `b` is a row. Counted: asked with EXISTS, `PostgreSQL`
/// would read all of them first.
const fn known() -> &'static str {
    "(CASE b.subject WHEN 'case' THEN (SELECT count(*) FROM cases z JOIN import_dialogues u ON u.dialogue_id = z.origin_dialogue_id
          WHERE z.id = b.subject_id AND u.shown = 0)
        WHEN 'dialogue' THEN (SELECT count(*) FROM import_dialogues u WHERE u.dialogue_id = b.subject_id AND u.shown = 0)
        ELSE 0 END) < 1"
}

/// Whose acts a list shows, to whom.
#[derive(Clone, Copy, Debug)]
pub struct For {
    /// The account that reads; what it recorded itself was not recorded for it.
    pub account: i64,
    /// Whether it is of a head: what the head decided is theirs too.
    pub head: bool,
}

/// What others recorded for a body, newest first; for a head also what was recorded as the head's decision by somebody who
/// was never head there. `before` is the last event of the page before.
pub async fn recorded_for(
    read: &mut dyn Read,
    grant: &Grant,
    reader: For,
    before: Option<i64>,
    size: usize,
) -> Result<Page<BehalfRow>, Error> {
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            &format!(
                "SELECT {LINE}
                 WHERE b.organisation_id = $1 AND b.event_id < $2 AND e.typist_id <> $3 AND (b.head = 0 OR ($4 = 1
                   AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = e.typist_id
                                   AND m.organisation_id = b.organisation_id AND m.role = 'head'))) AND {}
                 ORDER BY b.event_id DESC LIMIT $5",
                known()
            ),
            &args![grant.organisation, before.unwrap_or(i64::MAX), reader.account, i64::from(reader.head), limit],
        )
        .await?;
    told(read, page(&rows, size, line)?).await
}

/// What was recorded by a body and is contested, and waits for the answer of an account of it, which doesn't answer what it contests
/// itself; the oldest first. `after` is the last event of the page before.
pub async fn contested(
    read: &mut dyn Read,
    grant: &Grant,
    account: i64,
    after: Option<i64>,
    size: usize,
) -> Result<Page<BehalfRow>, Error> {
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            &format!(
                "SELECT {LINE}
                 WHERE b.contested_by_id IS NOT NULL AND b.settled_by_id IS NULL AND e.organisation_id = $1
                   AND b.event_id > $2 AND c.typist_id <> $3
                 ORDER BY b.event_id LIMIT $4"
            ),
            &args![grant.organisation, after.unwrap_or(0), account, limit],
        )
        .await?;
    told(read, page(&rows, size, line)?).await
}

/// One row, if the event is somebody else's act.
pub async fn find(read: &mut dyn Read, event: i64) -> Result<Option<BehalfRow>, Error> {
    let found = read.row(&format!("SELECT {LINE} WHERE b.event_id = $1"), &args![event]).await?;
    found.map(|row| line(&row).map(|(row, _)| row)).transpose()
}

/// The contested events of a subject, with what is said against each.
pub async fn contests(read: &mut dyn Read, subject: Subject, id: i64) -> Result<Vec<BehalfRow>, Error> {
    let rows = read
        .rows(
            &format!(
                "SELECT {LINE} WHERE b.subject = $1 AND b.subject_id = $2 AND b.contested_by_id IS NOT NULL
                 ORDER BY b.event_id"
            ),
            &args![subject.as_str(), id],
        )
        .await?;
    let rows = rows.iter().map(line).collect::<Result<Vec<_>, _>>()?;
    Ok(told(read, Page { rows, more: false }).await?.rows)
}

/// Whether an account is of a head of a body on a day.
pub async fn is_head(read: &mut dyn Read, account: i64, organisation: i64, on: Day) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT 1 FROM memberships m WHERE m.account_id = $1 AND m.organisation_id = $2 AND m.role = 'head'
             AND m.from_on <= $3 AND m.to_on > $3",
            &args![account, organisation, on],
        )
        .await?;
    Ok(row.is_some())
}

/// A row, and the texts of what is said against it and of its paper.
fn line(row: &Row) -> Result<(BehalfRow, [Option<i64>; 2]), Error> {
    let subject: String = row.get(1)?;
    let subject = Subject::parse(&subject).ok_or_else(|| Error::Corrupt(format!("a subject {subject}")))?;
    let (act, version, data): (String, i64, String) = (row.get(11)?, row.get(12)?, row.get(13)?);
    let said = match row.get::<Option<String>>(17)? {
        Some(act) => match Event::parse(&act, row.get(18)?, &row.get::<String>(19)?)? {
            Event::Contested { reason, .. } => Some(reason.id),
            _ => None,
        },
        None => None,
    };
    let paper = match row.get::<Option<String>>(22)? {
        Some(act) => match Event::parse(&act, row.get(23)?, &row.get::<String>(24)?)? {
            Event::PaperNamed { dated_on, words, .. } => Some((dated_on, words.id)),
            _ => None,
        },
        None => None,
    };
    let recorded = Recorded {
        id: row.get(0)?,
        seq: row.get(8)?,
        happened_on: row.get(9)?,
        recorded_at: row.get::<Instant>(10)?,
        event: Event::parse(&act, version, &data)?,
    };
    let line = BehalfRow {
        recorded,
        subject,
        id: row.get(2)?,
        organisation: row.get(3)?,
        name: row.get(4)?,
        head: row.get(5)?,
        typist: row.get(14)?,
        typist_name: row.get(15)?,
        typist_body: row.get(16)?,
        recorder: row.get(21)?,
        contest: Contest { by: row.get(6)?, settled_by: row.get(7)? },
        contester: row.get(20)?,
        words: None,
        paper: paper.map(|(dated_on, _)| Paper { dated_on, words: None }),
    };
    Ok((line, [said, paper.map(|(_, text)| text)]))
}

/// The rows with the words of those who contest them and of their papers, read with one query where there are any.
async fn told(read: &mut dyn Read, page: Page<(BehalfRow, [Option<i64>; 2])>) -> Result<Page<BehalfRow>, Error> {
    let ids: Vec<Value> = page.rows.iter().flat_map(|(_, texts)| texts).filter_map(|id| id.map(Value::Int)).collect();
    let mut texts: Vec<(i64, Option<String>)> = Vec::new();
    if !ids.is_empty() {
        let sql = format!("SELECT id, body FROM texts WHERE id IN ({})", sql::places(1, ids.len()));
        for row in read.rows(&sql, &ids).await? {
            texts.push((row.get(0)?, row.get(1)?));
        }
    }
    let of = |text: Option<i64>| texts.iter().find(|(id, _)| Some(*id) == text).and_then(|(_, body)| body.clone());
    let rows = page.rows.into_iter().map(|(mut row, [said, named])| {
        row.words = of(said);
        row.paper = row.paper.map(|paper| Paper { words: of(named), ..paper });
        row
    });
    Ok(Page { rows: rows.collect(), more: page.more })
}

/// A row as it is compared: event, body, whether of the head, contest and what settled it, paper, whether of whoever typed it.
type Kept = (i64, i64, i64, Option<i64>, Option<i64>, Option<i64>, bool);

/// What of the rows of a subject is not what its events say, one sentence each. `by` names for each event, in their order, the
/// body for which it was recorded.
pub(crate) async fn differences(
    read: &mut dyn Read,
    (subject, id): (Subject, i64),
    events: &[Recorded],
    by: &[i64],
) -> Result<Vec<String>, Error> {
    let kept = read
        .rows(
            "SELECT b.event_id, b.organisation_id, b.head, b.contested_by_id, b.settled_by_id, b.paper_id,
                    CASE WHEN b.typist_id = e.typist_id THEN 1 ELSE 0 END
             FROM on_behalf b JOIN events e ON e.id = b.event_id
             WHERE b.subject = $1 AND b.subject_id = $2 ORDER BY b.event_id",
            &args![subject.as_str(), id],
        )
        .await?;
    let kept = kept
        .iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?)))
        .collect::<Result<Vec<Kept>, Error>>()?;
    let mut told: Vec<Kept> = Vec::new();
    for (at, (known, by)) in events.iter().zip(by).enumerate() {
        let (body, head) = match whose(events, at) {
            Some(Whose::Body(body)) if body != *by => (body, 0),
            Some(Whose::Head(body)) if body.unwrap_or(*by) != 0 => (body.unwrap_or(*by), 1),
            _ => continue,
        };
        let Contest { by, settled_by } = contest(events, known.id);
        told.push((known.id, body, head, by, settled_by, paper(events, known.id), true));
    }
    told.sort_unstable();
    if kept == told {
        return Ok(Vec::new());
    }
    Ok(vec![format!("{} {id}: what was recorded for others is not what its events say", subject.as_str())])
}

/// Writes the rows of events that an older program kept without them. Runs within the transaction of the migration.
pub(crate) async fn rebuild(conn: &mut Conn, (subject, id): (Subject, i64), events: &[Recorded]) -> Result<(), Error> {
    if !(0..events.len()).any(|at| whose(events, at).is_some()) {
        return Ok(());
    }
    let by = conn
        .rows(
            "SELECT typist_id, organisation_id FROM events WHERE subject = $1 AND subject_id = $2 ORDER BY seq",
            &args![subject.as_str(), id],
        )
        .await?;
    conn.run("DELETE FROM on_behalf WHERE subject = $1 AND subject_id = $2", &args![subject.as_str(), id]).await?;
    let mut rows = Vec::new();
    for (at, by) in by.iter().enumerate() {
        rows.extend(row(events, at, (subject, id), (by.get(0)?, by.get(1)?)));
    }
    conn.run_all(&sql::insert("on_behalf", COLUMNS, rows)).await
}
