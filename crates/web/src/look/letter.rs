//! Letters: the list, and entering one.

use askama::Template;

use super::desk::Earlier;
use super::form::{Choice, FormState};
use super::parts::{Link, Status};
use super::shell::Shell;

/// A letter in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LetterRow {
    /// Its number on paper, with its book; empty where it has none.
    pub number: String,
    /// The day of its receipt, dd/mm/yyyy.
    pub on: String,
    /// Its case, with the beginning of the words.
    pub case: Link,
    /// The number of the case, and the body where it is not the reader's own, one line.
    pub why: String,
    /// The field of work; may be empty.
    pub field: String,
    /// How its case stands.
    pub status: Status,
}

/// `GET /letters`.
#[derive(Debug, Clone, Template)]
#[template(path = "letters.html")]
pub struct Letters {
    /// The frame.
    pub shell: Shell,
    /// The letters, the newest first.
    pub rows: Vec<LetterRow>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// Whether the reader may enter one.
    pub may_register: bool,
}

/// `GET /letters/new`, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "letter-new.html")]
pub struct NewLetter {
    /// The frame.
    pub shell: Shell,
    /// Fields `organisation`, `series`, `number`, `received_on`, `who`, `contact`, `village`, `field`, `kind`, `words`.
    pub form: FormState,
    /// The bodies that may have got it.
    pub organisations: Vec<Choice>,
    /// The place itself and its villages.
    pub villages: Vec<Choice>,
    /// The fields of work.
    pub fields: Vec<Choice>,
    /// The kinds of submission.
    pub kinds: Vec<Choice>,
    /// The letter entered last, as `said=` shows it; with the same number where there is one already.
    pub last: Option<Link>,
    /// What may be the same matter as what stands in the form, or as the letter entered last.
    pub near: Vec<Earlier>,
    /// Whether that was asked for: then it is said where nothing was found.
    pub looked: bool,
}
