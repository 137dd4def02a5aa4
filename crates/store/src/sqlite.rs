//! SQLite, embedded: one writer on its own thread, many readers, group commit.

mod turnstile;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::{Semaphore, SemaphorePermit, mpsc, oneshot};

use crate::clock::{self, Clock};
use crate::conn::{Conn, Engine, Sent};
use crate::door::{self, Done, Request};
use crate::ids::{self, BLOCK, Ids};
use crate::rulebook::Shelf;
use crate::tx::Tx;
use crate::{Error, Stop, args};
use turnstile::Turnstile;

/// Acts that share one commit at most.
const BATCH: usize = 64;
/// Acts that may wait for the writer; beyond it the next waits to be taken in.
const QUEUE: usize = 1024;
/// Readers at once.
const READERS: usize = 8;
/// `synchronous=FULL`, as it is read back: each commit is on the disk before it is acknowledged.
const FULL: i64 = 2;
/// How often an act that another process stood in the way of is tried.
const TRIES: usize = 5;

/// What the name of the file ends in that programs hold in turn.
pub(crate) const TURN: &str = "-turn";

type Answer = Result<Done<String>, Stop>;

struct Waiting {
    request: Arc<dyn Request>,
    answer: oneshot::Sender<Answer>,
}

/// The embedded engine.
pub(crate) struct Sqlite {
    queue: mpsc::Sender<Waiting>,
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    seats: Semaphore,
}

impl Sqlite {
    /// Opens the file, asserts its settings, and starts the writer.
    pub(crate) fn open(path: &Path, ids: Arc<Ids>, clock: Clock, shelf: Shelf, sent: &Sent) -> Result<Self, Error> {
        let conn = writer(path)?;
        let conn = Conn::sqlite(conn, sent);
        let (queue, waiting) = mpsc::channel(QUEUE);
        let turnstile = Turnstile::of(path);
        std::thread::Builder::new()
            .name("langnghe-writer".to_owned())
            .spawn(move || {
                Writer { conn: Some(conn), turnstile, ids, clock, shelf }.serve(waiting);
            })
            .map_err(|e| Error::Setting(format!("the writer's thread did not start: {e}")))?;
        Ok(Self { queue, path: path.to_owned(), idle: Mutex::default(), seats: Semaphore::new(READERS) })
    }

    /// Hands an act to the writer and waits for its answer after commit.
    pub(crate) async fn write(&self, request: Arc<dyn Request>) -> Answer {
        let (answer, answered) = oneshot::channel();
        let gone = |_| Error::Lost("the writer has stopped".to_owned());
        self.queue.send(Waiting { request, answer }).await.map_err(|e| gone(e.to_string()))?;
        answered.await.map_err(|e| gone(e.to_string()))?
    }

    /// A read-only connection and the seat it takes.
    pub(crate) async fn reader(&self) -> Result<(Connection, SemaphorePermit<'_>), Error> {
        let seat = self.seats.acquire().await.map_err(|e| Error::Lost(e.to_string()))?;
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match idle {
            Some(conn) => conn,
            None => reader(&self.path)?,
        };
        Ok((conn, seat))
    }

    /// Takes a reader's connection back.
    pub(crate) fn give_back(&self, conn: Connection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
    }
}

/// The writing connection: WAL, `synchronous=FULL`, both read back. What is erased is overwritten: a file that is copied shows
/// no words that were taken back.
pub(crate) fn writer(path: &Path) -> Result<Connection, Error> {
    let conn = Connection::open(path)
        .map_err(|e| Error::Setting(format!("the file {} cannot be opened: {e}", path.display())))?;
    conn.busy_timeout(std::time::Duration::from_secs(10))?;
    keep_statements(&conn)?;
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864; PRAGMA secure_delete = ON;",
    )?;
    let mode: String = conn.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    let synchronous: i64 = conn.query_row("PRAGMA synchronous", [], |row| row.get(0))?;
    let foreign_keys: i64 = conn.query_row("PRAGMA foreign_keys", [], |row| row.get(0))?;
    refuse_unfit(&mode, synchronous, foreign_keys)?;
    Ok(conn)
}

/// Refuses a file that would lose what it acknowledged, or take rows that name nothing: the settings as they were read back.
fn refuse_unfit(journal_mode: &str, synchronous: i64, foreign_keys: i64) -> Result<(), Error> {
    if journal_mode == "wal" && synchronous == FULL && foreign_keys == 1 {
        return Ok(());
    }
    Err(Error::Setting(format!(
        "SQLite took journal_mode={journal_mode}, synchronous={synchronous}, foreign_keys={foreign_keys}; \
         wal, {FULL} and 1 are needed so that what was acknowledged survives: put the file on a local disk"
    )))
}

fn reader(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(std::time::Duration::from_secs(10))?;
    keep_statements(&conn)?;
    Ok(conn)
}

/// Keeps prepared statements, and their plans whatever values they get: otherwise a statement whose values could change its
/// plan is prepared again each time it runs.
fn keep_statements(conn: &Connection) -> Result<(), Error> {
    conn.set_prepared_statement_cache_capacity(256);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

struct Writer {
    conn: Option<Conn>,
    turnstile: Turnstile,
    ids: Arc<Ids>,
    clock: Clock,
    shelf: Shelf,
}

impl Writer {
    fn serve(mut self, mut waiting: mpsc::Receiver<Waiting>) {
        while let Some(first) = waiting.blocking_recv() {
            let mut batch = vec![first];
            while batch.len() < BATCH
                && let Ok(next) = waiting.try_recv()
            {
                batch.push(next);
            }
            if batch.len() == 1 {
                let only = batch.remove(0);
                let answer = self.alone(only.request.as_ref());
                // Whoever asked may be gone; what was done stays done.
                let _ = only.answer.send(answer);
            } else {
                self.together(batch);
            }
        }
    }

    /// Many acts, one commit. When the engine drops the batch, or COMMIT fails, each runs again alone.
    fn together(&mut self, batch: Vec<Waiting>) {
        let Ok(answers) = self.try_together(&batch) else {
            for one in batch {
                let answer = self.alone(one.request.as_ref());
                let _ = one.answer.send(answer);
            }
            return;
        };
        for (one, answer) in batch.into_iter().zip(answers) {
            // An act that only met a passing obstacle gets a transaction of its own.
            let answer = match answer {
                Err(Stop::Failed(Error::Retry(_) | Error::IdsSpent)) => self.alone(one.request.as_ref()),
                other => other,
            };
            let _ = one.answer.send(answer);
        }
    }

    fn try_together(&mut self, batch: &[Waiting]) -> Result<Vec<Answer>, Error> {
        self.draw_ids(i64::try_from(batch.len()).unwrap_or(BLOCK) * 16)?;
        let mut tx = self.begin()?;
        let mut answers = Vec::with_capacity(batch.len());
        for one in batch {
            if let Err(error) = at_once(tx.conn().batch("SAVEPOINT act")) {
                return Err(self.give_up(tx, error));
            }
            let answer = run(one.request.as_ref(), &mut tx, &self.ids);
            if dropped(&mut tx) {
                return Err(self.give_up(tx, Error::Driver("the engine dropped the batch".to_owned())));
            }
            let end = if answer.as_ref().is_ok_and(|done| !done.replayed) {
                "RELEASE act"
            } else {
                "ROLLBACK TO act; RELEASE act"
            };
            if let Err(error) = at_once(tx.conn().batch(end)) {
                return Err(self.give_up(tx, error));
            }
            answers.push(answer);
        }
        match at_once(tx.conn().batch("COMMIT")) {
            Ok(()) => {
                self.conn = Some(tx.into_conn());
                Ok(answers)
            }
            Err(error) => Err(self.give_up(tx, error)),
        }
    }

    /// One act in a transaction of its own.
    fn alone(&mut self, request: &dyn Request) -> Answer {
        let (mut tries, mut spent) = (0, 0);
        loop {
            let answer = self.try_alone(request);
            match answer {
                Err(Stop::Failed(Error::IdsSpent)) if spent < ids::REFILLS => {
                    self.refill(ids::block(spent))?;
                    spent += 1;
                }
                Err(Stop::Failed(Error::Retry(_))) if tries < TRIES => tries += 1,
                other => return other,
            }
        }
    }

    fn try_alone(&mut self, request: &dyn Request) -> Answer {
        let mut tx = self.begin()?;
        let answer = run(request, &mut tx, &self.ids);
        let keep = answer.as_ref().is_ok_and(|done| !done.replayed);
        if !keep {
            self.roll_back(tx);
            return answer;
        }
        match at_once(tx.conn().batch("COMMIT")) {
            Ok(()) => {
                self.conn = Some(tx.into_conn());
                answer
            }
            Err(error) => Err(self.give_up(tx, error).into()),
        }
    }

    fn begin(&mut self) -> Result<Tx, Error> {
        let mut conn = self.conn.take().ok_or_else(|| Error::Lost("the writer has no connection".to_owned()))?;
        if let Err(error) = self.turnstile.pass(|| at_once(conn.batch("BEGIN IMMEDIATE"))) {
            self.conn = Some(conn);
            return Err(error);
        }
        Ok(Tx::new(conn, Arc::clone(&self.ids), self.clock.clone(), self.shelf.clone()))
    }

    fn give_up(&mut self, tx: Tx, error: Error) -> Error {
        self.roll_back(tx);
        error
    }

    fn roll_back(&mut self, mut tx: Tx) {
        if !dropped(&mut tx)
            && let Err(error) = at_once(tx.conn().batch("ROLLBACK"))
        {
            tracing::error!(%error, "the transaction could not be rolled back");
        }
        self.conn = Some(tx.into_conn());
    }

    fn draw_ids(&mut self, least: i64) -> Result<(), Error> {
        if self.ids.left() < least { self.refill(BLOCK) } else { Ok(()) }
    }

    /// Draws a block in a transaction of its own, so that no other process draws the same.
    fn refill(&mut self, size: i64) -> Result<(), Error> {
        let conn = self.conn.as_mut().ok_or_else(|| Error::Lost("the writer has no connection".to_owned()))?;
        let draw = "UPDATE id_blocks SET next = next + $1 WHERE name = 'ids' RETURNING next";
        let rows = self.turnstile.pass(|| at_once(conn.rows(draw, &args![size])))?;
        let next: i64 = rows.first().ok_or_else(|| Error::Corrupt("no block of ids".to_owned()))?.get(0)?;
        self.ids.refill(next - size, next);
        Ok(())
    }
}

/// Runs an act. One that breaks off is its own failure: the writer serves whoever waits behind it.
fn run(request: &dyn Request, tx: &mut Tx, ids: &Ids) -> Answer {
    let begun = clock::machine();
    let whole = async {
        let done = request.run(tx, ids).await?;
        tx.flush().await?;
        Ok(done)
    };
    let answer = catch_unwind(AssertUnwindSafe(|| at_once(whole)))
        .unwrap_or_else(|_| Err(Error::Driver("the act broke off".to_owned()).into()));
    door::held(request, begun);
    answer
}

/// Whether the engine has ended the transaction by itself.
fn dropped(tx: &mut Tx) -> bool {
    matches!(&tx.conn().engine, Engine::Sqlite(conn) if conn.is_autocommit())
}

/// SQLite answers on the spot: a future that waits inside the writer is a fault of ours.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("an act waits for nothing but its database, and SQLite never makes it wait")
}

#[cfg(test)]
mod tests {
    use super::{refuse_unfit, writer};

    #[test]
    fn a_file_that_could_lose_what_it_acknowledged_is_refused() {
        let told = |mode, synchronous, keys| refuse_unfit(mode, synchronous, keys).err().map(|e| e.to_string());
        assert_eq!(told("wal", 2, 1), None);
        for (mode, synchronous, keys, word) in [
            ("delete", 2, 1, "journal_mode=delete"),
            ("memory", 2, 1, "journal_mode=memory"),
            ("wal", 0, 1, "synchronous=0"),
            ("wal", 1, 1, "synchronous=1"),
            // EXTRA is for journals that are not WAL.
            ("wal", 3, 1, "synchronous=3"),
            ("wal", 2, 0, "foreign_keys=0"),
        ] {
            let refused = told(mode, synchronous, keys).unwrap_or_default();
            assert!(refused.contains(word) && refused.contains("local disk"), "{word}: {refused}");
        }
    }

    #[test]
    fn the_writer_takes_the_settings_that_are_asked_for() {
        let folder = testing::tempfile::tempdir().unwrap();
        let conn = writer(&folder.path().join("a.db")).unwrap();
        let read = |name: &str| conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!((read("synchronous"), read("foreign_keys"), read("secure_delete")), (2, 1, 1));
        // A database in memory has no WAL: what it says of itself is read back, and refused.
        let refused = writer(std::path::Path::new(":memory:")).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(refused.contains("journal_mode=memory"), "{refused}");
    }
}
