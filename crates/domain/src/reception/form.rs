//! What the forms of reception say, each with the days on which it is in force: on which grounds somebody is not received, which
//! columns the book has, and what is remarked where a deputy receives. All are read from `data/reception.toml`, with the article and where it was read.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::day::Day;
use crate::rule::Provenance;

/// A ground on which somebody is not received.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// The code under which it is kept.
    pub code: String,
    /// What it says, in Vietnamese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The document.
    pub source: String,
    /// The article.
    pub article: String,
    /// Where it was read.
    pub provenance: Provenance,
    /// Whether a notice in writing is owed; it is said to the person otherwise.
    pub written: bool,
    /// The first day on which it is in force.
    pub valid_from: Day,
    /// The day after the last.
    #[serde(default = "open")]
    pub valid_to: Day,
}

/// The columns of a reception book.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// The columns in their order, by their words.
    pub columns: Vec<String>,
    /// The document.
    pub source: String,
    /// Where it was read.
    pub provenance: Provenance,
    /// The first day on which it is in force.
    pub valid_from: Day,
}

/// What is to be remarked where a deputy receives in the head's place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// What it says, in Vietnamese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The document.
    pub source: String,
    /// Where it was read.
    pub provenance: Provenance,
    /// The first day on which it is in force.
    pub valid_from: Day,
}

const fn open() -> Day {
    Day::OPEN
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    ground: Vec<Ground>,
    book: Vec<Book>,
    delegated: Vec<Remark>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    let file = toml::from_str(include_str!("../../../../data/reception.toml"));
    file.unwrap_or_else(|error| panic!("data/reception.toml can be read: {error}"))
});

/// All grounds there are.
pub fn grounds() -> &'static [Ground] {
    &FILE.ground
}

/// The grounds in force on a day, in the order of the law.
pub fn grounds_on(on: Day) -> impl Iterator<Item = &'static Ground> {
    FILE.ground.iter().filter(move |ground| ground.valid_from <= on && on < ground.valid_to)
}

/// The ground of a code.
pub fn ground(code: &str) -> Option<&'static Ground> {
    FILE.ground.iter().find(|ground| ground.code == code)
}

/// The codes of the grounds whose refusal is given in writing.
pub fn written_grounds() -> impl Iterator<Item = &'static str> {
    FILE.ground.iter().filter(|ground| ground.written).map(|ground| ground.code.as_str())
}

/// What is to be remarked where a deputy receives on a day in the head's place; nothing while the law lets them.
pub fn delegated_on(on: Day) -> Option<&'static Remark> {
    FILE.delegated.iter().rev().find(|remark| remark.valid_from <= on)
}

/// All forms of the book, the oldest first.
pub fn books() -> &'static [Book] {
    &FILE.book
}

/// The form of the book that is in force on a day; the oldest before all.
pub fn book_on(on: Day) -> &'static Book {
    let known = FILE.book.iter().rev().find(|book| book.valid_from <= on);
    known
        .or_else(|| FILE.book.first())
        .expect("data/reception.toml has a form of the book, test `the_book_has_the_columns_of_its_day`")
}
