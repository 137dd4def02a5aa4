//! Which tables and columns a database has.

use crate::conn::Conn;
use crate::{Error, args, migrate};

/// A table: its columns, and those of its key.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    pub(super) key: Vec<String>,
}

/// The tables of a backup of that schema, those first that others name.
pub(super) fn tables(schema: i64) -> Vec<String> {
    let made = std::iter::once("id_blocks").chain(migrate::tables(schema));
    made.filter(|table| !super::LEFT_OUT.contains(table)).map(str::to_owned).collect()
}

/// What the database says of a table; columns that the engine computes are left out.
pub(super) async fn table(conn: &mut Conn, name: &str) -> Result<Table, Error> {
    let sql = if conn.is_sqlite() {
        "SELECT name, pk FROM pragma_table_info($1) ORDER BY cid"
    } else {
        "SELECT c.column_name::text, COALESCE(k.ordinal_position, 0)::bigint FROM information_schema.columns c
         LEFT JOIN information_schema.table_constraints t ON t.table_schema = c.table_schema
           AND t.table_name = c.table_name AND t.constraint_type = 'PRIMARY KEY'
         LEFT JOIN information_schema.key_column_usage k ON k.constraint_schema = t.constraint_schema
           AND k.constraint_name = t.constraint_name AND k.table_name = c.table_name AND k.column_name = c.column_name
         WHERE c.table_schema = current_schema() AND c.table_name::text = $1 AND c.is_generated = 'NEVER'
         ORDER BY c.ordinal_position"
    };
    let mut found = Table { name: name.to_owned(), columns: Vec::new(), key: Vec::new() };
    let mut keys = Vec::new();
    for row in conn.rows(sql, &args![name]).await? {
        let (column, at): (String, i64) = (row.get(0)?, row.get(1)?);
        if at > 0 {
            keys.push((at, column.clone()));
        }
        found.columns.push(column);
    }
    keys.sort();
    found.key = keys.into_iter().map(|(_, column)| column).collect();
    if found.key.is_empty() {
        return Err(Error::Corrupt(format!("the table {name} has no key")));
    }
    // The order of columns is the engine's; the backup has its own.
    found.columns.sort();
    Ok(found)
}

/// Whether the database has any table of ours.
pub(super) async fn is_empty(conn: &mut Conn) -> Result<bool, Error> {
    let sql = if conn.is_sqlite() {
        "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('installation', 'schema_migrations')"
    } else {
        "SELECT COUNT(*) FROM information_schema.tables
         WHERE table_schema = current_schema() AND table_name IN ('installation', 'schema_migrations')"
    };
    let rows = conn.rows(sql, &[]).await?;
    rows.first().map_or(Ok(true), |row| Ok(row.get::<i64>(0)? == 0))
}
