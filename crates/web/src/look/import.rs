//! Tables that are taken over: bringing one, and one as it will be or was.

use askama::Template;

use super::form::{Choice, FormState};
use super::parts::{Link, Status};
use super::shell::Shell;

/// A table in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportLine {
    /// Its page, by its title.
    pub link: Link,
    /// How many rows it has.
    pub why: String,
    /// The day on which it was brought, dd/mm/yyyy.
    pub on: String,
    /// How far it is.
    pub status: Status,
}

/// What is told of some rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToldGroup {
    /// How many rows and what; of one row also which.
    pub line: String,
    /// The rows, where there are several.
    pub rows: Vec<String>,
    /// How many rows stand behind those; may be empty.
    pub more: String,
}

/// Why a table is not taken over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// In a sentence.
    pub why: String,
    /// What is wrong with its rows, each kind once.
    pub rows: Vec<ToldGroup>,
    /// Texts as they stood and as they were converted.
    pub samples: Vec<(String, String)>,
}

/// `GET /imports`, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "imports.html")]
pub struct Imports {
    /// The frame.
    pub shell: Shell,
    /// Fields `title`, `held_on`, `chair`, `deputy_reason`, `duties`, `table`, `file`, `ways`.
    pub form: FormState,
    /// The body that takes it over.
    pub organisation: i64,
    /// Who may have chaired its dialogues.
    pub chairs: Vec<Choice>,
    /// The duties that they may have fulfilled.
    pub duties: Vec<Choice>,
    /// By which ways its rows may have been raised; field `channel`.
    pub channels: Vec<Choice>,
    /// The ways in which it may be taken.
    pub ways: Vec<Choice>,
    /// Why the one that was sent is not taken over.
    pub report: Option<Report>,
    /// The tables, the newest first.
    pub rows: Vec<ImportLine>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
}

/// A dialogue of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayLine {
    /// Its day, dd/mm/yyyy.
    pub on: String,
    /// Whether it is none, and holds what was raised elsewhere on that day.
    pub elsewhere: bool,
    /// Where it was held, or with whom, where that is known; and by what, where nobody said it.
    pub held: String,
    /// How many matters were raised at it; empty once it is written.
    pub count: String,
    /// Its page, once it is there.
    pub link: Option<String>,
}

/// A matter of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatterLine {
    /// Its place in the table, from 0.
    pub at: usize,
    /// Who raised it, as it was typed; may be empty.
    pub name: String,
    /// The words, shortened.
    pub words: String,
    /// The day on which it was raised, dd/mm/yyyy.
    pub on: String,
    /// Place, field and body, one line.
    pub beside: String,
    /// What was answered and where, in a sentence, shortened; may be empty.
    pub answer: String,
    /// What else the table says of it and what is noted beside the words, line by line.
    pub noted: Vec<String>,
    /// How far it had come.
    pub status: Status,
    /// A case of the same day with words that are nearly the same.
    pub alike: Option<Link>,
}

/// A name in a table of which somebody has to say which body it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodyAsked {
    /// The field in which it is said.
    pub field: String,
    /// The name, with how many rows say so.
    pub name: String,
    /// The bodies that it may be, the likeliest first.
    pub bodies: Vec<Choice>,
    /// The field for the day on which its matters were sent, where it is outside the program.
    pub outside_on: String,
    /// Whether it was said to be outside the program and no day of a letter was given.
    pub undated: bool,
}

/// Which names of bodies stand on a page, where there are more than one page of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NamesPage {
    /// In a sentence.
    pub line: String,
    /// The first of the names before these.
    pub before: Option<usize>,
    /// The first of those that follow.
    pub next: Option<usize>,
}

/// A title of the table by which its rows have their field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SectionAsked {
    /// The field of the form in which it is said.
    pub field: String,
    /// The title, with its rows and the field that was recognised.
    pub name: String,
    /// The fields of work, and none.
    pub choices: Vec<Choice>,
}

/// What else is asked of a table, once for all its rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Which last days there may be; empty where no row needs one. Fields `table_due`, `table_due_on`.
    pub due: Vec<Choice>,
    /// How many rows need one.
    pub due_line: String,
    /// Which days of answers there may be; empty where no row needs one. Fields `table_answered`, `table_answered_on`.
    pub answered: Vec<Choice>,
    /// How many rows need one.
    pub answered_line: String,
    /// How the field of rows that say none is given; empty where each says one. Fields `table_field`, `table_field_one`.
    pub without_field: Vec<Choice>,
    /// The fields of work for all of those rows.
    pub fields: Vec<Choice>,
    /// How many rows say none.
    pub field_line: String,
    /// Titles that give their rows a field.
    pub sections: Vec<SectionAsked>,
    /// Whether bodies outside the program may be named: fields `outside_on-` and the place of the name.
    pub outside: bool,
}

impl Asked {
    /// Whether anything is asked.
    pub fn any(&self) -> bool {
        let quiet = self.due.is_empty() && self.answered.is_empty() && self.sections.is_empty();
        self.outside || !quiet || !self.without_field.is_empty()
    }
}

/// `GET /imports/one`.
#[derive(Debug, Clone, Template)]
#[template(path = "import-one.html")]
pub struct ImportOne {
    /// The frame.
    pub shell: Shell,
    /// Fields `reason` and those of [`Asked`].
    pub form: FormState,
    /// The table.
    pub id: i64,
    /// The body that takes it over.
    pub organisation: i64,
    /// What its dialogues are called.
    pub title: String,
    /// How far it is.
    pub status: Status,
    /// How many of its rows were written.
    pub progress: String,
    /// The row at which its writing stands and why, line by line; empty while it goes on.
    pub refused: Vec<String>,
    /// Its dialogues.
    pub days: Vec<DayLine>,
    /// Its matters, while nothing of it was written.
    pub rows: Vec<MatterLine>,
    /// How its columns are understood, line by line, while nothing of it was written.
    pub seen: Vec<String>,
    /// What is worth a look in its rows, while nothing of it was written.
    pub noted: Vec<ToldGroup>,
    /// Names of bodies that are not known, some at a time; fields `body-0` and so on.
    pub unnamed: Vec<BodyAsked>,
    /// Which of those names these are, where there are more.
    pub names: Option<NamesPage>,
    /// What else is asked of it, while nothing of it was written.
    pub asked: Asked,
    /// What was refused, as a word of the catalogue; may be empty.
    pub what: &'static str,
    /// That matters of the same days are there already; may be empty.
    pub warning: String,
    /// Whether there are more matters than are shown.
    pub more: bool,
    /// Cells that hold several numbered matters.
    pub several: usize,
    /// Whether it can be taken over or forgotten.
    pub may_start: bool,
    /// Whether it can be taken back.
    pub may_undo: bool,
}

/// `GET /imports/row`: a row that is put right before its table is taken over.
#[derive(Debug, Clone, Template)]
#[template(path = "import-row.html")]
pub struct ImportRowOne {
    /// The frame.
    pub shell: Shell,
    /// Fields `field`, `row_place`, `stands`, `answer`, `answered_on`.
    pub form: FormState,
    /// The table.
    pub id: i64,
    /// The body that takes it over.
    pub organisation: i64,
    /// The row's place in it, from 0.
    pub at: usize,
    /// What the dialogues of the table are called.
    pub title: String,
    /// The words of the row, whole.
    pub words: String,
    /// Who raised it; may be empty.
    pub name: String,
    /// The day on which it was raised, dd/mm/yyyy.
    pub on: String,
    /// What is noted beside the words, line by line.
    pub noted: Vec<String>,
    /// Whether its field is one that is proposed.
    pub proposed: bool,
    /// The fields of work.
    pub fields: Vec<Choice>,
    /// Where it may lie.
    pub places: Vec<Choice>,
    /// What may have come of it.
    pub stands: Vec<Choice>,
}

impl ImportOne {
    /// How many of its days are dialogues.
    pub fn dialogues(&self) -> usize {
        self.days.iter().filter(|day| !day.elsewhere).count()
    }
}
