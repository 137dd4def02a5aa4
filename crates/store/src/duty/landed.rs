//! After a migration: dialogues that were concluded before there were duties get theirs, counted from the day of their conclusion
//! (decision 0018).

use async_trait::async_trait;
use domain::correction::effective;
use domain::day::{Day, Instant};
use domain::dialogue::Duty;
use domain::duty::AfterDuty;
use domain::event::{DialogueEvent, Event, Subject};

use super::NO_RULE;
use crate::conn::Conn;
use crate::reader::Read;
use crate::rulebook::{self, LastDay, Rulebook};
use crate::{Error, Row, Value, args, clock, event};

/// Dialogues read at a time.
const STEP: i64 = 200;

/// Reads within the transaction of a migration.
struct Migrating<'a>(&'a mut Conn);

#[async_trait]
impl Read for Migrating<'_> {
    async fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Error> {
        self.0.rows(sql, args).await
    }

    fn today(&self) -> Day {
        self.now().day()
    }

    fn now(&self) -> Instant {
        clock::machine()
    }

    fn embedded(&self) -> bool {
        self.0.is_sqlite()
    }
}

/// Starts the duties of every concluded dialogue that has none.
pub(crate) async fn begin(conn: &mut Conn) -> Result<(), Error> {
    let mut read = Migrating(conn);
    let book = rulebook::load(&mut read).await?;
    let mut after = 0;
    loop {
        let rows = read
            .rows(
                "SELECT d.id, d.organisation_id FROM dialogues d WHERE d.state = 'concluded' AND d.id > $1
                   AND NOT EXISTS (SELECT 1 FROM dialogue_duties q WHERE q.dialogue_id = d.id)
                 ORDER BY d.id LIMIT $2",
                &args![after, STEP],
            )
            .await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            after = row.get(0)?;
            one(&mut read, &book, after, row.get(1)?).await?;
        }
    }
}

async fn one(read: &mut Migrating<'_>, book: &Rulebook, dialogue: i64, body: i64) -> Result<(), Error> {
    let events = event::of(read.0, Subject::Dialogue, dialogue).await?;
    let known = effective(&events);
    let concluded = known
        .iter()
        .rfind(|event| matches!(event.recorded.event, Event::Dialogue(DialogueEvent::Concluded { .. })))
        .map(|event| (event.recorded.id, event.on));
    let (Some((event, on)), Some((at, duties, _))) = (concluded, super::place(read, dialogue).await?) else {
        return Ok(());
    };
    let duties: Vec<Duty> = serde_json::from_str(&duties).unwrap_or_default();
    let duties = AfterDuty::of(&duties);
    let size = i64::try_from(duties.len()).unwrap_or_default();
    let next: i64 = read
        .rows("UPDATE id_blocks SET next = next + $1 WHERE name = 'ids' RETURNING next", &args![size])
        .await?
        .first()
        .ok_or_else(|| Error::Corrupt("no block of ids".to_owned()))?
        .get(0)?;
    for (id, duty) in (next - size..).zip(duties) {
        let last = book.last_day(duty.trigger(), &at, on);
        read.0
            .run(
                "INSERT INTO clocks (id, subject, subject_id, organisation_id, kind, rule_id, rule_version, trigger_event_id,
                                     from_on, due_on, state, derivation)
                 VALUES ($1, 'dialogue', $2, $3, $4, $5, $6, $7, $8, $9, 'running', $10)",
                &args![
                    id,
                    dialogue,
                    body,
                    duty.as_str(),
                    last.as_ref().map(|last| last.rule.id.as_str()),
                    last.as_ref().map(|last| last.rule.version),
                    event,
                    on,
                    last.as_ref().map(|last| last.due.on),
                    last.as_ref().map_or_else(|| NO_RULE.to_owned(), LastDay::derivation)
                ],
            )
            .await?;
        read.0
            .run(
                "INSERT INTO dialogue_duties (dialogue_id, duty, clock_id) VALUES ($1, $2, $3)",
                &args![dialogue, duty.as_str(), id],
            )
            .await?;
    }
    Ok(())
}
