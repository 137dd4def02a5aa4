//! Figures: each number stands with its fraction, its date and a link to exactly its cases.

use askama::Template;
use askama::filters::HtmlSafe;

use super::case::Condition;
use super::form::{Choice, FormState};
use super::organisation::Finder;
use super::parts::{Link, Status};
use super::shell::Shell;

/// A headline figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headline {
    /// The large number: a share (`79,6%`) or a count.
    pub number: String,
    /// Its cases.
    pub href: String,
    /// The fraction in words: `336/422 …`.
    pub fraction: String,
    /// The rest, small, or empty.
    pub detail: String,
}

/// A number in a table or a bar, with the cases behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// The count, for the length of a bar.
    pub count: i64,
    /// The fraction as printed: `336/422`; a dash for none.
    pub fraction: String,
    /// The share as printed: `79,6%`; a dash for none.
    pub share: String,
    /// The cases; empty where the count is nought.
    pub href: String,
}

/// One line of a table of cases, and one bar of the chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FigureLine {
    /// Whose line it is.
    pub label: String,
    /// All cases of the line.
    pub total: i64,
    /// The total as printed, with its cases.
    pub all: Link,
    /// Settled.
    pub resolved: Counted,
    /// Under way.
    pub in_progress: Counted,
    /// Not yet taken up.
    pub not_taken_up: Counted,
    /// Whether it is the sum of the lines above.
    pub sum: bool,
    /// Whether it is a part of the line above: that of one line of duty.
    pub part: bool,
}

/// A table of numbers, each with what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The heads of its columns; the first is that of the labels.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<TableRow>,
}

/// A row of such a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableRow {
    /// What is counted, or of whom.
    pub label: String,
    /// The numbers.
    pub cells: Vec<TableCell>,
    /// Whether it is the sum of the rows above.
    pub sum: bool,
    /// Whether it is a part of the row above.
    pub part: bool,
}

/// A number of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableCell {
    /// The number as printed and its rows; a dash and no address for none.
    pub number: Link,
    /// What stands beside it: a share, or that a plan was adjusted; empty for nothing.
    pub beside: String,
}

/// Where dialogues were held, of the units of one level: as squares one can count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Units {
    /// Which units.
    pub label: String,
    /// Those that held one.
    pub active: usize,
    /// All.
    pub all: usize,
    /// What the drawing says to who can't see it.
    pub said: String,
    /// The same in a sentence, with its numbers.
    pub sentence: Vec<Link>,
}

impl Units {
    /// Units in a row of the drawing.
    const ROW: usize = 10;
    /// So many can be counted by eye; more stand in the sentence alone.
    const MOST: usize = 120;

    /// Whether they are drawn.
    pub fn is_drawn(&self) -> bool {
        (2..=Self::MOST).contains(&self.all)
    }

    /// The squares: left edge, upper edge, and whether that unit held a dialogue.
    pub fn squares(&self) -> Vec<(usize, usize, bool)> {
        let square = |at: usize| (at % Self::ROW * 30 + 1, at / Self::ROW * 30 + 1, at < self.active);
        (0..self.all).map(square).collect()
    }

    /// The height of the drawing.
    pub fn height(&self) -> usize {
        self.all.div_ceil(Self::ROW) * 30
    }
}

/// `GET /figures`.
#[derive(Debug, Clone, Template, Default)]
#[template(path = "figures.html")]
pub struct Figures {
    /// The frame.
    pub shell: Shell,
    /// Whose figures these are.
    pub scope: String,
    /// The year, where the range is one.
    pub year: Option<String>,
    /// From when: dd/mm/yyyy.
    pub from: String,
    /// Until when: dd/mm/yyyy.
    pub to: String,
    /// Which cases are counted: `raised`, `workload`.
    pub mode: String,
    /// The day whose state is read: dd/mm/yyyy.
    pub state_on: String,
    /// What was recorded by the end of that day is counted: dd/mm/yyyy.
    pub as_of: String,
    /// The version of the function, in words.
    pub version: String,
    /// Two to four headline figures.
    pub headlines: Vec<Headline>,
    /// The lines; the last is the sum.
    pub lines: Vec<FigureLine>,
    /// What stands beside the outcomes ("of these").
    pub beside: Table,
    /// Dialogues by level and line of duty.
    pub dialogues: Table,
    /// Sites, turns, letters, submissions.
    pub voices: Table,
    /// Coverage of units, by level.
    pub units: Vec<Units>,
    /// Cases by field of work; the last is the sum.
    pub fields: Vec<FigureLine>,
    /// What units declare, in columns of their own beside what is counted.
    pub declared: Table,
    /// How many units declare, and how many of them have no case here, each with the list of them.
    pub declaring: Vec<Link>,
    /// The sentences a report would print, with their numbers, in the language of papers.
    pub sentences: Vec<Vec<Link>>,
    /// Whose figures can be read: bodies and places.
    pub scopes: Vec<Choice>,
    /// What finds them by name, where these are not all.
    pub finder: Option<Finder>,
    /// Which cases can be counted.
    pub modes: Vec<Choice>,
    /// The form: `scope`, `from`, `to`, `mode`, `state_on`, `as_of`.
    pub form: FormState,
}

/// A row behind a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenedRow {
    /// Its words or its name, and where it leads; no address where it leads nowhere.
    pub title: Link,
    /// Its number, where it has one, and the body it belongs to.
    pub why: String,
    /// How it stood.
    pub status: Option<Status>,
    /// What its day is, with the day; empty for a place.
    pub day: String,
}

/// `GET /figures/rows`.
#[derive(Debug, Clone, Template, Default)]
#[template(path = "figure-rows.html")]
pub struct OpenedNumber {
    /// The frame.
    pub shell: Shell,
    /// What the number counts.
    pub label: String,
    /// How many rows there are, with their unit.
    pub count: String,
    /// How it is counted.
    pub definition: String,
    /// The figures it stands in.
    pub back: String,
    /// What was asked, line by line.
    pub conditions: Vec<Condition>,
    /// One page of the rows.
    pub rows: Vec<OpenedRow>,
    /// The next page.
    pub next: Option<String>,
    /// The first page, where this is not it.
    pub first: Option<String>,
}

/// How a number is counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definition {
    /// The word of the number, by which other pages lead here.
    pub id: String,
    /// Its name.
    pub label: String,
    /// In what it is counted.
    pub unit: String,
    /// What is counted.
    pub means: String,
}

/// `GET /figures/definitions`.
#[derive(Debug, Clone, Template, Default)]
#[template(path = "figure-definitions.html")]
pub struct Definitions {
    /// The frame.
    pub shell: Shell,
    /// The version of the function, in words.
    pub version: String,
    /// What a case counts as: the first line that holds decides.
    pub lines: Vec<String>,
    /// How words of these lines are meant.
    pub words: Vec<String>,
    /// Each number.
    pub numbers: Vec<Definition>,
}

/// The place of one part of a bar, in units of the drawing (the whole bar is 520 wide).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Where it begins.
    pub x: i64,
    /// How long it is: at least 3 where the count is not nought.
    pub width: i64,
    /// The middle, for a label below.
    pub middle: i64,
    /// Where a label inside begins.
    pub inner: i64,
}

impl Segment {
    /// Whether there is anything to draw.
    pub fn is_drawn(&self) -> bool {
        self.width > 0
    }

    /// Whether count and share fit inside.
    pub fn is_wide(&self) -> bool {
        self.width > 110
    }
}

impl FigureLine {
    /// The left edge of the bars.
    pub const LEFT: i64 = 196;
    /// The length of a whole bar.
    pub const WHOLE: i64 = 520;

    /// The three parts of the bar in the order settled, under way, not taken up. A part that is not nought is at least 3
    /// long, taken from the longest.
    pub fn segments(&self) -> [Segment; 3] {
        let counts = [self.resolved.count, self.in_progress.count, self.not_taken_up.count];
        let total: i64 = counts.iter().sum::<i64>().max(1);
        let mut widths = counts.map(|count| {
            let exact = (count * Self::WHOLE + total / 2) / total;
            if count > 0 { exact.max(3) } else { 0 }
        });
        let over = widths.iter().sum::<i64>() - Self::WHOLE;
        let longest = (0..3).max_by_key(|at| widths[*at]).unwrap_or_default();
        if counts.iter().any(|count| *count > 0) {
            widths[longest] -= over;
        }
        let mut x = Self::LEFT;
        widths.map(|width| {
            let segment = Segment { x, width, middle: x + width / 2, inner: x + 10 };
            x += width;
            segment
        })
    }
}

impl Figures {
    /// Whether a scope was looked for by name.
    pub fn looks_for(&self) -> bool {
        self.finder.as_ref().is_some_and(|finder| !finder.find.is_empty())
    }

    /// The lines that are bars: those of levels, and the sum.
    pub fn bars(&self) -> Vec<&FigureLine> {
        self.lines.iter().filter(|line| !line.part && line.total > 0).collect()
    }

    /// The height of the drawing: 74 for a bar.
    pub fn height(&self) -> usize {
        self.bars().len() * 74
    }

    /// The upper edge of a bar, by its place.
    pub fn top(&self, at: &usize) -> usize {
        at * 74 + 6
    }

    /// Whether anything was planned, held or raised.
    pub fn is_empty(&self) -> bool {
        let nothing = self.lines.is_empty() && self.dialogues.rows.is_empty() && self.voices.rows.is_empty();
        nothing && self.declared.rows.is_empty()
    }

    /// A table of numbers under its heading.
    pub fn table<'a>(&'a self, table: &'a Table, id: &'a str, caption: &'a str) -> Numbers<'a> {
        Numbers { shell: &self.shell, table, id, caption }
    }
}

/// A table of numbers as it is drawn.
#[derive(Debug, Template)]
#[template(path = "parts/numbers.html")]
pub struct Numbers<'a> {
    shell: &'a Shell,
    table: &'a Table,
    id: &'a str,
    caption: &'a str,
}

impl HtmlSafe for Numbers<'_> {}

#[cfg(test)]
mod tests {
    use super::{Counted, FigureLine};

    fn line(resolved: i64, in_progress: i64, not_taken_up: i64) -> FigureLine {
        let counted = |count| Counted { count, ..Counted::default() };
        FigureLine {
            resolved: counted(resolved),
            in_progress: counted(in_progress),
            not_taken_up: counted(not_taken_up),
            ..FigureLine::default()
        }
    }

    #[test]
    fn a_bar_is_whole_and_shows_the_smallest_part() {
        for (a, b, c) in [(336, 83, 3), (64, 5, 0), (1, 0, 0), (9999, 1, 1), (0, 0, 7)] {
            let parts = line(a, b, c).segments();
            assert_eq!(parts.iter().map(|part| part.width).sum::<i64>(), FigureLine::WHOLE);
            assert!(parts.iter().zip([a, b, c]).all(|(part, count)| (count > 0) == (part.width >= 3)));
        }
        assert!(line(0, 0, 0).segments().iter().all(|part| part.width == 0));
    }
}
