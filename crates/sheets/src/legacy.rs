//! Text in TCVN3 (ABC) or VNI, the encodings before Unicode: recognised for a table as a whole, and converted.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::table::{Cell, Table};

/// An encoding before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// TCVN 5712:1993, third form, with the fonts `.Vn…`.
    Tcvn3,
    /// VNI for Windows, with the fonts `VNI-…`.
    Vni,
}

impl Encoding {
    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pairs {
    tcvn3: Vec<(String, String)>,
    vni: Vec<(String, String)>,
}

static PAIRS: LazyLock<Pairs> = LazyLock::new(|| {
    let mut pairs: Pairs = toml::from_str(include_str!("../data/encodings.toml"))
        .expect("the tables of old encodings are part of the program and can be read");
    // In capitals the sign after a letter of VNI is a capital too.
    let capitals: Vec<(String, String)> =
        pairs.vni.iter().map(|(old, new)| (old.to_uppercase(), new.to_uppercase())).collect();
    let mixed: Vec<(String, String)> = pairs
        .vni
        .iter()
        .filter(|(old, _)| old.chars().count() == 2)
        .map(|(old, new)| {
            let mut letters = old.chars();
            let first: String = letters.by_ref().take(1).flat_map(char::to_uppercase).collect();
            (first + letters.as_str(), new.to_uppercase())
        })
        .collect();
    pairs.vni.extend(capitals);
    pairs.vni.extend(mixed);
    pairs
});

/// The encoding of a text, where it is an old one; a text of Unicode, or without marks, has none.
fn encoding(text: &str) -> Option<Encoding> {
    let unicode = |letter: char| matches!(letter, '\u{1ea0}'..='\u{1ef9}' | '\u{102}' | '\u{103}' | '\u{110}' | '\u{111}' | '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}' | '\u{300}'..='\u{323}');
    if text.chars().any(unicode) {
        return None;
    }
    let marked = text.chars().filter(|letter| ('\u{a1}'..='\u{ff}').contains(letter)).count();
    if marked < 4 {
        return None;
    }
    // Signs that no language writes inside words; TCVN3 has them between letters.
    let letters: Vec<char> = text.chars().collect();
    let inside = letters
        .windows(2)
        .filter(|pair| {
            matches!(pair[1], '\u{a1}'..='\u{bf}' | '\u{d7}' | '\u{f7}') && pair[0].is_alphabetic()
                || matches!(pair[0], '\u{a1}'..='\u{bf}' | '\u{d7}' | '\u{f7}') && pair[1].is_alphabetic()
        })
        .count();
    let pairs = letters
        .windows(2)
        .filter(|pair| {
            let two: String = pair.iter().collect();
            PAIRS.vni.iter().any(|(old, _)| old.chars().count() == 2 && *old == two)
        })
        .count();
    if inside >= 3 && inside * 5 >= marked {
        Some(Encoding::Tcvn3)
    } else if pairs >= 3 && pairs * 3 >= marked {
        Some(Encoding::Vni)
    } else {
        None
    }
}

/// A text in the letters of Unicode.
pub fn converted(text: &str, from: Encoding) -> String {
    match from {
        Encoding::Tcvn3 => text.chars().map(|letter| one(letter, &PAIRS.tcvn3)).collect(),
        Encoding::Vni => {
            let mut kept = String::with_capacity(text.len());
            let mut rest = text;
            'text: while let Some(first) = rest.chars().next() {
                for size in [2, 1] {
                    let end = rest.char_indices().nth(size).map_or(rest.len(), |(at, _)| at);
                    if let Some((_, new)) = PAIRS.vni.iter().find(|(old, _)| *old == rest[..end]) {
                        kept.push_str(new);
                        rest = &rest[end..];
                        continue 'text;
                    }
                }
                kept.push(first);
                rest = &rest[first.len_utf8()..];
            }
            kept
        }
    }
}

fn one(letter: char, pairs: &[(String, String)]) -> char {
    let found = pairs.iter().find(|(old, _)| old.starts_with(letter));
    found.and_then(|(_, new)| new.chars().next()).unwrap_or(letter)
}

/// A table converted from the encoding it is in, where that is an old one.
pub(crate) fn table(table: &Table) -> (Option<Table>, Option<Encoding>) {
    let mut sample = String::new();
    'cells: for row in &table.rows {
        for cell in row {
            if let Cell::Text(text) = cell {
                sample.push_str(text);
                sample.push(' ');
                if sample.len() > 20_000 {
                    break 'cells;
                }
            }
        }
    }
    let Some(encoding) = encoding(&sample) else { return (None, None) };
    let rows = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.iter().map(|cell| match cell {
                Cell::Text(text) => Cell::Text(converted(text, encoding)),
                other => other.clone(),
            });
            cells.collect()
        })
        .collect();
    (Some(Table { name: table.name.clone(), rows, merged: table.merged.clone() }), Some(encoding))
}
