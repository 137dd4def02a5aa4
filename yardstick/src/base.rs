//! A database as it lies there, on either engine: for drawing what is asked, for counting what was recorded, and for what the
//! engine alone does.

use std::time::{Duration, Instant};

use rusqlite::types::ValueRef;
use tokio::runtime::Runtime;
use tokio_postgres::NoTls;

use crate::Done;

pub enum Base {
    File(rusqlite::Connection),
    Server(Box<Runtime>, tokio_postgres::Client),
}

impl Base {
    pub fn open(url: &str) -> Done<Self> {
        if let Some(file) = url.strip_prefix("sqlite:") {
            let conn = rusqlite::Connection::open(file)?;
            conn.busy_timeout(Duration::from_secs(60))?;
            return Ok(Self::File(conn));
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let (client, connection) = runtime.block_on(tokio_postgres::connect(url, NoTls))?;
        runtime.spawn(connection);
        Ok(Self::Server(Box::new(runtime), client))
    }

    /// The rows of a statement of fixed text, each value as text; an empty one for nothing.
    pub fn rows(&self, sql: &str) -> Done<Vec<Vec<String>>> {
        match self {
            Self::File(conn) => {
                let mut statement = conn.prepare(sql)?;
                let columns = statement.column_count();
                let mut rows = statement.query([])?;
                let mut found = Vec::new();
                while let Some(row) = rows.next()? {
                    let value = |at| -> Done<String> {
                        Ok(match row.get_ref(at)? {
                            ValueRef::Null | ValueRef::Blob(_) => String::new(),
                            ValueRef::Integer(number) => number.to_string(),
                            ValueRef::Real(number) => number.to_string(),
                            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                        })
                    };
                    found.push((0..columns).map(value).collect::<Done<_>>()?);
                }
                Ok(found)
            }
            Self::Server(runtime, client) => {
                let messages = runtime.block_on(client.simple_query(sql))?;
                let mut found = Vec::new();
                for message in messages {
                    if let tokio_postgres::SimpleQueryMessage::Row(row) = message {
                        found.push((0..row.len()).map(|at| row.get(at).unwrap_or_default().to_owned()).collect());
                    }
                }
                Ok(found)
            }
        }
    }

    /// The first value of the first row.
    pub fn one(&self, sql: &str) -> Done<String> {
        self.rows(sql)?.into_iter().flatten().next().ok_or_else(|| format!("no row: {sql}").into())
    }

    /// How often in a second a prepared statement with one number is answered whole, over the numbers in turn.
    pub fn rate(&self, sql: &str, numbers: &[i64], time: Duration) -> Done<f64> {
        let (begun, mut done) = (Instant::now(), 0_u64);
        let mut numbers = numbers.iter().cycle();
        match self {
            Self::File(conn) => {
                let mut statement = conn.prepare(&sql.replace('$', "?"))?;
                while begun.elapsed() < time {
                    let mut rows = statement.query([numbers.next().ok_or("nothing to ask for")?])?;
                    while rows.next()?.is_some() {}
                    done += 1;
                }
            }
            Self::Server(runtime, client) => {
                let prepared = runtime.block_on(client.prepare(sql))?;
                while begun.elapsed() < time {
                    let number = numbers.next().ok_or("nothing to ask for")?;
                    runtime.block_on(client.query(&prepared, &[number]))?;
                    done += 1;
                }
            }
        }
        Ok(done as f64 / begun.elapsed().as_secs_f64())
    }
}
