//! What the head of a paper needs of the body that issues it: its name on the day of the paper, and what stood above it. And
//! how a paper that was signed is kept (decision 0036): names and numbers as they were, what was typed by its text.

use std::collections::{BTreeMap, BTreeSet};

use domain::day::Day;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::reader::Read;
use crate::sql::{MANY, places};
use crate::submission::is_kept;
use crate::{Error, Row, Value, args};

/// Words that were typed, by their text. What was erased and what is kept from everybody is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<i64, String>);

impl Words {
    /// Reads the words of texts.
    pub(crate) async fn of(read: &mut dyn Read, texts: &[i64]) -> Result<Self, Error> {
        let mut words = BTreeMap::new();
        for texts in texts.chunks(MANY) {
            let values: Vec<Value> = texts.iter().copied().map(Value::Int).collect();
            let sql = format!(
                "SELECT x.id, x.body FROM texts x WHERE x.id IN ({}) AND x.body IS NOT NULL AND NOT {}",
                places(1, texts.len()),
                is_kept("x")
            );
            for row in read.rows(&sql, &values).await? {
                words.insert(row.get(0)?, row.get(1)?);
            }
        }
        Ok(Self(words))
    }

    /// Those of some texts that are kept from everybody.
    pub(crate) async fn hidden(read: &mut dyn Read, texts: &[i64]) -> Result<BTreeSet<i64>, Error> {
        let mut hidden = BTreeSet::new();
        for texts in texts.chunks(MANY) {
            let values: Vec<Value> = texts.iter().copied().map(Value::Int).collect();
            let sql = format!("SELECT x.text_id FROM withheld_texts x WHERE x.text_id IN ({})", places(1, texts.len()));
            for row in read.rows(&sql, &values).await? {
                hidden.insert(row.get(0)?);
            }
        }
        Ok(hidden)
    }

    /// The words of one text.
    pub(crate) fn get(&self, text: impl Into<Option<i64>>) -> Option<String> {
        text.into().and_then(|text| self.0.get(&text).cloned())
    }
}

/// A kept paper as it is written into a text.
pub(crate) fn written(paper: &impl Serialize) -> String {
    serde_json::to_string(paper).expect("a kept paper is plain values")
}

/// A kept paper as it stands in a text; nothing once that was erased.
pub(crate) async fn kept<T: DeserializeOwned>(read: &mut dyn Read, text: i64) -> Result<Option<T>, Error> {
    let words = Words::of(read, &[text]).await?;
    let paper = words.get(text).map(|words| serde_json::from_str(&words));
    paper.transpose().map_err(|error| Error::Corrupt(format!("the kept paper {text}: {error}")))
}

/// The line in which the body over one of a kind stands above it on paper.
pub type Line = fn(&str) -> &'static str;

/// A body as a paper of a day names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuerRow {
    /// The body.
    pub id: i64,
    /// Its kind.
    pub kind: String,
    /// Its name on that day.
    pub name: String,
    /// The level of its place.
    pub level: String,
    /// The name of its place.
    pub place: String,
}

const COLUMNS: &str =
    "SELECT o.id, o.kind, COALESCE((SELECT n.name FROM organisation_names n WHERE n.organisation_id = o.id
          AND n.from_on <= $2 AND n.to_on > $2 ORDER BY n.from_on LIMIT 1), o.name), t.level, t.name
     FROM organisations o JOIN territories t ON t.id = o.territory_id";

fn issuer(row: &Row) -> Result<IssuerRow, Error> {
    Ok(IssuerRow { id: row.get(0)?, kind: row.get(1)?, name: row.get(2)?, level: row.get(3)?, place: row.get(4)? })
}

/// A body as a paper of that day names it.
pub async fn issuer_on(read: &mut dyn Read, id: i64, on: Day) -> Result<Option<IssuerRow>, Error> {
    let row = read.row(&format!("{COLUMNS} WHERE o.id = $1"), &args![id, on]).await?;
    row.as_ref().map(issuer).transpose()
}

/// The body right over it in a line on that day.
pub async fn superior_on(read: &mut dyn Read, id: i64, line: &str, on: Day) -> Result<Option<IssuerRow>, Error> {
    let sql = format!(
        "{COLUMNS} JOIN organisation_links l ON l.superior_id = o.id
         WHERE l.organisation_id = $1 AND l.line = $3 AND l.from_on <= $2 AND l.to_on > $2 ORDER BY o.id LIMIT 1"
    );
    let row = read.row(&sql, &args![id, on, line]).await?;
    row.as_ref().map(issuer).transpose()
}
