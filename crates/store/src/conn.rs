//! One connection of either engine, and what a statement is to it.

mod counts;
mod crossing;
mod each;
mod flight;

use deadpool_postgres::Object;
use futures_util::future::{join, join_all};
use std::sync::Arc;

use crate::{Error, Row, Value};
pub(crate) use counts::Sent;
use crossing::{from_postgres, from_sqlite, refs, typed};
use flight::{behind, prepare, sent};

/// A statement and its values.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) args: Vec<Value>,
}

/// A connection that one transaction or one reader holds alone.
pub(crate) struct Conn {
    pub(crate) engine: Engine,
    sent: Sent,
    /// Words that travel before the next statement, in its flight.
    ahead: Option<String>,
    at: At,
}

/// How far a transaction of `PostgreSQL` has come, as far as the last answer told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// It was not begun here, or it has ended.
    Nothing,
    /// It is open.
    Open,
    /// One of its statements failed: the server keeps nothing of it, whatever follows.
    Spoilt,
}

/// The driver's own connection.
pub(crate) enum Engine {
    Sqlite(rusqlite::Connection),
    Postgres(Object),
}

impl Conn {
    pub(crate) fn sqlite(conn: rusqlite::Connection, sent: &Sent) -> Self {
        Self { engine: Engine::Sqlite(conn), sent: Arc::clone(sent), ahead: None, at: At::Nothing }
    }

    pub(crate) fn postgres(client: Object, sent: &Sent) -> Self {
        Self { engine: Engine::Postgres(client), sent: Arc::clone(sent), ahead: None, at: At::Nothing }
    }

    /// All rows of a query.
    pub(crate) async fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Error> {
        self.sent.statements(1);
        match &mut self.engine {
            Engine::Sqlite(conn) => {
                let mut statement = conn.prepare_cached(&sql.replace('$', "?"))?;
                let columns = statement.column_count();
                let mut rows = statement.query(rusqlite::params_from_iter(args))?;
                let mut found = Vec::new();
                while let Some(row) = rows.next()? {
                    let mut values = Vec::with_capacity(columns);
                    for index in 0..columns {
                        values.push(from_sqlite(row.get_ref(index)?)?);
                    }
                    found.push(Row(values));
                }
                drop(rows);
                self.sent.walked(&statement);
                Ok(found)
            }
            Engine::Postgres(client) => {
                let statement = self.at.note(client.prepare_cached(sql).await)?;
                let (client, values) = (&*client, refs(args));
                let begin = self.at.begin(&mut self.ahead);
                self.sent.flight();
                let found = self.at.note(behind(begin, client, client.query(&statement, &values)).await)?;
                found.iter().map(from_postgres).collect()
            }
        }
    }

    /// All rows of a query, which `PostgreSQL` plans for these values and not for any.
    pub(crate) async fn rows_planned(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Error> {
        let Engine::Postgres(client) = &mut self.engine else { return self.rows(sql, args).await };
        self.sent.statements(1);
        let values = typed(args);
        let client = &*client;
        let begin = self.at.begin(&mut self.ahead);
        self.sent.flight();
        let found = self.at.note(behind(begin, client, client.query_typed(sql, &values)).await)?;
        found.iter().map(from_postgres).collect()
    }

    /// Runs a change and says how many rows it touched.
    pub(crate) async fn run(&mut self, sql: &str, args: &[Value]) -> Result<u64, Error> {
        self.sent.statements(1);
        match &mut self.engine {
            Engine::Sqlite(conn) => {
                let mut statement = conn.prepare_cached(&sql.replace('$', "?"))?;
                let changed = statement.execute(rusqlite::params_from_iter(args))? as u64;
                self.sent.walked(&statement);
                Ok(changed)
            }
            Engine::Postgres(client) => {
                let statement = self.at.note(client.prepare_cached(sql).await)?;
                let (client, values) = (&*client, refs(args));
                let begin = self.at.begin(&mut self.ahead);
                self.sent.flight();
                self.at.note(behind(begin, client, client.execute(&statement, &values)).await)
            }
        }
    }

    /// Runs a change, says how many rows it touched, and asks a question behind it; on `PostgreSQL` both travel in one flight.
    pub(crate) async fn run_then_rows(
        &mut self,
        change: &Statement,
        question: &Statement,
    ) -> Result<(u64, Vec<Row>), Error> {
        match &mut self.engine {
            Engine::Sqlite(_) => {
                let touched = self.run(&change.sql, &change.args).await?;
                Ok((touched, self.rows(&question.sql, &question.args).await?))
            }
            Engine::Postgres(client) => {
                self.sent.statements(2);
                let first = self.at.note(client.prepare_cached(&change.sql).await)?;
                let then = self.at.note(client.prepare_cached(&question.sql).await)?;
                let (client, values, asked) = (&*client, refs(&change.args), refs(&question.args));
                let begin = self.at.begin(&mut self.ahead);
                self.sent.flight();
                let (first, then) = (client.execute(&first, &values), client.query(&then, &asked));
                // After the first failure the server refuses the rest: the first one in their order is the cause.
                let both = async {
                    let (touched, found) = join(first, then).await;
                    Ok((touched?, found?))
                };
                let (touched, found) = self.at.note(behind(begin, client, both).await)?;
                Ok((touched, found.iter().map(from_postgres).collect::<Result<_, _>>()?))
            }
        }
    }

    /// Runs changes in order; on `PostgreSQL` they travel together in one flight.
    pub(crate) async fn run_all(&mut self, statements: &[Statement]) -> Result<(), Error> {
        match &mut self.engine {
            Engine::Sqlite(_) => {
                for statement in statements {
                    self.run(&statement.sql, &statement.args).await?;
                }
                Ok(())
            }
            Engine::Postgres(client) => {
                self.sent.statements(statements.len());
                let prepared = self.at.note(prepare(client, statements).await)?;
                let client = &*client;
                let begin = self.at.begin(&mut self.ahead);
                self.sent.flight();
                let all = join_all(prepared.iter().map(|(sql, args)| client.execute(sql, args)));
                // After the first failure the server refuses the rest: the first one in their order is the cause.
                let done = behind(begin, client, async { all.await.into_iter().collect::<Result<Vec<_>, _>>() }).await;
                self.at.note(done).map(|_| ())
            }
        }
    }

    /// Leaves the words that begin a transaction for the flight of its first statement.
    pub(crate) fn begin_with(&mut self, words: String) {
        self.sent.statements(1);
        self.ahead = Some(words);
    }

    /// Ends the transaction with these last changes; on `PostgreSQL` they and the COMMIT travel in one flight. Whatever is
    /// answered, all of it is kept or nothing: to a transaction of which a statement failed COMMIT is a ROLLBACK.
    pub(crate) async fn commit(&mut self, last: &[Statement]) -> Result<(), Error> {
        if self.is_sqlite() {
            self.run_all(last).await?;
            return self.batch("COMMIT").await;
        }
        if self.ahead.is_some() {
            // Nothing was sent yet, so there is nothing to end, or these changes are all of it.
            if last.is_empty() {
                self.ahead = None;
                return Ok(());
            }
            self.run_all(last).await?;
            return self.commit_open(&[]).await;
        }
        self.commit_open(last).await
    }

    /// Sends the last changes of an open transaction with its COMMIT behind them.
    async fn commit_open(&mut self, last: &[Statement]) -> Result<(), Error> {
        let Engine::Postgres(client) = &mut self.engine else {
            return Err(Error::Driver("only PostgreSQL has flights".to_owned()));
        };
        self.sent.statements(last.len() + 1);
        if self.at != At::Open {
            return Err(Error::Driver("a statement failed and the act went on: nothing of it is kept".to_owned()));
        }
        let prepared = self.at.note(prepare(client, last).await)?;
        let client = &*client;
        self.sent.flight();
        let mut flights = Vec::with_capacity(prepared.len());
        for (sql, args) in &prepared {
            // One that is not even sent, because its values do not fit, must not have a COMMIT behind it.
            flights.push(self.at.note(sent(client.execute(sql, args)).await)?);
        }
        let end = sent(client.batch_execute("COMMIT")).await;
        let mut failed = None;
        for flight in flights {
            if let Err(error) = flight.await {
                failed.get_or_insert(error);
            }
        }
        let ended = match end {
            Ok(end) => end.await,
            Err(error) => Err(error),
        };
        if ended.as_ref().map_or_else(|error| error.as_db_error().is_some(), |()| true) {
            self.at = At::Nothing;
        }
        match failed {
            Some(error) => Err(error.into()),
            None => ended.map_err(Into::into),
        }
    }

    /// Ends the transaction, where there is one, and keeps nothing of it.
    pub(crate) async fn roll_back(&mut self) -> Result<(), Error> {
        if self.ahead.take().is_none() && (self.is_sqlite() || self.at != At::Nothing) {
            self.batch("ROLLBACK").await?;
            self.at = At::Nothing;
        }
        Ok(())
    }

    /// Begins a transaction that writes, of an act or beside them.
    pub(crate) async fn begin_writing(&mut self) -> Result<(), Error> {
        let words = if self.is_sqlite() { "BEGIN IMMEDIATE" } else { "BEGIN READ WRITE" };
        self.batch(words).await
    }

    /// Runs a few words of transaction control, or a migration, without values.
    pub(crate) async fn batch(&mut self, sql: &str) -> Result<(), Error> {
        self.sent.statements(1);
        match &mut self.engine {
            Engine::Sqlite(conn) => conn.execute_batch(sql)?,
            Engine::Postgres(client) => {
                self.sent.flight();
                client.batch_execute(sql).await?;
            }
        }
        Ok(())
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self.engine, Engine::Sqlite(_))
    }
}

impl At {
    /// The words that begin a transaction, where they have not been sent yet: now they are.
    fn begin(&mut self, ahead: &mut Option<String>) -> Option<String> {
        let words = ahead.take();
        if words.is_some() {
            *self = Self::Open;
        }
        words
    }

    /// What a failure does to the transaction it happened in.
    fn note<T>(&mut self, done: Result<T, tokio_postgres::Error>) -> Result<T, Error> {
        if done.is_err() && *self == Self::Open {
            *self = Self::Spoilt;
        }
        Ok(done?)
    }
}

#[cfg(test)]
mod tests {
    use testing::Fresh;

    use super::{Conn, Sent, Statement};
    use crate::clock::Clock;
    use crate::postgres::Postgres;
    use crate::{Error, args};

    async fn conn(fresh: &Fresh) -> Conn {
        let sent = Sent::default();
        let ids = std::sync::Arc::default();
        let engine = Postgres::open(fresh.url(), ids, Clock::default(), crate::rulebook::Shelf::default(), &sent);
        Conn::postgres(engine.await.unwrap().client().await.unwrap(), &sent)
    }

    async fn kept(conn: &mut Conn) -> i64 {
        let count = count();
        conn.rows(&count.sql, &count.args).await.unwrap()[0].get(0).unwrap()
    }

    fn count() -> Statement {
        Statement { sql: "SELECT count(*) FROM t WHERE id > $1".to_owned(), args: args![0].to_vec() }
    }

    fn put(id: i64, more: bool) -> Statement {
        let mut args = args![id].to_vec();
        args.extend(more.then(|| 1.into()));
        Statement { sql: "INSERT INTO t (id) VALUES ($1)".to_owned(), args }
    }

    /// What travels with a beginning that failed is refused, were it sent outside a transaction or not.
    #[tokio::test]
    async fn a_connection_writes_only_where_its_transaction_says_so() {
        let fresh = Fresh::postgres().await;
        let mut conn = conn(&fresh).await;
        conn.batch("BEGIN READ WRITE; CREATE TABLE t (id BIGINT NOT NULL); COMMIT").await.unwrap();
        let alone = conn.run("INSERT INTO t (id) VALUES ($1)", &args![1]).await;
        assert!(matches!(&alone, Err(Error::Driver(text)) if text.starts_with("25006")), "{alone:?}");
        conn.begin_with("BEGIN BY NO MEANS".to_owned());
        let behind = conn.run("INSERT INTO t (id) VALUES ($1)", &args![1]).await;
        assert!(matches!(&behind, Err(Error::Driver(text)) if text.starts_with("42601")), "{behind:?}");
        conn.begin_with("BEGIN BY NO MEANS".to_owned());
        let behind = conn.run_then_rows(&put(1, false), &count()).await;
        assert!(matches!(&behind, Err(Error::Driver(text)) if text.starts_with("42601")), "{behind:?}");
        assert_eq!(kept(&mut conn).await, 0);
    }

    /// A statement that looks endless to the server is short: compiling it takes longer than running it.
    #[tokio::test]
    async fn a_connection_has_nothing_compiled() {
        let fresh = Fresh::postgres().await;
        let rows = conn(&fresh).await.rows("SELECT current_setting('jit')", &[]).await.unwrap();
        assert_eq!(rows[0].get::<String>(0).unwrap(), "off");
    }

    #[tokio::test]
    async fn a_query_that_is_planned_for_its_values_takes_every_kind_and_is_not_kept() {
        let fresh = Fresh::postgres().await;
        let mut conn = conn(&fresh).await;
        let sql = "SELECT $1 + 1, $2 || 'b', $3, $4, (SELECT count(*) FROM pg_prepared_statements)";
        let rows = conn.rows_planned(sql, &args![1, "a", vec![7_u8], None::<&str>]).await.unwrap();
        assert_eq!(rows[0].0, args![2, "ab", vec![7_u8], None::<&str>, 0]);
    }

    /// What is asked behind a change that failed fails as well; told is why.
    #[tokio::test]
    async fn the_first_failure_of_a_flight_is_told() {
        let fresh = Fresh::postgres().await;
        let mut conn = conn(&fresh).await;
        conn.batch("BEGIN READ WRITE; CREATE TABLE t (id BIGINT NOT NULL UNIQUE); COMMIT").await.unwrap();
        conn.begin_with("BEGIN READ WRITE".to_owned());
        let (touched, rows) = conn.run_then_rows(&put(1, false), &count()).await.unwrap();
        assert_eq!((touched, rows[0].get::<i64>(0).unwrap()), (1, 1), "in their order");
        let twice = conn.run_then_rows(&put(1, false), &count()).await;
        assert!(matches!(&twice, Err(Error::Retry(text)) if text.starts_with("23505")), "{twice:?}");
        conn.roll_back().await.unwrap();
        assert_eq!(kept(&mut conn).await, 0);
    }

    #[tokio::test]
    async fn no_commit_follows_a_change_that_could_not_be_sent() {
        let fresh = Fresh::postgres().await;
        let mut conn = conn(&fresh).await;
        conn.batch("BEGIN READ WRITE; CREATE TABLE t (id BIGINT NOT NULL); COMMIT").await.unwrap();
        for (last, wanted) in [(vec![put(1, false), put(2, true)], 0), (vec![put(1, false), put(2, false)], 2)] {
            conn.begin_with("BEGIN READ WRITE".to_owned());
            conn.rows("SELECT count(*) FROM t", &[]).await.unwrap();
            assert_eq!(conn.commit(&last).await.is_ok(), wanted > 0);
            conn.roll_back().await.unwrap();
            assert_eq!(kept(&mut conn).await, wanted);
        }
    }
}
