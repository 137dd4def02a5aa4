//! A transaction of the write door: reads, changes, and the events that explain them.

mod by;
mod difference;
mod log;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::commit::{Statement as Committed, commitment};
use domain::day::{Day, Instant};
use domain::event::{Event, Recorded, Subject};
use domain::text::{TextRef, text_digest};

use crate::clock::{Chance, Clock, Moment};
use crate::conn::{Conn, Engine, Statement};
use crate::ids::Ids;
use crate::raising::{self, Raised};
use crate::rulebook::{self, Rulebook, Shelf};
use crate::{Error, Row, Value, args, behalf, event, job, sql, standing};
pub use by::By;
use difference::{Closed, Difference};
use log::Log;

/// What an act gets: the open transaction, the time, and the ids.
pub struct Tx {
    conn: Option<Conn>,
    puts: Vec<Statement>,
    /// Changes that nothing in the act reads.
    late: Vec<Statement>,
    /// A question that was asked with the key, and its answer: for whoever asks it first, before anything is changed.
    known: Option<(Statement, Vec<Row>)>,
    ids: Arc<Ids>,
    clock: Clock,
    moment: Moment,
    chance: Chance,
    by: By,
    request: i64,
    logs: Vec<Log>,
    shelf: Shelf,
    /// This transaction changed the rulebook: nobody else sees what it finds now, and it may never be committed.
    rewritten: bool,
    /// The act tells nobody of what it does.
    quiet: bool,
    /// The act enqueued a job.
    enqueued: bool,
}

impl Tx {
    pub(crate) fn new(conn: Conn, ids: Arc<Ids>, clock: Clock, shelf: Shelf) -> Self {
        let moment = clock.now();
        Self {
            conn: Some(conn),
            puts: Vec::new(),
            late: Vec::new(),
            known: None,
            ids,
            clock,
            moment,
            chance: Chance::of(moment),
            by: By::NOBODY,
            request: 0,
            logs: Vec::new(),
            shelf,
            rewritten: false,
            quiet: false,
            enqueued: false,
        }
    }

    /// Makes the transaction ready for one act; what a former one left unwritten is gone.
    pub(crate) fn begin(&mut self, by: By, request: i64) {
        self.puts.clear();
        self.late.clear();
        self.known = None;
        self.logs.clear();
        self.enqueued = false;
        self.by = by;
        self.request = request;
        self.take_time();
    }

    /// Runs the change that takes the act's key, and with it asks what the act is going to ask first: the answer waits here
    /// for it. Says how many rows the change touched.
    pub(crate) async fn take_key(&mut self, key: &Statement, question: Option<Statement>) -> Result<u64, Error> {
        let Some(question) = question else { return self.run(&key.sql, &key.args).await };
        self.flush().await?;
        let (touched, rows) = self.conn().run_then_rows(key, &question).await?;
        self.known = Some((question, rows));
        Ok(touched)
    }

    /// The act happens now.
    pub(crate) fn take_time(&mut self) {
        self.moment = self.clock.now();
        self.chance = Chance::of(self.moment);
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

    /// The time of the acts to come; see [`crate::load`].
    pub(crate) fn give_time(&self, at: Instant, seed: u64) {
        self.clock.give(at, Some(seed));
    }

    /// A public id for a new row.
    pub fn public_id(&self) -> uuid::Uuid {
        self.chance.public_id(self.moment.at)
    }

    /// The rulebook of that number, which the transaction has read; from memory where this node has it.
    pub async fn rulebook(&mut self, number: i64) -> Result<Arc<Rulebook>, Error> {
        if !self.rewritten
            && let Some(known) = self.shelf.get(number)
        {
            return Ok(known);
        }
        let book = Arc::new(rulebook::load(self).await?);
        if !self.rewritten {
            self.shelf.put(&book);
        }
        Ok(book)
    }

    /// From now on nobody is told of what is done in this transaction: it comes from old papers, or is made up.
    pub fn tell_nobody(&mut self) {
        self.quiet = true;
    }

    /// The act enqueued a job: this node looks for it once it is committed.
    pub(crate) fn enqueued(&mut self) {
        self.enqueued = true;
    }

    /// Whether the act enqueued a job.
    pub(crate) fn has_enqueued(&self) -> bool {
        self.enqueued
    }

    /// From now on what this transaction finds in the rulebook is its own.
    pub(crate) fn rewrite(&mut self) {
        self.rewritten = true;
    }

    /// All rows of a query; it sees every change of this act.
    pub(crate) async fn query(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Error> {
        self.flush().await?;
        match self.known.take() {
            Some((known, rows)) if known.sql == sql && known.args == args => Ok(rows),
            _ => self.conn().rows(sql, args).await,
        }
    }

    /// Runs a change at once and says how many rows it touched.
    pub(crate) async fn run(&mut self, sql: &str, args: &[Value]) -> Result<u64, Error> {
        self.flush().await?;
        self.known = None;
        self.conn().run(sql, args).await
    }

    /// Leaves a change for the next flight to the database; its failure is the act's failure.
    pub(crate) fn put(&mut self, sql: &str, args: impl Into<Vec<Value>>) {
        self.puts.push(Statement { sql: sql.to_owned(), args: args.into() });
    }

    /// Leaves a change for the end of the act, behind all others and in the order of its kind: of words that are searched, which
    /// nothing in an act reads. The embedded engine writes its index of words out before each change that could fail by half.
    pub(crate) fn put_late(&mut self, sql: &str, args: impl Into<Vec<Value>>) {
        self.late.push(Statement { sql: sql.to_owned(), args: args.into() });
    }

    /// As [`Tx::put`], for one INSERT of many rows.
    pub(crate) fn put_rows(&mut self, table: &str, columns: &str, rows: Vec<Vec<Value>>) {
        self.puts.extend(sql::insert(table, columns, rows));
    }

    /// Writes what was left for the next flight.
    pub(crate) async fn flush(&mut self) -> Result<(), Error> {
        if self.puts.is_empty() {
            return Ok(());
        }
        self.known = None;
        let puts = std::mem::take(&mut self.puts);
        self.conn().run_all(&puts).await
    }

    /// Commits, with what was left for the next flight.
    pub(crate) async fn commit(&mut self) -> Result<(), Error> {
        let puts = std::mem::take(&mut self.puts);
        self.conn().commit(&puts).await
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
            let salt: [u8; 32] = self.chance.draw();
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
        self.logs.push(Log::new(subject, id, Vec::new()));
    }

    /// Begins the history of a submission, and says where it counts.
    pub fn start_submission(&mut self, id: i64, raised: Raised) {
        self.logs.push(Log { raised: Some(raised), ..Log::new(Subject::Submission, id, Vec::new()) });
    }

    /// The events of a subject, oldest first, read once.
    pub async fn history(&mut self, subject: Subject, id: i64) -> Result<&[Recorded], Error> {
        if let Some(known) = self.logs.iter().position(|log| log.subject == subject && log.id == id) {
            return Ok(&self.logs[known].events);
        }
        self.flush().await?;
        let events = event::of(self.conn(), subject, id).await?;
        self.logs.push(Log::new(subject, id, events));
        Ok(&self.logs[self.logs.len() - 1].events)
    }

    /// Reads the events of many subjects of one kind with few statements, for an act that appends to all of them.
    pub async fn histories(&mut self, subject: Subject, ids: &[i64]) -> Result<(), Error> {
        let known: BTreeSet<i64> = self.logs.iter().filter(|log| log.subject == subject).map(|log| log.id).collect();
        let wanted: Vec<i64> = ids.iter().copied().filter(|id| !known.contains(id)).collect();
        self.flush().await?;
        let mut found: BTreeMap<i64, Vec<Recorded>> = wanted.iter().map(|id| (*id, Vec::new())).collect();
        for (id, recorded) in event::of_many(self.conn(), subject, &wanted).await? {
            found.entry(id).or_default().push(recorded);
        }
        let logs = found.into_iter();
        self.logs.extend(logs.map(|(id, events)| Log::new(subject, id, events)));
        Ok(())
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
        let (public_id, salt, data) = (self.chance.public_id(now), self.chance.draw::<32>(), event.data());
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
        let typed = (by.account, by.organisation);
        log.behalf.extend(behalf::row(&log.events, log.events.len() - 1, (subject, id), typed));
        for (of, contest, paper) in behalf::changed(&log.events) {
            self.puts.push(Statement {
                sql: behalf::SET.to_owned(),
                args: args![of, contest.by, contest.settled_by, paper].to_vec(),
            });
        }
        Ok(event_id)
    }

    /// Leaves the events of the act, and the difference they make to spans, for the last flight.
    pub(crate) fn finish(&mut self) -> Result<(), Error> {
        let logs = std::mem::take(&mut self.logs);
        let (mut events, mut behalf) = (Vec::new(), Vec::new());
        let mut difference = Difference::default();
        let mut jobs = Vec::new();
        for mut log in logs {
            // What comes from a seed is made up.
            for event in log.told().take_while(|_| !self.quiet && self.moment.seed.is_none()) {
                jobs.push(job::tell(self.id()?, event));
            }
            events.append(&mut log.rows);
            behalf.append(&mut log.behalf);
            if !log.is_still() {
                difference.note(&log);
            }
        }
        let Difference { mut opened, closed, standings, unplaced } = difference;
        self.close(closed);
        opened.extend(standings.close(self).into_iter().map(standing::padded));
        for row in &mut opened {
            row[0] = Value::Int(self.id()?);
        }
        self.put_rows("events", event::COLUMNS, events);
        self.put_rows("on_behalf", behalf::COLUMNS, behalf);
        self.enqueued |= !jobs.is_empty();
        self.put_rows("jobs", job::COLUMNS, jobs);
        self.put_rows("spans", standing::COLUMNS, opened);
        for submission in unplaced {
            self.put(raising::PLACE, args![submission]);
        }
        self.puts.append(&mut self.late);
        Ok(())
    }

    /// Ends spans in the knowledge of others, those of many subjects that are alike together.
    fn close(&mut self, closed: BTreeMap<Closed, Vec<i64>>) {
        for ((at, subject, axis, value, from, to), subjects) in closed {
            for ids in subjects.chunks(sql::MANY) {
                let mut values = args![at, subject, axis, value.as_str(), from, to, Instant::OPEN].to_vec();
                values.extend(ids.iter().map(|id| Value::Int(*id)));
                let sql = format!(
                    "UPDATE spans SET known_to_at = $1 WHERE subject = $2 AND axis = $3 AND value = $4
                     AND from_on = $5 AND to_on = $6 AND known_to_at = $7 AND subject_id IN ({})",
                    sql::places(8, ids.len())
                );
                self.put(&sql, values);
            }
        }
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
