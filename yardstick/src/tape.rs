//! The statements of one submission, as the server logged them while the program recorded two.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, NoTls};

use crate::clerk::Clerk;
use crate::{Done, Place};

/// Ids of replays begin here: the program's never come so far, and moments are beyond.
const OWN_IDS: i64 = 100_000_000_000;
/// Moments in milliseconds are larger.
const MOMENTS: i64 = 1_000_000_000_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A statement with its values in both submissions.
#[derive(Clone, Debug)]
pub struct Statement {
    pub sql: String,
    pub one: Vec<Value>,
    pub other: Vec<Value>,
}

impl Statement {
    /// Whether the program leaves it for the next flight, and does not wait for it alone. The row of the key travels with what
    /// is asked for the grant.
    pub fn is_left(&self) -> bool {
        let word = self.sql.trim_start();
        ["INSERT", "UPDATE", "DELETE"].iter().any(|verb| word.starts_with(verb)) && !word.contains("RETURNING")
    }
}

/// One submission.
#[derive(Clone, Debug)]
pub struct Tape {
    /// What is read before its transaction.
    pub before: Vec<Statement>,
    /// What is sent at its begin, as the server of PostgreSQL got it.
    pub begin: String,
    /// The statements of the transaction.
    pub within: Vec<Statement>,
    /// The dialogue and the session where it was recorded.
    pub dialogue: i64,
    pub session: i64,
    /// How many ids it takes.
    ids: i64,
}

impl Tape {
    /// Statements, the begin and the end of the transaction among them.
    pub fn len(&self) -> usize {
        self.before.len() + self.within.len() + 2
    }

    pub fn texts(&self) -> impl Iterator<Item = String> {
        let short = |it: &Statement| it.sql.split_whitespace().take(9).collect::<Vec<_>>().join(" ");
        let before: Vec<String> = self.before.iter().map(short).collect();
        let within: Vec<String> = self.within.iter().map(short).collect();
        before.into_iter().chain([self.begin.clone()]).chain(within).chain(["COMMIT".to_owned()])
    }

    /// The values of the replay with this number, at another desk.
    pub fn vary(&self, statement: &Statement, number: u64, desk: (i64, i64)) -> Vec<Value> {
        let number = i64::try_from(number).unwrap_or(0);
        let mut mixed = u64::try_from(number).unwrap_or(0).wrapping_add(0x1234_5678);
        let mut draw = move || {
            mixed = mixed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = mixed;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        let pairs = statement.one.iter().zip(&statement.other);
        pairs
            .map(|pair| match pair {
                (Value::Int(one), Value::Int(other)) if one == other => Value::Int(match *one {
                    id if id == self.dialogue => desk.0,
                    id if id == self.session => desk.1,
                    id => id,
                }),
                (Value::Int(_), Value::Int(other)) if *other < MOMENTS => {
                    Value::Int(OWN_IDS + other + (number + 1) * self.ids)
                }
                (Value::Int(_), Value::Int(other)) => Value::Int(other + number),
                (Value::Text(one), Value::Text(other)) if one != other && one.len() == other.len() => {
                    let letters = one.chars().zip(other.chars()).map(|(one, other)| {
                        let digit = one != other && other.is_ascii_hexdigit();
                        if digit { char::from(b"0123456789"[usize::try_from(draw() % 10).unwrap_or(0)]) } else { other }
                    });
                    Value::Text(letters.collect())
                }
                (Value::Bytes(one), Value::Bytes(other)) if one != other => {
                    Value::Bytes(other.iter().map(|_| draw().to_be_bytes()[0]).collect())
                }
                (_, other) => other.clone(),
            })
            .collect()
    }
}

/// Records two submissions at one desk and reads what the server logged of them.
pub async fn record(place: &Place, clerk: &Clerk) -> Done<Tape> {
    let (client, connection) = tokio_postgres::connect(&format!("{}/bench", place.server), NoTls).await?;
    tokio::spawn(connection);
    let mut line = clerk.connect()?;
    for _ in 0..20 {
        clerk.raise(&mut line)?;
    }
    let log = Log { path: place.data.join("data/server.log") };
    let begun = log.len()?;
    set(&client, &["log_line_prefix = '@%p '", "log_statement = 'all'", "log_parameter_max_length = -1"]).await?;
    // Those until every connection knows of the setting are not read.
    while entries(&log.since(begun)?).iter().filter(|it| it.is_commit()).count() < 3 {
        clerk.raise(&mut line)?;
    }
    let mut told = Vec::new();
    for _ in 0..2 {
        let from = log.len()?;
        clerk.raise(&mut line)?;
        // A server writes to its log before it answers, so the whole submission stands there.
        let said = entries(&log.since(from)?);
        if !said.last().is_some_and(Entry::is_commit) {
            return Err("the log of the server does not end with the COMMIT of the submission: start again".into());
        }
        told.push(said);
    }
    set(&client, &["log_statement = 'none'"]).await?;
    loop {
        let from = log.len()?;
        clerk.raise(&mut line)?;
        if entries(&log.since(from)?).is_empty() {
            break;
        }
    }
    let [one, other] = <[Vec<Entry>; 2]>::try_from(told).map_err(|_| "two submissions")?;
    if one.iter().map(|it| &it.sql).ne(other.iter().map(|it| &it.sql)) {
        return Err("the two recorded submissions differ in their statements: start again".into());
    }
    let (mut before, mut begin, mut within) = (Vec::new(), String::new(), Vec::new());
    for (one, other) in one.into_iter().zip(other) {
        if one.sql.starts_with("BEGIN") || one.sql.starts_with("LOCK") {
            if begin.is_empty() { begin = one.sql } else { begin = format!("{begin}; {}", one.sql) }
        } else if !one.sql.starts_with("COMMIT") {
            let types = client.prepare(&one.sql).await?;
            let statement = Statement {
                one: values(&one.values, types.params())?,
                other: values(&other.values, types.params())?,
                sql: one.sql,
            };
            if begin.is_empty() { before.push(statement) } else { within.push(statement) }
        }
    }
    let mut gaps: BTreeMap<i64, usize> = BTreeMap::new();
    for statement in &within {
        for pair in statement.one.iter().zip(&statement.other) {
            if let (Value::Int(one), Value::Int(other)) = pair
                && one != other
                && *other < MOMENTS
            {
                *gaps.entry(other - one).or_default() += 1;
            }
        }
    }
    if gaps.len() != 1 {
        return Err(format!("a new block of ids came between the two submissions ({gaps:?}): start again").into());
    }
    let session = client
        .query_one("SELECT id FROM sessions WHERE dialogue_id = $1 ORDER BY id LIMIT 1", &[&clerk.dialogue])
        .await?
        .get(0);
    let ids = gaps.into_keys().next().unwrap_or(1);
    Ok(Tape { before, begin, within, dialogue: clerk.dialogue, session, ids })
}

/// How many statements the server logs while something is asked of the program once.
pub async fn statements(place: &Place, url: &str, mut ask: impl FnMut() -> Done<()>) -> Done<usize> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    let log = Log { path: place.data.join("data/server.log") };
    set(&client, &["log_line_prefix = '@%p '", "log_statement = 'all'"]).await?;
    // Until the connections of the program know of the setting, and say the same twice.
    let mut counts = [0, 1];
    for _ in 0..20 {
        let from = log.len()?;
        ask()?;
        let said = entries(&log.since(from)?).iter().filter(|it| !it.is_frame()).count();
        counts = [counts[1], said];
        if counts[0] == counts[1] && said > 0 {
            break;
        }
    }
    set(&client, &["log_statement = 'none'"]).await?;
    Ok(counts[1])
}

async fn set(client: &Client, settings: &[&str]) -> Done<()> {
    for setting in settings {
        client.batch_execute(&format!("ALTER SYSTEM SET {setting}")).await?;
    }
    client.batch_execute("SELECT pg_reload_conf()").await?;
    Ok(())
}

/// The log of the server.
struct Log {
    path: PathBuf,
}

impl Log {
    fn len(&self) -> Done<usize> {
        Ok(fs::read(&self.path)?.len())
    }

    fn since(&self, from: usize) -> Done<String> {
        Ok(String::from_utf8_lossy(&fs::read(&self.path)?[from..]).into_owned())
    }
}

struct Entry {
    sql: String,
    values: Vec<Option<String>>,
}

impl Entry {
    fn is_commit(&self) -> bool {
        self.sql.starts_with("COMMIT")
    }

    /// Begins or ends a transaction and asks nothing.
    fn is_frame(&self) -> bool {
        ["BEGIN", "COMMIT", "ROLLBACK", "START", "SET"].iter().any(|word| self.sql.starts_with(word))
    }
}

/// The statements of a piece of the log, in order.
fn entries(text: &str) -> Vec<Entry> {
    let mut whole: Vec<String> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix('\t') {
            Some(more) => {
                if let Some(last) = whole.last_mut() {
                    last.push('\n');
                    last.push_str(more);
                }
            }
            None => whole.push(line.to_owned()),
        }
    }
    let mut found: Vec<Entry> = Vec::new();
    for line in whole {
        let Some((_, rest)) = line.split_once(' ') else { continue };
        if let Some(sql) = rest.strip_prefix("LOG:  statement: ") {
            found.push(Entry { sql: sql.to_owned(), values: Vec::new() });
        } else if let Some((_, sql)) = rest.strip_prefix("LOG:  execute ").and_then(|it| it.split_once(": ")) {
            found.push(Entry { sql: sql.to_owned(), values: Vec::new() });
        } else if let Some(list) = rest.strip_prefix("DETAIL:  ")
            && let Some((_, list)) = list.split_once("arameters: ")
            && let Some(last) = found.last_mut()
        {
            last.values = list_of(list);
        }
    }
    found
}

/// `$1 = 'a', $2 = NULL`, with quotes doubled.
fn list_of(text: &str) -> Vec<Option<String>> {
    let (mut values, mut rest) = (Vec::new(), text);
    while let Some((_, after)) = rest.split_once(" = ") {
        if let Some(after) = after.strip_prefix('\'') {
            let (mut value, mut end) = (String::new(), after.len());
            let mut letters = after.char_indices().peekable();
            while let Some((at, letter)) = letters.next() {
                if letter != '\'' {
                    value.push(letter);
                } else if letters.next_if(|(_, next)| *next == '\'').is_some() {
                    value.push('\'');
                } else {
                    end = at + 1;
                    break;
                }
            }
            values.push(Some(value));
            rest = &after[end.min(after.len())..];
        } else {
            values.push(None);
            rest = after.strip_prefix("NULL").unwrap_or(after);
        }
    }
    values
}

fn values(texts: &[Option<String>], types: &[Type]) -> Done<Vec<Value>> {
    let mut values = Vec::with_capacity(texts.len());
    for (text, kind) in texts.iter().zip(types) {
        values.push(match (text, kind) {
            (None, _) => Value::Null,
            (Some(text), &(Type::INT8 | Type::INT4)) => Value::Int(text.parse()?),
            (Some(text), &Type::BYTEA) => {
                let hex = text.trim_start_matches("\\x");
                let pairs = (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16));
                Value::Bytes(pairs.collect::<Result<_, _>>()?)
            }
            (Some(text), _) => Value::Text(text.clone()),
        });
    }
    Ok(values)
}
