//! A transaction of the write door: reads, changes, and the events that explain them.

use domain::commit::{Statement as Committed, commitment};
use domain::day::{Day, Instant};
use domain::event::{Event, Recorded, Subject};
use domain::span::{Segment, difference};
use domain::text::{TextRef, text_digest};
use domain::timeline::timeline;

use crate::clock::{self, Clock, Moment};
use crate::conn::{Conn, Engine, Statement};
use crate::ids::Ids;
use crate::{Error, Row, Value, args, event, sql};

/// Who acts. The typist is the account; the actor is the official whose act it is (nhập hộ when they differ).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// The account that types; 0 before any account exists.
    pub account: i64,
    /// The person whose act it is.
    pub actor: i64,
    /// The body for which the account works in this session.
    pub organisation: i64,
}

impl By {
    /// The program itself, before anybody has an account.
    pub const NOBODY: Self = Self { account: 0, actor: 0, organisation: 0 };
}

/// What an act gets: the open transaction, the time, and the ids.
pub struct Tx {
    conn: Option<Conn>,
    puts: Vec<Statement>,
    ids: std::sync::Arc<Ids>,
    clock: Clock,
    moment: Moment,
    by: By,
    request: i64,
    logs: Vec<Log>,
}

/// The events of one subject within this transaction.
struct Log {
    subject: Subject,
    id: i64,
    events: Vec<Recorded>,
    /// How many of them the database already has.
    stored: usize,
    rows: Vec<Vec<Value>>,
}

impl Tx {
    pub(crate) fn new(conn: Conn, ids: std::sync::Arc<Ids>, clock: Clock) -> Self {
        let moment = clock.now();
        Self { conn: Some(conn), puts: Vec::new(), ids, clock, moment, by: By::NOBODY, request: 0, logs: Vec::new() }
    }

    /// Makes the transaction ready for one act; what a former one left unwritten is gone.
    pub(crate) fn begin(&mut self, by: By, request: i64) {
        self.puts.clear();
        self.logs.clear();
        self.moment = self.clock.now();
        self.by = by;
        self.request = request;
    }

    pub(crate) fn is_embedded(&self) -> bool {
        self.conn.as_ref().is_some_and(Conn::is_sqlite)
    }

    pub(crate) fn conn(&mut self) -> &mut Conn {
        self.conn.as_mut().expect("the connection leaves only with the transaction")
    }

    /// Gives the connection back after the transaction has ended.
    pub(crate) fn into_conn(mut self) -> Conn {
        self.conn.take().expect("the connection leaves only with the transaction")
    }

    pub(crate) fn moment(&self) -> Moment {
        self.moment
    }

    /// Who acts.
    pub fn by(&self) -> By {
        self.by
    }

    /// An id for a new row.
    pub fn id(&self) -> Result<i64, Error> {
        self.ids.draw()
    }

    /// A public id for a new row.
    pub fn public_id(&self) -> uuid::Uuid {
        clock::public_id(self.moment.at)
    }

    /// All rows of a query; it sees every change of this act.
    pub(crate) async fn query(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Error> {
        self.flush().await?;
        self.conn().rows(sql, args).await
    }

    /// Runs a change at once and says how many rows it touched.
    pub(crate) async fn run(&mut self, sql: &str, args: &[Value]) -> Result<u64, Error> {
        self.flush().await?;
        self.conn().run(sql, args).await
    }

    /// Leaves a change for the next flight to the database; its failure is the act's failure.
    pub(crate) fn put(&mut self, sql: &str, args: impl Into<Vec<Value>>) {
        self.puts.push(Statement { sql: sql.to_owned(), args: args.into() });
    }

    /// As [`Tx::put`], for one INSERT of many rows.
    pub(crate) fn put_rows(&mut self, table: &str, columns: &str, rows: Vec<Vec<Value>>) {
        self.puts.extend(sql::insert(table, columns, rows));
    }

    async fn flush(&mut self) -> Result<(), Error> {
        if self.puts.is_empty() {
            return Ok(());
        }
        let puts = std::mem::take(&mut self.puts);
        self.conn().run_all(&puts).await
    }

    /// Keeps a sentence somebody typed and names it for an event.
    pub fn text(&mut self, body: &str) -> Result<TextRef, Error> {
        Ok(self.texts(&[body])?.remove(0))
    }

    /// Keeps several sentences with one INSERT.
    pub fn texts(&mut self, bodies: &[&str]) -> Result<Vec<TextRef>, Error> {
        let mut named = Vec::with_capacity(bodies.len());
        let mut rows = Vec::with_capacity(bodies.len());
        for body in bodies {
            let salt: [u8; 32] = clock::chance();
            let digest = text_digest(&salt, body);
            let text = TextRef::new(self.id()?, &digest);
            rows.push(args![text.id, *body, salt, digest].to_vec());
            named.push(text);
        }
        self.put_rows("texts", "id, body, salt, digest", rows);
        Ok(named)
    }

    /// Begins the history of a subject that this act makes.
    pub fn start(&mut self, subject: Subject, id: i64) {
        self.logs.push(Log { subject, id, events: Vec::new(), stored: 0, rows: Vec::new() });
    }

    /// The events of a subject, oldest first, read once.
    pub async fn history(&mut self, subject: Subject, id: i64) -> Result<&[Recorded], Error> {
        if let Some(known) = self.logs.iter().position(|log| log.subject == subject && log.id == id) {
            return Ok(&self.logs[known].events);
        }
        self.flush().await?;
        let events = event::of(self.conn(), subject, id).await?;
        let stored = events.len();
        self.logs.push(Log { subject, id, events, stored, rows: Vec::new() });
        Ok(&self.logs[self.logs.len() - 1].events)
    }

    /// Appends an event to a subject whose history was started or read, and names it.
    pub fn append(&mut self, subject: Subject, id: i64, happened_on: Day, event: Event) -> Result<i64, Error> {
        let event_id = self.id()?;
        let (by, now, request) = (self.by, self.moment.at, self.request);
        let log = self
            .logs
            .iter_mut()
            .find(|log| log.subject == subject && log.id == id)
            .expect("an act starts or reads a history before it appends to it");
        let seq = log.events.last().map_or(1, |last| last.seq + 1);
        // Strictly increasing within one subject, whatever the clock did meanwhile.
        let recorded_at = log.events.last().map_or(now, |last| now.max(Instant::from_ms(last.recorded_at.ms() + 1)));
        let (public_id, salt, data) = (clock::public_id(now), clock::chance::<32>(), event.data());
        let proof = commitment(
            &salt,
            &Committed {
                public_id,
                subject,
                subject_id: id,
                seq,
                act: event.act(),
                version: event.version(),
                actor: some(by.actor),
                typist: some(by.account),
                organisation: some(by.organisation),
                happened_on,
                recorded_at,
                data: &data,
            },
        );
        log.rows.push(
            args![
                event_id,
                public_id,
                subject.as_str(),
                id,
                seq,
                event.act(),
                event.version(),
                by.actor,
                by.account,
                by.organisation,
                happened_on,
                recorded_at,
                request,
                data,
                salt,
                proof,
            ]
            .to_vec(),
        );
        log.events.push(Recorded { id: event_id, seq, happened_on, recorded_at, event });
        Ok(event_id)
    }

    /// Writes the events of the act and the difference they make to spans.
    pub(crate) async fn finish(&mut self) -> Result<(), Error> {
        let logs = std::mem::take(&mut self.logs);
        let mut events = Vec::new();
        let mut opened = Vec::new();
        for mut log in logs {
            events.append(&mut log.rows);
            self.note_difference(&log, &mut opened);
        }
        for row in &mut opened {
            row[0] = Value::Int(self.id()?);
        }
        self.put_rows("events", event::COLUMNS, events);
        self.put_rows(
            "spans",
            "id, subject, subject_id, axis, value, organisation_id, from_on, to_on, known_from_at, known_to_at",
            opened,
        );
        self.flush().await
    }

    fn note_difference(&mut self, log: &Log, rows: &mut Vec<Vec<Value>>) {
        // Segments this act opened, with the event that opened each; one that a later event of the
        // same act closes again never was open to anybody else, but replay must find it.
        let mut open: Vec<(Segment, usize)> = Vec::new();
        let mut before = timeline(&log.events[..log.stored]);
        for upto in log.stored + 1..=log.events.len() {
            let after = timeline(&log.events[..upto]);
            let at = log.events[upto - 1].recorded_at;
            let change = difference(&before, &after);
            for closed in change.closed {
                if let Some(own) = open.iter().position(|(segment, _)| *segment == closed) {
                    let (_, row) = open.swap_remove(own);
                    rows[row][9] = at.into();
                } else {
                    self.close(log, &closed, at);
                }
            }
            for segment in change.opened {
                rows.push(
                    args![
                        Value::Null,
                        log.subject.as_str(),
                        log.id,
                        segment.axis.as_str(),
                        segment.value.as_str(),
                        segment.organisation,
                        segment.from,
                        segment.to,
                        at,
                        Instant::OPEN,
                    ]
                    .to_vec(),
                );
                open.push((segment, rows.len() - 1));
            }
            before = after;
        }
    }

    fn close(&mut self, log: &Log, segment: &Segment, at: Instant) {
        self.put(
            "UPDATE spans SET known_to_at = $1 WHERE subject = $2 AND subject_id = $3 AND axis = $4 AND value = $5
             AND from_on = $6 AND to_on = $7 AND known_to_at = $8",
            args![
                at,
                log.subject.as_str(),
                log.id,
                segment.axis.as_str(),
                segment.value.as_str(),
                segment.from,
                segment.to,
                Instant::OPEN,
            ],
        );
    }
}

/// Ids begin above 0; 0 stands for the program itself.
pub(crate) fn some(id: i64) -> Option<i64> {
    (id != 0).then_some(id)
}

impl Drop for Tx {
    fn drop(&mut self) {
        // A transaction that was left open (a panic) must not go back to the pool.
        if let Some(Conn { engine: Engine::Postgres(client), .. }) = self.conn.take() {
            drop(deadpool_postgres::Object::take(client));
        }
    }
}
