//! After a migration: spans and standings are what the program of today makes of the events, also where an older one wrote fewer axes.

use std::ops::Range;

use domain::event::Subject;
use domain::span::{Span, spans};

use super::{Key, STEP, clocks, key, promises};
use crate::conn::Conn;
use crate::{Error, Row, Value, args, behalf, event, raising, sql, standing};

/// Ids that are drawn at once.
const DRAWN: i64 = 10_000;

/// Writes the clocks that old promises lack and lets run those that older programs stopped too soon, and writes anew the spans and standings of every subject whose stored ones are not those of its events, and what was recorded for
/// others. Runs within the transaction of the migration, before anybody else sees the new schema.
pub(crate) async fn rebuild(conn: &mut Conn) -> Result<(), Error> {
    let mut free = 0..0;
    for subject in Subject::ALL {
        let mut after = 0;
        loop {
            let ids = conn
                .rows(
                    "SELECT DISTINCT subject_id FROM events WHERE subject = $1 AND subject_id > $2
                     ORDER BY subject_id LIMIT $3",
                    &args![subject.as_str(), after, STEP],
                )
                .await?;
            if ids.is_empty() {
                break;
            }
            for row in ids {
                after = row.get(0)?;
                one(conn, subject, after, &mut free).await?;
            }
        }
    }
    Ok(())
}

/// Ids for so many rows. They are drawn by thousands: a row that one transaction changes once for each subject is found by
/// PostgreSQL only past all that it was before.
pub(super) async fn drawn(conn: &mut Conn, ids: &mut Range<i64>, rows: usize) -> Result<Range<i64>, Error> {
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    if ids.end - ids.start < rows {
        let size = rows.max(DRAWN);
        let next: i64 = conn
            .rows("UPDATE id_blocks SET next = next + $1 WHERE name = 'ids' RETURNING next", &args![size])
            .await?
            .first()
            .ok_or_else(|| Error::Corrupt("no block of ids".to_owned()))?
            .get(0)?;
        *ids = next - size..next;
    }
    let own = ids.start..ids.start + rows;
    ids.start = own.end;
    Ok(own)
}

async fn one(conn: &mut Conn, subject: Subject, id: i64, ids: &mut Range<i64>) -> Result<(), Error> {
    let events = event::of(conn, subject, id).await?;
    behalf::rebuild(conn, (subject, id), &events).await?;
    if subject == Subject::Case {
        clocks::rebuild(conn, id, &events).await?;
        promises::rebuild(conn, id, &events, ids).await?;
    }
    let wanted: Vec<Span> = spans(&events);
    let rows = conn
        .rows(
            "SELECT axis, value, organisation_id, from_on, to_on, known_from_at, known_to_at FROM spans
             WHERE subject = $1 AND subject_id = $2 AND axis <> 'standing'",
            &args![subject.as_str(), id],
        )
        .await?;
    let read =
        |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?));
    let mut found = rows.iter().map(read).collect::<Result<Vec<Key>, Error>>()?;
    let mut expected: Vec<Key> = wanted.iter().map(key).collect();
    expected.sort();
    found.sort();
    let standings = standing::told(subject, id, &events);
    let stood = if subject == Subject::Case {
        standing::kept(&conn.rows(standing::KEPT, &args![id]).await?)?
    } else {
        Vec::new()
    };
    let (spans_agree, standings_agree) = (expected == found, standings == stood);
    if spans_agree && standings_agree {
        return Ok(());
    }
    // Where standings alone are missing, as after the migration that brought them, what agrees stays as it is.
    let gone = if spans_agree { " AND axis = 'standing'" } else { "" };
    let gone = format!("DELETE FROM spans WHERE subject = $1 AND subject_id = $2{gone}");
    conn.run(&gone, &args![subject.as_str(), id]).await?;
    let kept = if spans_agree { &[][..] } else { &wanted[..] };
    let own = drawn(conn, ids, kept.len() + standings.len()).await?;
    let all = kept.iter().map(|span| row_of(subject, id, span)).chain(standings).map(standing::padded);
    let with_id = |(row, mut columns): (i64, Vec<Value>)| {
        columns[0] = Value::Int(row);
        columns
    };
    let new = own.zip(all).map(with_id).collect();
    conn.run_all(&sql::insert("spans", standing::COLUMNS, new)).await?;
    if subject == Subject::Submission {
        conn.run(raising::PLACE, &args![id]).await?;
    }
    Ok(())
}

/// A row of a span without its id.
fn row_of(subject: Subject, id: i64, span: &Span) -> Vec<Value> {
    let segment = &span.segment;
    args![
        Value::Null,
        subject.as_str(),
        id,
        segment.axis.as_str(),
        segment.value.as_str(),
        segment.organisation,
        segment.from,
        segment.to,
        span.known_from,
        span.known_to,
    ]
    .to_vec()
}
