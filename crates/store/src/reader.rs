//! Reading: for pages, commands and reports, never for a decision that writes.

use async_trait::async_trait;
use deadpool_postgres::Object;
use domain::day::{Day, Instant};
use tokio::sync::SemaphorePermit;

use crate::clock::Moment;
use crate::conn::{Conn, Engine};
use crate::sqlite::Sqlite;
use crate::tx::Tx;
use crate::{Error, Row, Value};

/// A connection that only reads; it goes back to its pool when dropped.
pub struct Reader<'s> {
    pub(crate) conn: Option<Conn>,
    pub(crate) home: Option<(&'s Sqlite, SemaphorePermit<'s>)>,
    pub(crate) moment: Moment,
    pub(crate) still: bool,
}

impl Reader<'_> {
    /// From now on every statement sees the same moment, whatever is written meanwhile.
    pub(crate) async fn hold_still(&mut self) -> Result<(), Error> {
        self.still = true;
        let begin = if self.embedded() { "BEGIN" } else { "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" };
        self.conn.as_mut().expect("the connection leaves only with the reader").batch(begin).await
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        match (self.conn.take(), &self.home) {
            // One whose transaction does not end is closed.
            (Some(Conn { engine: Engine::Sqlite(conn), .. }), Some((home, _)))
                if conn.is_autocommit() || conn.execute_batch("ROLLBACK").is_ok() =>
            {
                home.give_back(conn);
            }
            // Ending it would have to wait for the server; closing the connection does not.
            (Some(Conn { engine: Engine::Postgres(client), .. }), _) if self.still => drop(Object::take(client)),
            _ => {}
        }
    }
}

/// What hears the rows of a query.
pub(crate) type Hear<'h> = &'h mut (dyn FnMut(&Row) -> Result<(), Error> + Send);

/// What a query needs: a reader, or the transaction of an act. Queries take it as `dyn`, so that each is compiled once, here,
/// and not again in every crate that asks it.
#[async_trait]
pub trait Read: Send {
    /// All rows of a query.
    async fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Error>;

    /// All rows of a query whose best way depends on its values, such as how rare a word is: planned for these. A plan costs more
    /// than a few rows do that are looked up by an id, and little beside thousands that are walked the wrong way.
    async fn rows_planned(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Error> {
        self.rows(sql, args).await
    }

    /// Each row of a query as it comes, where there may be more of them than memory should hold at once; on `PostgreSQL` all rows
    /// are there before the first is heard.
    async fn each(&mut self, sql: &str, args: &[Value], hear: Hear<'_>) -> Result<(), Error> {
        self.rows(sql, args).await?.iter().try_for_each(hear)
    }

    /// Today in Vietnam, or the database's own today.
    fn today(&self) -> Day;

    /// The present instant, on the database's own today if it carries one.
    fn now(&self) -> Instant;

    /// Whether it is the embedded engine: the few statements that differ ask it.
    fn embedded(&self) -> bool;

    /// The first row of a query, if there is one.
    async fn row(&mut self, sql: &str, args: &[Value]) -> Result<Option<Row>, Error> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }
}

#[async_trait]
impl Read for Reader<'_> {
    fn embedded(&self) -> bool {
        self.conn.as_ref().is_some_and(Conn::is_sqlite)
    }

    async fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Error> {
        self.conn.as_mut().expect("the connection leaves only with the reader").rows(sql, args).await
    }

    async fn rows_planned(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Error> {
        self.conn.as_mut().expect("the connection leaves only with the reader").rows_planned(sql, args).await
    }

    async fn each(&mut self, sql: &str, args: &[Value], hear: Hear<'_>) -> Result<(), Error> {
        self.conn.as_mut().expect("the connection leaves only with the reader").each(sql, args, hear).await
    }

    fn today(&self) -> Day {
        self.moment.today
    }

    fn now(&self) -> Instant {
        self.moment.at
    }
}

#[async_trait]
impl Read for Tx {
    fn embedded(&self) -> bool {
        self.is_embedded()
    }

    async fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Error> {
        self.query(sql, args).await
    }

    fn today(&self) -> Day {
        self.moment().today
    }

    fn now(&self) -> Instant {
        self.moment().at
    }
}
