//! Taking a backup: every table of one moment, page by page.

use std::io::Write;
use std::sync::Arc;

use super::catalogue::{self, Table};
use super::packed::Writer;
use super::{Kept, LEFT_OUT};
use crate::conn::{Conn, Sent};
use crate::ids::Ids;
use crate::postgres::Postgres;
use crate::{Error, Store, Value, args, clock, migrate, sql, sqlite};

/// Rows read at once.
const PAGE: usize = 500;
/// Rows read at once where a row is up to 256 KB.
const LARGE_PAGE: usize = 16;

/// Writes the whole database, as it is at one moment, and says what was written.
pub async fn take(store: &Store, out: impl Write + Send) -> Result<Kept, Error> {
    let mut read = store.still_reader().await?;
    let conn = read.conn.as_mut().expect("the connection leaves only with the reader");
    write(conn, out).await
}

/// The same for a database whose schema is older than this program's, before it is brought up to date; nothing for any other.
/// `out` is asked for only then.
pub async fn before_migration<W: Write + Send>(
    url: &str,
    out: impl FnOnce() -> Result<W, Error> + Send,
) -> Result<Option<Kept>, Error> {
    let sent = Sent::default();
    let mut conn = match url.strip_prefix("sqlite:") {
        Some(path) if !std::path::Path::new(path).exists() => return Ok(None),
        Some(path) => Conn::sqlite(sqlite::writer(path.as_ref())?, &sent),
        None => {
            let (ids, clock, shelf) =
                (Arc::new(Ids::default()), clock::Clock::default(), crate::rulebook::Shelf::default());
            Conn::postgres(Postgres::open(url, ids, clock, shelf, &sent).await?.client().await?, &sent)
        }
    };
    if catalogue::is_empty(&mut conn).await? {
        return Ok(None);
    }
    let begin = if conn.is_sqlite() { "BEGIN" } else { "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" };
    conn.batch(begin).await?;
    let schema = migrate::schema(&mut conn).await?;
    let kept = if schema > 0 && schema < i64::try_from(migrate::NEWEST).unwrap_or(i64::MAX) {
        Some(write(&mut conn, out()?).await?)
    } else {
        None
    };
    conn.batch("ROLLBACK").await?;
    Ok(kept)
}

async fn write(conn: &mut Conn, out: impl Write + Send) -> Result<Kept, Error> {
    let schema = migrate::schema(conn).await?;
    let rows = conn.rows("SELECT simulated, key_check FROM installation WHERE id = 1", &[]).await?;
    let installation = rows.first().ok_or_else(|| Error::Corrupt("the installation has no row".to_owned()))?;
    let (simulated, key_check): (bool, Vec<u8>) = (installation.get(0)?, installation.get(1)?);
    let mut writer = Writer::begin(out, schema, clock::machine(), simulated, &key_check)?;
    for name in catalogue::tables(schema) {
        debug_assert!(!LEFT_OUT.contains(&name.as_str()), "what is left out is no table of a backup");
        let table = catalogue::table(conn, &name).await?;
        writer.table(&name, &table.columns)?;
        rows_of(conn, &table, &mut writer).await?;
        writer.end()?;
    }
    writer.finish()
}

async fn rows_of<W: Write>(conn: &mut Conn, table: &Table, writer: &mut Writer<W>) -> Result<(), Error> {
    let size = if table.name == "attachment_chunks" { LARGE_PAGE } else { PAGE };
    // The key stands behind the columns of the backup, so that the next page is asked for by it.
    let (columns, key) = (table.columns.join(", "), table.key.join(", "));
    let first = format!("SELECT {columns}, {key} FROM {} ORDER BY {key} LIMIT {size}", table.name);
    let next = format!(
        "SELECT {columns}, {key} FROM {} WHERE ({key}) > ({}) ORDER BY {key} LIMIT {size}",
        table.name,
        sql::places(1, table.key.len())
    );
    let mut after: Option<Vec<Value>> = None;
    loop {
        let rows = match &after {
            None => conn.rows(&first, &args![]).await?,
            Some(key) => conn.rows(&next, key).await?,
        };
        for row in &rows {
            writer.row(&row.0[..table.columns.len()])?;
        }
        match rows.last() {
            Some(last) if rows.len() == size => after = Some(last.0[table.columns.len()..].to_vec()),
            _ => return Ok(()),
        }
    }
}
