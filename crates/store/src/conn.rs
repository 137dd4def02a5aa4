//! One connection of either engine, and what a statement is to it.

use deadpool_postgres::Object;
use futures_util::future::{join, join_all};
use postgres_types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use rusqlite::types::{ToSqlOutput, ValueRef};
use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;

use crate::{Error, Row, Value};

/// Statements sent to one database since it was opened; a test counts those of one submission.
pub(crate) type Sent = Arc<AtomicU64>;

/// A statement and its values.
#[derive(Debug)]
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
        self.sent.fetch_add(1, Ordering::Relaxed);
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
                Ok(found)
            }
            Engine::Postgres(client) => {
                let statement = self.at.note(client.prepare_cached(sql).await)?;
                let (client, values) = (&*client, refs(args));
                let begin = self.at.begin(&mut self.ahead);
                let found = self.at.note(behind(begin, client, client.query(&statement, &values)).await)?;
                found.iter().map(from_postgres).collect()
            }
        }
    }

    /// Runs a change and says how many rows it touched.
    pub(crate) async fn run(&mut self, sql: &str, args: &[Value]) -> Result<u64, Error> {
        self.sent.fetch_add(1, Ordering::Relaxed);
        match &mut self.engine {
            Engine::Sqlite(conn) => {
                let mut statement = conn.prepare_cached(&sql.replace('$', "?"))?;
                Ok(statement.execute(rusqlite::params_from_iter(args))? as u64)
            }
            Engine::Postgres(client) => {
                let statement = self.at.note(client.prepare_cached(sql).await)?;
                let (client, values) = (&*client, refs(args));
                let begin = self.at.begin(&mut self.ahead);
                self.at.note(behind(begin, client, client.execute(&statement, &values)).await)
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
                self.sent.fetch_add(statements.len() as u64, Ordering::Relaxed);
                let prepared = self.at.note(prepare(client, statements).await)?;
                let client = &*client;
                let begin = self.at.begin(&mut self.ahead);
                let all = join_all(prepared.iter().map(|(sql, args)| client.execute(sql, args)));
                // After the first failure the server refuses the rest: the first one in their order is the cause.
                let done = behind(begin, client, async { all.await.into_iter().collect::<Result<Vec<_>, _>>() }).await;
                self.at.note(done).map(|_| ())
            }
        }
    }

    /// Leaves the words that begin a transaction for the flight of its first statement.
    pub(crate) fn begin_with(&mut self, words: String) {
        self.sent.fetch_add(1, Ordering::Relaxed);
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
        self.sent.fetch_add(last.len() as u64 + 1, Ordering::Relaxed);
        if self.at != At::Open {
            return Err(Error::Driver("a statement failed and the act went on: nothing of it is kept".to_owned()));
        }
        let prepared = self.at.note(prepare(client, last).await)?;
        let client = &*client;
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
        self.sent.fetch_add(1, Ordering::Relaxed);
        match &mut self.engine {
            Engine::Sqlite(conn) => conn.execute_batch(sql)?,
            Engine::Postgres(client) => client.batch_execute(sql).await?,
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

/// Sends what begins a transaction and its first statements together. The server takes them in their order, and refuses the
/// statements where the beginning failed.
async fn behind<T>(
    begin: Option<String>,
    client: &Object,
    next: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, tokio_postgres::Error> {
    let Some(words) = begin else { return next.await };
    let (first, done) = join(client.batch_execute(&words), next).await;
    first?;
    done
}

/// A statement whose message is on its way when this is done; the answer is that of the future. An error before it was sent is
/// told at once.
async fn sent<T>(
    statement: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<impl Future<Output = Result<T, tokio_postgres::Error>>, tokio_postgres::Error> {
    let mut statement = Box::pin(statement);
    let first = poll_fn(|context| Poll::Ready(statement.as_mut().poll(context))).await;
    let early = match first {
        Poll::Ready(done) => Some(done?),
        Poll::Pending => None,
    };
    Ok(async move {
        match early {
            Some(done) => Ok(done),
            None => statement.await,
        }
    })
}

/// The statements as the server has prepared them, with their values.
async fn prepare<'a>(client: &Object, statements: &'a [Statement]) -> Result<Vec<Prepared<'a>>, tokio_postgres::Error> {
    let mut prepared = Vec::with_capacity(statements.len());
    for statement in statements {
        prepared.push((client.prepare_cached(&statement.sql).await?, refs(&statement.args)));
    }
    Ok(prepared)
}

type Prepared<'a> = (tokio_postgres::Statement, Vec<&'a (dyn ToSql + Sync)>);

fn refs(args: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    args.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn from_sqlite(value: ValueRef<'_>) -> Result<Value, Error> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => Value::Int(n),
        ValueRef::Text(text) => {
            Value::Text(std::str::from_utf8(text).map_err(|e| Error::Corrupt(e.to_string()))?.to_owned())
        }
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => return Err(Error::Corrupt("a floating number".to_owned())),
    })
}

fn from_postgres(row: &tokio_postgres::Row) -> Result<Row, Error> {
    let mut values = Vec::with_capacity(row.len());
    for (index, column) in row.columns().iter().enumerate() {
        let value = match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(index)?.map_or(Value::Null, Value::Int),
            Type::INT4 => row.try_get::<_, Option<i32>>(index)?.map_or(Value::Null, |n| Value::Int(n.into())),
            Type::TEXT | Type::VARCHAR | Type::NAME => {
                row.try_get::<_, Option<String>>(index)?.map_or(Value::Null, Value::Text)
            }
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(index)?.map_or(Value::Null, Value::Bytes),
            ref other => return Err(Error::Corrupt(format!("a column of type {other}"))),
        };
        values.push(value);
    }
    Ok(Row(values))
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(n) => ValueRef::Integer(*n),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(n) if *ty == Type::INT4 => i32::try_from(*n)?.to_sql(ty, out),
            Self::Int(n) => n.to_sql(ty, out),
            Self::Text(text) => text.as_str().to_sql(ty, out),
            Self::Bytes(bytes) => bytes.as_slice().to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::INT4 | Type::TEXT | Type::VARCHAR | Type::BYTEA)
    }

    to_sql_checked!();
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
        conn.rows("SELECT count(*) FROM t WHERE id > $1", &args![0]).await.unwrap()[0].get(0).unwrap()
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
