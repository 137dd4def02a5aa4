//! What a database holds, row by row, to compare one with another; and filling one with what was kept of it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use tokio_postgres::NoTls;

/// One row: the columns by name, each as text.
pub type TextRow = BTreeMap<String, String>;

/// All rows of all tables, by table, in an order of their own.
pub async fn all_rows(url: &str) -> BTreeMap<String, Vec<TextRow>> {
    let mut tables = match url.strip_prefix("sqlite:") {
        Some(path) => of_sqlite(path),
        None => of_postgres(url).await,
    };
    for rows in tables.values_mut() {
        rows.sort();
    }
    tables
}

/// Where words stand in a database, as `table.column`: in any column of any table, as text or as bytes; and, of a file, in any
/// byte of it. Of a file, nothing else has to be open.
pub async fn holding(url: &str, words: &str) -> Vec<String> {
    let bytes = words.bytes().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    let mut found = Vec::new();
    for (table, rows) in all_rows(url).await {
        for (column, value) in rows.iter().flatten() {
            if value.contains(words) || (value.starts_with("\\x") && value.contains(&bytes)) {
                found.push(format!("{table}.{column}"));
            }
        }
    }
    if let Some(path) = url.strip_prefix("sqlite:") {
        let conn = Connection::open(path).expect("the file is a database");
        conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("what was written comes into the file");
        drop(conn);
        for kept in [path.to_owned(), format!("{path}-wal")] {
            let file = std::fs::read(&kept).unwrap_or_default();
            if file.windows(words.len()).any(|part| part == words.as_bytes()) {
                found.push(kept);
            }
        }
    }
    found
}

/// What was packed, as bytes.
pub fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut kept = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut kept).expect("the packed file can be unpacked");
    kept
}

/// Runs a statement as nobody but a test does: past the write door.
pub async fn run(url: &str, sql: &str) {
    if let Some(path) = url.strip_prefix("sqlite:") {
        let conn = Connection::open(path).expect("the file is a database");
        return conn.execute_batch(sql).expect("the statement runs");
    }
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the server of the tests answers");
    let connection = tokio::spawn(connection);
    client.batch_execute(sql).await.expect("the statement runs");
    drop(client);
    connection.await.expect("the connection ends").expect("the connection ends in order");
}

/// Fills an empty database with what was kept, packed: the file itself of SQLite, statements for PostgreSQL.
pub async fn fill(url: &str, packed: &[u8]) {
    let kept = unpacked(packed);
    if let Some(path) = url.strip_prefix("sqlite:") {
        return std::fs::write(path, kept).expect("the file can be written");
    }
    let sql = String::from_utf8(kept).expect("the packed file holds statements");
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the server of the tests answers");
    let connection = tokio::spawn(connection);
    client.batch_execute(&sql).await.expect("the statements run");
    drop(client);
    connection.await.expect("the connection ends").expect("the connection ends in order");
}

/// What is in a database, packed, as [`fill`] takes it. Of `PostgreSQL` the `pg_dump` of the newest server of this machine
/// writes it.
pub async fn keep(url: &str) -> Vec<u8> {
    let kept = if let Some(path) = url.strip_prefix("sqlite:") {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let whole = folder.path().join("kept.db");
        let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file is a database");
        conn.execute("VACUUM INTO ?1", [whole.to_str().expect("a path of letters")]).expect("it is copied");
        std::fs::read(whole).expect("the copy can be read")
    } else {
        let mut dump = tokio::process::Command::new(pg_dump());
        dump.args(["--inserts", "--rows-per-insert=100", "--no-owner", "--no-privileges", url]);
        let said = dump.output().await.expect("pg_dump runs");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        let sql = String::from_utf8(said.stdout).expect("statements are text");
        // Words for psql are no statements.
        let lines = sql
            .split_inclusive('\n')
            .filter(|line| !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict"));
        lines.collect::<String>().into_bytes()
    };
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&kept).expect("memory takes what is written to it");
    packed.finish().expect("memory takes what is written to it")
}

/// The newest `pg_dump` under Debian's path, as `scripts/test-postgres` finds the server, or that of the search path.
fn pg_dump() -> PathBuf {
    let servers = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = servers.filter_map(|server| server.file_name().to_str()?.parse::<u32>().ok()).max();
    newest.map_or_else(
        || PathBuf::from("pg_dump"),
        |newest| PathBuf::from(format!("/usr/lib/postgresql/{newest}/bin/pg_dump")),
    )
}

fn of_sqlite(path: &str) -> BTreeMap<String, Vec<TextRow>> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file is a database");
    let mut tables = conn
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .expect("tables");
    let names = tables.query_map([], |row| row.get(0)).expect("tables").map(|name| name.expect("a name"));
    names
        .map(|name: String| {
            let mut rows = conn.prepare(&format!("SELECT * FROM {name}")).expect("a table can be read");
            let columns: Vec<String> = rows.column_names().map(str::to_owned).collect();
            let found = rows.query_map([], |row| {
                let texts = columns.iter().enumerate().map(|(at, column)| Ok((column.clone(), text(row.get_ref(at)?))));
                texts.collect()
            });
            let found = found.expect("a table can be read").map(|row| row.expect("a row can be read")).collect();
            (name, found)
        })
        .collect()
}

fn text(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "-".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        ValueRef::Blob(bytes) => bytes.iter().fold("\\x".to_owned(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        }),
    }
}

async fn of_postgres(url: &str) -> BTreeMap<String, Vec<TextRow>> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the server of the tests answers");
    let connection = tokio::spawn(connection);
    let columns = "SELECT table_name::text, column_name::text FROM information_schema.columns
                   WHERE table_schema = 'public' AND table_name NOT IN (
                     SELECT v.table_name FROM information_schema.views v WHERE v.table_schema = 'public')
                   ORDER BY table_name, ordinal_position";
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in client.query(columns, &[]).await.expect("the columns can be read") {
        tables.entry(row.get(0)).or_default().push(row.get(1));
    }
    let mut all = BTreeMap::new();
    for (name, columns) in tables {
        let list: Vec<String> = columns.iter().map(|column| format!("COALESCE({column}::text, '-')")).collect();
        let sql = format!("SELECT {} FROM {name}", list.join(", "));
        let rows = client.query(&sql, &[]).await.expect("a table can be read");
        let rows =
            rows.iter().map(|row| columns.iter().enumerate().map(|(at, it)| (it.clone(), row.get(at))).collect());
        all.insert(name, rows.collect());
    }
    drop(client);
    connection.await.expect("the connection ends").expect("the connection ends in order");
    all
}
