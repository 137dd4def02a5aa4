//! One connection of either engine, and what a statement is to it.

use deadpool_postgres::Object;
use futures_util::future::join_all;
use postgres_types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use rusqlite::types::{ToSqlOutput, ValueRef};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

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
}

/// The driver's own connection.
pub(crate) enum Engine {
    Sqlite(rusqlite::Connection),
    Postgres(Object),
}

impl Conn {
    pub(crate) fn sqlite(conn: rusqlite::Connection, sent: &Sent) -> Self {
        Self { engine: Engine::Sqlite(conn), sent: Arc::clone(sent) }
    }

    pub(crate) fn postgres(client: Object, sent: &Sent) -> Self {
        Self { engine: Engine::Postgres(client), sent: Arc::clone(sent) }
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
                let statement = client.prepare_cached(sql).await?;
                let rows = client.query(&statement, &refs(args)).await?;
                rows.iter().map(from_postgres).collect()
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
                let statement = client.prepare_cached(sql).await?;
                Ok(client.execute(&statement, &refs(args)).await?)
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
            }
            Engine::Postgres(client) => {
                self.sent.fetch_add(statements.len() as u64, Ordering::Relaxed);
                let mut prepared = Vec::with_capacity(statements.len());
                for statement in statements {
                    prepared.push((client.prepare_cached(&statement.sql).await?, refs(&statement.args)));
                }
                let client: &Object = client;
                // After the first failure the server refuses the rest: the first one in their order is the cause.
                for done in join_all(prepared.iter().map(|(sql, args)| client.execute(sql, args))).await {
                    done?;
                }
            }
        }
        Ok(())
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
