//! What the database does of one submission when nobody asks or decides anything.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::{join_all, join3};
use rusqlite::types::ToSqlOutput;
use tokio::runtime::Runtime;
use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use tokio_postgres::{Client, NoTls};

use crate::Done;
use crate::clerk::Clerk;
use crate::tape::{Statement, Tape, Value};

/// Replays so far, so that none has the ids of another.
static NUMBER: AtomicU64 = AtomicU64::new(0);

/// One statement on a server.
pub async fn on_server(server: &str, sql: &str) -> Done<()> {
    let (client, connection) = tokio_postgres::connect(&format!("{server}/postgres"), NoTls).await?;
    tokio::spawn(connection);
    Ok(client.batch_execute(sql).await?)
}

/// The statements of a submission, ready for one database.
pub struct Yardstick {
    url: String,
    tape: Arc<Tape>,
    /// Dialogue and session of each client.
    desks: Vec<(i64, i64)>,
    /// The writer of an SQLite database, open as long as the program's.
    writer: Option<rusqlite::Connection>,
}

impl Yardstick {
    pub fn new(url: &str, tape: &Tape, clerks: &[Clerk]) -> Done<Self> {
        let file = url.strip_prefix("sqlite:").map(|path| path.replace("bench.db", "demo.db"));
        let mut tape = tape.clone();
        let mut desks = Vec::new();
        let mut writer = None;
        if let Some(file) = &file {
            let conn = rusqlite::Connection::open(file)?;
            conn.busy_timeout(Duration::from_secs(10))?;
            conn.set_prepared_statement_cache_capacity(256);
            conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            conn.execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                 PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;",
            )?;
            adapt(&conn, &mut tape)?;
            for clerk in clerks {
                let sql = "SELECT id FROM sessions WHERE dialogue_id = ?1 ORDER BY id LIMIT 1";
                desks.push((clerk.dialogue, conn.query_row(sql, [clerk.dialogue], |row| row.get(0))?));
            }
            writer = Some(conn);
        }
        let dialogues = clerks.iter().map(|clerk| (clerk.dialogue, 0));
        let desks = if desks.is_empty() { dialogues.collect() } else { desks };
        Ok(Self { url: url.to_owned(), tape: Arc::new(tape), desks, writer })
    }

    /// Submissions in a second, by so many clients.
    pub fn rate(&self, runtime: &Runtime, clients: usize, time: Duration) -> Done<f64> {
        match &self.writer {
            Some(conn) => self.sqlite(conn, clients, time),
            None => runtime.block_on(self.postgres(clients, time)),
        }
    }

    /// One writer; the submissions of all clients share a commit, as the program lets those that wait share one.
    fn sqlite(&self, conn: &rusqlite::Connection, clients: usize, time: Duration) -> Done<f64> {
        let run = |statement: &Statement, number: u64, desk: (i64, i64)| -> Done<()> {
            let mut prepared = conn.prepare_cached(&statement.sql)?;
            let values = self.tape.vary(statement, number, desk);
            let mut rows = prepared.query(rusqlite::params_from_iter(&values))?;
            while rows.next()?.is_some() {}
            Ok(())
        };
        let (mut done, begun) = (0_u64, Instant::now());
        while begun.elapsed() < time {
            let first = NUMBER.fetch_add(clients as u64, Ordering::Relaxed);
            let numbers: Vec<(u64, (i64, i64))> = (first..).zip(self.desks[..clients].iter().copied()).collect();
            for (number, desk) in &numbers {
                for statement in &self.tape.before {
                    run(statement, *number, *desk)?;
                }
            }
            conn.execute_batch("BEGIN IMMEDIATE")?;
            for (number, desk) in &numbers {
                for statement in &self.tape.within {
                    run(statement, *number, *desk)?;
                }
            }
            conn.execute_batch("COMMIT")?;
            done += clients as u64;
        }
        Ok(done as f64 / begun.elapsed().as_secs_f64())
    }

    async fn postgres(&self, clients: usize, time: Duration) -> Done<f64> {
        let mut hands = Vec::new();
        let mut lines = Vec::new();
        for (dialogue, _) in &self.desks[..clients] {
            let (client, connection) = tokio_postgres::connect(&self.url, NoTls).await?;
            tokio::spawn(connection);
            let sql = "SELECT id FROM sessions WHERE dialogue_id = $1 ORDER BY id LIMIT 1";
            let session: i64 = client.query_one(sql, &[dialogue]).await?.get(0);
            lines.push((client, (*dialogue, session)));
        }
        let begun = Instant::now();
        for (client, desk) in lines {
            let tape = Arc::clone(&self.tape);
            hands.push(tokio::spawn(async move {
                let line = Line::new(client, &tape).await?;
                let mut done = 0_u64;
                while begun.elapsed() < time {
                    line.replay(&tape, NUMBER.fetch_add(1, Ordering::Relaxed), desk).await?;
                    done += 1;
                }
                Done::Ok(done)
            }));
        }
        let mut done = 0;
        for hand in hands {
            done += hand.await??;
        }
        Ok(done as f64 / begun.elapsed().as_secs_f64())
    }
}

/// A connection with its prepared statements.
struct Line {
    client: Client,
    before: Vec<tokio_postgres::Statement>,
    within: Vec<tokio_postgres::Statement>,
}

impl Line {
    async fn new(client: Client, tape: &Tape) -> Done<Self> {
        let (mut before, mut within) = (Vec::new(), Vec::new());
        for statement in &tape.before {
            before.push(client.prepare(&statement.sql).await?);
        }
        for statement in &tape.within {
            within.push(client.prepare(&statement.sql).await?);
        }
        Ok(Self { client, before, within })
    }

    async fn one(&self, prepared: &tokio_postgres::Statement, values: &[Value]) -> Done<()> {
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        self.client.query(prepared, &values).await?;
        Ok(())
    }

    /// What the program sends in one flight travels together here as well: the begin with the row of the key and the question of
    /// the grant, and what is left at the end with the COMMIT.
    async fn replay(&self, tape: &Tape, number: u64, desk: (i64, i64)) -> Done<()> {
        for (statement, prepared) in tape.before.iter().zip(&self.before) {
            self.one(prepared, &tape.vary(statement, number, desk)).await?;
        }
        let mut begin = Some(tape.begin.as_str());
        let mut left: Vec<(&tokio_postgres::Statement, Vec<Value>)> = Vec::new();
        for (statement, prepared) in tape.within.iter().zip(&self.within) {
            left.push((prepared, tape.vary(statement, number, desk)));
            if !statement.is_left() {
                self.flight(begin.take(), &mut left, None).await?;
            }
        }
        self.flight(begin, &mut left, Some("COMMIT")).await
    }

    async fn flight(
        &self,
        before: Option<&str>,
        left: &mut Vec<(&tokio_postgres::Statement, Vec<Value>)>,
        after: Option<&str>,
    ) -> Done<()> {
        let words = async |words: Option<&str>| -> Done<()> {
            if let Some(words) = words {
                self.client.batch_execute(words).await?;
            }
            Ok(())
        };
        let statements = join_all(left.iter().map(|(prepared, values)| self.one(prepared, values)));
        let (begun, done, ended) = join3(words(before), statements, words(after)).await;
        begun?;
        for one in done {
            one?;
        }
        left.clear();
        ended
    }
}

/// The text of SQLite, and the hash of the cookie that its own database has.
fn adapt(conn: &rusqlite::Connection, tape: &mut Tape) -> Done<()> {
    let sql = "SELECT token_hash FROM account_sessions ORDER BY id DESC LIMIT 1";
    let own: Vec<u8> = conn.query_row(sql, [], |row| row.get(0))?;
    for statement in tape.before.iter_mut().chain(&mut tape.within) {
        let cookie = statement.sql.contains("account_sessions");
        statement.sql = statement.sql.replace('$', "?").replace(" FOR UPDATE", "").replace(" FOR NO KEY UPDATE", "");
        for value in statement.one.iter_mut().chain(&mut statement.other) {
            if let Value::Bytes(bytes) = value
                && cookie
            {
                bytes.clone_from(&own);
            }
        }
    }
    Ok(())
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        use rusqlite::types::ValueRef;
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Self::Int(number) => number.to_sql(kind, out),
            Self::Text(text) => text.as_str().to_sql(kind, out),
            Self::Bytes(bytes) => bytes.as_slice().to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::TEXT | Type::VARCHAR | Type::BYTEA)
    }

    to_sql_checked!();
}
