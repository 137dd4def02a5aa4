//! SQL: where it may stand, and what it may not say.

use super::places::{FIXED_LIMITS, LOOKED_UP, SQL_CLOCK};
use super::{File, Findings, files, has_word, rust_files};

/// How a statement begins.
const BEGINS: &[&str] = &["SELECT", "INSERT INTO", "UPDATE", "DELETE FROM", "WITH", "CREATE", "ALTER", "DROP"];

/// Words by which an engine tells the time or draws chance.
const CLOCK_OR_CHANCE: &[&str] = &[
    "now()",
    "current_timestamp",
    "current_date",
    "current_time",
    "localtime",
    "localtimestamp",
    "clock_timestamp",
    "statement_timestamp",
    "transaction_timestamp",
    "timeofday",
    "strftime",
    "julianday",
    "unixepoch",
    "'now'",
    "random()",
    "randomblob",
    "random_normal",
    "gen_random_uuid",
    "gen_random_bytes",
    "uuid_generate_v4",
];

/// Whether a literal is a statement.
fn is_statement(literal: &str) -> bool {
    let literal = literal.trim_start();
    BEGINS.iter().any(|begin| literal.strip_prefix(begin).is_some_and(|rest| rest.starts_with([' ', '\n', '\\'])))
}

/// The pieces of SQL of the store: literals of its code, and its migrations.
fn pieces() -> Vec<(File, Vec<(usize, String)>)> {
    let mut pieces = Vec::new();
    for (file, rust) in rust_files() {
        if file.under("crates/store/src/") && !file.is_test() {
            let literals = rust.literals().map(|(line, text)| (line, text.to_owned())).collect();
            pieces.push((file, literals));
        }
    }
    for file in files() {
        if file.extension() == "sql" {
            let lines = file.text.lines().enumerate();
            let lines = lines.filter(|(_, line)| !line.trim_start().starts_with("--"));
            let lines = lines.map(|(index, line)| (index + 1, line.to_owned())).collect();
            pieces.push((file, lines));
        }
    }
    pieces
}

#[test]
fn only_store_speaks_sql() {
    let mut findings = Findings::default();
    for (file, rust) in rust_files() {
        if file.krate() == Some("store") || file.is_test() {
            continue;
        }
        for (line, literal) in rust.literals() {
            if is_statement(literal) {
                findings.add(&file.path, line, "move the statement into crates/store");
            }
        }
    }
    for file in files() {
        if file.extension() == "sql" && !file.under("crates/store/migrations/") {
            findings.add(&file.path, 0, "move the statements into crates/store");
        }
    }
    findings.none("Only `store` speaks SQL.");
}

#[test]
fn sql_reads_neither_clock_nor_chance() {
    let mut findings = Findings::default();
    let mut used = Vec::new();
    for (file, pieces) in pieces() {
        for (line, piece) in pieces {
            let piece = piece.to_lowercase();
            for word in CLOCK_OR_CHANCE.iter().filter(|word| piece.contains(**word)) {
                match SQL_CLOCK.iter().find(|(path, allowed, _)| *path == file.path && allowed == word) {
                    Some(place) => used.push(place),
                    None => findings.add(&file.path, line, &format!("bind a value in place of {word}")),
                }
            }
        }
    }
    for place in SQL_CLOCK.iter().filter(|place| !used.contains(place)) {
        findings.add(place.0, 0, &format!("no longer names {}: take it out of places.rs", place.1));
    }
    findings.none("SQL reads neither clock nor chance: time and ids come from the write door.");
}

#[test]
fn sql_names_its_columns_and_pages_by_key() {
    let mut findings = Findings::default();
    for (file, pieces) in pieces() {
        for (line, piece) in pieces {
            let (path, fence, _) = LOOKED_UP;
            if file.path == path && piece.contains(fence) {
                continue;
            }
            let stars = piece.contains("SELECT *") || piece.contains("SELECT DISTINCT *");
            if stars || piece.contains(".*") {
                findings.add(&file.path, line, "name the columns: rows are read by position");
            }
            if has_word(&piece, "OFFSET") {
                findings.add(&file.path, line, "page by key: OFFSET reads what it skips");
            }
        }
    }
    findings.none("A statement names its columns, and a list is paged by key.");
}

/// The numbers at which a piece of SQL ends; 1 asks whether there is any.
fn limits(piece: &str) -> impl Iterator<Item = usize> {
    let numbers = piece.split("LIMIT ").skip(1).map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(1)
    });
    numbers.filter(|number| *number > 1)
}

#[test]
fn no_list_is_cut_at_a_fixed_number_without_a_reason() {
    assert_eq!(limits("SELECT id FROM t LIMIT 1").count() + limits("ORDER BY id LIMIT $2").count(), 0);
    assert_eq!(limits("(SELECT id FROM t LIMIT 5) LIMIT 200\"").collect::<Vec<_>>(), [5, 200]);
    let mut findings = Findings::default();
    let mut used = Vec::new();
    for (file, pieces) in pieces() {
        for (line, piece) in pieces {
            for number in limits(&piece) {
                match FIXED_LIMITS.iter().find(|(path, known, _)| *path == file.path && *known == number) {
                    Some(place) => used.push(place),
                    None => findings.add(
                        &file.path,
                        line,
                        &format!(
                            "page by key in place of LIMIT {number}, or say in places.rs why nobody misses the rest"
                        ),
                    ),
                }
            }
        }
    }
    for place in FIXED_LIMITS.iter().filter(|place| !used.contains(place)) {
        findings.add(place.0, 0, &format!("no longer ends at {}: take it out of places.rs", place.1));
    }
    findings.none("A list that is cut at a fixed number loses rows in silence.");
}
