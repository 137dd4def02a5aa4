//! The lines of a backup: written with their sums, and read back with every sum compared.

use std::io::{BufRead, BufReader, Read, Write};

use data_encoding::BASE64;
use domain::day::Instant;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::{FORMAT, Kept, VERSION, broken, lost};
use crate::{Error, Value};

/// A line is a row; what is longer is none of ours.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The first line.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) format: String,
    pub(super) version: i64,
    pub(super) schema: i64,
    pub(super) taken_at: i64,
    pub(super) simulated: bool,
    /// Hex; the same for the same key of the installation.
    pub(super) key_check: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Begin {
    table: String,
    columns: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    rows: u64,
    sha256: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    tables: u64,
    rows: u64,
    sha256: String,
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

/// Writes a backup, table by table.
pub(super) struct Writer<W: Write> {
    out: GzEncoder<W>,
    whole: Sha256,
    table: Sha256,
    rows: u64,
    kept: Kept,
}

impl<W: Write> Writer<W> {
    pub(super) fn begin(
        out: W,
        schema: i64,
        taken_at: Instant,
        simulated: bool,
        key_check: &[u8],
    ) -> Result<Self, Error> {
        let kept = Kept { schema, taken_at, simulated, tables: Vec::new() };
        let out = GzEncoder::new(out, Compression::default());
        let mut writer = Self { out, whole: Sha256::new(), table: Sha256::new(), rows: 0, kept };
        writer.line(&Head {
            format: FORMAT.to_owned(),
            version: VERSION,
            schema,
            taken_at: taken_at.ms(),
            simulated,
            key_check: hex(key_check),
        })?;
        Ok(writer)
    }

    fn line(&mut self, what: &impl Serialize) -> Result<(), Error> {
        let mut line = serde_json::to_vec(what).map_err(|e| Error::Corrupt(e.to_string()))?;
        line.push(b'\n');
        self.whole.update(&line);
        self.table.update(&line);
        self.out.write_all(&line).map_err(|e| lost(&e))
    }

    pub(super) fn table(&mut self, name: &str, columns: &[String]) -> Result<(), Error> {
        self.line(&Begin { table: name.to_owned(), columns: columns.to_vec() })?;
        self.table = Sha256::new();
        self.rows = 0;
        self.kept.tables.push((name.to_owned(), 0));
        Ok(())
    }

    pub(super) fn row(&mut self, values: &[Value]) -> Result<(), Error> {
        self.rows += 1;
        self.line(&values.iter().map(cell).collect::<Vec<_>>())
    }

    pub(super) fn end(&mut self) -> Result<(), Error> {
        let (rows, sha256) = (self.rows, hex(&self.table.finalize_reset()));
        if let Some(last) = self.kept.tables.last_mut() {
            last.1 = rows;
        }
        self.line(&End { rows, sha256 })
    }

    /// The last line, and what the backup holds.
    pub(super) fn finish(mut self) -> Result<Kept, Error> {
        let whole = Whole {
            tables: self.kept.tables.len() as u64,
            rows: self.kept.rows(),
            sha256: hex(&self.whole.clone().finalize()),
        };
        self.line(&whole)?;
        self.out.finish().and_then(|mut out| out.flush()).map_err(|e| lost(&e))?;
        Ok(self.kept)
    }
}

fn cell(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Int(number) => Json::from(*number),
        Value::Text(text) => Json::from(text.as_str()),
        Value::Bytes(bytes) => serde_json::json!({ "bytes": BASE64.encode(bytes) }),
    }
}

fn value(cell: Json) -> Option<Value> {
    Some(match cell {
        Json::Null => Value::Null,
        Json::Number(number) => Value::Int(number.as_i64()?),
        Json::String(text) => Value::Text(text),
        Json::Object(bytes) => Value::Bytes(BASE64.decode(bytes.get("bytes")?.as_str()?.as_bytes()).ok()?),
        Json::Bool(_) | Json::Array(_) => return None,
    })
}

/// What comes next in a backup.
pub(super) enum Next {
    /// A table begins: its name and columns.
    Table(String, Vec<String>),
    /// A row of it.
    Row(Vec<Value>),
    /// It has ended, and its sums agree.
    End,
    /// The backup has ended, and its sums agree.
    Whole,
}

/// Reads a backup line by line; whatever does not agree is an error.
pub(super) struct Lines<R: Read> {
    input: BufReader<GzDecoder<R>>,
    pub(super) head: Head,
    kept: Kept,
    whole: Sha256,
    table: Sha256,
    rows: u64,
    width: usize,
    within: bool,
    number: u64,
    line: Vec<u8>,
}

impl<R: Read> Lines<R> {
    /// Refused: what is no backup, or was written in another way.
    pub(super) fn open(input: R) -> Result<Self, Error> {
        let mut input = BufReader::new(GzDecoder::new(input));
        let mut line = Vec::new();
        input
            .by_ref()
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .map_err(|e| broken(format_args!("it is no packed file ({e})")))?;
        let head: Head = serde_json::from_slice(&line).map_err(|e| broken(format_args!("its first line ({e})")))?;
        if head.format != FORMAT || head.version != VERSION {
            return Err(broken(format_args!("it is a {} of version {}", head.format, head.version)));
        }
        let kept = Kept {
            schema: head.schema,
            taken_at: Instant::from_ms(head.taken_at),
            simulated: head.simulated,
            tables: Vec::new(),
        };
        let mut whole = Sha256::new();
        whole.update(&line);
        let table = Sha256::new();
        Ok(Self { input, head, kept, whole, table, rows: 0, width: 0, within: false, number: 1, line })
    }

    fn wrong(&self, why: impl std::fmt::Display) -> Error {
        broken(format_args!("its line {}: {why}", self.number))
    }

    pub(super) fn next(&mut self) -> Result<Next, Error> {
        self.line.clear();
        self.number += 1;
        let read = self.input.by_ref().take(LONGEST).read_until(b'\n', &mut self.line);
        read.map_err(|e| self.wrong(e))?;
        if self.line.last() != Some(&b'\n') {
            return Err(self.wrong("the file ends before its end"));
        }
        if !self.within {
            return self.between();
        }
        if self.line.first() == Some(&b'[') {
            let cells: Vec<Json> = serde_json::from_slice(&self.line).map_err(|e| self.wrong(e))?;
            let values: Option<Vec<Value>> = cells.into_iter().map(value).collect();
            let values =
                values.filter(|values| values.len() == self.width).ok_or_else(|| self.wrong("it is no row"))?;
            self.rows += 1;
            self.whole.update(&self.line);
            self.table.update(&self.line);
            return Ok(Next::Row(values));
        }
        let end: End = serde_json::from_slice(&self.line).map_err(|e| self.wrong(e))?;
        let sha256 = hex(&self.table.finalize_reset());
        if (end.rows, end.sha256.as_str()) != (self.rows, sha256.as_str()) {
            return Err(self.wrong("the sums of the table do not agree"));
        }
        self.whole.update(&self.line);
        self.within = false;
        if let Some(last) = self.kept.tables.last_mut() {
            last.1 = self.rows;
        }
        Ok(Next::End)
    }

    fn between(&mut self) -> Result<Next, Error> {
        if let Ok(Begin { table, columns }) = serde_json::from_slice(&self.line) {
            self.whole.update(&self.line);
            self.table = Sha256::new();
            (self.rows, self.width, self.within) = (0, columns.len(), true);
            self.kept.tables.push((table.clone(), 0));
            return Ok(Next::Table(table, columns));
        }
        let end: Whole = serde_json::from_slice(&self.line).map_err(|e| self.wrong(e))?;
        let sha256 = hex(&self.whole.clone().finalize());
        let own = (self.kept.tables.len() as u64, self.kept.rows(), sha256.as_str());
        if (end.tables, end.rows, end.sha256.as_str()) != own {
            return Err(self.wrong("the sums do not agree"));
        }
        let mut more = [0; 1];
        match self.input.read(&mut more) {
            Ok(0) => Ok(Next::Whole),
            _ => Err(self.wrong("something follows the end")),
        }
    }

    /// What the backup holds, as far as it was read.
    pub(super) fn kept(self) -> Kept {
        self.kept
    }
}

/// Reads a backup to its end and compares every sum: what comes back opens. Refused with the line that does not agree.
pub fn check(input: impl Read) -> Result<Kept, Error> {
    let mut lines = Lines::open(input)?;
    while !matches!(lines.next()?, Next::Whole) {}
    Ok(lines.kept())
}
