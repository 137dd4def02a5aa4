//! Statements with a number of rows that is only known when they run.

use crate::conn::Statement;
use crate::reader::Read;
use crate::{Row, Value};

/// Values that a statement may have on either engine, with some to spare.
const MOST_VALUES: usize = 30_000;

/// `INSERT INTO table (columns) VALUES …` for all `rows` at once, in several where one would have too many values; nothing
/// without rows.
pub(crate) fn insert(table: &str, columns: &str, mut rows: Vec<Vec<Value>>) -> Vec<Statement> {
    let mut statements = Vec::with_capacity(1);
    while let Some(first) = rows.first() {
        let width = first.len();
        let rest = rows.split_off(rows.len().min(MOST_VALUES / width.max(1)));
        statements.push(insert_one(table, columns, width, rows));
        rows = rest;
    }
    statements
}

fn insert_one(table: &str, columns: &str, width: usize, rows: Vec<Vec<Value>>) -> Statement {
    let mut sql = String::with_capacity(64 + columns.len() + rows.len() * width * 5);
    sql.push_str("INSERT INTO ");
    sql.push_str(table);
    sql.push_str(" (");
    sql.push_str(columns);
    sql.push_str(") VALUES ");
    for row in 0..rows.len() {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..width {
            if column > 0 {
                sql.push_str(", ");
            }
            sql.push('$');
            sql.push_str(&(row * width + column + 1).to_string());
        }
        sql.push(')');
    }
    Statement { sql, args: rows.into_iter().flatten().collect() }
}

/// A statement whose tables the embedded engine takes one after the other as they stand: it does not know how many rows a
/// condition leaves, and the other one, which does, is left to choose.
pub(crate) fn in_order(read: &dyn Read, sql: &str) -> String {
    if !read.embedded() {
        return sql.to_owned();
    }
    sql.split("LEFT JOIN").map(|part| part.replace(" JOIN ", " CROSS JOIN ")).collect::<Vec<_>>().join("LEFT JOIN")
}

/// How many ids one statement names at most: few texts to prepare, and far from the bounds of either engine.
pub(crate) const MANY: usize = 1_000;

/// `$from, $from+1, …` for a list of `count` values.
pub(crate) fn places(from: usize, count: usize) -> String {
    (from..from + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// A page of a list, and where the next one begins.
#[derive(Debug)]
pub struct Page<T> {
    /// At most as many as asked for.
    pub rows: Vec<T>,
    /// There are more after the last row.
    pub more: bool,
}

/// Cuts the row that was read beyond `size` to learn whether there are more.
pub(crate) fn page<T>(
    rows: &[Row],
    size: usize,
    read: impl Fn(&Row) -> Result<T, crate::Error>,
) -> Result<Page<T>, crate::Error> {
    let more = rows.len() > size;
    let rows = rows.iter().take(size).map(read).collect::<Result<_, _>>()?;
    Ok(Page { rows, more })
}
