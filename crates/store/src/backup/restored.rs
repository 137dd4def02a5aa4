//! Restoring a backup into an empty database of either engine: all of it, or nothing.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::packed::{Lines, Next};
use super::{Kept, broken, catalogue};
use crate::conn::{Conn, Sent};
use crate::door::keyed;
use crate::ids::Ids;
use crate::postgres::Postgres;
use crate::{Error, Opening, Store, Value, args, clock, migrate, sql, sqlite};

/// Rows sent at once, fewer where they are large.
const BATCH: usize = 500;
/// Bytes of text and files sent at once.
const BATCH_BYTES: usize = 4 * 1024 * 1024;

/// Makes the database of a backup and brings it to the schema of this program. Refused: a database that holds something
/// already, the key of another installation, a schema that this program does not know, and whatever does not agree with its
/// sums. Nothing stays behind then.
pub async fn restore(opening: &Opening, input: impl Read + Send) -> Result<Kept, Error> {
    let mut lines = Lines::open(input)?;
    let newest = i64::try_from(migrate::NEWEST).unwrap_or(i64::MAX);
    if lines.head.schema > newest || lines.head.schema < 1 {
        return Err(Error::Schema(format!(
            "the backup has schema {}, this program knows {newest}: restore it with the newer program that took it",
            lines.head.schema
        )));
    }
    if lines.head.key_check != data_encoding::HEXLOWER.encode(&keyed(&opening.secret, b"check")) {
        return Err(Error::Setting(
            "this langnghe.key is not the one the backup was taken with: give the right one with --key".to_owned(),
        ));
    }
    let sent = Sent::default();
    let file = opening.url.strip_prefix("sqlite:").map(Path::new);
    let there = file.is_some_and(|file| file.metadata().is_ok_and(|file| file.len() > 0));
    let mut conn = match file {
        Some(_) if there => return Err(taken()),
        Some(file) => Conn::sqlite(sqlite::writer(file)?, &sent),
        None => {
            let (ids, clock, shelf) =
                (Arc::new(Ids::default()), clock::Clock::default(), crate::rulebook::Shelf::default());
            let engine = Postgres::open(&opening.url, ids, clock, shelf, &sent).await?;
            Conn::postgres(engine.client().await?, &sent)
        }
    };
    conn.begin_writing().await?;
    match fill(&mut conn, &mut lines).await {
        Ok(()) => conn.batch("COMMIT").await?,
        Err(error) => {
            // The first error is the one to tell.
            let _ = conn.batch("ROLLBACK").await;
            drop(conn);
            if let Some(file) = file {
                forget(file);
            }
            return Err(error);
        }
    }
    drop(conn);
    let kept = lines.kept();
    Store::open(opening).await?;
    Ok(kept)
}

fn taken() -> Error {
    Error::Setting("the database holds something already: name a new file, or an empty database".to_owned())
}

/// The file that was begun, and what the engine put beside it.
fn forget(file: &Path) {
    for end in ["", "-wal", "-shm", sqlite::TURN] {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        // What is not there needs no removing, and what stays is empty.
        let _ = std::fs::remove_file(name);
    }
}

async fn fill<R: Read + Send>(conn: &mut Conn, lines: &mut Lines<R>) -> Result<(), Error> {
    if !catalogue::is_empty(conn).await? {
        return Err(taken());
    }
    let schema = lines.head.schema;
    migrate::create(conn, schema).await?;
    let aside = set_links_aside(conn).await?;
    let mut expected = catalogue::tables(schema).into_iter();
    loop {
        match lines.next()? {
            Next::Table(name, columns) => {
                if expected.next().as_deref() != Some(name.as_str()) {
                    return Err(broken(format_args!("the table {name} is not the one that follows")));
                }
                let own = catalogue::table(conn, &name).await?;
                if own.columns != columns {
                    return Err(broken(format_args!("the columns of {name} are not those of its schema")));
                }
                // What the migrations put into a new database is in the backup as well.
                conn.run(&format!("DELETE FROM {name}"), &args![]).await?;
                rows(conn, lines, &name, &columns.join(", ")).await?;
            }
            Next::Whole if expected.next().is_none() => break,
            Next::Whole => return Err(broken("tables are missing")),
            Next::Row(_) | Next::End => return Err(broken("a row stands in no table")),
        }
    }
    for link in aside {
        conn.batch(&link).await?;
    }
    Ok(())
}

async fn rows<R: Read + Send>(conn: &mut Conn, lines: &mut Lines<R>, table: &str, columns: &str) -> Result<(), Error> {
    let (mut batch, mut bytes) = (Vec::with_capacity(BATCH), 0);
    loop {
        let next = lines.next()?;
        let ended = matches!(next, Next::End);
        if let Next::Row(row) = next {
            bytes += row.iter().map(weight).sum::<usize>();
            batch.push(row);
        }
        if ended || batch.len() == BATCH || bytes > BATCH_BYTES {
            conn.run_all(&sql::insert(table, columns, std::mem::take(&mut batch))).await?;
            bytes = 0;
        }
        if ended {
            return Ok(());
        }
    }
}

fn weight(value: &Value) -> usize {
    match value {
        Value::Null | Value::Int(_) => 8,
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
    }
}

/// Rows name rows that come later. SQLite compares them at COMMIT; on `PostgreSQL` the links are taken away and, with the
/// statements that this returns, set and compared again.
async fn set_links_aside(conn: &mut Conn) -> Result<Vec<String>, Error> {
    if conn.is_sqlite() {
        conn.batch("PRAGMA defer_foreign_keys = ON").await?;
        return Ok(Vec::new());
    }
    let found = conn
        .rows(
            "SELECT r.relname::text, c.conname::text, pg_get_constraintdef(c.oid)::text FROM pg_constraint c
             JOIN pg_class r ON r.oid = c.conrelid JOIN pg_namespace n ON n.oid = r.relnamespace
             WHERE c.contype = 'f' AND n.nspname = current_schema() ORDER BY r.relname, c.conname",
            &args![],
        )
        .await?;
    let mut links = Vec::with_capacity(found.len());
    for row in &found {
        let (table, name, text): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        conn.batch(&format!("ALTER TABLE {table} DROP CONSTRAINT \"{name}\"")).await?;
        links.push(format!("ALTER TABLE {table} ADD CONSTRAINT \"{name}\" {text}"));
    }
    Ok(links)
}
