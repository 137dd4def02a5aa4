//! What crosses the border to an engine: whole numbers, text, bytes, nothing else.
//!
//! Both engines store ids, instants (milliseconds UTC) and flags as whole numbers, civil dates as
//! ISO text and JSON as text, so one SQL text and one kind of row serve both.

use domain::day::{Day, Instant};

use crate::Error;

/// One value bound to a statement or read from a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// SQL NULL.
    Null,
    /// An id, an instant, a count or a flag.
    Int(i64),
    /// Text, a civil date or JSON.
    Text(String),
    /// Digests, salts, hashed tokens.
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Int(i64::from(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(value: [u8; N]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl From<uuid::Uuid> for Value {
    fn from(value: uuid::Uuid) -> Self {
        Self::Text(value.hyphenated().to_string())
    }
}

impl From<Day> for Value {
    fn from(value: Day) -> Self {
        Self::Text(value.to_iso())
    }
}

impl From<Instant> for Value {
    fn from(value: Instant) -> Self {
        Self::Int(value.ms())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The values of one statement, in the order of `$1`, `$2`, …
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { [$($crate::Value::from($value)),*] };
}

/// One row, its columns in the order of the SELECT list.
#[derive(Debug)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The column at `index`, as the type asked for; a row that does not make sense is [`Error::Corrupt`].
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, Error> {
        let value = self.0.get(index).ok_or_else(|| Error::Corrupt(format!("no column {index}")))?;
        T::from_value(value).ok_or_else(|| Error::Corrupt(format!("column {index} holds {}", kind(value))))
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Int(_) => "a number",
        Value::Text(_) => "text",
        Value::Bytes(_) => "bytes",
    }
}

/// Types a column can be read as.
pub trait FromValue: Sized {
    /// `None` when the column holds another kind of value.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Int(n) = value { Some(*n) } else { None }
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Int(n) = value { Some(*n != 0) } else { None }
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes.clone()) } else { None }
    }
}

impl FromValue for Day {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Self::parse_iso(text) } else { None }
    }
}

impl FromValue for Instant {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Int(ms) = value { Some(Self::from_ms(*ms)) } else { None }
    }
}

impl FromValue for uuid::Uuid {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Self::parse_str(text).ok() } else { None }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        if *value == Value::Null { Some(None) } else { T::from_value(value).map(Some) }
    }
}
