//! Statements with a number of rows that is only known when they run.

use crate::conn::Statement;
use crate::reader::Read;
use crate::{Row, Value};

/// Asks by which way a case `c` was first raised: that of its first point, one look at an index for each case of a page.
macro_rules! first_channel {
    ($case:literal) => {
        concat!(
            "COALESCE((SELECT fb.channel FROM case_points fq JOIN submissions fb ON fb.id = fq.submission_id
               WHERE fq.case_id = ",
            $case,
            " ORDER BY fq.no LIMIT 1), '')"
        )
    };
}

pub(crate) use first_channel;

/// Values that a statement may have on either engine, with some to spare.
const MOST_VALUES: usize = 30_000;

/// Rows of one INSERT at most. Where there are more, all statements but the last have one text: an engine reads it once.
const MOST_ROWS: usize = 256;

/// `INSERT INTO table (columns) VALUES …` for all `rows` at once, in several where there are many; nothing without rows.
pub(crate) fn insert(table: &str, columns: &str, mut rows: Vec<Vec<Value>>) -> Vec<Statement> {
    let mut statements = Vec::with_capacity(1);
    while let Some(first) = rows.first() {
        let width = first.len();
        let rest = rows.split_off(rows.len().min(MOST_ROWS).min(MOST_VALUES / width.max(1)));
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

/// A statement whose tables are taken one after the other as they stand. The embedded engine does not know how many rows a
/// condition leaves; the other one multiplies what depends on each other, takes thousands of spans for one, and begins with them.
pub(crate) fn in_order(read: &dyn Read, sql: &str) -> String {
    if !read.embedded() {
        return looked_up(sql);
    }
    sql.split("LEFT JOIN").map(|part| part.replace(" JOIN ", " CROSS JOIN ")).collect::<Vec<_>>().join("LEFT JOIN")
}

/// Words before which the condition of a join ends.
const AFTER_JOIN: [&str; 8] = [" JOIN ", " LEFT ", " CROSS ", " WHERE ", " GROUP ", " ORDER ", " LIMIT ", " UNION "];

/// The same statement, in which each table that is joined is looked up for each row of those before it.
fn looked_up(sql: &str) -> String {
    let mut done = String::with_capacity(sql.len() * 2);
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once(" JOIN ") {
        done.push_str(before);
        rest = after;
        let inner = !before.ends_with("LEFT") && !before.ends_with("CROSS");
        let named = after.split_once(" ON ").filter(|(named, _)| inner && !named.contains('('));
        if let Some(((table, name), tail)) = named.and_then(|(named, tail)| Some((named.split_once(' ')?, tail))) {
            let (condition, tail) = tail.split_at(end_of_condition(tail));
            let found = format!(" CROSS JOIN LATERAL (SELECT * FROM {table} {name} WHERE {condition} OFFSET 0) {name}");
            done.push_str(&found);
            rest = tail;
        } else {
            done.push_str(" JOIN ");
        }
    }
    done + rest
}

/// How long the condition is with which a text begins.
fn end_of_condition(text: &str) -> usize {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            _ if depth == 0 && AFTER_JOIN.iter().any(|word| text[at..].starts_with(word)) => return at,
            _ => {}
        }
    }
    text.len()
}

/// How many ids one statement names at most: few texts to prepare, and far from the bounds of either engine.
pub(crate) const MANY: usize = 1_000;

/// `$from, $from+1, …` for a list of `count` values.
pub(crate) fn places(from: usize, count: usize) -> String {
    (from..from + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// A statement whose values begin behind `by` others: it becomes a part of the one that has those.
pub(crate) fn shifted(sql: &str, by: usize) -> String {
    let mut parts = sql.split('$');
    let mut done = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(part.len());
        let number = part[..digits].parse::<usize>().unwrap_or_default();
        done.push('$');
        done.push_str(&(number + by).to_string());
        done.push_str(&part[digits..]);
    }
    done
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

#[cfg(test)]
mod tests {
    use super::{looked_up, shifted};

    #[test]
    fn a_statement_becomes_a_part_of_another_with_values_of_its_own() {
        assert_eq!(shifted("a = $1 AND b > $12 OR $2 < c", 3), "a = $4 AND b > $15 OR $5 < c");
        assert_eq!(shifted("SELECT 1", 3), "SELECT 1");
    }

    #[test]
    fn a_table_that_is_joined_is_looked_up_for_each_row_before_it() {
        let sql = "SELECT a.x FROM a\n     JOIN b b ON b.a = a.id AND (b.x = 1 OR b.y IN (2, 3))\n     LEFT JOIN c ON c.b = b.id
     JOIN d z ON z.b = b.id AND NOT EXISTS (SELECT 1 FROM e WHERE e.d = z.id) WHERE a.x IN (SELECT f.x FROM f JOIN g h ON h.f = f.id)";
        let told = looked_up(sql);
        let words: Vec<&str> = told.split_whitespace().collect();
        assert_eq!(
            words.join(" "),
            "SELECT a.x FROM a CROSS JOIN LATERAL (SELECT * FROM b b WHERE b.a = a.id AND (b.x = 1 OR b.y IN (2, 3)) OFFSET 0) b \
             LEFT JOIN c ON c.b = b.id \
             CROSS JOIN LATERAL (SELECT * FROM d z WHERE z.b = b.id AND NOT EXISTS (SELECT 1 FROM e WHERE e.d = z.id) OFFSET 0) z \
             WHERE a.x IN (SELECT f.x FROM f CROSS JOIN LATERAL (SELECT * FROM g h WHERE h.f = f.id OFFSET 0) h)"
        );
    }
}
