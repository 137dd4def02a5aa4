//! `history verify`: every subject's events are replayed and compared with what the door wrote: spans, standings and rows.

mod clocks;
mod columns;
mod desk;
mod gatherings;
mod handled;
mod letters;
mod notices;
mod plans;
mod promises;
mod rebuilt;
mod receptions;
mod surveys;

pub(crate) use rebuilt::rebuild;

use domain::commit::{Statement, commitment};
use domain::day::Instant;
use domain::event::{Event, Recorded, Subject};
use domain::span::{Span, spans};

use crate::reader::Read;
use crate::tx::some;
use crate::{Error, Row, args, behalf, raising, standing};

/// Subjects read at a time.
const STEP: i64 = 500;

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Subjects replayed.
    pub subjects: u64,
    /// Events whose commitment was recomputed.
    pub events: u64,
    /// Spans compared.
    pub spans: u64,
    /// What does not agree, one sentence each.
    pub problems: Vec<String>,
}

/// Replays all subjects. Reads without a bound, in steps; meant for the command and for tests. Where others write
/// meanwhile, the reader has to be a still one.
pub async fn verify(read: &mut dyn Read) -> Result<Verified, Error> {
    let mut verified = Verified::default();
    for subject in Subject::ALL {
        let mut after = 0;
        loop {
            let rows = read
                .rows(
                    "SELECT DISTINCT subject_id FROM events WHERE subject = $1 AND subject_id > $2
                     ORDER BY subject_id LIMIT $3",
                    &args![subject.as_str(), after, STEP],
                )
                .await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                after = row.get(0)?;
                one(read, subject, after, &mut verified).await?;
            }
        }
    }
    texts(read, &mut verified).await?;
    Ok(verified)
}

async fn one(read: &mut dyn Read, subject: Subject, id: i64, verified: &mut Verified) -> Result<(), Error> {
    let rows = read
        .rows(
            "SELECT id, seq, happened_on, recorded_at, act, version, data, public_id, actor_id, typist_id,
                    organisation_id, salt, commitment
             FROM events WHERE subject = $1 AND subject_id = $2 ORDER BY seq",
            &args![subject.as_str(), id],
        )
        .await?;
    let mut events: Vec<Recorded> = Vec::with_capacity(rows.len());
    let mut by: Vec<i64> = Vec::with_capacity(rows.len());
    for row in &rows {
        by.push(row.get(10)?);
        let recorded = committed(row, subject, id, verified)?;
        if let Some(last) = events.last()
            && (recorded.seq != last.seq + 1 || recorded.recorded_at <= last.recorded_at)
        {
            verified.problems.push(format!("{} {id}: event {} is out of order", subject.as_str(), recorded.id));
        }
        events.push(recorded);
    }
    verified.subjects += 1;
    verified.events += events.len() as u64;
    let mut expected: Vec<Key> = spans(&events).iter().map(key).collect();
    let rows = read
        .rows(
            "SELECT axis, value, organisation_id, from_on, to_on, known_from_at, known_to_at FROM spans
             WHERE subject = $1 AND subject_id = $2 AND axis <> 'standing'",
            &args![subject.as_str(), id],
        )
        .await?;
    let mut found = rows
        .iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?)))
        .collect::<Result<Vec<Key>, Error>>()?;
    verified.spans += found.len() as u64;
    expected.sort();
    found.sort();
    if expected != found {
        verified.problems.push(format!("{} {id}: its spans are not those of its events", subject.as_str()));
    }
    verified.problems.extend(columns::differences(read, subject, id, &events).await?);
    verified.problems.extend(behalf::differences(read, (subject, id), &events, &by).await?);
    if subject == Subject::Submission {
        verified.problems.extend(raising::differences(read, id).await?);
    }
    if subject == Subject::Case {
        verified.problems.extend(clocks::differences(read, id, &events).await?);
        verified.problems.extend(handled::differences(read, id, &events).await?);
        verified.problems.extend(standing::differences(read, id, &events).await?);
    }
    Ok(())
}

type Key = (String, String, Option<i64>, String, String, i64, i64);

fn key(span: &Span) -> Key {
    let segment = &span.segment;
    (
        segment.axis.as_str().to_owned(),
        segment.value.clone(),
        segment.organisation,
        segment.from.to_iso(),
        segment.to.to_iso(),
        span.known_from.ms(),
        span.known_to.ms(),
    )
}

fn committed(row: &Row, subject: Subject, id: i64, verified: &mut Verified) -> Result<Recorded, Error> {
    let (act, version, data): (String, i64, String) = (row.get(4)?, row.get(5)?, row.get(6)?);
    let recorded = Recorded {
        id: row.get(0)?,
        seq: row.get(1)?,
        happened_on: row.get(2)?,
        recorded_at: row.get::<Instant>(3)?,
        event: Event::parse(&act, version, &data)?,
    };
    let salt: [u8; 32] = bytes(row, 11)?;
    let again = commitment(
        &salt,
        &Statement {
            public_id: row.get(7)?,
            subject,
            subject_id: id,
            seq: recorded.seq,
            act: &act,
            version,
            actor: some(row.get(8)?),
            typist: some(row.get(9)?),
            organisation: some(row.get(10)?),
            happened_on: recorded.happened_on,
            recorded_at: recorded.recorded_at,
            data: &data,
        },
    );
    if row.get::<Vec<u8>>(12)? != again {
        verified.problems.push(format!("event {} does not agree with its commitment", recorded.id));
    }
    Ok(recorded)
}

fn bytes(row: &Row, column: usize) -> Result<[u8; 32], Error> {
    row.get::<Vec<u8>>(column)?.try_into().map_err(|_| Error::Corrupt("a salt of another length".to_owned()))
}

/// Each text that was not erased still has its digest.
async fn texts(read: &mut dyn Read, verified: &mut Verified) -> Result<(), Error> {
    let mut after = 0;
    loop {
        let rows = read
            .rows("SELECT id, body, salt, digest FROM texts WHERE id > $1 ORDER BY id LIMIT $2", &args![after, STEP])
            .await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            after = row.get(0)?;
            let Some(body) = row.get::<Option<String>>(1)? else { continue };
            if domain::text::text_digest(&bytes(&row, 2)?, &body).as_slice() != row.get::<Vec<u8>>(3)? {
                verified.problems.push(format!("text {after} does not agree with its digest"));
            }
        }
    }
}
