//! A paper, as data: what it says, in order, without how it looks. Both writers read what [`crate::compose()`] makes of it.

use domain::Day;

use crate::profile::System;
use crate::typed::Text;

/// A paper. Who issues it decides its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Who issues it.
    pub issuer: Issuer,
    /// Number and sign; none on a paper that has none of its own.
    pub symbol: Option<Symbol>,
    /// Where it is issued.
    pub place: Text,
    /// When; blank on a draft.
    pub day: Issued,
    /// The kind of paper, such as minutes; empty on an official letter, which names none.
    pub type_name: Text,
    /// Whether it is an official letter (công văn): what it is about stands under its number, and it has no title (decree 30,
    /// annex III, sample 1.5).
    pub letter: bool,
    /// What it is about.
    pub about: Text,
    /// The paper that it goes with, in brackets under the title.
    pub goes_with: Option<Text>,
    /// How its headings are numbered.
    pub outline: Outline,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// What it says.
    pub body: Vec<Block>,
    /// Who signs; more than one side by side.
    pub signatures: Vec<Signature>,
    /// Who gets it; with none there is no list.
    pub recipients: Option<Recipients>,
    /// What is attached.
    pub annexes: Vec<Annex>,
}

/// The body that issues a paper, by its name as it is written in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// The system it belongs to.
    pub system: System,
    /// The body above it, where the head names one.
    pub superior: Option<Text>,
    /// The body; a line break where its head has two lines.
    pub name: Text,
}

/// Number and sign of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// The number as the book of the office has it, such as `5`, `05a`, or with all its signs `05/TB-UBND`; blank on a draft.
    pub number: Option<Text>,
    /// Abbreviation of the kind of paper; empty where the system writes none, as on letters of the State.
    pub kind: Text,
    /// Abbreviation of the body that issues.
    pub body: Text,
}

/// The day of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issued {
    /// Issued on that day.
    On(Day),
    /// Being drafted on that day: day and month stay blank, the layout is that of the day.
    Draft(Day),
}

impl Issued {
    /// The day that decides the layout.
    pub fn day(self) -> Day {
        match self {
            Self::On(day) | Self::Draft(day) => day,
        }
    }
}

/// How headings are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outline {
    /// `I.`, below it `1.` (of Party papers `I-`).
    Roman,
    /// `1.`, below it `1.1.`.
    Arabic,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Words.
    Plain(Text),
    /// Words in bold.
    Bold(Text),
    /// Words in italic.
    Italic(Text),
    /// Dots in place of a name, with the number under which whoever prints the paper finds it. The stored paper keeps
    /// the dots.
    Blank(u32),
}

impl<T: Into<Text>> From<T> for Run {
    fn from(words: T) -> Self {
        Self::Plain(words.into())
    }
}

/// What a paper says, piece by piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A numbered heading.
    Heading(Text),
    /// A numbered point under a heading; in bold where it is itself a heading.
    Point {
        /// What it says.
        runs: Vec<Run>,
        /// Whether it heads what follows.
        heads: bool,
    },
    /// A point with a letter of the Vietnamese alphabet, from 0: `a)`, `b)`, `c)`, `d)`, and one with a bar.
    Letter(usize, Vec<Run>),
    /// A point after a hyphen.
    Dash(Vec<Run>),
    /// To whom a letter goes.
    Addressed(Text),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A table.
    Table(Table),
}

/// How wide a column is, beside its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// A running number.
    Number,
    /// A date or a count.
    Short,
    /// The name of a body or a place.
    Medium,
    /// Sentences.
    Wide,
}

/// A table. Its head is repeated on each page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// The rows of its head.
    pub head: Vec<Row>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table: the cells that begin in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub Vec<Cell>);

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: Text,
    /// Over how many columns it goes.
    pub across: usize,
    /// Over how many rows it goes.
    pub down: usize,
    /// In bold.
    pub bold: bool,
}

impl Cell {
    /// A cell of one column and one row.
    pub fn of(text: impl Into<Text>) -> Self {
        Self { text: text.into(), across: 1, down: 1, bold: false }
    }

    /// The same over so many columns.
    #[must_use]
    pub fn across(self, across: usize) -> Self {
        Self { across, ..self }
    }

    /// The same over so many rows.
    #[must_use]
    pub fn down(self, down: usize) -> Self {
        Self { down, ..self }
    }

    /// The same in bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// By what authority somebody signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authority {
    /// In their own name.
    Own,
    /// On behalf of a collective body, as its head or one of its members.
    OnBehalf(Text),
    /// A deputy for the head of a collective body.
    OnBehalfAsDeputy {
        /// The collective body.
        body: Text,
        /// The head's post.
        head: Text,
    },
    /// A deputy for the holder of this post.
    Deputy(Text),
    /// By order of the holder of this post.
    ByOrder(Text),
    /// By written delegation of the holder of this post.
    Delegated(Text),
}

/// A place for a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// By what authority.
    pub authority: Authority,
    /// The post of who signs.
    pub post: Text,
    /// The name of who signs; blank where nobody is named yet.
    pub name: Option<Text>,
}

/// Who gets a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipients {
    /// Bodies, in order.
    pub bodies: Vec<Text>,
    /// The unit that drafted it, beside the copy that is kept.
    pub unit: Option<Text>,
}

/// An annex, numbered by its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// Its title.
    pub title: Text,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// What it says.
    pub body: Vec<Block>,
}
