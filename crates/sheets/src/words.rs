//! What people write in tables, as data: `data/headings.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::fold::fold;
use serde::Deserialize;

use crate::row::{Column, Status};

const DATA: &str = include_str!("../data/headings.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    columns: BTreeMap<String, Vec<String>>,
    status: Vec<Says>,
    kind: Vec<Says>,
    marks: Marks,
    fields: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Says {
    is: String,
    says: Vec<String>,
}

/// Other words that decide what a row is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Marks {
    pub(crate) denunciation: Vec<String>,
    pub(crate) total: Vec<String>,
    pub(crate) signature: Vec<String>,
    pub(crate) places: Vec<String>,
    pub(crate) field_of: Vec<String>,
    pub(crate) day: Vec<String>,
    pub(crate) month: Vec<String>,
    pub(crate) year: Vec<String>,
}

/// All of it, as it is compared.
pub(crate) struct Words {
    /// Headings, the longest first.
    pub(crate) columns: Vec<(String, Column)>,
    /// Phrases of a status, in the order in which they decide.
    pub(crate) status: Vec<(String, Status)>,
    /// Phrases of a kind of submission.
    pub(crate) kind: Vec<(String, String)>,
    /// Names of fields of work and their codes.
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) marks: Marks,
    /// The phrase of a denunciation with its marks, for text that has marks.
    pub(crate) denunciation: Vec<String>,
}

/// A text as it is compared: folded, its punctuation spaces, one between words.
pub(crate) fn plain(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether whole words stand in a text one after the other; both as [`plain`] makes them.
pub(crate) fn has_phrase(text: &str, phrase: &str) -> bool {
    !phrase.is_empty() && format!(" {text} ").contains(&format!(" {phrase} "))
}

/// The words; they are part of the program.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).expect("the words of tables are part of the program and can be read");
    let mut columns: Vec<(String, Column)> = Vec::new();
    for (name, says) in &file.columns {
        let column = Column::parse(name).expect("every list of headings is of a column");
        columns.extend(says.iter().map(|heading| (plain(heading), column)));
    }
    columns.sort_by(|one, other| other.0.len().cmp(&one.0.len()).then_with(|| one.0.cmp(&other.0)));
    let mut status = Vec::new();
    for list in &file.status {
        let is = Status::parse(&list.is).expect("every list of phrases is of a status");
        status.extend(list.says.iter().map(|says| (plain(says), is)));
    }
    let kind = file.kind.iter().flat_map(|list| list.says.iter().map(|says| (plain(says), list.is.clone()))).collect();
    let mut fields: Vec<(String, String)> = Vec::new();
    for (code, says) in &file.fields {
        fields.extend(says.iter().map(|name| (plain(name), code.clone())));
    }
    fields.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let plainly = |list: &[String]| list.iter().map(|it| plain(it)).collect::<Vec<_>>();
    let denunciation = file.marks.denunciation.iter().map(|it| domain::fold::marked(it)).collect();
    let marks = Marks {
        denunciation: plainly(&file.marks.denunciation),
        total: plainly(&file.marks.total),
        signature: plainly(&file.marks.signature),
        places: plainly(&file.marks.places),
        field_of: plainly(&file.marks.field_of),
        day: plainly(&file.marks.day),
        month: plainly(&file.marks.month),
        year: plainly(&file.marks.year),
    };
    Words { columns, status, kind, fields, marks, denunciation }
});
