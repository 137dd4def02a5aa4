//! Events: appended by the write door, read back to decide, to explain and to verify.

use domain::correction::effective;
use domain::day::Day;
use domain::event::{CaseEvent, DialogueEvent, Event, PointResult, Recorded, Subject};

use crate::conn::Conn;
use crate::reader::Read;
use crate::sql::{MANY, places};
use crate::tx::By;
use crate::{Error, Row, Value, args};

pub(crate) const COLUMNS: &str = "id, public_id, subject, subject_id, seq, act, version, actor_id, typist_id, \
     organisation_id, happened_on, recorded_at, request_id, data, salt, commitment";

const OF_SUBJECT: &str = "SELECT id, seq, happened_on, recorded_at, act, version, data FROM events
     WHERE subject = $1 AND subject_id = $2 ORDER BY seq";

pub(crate) async fn of(conn: &mut Conn, subject: Subject, id: i64) -> Result<Vec<Recorded>, Error> {
    let rows = conn.rows(OF_SUBJECT, &args![subject.as_str(), id]).await?;
    rows.iter().map(recorded).collect()
}

/// The last event of a subject, where it has one.
pub(crate) async fn last_of(conn: &mut Conn, subject: Subject, id: i64) -> Result<Vec<Recorded>, Error> {
    let sql = "SELECT id, seq, happened_on, recorded_at, act, version, data FROM events
         WHERE subject = $1 AND subject_id = $2 ORDER BY seq DESC LIMIT 1";
    conn.rows(sql, &args![subject.as_str(), id]).await?.iter().map(recorded).collect()
}

/// The events of many subjects of one kind, by subject, oldest first.
pub(crate) async fn of_many(conn: &mut Conn, subject: Subject, ids: &[i64]) -> Result<Vec<(i64, Recorded)>, Error> {
    let mut events = Vec::with_capacity(ids.len() * 2);
    for ids in ids.chunks(MANY) {
        let mut values = args![subject.as_str()].to_vec();
        values.extend(ids.iter().map(|id| Value::Int(*id)));
        let sql = format!(
            "SELECT id, seq, happened_on, recorded_at, act, version, data, subject_id FROM events
             WHERE subject = $1 AND subject_id IN ({}) ORDER BY subject_id, seq",
            places(2, ids.len())
        );
        for row in conn.rows(&sql, &values).await? {
            events.push((row.get(7)?, recorded(&row)?));
        }
    }
    Ok(events)
}

/// The last event of each of many subjects of one kind.
pub(crate) async fn last_of_many(
    conn: &mut Conn,
    subject: Subject,
    ids: &[i64],
) -> Result<Vec<(i64, Recorded)>, Error> {
    let mut events = Vec::with_capacity(ids.len());
    for ids in ids.chunks(MANY) {
        let mut values = args![subject.as_str()].to_vec();
        values.extend(ids.iter().map(|id| Value::Int(*id)));
        let sql = format!(
            "SELECT e.id, e.seq, e.happened_on, e.recorded_at, e.act, e.version, e.data, e.subject_id
             FROM (SELECT subject_id AS of_id, MAX(seq) AS last FROM events
                   WHERE subject = $1 AND subject_id IN ({}) GROUP BY subject_id) l
             CROSS JOIN events e WHERE e.subject = $1 AND e.subject_id = l.of_id AND e.seq = l.last",
            places(2, ids.len())
        );
        for row in conn.rows(&sql, &values).await? {
            events.push((row.get(7)?, recorded(&row)?));
        }
    }
    Ok(events)
}

/// The events of one subject, oldest first.
pub async fn history(read: &mut dyn Read, subject: Subject, id: i64) -> Result<Vec<Recorded>, Error> {
    let rows = read.rows(OF_SUBJECT, &args![subject.as_str(), id]).await?;
    rows.iter().map(recorded).collect()
}

/// The events of one act of a subject, oldest first.
pub(crate) async fn of_act(read: &mut dyn Read, subject: Subject, id: i64, act: &str) -> Result<Vec<Event>, Error> {
    let rows = read
        .rows(
            "SELECT id, seq, happened_on, recorded_at, act, version, data FROM events
             WHERE subject = $1 AND subject_id = $2 AND act = $3 ORDER BY seq",
            &args![subject.as_str(), id, act],
        )
        .await?;
    rows.iter().map(|row| recorded(row).map(|recorded| recorded.event)).collect()
}

fn recorded(row: &Row) -> Result<Recorded, Error> {
    let (act, version, data): (String, i64, String) = (row.get(4)?, row.get(5)?, row.get(6)?);
    Ok(Recorded {
        id: row.get(0)?,
        seq: row.get(1)?,
        happened_on: row.get(2)?,
        recorded_at: row.get(3)?,
        event: Event::parse(&act, version, &data)?,
    })
}

/// An event as a page shows it: what, when, who.
#[derive(Clone, Debug)]
pub struct EventRow {
    /// The event.
    pub recorded: Recorded,
    /// The official whose act it is.
    pub actor: String,
    /// The official who typed it.
    pub typist: String,
    /// Whether whoever raised the matter did it themselves, by code and PIN.
    pub by_submitter: bool,
    /// The body for which it was done.
    pub organisation: String,
    /// The id of that body; 0 where it was done for none.
    pub recorder: i64,
    /// What was written beside it, such as the reason of a correction; nothing once erased.
    pub reason: Option<String>,
    /// Why points can't be done, where it is an answer that says so: the text and its words.
    pub grounds: Vec<(i64, String)>,
}

/// The events of one subject with the names of those who acted, newest first.
pub async fn timeline(read: &mut dyn Read, subject: Subject, id: i64) -> Result<Vec<EventRow>, Error> {
    let rows = read
        .rows(
            "SELECT e.id, e.seq, e.happened_on, e.recorded_at, e.act, e.version, e.data,
                    COALESCE(a.name, ''), COALESCE(p.name, ''), COALESCE(o.name, ''), e.typist_id, COALESCE(e.organisation_id, 0)
             FROM events e
             LEFT JOIN people a ON a.id = e.actor_id
             LEFT JOIN accounts t ON t.id = e.typist_id
             LEFT JOIN people p ON p.id = t.person_id
             LEFT JOIN organisations o ON o.id = e.organisation_id
             WHERE e.subject = $1 AND e.subject_id = $2 ORDER BY e.seq DESC",
            &args![subject.as_str(), id],
        )
        .await?;
    let mut events = Vec::with_capacity(rows.len());
    for row in &rows {
        let (actor, typist, organisation) = (row.get(7)?, row.get(8)?, row.get(9)?);
        let by_submitter = row.get::<i64>(10)? == By::SUBMITTER.account;
        events.push(EventRow {
            recorded: recorded(row)?,
            actor,
            typist,
            by_submitter,
            organisation,
            recorder: row.get(11)?,
            reason: None,
            grounds: Vec::new(),
        });
    }
    give_reasons(read, &mut events).await?;
    Ok(events)
}

/// Adds the words of the reasons, which stand in no event, with one query where there are any.
async fn give_reasons(read: &mut dyn Read, events: &mut [EventRow]) -> Result<(), Error> {
    let own = |event: &EventRow| {
        let grounds: Vec<i64> = answers(&event.recorded.event).filter_map(|(_, ground)| ground).collect();
        reason(&event.recorded.event).into_iter().chain(grounds)
    };
    let ids: Vec<Value> = events.iter().flat_map(own).map(Value::Int).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let texts = words(read, &ids).await?;
    for event in events {
        let wanted = reason(&event.recorded.event);
        event.reason = texts.iter().find(|(id, _)| Some(*id) == wanted).and_then(|(_, body)| body.clone());
        let grounds: Vec<i64> = answers(&event.recorded.event).filter_map(|(_, ground)| ground).collect();
        let said = texts.iter().filter(|(id, _)| grounds.contains(id));
        event.grounds = said.filter_map(|(id, body)| Some((*id, body.clone()?))).collect();
    }
    Ok(())
}

/// The words of texts, each by its id; a text that was erased has none.
async fn words(read: &mut dyn Read, ids: &[Value]) -> Result<Vec<(i64, Option<String>)>, Error> {
    let rows = read.rows(&format!("SELECT id, body FROM texts WHERE id IN ({})", places(1, ids.len())), ids).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The texts that say why points can't be done, by what counts of a history: point and text.
fn cannot(history: &[Recorded]) -> Vec<(i64, i64)> {
    let mut found: Vec<(i64, i64)> = Vec::new();
    for event in effective(history) {
        for (point, ground) in answers(&event.recorded.event) {
            found.retain(|(known, _)| *known != point);
            found.extend(ground.map(|text| (point, text)));
        }
    }
    found
}

/// What an answer says of each point, as far as it says why it can't be done.
fn answers(event: &Event) -> impl Iterator<Item = (i64, Option<i64>)> {
    let points = match event {
        Event::Case(CaseEvent::AnsweredOnTheSpot { points, .. } | CaseEvent::Replied { points, .. }) => {
            points.as_slice()
        }
        _ => &[],
    };
    points.iter().map(|answer| match &answer.result {
        PointResult::CannotBeDone { ground } => (answer.point, Some(ground.id)),
        _ => (answer.point, None),
    })
}

/// Why points of a case can't be done, by what counts of its history: point and ground. It asks only where one is.
pub async fn grounds(read: &mut dyn Read, history: &[Recorded]) -> Result<Vec<(i64, String)>, Error> {
    let found = cannot(history);
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Value> = found.iter().map(|(_, text)| Value::Int(*text)).collect();
    let texts = words(read, &ids).await?;
    let of = |text: i64| texts.iter().find(|(id, _)| *id == text).and_then(|(_, body)| body.clone());
    Ok(found.into_iter().filter_map(|(point, text)| Some((point, of(text)?))).collect())
}

/// The same for whoever has read the timeline already.
pub fn grounds_in(rows: &[EventRow], history: &[Recorded]) -> Vec<(i64, String)> {
    let of = |text: i64| {
        let mut known = rows.iter().flat_map(|row| &row.grounds);
        known.find(|(id, _)| *id == text).map(|(_, words)| words.clone())
    };
    cannot(history).into_iter().filter_map(|(point, text)| Some((point, of(text)?))).collect()
}

fn reason(event: &Event) -> Option<i64> {
    match event {
        Event::Corrected { reason, .. }
        | Event::Struck { reason, .. }
        | Event::Contested { reason, .. }
        | Event::ContestAnswered { words: reason, .. }
        | Event::PaperNamed { words: reason, .. }
        | Event::Dialogue(DialogueEvent::SlipSetAside { reason, .. }) => Some(reason.id),
        Event::Case(event) => event.words().map(|words| words.id),
        Event::Plan(event) => event.words().map(|words| words.id),
        Event::Planned(event) => event.words().map(|words| words.id),
        Event::Declared(event) => event.words().map(|words| words.id),
        Event::Reception(event) => event.words().map(|words| words.id),
        Event::Letter(event) => event.words().map(|words| words.id),
        Event::Complaint(event) => event.words().map(|words| words.id),
        Event::Survey(event) => event.words().map(|words| words.id),
        Event::Dialogue(
            DialogueEvent::Concluded { no_minutes: words } | DialogueEvent::SessionChaired { deputy_reason: words, .. },
        ) => words.as_ref().map(|words| words.id),
        _ => None,
    }
}

/// The newest event of one act in the history of a subject.
pub async fn newest(read: &mut dyn Read, subject: Subject, id: i64, act: &str) -> Result<Option<i64>, Error> {
    let row = read
        .row(
            "SELECT id FROM events WHERE subject = $1 AND subject_id = $2 AND act = $3 ORDER BY seq DESC LIMIT 1",
            &args![subject.as_str(), id, act],
        )
        .await?;
    row.map(|row| row.get(0)).transpose()
}

/// Which subject an event belongs to, its act, and its day.
pub async fn subject_of(read: &mut dyn Read, event: i64) -> Result<Option<(Subject, i64, String, Day)>, Error> {
    let row = read.row("SELECT subject, subject_id, act, happened_on FROM events WHERE id = $1", &args![event]).await?;
    row.map(|row| {
        let subject: String = row.get(0)?;
        let subject = Subject::parse(&subject).ok_or_else(|| Error::Corrupt(format!("a subject {subject}")))?;
        Ok((subject, row.get(1)?, row.get(2)?, row.get(3)?))
    })
    .transpose()
}
