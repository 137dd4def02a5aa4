//! Letters: the list, entering one, the page of one.

use askama::Template;

use super::case::{Step, WrongStep};
use super::desk::Earlier;
use super::form::{Choice, FormState};
use super::history::Steps;
use super::parts::{Link, Status};
use super::shell::Shell;

/// A letter in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LetterRow {
    /// Its number on paper, with its book; empty where it has none.
    pub number: String,
    /// The day of its receipt, dd/mm/yyyy.
    pub on: String,
    /// The letter, with the beginning of the words.
    pub letter: Link,
    /// Its case, by its number.
    pub case: Link,
    /// What kind of matter it is, by which way it came, the body where it is not the reader's own, when something is due.
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
    /// Whether the list shows some of them only.
    pub filtered: bool,
    /// Fields `of`, `year`, `letter_way`, `kind`, `outcome`, `letter_class`, `waiting`, `number`.
    pub form: FormState,
    /// The years of the book.
    pub years: Vec<Choice>,
    /// The ways by which a letter comes.
    pub ways: Vec<Choice>,
    /// The kinds of submission.
    pub kinds: Vec<Choice>,
    /// How a case can stand.
    pub outcomes: Vec<Choice>,
    /// How a letter can be classified, and that it is not yet.
    pub classes: Vec<Choice>,
    /// That only those are listed which still wait.
    pub waiting: Vec<Choice>,
    /// The page on which it is said who gives the numbers, for who reads it.
    pub numbering: Option<String>,
}

/// `GET /letters/new`, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "letter-new.html")]
pub struct NewLetter {
    /// The frame.
    pub shell: Shell,
    /// Fields `organisation`, `series`, `number`, `received_on`, `who`, `contact`, `sender_address`, `village`, `field`, `kind`, `words`,
    /// `letter_way`, `referrer`, `letter_dated`, `letter_file`, `archive_box`, `originals`, `letter_repeats`.
    pub form: FormState,
    /// The bodies that may have got it.
    pub organisations: Vec<Choice>,
    /// The place itself and its villages.
    pub villages: Vec<Choice>,
    /// The fields of work.
    pub fields: Vec<Choice>,
    /// The kinds of submission.
    pub kinds: Vec<Choice>,
    /// The ways by which a letter comes.
    pub ways: Vec<Choice>,
    /// Whether the program gives the number where none is typed.
    pub drawn: bool,
    /// The case of the letter entered last, as `said=` shows it, and the address of the letter; with the same number where there is
    /// one already.
    pub last: Option<(Link, String)>,
    /// What may be the same matter as what stands in the form, or as the letter entered last.
    pub near: Vec<Earlier>,
    /// Whether that is shown before the letter is entered: the next press enters it.
    pub held: bool,
    /// Whether that was asked for: then it is said where nothing was found.
    pub looked: bool,
}

impl NewLetter {
    /// What stands under the field of the number.
    pub const fn number_hint(&self) -> &'static str {
        if self.drawn { "hint-book-number-drawn" } else { "hint-book-number" }
    }
}

/// How a letter is classified.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Classified {
    /// Label and value of each axis.
    pub facts: Vec<(String, String)>,
    /// Why it is not eligible.
    pub lacks: Vec<String>,
    /// That more speak for the others than the rule gives them; empty where not.
    pub warning: String,
}

/// What the forms offer by which a letter is classified and split.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClassChoices {
    /// The kinds of submission.
    pub kinds: Vec<Choice>,
    /// That it has several contents.
    pub mixed: Vec<Choice>,
    /// Whether it is for the body that got it.
    pub competences: Vec<Choice>,
    /// Among which bodies is the one that it is for.
    pub spheres: Vec<Choice>,
    /// Why it may not be eligible.
    pub lacks: Vec<Choice>,
    /// The fields of work.
    pub fields: Vec<Choice>,
}

/// What comes of a letter: what was recorded, what the law allows, what the form offers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcomes {
    /// The event that said so last; 0 where there is none.
    pub seen: i64,
    /// Whether the letter is classified.
    pub classified: bool,
    /// Whether the reader may record what comes of it.
    pub open: bool,
    /// Why its case goes on whatever comes of it; empty where it ends with it.
    pub goes_on: String,
    /// Whether originals came with it that were not given back.
    pub originals: bool,
    /// What came of it: label and value.
    pub facts: Vec<(String, String)>,
    /// What may come of it, each with its article.
    pub choices: Vec<Choice>,
    /// What may not, each with the case in which it would.
    pub not: Vec<(String, String)>,
    /// The grounds.
    pub grounds: Vec<Choice>,
    /// The bodies to which it may be sent on.
    pub receivers: Vec<Choice>,
    /// That there is no paper.
    pub by_word: Vec<Choice>,
    /// How its sender was told.
    pub ways: Vec<Choice>,
}

/// Something that was split off a letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartLine {
    /// The submission.
    pub id: i64,
    /// Its words.
    pub words: String,
    /// What kind of matter it is, and its field.
    pub why: String,
    /// Its case.
    pub case: Link,
    /// Whether the reader may say that it was split off by mistake.
    pub to_strike: bool,
}

/// `GET /letters/{id}`, and the answer to a wrong post on it.
#[derive(Debug, Clone, Template)]
#[template(path = "letter.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the reader and the letter")]
pub struct LetterPage {
    /// The frame.
    pub shell: Shell,
    /// Its id.
    pub id: i64,
    /// Its words.
    pub submission: i64,
    /// Its number, with its book.
    pub title: String,
    /// The body that got it.
    pub body: String,
    /// What it says; that it is kept from everybody, where it is.
    pub words: String,
    /// Its case.
    pub case: Link,
    /// What the book says of it: label and value.
    pub facts: Vec<(String, String)>,
    /// Another letter that stands with its number in the same book and year.
    pub twin: Option<Link>,
    /// The event by which the book says so; 0 where there is none.
    pub entered_by: i64,
    /// How it is classified; nothing while it is not.
    pub class: Option<Classified>,
    /// The event by which it is; 0 where there is none.
    pub classed_by: i64,
    /// What the forms offer by which it is classified.
    pub choices: ClassChoices,
    /// What comes of it.
    pub outcomes: Outcomes,
    /// Its steps, where it is a complaint that is settled: how far it has come.
    pub complaint: Option<Link>,
    /// What was split off it.
    pub parts: Vec<PartLine>,
    /// The case that raises the same.
    pub repeats: Option<Link>,
    /// What may be the same matter.
    pub near: Vec<Earlier>,
    /// Whether it was registered by mistake.
    pub struck: bool,
    /// Whether it is kept from everybody.
    pub kept: bool,
    /// Whether it was taken at a reception.
    pub of_visit: bool,
    /// Whether the reader may write anew what the book says of it, and lay scans beside it.
    pub to_describe: bool,
    /// Whether the reader may say that its originals were given back.
    pub to_return: bool,
    /// Whether the reader may keep it from everybody.
    pub to_withhold: bool,
    /// Whether the reader may take it out.
    pub to_strike: bool,
    /// Whether the reader may print the receipt, which bears code and PIN.
    pub may_code: bool,
    /// Whether the reader may move it to the register of denunciations.
    pub to_move: bool,
    /// Whether the reader may open its scans.
    pub may_open: bool,
    /// Its scans.
    pub scans: Vec<(i64, String)>,
    /// Files that are laid down at once, at most.
    pub most: i64,
    /// The size of one, in megabytes, at most.
    pub most_mb: i64,
    /// The ways by which a letter comes.
    pub ways: Vec<Choice>,
    /// What the forms propose.
    pub proposed: FormState,
    /// The form that was wrong: `describe`, `return`, `withhold`, `strike`, `scans`, `classify`, `process`, `part`, `repeat`, `strike-` with a
    /// part.
    pub wrong: Option<(String, FormState)>,
    /// The step whose correction or striking was wrong.
    pub wrong_step: Option<WrongStep>,
    /// What happened, the newest first.
    pub timeline: Vec<Step>,
}

impl LetterPage {
    /// The form of that name: the wrong one where it is this one, else the proposed one.
    pub fn form(&self, form: &str) -> &FormState {
        match &self.wrong {
            Some((wrong, state)) if wrong == form => state,
            _ => &self.proposed,
        }
    }

    /// What happened to it, with the forms that take a step back.
    pub fn history(&self) -> Steps<'_> {
        Steps::new(&self.shell, &self.timeline, self.wrong_step.as_ref())
    }
}
